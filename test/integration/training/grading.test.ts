import { and, asc, eq, isNull } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  attempt,
  attemptGrading,
  attemptWaiting,
  audit,
  bankCard,
  bankCertificate,
  notice,
  questionAgreement,
  remark,
  workItem,
} from "@db/schema";
import { agreementOn } from "~/drill/agreement.server";
import { enterBank } from "~/drill/bank.server";
import { writtenOf } from "~/drill/graded.server";
import { answerToGrade, waitingOrder, waitingQuestions } from "~/drill/grading-queue.server";
import type { PersonsGrade } from "~/drill/judged";
import { answersOfCard } from "~/drill/card-answers.server";
import { archiveRemark, ensureFirstRemarks, keepRemark, remarksOf } from "~/drill/remarks.server";
import { replay } from "~/drill/replay";
import { planGo } from "~/drill/session.server";
import { sweepWaitingAnswers } from "~/drill/waiting.server";
import { newId } from "~/platform/ids";
import type { Outcome } from "~/platform/write.server";
import { answerDrills } from "~/training/bank.server";
import { gradeAnswer } from "~/training/grading.server";
import { both } from "@test/factories/curriculum";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ownerSql, ctx, make } = await freshDatabase();
const minutes = (n: number) => new Date(MONDAY.getTime() + n * 60_000);
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? "ok" : outcome.refusals.map((r) => r.code).join());

/** Says one of the two points: neither surely right nor surely wrong. */
const HALF = "亲，我们支持七天无理由退换，请您放心收货。";
const WHOLE = "亲，我们支持七天无理由退换，运费由我们承担，请您放心。";

let teamId = "";
let personId = "";
let grader = "";
let second = "";
let itemId = "";

beforeAll(async () => {
  await make.content("topic", "topic");
  await make.content("lesson", "returns");
  const version = await make.content("question", "returns-1", {
    lesson: "returns",
    type: "free_reply",
    options: undefined,
    must_say: [
      { point: both("seven days"), any_of: { "zh-CN": ["七天无理由"], en: ["seven days"] } },
      { point: both("freight"), any_of: { "zh-CN": ["运费由我们承担"], en: ["we pay the freight"] } },
    ],
    model_answers: { "zh-CN": [WHOLE], en: ["You have seven days, and we pay the freight both ways."] },
  } as object);
  itemId = version.itemId;
});

beforeEach(async () => {
  teamId = (await make.team()).id;
  personId = (await make.trainee(teamId)).id;
  grader = (await make.supervisor(teamId)).id;
  second = (await make.manager(teamId)).id;
  const plan = await make.plan(`plan-${newId().slice(-8)}`);
  await make.enrolment({ personId, teamId, planVersionId: plan.id, statuses: { "lesson-1": "done", "lesson-2": "done" } });
  // What the plan's own lessons teach need not be fluent here.
  await ownerSql`update content_version v set body = v.body || '{"required": false}' from content_item i where i.id = v.item_id and i.slug like 'lesson-_-q_'`;
  await db.transaction((tx) => enterBank(tx, personId, ["returns"], MONDAY));
});

/** Answer the question at `at`; the attempt's id. */
async function write(text: string, at: Date, who = personId): Promise<string> {
  const road = { readyBy: minutes(60 * 24 * 10), daysLeft: 10 };
  const more = { road, dayBegan: MONDAY, held: new Set<string>(), count: 5, locale: "zh-CN" as const };
  const { questions } = await planGo(db, { personId: who, now: at, only: { by: "set", items: new Set([itemId]) }, ...more });
  const ticket = questions.find((q) => q.itemId === itemId)?.ticket ?? "";
  const { results } = await answerDrills(ctx(at, who), who, [{ ticket, answer: { text }, ms: 4000 }], {
    ...{ held: new Set<string>(), want: 0, locale: "zh-CN" as const, line: null },
  });
  expect(results[0]).toMatchObject({ ok: true });
  const [last] = (await db.select().from(attempt).where(eq(attempt.personId, who)).orderBy(asc(attempt.storedAt), asc(attempt.id))).slice(
    -1,
  );
  return last?.id ?? "";
}
const grade = (attemptId: string, g: PersonsGrade, at: Date, more: { by?: string; seen?: number; remark?: string } = {}) =>
  gradeAnswer(ctx(at, more.by ?? grader), { attemptId, grade: g, remark: more.remark ?? "", blind: false, seen: more.seen ?? 0 });
const card = async () => {
  const [row] = await db
    .select()
    .from(bankCard)
    .where(and(eq(bankCard.personId, personId), eq(bankCard.itemId, itemId)));
  if (!row) throw new Error("no card");
  return row;
};
const openItems = () =>
  db
    .select()
    .from(workItem)
    .where(and(eq(workItem.subjectId, teamId), isNull(workItem.closedAt)));

describe("an answer that no machine can decide", () => {
  it("waits, is one item for the whole team, and counts for nothing but the schedule", async () => {
    const other = (await make.trainee(teamId)).id;
    await db.transaction((tx) => enterBank(tx, other, ["returns"], MONDAY));
    await write(HALF, minutes(1));
    await write(HALF, minutes(12));
    await write(HALF, minutes(13), other);
    const waiting = await db.select().from(attemptWaiting).where(eq(attemptWaiting.teamId, teamId));
    expect(waiting.map(({ context, guess, closedAt }) => [context, guess, closedAt])).toEqual(Array(3).fill(["drill", false, null]));
    expect((await openItems()).map(({ kind, role }) => [kind, role])).toEqual([["answers", "supervisor"]]);
    // The machine's guess is wrong: it comes again soon; fluency hears of neither.
    expect(await card()).toMatchObject({ reps: 2, firstRightAt: null, secondRightAt: null, fluentUntil: null });
    const attempts = await db.select().from(attempt).where(eq(attempt.personId, personId));
    expect(attempts.map(({ undecided, correct, rating }) => [undecided, correct, rating])).toEqual(Array(2).fill([true, false, "again"]));
  });

  it("neither counts for fluency nor ends it while it waits", async () => {
    await write(WHOLE, minutes(1));
    await write(WHOLE, minutes(12));
    const fluent = await card();
    expect(fluent.fluentUntil).not.toBeNull();
    await write(HALF, minutes(30));
    const pending = await card();
    expect([pending.firstRightAt, pending.secondRightAt]).toEqual([fluent.firstRightAt, fluent.secondRightAt]);
    expect(pending.fluentUntil).not.toBeNull();
  });

  it("is graded by question, never by its writer, with what the machine found", async () => {
    const own = await make.supervisor(teamId);
    await make.grant(own.id, "agent", teamId);
    await make.membership(own.id, teamId);
    await db.transaction((tx) => enterBank(tx, own.id, ["returns"], MONDAY));
    const attemptId = await write(HALF, minutes(1));
    const mine = await write(HALF, minutes(2), own.id);
    const [question] = await waitingQuestions(db, { personId: grader, teams: [teamId] }, "zh-CN");
    expect(question).toMatchObject({ itemId, count: 2, oldest: minutes(1), inSittings: 0 });
    expect(await waitingOrder(db, { personId: own.id, teams: [teamId] }, itemId)).toEqual([attemptId]);
    expect(new Set(await waitingOrder(db, { personId: grader, teams: [teamId] }, itemId))).toEqual(new Set([attemptId, mine]));
    expect(await waitingOrder(db, { personId: grader, teams: [newId()] }, itemId)).toEqual([]);
    expect(codes(await grade(mine, 4, minutes(3), { by: own.id }))).toBe("own_answer");
    const shown = await answerToGrade(db, attemptId, "zh-CN");
    expect(shown).toMatchObject({
      answer: { text: HALF },
      verdict: { undecided: true, key: { missing: [{ kind: "must", point: "中文 freight" }] } },
    });
  });
});

describe("a grade", () => {
  it("makes the card anew; the second right one turns it fluent and brings the certificate", async () => {
    const [a, b] = [await write(HALF, minutes(1)), await write(HALF, minutes(14))];
    expect(codes(await grade(a, 3, minutes(20), { remark: "好" }))).toBe("ok");
    expect(await card()).toMatchObject({ firstRightAt: minutes(1), secondRightAt: null, fluentUntil: null });
    expect(await db.select().from(bankCertificate).where(eq(bankCertificate.personId, personId))).toHaveLength(0);
    expect(codes(await grade(b, 4, minutes(21)))).toBe("ok");
    const now = await card();
    expect(now).toMatchObject({ firstRightAt: minutes(1), secondRightAt: minutes(14), reps: 2 });
    expect(now.fluentUntil).not.toBeNull();
    expect(await db.select().from(bankCertificate).where(eq(bankCertificate.personId, personId))).toHaveLength(1);
    // The summary is what its rows make of it.
    const { revision, ...rebuilt } = replay(now, await answersOfCard(db, personId, itemId, minutes(22)), {
      readyBy: minutes(60 * 24 * 10),
      daysLeft: 1,
    });
    expect({ ...rebuilt, dueAt: now.dueAt, revision: revision - 1 }).toEqual(now);
  });

  it("closes the team's item with the last one, and the sweep mends what two at once left behind", async () => {
    const [a, b] = [await write(HALF, minutes(1)), await write(HALF, minutes(14))];
    await grade(a, 2, minutes(20));
    expect(await openItems()).toHaveLength(1);
    await grade(b, 2, minutes(20));
    expect(await openItems()).toHaveLength(0);
    await write(HALF, minutes(30));
    await db
      .update(workItem)
      .set({ closedAt: minutes(30) })
      .where(eq(workItem.subjectId, teamId));
    await sweepWaitingAnswers(db, minutes(31));
    expect(await openItems()).toHaveLength(1);
    await sweepWaitingAnswers(db, minutes(32));
    expect(await openItems()).toHaveLength(1);
  });

  it("of two graders at once counts once, and the second is told who was first", async () => {
    const attemptId = await write(HALF, minutes(1));
    const outcomes = await Promise.all([grade(attemptId, 4, minutes(2)), grade(attemptId, 0, minutes(2), { by: second })]);
    expect(outcomes.map(codes).sort()).toEqual(["graded_meanwhile", "ok"]);
    expect(await db.select().from(attemptGrading).where(eq(attemptGrading.attemptId, attemptId))).toHaveLength(1);
  });

  it("may be thought better of by whoever gave it, for a quarter of an hour, as one more row", async () => {
    const attemptId = await write(HALF, minutes(1));
    await grade(attemptId, 0, minutes(2));
    expect(codes(await grade(attemptId, 4, minutes(3), { by: second, seen: 1 }))).toBe("graded_meanwhile");
    expect(codes(await grade(attemptId, 4, minutes(3), { seen: 0 }))).toBe("graded_meanwhile");
    expect(codes(await grade(attemptId, 4, minutes(17), { seen: 1 }))).toBe("ok");
    expect(codes(await grade(attemptId, 1, minutes(33), { seen: 2 }))).toBe("graded_meanwhile");
    const rows = await db.select().from(attemptGrading).where(eq(attemptGrading.attemptId, attemptId)).orderBy(asc(attemptGrading.number));
    expect(rows.map((r) => [r.number, r.grade, r.share, r.correct])).toEqual([
      [1, 0, "0", false],
      [2, 4, "1", true],
    ]);
    expect(await card()).toMatchObject({ firstRightAt: minutes(1) });
    const audited = await db.select({ action: audit.action }).from(audit).where(eq(audit.subjectId, attemptId)).orderBy(asc(audit.id));
    expect(audited.map((r) => r.action)).toEqual(["drill.answer_graded", "drill.answer_regraded"]);
  });

  it("is refused where there is nothing to grade, and with a remark that is too long", async () => {
    const attemptId = await write(HALF, minutes(1));
    expect(codes(await grade(newId(), 4, minutes(2)))).toBe("not_found");
    expect(codes(await grade(attemptId, 4, minutes(2), { remark: "长".repeat(1001) }))).toBe("remark_too_long");
    expect(await db.select().from(attemptGrading).where(eq(attemptGrading.attemptId, attemptId))).toHaveLength(0);
  });

  it("is counted beside the machine's guess, and the counts are what the gradings make", async () => {
    const before = await db.select().from(questionAgreement);
    const [a, b] = [await write(HALF, minutes(1)), await write(HALF, minutes(14))];
    await grade(a, 4, minutes(15));
    await grade(b, 4, minutes(15));
    await grade(b, 0, minutes(16), { seen: 1 });
    const [after] = await db.select().from(questionAgreement);
    expect((after?.personRight ?? 0) - (before[0]?.personRight ?? 0)).toBe(1);
    expect((after?.bothWrong ?? 0) - (before[0]?.bothWrong ?? 0)).toBe(1);
    const all = await db.select().from(attemptWaiting).where(eq(attemptWaiting.itemId, itemId));
    const graded = all.filter((w) => w.agreed !== null);
    const sum = after ? after.bothRight + after.machineRight + after.personRight + after.bothWrong : 0;
    expect(sum).toBe(graded.length);
    expect((after?.bothRight ?? 0) + (after?.bothWrong ?? 0)).toBe(graded.filter((w) => w.agreed).length);
    // The content owner reads the answers on which they differ, and not whose they are.
    const agreement = await agreementOn(db, itemId, after?.questionVersionId ?? "");
    expect(agreement?.now).toMatchObject({ graded: sum });
    expect(agreement?.confusing.find((one) => one.attemptId === a)).toMatchObject({ text: HALF, guess: false, grade: 4 });
    expect(JSON.stringify(agreement)).not.toContain(personId);
  });

  it("is told to the learner, once for many, and is found with remark and model answers", async () => {
    const [a, b, c] = [await write(HALF, minutes(1)), await write(HALF, minutes(14)), await write(HALF, minutes(30))];
    await grade(a, 4, minutes(31), { remark: "可以直接发。" });
    await grade(b, 1, minutes(32));
    const notices = await db.select().from(notice).where(eq(notice.personId, personId));
    expect(notices.map((n) => [n.kind, n.data])).toEqual([["training.answers_graded", { count: 2 }]]);
    const { rows } = await writtenOf(db, personId, 1, "zh-CN");
    expect(rows.map((r) => [r.attemptId, r.graded?.grade ?? null, r.verdict.undecided, r.verdict.correct])).toEqual([
      [c, null, true, false],
      [b, 1, false, false],
      [a, 4, false, true],
    ]);
    expect(rows[2]).toMatchObject({ graded: { remark: "可以直接发。" }, verdict: { key: { models: [WHOLE] } } });
  });
});

describe("the bank of remarks", () => {
  it("begins with a few, once; what is used often comes first", async () => {
    await ensureFirstRemarks(db, MONDAY);
    const first = await remarksOf(db, "zh-CN");
    expect(first.length).toBeGreaterThan(5);
    const [used] = first.slice(-1);
    const attemptId = await write(HALF, minutes(1));
    await grade(attemptId, 2, minutes(2), { remark: `${used?.text ?? ""}\n加油` });
    expect((await remarksOf(db, "zh-CN"))[0]).toMatchObject({ id: used?.id, used: 1 });
    await ensureFirstRemarks(db, MONDAY);
    expect(await remarksOf(db)).toHaveLength(2 * first.length);
  });

  it("keeps, changes and puts away; the same words are not kept twice, and come back", async () => {
    const keep = (text: string, id: string | null = null, locale = "en") => keepRemark(ctx(MONDAY, grader), id, { locale, text });
    const made = await keep("  Take up the question.  ");
    const id = made.ok ? made.value.id : "";
    expect(codes(await keep("Take up the question."))).toBe("remark_known");
    expect(codes(await keep("Take up the question.", null, "zh-CN"))).toBe("ok");
    expect(codes(await keep(" "))).toBe("remark_missing");
    expect(codes(await keep("x", null, "fr"))).toBe("locale_missing");
    expect(codes(await keep("x".repeat(1001)))).toBe("remark_too_long");
    expect(codes(await keep("Take up what was asked.", id))).toBe("ok");
    expect(codes(await archiveRemark(ctx(MONDAY, grader), id))).toBe("ok");
    expect(codes(await archiveRemark(ctx(MONDAY, grader), id))).toBe("not_found");
    expect(codes(await keep("anything", id))).toBe("not_found");
    expect(codes(await keep("Take up what was asked."))).toBe("ok");
    const [row] = await db.select().from(remark).where(eq(remark.id, id));
    expect(row).toMatchObject({ text: "Take up what was asked.", archivedAt: null });
  });
});
