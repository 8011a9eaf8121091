import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  activityState,
  appeal,
  attempt,
  attemptGrading,
  audit,
  bankCard,
  notice,
  person,
  sitting,
  sittingResult,
  workItem,
} from "@db/schema";
import { noteRegrade, regradePage, sweepRegradedEvidence } from "~/activation/regrade.server";
import { gatesOf } from "~/activation/queries.server";
import { previewOf } from "~/drill/appeal-preview.server";
import { appealById } from "~/drill/appeal.server";
import { enterBank } from "~/drill/bank.server";
import type { Ruling } from "~/drill/appeal-rules";
import { newId } from "~/platform/ids";
import type { Outcome } from "~/platform/write.server";
import { appealPage } from "~/training/appeal-page.server";
import { decideAppeal, openAppeal, regradeByAppeal } from "~/training/appeal.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ctx, make } = await freshDatabase();
const later = (hours: number) => new Date(MONDAY.getTime() + hours * 3_600_000);
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? "ok" : outcome.refusals.map((r) => r.code).join());
const REASON = "The second option says the same in other words.";

const versions: string[] = [];
let examVersionId = "";
let itemId = "";
let planVersionId = "";

beforeAll(async () => {
  planVersionId = (await make.plan()).id;
  for (let n = 0; n < 10; n++) {
    const both = (text: string) => ({ "zh-CN": text, en: text });
    const version = await make.content("question", `law-${n}`, {
      lesson: "lesson-1",
      options: [
        { id: "a", text: both("right"), correct: true },
        { id: "b", text: both("as right") },
        { id: "c", text: both("wrong") },
      ],
    });
    versions.push(version.id);
    if (n === 0) itemId = version.itemId;
  }
  examVersionId = (await make.content("exam", "rules-exam", { role: "rules_exam", pass: 90, blueprint: [{ topic: "topic", count: 10 }] }))
    .id;
});

let teamId = "";
let managerId = "";
beforeEach(async () => {
  teamId = (await make.team()).id;
  managerId = (await make.manager(teamId)).id;
});

/** A sitting of the exam that was handed in: what was picked at the contested question, and how many others were wrong. */
async function sat(personId: string, enrolmentId: string, pick: "a" | "b" | "c", othersWrong: number, at: Date, existing?: string) {
  const sittingId = existing ?? newId();
  const row = {
    personId,
    enrolmentId,
    slug: "rules-exam",
    role: "rules_exam" as const,
    contentVersionId: examVersionId,
    attempt: 1,
    seed: "s",
  };
  const times = { startedAt: at, submittedAt: at };
  // The factory's sitting has no answers, and the database lets nobody change what was handed in: this test steps around that guard.
  if (existing)
    await owner.transaction(async (tx) => {
      await tx.execute(sql`alter table sitting disable trigger user`);
      await tx.update(sitting).set({ contentVersionId: examVersionId, drawn: versions }).where(eq(sitting.id, existing));
      await tx.execute(sql`alter table sitting enable trigger user`);
    });
  else await owner.insert(sitting).values({ id: sittingId, ...row, ...times, drawn: versions });
  const option = (n: number) => (n === 0 ? pick : n <= othersWrong ? "c" : "a");
  await owner.insert(attempt).values(
    versions.map((questionVersionId, n) => ({
      personId,
      questionVersionId,
      context: "sitting" as const,
      contextId: sittingId,
      answer: { option: option(n) },
      correct: option(n) === "a",
      share: option(n) === "a" ? "1" : "0",
      answerMs: 5000,
      at,
    })),
  );
  const score = 10 * (10 - othersWrong - (pick === "a" ? 0 : 1));
  const result = { score: String(score), criticalWrong: 0, passed: score >= 90 };
  if (existing) await owner.update(sittingResult).set(result).where(eq(sittingResult.sittingId, existing));
  else await owner.insert(sittingResult).values({ sittingId, personId, number: 1, ...result, gradedAt: at });
  await owner
    .update(activityState)
    .set({ status: result.passed ? "done" : "returned", attempts: 1, score: result.score, submittedAt: at })
    .where(and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, "rules-exam")));
  return sittingId;
}

async function trainee(name: string, pick: "a" | "b" | "c", othersWrong: number, at = MONDAY) {
  const { id } = await make.trainee(teamId, { name });
  const enrolment = await make.enrolment({ personId: id, teamId, planVersionId });
  return { personId: id, enrolmentId: enrolment.id, sittingId: await sat(id, enrolment.id, pick, othersWrong, at) };
}
type Sat = Awaited<ReturnType<typeof trainee>>;

const attemptOf = async ({ personId, sittingId }: Pick<Sat, "personId" | "sittingId">) => {
  const [row] = await db
    .select()
    .from(attempt)
    .where(and(eq(attempt.personId, personId), eq(attempt.contextId, sittingId), eq(attempt.questionVersionId, versions[0] ?? "")));
  return row?.id ?? "";
};
const resultsOf = async ({ sittingId }: Pick<Sat, "sittingId">) =>
  (await db.select().from(sittingResult).where(eq(sittingResult.sittingId, sittingId)).orderBy(asc(sittingResult.number))).map((r) => [
    r.number,
    r.score,
    r.passed,
    r.cause,
  ]);
const statusOf = async ({ enrolmentId }: Sat) =>
  (
    await db
      .select()
      .from(activityState)
      .where(and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, "rules-exam")))
  )[0];
async function appealBy(who: Sat, at = later(2)): Promise<string> {
  const made = await openAppeal(ctx(at, who.personId), { personId: who.personId, attemptId: await attemptOf(who), reason: REASON });
  if (!made.ok) throw new Error(codes(made));
  return made.value.appealId;
}
const rule = (appealId: string, ruling: Ruling, at = later(3), by = managerId, reason = "It says the same; the key is widened.") =>
  decideAppeal(ctx(at, by), { appealId, ruling, reason });
const itemsOf = (kind: string, subjectId: string) =>
  db
    .select()
    .from(workItem)
    .where(and(eq(workItem.kind, kind), eq(workItem.subjectId, subjectId), isNull(workItem.closedAt)));

describe("an appeal", () => {
  it("that is accepted lets both pass who failed by it, leaves others alone, and flags the decision that rests on it", async () => {
    const anna = await trainee("Anna", "b", 1);
    const bo = await trainee("Bo", "b", 1);
    const cai = await trainee("Cai", "a", 2);
    const dan = await trainee("Dan", "c", 1);
    const eve = await make.inProbation({ teamId, name: "Eve" });
    const eveSitting = eve.evidence.find((e) => e.requirement === "rules_exam");
    const [eveResult] = await db
      .select()
      .from(sittingResult)
      .where(eq(sittingResult.id, eveSitting?.evidenceId ?? ""));
    const eves = { personId: eve.person.id, sittingId: eveResult?.sittingId ?? "" };
    await sat(eve.person.id, eve.enrolment.id, "b", 0, new Date("2026-01-23T08:00:00.000Z"), eves.sittingId);
    expect([await resultsOf(anna), await resultsOf(bo), await resultsOf(eves)]).toEqual([
      [[1, "80", false, "submission"]],
      [[1, "80", false, "submission"]],
      [[1, "90", true, "submission"]],
    ]);

    const appealId = await appealBy(anna);
    const found = await appealById(db, appealId);
    if (!found) throw new Error("no appeal");
    const preview = await previewOf(db, found, "also_right", managerId, "en");
    expect(preview).toMatchObject({ answers: 3, people: 3, more: false });
    expect(preview.results.map((r) => [r.name, r.before?.score, r.after.score, r.after.passed])).toEqual([
      ["Anna", "80", "90", true],
      ["Bo", "80", "90", true],
      ["Eve", "90", "100", true],
    ]);
    const all = await previewOf(db, found, "all_right", managerId, "en");
    expect([all.answers, all.results.map((r) => r.name)]).toEqual([4, ["Anna", "Bo", "Dan", "Eve"]]);

    expect(codes(await rule(appealId, "also_right"))).toBe("ok");
    expect([await resultsOf(anna), await resultsOf(bo), await resultsOf(cai), await resultsOf(dan), await resultsOf(eves)]).toEqual([
      [
        [1, "80", false, "submission"],
        [2, "90", true, "appeal"],
      ],
      [
        [1, "80", false, "submission"],
        [2, "90", true, "appeal"],
      ],
      [[1, "80", false, "submission"]],
      [[1, "80", false, "submission"]],
      [
        [1, "90", true, "submission"],
        [2, "100", true, "appeal"],
      ],
    ]);
    expect([(await statusOf(anna))?.status, (await statusOf(bo))?.status, (await statusOf(cai))?.status]).toEqual([
      "done",
      "done",
      "returned",
    ]);
    const gradings = await db.select().from(attemptGrading).where(eq(attemptGrading.appealId, appealId));
    expect(gradings.map((g) => [g.number, g.cause, g.grade, g.share, g.correct, g.gradedBy])).toEqual(
      Array(3).fill([1, "appeal", null, "1", true, managerId]),
    );
    expect(await db.select().from(appeal).where(eq(appeal.id, appealId))).toMatchObject([
      { ruling: "also_right", decidedBy: managerId, decidedAt: later(3) },
    ]);
    expect([...(await itemsOf("appeal", appealId)), ...(await itemsOf("appeal_content", appealId))]).toEqual([]);
    const told = await db
      .select({ personId: notice.personId, kind: notice.kind })
      .from(notice)
      .where(eq(notice.createdAt, later(3)));
    expect(new Map(told.map((n) => [n.personId, n.kind]))).toEqual(
      new Map([
        [anna.personId, "training.appeal_decided"],
        [bo.personId, "training.appeal_regraded"],
        [eves.personId, "training.appeal_regraded"],
      ]),
    );
    const audited = await db
      .select({ action: audit.action, personId: audit.personId })
      .from(audit)
      .where(eq(audit.at, later(3)));
    expect(audited.map((a) => a.action).sort()).toEqual(
      [...Array<string>(3).fill("drill.sitting_regraded"), "drill.appeal_accepted"].sort(),
    );

    // The gate that was decided on the older result stays open, and the manager is told once.
    await sweepRegradedEvidence(db, later(4));
    await sweepRegradedEvidence(db, later(5));
    const flagged = await db
      .select()
      .from(workItem)
      .where(and(eq(workItem.kind, "regrade_after_decision"), eq(workItem.teamId, teamId)));
    expect(flagged).toMatchObject([{ personId: eves.personId, role: "manager", data: { gate: "desk" }, closedAt: null }]);
    const [eveNow] = await db.select().from(person).where(eq(person.id, eves.personId));
    expect([eveNow?.state, eveNow?.clearance]).toEqual(["probation", "supervised"]);
    const resultId = flagged[0]?.subjectId ?? "";
    expect(await regradePage(db, eves.personId, resultId, "en")).toMatchObject({
      before: { score: "90", passed: true },
      after: { score: "100", passed: true },
      cause: "appeal",
      appealId,
      isOpen: true,
    });
    expect(codes(await noteRegrade(ctx(later(6), managerId), eves.personId, resultId))).toBe("ok");
    expect(codes(await noteRegrade(ctx(later(6), managerId), eves.personId, resultId))).toBe("not_waiting");
    await sweepRegradedEvidence(db, later(7));
    expect(await itemsOf("regrade_after_decision", resultId)).toEqual([]);

    // The record says to each who changed what and why.
    const see = (personId: string, decides: boolean) =>
      appealPage(db, appealId, { personId, decides, seesResultsOf: () => Promise.resolve(decides) }, "en");
    expect(await see(anna.personId, false)).toMatchObject({
      isOwn: true,
      ruling: { ruling: "also_right" },
      regraded: 3,
      changed: [{ name: "Anna" }],
    });
    expect(await see(bo.personId, false)).toMatchObject({ name: null, reason: null, review: { answer: null }, changed: [{ name: "Bo" }] });
    expect((await see(managerId, true))?.changed.map((r) => r.name)).toEqual(["Anna", "Bo", "Eve"]);
    expect(await see(cai.personId, false)).toBeNull();
  });

  it("on a question at fault counts for everybody; decided once, by somebody else, with a reason", async () => {
    const dan = await trainee("Dan", "c", 1);
    const fay = await trainee("Fay", "b", 3);
    const appealId = await appealBy(dan);
    expect(codes(await rule(appealId, "all_right", later(3), dan.personId))).toBe("own_appeal");
    expect(codes(await rule(appealId, "all_right", later(3), managerId, "ok"))).toBe("reason_missing");
    expect(codes(await rule(newId(), "all_right"))).toBe("not_found");
    const outcomes = await Promise.all([
      rule(appealId, "all_right"),
      rule(appealId, "rejected", later(3), (await make.manager(teamId)).id),
    ]);
    expect(outcomes.map(codes).sort()).toEqual(["appeal_decided", "ok"]);
    if (outcomes[0].ok) expect([(await resultsOf(dan)).length, (await resultsOf(fay)).at(-1)]).toEqual([2, [2, "70", false, "appeal"]]);
  });

  it("that is rejected changes nothing but is told", async () => {
    const anna = await trainee("Anna", "b", 1);
    const appealId = await appealBy(anna);
    expect(codes(await rule(appealId, "rejected"))).toBe("ok");
    expect(await resultsOf(anna)).toEqual([[1, "80", false, "submission"]]);
    expect(await db.select().from(notice).where(eq(notice.personId, anna.personId))).toMatchObject([{ kind: "training.appeal_decided" }]);
  });

  it("of a large shop is gone through by a job, and a second run changes nothing", async () => {
    const anna = await trainee("Anna", "b", 1);
    const appealId = await appealBy(anna);
    await owner
      .update(appeal)
      .set({ decidedAt: later(3), decidedBy: managerId, ruling: "also_right", rulingReason: "ok" })
      .where(eq(appeal.id, appealId));
    await regradeByAppeal(db, appealId, later(3));
    await regradeByAppeal(db, appealId, later(4));
    expect((await resultsOf(anna)).at(-1)).toEqual([2, "90", true, "appeal"]);
    expect(
      await db
        .select()
        .from(attemptGrading)
        .where(and(eq(attemptGrading.appealId, appealId), eq(attemptGrading.personId, anna.personId))),
    ).toHaveLength(1);
  });

  it("on an answer of a drill makes the card anew", async () => {
    const { id: personId } = await make.trainee(teamId);
    await db.transaction((tx) => enterBank(tx, personId, ["lesson-1"], MONDAY));
    const id = newId();
    const row = { personId, id, questionVersionId: versions[0] ?? "", itemId, context: "drill" as const, contextId: itemId };
    await owner
      .insert(attempt)
      .values({ ...row, answer: { option: "b" }, correct: false, share: "0", answerMs: 4000, at: later(1), rating: "again" });
    const made = await openAppeal(ctx(later(2), personId), { personId, attemptId: id, reason: REASON });
    expect(codes(made)).toBe("ok");
    expect(codes(await rule(made.ok ? made.value.appealId : "", "also_right"))).toBe("ok");
    const [card] = await db
      .select()
      .from(bankCard)
      .where(and(eq(bankCard.personId, personId), eq(bankCard.itemId, itemId)));
    expect(card).toMatchObject({ reps: 1, firstRightAt: later(1), firstRightMs: 4000 });
  });

  it("waits for the manager and for the content owner, once an answer, with a reason, within fourteen days", async () => {
    const anna = await trainee("Anna", "b", 1);
    const attemptId = await attemptOf(anna);
    const make1 = (reason: string, at = later(2)) => openAppeal(ctx(at, anna.personId), { personId: anna.personId, attemptId, reason });
    expect(codes(await make1("no"))).toBe("reason_missing");
    expect(codes(await make1("x".repeat(1001)))).toBe("reason_long");
    expect(codes(await make1(REASON, later(14 * 24 + 1)))).toBe("appeal_late");
    const other = await trainee("Other", "b", 1);
    expect(codes(await openAppeal(ctx(later(2), other.personId), { personId: other.personId, attemptId, reason: REASON }))).toBe(
      "not_found",
    );
    const right = await trainee("Right", "a", 2);
    expect(
      codes(
        await openAppeal(ctx(later(2), right.personId), { personId: right.personId, attemptId: await attemptOf(right), reason: REASON }),
      ),
    ).toBe("appeal_full");
    const outcomes = await Promise.all([make1(REASON), make1(REASON)]);
    expect(outcomes.map(codes).sort()).toEqual(["appeal_twice", "ok"]);
    const [row] = await db.select().from(appeal).where(eq(appeal.personId, anna.personId));
    expect(row).toMatchObject({ attemptId, sittingId: anna.sittingId, itemId, reason: REASON, decidedAt: null });
    expect(await itemsOf("appeal", row?.id ?? "")).toMatchObject([{ role: "manager", teamId, personId: anna.personId }]);
    expect(await itemsOf("appeal_content", row?.id ?? "")).toMatchObject([{ role: "content_owner", teamId: null }]);
  });
});

describe("the gates", () => {
  it("count the last result of a sitting, unless a gate was decided on an earlier one", async () => {
    const ready = await make.deskReady({ teamId });
    const evidence = ready.evidence.find((e) => e.requirement === "rules_exam");
    const [first] = await db
      .select()
      .from(sittingResult)
      .where(eq(sittingResult.id, evidence?.evidenceId ?? ""));
    const regraded = {
      sittingId: first?.sittingId ?? "",
      personId: ready.person.id,
      number: 2,
      score: "70",
      criticalWrong: 0,
      passed: false,
    };
    await owner.insert(sittingResult).values({ ...regraded, gradedAt: later(1), cause: "grading" });
    const met = async (personId: string) =>
      (await gatesOf(db, personId, later(2)))?.desk.requirements.find((r) => r.id === "rules_exam")?.met;
    expect(await met(ready.person.id)).toBe(false);
    const decided = await make.inProbation({ teamId });
    const held = decided.evidence.find((e) => e.requirement === "rules_exam");
    const [older] = await db
      .select()
      .from(sittingResult)
      .where(eq(sittingResult.id, held?.evidenceId ?? ""));
    await owner
      .insert(sittingResult)
      .values({ ...regraded, sittingId: older?.sittingId ?? "", personId: decided.person.id, gradedAt: later(1), cause: "grading" });
    expect(await met(decided.person.id)).toBe(true);
  });
});
