import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { activityState, audit, contentItem, contentPack, contentVersion, enrolment, workItem } from "@db/schema";
import { beginItem, discardDraft, editingOf, saveDraft } from "~/curriculum/drafts.server";
import { digestOfBody, historyOf } from "~/curriculum/publish.server";
import { offerIn, openOffers } from "~/curriculum/offers.server";
import type { ItemKind } from "~/curriculum/pack";
import { contentBySlugs, currentVersion } from "~/curriculum/queries.server";
import { materialPage } from "~/library/history-page.server";
import { keepOwn, mergeOffer, publish, setRetest, takeOffer, undoPublication } from "~/library/publication.server";
import { standingOf } from "~/library/standing.server";
import { both } from "@test/factories/curriculum";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ctx, make } = await freshDatabase();
const TODAY = "2026-03-02";
let editor = "";
let second = "";
let manager = "";
let teamId = "";
const later = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);
const by = (personId: string, at = MONDAY) => ctx(at, personId);

beforeAll(async () => {
  await make.plan();
  await owner
    .insert(contentPack)
    .values({ slug: "test", version: 1, name: both("test"), description: both("test"), retestDays: 7, loadedAt: MONDAY });
  teamId = (await make.team()).id;
  editor = (await make.person({ name: "Lin", roles: ["content_owner"] })).id;
  second = (await make.person({ name: "Zhou", roles: ["content_owner"] })).id;
  manager = (await make.manager()).id;
});

type Body = Record<string, unknown>;
/** Change an item's text as a draft; the revision of it. */
async function drafted(kind: ItemKind, slug: string, change: (body: Body) => Body, who = editor, at = MONDAY): Promise<number> {
  const found = await editingOf(db, { kind, slug });
  const body = change((found?.draft?.body ?? found?.item?.body) as Body);
  const saved = await saveDraft(
    by(who, at),
    { kind, slug },
    { revision: found?.draft?.revision ?? 0, baseVersionId: found?.item?.versionId ?? null, body, madeFrom: null },
  );
  if (!saved.ok) throw new Error(saved.refusals[0]?.code);
  return saved.value.revision;
}
/** Change and publish. */
async function published(kind: ItemKind, slug: string, change: (body: Body) => Body, material: boolean, at = MONDAY) {
  const revision = await drafted(kind, slug, change, editor, at);
  const done = await publish(by(editor, at), { items: [{ kind, slug, revision }], note: "why it changed", material }, TODAY);
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return { ...done.value, version: await currentVersion(db, kind, slug) };
}
const retitled = (title: string) => (body: Body) => ({ ...body, title: both(title) });
const refused = (outcome: { ok: boolean; refusals?: { code: string }[] }) => (outcome.ok ? null : outcome.refusals?.[0]?.code);

/** Somebody on the plan who has begun `lesson-1`. */
async function inTheMiddle() {
  const trainee = await make.trainee(teamId);
  const plan = await currentVersion(db, "plan", "plan");
  const row = await make.enrolment({ personId: trainee.id, teamId, planVersionId: plan?.id ?? "" });
  const lesson = await currentVersion(db, "lesson", "lesson-1");
  const where = and(eq(activityState.enrolmentId, row.id), eq(activityState.slug, "lesson-1"));
  await owner
    .update(activityState)
    .set({ status: "started", startedAt: MONDAY, contentVersionId: lesson?.id ?? null })
    .where(where);
  const pinned = async () => (await db.select().from(activityState).where(where))[0]?.contentVersionId;
  return { trainee, enrolmentId: row.id, pinned, began: lesson?.id };
}

describe("two editors of one item", () => {
  const key = { kind: "practical" as const, slug: "practical-1" };

  it("the second save with an old revision is refused and overwrites nothing", async () => {
    const found = await editingOf(db, key);
    const base = found?.item?.versionId ?? null;
    const body = found?.item?.body as Body;
    const save = (who: string, revision: number, title: string) =>
      saveDraft(by(who), key, { revision, baseVersionId: base, body: retitled(title)(body), madeFrom: null });
    expect(await save(editor, 0, "first")).toMatchObject({ ok: true, value: { revision: 1 } });
    expect(refused(await save(second, 0, "second"))).toBe("draft_stale");
    expect((await editingOf(db, key))?.draft).toMatchObject({ editorName: "Lin", revision: 1, body: { title: both("first") } });
    expect(await save(second, 1, "second")).toMatchObject({ ok: true, value: { revision: 2 } });
    expect((await standingOf(db, "practical", "practical-1"))?.draft).toMatchObject({ editor: "Zhou" });
    expect(refused(await discardDraft(by(editor), key, 1))).toBe("draft_stale");
    expect(refused(await publish(by(editor), { items: [{ ...key, revision: 1 }], note: "note", material: false }, TODAY))).toBe(
      "draft_stale",
    );
    expect(await discardDraft(by(editor), key, 2)).toMatchObject({ ok: true });
  });

  it("of two first saves at once one lands", async () => {
    const found = await editingOf(db, key);
    const save = (who: string) =>
      saveDraft(by(who), key, {
        revision: 0,
        baseVersionId: found?.item?.versionId ?? null,
        body: retitled(who)(found?.item?.body as Body),
        madeFrom: null,
      });
    const both_ = await Promise.all([save(editor), save(second)]);
    expect(both_.filter((o) => o.ok)).toHaveLength(1);
    await discardDraft(by(editor), key, 1);
  });

  it("keeps no draft of what was not changed", async () => {
    const found = await editingOf(db, key);
    const input = { revision: 0, baseVersionId: found?.item?.versionId ?? null, body: found?.item?.body as Body, madeFrom: null };
    expect(await saveDraft(by(editor), key, input)).toMatchObject({ ok: true, value: { revision: 0 } });
    expect((await editingOf(db, key))?.draft).toBeNull();
  });
});

describe("publishing", () => {
  it("minor: who is in the middle keeps what they began; material: they have the new version at once", async () => {
    const { pinned, began } = await inTheMiddle();
    const minor = await published("lesson", "lesson-1", retitled("reworded"), false, later(1));
    expect(minor.materialId).toBeNull();
    expect(await pinned()).toBe(began);
    const material = await published("lesson", "lesson-1", retitled("corrected"), true, later(2));
    expect(await pinned()).toBe(material.version?.id);
    const [version] = await db
      .select()
      .from(contentVersion)
      .where(eq(contentVersion.id, material.version?.id ?? ""));
    expect(version).toMatchObject({ material: true, origin: "edit", publishedBy: editor, note: "why it changed", publishedAt: later(2) });
    expect((await editingOf(db, { kind: "lesson", slug: "lesson-1" }))?.draft).toBeNull();
  });

  it("a question in a lesson's check: minor stays as begun, material takes its place", async () => {
    const asked = { kind: "question" as const, slug: "lesson-2-q1" };
    const seen = async () => (await contentBySlugs(db, [asked], later(10))).get("question lesson-2-q1")?.id;
    const began = await seen();
    const stem = (text: string) => (body: Body) => ({ ...body, stem: both(`stem of ${text}`) });
    await published("question", asked.slug, stem("a minor word"), false, later(11));
    expect(await seen()).toBe(began);
    const material = await published("question", asked.slug, stem("another answer"), true, later(12));
    expect(await seen()).toBe(material.version?.id);
    await published("question", asked.slug, stem("a word again"), false, later(13));
    expect(await seen()).toBe(material.version?.id);
  });

  it("a material change marks what rests on it and asks a manager for the re-test", async () => {
    const { trainee } = await inTheMiddle();
    const { materialId } = await published("lesson", "lesson-1", retitled("right at last"), true, later(20));
    expect((await standingOf(db, "quiz", "quiz-1"))?.marks[0]).toMatchObject({ id: materialId, titles: [both("right at last")] });
    const page = await materialPage(db, materialId ?? "");
    expect(page?.rests.map((r) => `${r.kind} ${r.slug}`)).toEqual(
      expect.arrayContaining(["question lesson-1-q1", "quiz quiz-1", "plan plan"]),
    );
    expect(page?.people.map((p) => p.personId)).toContain(trainee.id);
    expect(page).toMatchObject({ proposedOn: "2026-03-09", words: [] });

    const open = () =>
      db
        .select()
        .from(workItem)
        .where(and(eq(workItem.subjectId, materialId ?? ""), isNull(workItem.closedAt)));
    expect(await open()).toMatchObject([{ kind: "content_material", role: "manager", teamId: null }]);
    expect(await setRetest(by(manager), materialId ?? "", { dueOn: "2026-03-09", reason: "" }, TODAY)).toMatchObject({ ok: true });
    expect(await open()).toEqual([]);
    expect(refused(await setRetest(by(manager), materialId ?? "", { dueOn: "2026-03-20", reason: "" }, TODAY))).toBe("reason_missing");
    expect(await setRetest(by(manager), materialId ?? "", { dueOn: "2026-03-20", reason: "holidays" }, TODAY)).toMatchObject({ ok: true });
    expect((await materialPage(db, materialId ?? ""))?.words.map((w) => w.dueOn)).toEqual(["2026-03-20", "2026-03-09"]);
    expect(await db.select().from(audit).where(eq(audit.action, "curriculum.retest_set"))).toHaveLength(2);
  });

  it("a material plan reaches who is on it; a minor one only who comes", async () => {
    const { enrolmentId, began } = await inTheMiddle();
    const planned = async () => (await db.select().from(enrolment).where(eq(enrolment.id, enrolmentId)))[0]?.planVersionId;
    const before = await planned();
    const longer = (minutes: number) => (body: Body) => {
      const days = structuredClone(body.days) as { activities: { slug: string; minutes: number }[] }[];
      days[0]?.activities.forEach((a) => (a.minutes = minutes));
      return { ...body, days };
    };
    await published("plan", "plan", longer(21), false, later(30));
    expect(await planned()).toBe(before);
    const { version } = await published("plan", "plan", longer(22), true, later(31));
    expect(await planned()).toBe(version?.id);
    const rows = await db.select().from(activityState).where(eq(activityState.enrolmentId, enrolmentId));
    expect(rows.find((r) => r.slug === "lesson-1")).toMatchObject({ minutes: 22, status: "started", contentVersionId: began });
  });

  it("refuses what breaks the library, what is not sound, and what says nothing of why", async () => {
    const quiz = await drafted("quiz", "quiz-1", (body) => ({ ...body, questions: ["lesson-1-q1", "lesson-1-q2", "no-such-question"] }));
    const input = { items: [{ kind: "quiz" as const, slug: "quiz-1", revision: quiz }], note: "new question", material: false };
    expect(refused(await publish(by(editor), input, TODAY))).toBe("content_faults");
    expect(refused(await publish(by(editor), { ...input, note: " " }, TODAY))).toBe("note_missing");
    const empty = await drafted("quiz", "quiz-1", (body) => ({ ...body, title: { "zh-CN": "", en: "" } }));
    expect(refused(await publish(by(editor), { ...input, items: [{ kind: "quiz", slug: "quiz-1", revision: empty }] }, TODAY))).toBe(
      "content_faults",
    );
    expect((await currentVersion(db, "quiz", "quiz-1"))?.version).toBe(1);
    await discardDraft(by(editor), { kind: "quiz", slug: "quiz-1" }, empty);
  });

  it("publishes a new item together with what refers to it", async () => {
    const key = { kind: "topic" as const, slug: "new-topic" };
    expect(refused(await beginItem(by(editor), { kind: "topic", slug: "Bad Slug" }, {}))).toBe("slug_form");
    expect(refused(await beginItem(by(editor), { kind: "topic", slug: "topic" }, {}))).toBe("slug_taken");
    expect(await beginItem(by(editor), key, { slug: key.slug, title: both("new") })).toMatchObject({ ok: true });
    const question = await drafted("question", "lesson-1-q3", (body) => ({ ...body, topic: "new-topic" }));
    const alone = { items: [{ ...key, revision: 1 }], note: "a new topic", material: false };
    expect(refused(await publish(by(editor), alone, TODAY))).toBe("content_faults");
    const together = [...alone.items, { kind: "question" as const, slug: "lesson-1-q3", revision: question }];
    expect(await publish(by(editor), { ...alone, items: together }, TODAY)).toMatchObject({ ok: true });
    expect((await currentVersion(db, "topic", "new-topic"))?.body).toMatchObject({ title: both("new") });
  });

  it("does not let a draft overtake a version that came meanwhile", async () => {
    const revision = await drafted("practical", "practical-2", retitled("draft"));
    await make.content("practical", "practical-2", { intro: both("from a pack") });
    const items = [{ kind: "practical" as const, slug: "practical-2", revision }];
    expect(refused(await publish(by(editor), { items, note: "note", material: false }, TODAY))).toBe("base_moved");
    await discardDraft(by(editor), { kind: "practical", slug: "practical-2" }, revision);
  });
});

describe("undo", () => {
  const key = { kind: "acknowledgement" as const, slug: "rules-3" };
  const titles = async () => (await historyOf(db, key)).map((v) => (v.body.title as { en: string }).en);

  it("publishes what stood before, the last publication first", async () => {
    const first = await published("acknowledgement", "rules-3", retitled("second"), false, later(40));
    const last = await published("acknowledgement", "rules-3", retitled("third"), true, later(41));
    const undo = (id: string | undefined, at: number) => undoPublication(by(editor, later(at)), key, id ?? "", "it was wrong", TODAY);
    expect(refused(await undo(first.version?.id, 42))).toBe("undo_later_stands");
    const undone = await undo(last.version?.id, 43);
    expect(undone).toMatchObject({ ok: true, value: { materialId: expect.any(String) } });
    expect((await titles())[0]).toBe("second");
    expect((await historyOf(db, key))[0]).toMatchObject({ version: 4, undoes: last.version?.id, material: true, origin: "edit" });
    expect(refused(await undo(last.version?.id, 44))).toBe("undo_later_stands");
    expect(await undo(first.version?.id, 45)).toMatchObject({ ok: true, value: { materialId: null } });
    // As the pack brought it: later packs reach it again.
    expect((await historyOf(db, key))[0]).toMatchObject({ version: 5, origin: "pack", packVersion: 1 });
    const [item] = (await historyOf(db, key)).slice(-1);
    expect(refused(await undo(item?.id, 46))).toBe("undo_nothing_before");
  });
});

describe("a newer pack against an edit", () => {
  const key = { kind: "practical" as const, slug: "practical-1" };
  const itemId = async () =>
    (
      await db
        .select()
        .from(contentItem)
        .where(and(eq(contentItem.kind, "practical"), eq(contentItem.slug, "practical-1")))
    )[0]?.id ?? "";
  const offer = async (change: (body: Body) => Body, packVersion: number) => {
    const original = (await historyOf(db, key)).at(-1)?.body as Body;
    const body = change(original);
    const id = await itemId();
    await db.transaction((tx) => offerIn(tx, packVersion, [{ itemId: id, body, digest: digestOfBody(body) }], MONDAY));
    return (await openOffers(db)).find((o) => o.slug === "practical-1");
  };

  it("is offered item by item: merged, kept, taken", async () => {
    await published("practical", "practical-1", retitled("the shop's"), false, later(50));
    expect(await offer((body) => body, 1)).toBeUndefined();

    const two = await offer((body) => ({ ...body, intro: both("pack two") }), 2);
    expect(two).toMatchObject({ packVersion: 2, mine: { title: both("the shop's") } });
    expect(await mergeOffer(by(editor), two?.id ?? "")).toMatchObject({ ok: true });
    const draft = (await editingOf(db, key))?.draft;
    expect(draft?.body).toMatchObject({ title: both("the shop's"), intro: both("pack two") });
    const items = [{ ...key, revision: draft?.revision ?? 0 }];
    expect(await publish(by(editor), { items, note: "both", material: false }, TODAY)).toMatchObject({ ok: true });
    expect(await openOffers(db)).toEqual([]);

    const three = await offer((body) => ({ ...body, intro: both("pack three") }), 3);
    expect(three?.base).toMatchObject({ intro: both("pack two") });
    expect(await keepOwn(by(editor), three?.id ?? "")).toMatchObject({ ok: true });
    expect(refused(await keepOwn(by(editor), three?.id ?? ""))).toBe("offer_decided");
    expect(await offer((body) => ({ ...body, intro: both("pack three") }), 3)).toBeUndefined();

    await offer((body) => ({ ...body, intro: both("pack four") }), 4);
    const five = await offer((body) => ({ ...body, intro: both("pack five") }), 5);
    expect(await openOffers(db)).toHaveLength(1);
    expect(await takeOffer(by(editor), five?.id ?? "", { note: "pack five", material: false }, TODAY)).toMatchObject({ ok: true });
    expect((await historyOf(db, key))[0]).toMatchObject({ origin: "pack", packVersion: 5, body: { intro: both("pack five") } });
  });
});
