import { and, eq, like } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { audit, contentDraft } from "@db/schema";
import { loadPack } from "~/curriculum/load.server";
import { questionKinds } from "~/drill/question-cells";
import { action as upload } from "~/library/routes/questions-import";
import { action as act, loader as preview } from "~/library/routes/questions-sheet";
import { action as exportTo } from "~/library/routes/questions-download";
import { loader as template } from "~/library/routes/questions-template";
import type { Made, Preview } from "~/library/questions/import-page.server";
import { sweepQuestionImports } from "~/library/questions/import.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { visit } from "./visit";

vi.setConfig({ testTimeout: 60_000 });

const { db, make } = await freshDatabase();
setDb(db);
let cookie = "";

beforeAll(async () => {
  const loaded = await loadPack(db, "content/taobao-cs", MONDAY);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults.slice(0, 5)));
  cookie = await make.signIn((await make.person({ roles: ["content_owner"] })).id);
});

const file = (text: string | Uint8Array<ArrayBuffer>, name = "questions.csv") => new File([text], name);
const send = (body: File, language = "zh-CN") => visit(upload, "/library/questions/import", { cookie, form: { file: body, language } });
const paramsOf = (to: string | null) => ({ importId: to?.split("/").at(-1) ?? "" });

/** Upload a file and open what it would do. */
async function staged(body: File, language?: string) {
  const sent = await send(body, language);
  expect(sent).toMatchObject({ status: 302 });
  const params = paramsOf(sent.to);
  const look = async (query = "") =>
    (await visit(preview, `${sent.to}${query}`, { cookie, params })).body as { preview: Preview; made: Made };
  const order = (form: Record<string, string>) => visit(act, String(sent.to), { cookie, params, form });
  return { look, order, ...(await look()) };
}
const refusal = async (body: File) => {
  const { status, body: answer } = await send(body);
  expect(status).toBe(400);
  return (answer.refusals as { code: string }[])[0]?.code;
};
const drafts = async (slug: string) =>
  db
    .select()
    .from(contentDraft)
    .where(and(eq(contentDraft.kind, "question"), like(contentDraft.slug, slug)));

async function exported(format: string, more: Record<string, string> = {}): Promise<Response> {
  return exportTo(routeArgs("/library/questions/download", { cookie, form: { submissionId: newId(), format, ...more } }));
}
const HEADINGS = "编号,类型,主题,课程,题干,题干（英文）,选项A,选项A（英文）,选项B,选项B（英文）,正确答案,解析,解析（英文）";
const row = (...cells: string[]) => cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",");
const good = (slug: string, stem = `题 ${slug}`) =>
  row(slug, "单选", "products", "what-fits-whom", stem, `Q ${slug}`, "对", "right", "错", "wrong", "A", "因为", "because");

describe("what was exported", () => {
  it.each(["xlsx", "csv", "gift", "xml"])("changes nothing when it is imported again: %s", async (format) => {
    const response = await exported(format, { language: "en" });
    expect(response.headers.get("Content-Disposition")).toContain("attachment");
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { preview: page } = await staged(file(bytes, `questions.${format}`), "en");
    expect(page.counts).toMatchObject({ new: 0, changed: 0, busy: 0, faulty: 0 });
    expect(page.counts.same).toBeGreaterThan(300);
    expect(page.errors).toEqual([]);
  });

  it("is noted in the audit", async () => {
    expect(await db.select().from(audit).where(eq(audit.action, "curriculum.questions_exported"))).not.toEqual([]);
  });

  it.each(questionKinds)("the template of %s is read, and its example passed over", async (type) => {
    for (const format of ["xlsx", "csv"]) {
      const response = await template(routeArgs(`/library/questions/template?type=${type}&format=${format}`, { cookie }));
      const { preview: page } = await staged(file(new Uint8Array(await response.arrayBuffer())));
      expect(page).toMatchObject({ examples: 1, errors: [], taken: 0 });
    }
  });
});

describe("an import", () => {
  it("shows what is new and changed, makes drafts of what is taken, and takes them back together", async () => {
    // Only the columns of the stem: the rest stays as it is.
    const edit = ["编号,类型,题干", "next-cut-off-passed,选下一句,改过的题干"].join("\n");

    const changed = await staged(file(edit));
    expect(changed.preview.counts).toMatchObject({ new: 0, changed: 1, faulty: 0 });
    expect(changed.preview.items[0]?.diff.map(({ path }) => path)).toEqual([["stem", "zh-CN"]]);

    const { preview: page, order, look } = await staged(file([HEADINGS, good("brand-new-one"), good("brand-new-two")].join("\n")));
    expect(page).toMatchObject({ taken: 2, counts: { new: 2 } });
    expect((await order({ intent: "take", n: "1" })).status).toBe(200);
    expect((await look()).preview).toMatchObject({ taken: 1, ready: 2 });
    expect(await order({ intent: "draft" })).toMatchObject({ status: 302 });
    expect((await drafts("brand-new-%")).map(({ slug }) => slug)).toEqual(["brand-new-one"]);
    // Again it does nothing.
    expect(await order({ intent: "draft" })).toMatchObject({ status: 409 });

    const second = await staged(file([HEADINGS, good("brand-new-one"), good("brand-new-two", "别的")].join("\n")));
    expect(second.preview.counts).toMatchObject({ new: 1, same: 1 });
    const busy = await staged(file([HEADINGS, good("brand-new-one", "又改了")].join("\n")));
    expect(busy.preview.counts).toMatchObject({ busy: 1, new: 0 });

    expect((await look()).made).toMatchObject({ untouched: 1 });
    expect(await order({ intent: "discard" })).toMatchObject({ status: 302 });
    expect(await drafts("brand-new-%")).toEqual([]);
    expect((await look()).made).toMatchObject({ state: "discarded" });
    const said = await db.select({ action: audit.action }).from(audit).where(like(audit.action, "curriculum.questions_import%"));
    expect(said.map(({ action }) => action)).toEqual(["curriculum.questions_imported", "curriculum.questions_import_discarded"]);
  });

  it("takes what is said of an option away with it, unless the file says it itself", async () => {
    const edit = ["编号,类型,选项A,选项A（英文）", "next-cut-off-passed,选下一句,,"].join("\n");
    const { preview: page } = await staged(file(edit));
    // The right answer was among them.
    expect(page.errors.map(({ code }) => code)).toEqual(["letter_without_option"]);
    const wrong = ["编号,类型,选项B,选项B（英文）", "next-cut-off-passed,选下一句,,"].join("\n");
    expect((await staged(file(wrong))).preview).toMatchObject({ errors: [], counts: { changed: 1 } });
  });

  it("keeps drafts that somebody worked on since when it is taken back", async () => {
    const { order } = await staged(file([HEADINGS, good("kept-one"), good("gone-one")].join("\n")));
    await order({ intent: "draft" });
    await db.update(contentDraft).set({ revision: 2 }).where(eq(contentDraft.slug, "kept-one"));
    await order({ intent: "discard" });
    expect((await drafts("%-one")).map(({ slug }) => slug)).toEqual(["kept-one"]);
  });

  it("makes no draft at all where somebody began one of them meanwhile", async () => {
    const { order } = await staged(file([HEADINGS, good("raced-a"), good("raced-b")].join("\n")));
    const other = await staged(file([HEADINGS, good("raced-b", "先")].join("\n")));
    await other.order({ intent: "draft" });
    // The plan sees it now: what is in somebody's hands is not taken.
    expect(await order({ intent: "draft" })).toMatchObject({ status: 302 });
    expect((await drafts("raced-%")).map(({ slug }) => slug).sort()).toEqual(["raced-a", "raced-b"]);
  });

  it("asks where questions go whose topic and lesson the library does not know, and remembers it", async () => {
    const gift = "$CATEGORY: 老题库/退换\n\n::退货几天::签收后几天内可以退货？{=7天 =七天}";
    const { preview: page, order, look } = await staged(file(gift, "old.gift"));
    expect(page.counts).toMatchObject({ faulty: 1 });
    expect(page.places.topic.labels).toMatchObject([{ said: "老题库/退换", chosen: "" }]);
    const places = {
      "topic-label-0": "老题库/退换",
      "topic-0": "after-sales",
      "lesson-label-0": "老题库/退换",
      "lesson-0": "satisfy-first",
    };
    expect(await order({ intent: "places", ...places })).toMatchObject({ status: 302 });
    const placed = (await look()).preview;
    expect(placed.counts).toMatchObject({ new: 1, faulty: 0 });
    expect(placed.items[0]?.unfinished.count).toBeGreaterThan(0);
    expect((await staged(file(gift, "old.gift"))).preview.counts).toMatchObject({ new: 1, faulty: 0 });
    await order({ intent: "draft" });
    const [draft] = await drafts(placed.items[0]?.slug ?? "");
    expect(draft?.body).toMatchObject({ type: "short_text", topic: "after-sales", accepted: { "zh-CN": ["7天", "七天"], en: [] } });
  });

  it("is forgotten after a week", async () => {
    const { look } = await staged(file([HEADINGS, good("forgotten")].join("\n")));
    const later = new Date(Date.now() + 40 * 86_400_000);
    later.setUTCMinutes(50);
    await sweepQuestionImports(db, later);
    expect((await look()) as unknown).toEqual({});
  });
});

describe("bad input", () => {
  const truncated = async () =>
    new Uint8Array(
      (
        await writeXlsxFile([
          ["题干", "类型", "正确答案"],
          ["a", "b", "c"],
        ]).toBuffer()
      ).subarray(0, 600),
    );
  it.each<[string, () => Promise<File> | File, string]>([
    ["a truncated workbook", async () => file(await truncated(), "a.xlsx"), "import_not_readable"],
    ["another sheet", () => file("商品编码,商品名称,价格\nA,b,3"), "no_headings"],
    ["an empty file", () => file(""), "import_file_empty"],
    ["a picture", () => file(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), "a.png"), "import_not_readable"],
    ["headings without rows", () => file(HEADINGS), "no_rows"],
    [
      "ten thousand rows",
      () => file([HEADINGS, ...Array.from({ length: 10_000 }, (_, i) => good(`q-${i}`))].join("\n")),
      "import_too_many_rows",
    ],
    ["a bomb of entities", () => file('<!DOCTYPE q [<!ENTITY a "b">]><quiz>&a;</quiz>', "a.xml"), "xml_doctype"],
    ["torn XML", () => file("<quiz><question", "a.xml"), "xml_unreadable"],
  ])("%s is refused with a sentence", async (_, make, code) => expect(await refusal(await make())).toBe(code));

  it.each<[string, string[], [number, string][]]>([
    ["an unknown type", [good("a").replace("单选", "连线")], [[2, "type_unknown"]]],
    ["a letter that does not exist", [good("a").replace(",A,因为", ",Z,因为")], [[2, "letter_unknown"]]],
    ["a letter without an option", [good("a").replace(",A,因为", ",C,因为")], [[2, "letter_without_option"]]],
    ["two right where one is", [good("a").replace(",A,因为", ',"A,B",因为')], [[2, "letter_one"]]],
    ["an unknown topic", [good("a").replace("products", "没有的主题")], [[2, "topic_unknown"]]],
    ["an unknown lesson", [good("a").replace("what-fits-whom", "没有的课程")], [[2, "lesson_unknown"]]],
    ["a slug twice", [good("a"), good("a", "别的题")], [[3, "slug_twice"]]],
    ["a slug that is none", [good("A b")], [[2, "slug_form"]]],
    ["prototype names", [good("__proto__")], [[2, "slug_form"]]],
    ["a formula without its value", [good("a", "=SUM(A1)")], [[2, "cell_formula"]]],
    ["the error of a formula", [good("a", "#REF!")], [[2, "cell_error"]]],
    ["a comma that shifts what follows", [`${good("a")},多,出,来`], [[2, "row_over"]]],
    ["another type than the library has", [good("next-cut-off-passed")], [[2, "type_differs"]]],
    ["a cell that its type has no place for", [good("a").replace("单选", "数字").replace(",A,因为", ",3,因为")], [[2, "type_unknown"]]],
  ])("%s is named by row and column", async (_, rows, faults) => {
    const { preview: page } = await staged(file([HEADINGS, ...rows].join("\n")));
    expect(page.errors.map(({ at, code }) => [at.row, code])).toEqual(expect.arrayContaining(faults));
    expect(page.counts.faulty).toBeGreaterThan(0);
  });

  it("reads semicolons, GBK and what spreadsheets are kept from taking for formulas", async () => {
    const cells = HEADINGS.replaceAll(",", ";");
    const semicolons = await staged(file(`\uFEFF${cells}\n${good("semi").replaceAll(",", ";")}`));
    expect(semicolons.preview.counts).toMatchObject({ new: 1, faulty: 0 });
    const gbk = Buffer.from(
      "b1e0bac52cc0e0d0cd2cd6f7cce22cbfceb3cc2ccce2b8c92cd5fdc8b7b4f0b0b80a67626b2d6f6e652cd7d4d3c9bbd8b8b42c70726f64756374732c776861742d666974732d77686f6d2cc4e3bac32c",
      "hex",
    );
    expect((await staged(file(new Uint8Array(gbk)))).preview.counts).toMatchObject({ new: 1 });
    const guarded = await staged(file([HEADINGS, good("guarded", "'=1+1 等于几？")].join("\n")));
    expect(JSON.stringify(guarded.preview.items[0]?.diff)).toContain('"=1+1 等于几？"');
  });

  it("keeps an import to itself: strangers' ids and intents lead nowhere", async () => {
    expect((await visit(preview, "/library/questions/import/x", { cookie, params: { importId: "not-an-id" } })).status).toBe(404);
    expect((await visit(preview, "/library/questions/import/x", { cookie, params: { importId: newId() } })).status).toBe(404);
    const { order } = await staged(file([HEADINGS, good("intents")].join("\n")));
    expect((await order({ intent: "publish" })).status).toBe(400);
    expect((await order({ intent: "take", n: "-1" })).status).toBe(400);
    expect((await order({ intent: "take", n: "999999" })).status).toBe(200);
    expect((await order({ intent: "discard" })).status).toBe(409);
  });
});
