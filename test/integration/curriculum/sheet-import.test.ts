import { and, eq, isNull, like, sql } from "drizzle-orm";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { audit, catalogueImport, contentItem, contentVersion } from "@db/schema";
import { catalogueItems } from "~/curriculum/catalogue.server";
import { renewDrills } from "~/curriculum/drills.server";
import { loadPack } from "~/curriculum/load.server";
import { archivePath, chooseColumns, orderImport, planOf, sheetImport, stageSheet } from "~/curriculum/sheet-import.server";
import { runImport } from "~/curriculum/sheet-run.server";
import { setDb } from "~/platform/database.server";
import { existsSync } from "node:fs";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { bag, csv, HEADINGS, xlsx } from "./catalogue";

const { db, ctx, make } = await freshDatabase();
setDb(db);
const owner = await make.administrator({ name: "Owner" });
const now = ctx(MONDAY, owner.id);
const loaded = await loadPack(db, "content/taobao-cs", MONDAY);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults.slice(0, 5)));
const fromPack = (await catalogueItems(db)).length;

const PNG = new Uint8Array(Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806000000", "hex"));

async function stage(file: File, archive: File | null = null) {
  const staged = await stageSheet(now, file, archive);
  if (!staged.ok) throw new Error(JSON.stringify(staged.refusals));
  const { importId } = staged.value;
  const row = await sheetImport(db, importId);
  if (!row) throw new Error("nothing was staged");
  return { importId, row, plan: await planOf(db, row) };
}
async function importSheet(file: File, archive: File | null = null) {
  const { importId } = await stage(file, archive);
  const ordered = await orderImport(now, importId);
  if (!ordered.ok) throw new Error(JSON.stringify(ordered.refusals));
  await runImport(db, importId, MONDAY);
  return sheetImport(db, importId);
}
const drills = async (product?: string) =>
  (
    await db
      .select({ slug: contentItem.slug, archivedAt: contentItem.archivedAt, body: contentVersion.body })
      .from(contentItem)
      .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
      .where(
        and(like(contentItem.slug, "cat-%"), product ? sql`${contentVersion.body} -> 'made_from' ->> 'product' = ${product}` : undefined),
      )
      .orderBy(contentItem.slug)
  ).map((row) => ({
    ...row,
    body: row.body as { made_from: { template: string; product: string }; options: { text: { en: string }; correct: boolean }[] },
  }));

/** Five hundred bags, twelve of them broken; what is said of each. */
const broken: [row: number, column: number, value: string | number, code: string][] = [
  [20, 0, "", "code_missing"],
  [40, 1, "", "name_missing"],
  [60, 0, "bg-1010", "code_twice"],
  [80, 2, "面议", "price_unreadable"],
  [100, 2, "129-159", "price_range"],
  [120, 2, "", "price_missing"],
  [140, 2, 0, "price_unreadable"],
  [160, 10, "很多", "stock_unreadable"],
  [180, 2, "=C5*2", "cell_formula"],
  [200, 6, "#N/A", "cell_formula"],
  [220, 1, "晨线双肩包".repeat(30), "cell_long"],
  [240, 9, "在二楼东边靠窗第三个架子从上往下数第二层的最里面挨着灭火器的那个位置旁边的旁边再过去一点", "cell_long"],
];
const rows = Array.from({ length: 500 }, (_, i) => bag(i));
for (const [at, column, value] of broken) {
  const row = rows[at];
  if (row) row[column] = value;
}

describe("a sheet of five hundred products", () => {
  it("names each of twelve faults by row and column, writes the rest, and makes their drills", async () => {
    const begun = performance.now();
    const file = await xlsx(rows);
    const made = performance.now();
    const { importId, plan } = await stage(file);
    expect(plan.errors.map((e) => [e.row, e.column, e.code])).toEqual(
      // Two rows stand above the first product.
      broken.map(([at, column, , code]) => [at + 3, HEADINGS[column], code]),
    );
    expect(plan.errors[2]?.params).toEqual({ first: 13 });
    expect(plan.created).toHaveLength(488);
    expect(await catalogueItems(db)).toHaveLength(fromPack);

    expect(await orderImport(now, importId)).toMatchObject({ ok: true });
    expect(await orderImport(now, importId)).toMatchObject({ ok: false, refusals: [{ code: "import_gone" }] });
    await runImport(db, importId, MONDAY);
    const done = performance.now();
    const row = await sheetImport(db, importId);
    expect(row).toMatchObject({ state: "done", total: 488, written: 488, result: { created: 488, changed: 0, faulty: 12, retired: 0 } });
    process.stdout.write(
      `500 products: sheet made in ${Math.round(made - begun)} ms, imported with ${row?.result?.made} drills in ${Math.round(done - made)} ms\n`,
    );

    const items = await catalogueItems(db);
    expect(items).toHaveLength(fromPack + 488);
    const first = items.find((item) => item.body.code === "BG-1000");
    expect(first?.body).toMatchObject({
      slug: "bg-1000",
      price_yuan: 59,
      family: "backpack",
      family_name: { "zh-CN": "双肩包", en: "Backpacks" },
      features: [{ "zh-CN": "轻" }, { "zh-CN": "耐磨" }, { "zh-CN": "可上飞机" }],
      untranslated: true,
    });
    const ofPack = (await drills()).filter((d) => !d.body.made_from.product.startsWith("bg-"));
    expect(new Set(ofPack.map((d) => d.body.made_from.product)).size).toBe(fromPack);
    const all = (await drills()).filter((d) => d.body.made_from.product.startsWith("bg-"));
    for (const template of ["price", "material", "craft", "fits", "shelf"])
      expect(all.filter((d) => d.body.made_from.template === template).length, template).toBe(488);
    expect(all.filter((d) => d.body.made_from.template === "difference").length).toBeGreaterThan(100);
    expect(await db.select().from(audit).where(eq(audit.action, "curriculum.products_imported"))).toHaveLength(1);
  }, 60_000);

  it("changes nothing the second time, and writes no drill anew", async () => {
    const { importId, plan } = await stage(await xlsx(rows));
    expect(plan).toMatchObject({ created: [], changed: [], unchanged: 488 });
    expect(await orderImport(now, importId)).toMatchObject({ ok: false, refusals: [{ code: "import_nothing" }] });
    expect(await db.transaction((tx) => renewDrills(tx, now))).toEqual({ made: 0, retired: 0, revived: 0 });
  });

  it("retires and replaces the questions about a price that changed, and brings them back with it", async () => {
    const before = await drills("bg-1001");
    const done = await importSheet(csv([["BG-1001", "¥2,345.00"]], ["商品编码", "价格"]));
    expect(done?.result).toMatchObject({ created: 0, changed: 1, unchanged: 0 });
    const after = await drills("bg-1001");
    const old = after.find((d) => d.slug === "cat-bg-1001-price");
    const fresh = after.find((d) => d.slug === "cat-bg-1001-price-2");
    expect(old?.archivedAt).not.toBeNull();
    expect(fresh?.archivedAt).toBeNull();
    expect(fresh?.body.options.find((o) => o.correct)?.text.en).toBe("¥2345");
    for (const template of ["material", "craft", "fits", "shelf"])
      expect(after.filter((d) => d.body.made_from.template === template)).toEqual(
        before.filter((d) => d.body.made_from.template === template),
      );

    await importSheet(csv([["BG-1001", bag(1)[2] ?? ""]], ["商品编码", "价格"]));
    const back = await drills("bg-1001");
    expect(back.find((d) => d.slug === "cat-bg-1001-price")?.archivedAt).toBeNull();
    expect(back.find((d) => d.slug === "cat-bg-1001-price-2")?.archivedAt).not.toBeNull();
  });
});

describe("columns and pictures", () => {
  it("lets somebody say what a column means, and remembers it", async () => {
    const headings = ["内部号", "商品名称", "集市价", "说明"];
    const sheet = () => csv([["Z-1", "试验包", "99", "x"]], headings);
    const first = await stage(sheet());
    expect(first.plan.faults).toEqual([{ code: "column_code_missing" }]);
    expect(await chooseColumns(now, first.importId, ["code", "name", "code", ""])).toMatchObject({
      ok: false,
      refusals: [{ code: "column_twice" }],
    });
    expect(await chooseColumns(now, first.importId, ["code", "name", "price", ""])).toMatchObject({ ok: true });
    const again = await stage(sheet());
    expect(again.row.mapping).toEqual(["code", "name", "price", null]);
    expect(again.plan.created.map((p) => [p.body.code, p.body.price_yuan])).toEqual([["Z-1", 99]]);
  });

  it("finds pictures by code or name, names what is missing and what is none, and stores them once", async () => {
    const archive = () =>
      new File(
        [
          new Uint8Array(
            zipSync({
              "图片/BG-1002.png": PNG,
              [`图片/${String(bag(3)[1])}.jpg`]: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2]),
              "图片/BG-1005.jpg": new TextEncoder().encode("<script>"),
              "图片/unknown.png": new Uint8Array([...PNG, 1]),
              "__MACOSX/._BG-1002.png": PNG,
            }),
          ),
        ],
        "pictures.zip",
      );
    const sheet = () =>
      csv(
        [
          ["BG-1002", ""],
          ["BG-1003", ""],
          ["BG-1005", ""],
          ["BG-1006", "no-such.png"],
        ],
        ["商品编码", "图片"],
      );
    const { plan, row } = await stage(sheet(), archive());
    expect(plan.changed.map((p) => [p.body.code, p.file])).toEqual([
      ["BG-1002", "图片/BG-1002.png"],
      ["BG-1003", `图片/${String(bag(3)[1])}.jpg`],
    ]);
    expect(plan.withoutPicture).toEqual(["BG-1005"]);
    expect(plan.errors).toMatchObject([{ row: 5, column: "图片", value: "no-such.png", code: "picture_missing" }]);
    expect(plan.unusedPictures).toEqual(["图片/unknown.png"]);
    expect(row.pictures?.bad).toEqual([{ name: "图片/BG-1005.jpg", code: "picture_unknown_format" }]);
    const done = await importSheet(sheet(), archive());
    expect(done?.state).toBe("done");
    expect(existsSync(archivePath(done?.id ?? ""))).toBe(false);
    expect((await stage(sheet(), archive())).plan).toMatchObject({ changed: [], unchanged: 3 });
  });

  it("refuses fifty thousand rows, what is no archive, and an import that is gone", async () => {
    const many = csv(
      Array.from({ length: 50_000 }, (_, i) => [`M-${i}`, "包", 9]),
      ["商品编码", "商品名称", "价格"],
    );
    expect(await stageSheet(now, many, null)).toMatchObject({
      ok: false,
      refusals: [{ code: "import_too_many_rows", params: { limit: 5000 } }],
    });
    const junk = new File(["no zip"], "x.zip");
    expect(await stageSheet(now, csv([bag(1)]), junk)).toMatchObject({
      ok: false,
      refusals: [{ code: "archive_not_readable", field: "archive" }],
    });
    expect(await orderImport(now, "nothing")).toMatchObject({ ok: false, refusals: [{ code: "import_gone" }] });
  });
});

describe("beside the packs", () => {
  it("keeps imported and edited products when a pack is loaded", async () => {
    const before = await catalogueItems(db);
    expect(await loadPack(db, "content/taobao-cs", MONDAY)).toMatchObject({ ok: true, value: { changed: 0, archived: 0 } });
    const after = await catalogueItems(db);
    expect(after).toEqual(before);
    const packs = after.find((item) => item.pack === "taobao-cs");
    const done = await importSheet(csv([[packs?.body.code ?? "", "777"]], ["商品编码", "价格"]));
    expect(done?.result).toMatchObject({ changed: 1 });
    await loadPack(db, "content/taobao-cs", MONDAY);
    const edited = (await catalogueItems(db, packs?.slug))[0];
    expect(edited).toMatchObject({ pack: "taobao-cs", body: { price_yuan: 777 } });
    expect(edited?.body.name).toEqual(packs?.body.name);
    const made = await drills(packs?.slug);
    expect(made.length).toBeGreaterThan(3);
    const open = await db
      .select()
      .from(contentItem)
      .where(and(eq(contentItem.pack, "shop"), isNull(contentItem.archivedAt)));
    expect(open.length).toBeGreaterThan(2000);
    expect(await db.select().from(catalogueImport).where(eq(catalogueImport.state, "running"))).toEqual([]);
  });
});
