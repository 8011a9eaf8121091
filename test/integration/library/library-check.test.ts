import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "@db/client";
import { beginItem, editingOf, saveDraft } from "~/curriculum/drafts.server";
import { checkChanges, faultsWith, libraryFaults } from "~/curriculum/library-check.server";
import { inForce, libraryOf } from "~/curriculum/library.server";
import type { ItemKind } from "~/curriculum/pack";
import { setArchived } from "~/curriculum/publish.server";
import { currentVersion } from "~/curriculum/queries.server";
import { editPage } from "~/library/edit-page.server";
import { publish } from "~/library/publication.server";
import { loader as publishing } from "~/library/routes/publish";
import { publishPage } from "~/library/publish-page.server";
import { setDb } from "~/platform/database.server";
import { both } from "@test/factories/curriculum";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ctx, make, appUrl } = await freshDatabase();
let statements = 0;
const counted = connect(appUrl, { max: 3, onStatement: () => void statements++ });
afterAll(counted.close);
const TODAY = "2026-03-02";
const MADE = 1200;
let editor = "";
let cookie = "";
const by = () => ctx(MONDAY, editor);
type Body = Record<string, unknown>;

beforeAll(async () => {
  setDb(counted.db, () => void statements++);
  await make.plan();
  const person = await make.person({ name: "Lin", roles: ["content_owner"] });
  editor = person.id;
  cookie = await make.signIn(person.id);
  await make.content("product", "bag", { picture: undefined });
  await make.content("question", "cat-bag-price", {
    lesson: "lesson-1",
    required: false,
    made_from: { product: "bag", template: "price", basis: "0123456789abcdef", untranslated: true },
  });
  // As many again as an import makes, of the same body.
  await owner.execute(sql`
    with one as (select i.kind, i.pack, i.created_at, v.* from content_item i join content_version v on v.id = i.current_version_id where i.slug = 'cat-bag-price'),
      more as (select gen_random_uuid() as item_id, gen_random_uuid() as version_id, n from generate_series(2, ${MADE}::int) n),
      item as (
        insert into content_item (id, kind, slug, pack, current_version_id, created_at)
        select more.item_id, one.kind, 'cat-bag-price-' || more.n, one.pack, more.version_id, one.created_at from one, more
      )
    insert into content_version (id, item_id, version, body, digest, origin, published_at)
    select more.version_id, more.item_id, 1, one.body || jsonb_build_object('slug', 'cat-bag-price-' || more.n), one.digest, one.origin, one.published_at
    from one, more`);
});

async function drafted(kind: ItemKind, slug: string, change: (body: Body) => Body, madeFrom: string | null = null): Promise<number> {
  const found = await editingOf(db, { kind, slug });
  const body = change((found?.draft?.body ?? found?.item?.body) as Body);
  const seen = { revision: found?.draft?.revision ?? 0, baseVersionId: found?.item?.versionId ?? null };
  const saved = await saveDraft(by(), { kind, slug }, { ...seen, body, madeFrom });
  if (!saved.ok) throw new Error(saved.refusals[0]?.code);
  return saved.value.revision;
}
const refused = (outcome: { ok: boolean; refusals?: { code: string }[] }) => (outcome.ok ? null : outcome.refusals?.[0]?.code);

describe("beside a catalogue", () => {
  it("reads whole what somebody wrote, and the names of products and of what was made from them", async () => {
    const now = await inForce(db);
    const { items, made, products } = await libraryOf(db, now);
    expect(items.filter((item) => item.kind === "product" || item.slug.startsWith("cat-"))).toEqual([]);
    expect(items.map((item) => item.file)).toContain("question/lesson-1-q1");
    expect(made.map(({ lesson, topic, slugs }) => [lesson, topic, slugs.size])).toEqual([["lesson-1", "topic", MADE]]);
    expect([...products]).toEqual(["bag"]);
  });

  it("compares drafts with at most 6 statements, cold too, session included, and counts what was made from products", async () => {
    await drafted("lesson", "lesson-1", (body) => ({ ...body, summary: both("another") }), "quiz/quiz-1");
    await drafted("practical", "practical-1", (body) => ({ ...body, title: both("another") }), "a talk with the warehouse");
    const fresh = await make.content("practical", "practical-2", { intro: both("never read before") });
    expect(fresh.version).toBe(2);
    const params = { kind: "lesson", slug: "lesson-1" };
    // Whoever comes back after a while has the end of their session put off, once.
    await publishing(routeArgs("/library/quiz/quiz-1/publish", { cookie, params: { kind: "quiz", slug: "quiz-1" } })).catch(() => null);
    statements = 0;
    const page = await publishing(routeArgs("/library/lesson/lesson-1/publish?with=practical:practical-1", { cookie, params }));
    expect(statements).toBeLessThanOrEqual(6);
    expect(page.parts.map((part) => part.slug)).toEqual(["lesson-1", "practical-1"]);
    expect(page.others).toMatchObject([{ slug: "practical-1", picked: true }]);
    expect(page.restsMade).toBe(MADE);
    expect(page.rests.map((rest) => rest.slug).sort()).toEqual(
      ["desk-exam", "lesson-1-q1", "lesson-1-q2", "lesson-1-q3", "plan", "quiz-1", "rules-exam"].sort(),
    );
  });

  it("still names what a lesson's leaving would take from them", async () => {
    const { faults } = await checkChanges(db, [{ kind: "lesson", slug: "lesson-1", body: null }]);
    expect(faults.filter((fault) => fault.slug.startsWith("cat-")).length).toBe(MADE);
    expect(faults).toContainEqual({ kind: "plan", slug: "plan", path: "days.0.lesson-1", rule: 'there is no lesson "lesson-1"' });
  });

  it("names the faults of the whole library for an export", async () => {
    const { faults, refused: hard } = await libraryFaults(db);
    expect(faults.length).toBeGreaterThanOrEqual(hard);
    expect(faults.filter((fault) => fault.slug.startsWith("cat-") && /asks the same|longest/.test(fault.rule))).toEqual([]);
  });
});

describe("a check that was made before the lock", () => {
  const added = async (ref: string) => {
    const quiz = (await currentVersion(db, "quiz", "quiz-2"))?.body;
    if (!quiz) throw new Error("no quiz");
    return [{ kind: "quiz" as const, slug: "quiz-2", body: { ...quiz, questions: [...quiz.questions, ref] } }];
  };

  it("holds where nothing changed since, and is made again where anything did", async () => {
    await make.content("question", "here-today", { lesson: "lesson-2" });
    const changes = await added("here-today");
    const before = await checkChanges(db, changes);
    expect(before.faults).toEqual([]);
    statements = 0;
    expect(await faultsWith(counted.db, changes, before)).toBe(before.faults);
    expect(statements).toBe(1);
    const other = await added("never-there");
    expect(await faultsWith(db, other, before)).toMatchObject([
      { kind: "quiz", slug: "quiz-2", rule: 'there is no question "never-there"' },
    ]);
    expect(await setArchived(by(), { kind: "question", slug: "here-today" }, true, "gone tomorrow")).toMatchObject({ ok: true });
    expect(await faultsWith(db, changes, before)).toMatchObject([
      { kind: "quiz", slug: "quiz-2", rule: 'there is no question "here-today"' },
    ]);
  });

  it("lets only one of two go through that together break the library", async () => {
    await make.content("question", "wanted", { lesson: "lesson-2" });
    const revision = await drafted("quiz", "quiz-2", (body) => ({ ...body, questions: [...(body.questions as string[]), "wanted"] }));
    const outcomes = await Promise.all([
      publish(by(), { items: [{ kind: "quiz", slug: "quiz-2", revision }], note: "asks more", material: false }, TODAY),
      setArchived(by(), { kind: "question", slug: "wanted" }, true, "not wanted"),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(["content_faults", "archive_breaks"]).toContain(outcomes.map(refused).find((code) => code !== null));
  });
});

describe("a picture that lies elsewhere", () => {
  it("is named in the editor and keeps the text from being published", async () => {
    const text = "## Look\n\n![a bag](https://elsewhere.example/p.png)";
    const revision = await drafted("lesson", "lesson-2", (body) => ({ ...body, body: both(text) }));
    const key = { kind: "lesson" as const, slug: "lesson-2" };
    const page = await editPage(db, "lesson", "lesson-2", "en");
    expect(page?.faults.map((fault) => fault.path)).toEqual(["body.zh-CN", "body.en"]);
    expect(page?.faults[0]?.rule).toContain("https://elsewhere.example/p.png");
    expect((await editPage(db, "lesson", "lesson-2", "zh-CN"))?.faults[0]?.rule).toContain(
      "图片「https://elsewhere.example/p.png」显示不了",
    );
    expect(JSON.stringify(page?.preview)).not.toContain("elsewhere.example");
    expect((await publishPage(db, key, [], "en"))?.faults).toHaveLength(2);
    expect(refused(await publish(by(), { items: [{ ...key, revision }], note: "a picture", material: false }, TODAY))).toBe(
      "content_faults",
    );
  });

  it("is named while the rest of a new item is missing", async () => {
    await beginItem(
      by(),
      { kind: "acknowledgement", slug: "new" },
      { slug: "new", body: { "zh-CN": "![](//elsewhere.example/p.png)", en: "" } },
    );
    const faults = (await editPage(db, "acknowledgement", "new", "en"))?.faults ?? [];
    expect(faults.map((fault) => fault.path)).toEqual(expect.arrayContaining(["title", "body.zh-CN"]));
  });
});
