import { beforeAll, describe, expect, it } from "vitest";
import { beginItem, editingOf, saveDraft } from "~/curriculum/drafts.server";
import { originFaults, supersede } from "~/curriculum/lineage.server";
import { setArchived } from "~/curriculum/publish.server";
import { historyPage } from "~/library/history-page.server";
import { publishPage } from "~/library/publish-page.server";
import { publish } from "~/library/publication.server";
import { standingOf } from "~/library/standing.server";
import { both } from "@test/factories/curriculum";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const TODAY = "2026-03-02";
const editor = ctx(MONDAY, (await make.person({ roles: ["content_owner"] })).id);
const term = (slug: string) => ({ kind: "term" as const, slug });
const refused = (outcome: { ok: boolean; refusals?: { code: string }[] }) => (outcome.ok ? null : outcome.refusals?.[0]?.code);
const named = (items: readonly { kind: string; slug: string }[] | undefined) => items?.map((i) => `${i.kind}/${i.slug}`);

const WORDS: Record<string, string> = { first: "第一", second: "第二", third: "第三", noted: "记下", made: "做成" };
beforeAll(async () => {
  await make.plan();
  for (const slug of ["first", "second", "third"]) await make.content("term", slug, { words: { "zh-CN": [WORDS[slug] ?? ""], en: [] } });
});

/** Begin a term and publish it with what it was made from; the refusal, or null. */
async function made(slug: string, madeFrom: string | null) {
  const key = term(slug);
  const body = { ...(await editingOf(db, term("first")))?.item?.body, slug, words: { "zh-CN": [WORDS[slug]], en: [] } };
  if (!(await editingOf(db, key))) await beginItem(editor, key, body);
  const revision = (await editingOf(db, key))?.draft?.revision ?? 0;
  await saveDraft(editor, key, { revision, baseVersionId: null, body, madeFrom });
  const items = [{ ...key, revision: revision + 1 }];
  return refused(await publish(editor, { items, note: "a new one", material: false }, TODAY));
}

describe("made from", () => {
  it("a reference must lead to an item; a note may say anything", async () => {
    expect(await made("made", "lesson/no-such-lesson")).toBe("content_faults");
    const page = await publishPage(db, term("made"), [], "zh-CN");
    expect(page?.faults).toEqual([{ ...term("made"), path: "madeFrom", rule: "没有这项内容：lesson「no-such-lesson」" }]);
    expect(await made("made", "term/made")).toBe("content_faults");
    expect(await made("made", "lesson/lesson-1")).toBeNull();
    expect(await made("noted", "what customers of May asked")).toBeNull();
  });

  it("shows on both sides, and in the history", async () => {
    expect((await standingOf(db, "term", "made"))?.madeFrom).toMatchObject({ kind: "lesson", slug: "lesson-1", title: both("lesson-1") });
    expect(named((await standingOf(db, "lesson", "lesson-1"))?.madeInto)).toEqual(["term/made"]);
    expect(await standingOf(db, "term", "noted")).toMatchObject({ madeFrom: "what customers of May asked", madeInto: [] });
    const history = await historyPage(db, term("made"), null, null);
    expect(history?.versions[0]?.madeFrom).toMatchObject({ kind: "lesson", slug: "lesson-1" });
  });

  it("may name what is published together with it", async () => {
    expect(await originFaults(db, [{ ...term("a"), madeFrom: "term/b" }])).toMatchObject([{ rule: 'there is no term "b"' }]);
    expect(
      await originFaults(db, [
        { ...term("a"), madeFrom: "term/b" },
        { ...term("b"), madeFrom: null },
      ]),
    ).toEqual([]);
  });
});

describe("superseded by", () => {
  const archive = (slug: string, successor: string) => setArchived(editor, term(slug), true, "replaced", successor);
  const standing = (slug: string) => standingOf(db, "term", slug);

  it("is named as an item is taken out of use, and shows on both sides", async () => {
    expect(refused(await archive("first", "gone"))).toBe("successor_unknown");
    expect(refused(await archive("first", "any words"))).toBe("successor_unknown");
    expect(refused(await archive("first", "first"))).toBe("successor_itself");
    expect(await archive("first", "https://desk.example.com/library/term/second")).toMatchObject({ ok: true });
    expect((await standing("first"))?.supersededBy).toMatchObject({ slug: "second", archived: false });
    expect(await standing("second")).toMatchObject({ supersedes: [{ slug: "first", archived: true }] });
  });

  it("can be named, changed and taken back afterwards", async () => {
    expect(refused(await supersede(editor, term("second"), "third"))).toBe("not_archived");
    expect(await supersede(editor, term("first"), "term/third")).toMatchObject({ ok: true });
    expect([named((await standing("second"))?.supersedes), named((await standing("third"))?.supersedes)]).toEqual([[], ["term/first"]]);
    expect(await supersede(editor, term("first"), " ")).toMatchObject({ ok: true });
    expect((await standing("first"))?.supersededBy).toBeNull();
  });

  it("names what is in use, and is over once the item is back", async () => {
    expect(await archive("third", "")).toMatchObject({ ok: true });
    expect(refused(await supersede(editor, term("first"), "third"))).toBe("successor_unknown");
    await supersede(editor, term("first"), "second");
    expect(await setArchived(editor, term("first"), false, "needed after all")).toMatchObject({ ok: true });
    expect([(await standing("first"))?.supersededBy, (await standing("second"))?.supersedes]).toEqual([null, []]);
  });
});
