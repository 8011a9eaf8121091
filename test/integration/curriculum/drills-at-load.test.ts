import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { and, eq, isNotNull, isNull, like, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit, contentItem, contentVersion } from "@db/schema";
import { catalogueItems } from "~/curriculum/catalogue.server";
import { exportLibrary } from "~/curriculum/export.server";
import { loadPacks } from "~/curriculum/load-packs.server";
import { loadTogether } from "~/curriculum/load-together.server";
import { setArchived } from "~/curriculum/publish.server";
import type { Db } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const shop = await freshDatabase();
const elsewhere = await freshDatabase();
const root = mkdtempSync(join(tmpdir(), "deskready-drills-"));
const was = { data: env.DATA_DIR, content: env.CONTENT_DIR };
Object.assign(env, { DATA_DIR: join(root, "data"), CONTENT_DIR: join(root, "content") });
afterAll(() => {
  Object.assign(env, { DATA_DIR: was.data, CONTENT_DIR: was.content });
  rmSync(root, { recursive: true, force: true });
});

const drills = (db: Db, prefix = "cat-") =>
  db
    .select({
      slug: contentItem.slug,
      archivedAt: contentItem.archivedAt,
      product: sql<string>`${contentVersion.body} -> 'made_from' ->> 'product'`,
    })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(and(eq(contentItem.kind, "question"), like(contentItem.slug, `${prefix}%`)))
    .orderBy(contentItem.slug);
const live = async (db: Db, prefix?: string) => (await drills(db, prefix)).filter((d) => d.archivedAt === null).map((d) => d.slug);
/** What a second load must leave as it is. */
const state = async (db: Db) => {
  const [versions] = await db.select({ n: sql<number>`count(*)::int` }).from(contentVersion);
  const [audits] = await db.select({ n: sql<number>`count(*)::int` }).from(audit);
  return { versions: versions?.n, audits: audits?.n, drills: await drills(db) };
};
const load = async (db: Db) => {
  const outcomes = await loadPacks(db, env.CONTENT_DIR, MONDAY);
  expect(outcomes.filter((o) => !o.outcome.ok)).toEqual([]);
};
async function exported(db: Db, folder?: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const { path, bytes } of exportLibrary(db)) {
    files.set(path, Buffer.from(bytes).toString("latin1"));
    if (folder === undefined) continue;
    mkdirSync(dirname(join(root, folder, path)), { recursive: true });
    writeFileSync(join(root, folder, path), bytes);
  }
  return files;
}

beforeAll(async () => {
  cpSync("content/taobao-cs", join(env.CONTENT_DIR, "taobao-cs"), { recursive: true });
  await load(shop.db);
}, 120_000);

describe("questions about the products of a pack", () => {
  it("are there once the pack is loaded, and a second load makes none anew", async () => {
    const products = await catalogueItems(shop.db);
    const made = await drills(shop.db);
    expect(products.length).toBeGreaterThan(10);
    expect(new Set(made.map((d) => d.product))).toEqual(new Set(products.map((p) => p.slug)));
    for (const product of products) expect(made.filter((d) => d.product === product.slug).length, product.slug).toBeGreaterThanOrEqual(4);
    const before = await state(shop.db);
    await load(shop.db);
    expect(await state(shop.db)).toEqual(before);
  }, 60_000);

  it("follow a newer pack, and are retired with a product that leaves it", async () => {
    const file = join(env.CONTENT_DIR, "taobao-cs/products/products.yaml");
    const yaml = readFileSync(file, "utf8");
    const [first, second] = await catalogueItems(shop.db);
    if (!first || !second) throw new Error("the pack brings no products");
    const stem = `cat-${first.body.code.toLowerCase()}-price`;
    expect(await live(shop.db, stem)).toEqual([stem]);
    const at = yaml.indexOf(`slug: ${first.slug}\n`);
    const price = `price_yuan: ${first.body.price_yuan}`;
    expect(yaml.indexOf(price, at)).toBeGreaterThan(at);
    writeFileSync(file, yaml.slice(0, at) + yaml.slice(at).replace(price, "price_yuan: 4321"));
    await load(shop.db);
    expect(await live(shop.db, stem)).toEqual([`${stem}-2`]);
    writeFileSync(file, yaml);
    await load(shop.db);
    expect(await live(shop.db, stem)).toEqual([stem]);
  }, 60_000);
});

describe("an export with its questions", () => {
  it("loads as it is: none is made anew, not even one that somebody took out of use", async () => {
    const [retired] = await live(shop.db);
    const by = await shop.make.administrator();
    const key = { kind: "question" as const, slug: retired ?? "" };
    expect(await setArchived(shop.ctx(MONDAY, by.id), key, true, "asks too little")).toMatchObject({ ok: true });
    const first = await exported(shop.db, "export");
    expect(await live(shop.db)).not.toContain(retired);

    expect(await loadTogether(elsewhere.db, join(root, "export"), MONDAY)).toMatchObject({ ok: true });
    expect(await exported(elsewhere.db)).toEqual(first);
    expect(await live(elsewhere.db)).toEqual(await live(shop.db));
    const before = await state(elsewhere.db);
    expect(await loadTogether(elsewhere.db, join(root, "export"), MONDAY)).toMatchObject({ ok: true });
    expect(await state(elsewhere.db)).toEqual(before);
    expect(await elsewhere.db.select().from(audit).where(eq(audit.action, "curriculum.drills_renewed"))).toEqual([]);

    // And when the product starts there with its own content.
    await load(elsewhere.db);
    expect(await exported(elsewhere.db)).toEqual(first);
    const kept = await elsewhere.db
      .select()
      .from(contentItem)
      .where(and(eq(contentItem.kind, "question"), isNotNull(contentItem.archivedBy)));
    expect(kept.map((item) => item.slug)).toEqual([retired]);
  }, 120_000);

  it("that brings none has them made", async () => {
    const third = await freshDatabase();
    rmSync(join(root, "export/shop"), { recursive: true });
    expect(await loadTogether(third.db, join(root, "export"), MONDAY)).toMatchObject({ ok: true });
    const products = await third.db
      .select()
      .from(contentItem)
      .where(and(eq(contentItem.kind, "product"), isNull(contentItem.archivedAt)));
    expect(new Set((await drills(third.db)).map((d) => d.product)).size).toBe(products.length);
  }, 60_000);
});
