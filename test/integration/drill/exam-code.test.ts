import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { activityState, examCode, sitting, workItem } from "@db/schema";
import type { Outcome } from "~/platform/write.server";
import { askForCode, issueExamCode, startSitting } from "~/training/sitting.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const minutes = (n: number, from = MONDAY) => new Date(from.getTime() + n * 60_000);
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? "ok" : outcome.refusals.map((r) => r.code).join());
function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${codes(outcome)}`);
  return outcome.value;
}

let planVersionId = "";
beforeAll(async () => {
  planVersionId = (await make.plan()).id;
});
let teamId = "";
let personId = "";
let enrolmentId = "";
let supervisorId = "";
beforeEach(async () => {
  teamId = (await make.team()).id;
  personId = (await make.trainee(teamId)).id;
  supervisorId = (await make.supervisor(teamId)).id;
  enrolmentId = (await make.enrolment({ personId, teamId, planVersionId })).id;
});
const rowOf = async (id: string) => (await db.select().from(sitting).where(eq(sitting.id, id)))[0];
const start = (slug: string, now: Date, typedCode: string) => startSitting(ctx(now, personId), { personId, slug, typedCode });

describe("the desk exam's code", () => {
  const THURSDAY = new Date("2026-03-05T01:00:00.000Z");
  beforeEach(async () => {
    await db
      .update(activityState)
      .set({ status: "done", submittedAt: MONDAY, doneAt: MONDAY })
      .where(eq(activityState.enrolmentId, enrolmentId));
    await db
      .update(activityState)
      .set({ status: "open", doneAt: null })
      .where(and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, "desk-exam")));
  });
  const issue = async (now = THURSDAY, issuedBy = supervisorId) =>
    issueExamCode(ctx(now, issuedBy), { personId, slug: "desk-exam", issuedBy });
  const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
  const begin = (code: string, now = THURSDAY) => start("desk-exam", now, code);
  const codeRow = async () => (await db.select().from(examCode).where(eq(examCode.personId, personId)))[0];

  it("starts the exam once, and closes what waited for it", async () => {
    expect(codes(await askForCode(ctx(THURSDAY, personId), { personId, slug: "desk-exam" }))).toBe("ok");
    expect(codes(await askForCode(ctx(THURSDAY, personId), { personId, slug: "desk-exam" }))).toBe("ok");
    const waiting = () => db.select().from(workItem).where(eq(workItem.personId, personId));
    expect(await waiting()).toMatchObject([{ kind: "exam_code", role: "supervisor", closedAt: null }]);
    const { code } = value(await issue());
    expect(code).toMatch(/^\d{6}$/);
    expect(JSON.stringify(await codeRow())).not.toContain(code);
    const started = value(await begin(` ${code.slice(0, 3)} ${code.slice(3)} `));
    expect(await rowOf(started.sittingId)).toMatchObject({ examCodeId: (await codeRow())?.id, role: "desk_exam" });
    expect((await codeRow())?.usedAt).toEqual(THURSDAY);
    expect(await waiting()).toMatchObject([{ outcome: "started" }]);
    expect(codes(await issue())).toBe("already_open");
  });

  it("is asked for", async () => {
    expect(codes(await begin(""))).toBe("code_form");
    expect(codes(await begin("123456"))).toBe("code_none");
  });

  it("is spent by one of two starts at once", async () => {
    const { code } = value(await issue());
    const both = await Promise.all([begin(code), begin(code)]);
    expect(new Set(both.flatMap((o) => (o.ok ? [o.value.sittingId] : []))).size).toBe(1);
    expect(await db.select().from(sitting).where(eq(sitting.personId, personId))).toHaveLength(1);
  });

  it("counts wrong tries although they are refused, and ends with the fifth", async () => {
    const { code } = value(await issue());
    for (const left of [4, 3, 2, 1])
      expect(await begin(other(code))).toMatchObject({ refusals: [{ code: "code_wrong", params: { count: left } }] });
    expect(codes(await begin(other(code)))).toBe("code_worn_out");
    expect(codes(await begin(code))).toBe("code_worn_out");
    expect((await codeRow())?.failures).toBe(5);
    const { code: fresh } = value(await issue(minutes(1, THURSDAY)));
    expect(codes(await begin(fresh, minutes(2, THURSDAY)))).toBe("ok");
  });

  it("lasts ten minutes, and a new one ends the old one", async () => {
    const { code } = value(await issue());
    expect(codes(await begin(code, minutes(10, THURSDAY)))).toBe("code_none");
    const { code: second } = value(await issue(minutes(11, THURSDAY)));
    if (second !== code) expect(codes(await begin(code, minutes(12, THURSDAY)))).toBe("code_wrong");
    expect(codes(await begin(second, minutes(12, THURSDAY)))).toBe("ok");
  });

  it("is given by somebody else, for an exam that is open to that person", async () => {
    expect(codes(await issue(THURSDAY, personId))).toBe("code_oneself");
    expect(codes(await issueExamCode(ctx(THURSDAY, supervisorId), { personId, slug: "quiz-1", issuedBy: supervisorId }))).toBe(
      "not_proctored",
    );
    expect(codes(await issueExamCode(ctx(THURSDAY, supervisorId), { personId, slug: "no-exam", issuedBy: supervisorId }))).toBe(
      "no_such_activity",
    );
    await db
      .update(activityState)
      .set({ status: "started" })
      .where(and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, "practical-1")));
    expect(codes(await issue())).toBe("locked");
  });

  it("is of one person: another's opens nothing", async () => {
    const { code } = value(await issue());
    const fellow = await make.trainee(teamId);
    const theirs = await make.enrolment({ personId: fellow.id, teamId, planVersionId });
    await db
      .update(activityState)
      .set({ status: "done", submittedAt: MONDAY, doneAt: MONDAY })
      .where(eq(activityState.enrolmentId, theirs.id));
    await db
      .update(activityState)
      .set({ status: "open" })
      .where(and(eq(activityState.enrolmentId, theirs.id), eq(activityState.slug, "desk-exam")));
    expect(codes(await startSitting(ctx(THURSDAY, fellow.id), { personId: fellow.id, slug: "desk-exam", typedCode: code }))).toBe(
      "code_none",
    );
  });
});
