import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { attempt, extraAttempt, sitting } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, type WriteContext } from "~/platform/write.server";
import { questionVersions } from "./askable.server";
import { spendCodeIn } from "./codes.server";
import { answerMs, countedFacts, deadlineOf, handedInAt, type SittingResult, startRefusal, takesAnswers, type TestRole } from "./exam";
import { answersOf, drawFor, openSitting, pastSittings, type Sitting, storedAnswer, testOf, type TestVersion } from "./queries.server";
import { recordResultIn, standingOf } from "./results.server";
import type { Changes } from "./save";
import { type Answer, gradeOf, parseAnswer, shareOf } from "./types/registry";
import { openWaitingIn } from "./waiting.server";

export type StartInput = {
  personId: string;
  enrolmentId: string;
  slug: string;
  version: TestVersion;
  /** After a failed sitting: the next training day. */
  retakeOn: PlainDate | null;
  today: PlainDate;
  /** Where it was passed before and has to be again: sittings begun from here on count. */
  since: Date | null;
  /** The one-time code that was checked, for a proctored exam. */
  codeId: string | null;
};
export type Started = { sittingId: string; attempt: number; role: TestRole; resumed: boolean };

/**
 * Begin a sitting: draw its questions, use up the code, set its deadline. An open one is resumed instead, on whatever device, without a code.
 * Two starts at once make one sitting: the database holds one open sitting per activity.
 */
export async function startSittingIn(tx: Tx, ctx: WriteContext, input: StartInput): Promise<Outcome<Started>> {
  const { personId, enrolmentId, slug, version } = input;
  const open = await openSitting(tx, enrolmentId, slug);
  if (open) return accept({ sittingId: open.id, attempt: open.attempt, role: open.role, resumed: true });

  const test = testOf(version);
  const { past, extra } = await pastSittings(tx, enrolmentId, slug);
  const refusal = startRefusal({
    ...countedFacts(test, past, input.since),
    extra,
    retakeOn: input.retakeOn,
    today: input.today,
    hasCode: input.codeId !== null,
  });
  if (refusal) return { ok: false, refusals: [refusal] };

  const seed = randomBytes(16).toString("hex");
  const draw = await drawFor(tx, version, seed, { personId, slug });
  if ("shortage" in draw) return refuse("pool_too_small", { params: draw.shortage });
  if (input.codeId !== null) {
    const used = await spendCodeIn(tx, ctx, { codeId: input.codeId, personId, slug });
    if (!used.ok) return used;
  }
  const number = past.length + 1;
  const [made] = await tx
    .insert(sitting)
    .values({
      personId,
      enrolmentId,
      slug,
      role: test.role,
      contentVersionId: version.id,
      attempt: number,
      seed,
      drawn: draw.drawn,
      startedAt: ctx.now,
      deadlineAt: deadlineOf(ctx.now, test.minutes),
      examCodeId: input.codeId,
    })
    .onConflictDoNothing()
    .returning({ id: sitting.id });
  if (!made) {
    const other = await openSitting(tx, enrolmentId, slug);
    return other ? accept({ sittingId: other.id, attempt: other.attempt, role: other.role, resumed: true }) : refuse("stale");
  }
  await audit(tx, ctx, {
    action: "drill.sitting_started",
    subject: { type: "sitting", id: made.id },
    personId,
    after: { slug, attempt: number, questions: draw.drawn.length },
  });
  return accept({ sittingId: made.id, attempt: number, role: test.role, resumed: false });
}

/** More would tell no more. */
const NOTED_TIMES = 100;

/** The sitting, locked, if it is this person's; null otherwise, so that nobody learns of another's. */
async function lockSitting(tx: Tx, sittingId: string, personId: string): Promise<Sitting | null> {
  const [row] = await tx.select().from(sitting).where(eq(sitting.id, sittingId)).for("update");
  return row?.personId === personId ? row : null;
}

export type Saved = {
  /** `newer`: another window saved since; nothing of this save was stored, and `answers` are how it stands. */
  state: "saved" | "newer";
  revision: number;
  answers: Record<string, Answer>;
};

/**
 * Autosave: the changed answers of an open sitting. `revision` is the one that the window has seen: a window that missed a later save
 * is refused and given the newer answers. Refused whole when anything is malformed or was not drawn.
 */
export async function saveAnswersIn(
  tx: Tx,
  ctx: WriteContext,
  input: { sittingId: string; personId: string; revision: number; changes: Changes },
): Promise<Outcome<Saved>> {
  const row = await lockSitting(tx, input.sittingId, input.personId);
  if (!row) return refuse("not_found");
  if (row.submittedAt) return refuse("sitting_submitted");
  if (!takesAnswers(row, ctx.now)) return refuse("time_up");
  const versions = await questionVersions(tx, row.drawn);
  const answers: Record<string, unknown> = { ...row.answers };
  for (const [id, change] of Object.entries(input.changes)) {
    const question = versions.find((v) => v.id === id)?.body;
    if (!question) return refuse("not_drawn");
    const answer = change.answer === null ? null : parseAnswer(question, change.answer);
    if (answer === null && change.answer !== null) return refuse("answer_malformed");
    if (answer === null) delete answers[id];
    else answers[id] = { answer, ms: answerMs(change.ms, row.startedAt, ctx.now) };
  }
  if (input.revision !== row.answersRevision)
    return accept({ state: "newer", revision: row.answersRevision, answers: answersOf(row, versions) });
  const revision = row.answersRevision + 1;
  await tx.update(sitting).set({ answers, answersRevision: revision }).where(eq(sitting.id, row.id));
  return accept({ state: "saved", revision, answers: answersOf({ ...row, answers }, versions) });
}

export type Submitted = {
  sitting: Sitting;
  submittedAt: Date;
  /** Null: answers wait for a supervisor, and the result with them. */
  result: SittingResult | null;
  waiting: number;
  /** False: it had been handed in before; this is how it stands since. */
  first: boolean;
};

/**
 * Hand a sitting in: every drawn question is graded, the attempts and the result are written, and nothing of it changes any more. What a machine cannot
 * tell waits for a supervisor of the person's team and holds the result back. After the deadline the answers saved in time are graded.
 */
export async function submitSittingIn(
  tx: Tx,
  ctx: WriteContext,
  input: { sittingId: string; personId: string },
): Promise<Outcome<Submitted>> {
  const row = await lockSitting(tx, input.sittingId, input.personId);
  if (!row) return refuse("not_found");
  const { id: sittingId, personId } = row;
  if (row.submittedAt) return accept({ sitting: row, submittedAt: row.submittedAt, ...(await standingOf(tx, row)), first: false });
  const submittedAt = handedInAt(row, ctx.now);
  const graded = (await questionVersions(tx, row.drawn)).map((asked) => {
    const { id, body } = asked;
    const stored = row.answers[id];
    const answer = parseAnswer(body, storedAnswer(stored));
    const ms = (stored as { ms?: number } | undefined)?.ms ?? 0;
    return { attemptId: newId(), id, itemId: asked.itemId, answer, grade: gradeOf(asked, answer), ms };
  });
  await tx.insert(attempt).values(
    graded.map((g) => ({
      personId,
      id: g.attemptId,
      questionVersionId: g.id,
      context: "sitting" as const,
      contextId: sittingId,
      // An empty object: the question was left unanswered.
      answer: g.answer ?? {},
      correct: g.grade.correct,
      share: shareOf(g.grade),
      answerMs: g.ms,
      at: submittedAt,
      storedAt: ctx.now,
      undecided: g.grade.undecided ?? false,
    })),
  );
  const undecided = graded.filter((g) => g.grade.undecided);
  await openWaitingIn(
    tx,
    ctx,
    personId,
    undecided.map(({ attemptId, itemId, id, grade }) => ({
      attemptId,
      itemId,
      questionVersionId: id,
      context: "sitting",
      contextId: sittingId,
      share: shareOf(grade),
    })),
  );
  const settled = await recordResultIn(tx, ctx, row, { cause: "submission" });
  const waiting = settled.state === "waiting" ? settled.count : 0;
  const result = settled.state === "waiting" ? null : settled.result;
  await tx
    .update(sitting)
    .set({ submittedAt, answers: {}, answersRevision: row.answersRevision + 1 })
    .where(eq(sitting.id, sittingId));
  await audit(tx, ctx, {
    action: "drill.sitting_submitted",
    subject: { type: "sitting", id: sittingId },
    personId,
    after: { slug: row.slug, attempt: row.attempt, ...(result ?? { waiting }) },
  });
  return accept({ sitting: row, submittedAt, result, waiting, first: true });
}

/** Note that the window of an open sitting lost the focus, and when for the first hundred times. For the supervisor's eye; it fails nobody. */
export async function noteFocusLossIn(tx: Tx, ctx: WriteContext, input: { sittingId: string; personId: string }): Promise<Outcome<null>> {
  const row = await lockSitting(tx, input.sittingId, input.personId);
  if (!row) return refuse("not_found");
  if (takesAnswers(row, ctx.now))
    await tx
      .update(sitting)
      .set({
        focusLosses: sql`${sitting.focusLosses} + 1`,
        focusLostAt: row.focusLostAt.length < NOTED_TIMES ? [...row.focusLostAt, ctx.now] : row.focusLostAt,
      })
      .where(eq(sitting.id, row.id));
  return accept(null);
}

/** A manager's leave to sit once more after the attempts are used up. `by` is never the person. */
export async function grantExtraAttemptIn(
  tx: Tx,
  ctx: WriteContext,
  input: { personId: string; enrolmentId: string; slug: string; by: string; reason: string },
): Promise<Outcome<null>> {
  if (input.by === input.personId) return refuse("extra_oneself");
  if (input.reason.trim() === "") return refuse("extra_reason", { field: "reason" });
  const { personId, enrolmentId, slug, reason } = input;
  await tx.insert(extraAttempt).values({ personId, enrolmentId, slug, grantedBy: input.by, reason, grantedAt: ctx.now });
  await audit(tx, ctx, { action: "drill.attempt_added", subject: { type: "activity", id: slug }, personId, reason });
  return accept(null);
}
