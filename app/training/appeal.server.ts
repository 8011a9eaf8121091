import { eq } from "drizzle-orm";
import { appeal, notice } from "@db/schema";
import { type Appeal, appealById, type Concerned, concernedBy, gradeByAppealIn, lockQuestion, openAppealIn } from "~/drill/appeal.server";
import { reasonRefusal, type Ruling } from "~/drill/appeal-rules";
import { rebuildCardIn } from "~/drill/rebuild.server";
import type { Db, Tx } from "~/platform/database.server";
import { addJob } from "~/platform/jobs.server";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { closeItem } from "~/work/actions.server";
import { certifyBankIn, roadOf } from "./bank.server";
import { trainingOf } from "./facts.server";
import { settleSittingIn } from "./settle.server";

export const REGRADE_TASK = "regrade";
/** More answers than this are regraded by a job, piece by piece; fewer in the transaction of the ruling. */
const AT_ONCE = 1000;
const A_PIECE = 200;

/** Appeal against the grade of one's own answer. */
export function openAppeal(
  ctx: WriteContext,
  input: { personId: string; attemptId: string; reason: string },
): Promise<Outcome<{ appealId: string }>> {
  return write(ctx, (tx) => openAppealIn(tx, ctx, input));
}

export type RulingInput = { appealId: string; ruling: Ruling; reason: string };

/**
 * Rule on an appeal, once. Accepted, everybody concerned is regraded by rows that are added: gradings, the results of sittings that change, cards; and everybody is
 * told. What was decided on an older result stays decided; the sweep of the gates flags it to the manager.
 */
export function decideAppeal(
  ctx: WriteContext,
  { appealId, ruling, reason: typed }: RulingInput,
): Promise<Outcome<{ regraded: number; later: boolean }>> {
  const decidedBy = ctx.actorId;
  const reason = typed.trim();
  return write(ctx, async (tx) => {
    const found = await appealById(tx, appealId, true);
    if (!found || decidedBy === null) return refuse("not_found");
    if (found.personId === decidedBy) return refuse("own_appeal");
    if (found.decidedAt) return refuse("appeal_decided");
    const shut = reasonRefusal(reason);
    if (shut) return refuseAll([shut]);
    await tx.update(appeal).set({ decidedAt: ctx.now, decidedBy, ruling, rulingReason: reason }).where(eq(appeal.id, appealId));
    for (const kind of ["appeal", "appeal_content"] as const) await closeItem(tx, ctx, kind, appealId, ruling);
    if (ruling !== "rejected") await lockQuestion(tx, found.questionVersionId);
    const concerned = ruling === "rejected" ? [] : await concernedBy(tx, found, ruling, { by: decidedBy, limit: AT_ONCE + 1 });
    const later = concerned.length > AT_ONCE;
    if (later) await addJob(tx, REGRADE_TASK, { appealId }, { key: `${REGRADE_TASK} ${appealId}` });
    else await regradeIn(tx, ctx, { ...found, decidedBy }, concerned);
    await tellIn(tx, ctx, [found.personId], { kind: "training.appeal_decided", appealId });
    await audit(tx, ctx, {
      action: ruling === "rejected" ? "drill.appeal_rejected" : "drill.appeal_accepted",
      subject: { type: "appeal", id: appealId },
      personId: found.personId,
      after: { ruling, answers: later ? null : concerned.length },
      reason,
    });
    return accept({ regraded: concerned.length, later });
  });
}

/** The job of a large shop: the same as in `decideAppeal`, a piece a transaction. Run twice it changes nothing the second time. */
export async function regradeByAppeal(db: Db, appealId: string, now: Date): Promise<void> {
  const found = await appealById(db, appealId);
  if (!found?.decidedBy || !found.ruling || found.ruling === "rejected") return;
  const { decidedBy, ruling } = found;
  const ctx: WriteContext = { db, actorId: decidedBy, now, requestId: `appeal ${appealId}`, submissionId: null };
  for (;;) {
    const done = await write(ctx, async (tx) => {
      await lockQuestion(tx, found.questionVersionId);
      const piece = await concernedBy(tx, found, ruling, { by: decidedBy, limit: A_PIECE });
      await regradeIn(tx, ctx, { ...found, decidedBy }, piece);
      return accept(piece.length);
    });
    if (!done.ok || done.value < A_PIECE) return;
  }
}

/** Regrade these answers and all that rests on them: sittings and cards, each in the order of its ids, so that two regrades never wait for each other. */
async function regradeIn(tx: Tx, ctx: WriteContext, by: Appeal & { decidedBy: string }, concerned: readonly Concerned[]): Promise<void> {
  await gradeByAppealIn(tx, ctx, { appealId: by.id, decidedBy: by.decidedBy }, concerned);
  const sittings = [...new Set(concerned.filter((c) => c.context === "sitting").map((c) => c.contextId))].sort();
  for (const sittingId of sittings) await settleSittingIn(tx, ctx, sittingId, { cause: "appeal", appealId: by.id });
  const drilled = [...new Set(concerned.filter((c) => c.context === "drill").map((c) => c.personId))].sort();
  for (const personId of drilled) {
    const training = await trainingOf(tx, personId, ctx.now);
    const { turnedFluent } = await rebuildCardIn(tx, ctx, personId, by.itemId, training && roadOf(training));
    if (turnedFluent) await certifyBankIn(tx, ctx, personId);
  }
  const others = [...new Set(concerned.map((c) => c.personId))].filter((id) => id !== by.personId);
  await tellIn(tx, ctx, others, { kind: "training.appeal_regraded", appealId: by.id });
}

async function tellIn(
  tx: Tx,
  ctx: WriteContext,
  personIds: readonly string[],
  { kind, appealId }: { kind: string; appealId: string },
): Promise<void> {
  if (personIds.length === 0) return;
  await tx.insert(notice).values(personIds.map((personId) => ({ personId, kind, data: { appealId }, createdAt: ctx.now })));
}
