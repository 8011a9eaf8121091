import { eq } from "drizzle-orm";
import { activityState, sitting } from "@db/schema";
import { attemptsLeft, type SittingResult } from "~/drill/exam";
import { pastSittings, type Sitting, testOf, testVersion } from "~/drill/queries.server";
import { type Cause, recordResultIn, type Settled } from "~/drill/results.server";
import type { Tx } from "~/platform/database.server";
import type { WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { trainingOf } from "./facts.server";
import { isActivity } from "./open-activity.server";
import { closeRenewalIn } from "./renewals.server";
import { standingAfter } from "./rules";

type State = typeof activityState.$inferSelect;
type About = Pick<Sitting, "id" | "personId" | "enrolmentId" | "slug">;

/** Lock the activity that a sitting belongs to: the lock of everything about it, taken before the sitting's own. Null when its plan no longer has it. */
export async function lockState(tx: Tx, about: Pick<About, "enrolmentId" | "slug">): Promise<State | null> {
  const [state] = await tx.select().from(activityState).where(isActivity(about.enrolmentId, about.slug)).for("update");
  return state ?? null;
}

/**
 * Look at a sitting again, in the transaction that graded one of its answers or accepted an appeal: from what holds of every answer (the last grading,
 * else the attempt) follows its result, written as the next number with its cause, and where the person stands with the activity. While another answer
 * waits nothing is written; a result that does not change is not repeated. Call it after the grading's row is written and the waiting one is closed,
 * once for each sitting concerned, in the order of their ids, so that two such transactions never wait for each other.
 */
export async function settleSittingIn(tx: Tx, ctx: WriteContext, sittingId: string, cause: Cause = { cause: "grading" }): Promise<Settled> {
  const [about] = await tx.select().from(sitting).where(eq(sitting.id, sittingId));
  if (!about) throw new Error(`no sitting ${sittingId}`);
  const state = await lockState(tx, about);
  const [row] = await tx.select().from(sitting).where(eq(sitting.id, sittingId)).for("update");
  if (!row?.submittedAt) throw new Error(`sitting ${sittingId} is open`);
  const settled = await recordResultIn(tx, ctx, row, cause);
  if (settled.state === "recorded" && state) await moveActivityIn(tx, ctx, { state, sitting: row, result: settled.result, at: ctx.now });
  return settled;
}

/**
 * Move the activity on once a sitting was handed in or graded anew, with what waits for somebody: a manager's decision when the attempts are used up,
 * and no longer that once one of them passed. `at`: when it counts as done.
 */
export async function moveActivityIn(
  tx: Tx,
  ctx: WriteContext,
  about: { state: State; sitting: Sitting; result: SittingResult | null; at: Date },
): Promise<void> {
  const { state, sitting: sat, result } = about;
  const submittedAt = sat.submittedAt ?? about.at;
  const next = standingAfter(state, { attempt: sat.attempt, submittedAt, result, now: about.at });
  await tx.update(activityState).set(next).where(isActivity(sat.enrolmentId, sat.slug));
  if (result?.passed) await closeRenewalIn(tx, ctx, { ...sat, begunAt: sat.startedAt, evidenceId: sat.id });
  if (next.status === "returned" && sat.attempt === next.attempts) await askManager(tx, ctx, sat, result);
  if (next.status === "done" && state.status === "returned") await closeAsked(tx, ctx, sat);
}

/** After a failed attempt: the manager's item when none is left. */
async function askManager(tx: Tx, ctx: WriteContext, about: Sitting, result: SittingResult | null): Promise<void> {
  const [version, training, { past, extra }] = await Promise.all([
    testVersion(tx, about.contentVersionId),
    trainingOf(tx, about.personId, ctx.now),
    pastSittings(tx, about.enrolmentId, about.slug),
  ]);
  if (!version || training?.enrolmentId !== about.enrolmentId) return;
  const test = testOf(version);
  if (attemptsLeft({ test, used: past.length, extra }) > 0) return;
  const activity = training.activities.find((a) => a.slug === about.slug);
  const data = { slug: about.slug, title: test.title, day: activity?.day ?? null, attempt: about.attempt, score: result?.score ?? null };
  await openItem(tx, ctx, { teamId: training.currentTeamId, personId: about.personId, kind: "attempts_used", subjectId: about.id, data });
}

/** An attempt that had failed passes after all: nobody need decide about another, and nobody need come with a code. */
async function closeAsked(tx: Tx, ctx: WriteContext, about: Sitting): Promise<void> {
  const { past } = await pastSittings(tx, about.enrolmentId, about.slug);
  for (const { id } of past) await closeItem(tx, ctx, "attempts_used", id, "regraded");
  if (about.role === "desk_exam") await closeItem(tx, ctx, "exam_code", about.personId, "regraded");
}
