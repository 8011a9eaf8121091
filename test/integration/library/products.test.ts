import type { ActionFunctionArgs } from "@remix-run/node";
import { and, eq, isNull, like } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, contentItem, contentVersion } from "@db/schema";
import { catalogueItems } from "~/curriculum/catalogue.server";
import { loader as openPicture } from "~/curriculum/routes/picture";
import { archiveProduct } from "~/curriculum/product-edit.server";
import { runImport } from "~/curriculum/sheet-run.server";
import * as catalogue from "~/library/routes/catalogue";
import * as item from "~/library/routes/item";
import * as edit from "~/library/routes/product-edit";
import * as upload from "~/library/routes/product-import";
import * as labels from "~/library/routes/product-labels";
import * as sheet from "~/library/routes/product-sheet";
import * as page from "~/library/routes/product";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { bag, csv } from "../curriculum/catalogue";
import { visit } from "./visit";

const { db, owner, ctx, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());
const red = await make.team({ name: "Red" });
const boss = await make.manager(red.id, { name: "Boss" });
const admin = await make.administrator({ name: "Admin" });
const trainee = await make.trainee(red.id);
const cookies = { boss: await make.signIn(boss.id), admin: await make.signIn(admin.id), trainee: await make.signIn(trainee.id) };
for (const topic of ["prices", "products", "craft", "selling", "warehouse"]) await make.content("topic", topic);
for (const lesson of ["price-ladder", "leather-canvas-nylon", "how-a-bag-is-made", "look-alikes", "what-fits-whom", "from-shelf-to-chat"])
  await make.content("lesson", lesson);

const ask = (
  run: (args: ActionFunctionArgs) => unknown,
  path: string,
  params: Record<string, string>,
  form?: Record<string, string | Blob>,
  cookie = cookies.boss,
) => visit(run, path, { cookie, params, form });
const live = (prefix: string) =>
  db
    .select({ slug: contentItem.slug })
    .from(contentItem)
    .where(and(like(contentItem.slug, `${prefix}%`), isNull(contentItem.archivedAt)))
    .orderBy(contentItem.slug);
const fields = async (slug: string) => {
  const { body } = await ask(edit.loader, `/library/product/${slug}/edit`, { slug });
  const { form, version } = body as { form: Record<string, string | { "zh-CN": string; en: string }>; version: number };
  const typed: Record<string, string> = { intent: "edit", version: String(version), note: "" };
  for (const [field, value] of Object.entries(form))
    if (typeof value === "string") typed[field] = value;
    else for (const locale of ["zh-CN", "en"] as const) typed[`${field}-${locale}`] = value[locale];
  return typed;
};
const save = (slug: string, form: Record<string, string | Blob>, cookie = cookies.boss) =>
  ask(edit.action, `/library/product/${slug}/edit`, { slug }, form, cookie);
const product = async (slug: string) => (await catalogueItems(db, slug))[0];

describe("importing through the pages", () => {
  it("checks, shows, imports, and says what was done", async () => {
    const rows = Array.from({ length: 12 }, (_, i) => bag(i * 5));
    const sent = await ask(upload.action, "/library/products/import", {}, { file: csv([...rows, ["X-1", "坏价格", "面议"]]) });
    expect(sent.status).toBe(302);
    const importId = sent.to?.split("/").at(-1) ?? "";
    const at = () => ask(sheet.loader, sent.to ?? "", { importId });
    expect((await at()).body).toMatchObject({
      preview: {
        counts: { created: 12, changed: 0, unchanged: 0, faulty: 1 },
        errors: [{ row: 14, column: "价格", code: "price_unreadable" }],
      },
    });
    expect(await catalogueItems(db)).toHaveLength(0);
    expect(
      (await ask(sheet.action, sent.to ?? "", { importId }, { intent: "columns", "column-0": "code", "column-1": "code" })).body,
    ).toMatchObject({
      refusals: [{ code: "column_twice", field: "column-1" }],
    });
    expect(await ask(sheet.action, sent.to ?? "", { importId }, { intent: "import" })).toMatchObject({ status: 302, to: sent.to });
    expect((await at()).body).toMatchObject({ preview: null, progress: { state: "queued", total: 12, written: 0 } });
    await runImport(db, importId, MONDAY);
    expect((await at()).body).toMatchObject({ progress: { state: "done", result: { created: 12, faulty: 1 } } });
    expect((await ask(sheet.action, sent.to ?? "", { importId }, { intent: "import" })).body).toMatchObject({
      refusals: [{ code: "import_gone" }],
    });
    expect((await ask(sheet.loader, "/x", { importId: newId() })).status).toBe(404);
  });

  it("refuses what is no sheet, next to the field", async () => {
    const sent = await ask(upload.action, "/library/products/import", {}, { file: new File([new Uint8Array([0, 1, 2])], "x.xlsx") });
    expect(sent).toMatchObject({ status: 400, body: { refusals: [{ code: "import_not_readable", field: "file" }] } });
    expect(await ask(upload.action, "/library/products/import", {}, {})).toMatchObject({
      body: { refusals: [{ code: "import_no_file" }] },
    });
    expect((await ask(upload.loader, "/library/products/import", {}, undefined, cookies.trainee)).status).toBe(403);
  });
});

describe("a product", () => {
  it("is edited in place, with its questions, its history and its audit", async () => {
    const before = await live("cat-bg-1000-");
    const typed = await fields("bg-1000");
    expect(await save("bg-1000", { ...typed, price: "¥88", "material-en": "Leather", note: "New price" })).toMatchObject({ status: 302 });
    expect((await product("bg-1000"))?.body).toMatchObject({ price_yuan: 88, material: { en: "Leather" }, untranslated: true });
    const after = (await live("cat-bg-1000-")).map((row) => row.slug);
    expect(after).toContain("cat-bg-1000-price-2");
    expect(after).not.toContain("cat-bg-1000-price");
    expect(after).toHaveLength(before.length);
    const opened = (await ask(edit.loader, "/library/product/bg-1000/edit", { slug: "bg-1000" })).body;
    expect(opened.history).toMatchObject([
      { version: 2, note: "New price", by: "Boss" },
      { version: 1, madeFrom: "products.csv" },
    ]);
    expect(await db.select().from(audit).where(eq(audit.action, "curriculum.product_edited"))).toMatchObject([
      { subjectId: "bg-1000", before: { price: "59" }, after: { price: "88" }, reason: "New price" },
    ]);
    const shown = (await ask(item.loader, "/library/question/cat-bg-1000-price-2", { kind: "question", slug: "cat-bg-1000-price-2" })).body;
    expect(shown).toMatchObject({ view: { refs: { "product bg-1000": { to: "/library/product/bg-1000" } } } });
    const uses = (await ask(item.loader, "/library/product/bg-1000", { kind: "product", slug: "bg-1000" })).body.uses as { slug: string }[];
    expect(uses.map((use) => use.slug)).toContain("cat-bg-1000-price-2");
  });

  it("writes nothing when nothing changed, or when something is wrong", async () => {
    const typed = await fields("bg-1005");
    expect((await save("bg-1005", typed)).status).toBe(302);
    expect((await product("bg-1005"))?.version).toBe(1);
    const refused = await save("bg-1005", { ...typed, price: "cheap", "name-zh-CN": "", "name-en": "" });
    expect(refused).toMatchObject({ status: 400, body: { refusals: [{ field: "price" }, { field: "name-zh-CN" }] } });
    expect((await product("bg-1005"))?.version).toBe(1);
  });

  it("shows both where somebody saved first, and takes the next save made in that knowledge", async () => {
    const [mine, theirs] = [await fields("bg-1010"), await fields("bg-1010")];
    expect((await save("bg-1010", { ...theirs, shelf: "Z-01-1" }, cookies.admin)).status).toBe(302);
    const stale = await save("bg-1010", { ...mine, shelf: "Y-02-2" });
    expect(stale).toMatchObject({
      status: 409,
      body: { stale: { version: 2, by: "Admin", rows: [{ field: "shelf", now: "Z-01-1", typed: "Y-02-2" }] } },
    });
    expect((await product("bg-1010"))?.body.shelf).toBe("Z-01-1");
    expect((await save("bg-1010", { ...mine, shelf: "Y-02-2", version: "2" })).status).toBe(302);
    expect((await product("bg-1010"))?.body.shelf).toBe("Y-02-2");
  });

  it("gets a picture by its bytes, and serves it", async () => {
    const typed = await fields("bg-1015");
    const png = Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806000000", "hex");
    expect(await save("bg-1015", { ...typed, picture: new Blob(["<svg onload=alert(1)>"], { type: "image/png" }) })).toMatchObject({
      status: 400,
      body: { refusals: [{ code: "picture_unknown_format", field: "picture" }] },
    });
    expect((await save("bg-1015", { ...typed, picture: new Blob([png]) })).status).toBe(302);
    expect((await product("bg-1015"))?.body.picture).toMatch(/^[0-9a-f]{64}\.png$/);
    const response = await openPicture(routeArgs("/products/bg-1015/picture", { cookie: cookies.trainee, params: { slug: "bg-1015" } }));
    expect(response.headers.get("Content-Type")).toBe("image/png");
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png);
    expect((await save("bg-1015", { ...(await fields("bg-1015")), withoutPicture: "on" })).status).toBe(302);
    expect((await product("bg-1015"))?.body.picture).toBeUndefined();
  });

  it("goes out of use with its questions, and comes back with the same ones", async () => {
    const before = await live("cat-bg-1020-");
    expect(before.length).toBeGreaterThan(3);
    expect((await save("bg-1020", { intent: "archive" })).status).toBe(302);
    expect(await live("cat-bg-1020-")).toEqual([]);
    expect((await ask(page.loader, "/products/bg-1020", { slug: "bg-1020" })).body).toMatchObject({ isArchived: true });
    expect(await archiveProduct(ctx(MONDAY, boss.id), "bg-1020", true)).toMatchObject({ ok: true });
    expect((await save("bg-1020", { intent: "restore" })).status).toBe(302);
    expect(await live("cat-bg-1020-")).toEqual(before);
    expect(await archiveProduct(ctx(MONDAY, boss.id), "nothing", true)).toMatchObject({
      ok: false,
      refusals: [{ code: "product_unknown" }],
    });
    const versions = await db
      .select()
      .from(contentVersion)
      .innerJoin(contentItem, eq(contentItem.id, contentVersion.itemId))
      .where(like(contentItem.slug, "cat-bg-1020-%"));
    expect(versions).toHaveLength(before.length);
  });

  it("brings back no question that somebody took out of use, until its product changes", async () => {
    const retired = await db.select().from(contentItem).where(eq(contentItem.slug, "cat-bg-1025-shelf"));
    await owner.update(contentItem).set({ archivedAt: MONDAY, archivedBy: boss.id }).where(eq(contentItem.slug, "cat-bg-1025-shelf"));
    // A question that somebody made under a name like ours is in nobody's way.
    await make.content("question", "cat-bg-1025-price-2");
    expect(retired).toHaveLength(1);
    expect((await save("bg-1025", { ...(await fields("bg-1025")), price: "4321" })).status).toBe(302);
    const slugs = (await live("cat-bg-1025-")).map((row) => row.slug);
    expect(slugs).not.toContain("cat-bg-1025-shelf");
    expect(slugs).toContain("cat-bg-1025-price-3");
    expect((await save("bg-1025", { ...(await fields("bg-1025")), shelf: "Q-09-9" })).status).toBe(302);
    expect((await live("cat-bg-1025-")).map((row) => row.slug)).toContain("cat-bg-1025-shelf-2");
  });

  it("is read by a trainee from its shelf label, and edited by none", async () => {
    expect((await ask(page.loader, "/products/bg-1000", { slug: "bg-1000" }, undefined, cookies.trainee)).body).toMatchObject({
      body: { code: "BG-1000", price_yuan: 88 },
      mayEdit: false,
    });
    expect((await ask(page.loader, "/products/x", { slug: "../x" }, undefined, cookies.trainee)).status).toBe(404);
    expect((await save("bg-1000", await fields("bg-1000"), cookies.trainee)).status).toBe(403);
  });
});

describe("the catalogue and its labels", () => {
  const rowsOf = async (run: typeof catalogue.loader | typeof labels.loader, search: string) => {
    const { rows } = (await ask(run, `/library/products${search}`, {})).body as { rows: { code: string; shelf: string | null }[] };
    return rows;
  };
  it("builds no code on the address that a request says it came by", async () => {
    const headers = { Host: "elsewhere.test", "X-Forwarded-Host": "elsewhere.test" };
    expect((await labels.loader(routeArgs("/library/products/labels", { cookie: cookies.boss, headers }))).address).toBeNull();
  });

  it("are filtered by words, family and shelf", async () => {
    expect(await rowsOf(catalogue.loader, "")).toHaveLength(12);
    expect((await rowsOf(catalogue.loader, "?q=bg-1010")).map((row) => row.code)).toEqual(["BG-1010"]);
    expect(await rowsOf(catalogue.loader, "?q=100%25")).toHaveLength(0);
    expect(await rowsOf(catalogue.loader, "?family=shuang-jian-bao")).toHaveLength(12);
    expect((await rowsOf(labels.loader, "?shelf=y-02")).map((row) => row.code)).toEqual(["BG-1010"]);
  });
  it("come in the order of the shelves", async () => {
    const shelves = (await rowsOf(labels.loader, "")).map((row) => row.shelf);
    expect(shelves).toEqual([...shelves].sort());
  });
});
