import { and, eq, isNull, like } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, contentItem } from "@db/schema";
import { catalogueItems } from "~/curriculum/catalogue.server";
import { archiveProduct, createProduct, editProduct } from "~/curriculum/product-edit.server";
import { emptyForm, formOf } from "~/curriculum/product-form";
import { historyOf } from "~/curriculum/publish.server";
import * as history from "~/library/routes/history";
import * as fresh from "~/library/routes/product-new";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { both } from "@test/factories/curriculum";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { type Answered, visit } from "./visit";

const { db, ctx, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());
const red = await make.team({ name: "Red" });
const boss = await make.manager(red.id, { name: "Boss" });
const supervisor = await make.person({ roles: ["supervisor"], teamId: red.id });
const cookies = { boss: await make.signIn(boss.id), supervisor: await make.signIn(supervisor.id) };
for (const topic of ["prices", "products", "craft", "selling", "warehouse"]) await make.content("topic", topic);
for (const lesson of ["price-ladder", "leather-canvas-nylon", "how-a-bag-is-made", "look-alikes", "what-fits-whom", "from-shelf-to-chat"])
  await make.content("lesson", lesson);

const PNG = Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806000000", "hex");
const typed = (code: string, more: Record<string, string | Blob> = {}) => ({
  code,
  price: "¥129.00",
  "name-zh-CN": `包 ${code}`,
  "name-en": "",
  family: "双肩包",
  ...more,
});
const add = (form: Record<string, string | Blob>, cookie = cookies.boss) => visit(fresh.action, "/library/products/new", { cookie, form });
const refusalsOf = ({ body }: Answered) => (body.refusals as { code: string; field: string }[]).map((r) => [r.field, r.code]);
const product = async (slug: string) => (await catalogueItems(db, slug))[0];
const live = async (prefix: string) => {
  const where = and(like(contentItem.slug, `${prefix}%`), isNull(contentItem.archivedAt));
  return (await db.select({ slug: contentItem.slug }).from(contentItem).where(where).orderBy(contentItem.slug)).map((row) => row.slug);
};

describe("a new product", () => {
  it("is in force at once, under a slug of its code, with its questions", async () => {
    expect((await visit(fresh.loader, "/library/products/new", { cookie: cookies.boss })).body).toMatchObject({ families: [] });
    const sent = await add(typed(" nb－01 ", { shelf: "A-01-1", picture: new Blob([PNG]) }));
    expect(sent).toMatchObject({ status: 302, to: "/library/product/nb-01" });
    expect(await product("nb-01")).toMatchObject({
      version: 1,
      pack: "shop",
      body: { code: "nb-01", price_yuan: 129, family_name: { "zh-CN": "双肩包" }, untranslated: true, shelf: "A-01-1" },
    });
    expect((await product("nb-01"))?.body.picture).toMatch(/^[0-9a-f]{64}\.png$/);
    expect(await live("cat-nb-01-")).toEqual(["cat-nb-01-price"]);
    expect(await db.select().from(audit).where(eq(audit.action, "curriculum.product_added"))).toMatchObject([
      { subjectId: "nb-01", actorId: boss.id, after: { code: "nb-01", price: 129 } },
    ]);
    expect((await visit(fresh.loader, "/library/products/new", { cookie: cookies.boss })).body).toMatchObject({ families: ["双肩包"] });
  });

  it("needs no picture, and a code of any letters", async () => {
    expect((await add(typed("新款一号", { picture: new Blob([]) }))).to).toMatch(/^\/library\/product\/[0-9a-f]{6}$/);
    // Addresses of the catalogue itself are nobody's slug.
    expect((await add(typed("new"))).to).toMatch(/^\/library\/product\/new-[0-9a-f]{6}$/);
  });

  it("is refused next to its fields, and nothing is written", async () => {
    const before = await catalogueItems(db);
    expect(refusalsOf(await add(typed("NB-01")))).toEqual([["code", "code_taken"]]);
    expect(refusalsOf(await add({ ...typed(" "), price: "面议", "name-zh-CN": "" }))).toEqual([
      ["code", "code_missing"],
      ["price", "price_unreadable"],
      ["name-zh-CN", "name_missing"],
    ]);
    expect(refusalsOf(await add(typed("x".repeat(61))))).toEqual([["code", "cell_long"]]);
    expect(refusalsOf(await add(typed("P-1", { picture: new Blob(["<svg>"], { type: "image/png" }) })))).toEqual([
      ["picture", "picture_unknown_format"],
    ]);
    expect((await add(typed("Q-1"), cookies.supervisor)).status).toBe(403);
    expect(await catalogueItems(db)).toEqual(before);
    await archiveProduct(ctx(MONDAY, boss.id), "nb-01", true);
    expect(refusalsOf(await add(typed("nb-01")))).toEqual([["code", "code_taken_archived"]]);
    await archiveProduct(ctx(MONDAY, boss.id), "nb-01", false);
  });

  it("is added once, sent twice or by two at a time", async () => {
    const form = { ...emptyForm, price: "59", name: both("once") };
    const given = { code: "ONCE", form, picture: null };
    const own = { ...ctx(new Date(), boss.id), submissionId: newId() };
    expect(await createProduct(own, given)).toEqual(await createProduct(own, given));
    const two = await Promise.all([1, 2].map(() => createProduct(ctx(MONDAY, boss.id), { ...given, code: "TWO" })));
    expect(two.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect((await catalogueItems(db)).filter(({ body }) => ["ONCE", "TWO"].includes(body.code))).toHaveLength(2);
  });
});

describe("the history of a product", () => {
  const open = (query = "", cookie = cookies.boss) =>
    visit(history.loader, `/library/product/nb-01/history${query}`, { cookie, params: { kind: "product", slug: "nb-01" } });
  const undo = (form: Record<string, string>, cookie = cookies.boss) =>
    visit(history.action, "/library/product/nb-01/history", { cookie, params: { kind: "product", slug: "nb-01" }, form });
  const change = async (price: string) => {
    const item = await product("nb-01");
    if (!item) throw new Error("the product is gone");
    const form = { ...formOf(item.body), price };
    const edit = { version: item.version, form, picture: null, withoutPicture: false, note: "" };
    expect(await editProduct(ctx(MONDAY, boss.id), "nb-01", edit)).toMatchObject({ ok: true });
  };

  it("compares any two versions, and takes the last back with its questions", async () => {
    await change("139");
    await change("149");
    expect(await live("cat-nb-01-price")).toEqual(["cat-nb-01-price-3"]);
    const page = (await open()).body;
    expect(page).toMatchObject({
      mayUndo: true,
      undo: { version: 3, restores: 2 },
      compared: { from: 2, to: 3, rows: [{ path: ["price_yuan"], before: "139", after: "149" }] },
    });
    expect((await open("?from=1&to=3")).body).toMatchObject({ compared: { rows: [{ before: "129", after: "149" }] } });
    const { versionId } = page.undo as { versionId: string };
    // Nothing else is asked: no minor or material, no reason.
    expect(await undo({ versionId, note: "" })).toMatchObject({ status: 302, to: "/library/product/nb-01/history" });
    expect(await product("nb-01")).toMatchObject({ version: 4, body: { price_yuan: 139 } });
    expect(await live("cat-nb-01-price")).toEqual(["cat-nb-01-price-2"]);
    expect((await historyOf(db, { kind: "product", slug: "nb-01" }))[0]).toMatchObject({ undoes: versionId, note: null, material: false });
    expect((await undo({ versionId, note: "" })).status).toBe(409);
    expect((await open()).body).toMatchObject({ undo: { version: 2, restores: 1 } });
  });

  it("takes nothing back where nothing stood before, for nobody who may not, and leaves what is out of use there", async () => {
    await archiveProduct(ctx(MONDAY, boss.id), "nb-01", true);
    const { undo: last } = (await open()).body as { undo: { versionId: string } };
    expect((await undo({ versionId: last.versionId, note: "ok then" }, cookies.supervisor)).status).toBe(403);
    expect((await open("", cookies.supervisor)).body).toMatchObject({ mayUndo: false });
    expect((await undo({ versionId: last.versionId, note: "" })).status).toBe(302);
    expect(await product("nb-01")).toMatchObject({ body: { price_yuan: 129 }, archivedAt: expect.any(Date) });
    expect(await live("cat-nb-01-")).toEqual([]);
    expect((await open()).body).toMatchObject({ undo: null });
    const first = (await historyOf(db, { kind: "product", slug: "nb-01" })).at(-1);
    expect(refusalsOf(await undo({ versionId: first?.id ?? "", note: "" }))).toEqual([[undefined, "undo_nothing_before"]]);
    await archiveProduct(ctx(MONDAY, boss.id), "nb-01", false);
    expect(await live("cat-nb-01-")).toEqual(["cat-nb-01-price"]);
  });

  it("of a pack's product leads back to the pack's, which loads as before", async () => {
    const brought = await make.content("product", "from-a-pack", { picture: undefined });
    const item = await product("from-a-pack");
    const form = { ...formOf(item?.body ?? (brought.body as never)), price: "77" };
    await editProduct(ctx(MONDAY, boss.id), "from-a-pack", { version: 1, form, picture: null, withoutPicture: false, note: "cheaper" });
    const key = { kind: "product", slug: "from-a-pack" } as const;
    const [edited] = await historyOf(db, key);
    const args = { cookie: cookies.boss, params: key, form: { versionId: edited?.id ?? "", note: "" } };
    expect((await visit(history.action, "/library/product/from-a-pack/history", args)).status).toBe(302);
    expect((await historyOf(db, key))[0]).toMatchObject({ version: 3, origin: "pack", packVersion: 1, body: { price_yuan: 59 } });
    expect((await product("from-a-pack"))?.digest).toBe(brought.digest);
  });
});
