import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { and, eq, isNotNull, ne, sql } from "drizzle-orm";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { contentItem, contentSearch, contentVersion, file } from "@db/schema";
import { canonicalJson } from "~/curriculum/canonical";
import { renewDrills } from "~/curriculum/drills.server";
import { exportLibrary } from "~/curriculum/export.server";
import { loadPacks } from "~/curriculum/load-packs.server";
import { loadTogether } from "~/curriculum/load-together.server";
import { pictureBytes } from "~/curriculum/picture.server";
import { currentVersion } from "~/curriculum/queries.server";
import { rebuildSearch, refreshSearch } from "~/curriculum/search.server";
import { loader as page } from "~/library/routes/export";
import { loader } from "~/library/routes/export-zip";
import type { Db } from "~/platform/database.server";
import { setDb } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { newId } from "~/platform/ids";
import { faultLines, writeExport } from "~/processes/content-export";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const shop = await freshDatabase();
const elsewhere = await freshDatabase();
const root = mkdtempSync(join(tmpdir(), "deskready-export-"));
const was = { data: env.DATA_DIR, content: env.CONTENT_DIR };
afterAll(() => {
  Object.assign(env, { DATA_DIR: was.data, CONTENT_DIR: was.content });
  rmSync(root, { recursive: true, force: true });
});

/** A new version of an item, as somebody's edit; a new item of the shop where there is none. */
async function edit(db: Db, kind: string, slug: string, body: object, madeFrom: string | null = null, pack = "shop") {
  const [item] = await db
    .select()
    .from(contentItem)
    .where(and(eq(contentItem.kind, kind), eq(contentItem.slug, slug)));
  const [versionId, itemId] = [newId(), item?.id ?? newId()];
  const whole = { ...body, slug };
  if (item) await db.update(contentItem).set({ currentVersionId: versionId }).where(eq(contentItem.id, itemId));
  else await db.insert(contentItem).values({ id: itemId, kind, slug, pack, currentVersionId: versionId, createdAt: MONDAY });
  await db.insert(contentVersion).values({
    id: versionId,
    itemId,
    version: item ? 2 : 1,
    body: whole,
    digest: canonicalJson(whole),
    origin: "edit",
    publishedAt: MONDAY,
    madeFrom,
  });
}

/** Out of use: by somebody, or since it left its pack; what takes its place. */
async function archive(db: Db, kind: string, slug: string, archivedBy: string | null, supersededBy: string | null = null) {
  const where = and(eq(contentItem.kind, kind), eq(contentItem.slug, slug));
  await db.update(contentItem).set({ archivedAt: MONDAY, archivedBy, supersededBy }).where(where);
}
const archivedNow = async (db: Db) =>
  (
    await db
      .select()
      .from(contentItem)
      .where(and(isNotNull(contentItem.archivedAt), ne(contentItem.kind, "question")))
  ).map((item) => [item.kind, item.slug, item.archivedBy !== null, item.supersededBy]);

async function written(db: Db, folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const { path, bytes } of exportLibrary(db)) {
    files.set(path, Buffer.from(bytes).toString("latin1"));
    mkdirSync(dirname(join(root, folder, path)), { recursive: true });
    writeFileSync(join(root, folder, path), bytes);
  }
  return files;
}

let first: Map<string, string>;
const PICTURED = "city-backpack-14";
const terms = ["taller", "ergonomic", "zero-pressure"] as const;
beforeAll(async () => {
  Object.assign(env, { DATA_DIR: join(root, "data"), CONTENT_DIR: "content" });
  const outcomes = await loadPacks(shop.db, "content", MONDAY);
  expect(outcomes.filter((o) => !o.outcome.ok)).toEqual([]);
  const lesson = await currentVersion(shop.db, "lesson", "bag-families");
  const question = await currentVersion(shop.db, "question", lesson?.body.check[0] ?? "");
  const product = await currentVersion(shop.db, "product", "city-backpack-14");
  const odd = "- not a list\n\n  # not a comment: \"quoted\" 'too' \t{{customer}}  \n\ttabs，and 「中文」…\n\n\nthe end";
  await edit(shop.db, "lesson", "bag-families", {
    ...lesson?.body,
    body: { "zh-CN": odd, en: `yes\n${odd}` },
    summary: { "zh-CN": "007", en: "no" },
  });
  await edit(shop.db, "question", "of-the-shop", { ...question?.body }, `question/${question?.slug}`);
  await edit(shop.db, "term", "out-of-use", { ...(await currentVersion(shop.db, "term", terms[0]))?.body }, "a list of May");
  const by = (await shop.make.administrator()).id;
  await archive(shop.db, "term", terms[0], by, `term/${terms[1]}`);
  await archive(shop.db, "term", "out-of-use", by);
  await archive(shop.db, "term", terms[2], null);
  await archive(shop.db, "product", PICTURED, by);
  await edit(shop.db, "product", "bag-of-the-shop", { ...product?.body, code: "1e3", picture: undefined });
  // As every writing of a product does.
  await shop.db.transaction((tx) => renewDrills(tx, shop.ctx()));
  await refreshSearch(shop.db);
  first = await written(shop.db, "first");
}, 120_000);

describe("an export", () => {
  it("holds a folder a pack, with pictures and what was edited", () => {
    expect([...new Set([...first.keys()].map((path) => path.split("/")[0]))]).toEqual(["foreign-trade", "shop", "taobao-cs"]);
    expect(first.get("taobao-cs/edited.yaml")).toBe("lesson:\n  - bag-families\n");
    expect(first.get("taobao-cs/products/city-backpack-14.svg")).toBe(
      readFileSync("content/taobao-cs/products/city-backpack-14.svg").toString("latin1"),
    );
    expect(first.has("shop/questions/of-the-shop.yaml")).toBe(true);
    expect(first.get("shop/made-from.yaml")).toMatch(/\n {2}of-the-shop: question\/[a-z0-9-]+\n/);
    expect(first.get("shop/made-from.yaml")).toMatch(/term:\n {2}out-of-use: a list of May\n$/);
  });

  it("holds what is out of use, and names it", () => {
    expect(first.has(`taobao-cs/terms/${terms[0]}.yaml`)).toBe(true);
    expect(first.get("taobao-cs/archived.yaml")).toBe(
      [
        `product:\n  ${PICTURED}:\n    by_hand: true`,
        `term:\n  ${terms[0]}:\n    by_hand: true\n    superseded_by: term/${terms[1]}\n  ${terms[2]}: {}\n`,
      ].join("\n"),
    );
    expect(first.get("shop/archived.yaml")).toContain("term:\n  out-of-use:\n    by_hand: true\n");
  });

  it("loads into an empty database and gives the same bytes again, with its pictures kept", async () => {
    env.DATA_DIR = join(root, "data-elsewhere");
    env.CONTENT_DIR = join(root, "nothing-here");
    const outcome = await loadTogether(elsewhere.db, join(root, "first"), MONDAY);
    expect(outcome).toMatchObject({ ok: true });
    cpSync(join(root, "first"), join(root, "kept"), { recursive: true });
    rmSync(join(root, "first"), { recursive: true });
    const second = await written(elsewhere.db, "second");
    expect([...second.keys()]).toEqual([...first.keys()]);
    for (const [path, text] of first) expect(second.get(path), path).toBe(text);
    expect(await archivedNow(elsewhere.db)).toEqual(expect.arrayContaining(await archivedNow(shop.db)));
    expect(await archivedNow(elsewhere.db)).toHaveLength(4);
    expect((await pictureBytes(elsewhere.db, "taobao-cs", "city-backpack-14.svg"))?.length).toBeGreaterThan(100);
    expect((await elsewhere.owner.select().from(file)).length).toBeGreaterThan(10);
    expect(await loadTogether(elsewhere.db, join(root, "kept"), MONDAY)).toMatchObject({
      ok: true,
      loads: [{ value: { created: 0, changed: 0 } }, {}, { value: { created: 0, changed: 0, archived: 0 } }],
    });
  }, 120_000);

  it("keeps its edits when the product starts there with its own content", async () => {
    env.CONTENT_DIR = "content";
    const outcomes = await loadPacks(elsewhere.db, "content", MONDAY);
    expect(outcomes.find((o) => o.folder === "taobao-cs")?.outcome).toMatchObject({
      ok: true,
      value: { changed: 0, archived: 0, kept: [{ kind: "lesson", slug: "bag-families" }] },
    });
    expect((await currentVersion(elsewhere.db, "lesson", "bag-families"))?.body.summary.en).toBe("no");
    // What somebody took out of use stays so; what had only left its pack is back with it.
    expect((await archivedNow(elsewhere.db)).map(([, slug]) => slug).sort()).toEqual([PICTURED, "out-of-use", terms[0]].sort());
  }, 60_000);

  it("comes as a zip for content owners, the same each time", async () => {
    setDb(elsewhere.db);
    const { id } = await elsewhere.make.person({ roles: ["content_owner"] });
    const cookie = await elsewhere.make.signIn(id);
    const zip = async () => new Uint8Array(await (await loader(routeArgs("/library/export.zip", { cookie }))).arrayBuffer());
    const bytes = await zip();
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toEqual([...first.keys()]);
    expect(strFromU8(files["shop/pack.yaml"] ?? new Uint8Array())).toContain("slug: shop");
    expect(Buffer.compare(await zip(), bytes)).toBe(0);
  }, 60_000);

  it("goes into an empty folder only", async () => {
    const target = join(root, "to");
    expect(await writeExport(elsewhere.db, target)).toMatchObject({ packs: 3 });
    expect(readdirSync(target)).toEqual(["foreign-trade", "shop", "taobao-cs"]);
    await expect(writeExport(elsewhere.db, target)).rejects.toThrow("is there already and not empty");
  }, 60_000);
});

describe("an unsound library", () => {
  it("is exported all the same; the page and the command name its first faults", async () => {
    const { id } = await elsewhere.make.person({ roles: ["content_owner"], locale: "en" });
    const cookie = await elsewhere.make.signIn(id);
    const said = await page(routeArgs("/library/export", { cookie }));
    // The question of the shop asks what another asks.
    expect(said.count).toBeGreaterThan(0);
    expect(said).toMatchObject({ refused: 0, first: expect.arrayContaining([expect.objectContaining({ kind: "question" })]) });
    const faults = Array.from({ length: 12 }, (_, i) => ({ kind: "lesson", slug: `l${i}`, path: "", rule: "is wrong" }));
    const lines = faultLines({ faults, refused: 1 });
    expect(lines[0]).toBe("The library has 12 faults; 1 of them keeps this export from being loaded elsewhere.");
    expect([lines.length, lines[1], lines.at(-1)]).toEqual([12, "  lesson/l0  is wrong", "  and 2 more"]);
    expect(faultLines({ faults: [], refused: 0 })).toEqual([]);
  }, 60_000);
});

describe("a broken export", () => {
  const topic = (slug: string) => ({ slug, title: { "zh-CN": slug, en: `the ${slug}` } });
  const pack = (folder: string, slug: string, files: Record<string, unknown>) => {
    for (const [name, value] of Object.entries({
      "pack.yaml": { slug, version: 1, name: topic(slug).title, description: topic(slug).title },
      ...files,
    })) {
      mkdirSync(dirname(join(root, folder, slug, name)), { recursive: true });
      writeFileSync(join(root, folder, slug, name), stringify(value));
    }
  };

  it("names every fault of every pack and loads nothing of any", async () => {
    const before = await elsewhere.owner.select({ id: contentItem.id }).from(contentItem);
    pack("broken", "sound", { "topics/a.yaml": topic("brand-new") });
    pack("broken", "unsound", {
      "topics/a.yaml": { slug: "Not A Slug", title: { en: "x" } },
      "quizzes/q.yaml": { slug: "q", title: topic("q").title, questions: ["gone-1", "gone-2", "gone-3"] },
      "edited.yaml": { topics: ["x"] },
    });
    const outcome = await loadTogether(elsewhere.db, join(root, "broken"), MONDAY);
    expect(outcome.ok).toBe(false);
    const faults = outcome.ok ? [] : outcome.faults.map((f) => `${f.folder}/${f.file} ${f.path}`);
    expect(faults).toEqual(
      expect.arrayContaining(["unsound/topics/a.yaml slug", "unsound/topics/a.yaml title.zh-CN", "unsound/quizzes/q.yaml q"]),
    );
    expect(faults.some((f) => f.startsWith("unsound/edited.yaml"))).toBe(true);
    expect(await elsewhere.owner.select({ id: contentItem.id }).from(contentItem)).toHaveLength(before.length);
  });

  it("names what it says of no item, and references that lead nowhere", async () => {
    pack("stray", "stray", {
      "topics/a.yaml": topic("brand-new"),
      "archived.yaml": { topic: { gone: {}, "brand-new": { superseded_by: "lesson/nowhere" } } },
      "made-from.yaml": { topic: { "brand-new": "topic/brand-new", other: "a note" }, nothing: {} },
    });
    const outcome = await loadTogether(elsewhere.db, join(root, "stray"), MONDAY);
    const faults = () => (outcome.ok ? [] : outcome.faults.map((f) => `${f.file} ${f.path}: ${f.rule}`));
    expect(faults()[0]).toMatch(/^made-from.yaml : /);
    pack("stray", "stray", { "made-from.yaml": { topic: { "brand-new": "topic/brand-new", other: "a note" } } });
    const again = await loadTogether(elsewhere.db, join(root, "stray"), MONDAY);
    expect(again.ok ? [] : again.faults.map((f) => `${f.file} ${f.path}: ${f.rule}`)).toEqual([
      "archived.yaml topic.gone: names no item of this pack",
      "made-from.yaml topic.other: names no item of this pack",
      "made-from.yaml topic.brand-new: names the item itself",
      'archived.yaml topic.brand-new.superseded_by: there is no lesson "nowhere"',
    ]);
  });

  it("loads nothing where an item belongs to another pack, not even what came before", async () => {
    pack("foreign", "a-sound", { "topics/a.yaml": topic("brand-new") });
    pack("foreign", "thief", {
      "topics/a.yaml": topic((await elsewhere.owner.select().from(contentItem).where(eq(contentItem.kind, "topic")))[0]?.slug ?? ""),
    });
    expect(await loadTogether(elsewhere.db, join(root, "foreign"), MONDAY)).toMatchObject({ ok: false, faults: [{ folder: "thief" }] });
    expect(await currentVersion(elsewhere.db, "topic", "brand-new")).toBeNull();
  });

  it("says where there is no pack", async () => {
    expect(await loadTogether(elsewhere.db, join(root, "no-such-folder"), MONDAY)).toMatchObject({
      faults: [{ rule: "there is no pack here" }],
    });
  });
});

describe("the summary for searching", () => {
  it("is the same when all of it is made again", async () => {
    const rows = () => shop.owner.select().from(contentSearch).orderBy(contentSearch.itemId);
    const kept = await rows();
    expect(kept.length).toBeGreaterThan(500);
    await rebuildSearch(shop.db);
    expect(await rows()).toEqual(kept);
  }, 60_000);

  it("mends itself at the next start, and only what needs it", async () => {
    expect(await refreshSearch(shop.db)).toBe(0);
    await shop.owner.update(contentSearch).set({ format: 0 }).where(eq(contentSearch.kind, "checklist"));
    await shop.owner.delete(contentSearch).where(eq(contentSearch.kind, "exam"));
    const [{ n } = { n: 0 }] = await shop.owner
      .select({ n: sql<number>`count(*)::int` })
      .from(contentItem)
      .where(and(sql`kind in ('exam', 'checklist')`, ne(contentItem.slug, "")));
    expect(await refreshSearch(shop.db)).toBe(n);
  });
});
