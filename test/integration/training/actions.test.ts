import { and, eq, isNull } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { acknowledgementSignature, activityState, audit, enrolment, extraAttempt, notice, person, sitting, workItem } from "@db/schema";
import { newId } from "~/platform/ids";
import type { Outcome, WriteContext } from "~/platform/write.server";
import { assignPlan, grantExtraAttempt, signAcknowledgement, startActivity } from "~/training/actions.server";
import { trainingOf } from "~/training/facts.server";
import { openItem } from "~/work/actions.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ctx, make } = await freshDatabase();
const plan = await make.plan();
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? "ok" : outcome.refusals.map((r) => r.code).join());
const on = (date: string) => new Date(`${date}T02:00:00.000Z`);

let teamId = "";
let manager = "";
beforeEach(async () => {
  teamId = (await make.team()).id;
  manager = (await make.manager(teamId)).id;
});
const by = (actorId: string, now = MONDAY, submissionId: string | null = null): WriteContext => ({ ...ctx(now, actorId), submissionId });
const newcomer = (values = {}) => make.person({ state: "invited", roles: ["agent"], teamId, ...values });
async function enrolled(statuses: Parameters<typeof make.enrolment>[0]["statuses"] = {}, values = {}) {
  const who = await make.trainee(teamId, values);
  const row = await make.enrolment({ personId: who.id, teamId, planVersionId: plan.id, statuses });
  return { personId: who.id, name: who.name, enrolmentId: row.id };
}
const row = async (enrolmentId: string, slug: string) =>
  (
    await db
      .select()
      .from(activityState)
      .where(and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, slug)))
  )[0];

describe("assignPlan", () => {
  const start = { planSlug: "plan", startDate: "2026-03-04" };

  it("puts an invited person into training with a row per activity, closes the waiting item and audits", async () => {
    const who = await newcomer();
    await db.transaction((tx) => openItem(tx, ctx(), { kind: "plan_missing", subjectId: who.id, teamId, personId: who.id }));
    const outcome = await assignPlan(by(manager), who.id, start);
    expect(codes(outcome)).toBe("ok");
    const [after] = await db.select().from(person).where(eq(person.id, who.id));
    expect(after).toMatchObject({ state: "training", stateSince: MONDAY, clearance: "none" });
    const training = await trainingOf(db, who.id, MONDAY);
    expect(training).toMatchObject({ startDate: "2026-03-04", plan: { versionId: plan.id } });
    expect(training?.activities.map((a) => a.slug)).toEqual([
      "lesson-1",
      "practical-1",
      "quiz-1",
      "lesson-2",
      "practical-2",
      "quiz-2",
      "rules-3",
      "rules-exam",
      "desk-exam",
    ]);
    expect(
      await db
        .select()
        .from(workItem)
        .where(and(eq(workItem.subjectId, who.id), isNull(workItem.closedAt))),
    ).toEqual([]);
    const log = await db
      .select()
      .from(audit)
      .where(and(eq(audit.personId, who.id), eq(audit.action, "training.plan_assigned")));
    expect(log).toMatchObject([
      { actorId: manager, before: { state: "invited" }, after: { state: "training", plan: "plan", startDate: "2026-03-04" } },
    ]);
  });

  it("replaces a plan of which nothing was begun, and keeps one that was begun", async () => {
    const { personId, enrolmentId } = await enrolled();
    expect(codes(await assignPlan(by(manager), personId, start))).toBe("ok");
    const open = await db
      .select()
      .from(enrolment)
      .where(and(eq(enrolment.personId, personId), isNull(enrolment.endedAt)));
    expect(open).toHaveLength(1);
    expect(open[0]?.id).not.toBe(enrolmentId);
    const begun = await enrolled({ "lesson-1": "started" });
    expect(codes(await assignPlan(by(manager), begun.personId, start))).toBe("already_begun");
  });

  it.each([
    ["a start in the past", {}, { startDate: "2026-03-01" }, "start_in_past"],
    ["a start before the hire date", { hireDate: "2026-03-10" }, {}, "start_before_hire"],
    ["a start next year", {}, { startDate: "2027-06-01" }, "start_too_far"],
    ["no date", {}, { startDate: "soon" }, "date_malformed"],
    ["an unknown plan", {}, { planSlug: "none" }, "no_such_plan"],
    ["a malformed plan", {}, { planSlug: "\u0000" }, "no_such_plan"],
    ["somebody without a team", { teamId: null }, {}, "no_team"],
    ["somebody in probation", { state: "probation" }, {}, "state_has_no_plan"],
    ["somebody who is no agent", { state: null }, {}, "state_has_no_plan"],
  ])("refuses %s and leaves nothing behind", async (_, who, values, code) => {
    const { id } = await newcomer(who);
    expect(codes(await assignPlan(by(manager), id, { ...start, ...values }))).toBe(code);
    expect(await db.select().from(enrolment).where(eq(enrolment.personId, id))).toEqual([]);
  });

  it("refuses somebody who does not exist", async () => {
    expect(codes(await assignPlan(by(manager), newId(), start))).toBe("no_such_person");
  });

  it("makes one open enrolment of two managers at once", async () => {
    const { id } = await newcomer();
    await Promise.all([assignPlan(by(manager), id, start), assignPlan(by(manager), id, { ...start, startDate: "2026-03-05" })]);
    expect(
      await db
        .select()
        .from(enrolment)
        .where(and(eq(enrolment.personId, id), isNull(enrolment.endedAt))),
    ).toHaveLength(1);
  });

  it("does one thing for a double click", async () => {
    const { id } = await newcomer();
    const submissionId = newId();
    const [a, b] = await Promise.all([
      assignPlan(by(manager, MONDAY, submissionId), id, start),
      assignPlan(by(manager, MONDAY, submissionId), id, start),
    ]);
    expect(a).toEqual(b);
    expect(await db.select().from(enrolment).where(eq(enrolment.personId, id))).toHaveLength(1);
  });
});

describe("startActivity", () => {
  it("pins the version in force, and keeps it when the content changes", async () => {
    const version = await make.content("practical", "practical-1");
    const { personId, enrolmentId } = await enrolled();
    expect(await startActivity(by(personId), personId, "practical-1")).toEqual({ ok: true, value: { started: true } });
    await make.content("practical", "practical-1", { minutes: 99 });
    expect(await startActivity(by(personId), personId, "practical-1")).toEqual({ ok: true, value: { started: false } });
    expect(await row(enrolmentId, "practical-1")).toMatchObject({ status: "started", startedAt: MONDAY, contentVersionId: version.id });
    expect((await trainingOf(db, personId, MONDAY))?.activities.find((a) => a.slug === "practical-1")?.versionId).toBe(version.id);
  });

  it("leaves quizzes to their sitting", async () => {
    const { personId, enrolmentId } = await enrolled();
    expect(await startActivity(by(personId), personId, "quiz-1")).toEqual({ ok: true, value: { started: false } });
    expect((await row(enrolmentId, "quiz-1"))?.status).toBe("open");
  });

  it.each([
    ["tomorrow's activity", "lesson-2", {}, "2026-03-02", "locked"],
    ["a day whose earlier work is missing", "lesson-2", {}, "2026-03-03", "locked"],
    ["an activity of no plan", "nothing", {}, "2026-03-02", "no_such_activity"],
    ["somebody suspended", "lesson-1", { state: "suspended" }, "2026-03-02", "not_in_training"],
  ])("refuses %s", async (_, slug, values, date, code) => {
    const { personId, enrolmentId } = await enrolled({}, values);
    expect(codes(await startActivity(by(personId, on(date)), personId, slug))).toBe(code);
    expect((await row(enrolmentId, "lesson-2"))?.status).toBe("open");
  });
});

describe("signAcknowledgement", () => {
  const ready = {
    "lesson-1": "done",
    "practical-1": "done",
    "quiz-1": "done",
    "lesson-2": "done",
    "practical-2": "done",
    "quiz-2": "done",
  } as const;
  const day3 = on("2026-03-04");
  const version = async () =>
    (await trainingOf(db, (await enrolled()).personId, MONDAY))?.activities.find((a) => a.slug === "rules-3")?.versionId ?? "";

  it("signs exactly the shown version by the person's name, spaces aside, once", async () => {
    const { personId, enrolmentId } = await enrolled(ready, { name: "王 小明" });
    const versionId = await version();
    const sign = () =>
      signAcknowledgement(by(personId, day3), personId, "rules-3", { typedName: "  王  小明 ", versionId, confirmed: true });
    const outcomes = await Promise.all([sign(), sign()]);
    expect(outcomes.map(codes)).toEqual(["ok", "ok"]);
    expect(await db.select().from(acknowledgementSignature).where(eq(acknowledgementSignature.personId, personId))).toMatchObject([
      { typedName: "王  小明", contentVersionId: versionId, signedAt: day3 },
    ]);
    expect(await row(enrolmentId, "rules-3")).toMatchObject({ status: "done", doneAt: day3, contentVersionId: versionId });
  });

  it.each([
    ["another name", { typedName: "王小红" }, "name_differs"],
    ["no name", { typedName: " " }, "name_differs"],
    ["an unticked statement", { confirmed: false }, "statement_unconfirmed"],
    ["a version that is no longer in force", { versionId: newId() }, "changed_meanwhile"],
  ])("refuses %s", async (_, values, code) => {
    const { personId } = await enrolled(ready, { name: "王小明" });
    const outcome = await signAcknowledgement(by(personId, day3), personId, "rules-3", {
      typedName: "王小明",
      versionId: await version(),
      confirmed: true,
      ...values,
    });
    expect(codes(outcome)).toBe(code);
    expect(await db.select().from(acknowledgementSignature).where(eq(acknowledgementSignature.personId, personId))).toEqual([]);
  });

  it("refuses before its day, and what is no acknowledgement", async () => {
    const { personId } = await enrolled();
    const values = { typedName: "x", versionId: newId(), confirmed: true };
    expect(codes(await signAcknowledgement(by(personId), personId, "rules-3", values))).toBe("locked");
    expect(codes(await signAcknowledgement(by(personId), personId, "lesson-1", values))).toBe("wrong_kind");
  });

  it("day 3 waits for the acceptance of its practical", async () => {
    const { personId } = await enrolled({ ...ready, "practical-2": "submitted" });
    const outcome = await signAcknowledgement(by(personId, day3), personId, "rules-3", {
      typedName: "x",
      versionId: await version(),
      confirmed: true,
    });
    expect(codes(outcome)).toBe("locked");
  });
});

describe("grantExtraAttempt", () => {
  const reason = "Was ill on the day of the third attempt";
  async function usedUp() {
    const found = await enrolled({ "quiz-1": "returned" });
    await owner
      .update(activityState)
      .set({ attempts: 3 })
      .where(and(eq(activityState.enrolmentId, found.enrolmentId), eq(activityState.slug, "quiz-1")));
    return found;
  }

  it("adds one attempt on the next training day, tells the trainee and closes the item", async () => {
    const { personId, enrolmentId } = await usedUp();
    const [last] = await owner
      .insert(sitting)
      .values({
        personId,
        enrolmentId,
        slug: "quiz-1",
        role: "quiz",
        contentVersionId: plan.id,
        attempt: 3,
        seed: "s",
        drawn: [],
        startedAt: MONDAY,
        submittedAt: MONDAY,
      })
      .returning();
    const subjectId = last?.id ?? "";
    await db.transaction((tx) => openItem(tx, ctx(), { kind: "attempts_used", subjectId, teamId, personId }));
    expect((await trainingOf(db, personId, MONDAY))?.activities.find((a) => a.slug === "quiz-1")?.retake).toEqual({
      left: 0,
      opensOn: null,
    });
    expect(codes(await grantExtraAttempt(by(manager), personId, "quiz-1", reason))).toBe("ok");
    expect((await trainingOf(db, personId, MONDAY))?.activities.find((a) => a.slug === "quiz-1")?.retake).toEqual({
      left: 1,
      opensOn: "2026-03-03",
    });
    expect(await db.select().from(workItem).where(eq(workItem.subjectId, subjectId))).toMatchObject([
      { outcome: "granted", closedBy: manager },
    ]);
    expect(await db.select().from(notice).where(eq(notice.personId, personId))).toMatchObject([
      { kind: "training.extra_attempt", data: { slug: "quiz-1" } },
    ]);
  });

  it.each([
    ["while attempts are left", async () => (await enrolled({ "quiz-1": "returned" })).personId, "quiz-1", reason, "attempts_left"],
    ["after a pass", async () => (await enrolled({ "quiz-1": "done" })).personId, "quiz-1", reason, "attempts_left"],
    ["for a lesson", async () => (await enrolled()).personId, "lesson-1", reason, "wrong_kind"],
    ["without a reason", async () => (await usedUp()).personId, "quiz-1", " ", "reason_missing"],
    ["for an activity of no plan", async () => (await usedUp()).personId, "nothing", reason, "no_such_activity"],
    ["to oneself", async () => manager, "quiz-1", reason, "own_work"],
  ])("refuses %s", async (_, personId, slug, why, code) => {
    const id = await personId();
    expect(codes(await grantExtraAttempt(by(manager), id, slug, why))).toBe(code);
    expect(await db.select().from(extraAttempt).where(eq(extraAttempt.personId, id))).toEqual([]);
  });
});
