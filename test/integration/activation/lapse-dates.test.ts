import { and, eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clearanceChange, clearanceLapse, leave, notice, outbox, person, renewal, sitting, workItem } from "@db/schema";
import { confirmGate } from "~/activation/actions.server";
import { holdClearance, giveBackClearance } from "~/activation/hold.server";
import { sweepLapses } from "~/activation/lapse-sweep.server";
import { publishPolicy } from "~/activation/policy-change.server";
import { ensurePolicies, policyBook } from "~/activation/policy.server";
import { lapseDates, standingOf } from "~/activation/queries.server";
import type { Terms } from "~/activation/requirement";
import { changeState } from "~/activation/state.server";
import { sweepLapsedClearances } from "~/activation/sweeps.server";
import { addDays, type PlainDate, plainDateIn, startOfDay } from "~/platform/dates";
import type { Outcome } from "~/platform/refusal";
import { issueExamCode, startSitting, submitSitting } from "~/training/sitting.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ctx, make } = await freshDatabase();
await make.plan();
await ensurePolicies(db, MONDAY);
const ZONE = "Asia/Shanghai";
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const manager = (await make.manager()).id;
const after = (at: Date, ms: number) => new Date(at.getTime() + ms);
const before = (at: Date, ms: number) => new Date(at.getTime() - ms);

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};
const standing = async (id: string) => (await db.select().from(person).where(eq(person.id, id)))[0];
const lapses = (id: string) => db.select().from(clearanceLapse).where(eq(clearanceLapse.personId, id)).orderBy(clearanceLapse.begunAt);
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

/** Somebody who was activated on Monday under these terms of their team. */
async function activeUnder(terms: Terms) {
  const { id: teamId } = await make.team();
  const { requirements } = (await policyBook(db)).inForce("activation", null);
  const asked = { follows: false, requirements, terms };
  value(await publishPolicy(ctx(MONDAY, manager), { gate: "activation", teamId, expected: 0 }, asked, "seats are not for ever"));
  const ready = await make.activationReady({ teamId });
  value(await confirmGate(ctx(MONDAY, manager), ready.person.id, "activation"));
  return { ...ready, id: ready.person.id, teamId };
}

/** Sit an exam, rightly or not, with a supervisor's code where it asks for one. */
async function sit(id: string, slug: "rules-exam" | "desk-exam", at: Date, passed = true) {
  const code = slug === "desk-exam" ? await issueExamCode(ctx(at, manager), { personId: id, slug, issuedBy: manager }) : null;
  if (code && !code.ok) return code;
  const started = await startSitting(ctx(at, id), { personId: id, slug, typedCode: code?.value.code ?? "" });
  if (!started.ok) return started;
  const { sittingId } = started.value;
  if (passed) {
    const [row] = await db.select().from(sitting).where(eq(sitting.id, sittingId));
    const answers = Object.fromEntries((row?.drawn ?? []).map((q) => [q, { answer: { option: "a" }, ms: 5000 }]));
    await owner.update(sitting).set({ answers }).where(eq(sitting.id, sittingId));
  }
  return submitSitting(ctx(after(at, 60_000), id), { sittingId, personId: id });
}

const away = async (id: string, from: PlainDate, to: PlainDate) => {
  const [row] = await owner.insert(leave).values({ personId: id, from, to, reason: "home", createdAt: MONDAY }).returning();
  return row?.id ?? "";
};
const many = (at: Date) => Promise.all(Array.from({ length: 4 }, () => sweepLapses(db, at)));

describe("a re-certification after six months", () => {
  const AT = startOfDay("2026-09-03", ZONE);
  const terms: Terms = { recertification: { months: 6, exam: "rules_exam" } };

  it("warns 14 and 3 days before, lapses at its date and comes back with the exam; each exactly once", async () => {
    const { id } = await activeUnder(terms);
    await sweepLapses(db, before(AT, 14 * DAY + 1));
    expect(await told(id)).toEqual([]);
    expect(await sit(id, "rules-exam", before(AT, 20 * DAY))).toMatchObject({ ok: false });
    await many(before(AT, 14 * DAY));
    await sweepLapses(db, before(AT, 5 * DAY));
    expect(await told(id)).toEqual(["activation.ahead_recertification_due"]);
    await many(before(AT, 3 * DAY));
    await sweepLapses(db, before(AT, 1));
    expect(await told(id)).toHaveLength(2);
    expect(await openKinds(id)).toEqual(["clearance_warning"]);
    expect((await lapseDates(db, [id], before(AT, DAY))).get(id)).toEqual(AT);

    await many(AT);
    await sweepLapses(db, after(AT, DAY));
    await sweepLapsedClearances(db, after(AT, DAY));
    expect(await standing(id)).toMatchObject({ state: "active", clearance: "none", clearanceSince: AT });
    expect(await lapses(id)).toMatchObject([{ reason: "recertification_due", at: AT, endedAt: null, begunBy: null }]);
    expect(await openKinds(id)).toEqual(["clearance_lapsed"]);

    expect(value(await sit(id, "rules-exam", after(AT, DAY), false))).toMatchObject({ passed: false });
    await sweepLapses(db, after(AT, DAY + HOUR));
    expect(await standing(id)).toMatchObject({ clearance: "none" });
    const back = after(AT, 8 * DAY);
    expect(value(await sit(id, "rules-exam", back))).toMatchObject({ passed: true });
    await many(after(back, HOUR));
    expect(await standing(id)).toMatchObject({ clearance: "full" });
    expect(await lapses(id)).toMatchObject([{ outcome: "mended" }]);
    expect(await changes(id)).toEqual([
      ["full", "gate.activation"],
      ["none", "recertification_due"],
      ["full", "requirement_met"],
    ]);
    expect(await events(id)).toHaveLength(3);
    expect(await openKinds(id)).toEqual([]);
    const next = startOfDay(addDays("2027-03-11", 1), ZONE);
    expect((await standingOf(db, id, after(back, HOUR))).ahead).toMatchObject([{ reason: "recertification_due", at: next }]);
  });

  it("passed in time nothing lapses, and the warning is over", async () => {
    const { id } = await activeUnder(terms);
    await sweepLapses(db, before(AT, 13 * DAY));
    expect(await openKinds(id)).toEqual(["clearance_warning"]);
    value(await sit(id, "rules-exam", before(AT, 12 * DAY)));
    await sweepLapses(db, before(AT, 11 * DAY));
    expect(await openKinds(id)).toEqual([]);
    await sweepLapses(db, after(AT, DAY));
    expect(await changes(id)).toEqual([["full", "gate.activation"]]);
    expect(await db.select().from(renewal).where(eq(renewal.personId, id))).toMatchObject([{ slug: "rules-exam", outcome: "done" }]);
  });

  it("does not concern who passed before it was asked for", async () => {
    const { id, teamId } = await activeUnder({});
    const { requirements } = (await policyBook(db)).inForce("activation", teamId);
    const target = { gate: "activation" as const, teamId, expected: 1 };
    const asked = { follows: false, requirements, terms };
    value(await publishPolicy(ctx(MONDAY, manager), target, asked, "seats are not for ever"));
    await sweepLapses(db, after(AT, DAY));
    expect(await standing(id)).toMatchObject({ clearance: "full" });
    expect(await told(id)).toEqual([]);
  });
});

describe("a long absence of ten days", () => {
  const terms: Terms = { absence: { days: 10, exam: "desk_exam" } };

  it("on leave: warned three days before, lapsed after the tenth day, back with the desk exam", async () => {
    const { id } = await activeUnder(terms);
    const cause = await away(id, "2026-03-09", "2026-03-22");
    const AT = startOfDay("2026-03-19", ZONE);
    await sweepLapses(db, before(AT, 3 * DAY + 1));
    expect(await told(id)).toEqual([]);
    await many(before(AT, 3 * DAY));
    expect(await told(id)).toEqual(["activation.ahead_absence"]);
    await many(AT);
    expect(await lapses(id)).toMatchObject([{ reason: "absence", causeId: cause, at: AT }]);
    expect(await standing(id)).toMatchObject({ state: "active", clearance: "none" });
    const back = startOfDay("2026-03-24", ZONE);
    await sweepLapses(db, back);
    expect(value(await sit(id, "desk-exam", after(back, 2 * HOUR)))).toMatchObject({ passed: true });
    await many(after(back, 3 * HOUR));
    await sweepLapses(db, after(back, 5 * DAY));
    expect(await standing(id)).toMatchObject({ clearance: "full" });
    expect((await changes(id)).map(([to]) => to)).toEqual(["full", "none", "full"]);
    expect(await lapses(id)).toMatchObject([{ outcome: "mended" }]);
  });

  it("that is cut short lapses nothing; a cancelled one gives the clearance back", async () => {
    const short = await activeUnder(terms);
    await away(short.id, "2026-03-09", "2026-03-17");
    const long = await activeUnder(terms);
    const cause = await away(long.id, "2026-03-09", "2026-03-30");
    const late = startOfDay("2026-03-25", ZONE);
    await sweepLapses(db, late);
    expect([(await standing(short.id))?.clearance, (await standing(long.id))?.clearance]).toEqual(["full", "none"]);
    await owner.update(leave).set({ cancelledAt: late }).where(eq(leave.id, cause));
    await sweepLapses(db, after(late, HOUR));
    expect(await standing(long.id)).toMatchObject({ clearance: "full" });
    expect(await lapses(long.id)).toMatchObject([{ reason: "absence", outcome: "excused" }]);
  });

  it("suspended: whoever is reinstated after ten days is tested before the desk", async () => {
    const { id } = await activeUnder(terms);
    value(await changeState(ctx(MONDAY, manager), id, "suspend", "until it is clear"));
    const back = after(MONDAY, 12 * DAY);
    value(await changeState(ctx(back, manager), id, "reinstate", "it is clear now"));
    expect(await standing(id)).toMatchObject({ state: "active", clearance: "none" });
    expect(await lapses(id)).toMatchObject([{ reason: "absence", endedAt: null }]);
    await sweepLapses(db, back);
    value(await sit(id, "desk-exam", after(back, DAY)));
    await sweepLapses(db, after(back, 2 * DAY));
    expect(await standing(id)).toMatchObject({ clearance: "full" });
  });
});

const acts = ["leave", "cancel", "pass", "fail", "hold", "give_back", "suspend", "reinstate", "sweep"] as const;
type Step = { hours: number; act: (typeof acts)[number]; days: number };
const stories = fc.array(
  fc.record<Step>({ hours: fc.integer({ min: 0, max: 400 }), act: fc.constantFrom(...acts), days: fc.integer({ min: 0, max: 16 }) }),
  { minLength: 4, maxLength: 14 },
);

/** What an act of the random story does; one that is refused changes nothing. */
async function play(id: string, { act, days }: Step, at: Date): Promise<void> {
  const today = plainDateIn(ZONE, at);
  if (act === "leave") await away(id, addDays(today, days - 8), addDays(today, days + 4));
  else if (act === "cancel")
    await owner
      .update(leave)
      .set({ cancelledAt: at })
      .where(and(eq(leave.personId, id), isNull(leave.cancelledAt)));
  else if (act === "pass" || act === "fail") await sit(id, "rules-exam", at, act === "pass");
  else if (act === "hold") await holdClearance(ctx(at, manager), id, { reason: "quarrelled with a customer", evidence: "" });
  else if (act === "give_back") await giveBackClearance(ctx(at, manager), id, "it was a misunderstanding");
  else if (act === "suspend" || act === "reinstate") await changeState(ctx(at, manager), id, act, "for a good reason");
  else await Promise.all([sweepLapses(db, at), sweepLapsedClearances(db, at)]);
}

it("whatever happens in whatever order, a clearance stands only where no date has passed untested, and every change is told once", async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const { id } = await activeUnder({ recertification: { months: 1, exam: "rules_exam" }, absence: { days: 9, exam: "rules_exam" } });
      let at = MONDAY;
      for (const step of [...story, { hours: 1, act: "sweep" as const, days: 0 }]) {
        at = after(at, step.hours * HOUR);
        await play(id, step, at);
        const now = await standing(id);
        const live = (await lapses(id)).filter((l) => l.endedAt === null);
        if (now?.clearance !== "none") expect([now?.state, live]).toEqual(["active", []]);
        else if (now.state === "active" && step.act === "sweep") expect(live).not.toEqual([]);
        if (step.act === "sweep") {
          const due = (await standingOf(db, id, at)).ahead.filter((l) => l.at <= at);
          expect(
            live
              .filter((l) => l.reason !== "conduct")
              .map((l) => l.causeId)
              .sort(),
          ).toEqual(due.map((l) => l.causeId).sort());
        }
      }
      const history = await changes(id);
      expect(history.length).toBe((await events(id)).length);
      history.forEach(([to], i) => expect(to).not.toBe(history[i - 1]?.[0]));
      expect((await standing(id))?.clearance).toBe(history.at(-1)?.[0]);
      const warned = await db.select().from(notice).where(eq(notice.personId, id));
      const said = warned.filter((n) => /ahead/.test(n.kind)).map((n) => JSON.stringify([n.kind, n.data]));
      for (const one of new Set(said)) expect(said.filter((s) => s === one).length, one).toBeLessThanOrEqual(2);
      // The next story begins on Monday again: nobody of this one is at work any more.
      value(await changeState(ctx(at, manager), id, "leave", "moved to another town"));
    }),
    { numRuns: 12 },
  );
}, 120_000);
