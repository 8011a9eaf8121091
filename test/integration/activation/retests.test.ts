import { and, eq, inArray, isNull } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  attempt,
  bankCard,
  clearanceChange,
  clearanceLapse,
  contentItem,
  lapseWarning,
  notice,
  outbox,
  person,
  renewal,
  retest,
  sitting,
  sittingResult,
  workItem,
} from "@db/schema";
import { confirmGate } from "~/activation/actions.server";
import { giveBackClearance, holdClearance } from "~/activation/hold.server";
import { sweepLapses } from "~/activation/lapse-sweep.server";
import { changeState } from "~/activation/state.server";
import { sweepLapsedClearances } from "~/activation/sweeps.server";
import { editingOf, saveDraft } from "~/curriculum/drafts.server";
import type { ItemKind } from "~/curriculum/pack";
import { currentVersion } from "~/curriculum/queries.server";
import { addDays, plainDateIn, startOfDay } from "~/platform/dates";
import type { Outcome } from "~/platform/refusal";
import { publish, setRetest } from "~/library/publication.server";
import { standingOf } from "~/activation/queries.server";
import { signAcknowledgement } from "~/training/actions.server";
import { trainingOf } from "~/training/facts.server";
import { startSitting, submitSitting } from "~/training/sitting.server";
import { both } from "@test/factories/curriculum";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, appSql, ctx, make } = await freshDatabase();
const DUE = "2026-03-09";
/** The end of that day in Shanghai. */
const LAPSES = startOfDay(addDays(DUE, 1), "Asia/Shanghai");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const before = (ms: number) => new Date(LAPSES.getTime() - ms);
const after = (ms: number) => new Date(LAPSES.getTime() + ms);

let editor = "";
let manager = "";
let teamId = "";
beforeAll(async () => {
  await make.plan();
  teamId = (await make.team()).id;
  editor = (await make.person({ roles: ["content_owner"] })).id;
  manager = (await make.manager()).id;
});

// Each test begins on Monday again: what another left open lies in its future.
afterEach(async () => {
  await owner.delete(clearanceLapse).where(isNull(clearanceLapse.endedAt));
  await owner.delete(retest).where(isNull(retest.closedAt));
});

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((r) => r.code));
const standing = async (id: string) => (await db.select().from(person).where(eq(person.id, id)))[0];
const changes = async (id: string) =>
  (await db.select().from(clearanceChange).where(eq(clearanceChange.personId, id)).orderBy(clearanceChange.sequence)).map((c) => [
    c.to,
    c.cause,
  ]);
const events = (id: string) =>
  db
    .select()
    .from(outbox)
    .where(and(eq(outbox.subjectId, id), eq(outbox.kind, "clearance.changed")));
const lapses = (id: string) => db.select().from(clearanceLapse).where(eq(clearanceLapse.personId, id));
const told = async (id: string) =>
  (await db.select().from(notice).where(eq(notice.personId, id)).orderBy(notice.id))
    .map((n) => n.kind)
    .filter((k) => /lapsed|ahead/.test(k));
const openKinds = async (id: string) =>
  (
    await db
      .select({ kind: workItem.kind })
      .from(workItem)
      .where(and(eq(workItem.personId, id), isNull(workItem.closedAt)))
  )
    .map((i) => i.kind)
    .sort();

async function activeAgent() {
  const ready = await make.activationReady({ teamId });
  value(await confirmGate(ctx(MONDAY, manager), ready.person.id, "activation"));
  return { ...ready, id: ready.person.id };
}

let serial = 0;
/** A material change of an item, published on Monday unless said otherwise; the manager says until when, unless `dueOn` is null. */
async function changed(kind: ItemKind, slug: string, dueOn: string | null = DUE, at = MONDAY): Promise<string> {
  const today = plainDateIn("Asia/Shanghai", at);
  const found = await editingOf(db, { kind, slug });
  const text = both(`changed ${++serial}`);
  const body = { ...found?.item?.body, ...(kind === "question" ? { stem: text } : { title: text }) };
  const draft = { revision: found?.draft?.revision ?? 0, baseVersionId: found?.item?.versionId ?? null, body, madeFrom: null };
  const { revision } = value(await saveDraft(ctx(at, editor), { kind, slug }, draft));
  const input = { items: [{ kind, slug, revision }], note: "why it changed", material: true };
  const { materialId } = value(await publish(ctx(at, editor), input, today));
  if (materialId === null) throw new Error("not material");
  if (dueOn) value(await setRetest(ctx(at, manager), materialId, { dueOn, reason: "" }, today));
  return materialId;
}

async function sign(id: string, at: Date) {
  const training = await trainingOf(db, id, at);
  const activity = training?.activities.find((a) => a.slug === "rules-3");
  const values = { typedName: training?.person.name ?? "", versionId: activity?.versionId ?? "", confirmed: true };
  return signAcknowledgement(ctx(at, id), id, "rules-3", values);
}

/** Sit the rules exam; `right` or not as the database says. */
async function sit(id: string, at: Date, passed: boolean) {
  const started = await startSitting(ctx(at, id), { personId: id, slug: "rules-exam", typedCode: "" });
  if (!started.ok) return started;
  const { sittingId } = started.value;
  if (passed) {
    const [row] = await db.select().from(sitting).where(eq(sitting.id, sittingId));
    const answers = Object.fromEntries((row?.drawn ?? []).map((q) => [q, { answer: { option: "a" }, ms: 5000 }]));
    await owner.update(sitting).set({ answers }).where(eq(sitting.id, sittingId));
  }
  return submitSitting(ctx(new Date(at.getTime() + 60_000), id), { sittingId, personId: id });
}

describe("a material change of what somebody signed", () => {
  it("warns at once and two days before, lapses at the end of the day, and comes back with the signature; each exactly once", async () => {
    const { id } = await activeAgent();
    const materialId = await changed("acknowledgement", "rules-3");
    await Promise.all(Array.from({ length: 4 }, () => sweepLapses(db, MONDAY)));
    await sweepLapses(db, before(2 * DAY + 1));
    expect(await told(id)).toEqual(["activation.ahead_retest_overdue"]);
    expect(await openKinds(id)).toEqual(["clearance_warning"]);
    await Promise.all(Array.from({ length: 4 }, () => sweepLapses(db, before(2 * DAY))));
    await sweepLapses(db, before(1));
    expect(await told(id)).toEqual(["activation.ahead_retest_overdue", "activation.ahead_retest_overdue"]);
    expect(await standing(id)).toMatchObject({ clearance: "full" });

    await Promise.all(Array.from({ length: 4 }, () => sweepLapses(db, LAPSES)));
    await sweepLapses(db, after(DAY));
    await sweepLapsedClearances(db, after(DAY));
    expect(await standing(id)).toMatchObject({ state: "active", clearance: "none", clearanceSince: LAPSES });
    expect(await lapses(id)).toMatchObject([{ reason: "retest_overdue", causeId: materialId, at: LAPSES, begunBy: null, endedAt: null }]);
    expect(await openKinds(id)).toEqual(["clearance_lapsed"]);
    expect(await told(id)).toHaveLength(3);

    value(await sign(id, after(DAY)));
    await Promise.all(Array.from({ length: 4 }, () => sweepLapses(db, after(DAY))));
    await sweepLapses(db, after(2 * DAY));
    expect(await standing(id)).toMatchObject({ state: "active", clearance: "full" });
    expect(await lapses(id)).toMatchObject([{ outcome: "mended", endedAt: after(DAY) }]);
    expect(await changes(id)).toEqual([
      ["full", "gate.activation"],
      ["none", "retest_overdue"],
      ["full", "requirement_met"],
    ]);
    expect(await events(id)).toHaveLength(3);
    expect(await openKinds(id)).toEqual([]);
    expect(await db.select().from(renewal).where(eq(renewal.personId, id))).toMatchObject([{ slug: "rules-3", outcome: "done" }]);
    expect(await db.select().from(retest).where(eq(retest.personId, id))).toMatchObject([{ outcome: "done" }]);
  });

  it("signed in time, nothing lapses; and only who signed before is asked", async () => {
    const { id } = await activeAgent();
    const fresh = (await make.trainee(teamId)).id;
    const plan = await currentVersion(db, "plan", "plan");
    await make.enrolment({ personId: fresh, teamId, planVersionId: plan?.id ?? "" });
    await changed("acknowledgement", "rules-3");
    await sweepLapses(db, MONDAY);
    expect(await db.select().from(retest).where(eq(retest.personId, fresh))).toEqual([]);
    value(await sign(id, before(5 * DAY)));
    await sweepLapses(db, before(5 * DAY));
    await sweepLapses(db, after(DAY));
    expect(await changes(id)).toEqual([["full", "gate.activation"]]);
    expect(await openKinds(id)).toEqual([]);
  });

  it("a clock that jumped over every date lapses once and warns no more; the extension gives it back until the later day", async () => {
    const { id } = await activeAgent();
    const materialId = await changed("acknowledgement", "rules-3");
    await sweepLapses(db, after(HOUR));
    expect(await told(id)).toEqual(["activation.lapsed_retest_overdue"]);
    expect(await db.select().from(lapseWarning).where(eq(lapseWarning.personId, id))).toEqual([]);
    const longer = { dueOn: addDays(DUE, 7), reason: "half the shop was away" };
    value(await setRetest(ctx(after(2 * HOUR), manager), materialId, longer, addDays(DUE, 1)));
    await sweepLapses(db, after(2 * HOUR));
    expect(await standing(id)).toMatchObject({ clearance: "full" });
    expect(await lapses(id)).toMatchObject([{ outcome: "excused" }]);
    await sweepLapses(db, after(7 * DAY));
    expect(await standing(id)).toMatchObject({ clearance: "none" });
    value(await setRetest(ctx(after(8 * DAY), manager), materialId, { dueOn: null, reason: "was wording after all" }, addDays(DUE, 9)));
    await sweepLapses(db, after(8 * DAY));
    expect(await standing(id)).toMatchObject({ clearance: "full" });
    expect((await changes(id)).map(([to]) => to)).toEqual(["full", "none", "full", "none", "full"]);
    expect(await events(id)).toHaveLength(5);
    expect(await db.select().from(renewal).where(eq(renewal.personId, id))).toMatchObject([{ outcome: "withdrawn" }]);
  });

  it("without a manager's word nothing lapses", async () => {
    const { id } = await activeAgent();
    await changed("acknowledgement", "rules-3", null);
    await sweepLapses(db, after(30 * DAY));
    expect(await standing(id)).toMatchObject({ clearance: "full" });
  });

  it("is asked of nobody who left", async () => {
    const { id } = await activeAgent();
    await changed("acknowledgement", "rules-3");
    await sweepLapses(db, MONDAY);
    value(await changeState(ctx(MONDAY, manager), id, "leave", "moved to another town"));
    expect(await db.select().from(retest).where(eq(retest.personId, id))).toMatchObject([{ outcome: "excused" }]);
    expect(await db.select().from(renewal).where(eq(renewal.personId, id))).toMatchObject([{ outcome: "withdrawn" }]);
    await sweepLapses(db, after(DAY));
    expect(await lapses(id)).toEqual([]);
    expect((await changes(id)).map(([to]) => to)).toEqual(["full", "none"]);
  });

  it("keeps the desk gate shut for a trainee who is overdue", async () => {
    const ready = await make.deskReady({ teamId });
    const { id } = ready.person;
    await changed("acknowledgement", "rules-3");
    await sweepLapses(db, after(DAY));
    expect(await lapses(id)).toEqual([]);
    expect(codes(await confirmGate(ctx(LAPSES, ready.supervisorId), id, "desk"))).toContain("lapsed");
    value(await sign(id, after(DAY)));
    expect(codes(await confirmGate(ctx(LAPSES, ready.supervisorId), id, "desk"))).not.toContain("lapsed");
  });
});

describe("a material change of an exam", () => {
  it("is sat again with the new version, on the next training day after a failure, until it is passed", async () => {
    const { id } = await activeAgent();
    await changed("exam", "rules-exam");
    expect(codes(await sit(id, MONDAY, true))).toEqual(["already_passed"]);
    await sweepLapses(db, MONDAY);
    const day = (n: number) => new Date(MONDAY.getTime() + n * DAY);
    expect(value(await sit(id, day(1), false))).toMatchObject({ passed: false });
    expect(codes(await sit(id, new Date(day(1).getTime() + HOUR), true))).toEqual(["retake_later"]);
    await sweepLapses(db, day(1));
    expect((await standingOf(db, id, day(1))).ahead).toMatchObject([{ reason: "retest_overdue", at: LAPSES }]);
    const passed = value(await sit(id, day(2), true));
    expect(passed).toMatchObject({ passed: true });
    const [sat] = await db.select().from(sitting).where(eq(sitting.id, passed.sittingId));
    expect(sat?.contentVersionId).toBe((await currentVersion(db, "exam", "rules-exam"))?.id);
    expect(sat?.attempt).toBe(3);
    await sweepLapses(db, day(2));
    expect((await standingOf(db, id, day(2))).ahead).toEqual([]);
    await sweepLapses(db, after(DAY));
    expect(await changes(id)).toEqual([["full", "gate.activation"]]);
    expect(await db.select().from(sittingResult).where(eq(sittingResult.personId, id))).toHaveLength(4);
    expect(codes(await sit(id, after(DAY), true))).toEqual(["already_passed"]);
  });
});

describe("a material change of a question", () => {
  it("asks for fluency again, once: what is forgotten after the re-test lapses nothing", async () => {
    const { id } = await activeAgent();
    const [question] = await db
      .select()
      .from(contentItem)
      .where(and(eq(contentItem.kind, "question"), eq(contentItem.slug, "lesson-1-q1")));
    const earlier = new Date(MONDAY.getTime() - 10 * DAY);
    const card = and(eq(bankCard.personId, id), eq(bankCard.itemId, question?.id ?? ""));
    await owner.insert(bankCard).values({
      personId: id,
      itemId: question?.id ?? "",
      required: true,
      enteredAt: earlier,
      dueAt: earlier,
      reviewedAt: earlier,
      fluentUntil: after(30 * DAY),
    });
    await changed("question", "lesson-1-q1");
    await sweepLapses(db, MONDAY);
    expect((await standingOf(db, id, MONDAY)).ahead).toMatchObject([
      { mend: { retest: { steps: [{ kind: "questions", fluent: 0, of: 1, done: false }] } } },
    ]);
    await owner
      .update(bankCard)
      .set({ fluentUntil: before(4 * DAY) })
      .where(card);
    await sweepLapses(db, before(5 * DAY));
    await sweepLapses(db, after(DAY));
    expect(await changes(id)).toEqual([["full", "gate.activation"]]);
    expect(await db.select().from(retest).where(eq(retest.personId, id))).toMatchObject([{ outcome: "done", closedAt: before(5 * DAY) }]);
    expect(
      await db
        .select()
        .from(attempt)
        .where(inArray(attempt.personId, [id])),
    ).toEqual([]);
  });
});

type Step = { hours: number; act: (typeof acts)[number]; days: number };
const acts = ["change", "word", "none_needed", "sign", "hold", "give_back", "suspend", "reinstate", "sweep"] as const;
const steps = fc.array(
  fc.record<Step>({ hours: fc.integer({ min: 0, max: 60 }), act: fc.constantFrom(...acts), days: fc.integer({ min: 0, max: 6 }) }),
  { minLength: 4, maxLength: 14 },
);

/** What an act of the random story does; one that is refused changes nothing. */
async function play(id: string, { act, days }: Step, at: Date, materials: string[]): Promise<void> {
  const today = plainDateIn("Asia/Shanghai", at);
  const word = (dueOn: string | null) => setRetest(ctx(at, manager), materials.at(-1) ?? "", { dueOn, reason: "the day was moved" }, today);
  if (act === "change") materials.push(await changed("acknowledgement", "rules-3", addDays(today, days), at));
  else if (act === "word" && materials.length > 0) await word(addDays(today, days));
  else if (act === "none_needed" && materials.length > 0) await word(null);
  else if (act === "sign") await sign(id, at);
  else if (act === "hold") await holdClearance(ctx(at, manager), id, { reason: "quarrelled with a customer", evidence: "" });
  else if (act === "give_back") await giveBackClearance(ctx(at, manager), id, "it was a misunderstanding");
  else if (act === "suspend" || act === "reinstate") await changeState(ctx(at, manager), id, act, "for a good reason");
  else if (act === "sweep") await Promise.all([sweepLapses(db, at), sweepLapsedClearances(db, at)]);
}

it("whatever happens in whatever order, a clearance stands only where state, decision and lapses allow it, and every change is told once", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (story) => {
      const { id } = await activeAgent();
      const materials: string[] = [];
      let at = MONDAY;
      for (const step of [...story, { hours: 1, act: "sweep" as const, days: 0 }]) {
        at = new Date(at.getTime() + step.hours * HOUR);
        await play(id, step, at, materials);
        const [now, live] = [await standing(id), (await lapses(id)).filter((l) => l.endedAt === null)];
        if (now?.clearance !== "none") expect([now?.state, live]).toEqual(["active", []]);
        else if (now.state === "active" && step.act === "sweep") expect(live).not.toEqual([]);
      }
      const history = await db.select().from(clearanceChange).where(eq(clearanceChange.personId, id)).orderBy(clearanceChange.sequence);
      history.forEach((change, i) => {
        expect(change).toMatchObject({ sequence: i + 1, from: i === 0 ? "supervised" : history[i - 1]?.to });
        expect(change.to).not.toBe(change.from);
      });
      expect((await standing(id))?.clearance).toBe(history.at(-1)?.to);
      expect(await events(id)).toHaveLength(history.length);
      // Each story begins on Monday again.
      await owner.delete(clearanceLapse).where(isNull(clearanceLapse.endedAt));
      await owner.delete(retest).where(isNull(retest.closedAt));
    }),
    { numRuns: 12 },
  );
}, 120_000);

it("the app's role rewrites no warning, and nobody what is closed", async () => {
  await expect(appSql`update lapse_warning set days = 1`).rejects.toMatchObject({ code: "42501" });
  await expect(appSql`delete from retest`).rejects.toMatchObject({ code: "42501" });
  await expect(appSql`update retest set outcome = 'excused' where closed_at is not null`).rejects.toMatchObject({ code: "DR035" });
  await expect(appSql`update renewal set outcome = 'withdrawn' where outcome = 'done'`).rejects.toMatchObject({ code: "DR035" });
});
