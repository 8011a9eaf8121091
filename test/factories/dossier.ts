import { eq, sql } from "drizzle-orm";
import type { Database } from "@db/client";
import {
  appeal,
  attempt,
  attemptGrading,
  bankCard,
  checklistResult,
  conductAppeal,
  conductEntry,
  conductMonth,
  conductWithdrawal,
  dispute,
  disputeItem,
  extraAttempt,
  file,
  grading,
  gradingItem,
  gradingResult,
  practicalSubmission,
  reconciledItem,
  reconciliation,
  ruledItem,
  secondRequest,
  sitting,
  sittingResult,
} from "@db/schema";
import { storeBytes } from "~/platform/files.server";
import { newId } from "~/platform/ids";
import type { curriculumFactories } from "./curriculum";
import type { deskWorkFactories } from "./desk-work";

type Others = ReturnType<typeof curriculumFactories> & ReturnType<typeof deskWorkFactories>;

const AT = new Date("2026-01-23T09:00:00.000Z");
const minutes = (n: number) => new Date(AT.getTime() + n * 60_000);

/** What stands behind the evidence of a gate: of every table that a dossier freezes at least one row. */
export function dossierFactories(db: Database, others: Others) {
  /** A file of `ownerId` with bytes of its own. */
  async function storedFile(ownerId: string): Promise<string> {
    const id = newId();
    const sha256 = await storeBytes(Buffer.from(id));
    await db.insert(file).values({ id, ownerId, sha256, mediaType: "image/png", bytes: id.length, createdAt: AT });
    return id;
  }

  /** Give somebody who is ready for the desk gate photos, answers, a grading, an accepted appeal, drills, chats and scripts. `chats`: versions of the required ones. */
  async function deskDepth(who: { personId: string; supervisorId: string; enrolmentId: string; chats: string[] }) {
    const { personId, supervisorId, enrolmentId } = who;
    const question = await others.content("question", `dossier-${newId()}`);
    const fileId = await storedFile(personId);
    await db
      .update(practicalSubmission)
      .set({ fileIds: [fileId], note: "packed five" })
      .where(eq(practicalSubmission.enrolmentId, enrolmentId));

    const answer = { personId, questionVersionId: question.id, answer: ["a"], correct: true, share: "1", answerMs: 4000 } as const;
    const [exam] = await db
      .select()
      .from(sitting)
      .where(sql`${sitting.enrolmentId} = ${enrolmentId} and ${sitting.role} = 'rules_exam'`);
    if (!exam) throw new Error("there is no exam");
    const attemptId = newId();
    await db.insert(attempt).values({ ...answer, id: attemptId, context: "sitting", contextId: exam.id, share: "0.5", at: AT });
    const appealId = newId();
    await db.insert(appeal).values({
      ...{ id: appealId, personId, attemptId, itemId: question.itemId, questionVersionId: question.id, sittingId: exam.id },
      ...{ reason: "both are right", openedAt: AT, decidedAt: minutes(5), decidedBy: supervisorId },
      ...{ ruling: "also_right" as const, rulingReason: "so they are" },
    });
    await db.insert(attemptGrading).values({
      ...{ personId, attemptId, number: 1, cause: "appeal" as const, share: "1", correct: true, gradedBy: supervisorId },
      ...{ appealId, gradedAt: minutes(5) },
    });
    await db.insert(sittingResult).values({
      ...{ sittingId: exam.id, personId, number: 2, score: "97.5", criticalWrong: 0, passed: true },
      ...{ gradedAt: minutes(5), cause: "appeal" as const, appealId },
    });
    await db
      .insert(extraAttempt)
      .values({ personId, enrolmentId, slug: exam.slug, grantedBy: supervisorId, reason: "the power was off", grantedAt: AT });

    await db.insert(bankCard).values({ personId, itemId: question.itemId, required: true, enteredAt: AT, dueAt: AT });
    for (const n of [0, 4, 12])
      await db
        .insert(attempt)
        .values({ ...answer, id: newId(), context: "drill", contextId: question.itemId, itemId: question.itemId, at: minutes(n) });

    for (const versionId of who.chats) await others.ranChat({ personId, versionId, at: AT });
    for (let n = 1; n <= 5; n++) await others.wroteScript({ personId, reviewerId: supervisorId, at: AT });
    for (let n = 1; n <= 10; n++) await others.wroteScript({ personId, reviewerId: null, at: AT, prepared: n });
    return { fileId };
  }

  /** Two entries in the ledger of conduct of February: one was taken back, of the other an appeal was ruled on. */
  async function conductDepth(who: { personId: string; enteredBy: string; closedBy: string }) {
    const { personId, enteredBy, closedBy } = who;
    const { id: versionId } = await others.content("conduct_rules", "conduct-points");
    const at = new Date("2026-02-10T02:00:00.000Z");
    const entry = {
      personId,
      versionId,
      enteredBy,
      at,
      day: "2026-02-10",
      rule: "late",
      note: "came at ten",
      evidence: "the clock record",
    };
    const [first, second] = [newId(), newId()];
    await db.insert(conductEntry).values([
      { ...entry, id: first, note: "came at nine forty" },
      { ...entry, id: second, note: "came at nine fifty", fileId: await storedFile(personId) },
    ]);
    await db.insert(conductWithdrawal).values({ entryId: first, withdrawnBy: enteredBy, at, reason: "it was another person" });
    const appealed = { entryId: second, personId, said: "the metro stood still", at };
    await db.insert(conductAppeal).values({ ...appealed, closedAt: at, closedBy, outcome: "upheld", ruling: "the slip is of another day" });
    await db.insert(conductMonth).values({ personId, month: "2026-02-01", versionId, balance: "11", entries: 1 });
  }

  /** The items of a grading, one of them with a photo; a second grading on request, what was settled between the two, and a dispute with its ruling. */
  async function gradingDepth(who: { personId: string; gradingId: string; resultId: string; secondGraderId: string }) {
    const { personId, gradingId, resultId, secondGraderId: graderId } = who;
    const fileId = await storedFile(personId);
    const [first] = await db.select().from(grading).where(eq(grading.id, gradingId));
    const [result] = await db.select().from(gradingResult).where(eq(gradingResult.gradingId, gradingId));
    if (!first || !result) throw new Error("there is no such grading");
    const secondGradingId = newId();
    const reconciliationId = newId();
    await db.insert(secondRequest).values({ gradingId, personId, cause: "agent", reason: "one more pair of eyes", askedAt: AT });
    await db.insert(grading).values({ ...first, id: secondGradingId, graderId, firstGradingId: gradingId });
    await db.insert(gradingResult).values({ ...result, id: newId(), gradingId: secondGradingId, graderId });
    await db.insert(reconciliation).values({
      ...{ id: reconciliationId, personId, firstGradingId: gradingId, secondGradingId },
      ...{ openedAt: AT, submittedAt: minutes(9), submittedBy: graderId },
    });
    await db.insert(reconciledItem).values({ reconciliationId, item: "item", grade: 3, reason: "seen together" });
    const [counted] = await db.delete(checklistResult).where(eq(checklistResult.id, resultId)).returning();
    if (!counted) throw new Error("there is no such result");
    const both = { ...counted, secondGradingId, secondGraderId: graderId, reconciliationId };
    const before = { ...both, id: newId() };
    await db.insert(checklistResult).values(before);
    const disputeId = newId();
    const disputed = { personId, resultId: before.id, firstGradingId: gradingId, openedAt: AT, due: "2026-01-28" };
    await db.insert(dispute).values({ id: disputeId, ...disputed });
    const about = { disputeId, item: "item" };
    await db.insert(disputeItem).values({ ...about, reason: "I named every seam", fileIds: [await storedFile(personId)] });
    await db.insert(ruledItem).values({ ...about, reason: "the picture shows it" });
    await db
      .update(dispute)
      .set({ closedAt: minutes(12), closedBy: graderId, outcome: "ruled", singleExaminer: true })
      .where(eq(dispute.id, disputeId));
    await db.insert(checklistResult).values({ ...both, number: 2 });
    await db.insert(gradingItem).values([
      { gradingId: who.gradingId, item: "item", area: "area", grade: 3, remark: "knows the seams", fileIds: [fileId] },
      { gradingId: who.gradingId, item: "second", area: "area", grade: 4, fileIds: [] },
    ]);
    return { fileId };
  }

  return { deskDepth, gradingDepth, conductDepth };
}
