import { cpSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { audit, contentItem, contentPack, contentVersion } from "@db/schema";
import { canonicalJson } from "~/curriculum/canonical";
import { loadPack } from "~/curriculum/load.server";
import { loadPacks } from "~/curriculum/load-packs.server";
import { openOffers } from "~/curriculum/offers.server";
import { contentBySlugs, currentVersion, currentVersions, versionById } from "~/curriculum/queries.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make } = await freshDatabase();
const root = mkdtempSync(join(tmpdir(), "deskready-pack-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const t = (en: string) => ({ "zh-CN": `中文：${en}`, en });
const topic = (slug: string, title = slug) => ({ slug, title: t(title) });
const product = (slug: string) => ({
  slug,
  code: slug,
  name: t(slug),
  family: "bags",
  price_yuan: 59,
  colours: [t("black")],
  size: t("small"),
  material: t("canvas"),
  features: [t("light"), t("strong")],
  craft: t("sewn"),
  reason: t("cheap"),
  fits: t("all"),
  not_for: t("nobody"),
  shelf: "A-01-2",
  stock: 3,
  picture: `${slug}.svg`,
});

let n = 0;
/** A pack of its own slug per test, so that tests do not see each other. */
function pack(slug: string, topics: unknown[], products: { slug: string; svg: string }[] = [], version = 1): string {
  const dir = join(root, `${slug}-${++n}`);
  for (const folder of ["topics", "products"]) mkdirSync(join(dir, folder), { recursive: true });
  writeFileSync(join(dir, "pack.yaml"), stringify({ slug, version, name: t(slug), description: t(slug) }));
  writeFileSync(join(dir, "topics", "topics.yaml"), stringify(topics));
  if (products.length > 0) writeFileSync(join(dir, "products", "products.yaml"), stringify(products.map((p) => product(p.slug))));
  for (const p of products) writeFileSync(join(dir, "products", `${p.slug}.svg`), p.svg);
  return dir;
}

const loaded = async (dir: string) => {
  const result = await loadPack(db, dir, MONDAY);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value;
};

let slug = "";
beforeEach(() => {
  slug = `p${++n}`;
});

describe("loadPack", () => {
  it("loads once: the second time nothing changes and nothing is audited", async () => {
    const dir = pack(slug, [topic(`${slug}-a`), topic(`${slug}-b`)]);
    expect(await loaded(dir)).toEqual({ created: 2, changed: 0, unchanged: 0, archived: 0, kept: [] });
    const before = await db.select().from(contentVersion);
    expect(await loaded(dir)).toEqual({ created: 0, changed: 0, unchanged: 2, archived: 0, kept: [] });
    expect(await db.select().from(contentVersion)).toHaveLength(before.length);
    expect(await db.select().from(audit).where(eq(audit.subjectId, slug))).toHaveLength(1);
  });

  it("gives a changed item its next version and leaves the old one as it was", async () => {
    await loaded(pack(slug, [topic(`${slug}-a`, "first")]));
    const first = await currentVersion(db, "topic", `${slug}-a`);
    expect(await loaded(pack(slug, [topic(`${slug}-a`, "second")], [], 2))).toMatchObject({ changed: 1, unchanged: 0 });
    const second = await currentVersion(db, "topic", `${slug}-a`);
    expect(second).toMatchObject({ version: 2, body: { title: { en: "second" } } });
    expect((await versionById(db, first?.id ?? "", "topic"))?.body.title.en).toBe("first");
    const [row] = await db
      .select()
      .from(contentVersion)
      .where(eq(contentVersion.id, second?.id ?? ""));
    expect(row).toMatchObject({ origin: "pack", packVersion: 2 });
  });

  it("sees no change in the order of the keys of a file", async () => {
    await loaded(pack(slug, [{ slug: `${slug}-a`, title: t("x") }]));
    expect(await loaded(pack(slug, [{ title: { en: "x", "zh-CN": "中文：x" }, slug: `${slug}-a` }]))).toMatchObject({
      unchanged: 1,
      changed: 0,
    });
  });

  it("never overwrites an item that was edited in the app", async () => {
    await loaded(pack(slug, [topic(`${slug}-a`, "first")]));
    const [item] = await db
      .select()
      .from(contentItem)
      .where(eq(contentItem.slug, `${slug}-a`));
    if (!item) throw new Error("no item");
    const [edit] = await owner
      .insert(contentVersion)
      .values({ itemId: item.id, version: 2, body: topic(`${slug}-a`, "edited"), digest: "e", origin: "edit", publishedAt: MONDAY })
      .returning();
    await owner
      .update(contentItem)
      .set({ currentVersionId: edit?.id ?? "" })
      .where(eq(contentItem.id, item.id));
    expect(await loaded(pack(slug, [topic(`${slug}-a`, "third")]))).toMatchObject({
      changed: 0,
      kept: [{ kind: "topic", slug: `${slug}-a` }],
    });
    expect((await currentVersion(db, "topic", `${slug}-a`))?.body.title.en).toBe("edited");
  });

  it("archives what left the pack, and revives what came back", async () => {
    await loaded(pack(slug, [topic(`${slug}-a`), topic(`${slug}-b`)]));
    expect(await loaded(pack(slug, [topic(`${slug}-a`)]))).toMatchObject({ archived: 1 });
    expect((await currentVersions(db, "topic")).map((v) => v.slug)).not.toContain(`${slug}-b`);
    expect(await currentVersion(db, "topic", `${slug}-b`)).not.toBeNull();
    expect(await loaded(pack(slug, [topic(`${slug}-a`), topic(`${slug}-b`)]))).toMatchObject({ archived: 0, unchanged: 2 });
    expect((await currentVersions(db, "topic")).map((v) => v.slug)).toContain(`${slug}-b`);
  });

  it("makes a new version of a product whose picture was redrawn", async () => {
    await loaded(pack(slug, [], [{ slug: `${slug}-bag`, svg: "<svg/>" }]));
    const first = await currentVersion(db, "product", `${slug}-bag`);
    expect(await loaded(pack(slug, [], [{ slug: `${slug}-bag`, svg: "<svg><g/></svg>" }]))).toMatchObject({ changed: 1 });
    expect((await currentVersion(db, "product", `${slug}-bag`))?.digest).not.toBe(first?.digest);
  });

  it.each([
    [
      "a broken item",
      () => pack(slug, [topic(`${slug}-good`), { slug: "Not A Slug", title: t("x") }]),
      "a slug is lower-case words joined by hyphens",
    ],
    ["a doubled slug", () => pack(slug, [topic(`${slug}-good`), topic(`${slug}-good`)]), "stands already in"],
    ["no pack at all", () => join(root, "nowhere"), "no such file"],
  ])("loads nothing of a pack with %s", async (_, dir, rule) => {
    const result = await loadPack(db, dir(), MONDAY);
    if (result.ok) throw new Error("it was loaded");
    expect(result.faults.map((f) => f.rule).join("\n")).toContain(rule);
    expect(await currentVersion(db, "topic", `${slug}-good`)).toBeNull();
  });

  it("refuses an item that belongs to another pack", async () => {
    await loaded(pack(slug, [topic(`${slug}-a`)]));
    const result = await loadPack(db, pack(`${slug}-other`, [topic(`${slug}-a`, "mine")]), MONDAY);
    expect(result).toMatchObject({ faults: [{ rule: `the topic "${slug}-a" belongs to the pack "${slug}"` }] });
    expect((await currentVersion(db, "topic", `${slug}-a`))?.body.title.en).toBe(`${slug}-a`);
  });

  it("keeps how many days it gives for a re-test, and refuses what is no number of days", async () => {
    const dir = pack(slug, [topic(`${slug}-a`)]);
    const head = (days: unknown) => {
      const about = { slug, version: 1, name: t(slug), description: t(slug), retest_days: days };
      writeFileSync(join(dir, "pack.yaml"), stringify(about));
    };
    const days = async () => (await db.select().from(contentPack).where(eq(contentPack.slug, slug)))[0]?.retestDays;
    head(14);
    await loaded(dir);
    expect(await days()).toBe(14);
    head(0);
    expect(await loadPack(db, dir, MONDAY)).toMatchObject({ ok: false, faults: [{ file: "pack.yaml", path: "retest_days" }] });
    expect(await days()).toBe(14);
  });

  it("takes over what the shop made under the same name, as an edit against which its own text is offered", async () => {
    const made = await make.content("topic", `${slug}-mine`, { title: t("the shop's") });
    await owner.update(contentItem).set({ pack: "shop" }).where(eq(contentItem.id, made.itemId));
    await owner.update(contentVersion).set({ origin: "edit" }).where(eq(contentVersion.id, made.id));
    expect(await loaded(pack(slug, [topic(`${slug}-mine`, "the pack's")]))).toMatchObject({ kept: [{ kind: "topic" }] });
    expect(await currentVersion(db, "topic", `${slug}-mine`)).toMatchObject({ pack: slug, version: 1, body: { title: t("the shop's") } });
    const offers = (await openOffers(db)).filter((offer) => offer.pack === slug);
    expect(offers).toMatchObject([{ slug: `${slug}-mine`, theirs: { title: t("the pack's") } }]);
  });

  it("loads once when two processes start together", async () => {
    const dir = pack(slug, [topic(`${slug}-a`)]);
    const results = await Promise.all([loaded(dir), loaded(dir)]);
    expect(results.map((r) => r.created).sort()).toEqual([0, 1]);
  });
});

describe("loadPacks", () => {
  /** A folder of packs: by folder, the pack's slug and its topics. */
  function folder(packs: Record<string, { slug: string; topics: string[] }>): string {
    const dir = join(root, `packs-${++n}`);
    for (const [name, { slug: own, topics }] of Object.entries(packs)) {
      mkdirSync(dir, { recursive: true });
      cpSync(
        pack(
          own,
          topics.map((s) => topic(s)),
        ),
        join(dir, name),
        { recursive: true },
      );
    }
    mkdirSync(join(dir, "pictures"), { recursive: true });
    return dir;
  }
  const outcomes = async (dir: string) =>
    Object.fromEntries(
      (await loadPacks(db, dir, MONDAY)).map(({ folder: name, outcome }) => [
        name,
        outcome.ok ? outcome.value.created : outcome.faults.map((f) => f.rule),
      ]),
    );

  it("loads every folder that has a pack, and no other", async () => {
    const dir = folder({ a: { slug: `${slug}-a`, topics: [`${slug}-x`] }, b: { slug: `${slug}-b`, topics: [`${slug}-y`, `${slug}-z`] } });
    expect(await outcomes(dir)).toEqual({ a: 1, b: 2 });
    expect(await outcomes(dir)).toEqual({ a: 0, b: 0 });
  });

  it("loads the others when one is broken", async () => {
    const dir = folder({ a: { slug: `${slug}-a`, topics: ["Not A Slug"] }, b: { slug: `${slug}-b`, topics: [`${slug}-y`] } });
    expect(await outcomes(dir)).toEqual({ a: ["a slug is lower-case words joined by hyphens"], b: 1 });
  });

  it("refuses the smaller of two new packs that bring the same slug, and names the other", async () => {
    const same = `${slug}-same`;
    const dir = folder({ a: { slug: `${slug}-a`, topics: [same] }, b: { slug: `${slug}-b`, topics: [same, `${slug}-y`] } });
    expect(await outcomes(dir)).toEqual({ a: [`the topic "${same}" belongs to the pack "${slug}-b"`], b: 2 });
  });

  it("leaves a slug to the pack that has it, however small", async () => {
    const same = `${slug}-same`;
    await loaded(pack(`${slug}-a`, [topic(same)]));
    const dir = folder({ b: { slug: `${slug}-b`, topics: [same, `${slug}-y`] }, z: { slug: `${slug}-a`, topics: [same] } });
    expect(await outcomes(dir)).toEqual({ z: 0, b: [`the topic "${same}" belongs to the pack "${slug}-a"`] });
  });

  it("refuses a second folder of the same pack: neither archives what the other brought", async () => {
    const dir = folder({ a: { slug, topics: [`${slug}-x`, `${slug}-y`] }, copy: { slug, topics: [`${slug}-z`] } });
    expect(await outcomes(dir)).toEqual({ a: 2, copy: [`the pack "${slug}" stands already in the folder a`] });
    expect((await currentVersions(db, "topic")).map((v) => v.slug)).toEqual(expect.arrayContaining([`${slug}-x`, `${slug}-y`]));
  });
});

describe("queries", () => {
  it("share one frozen body per version", async () => {
    await loaded(pack(slug, [topic(`${slug}-a`)]));
    const first = await currentVersion(db, "topic", `${slug}-a`);
    expect(await currentVersion(db, "topic", `${slug}-a`)).toBe(first);
    expect(Object.isFrozen(first?.body.title)).toBe(true);
  });

  it("answer with what exists of a list, under kind and slug", async () => {
    await loaded(pack(slug, [topic(`${slug}-a`)]));
    const found = await contentBySlugs(db, [
      { kind: "topic", slug: `${slug}-a` },
      { kind: "lesson", slug: `${slug}-a` },
      { kind: "topic", slug: "no\u0000slug" },
    ]);
    expect([...found.keys()]).toEqual([`topic ${slug}-a`]);
  });

  it("do not give a version as another kind", async () => {
    await loaded(pack(slug, [topic(`${slug}-a`)]));
    const version = await currentVersion(db, "topic", `${slug}-a`);
    expect(await versionById(db, version?.id ?? "", "lesson")).toBeNull();
  });
});

it("canonicalJson sorts keys at every depth and drops undefined", () => {
  expect(canonicalJson({ b: [{ d: 1, c: undefined, a: "x" }], a: null })).toBe('{"a":null,"b":[{"a":"x","d":1}]}');
});
