import { activityState } from "@db/schema";
import { type Saved, type Started, saveAnswersIn, noteFocusLossIn, startSittingIn, submitSittingIn } from "~/drill/actions.server";
import { checkExamCode, issueExamCodeIn } from "~/drill/codes.server";
import { countedFacts, startRefusal, type Test } from "~/drill/exam";
import {
  expiredSittings,
  openSitting,
  pastSittings,
  type PastSitting,
  type Sitting,
  sittingById,
  testOf,
  testVersion,
  type TestVersion,
} from "~/drill/queries.server";
import type { Changes } from "~/drill/save";
import type { Db, Reader } from "~/platform/database.server";
import { type PlainDate, plainDateIn } from "~/platform/dates";
import { accept, type Outcome, type Refusal, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { nextTrainingDay } from "./calendar";
import { type Training, type TrainingActivity, trainingOf } from "./facts.server";
import { lockActivity } from "./open-activity.server";
import { workRefusal } from "./rules";
import { lockState, moveActivityIn } from "./settle.server";

/** A quiz or exam of a person's plan, with its rules and what was sat so far. */
export type TestActivity = {
  training: Training;
  activity: TrainingActivity;
  version: TestVersion;
  test: Test;
  open: Sitting | null;
  past: PastSitting[];
  extra: number;
};

/** The quiz or exam under `slug` in the person's open enrolment; null when there is none. */
export async function testActivity(reader: Reader, personId: string, slug: string, now: Date): Promise<TestActivity | null> {
  const training = await trainingOf(reader, personId, now);
  return training && testIn(reader, training, slug);
}

/** The same in a training that was loaded already. */
export async function testIn(reader: Reader, training: Training, slug: string): Promise<TestActivity | null> {
  const activity = training.activities.find((a) => a.slug === slug);
  if (training.endedAt || !activity?.versionId || (activity.kind !== "quiz" && activity.kind !== "exam")) return null;
  const [version, open, { past, extra }] = await Promise.all([
    testVersion(reader, activity.versionId),
    openSitting(reader, training.enrolmentId, slug),
    pastSittings(reader, training.enrolmentId, slug),
  ]);
  return version && { training, activity, version, test: testOf(version), open, past, extra };
}

/** Why a sitting may not begin now, apart from the code that it may need; null: it may. Page and action give the same reason. */
export function beginRefusal(facts: TestActivity): Refusal | null {
  const { training, activity, test, past, extra } = facts;
  const counted = countedFacts(test, past, activity.renewSince);
  return (
    workRefusal(training, activity, null, training.person.state, training.today) ??
    startRefusal({ ...counted, extra, retakeOn: retakeDay(facts), today: training.today, hasCode: true })
  );
}

/** After a failed sitting the training day of the next; null before the first, or when the calendar has none. */
export function retakeDay({ training, activity, test, past }: TestActivity): PlainDate | null {
  if (activity.renewSince === null) return activity.retake?.opensOn ?? null;
  const { last } = countedFacts(test, past, activity.renewSince);
  return last && nextTrainingDay(training.calendar, plainDateIn(training.team.zone, last.submittedAt));
}

/**
 * Begin a quiz or exam, or go on with the open one. The desk exam asks for the supervisor's code, which is checked first, in a
 * transaction of its own: a wrong code is counted although nothing starts.
 */
export async function startSitting(
  ctx: WriteContext,
  input: { personId: string; slug: string; typedCode: string },
): Promise<Outcome<Started>> {
  const { personId, slug } = input;
  const before = await testActivity(ctx.db, personId, slug, ctx.now);
  if (!before) return refuse("no_such_activity");
  let codeId: string | null = null;
  if (before.test.proctored && !before.open) {
    const shut = beginRefusal(before);
    if (shut) return refuseAll([shut]);
    const checked = await checkExamCode(ctx, { personId, slug, typed: input.typedCode });
    if (!checked.ok) return checked;
    codeId = checked.value.codeId;
  }
  return write(ctx, async (tx) => {
    const found = await lockActivity(tx, personId, slug, ctx.now);
    const facts = found && (await testIn(tx, found.training, slug));
    if (!found || !facts) return refuse("no_such_activity");
    const { training, activity, where } = found;
    const { version } = facts;
    const shut = workRefusal(training, activity, null, training.person.state, training.today);
    if (shut) return refuseAll([shut]);
    const started = await startSittingIn(tx, ctx, {
      personId,
      enrolmentId: training.enrolmentId,
      slug,
      version,
      retakeOn: retakeDay(facts),
      since: activity.renewSince,
      today: training.today,
      codeId,
    });
    if (!started.ok || started.value.resumed) return started;
    // A retake stays `returned` while it runs: a failed attempt marks late, it locks nothing.
    await tx
      .update(activityState)
      .set({
        contentVersionId: version.id,
        startedAt: activity.startedAt ?? ctx.now,
        ...(activity.status === "open" ? { status: "started" as const } : {}),
      })
      .where(where);
    if (codeId !== null) await closeItem(tx, ctx, "exam_code", personId, "started");
    return started;
  });
}

/** Autosave the changed answers of an open sitting. */
export function saveAnswers(
  ctx: WriteContext,
  input: { sittingId: string; personId: string; revision: number; changes: Changes },
): Promise<Outcome<Saved>> {
  return write({ ...ctx, submissionId: null }, (tx) => saveAnswersIn(tx, ctx, input));
}

/** Note that the window of an open sitting lost the focus. */
export function noteFocusLoss(ctx: WriteContext, input: { sittingId: string; personId: string }): Promise<Outcome<null>> {
  return write({ ...ctx, submissionId: null }, (tx) => noteFocusLossIn(tx, ctx, input));
}

/**
 * What is known of a sitting that was handed in; plain values, since a repetition gets them out of the submission's row. `score` is null while answers
 * wait for a supervisor.
 */
export type HandedIn = { sittingId: string; slug: string; score: string | null; passed: boolean; waiting: number };

/**
 * Hand in a sitting: the result, and with it where the person stands with the activity. Passed: done. Failed: returned, to be sat again on the
 * next training day; with no attempts left a manager decides. With answers that wait for a supervisor: submitted, until the last of them is graded.
 */
export async function submitSitting(ctx: WriteContext, input: { sittingId: string; personId: string }): Promise<Outcome<HandedIn>> {
  const about = await sittingById(ctx.db, input.sittingId);
  if (!about || about.personId !== input.personId) return refuse("not_found");
  return write(ctx, async (tx) => {
    // The activity's row is the lock of everything about it; a sitting of an enrolment that ended meanwhile still gets its result.
    const state = await lockState(tx, about);
    const done = await submitSittingIn(tx, ctx, input);
    if (!done.ok) return done;
    const { sitting, submittedAt, result, waiting, first } = done.value;
    if (first && state) await moveActivityIn(tx, ctx, { state, sitting, result, at: submittedAt });
    return accept({ sittingId: sitting.id, slug: sitting.slug, score: result?.score ?? null, passed: result?.passed ?? false, waiting });
  });
}

/**
 * The minute sweep: hand in the sittings whose time is over, with the answers that were saved in time. Each on its own, so that one that fails
 * keeps nobody else waiting; the failures are thrown together at the end.
 */
export async function closeExpiredSittings(db: Db, now: Date): Promise<void> {
  const errors: unknown[] = [];
  for (const { id, personId } of await expiredSittings(db, now, 500)) {
    try {
      await submitSitting({ db, actorId: null, now, requestId: `sitting ${id}`, submissionId: null }, { sittingId: id, personId });
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} sittings could not be closed`);
}

/** Why no code can be given for this exam now; null: one can. */
export function codeRefusalFor(facts: TestActivity): Refusal | null {
  if (!facts.test.proctored) return { code: "not_proctored" };
  if (facts.open) return { code: "already_open" };
  return beginRefusal(facts);
}

/** The trainee asks for the code: the supervisors of the team find it in their inbox. Asking again changes nothing. */
export function askForCode(ctx: WriteContext, input: { personId: string; slug: string }): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const facts = await testActivity(tx, input.personId, input.slug, ctx.now);
    if (!facts) return refuse("no_such_activity");
    const refusal = codeRefusalFor(facts);
    if (refusal) return refuseAll([refusal]);
    const { training, activity, test } = facts;
    const data = { slug: input.slug, title: test.title, day: activity.day };
    await openItem(tx, ctx, {
      kind: "exam_code",
      subjectId: input.personId,
      teamId: training.currentTeamId,
      personId: input.personId,
      data,
    });
    return accept(null);
  });
}

/**
 * A one-time code for a person's proctored exam, by somebody else, once the exam is open to that person. The code is in the answer and nowhere else.
 */
export function issueExamCode(
  ctx: WriteContext,
  input: { personId: string; slug: string; issuedBy: string },
): Promise<Outcome<{ code: string; expiresAt: Date }>> {
  return write({ ...ctx, submissionId: null }, async (tx) => {
    const facts = await testActivity(tx, input.personId, input.slug, ctx.now);
    if (!facts) return refuse("no_such_activity");
    const refusal = codeRefusalFor(facts);
    if (refusal) return refuseAll([refusal]);
    return issueExamCodeIn(tx, ctx, input);
  });
}
