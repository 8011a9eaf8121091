import { eq } from "drizzle-orm";
import { expect, describe, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { contentItem } from "@db/schema";
import { catalogueItems } from "~/curriculum/catalogue.server";
import { orderImport, planOf, sheetImport, stageSheet } from "~/curriculum/sheet-import.server";
import { runImport } from "~/curriculum/sheet-run.server";
import { sheetPreview } from "~/library/sheet-page.server";
import { setDb } from "~/platform/database.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
setDb(db);
const owner = await make.administrator({ name: "Owner" });
const now = ctx(MONDAY, owner.id);

async function stage(file: File) {
  const staged = await stageSheet(now, file, null);
  if (!staged.ok) throw new Error(JSON.stringify(staged.refusals));
  const row = await sheetImport(db, staged.value.importId);
  if (!row) throw new Error("nothing was staged");
  return { importId: row.id, row, plan: await planOf(db, row) };
}
const xlsx = async (...sheets: { sheet: string; data: unknown[][] }[]) =>
  new File([new Uint8Array(await writeXlsxFile(sheets as never).toBuffer())], "包.xlsx");
const csv = (...lines: string[]) => new File([lines.join("\r\n")], "包.csv");
const down = (value: string | number, rowSpan: number) => ({ value, rowSpan });
const across = (value: string, columnSpan: number) => [{ value, columnSpan }, ...Array.from({ length: columnSpan - 1 }, () => null)];
const plain = (...values: (string | number | null)[]) => values.map((value) => (value === null ? null : { value }));

describe("sheets as shops lay them out", () => {
  it("are imported from behind a cover, under two rows of headings, with cells merged down", async () => {
    const file = await xlsx(
      { sheet: "封面", data: [plain("三只包 商品资料"), plain("2026 春季")] },
      {
        sheet: "春季",
        data: [
          plain("价格以活动为准"),
          [down("商品编码", 2), down("商品名称", 2), ...across("规格", 2), ...across("价格", 2), down("库位", 2)],
          plain(null, null, "颜色", "尺寸", "吊牌价", "活动价", null),
          [...plain("SP-1"), down("晨线双肩包", 3), ...plain("黑", "30 cm"), down(1299, 3), down(999, 3), ...plain("A-01")],
          plain("SP-2", null, "白", "30 cm", null, null, "A-02"),
          plain("SP-3", null, "红", "30 cm", null, null, "A-03"),
          plain("SP-4", "云边托特包", "蓝", "36 cm", 399, "面议", "A-04"),
        ],
      },
    );
    const { importId, row, plan } = await stage(file);
    expect(row.sheet.name).toBe("春季");
    expect((await sheetPreview(db, row, "zh-CN")).sheetName).toBe("春季");
    expect(plan.errors).toMatchObject([{ row: 7, column: "活动价（价格）", value: "面议", code: "price_unreadable" }]);
    expect(plan.created.map(({ row: at, body }) => [at, body.code, body.name["zh-CN"], body.price_yuan, body.shelf])).toEqual([
      [4, "SP-1", "晨线双肩包", 999, "A-01"],
      [5, "SP-2", "晨线双肩包", 999, "A-02"],
      [6, "SP-3", "晨线双肩包", 999, "A-03"],
    ]);
    expect(await orderImport(now, importId)).toMatchObject({ ok: true });
    await runImport(db, importId, MONDAY);
    expect((await catalogueItems(db)).map((item) => item.body.code).sort()).toEqual(["SP-1", "SP-2", "SP-3"]);
  });

  it("name no sheet where the first is the one", async () => {
    const rows = [plain("商品编码", "商品名称", "价格"), plain("X-1", "包", 9)];
    const { row } = await stage(await xlsx({ sheet: "商品", data: rows }, { sheet: "旧", data: rows }));
    expect(row.sheet.name).toBeUndefined();
  });

  it("write no price that a comma has cut in two", async () => {
    const { importId, plan, row } = await stage(
      csv(
        "商品编码,商品名称,价格,颜色,库位",
        "RG-0,好的,99,黑,A1",
        "RG-1,没加引号的价格,¥1,299.00,黑,A1",
        'RG-2,加了引号,"¥1,299.00",黑,A1',
        "RG-3,名,称,9,黑,A1",
      ),
    );
    expect(plan.errors.map((e) => [e.row, e.field, e.value, e.code])).toEqual([
      [3, "price", "¥1,299.00", "price_cut"],
      [5, null, "A1", "cells_beyond"],
    ]);
    expect((await sheetPreview(db, row, "en")).counts).toMatchObject({ created: 2, faulty: 2 });
    expect(await orderImport(now, importId)).toMatchObject({ ok: true });
    await runImport(db, importId, MONDAY);
    const items = (await catalogueItems(db)).filter((item) => item.body.code.startsWith("RG"));
    expect(items.map((item) => [item.body.code, item.body.price_yuan]).sort()).toEqual([
      ["RG-0", 99],
      ["RG-2", 1299],
    ]);
    expect(await db.select().from(contentItem).where(eq(contentItem.slug, "rg-1"))).toEqual([]);
  });

  it("are told apart: not chosen, empty, without rows", async () => {
    const refusal = async (file: File | null) => {
      const answer = await stageSheet(now, file, null);
      return answer.ok ? null : answer.refusals;
    };
    expect(await refusal(new File([], ""))).toMatchObject([{ code: "import_no_file", field: "file" }]);
    expect(await refusal(new File([], "商品.xlsx"))).toMatchObject([{ code: "import_file_empty", field: "file" }]);
    expect(await refusal(csv("商品编码,价格"))).toMatchObject([{ code: "import_empty", field: "file" }]);
  });
});
