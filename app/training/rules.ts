import type { activityState } from "@db/schema";
import { daysBetween, isPlainDate, type PlainDate } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";
import type { Refusal } from "~/platform/refusal";
import type { PersonState } from "./state";
import { type ActivityFacts, type ActivityKind, activityLocks, type PlanFacts } from "./unlocking";

const FURTHEST_START_DAYS = 366;
const NOTE_LENGTH = 2000;
const REMARK_LENGTH = 1000;
const REASON_LENGTH = 500;

/** The states in which somebody may work on their plan. */
const atWork: readonly PersonState[] = ["training", "probation", "active"];

/** Why the person may not work on this activity now; null: they may. `kind`: what the action is for. */
export function workRefusal(
  plan: PlanFacts,
  activity: ActivityFacts,
  kind: ActivityKind | null,
  state: PersonState | null,
  today: PlainDate,
): Refusal | null {
  if (state === null || !atWork.includes(state)) return { code: "not_in_training" };
  if (kind !== null && activity.kind !== kind) return { code: "wrong_kind" };
  if (activityLocks(plan, activity.slug, today).length > 0) return { code: "locked" };
  return null;
}

/** Why a practical may not be handed in now; null: it may. */
export function submissionRefusal(
  status: ActivityFacts["status"],
  photos: { given: number; min: number; max: number },
  note: string,
): Refusal | null {
  if (status === "submitted") return { code: "already_submitted" };
  if (status === "done") return { code: "already_done" };
  if (photos.given < photos.min) return { code: "too_few_photos", field: "photos", params: { count: photos.min } };
  if (photos.given > photos.max) return { code: "too_many_photos", field: "photos", params: { count: photos.max } };
  if (note.length > NOTE_LENGTH) return { code: "note_too_long", field: "note", params: { count: NOTE_LENGTH } };
  return null;
}

/** Why a decision on a practical cannot stand; null: it can. Nobody decides on their own work; a return says what is missing. */
export function signoffRefusal(about: {
  personId: string;
  decidedBy: string;
  decision: "accepted" | "returned";
  remark: string;
}): Refusal | null {
  if (about.personId === about.decidedBy) return { code: "own_work" };
  if (about.decision === "returned" && about.remark.length < 3) return { code: "remark_missing", field: "remark" };
  if (about.remark.length > REMARK_LENGTH) return { code: "remark_too_long", field: "remark", params: { count: REMARK_LENGTH } };
  return null;
}

/** A name as it is compared: without outer spaces, inner ones single, characters composed. */
function nameForm(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/g, " ");
}

/** Whether a typed name signs for this person: the same but for spaces around and repeated. */
export function nameSigns(typed: string, name: string): boolean {
  return nameForm(typed) === nameForm(name);
}

/** Why a plan cannot begin on `start`; null: it can. Not in the past: days cannot be compressed. */
export function startRefusal(start: string, today: PlainDate, hireDate: PlainDate | null): Refusal | null {
  if (!isPlainDate(start)) return { code: "date_malformed", field: "startDate" };
  if (start < today) return { code: "start_in_past", field: "startDate" };
  if (hireDate !== null && start < hireDate) return { code: "start_before_hire", field: "startDate" };
  if (daysBetween(today, start) > FURTHEST_START_DAYS) return { code: "start_too_far", field: "startDate" };
  return null;
}

/** Why no further attempt can be granted; null: one can. Only when the attempts are used up and none passed. */
export function extraAttemptRefusal(
  activity: Pick<ActivityFacts, "kind" | "status" | "retake"> & { attempts: number; attemptsAllowed: number },
  reason: string,
): Refusal | null {
  if (activity.kind !== "quiz" && activity.kind !== "exam") return { code: "wrong_kind" };
  if (activity.status !== "returned" || activity.attempts < activity.attemptsAllowed) return { code: "attempts_left" };
  if (reason.length < 10 || reason.length > REASON_LENGTH) return { code: "reason_missing", field: "reason" };
  return null;
}

type Standing = Pick<typeof activityState.$inferSelect, "status" | "attempts" | "score" | "submittedAt" | "doneAt">;

/**
 * Where somebody stands with a quiz or exam once one of its attempts was graded, for the first time or anew. `result` null: answers wait for a
 * supervisor. What was passed stays passed, and an old attempt that was graded anew moves nothing that a later one decides.
 */
export function standingAfter(
  before: Standing,
  sat: { attempt: number; submittedAt: Date; result: { score: string; passed: boolean } | null; now: Date },
): Standing {
  const { result } = sat;
  const isLatest = sat.attempt >= before.attempts;
  const best =
    result === null || (before.score !== null && Decimal.parse(before.score).atLeast(Decimal.parse(result.score)))
      ? before.score
      : result.score;
  const status =
    before.status === "done" || result?.passed ? "done" : !isLatest ? before.status : result === null ? "submitted" : "returned";
  return {
    status,
    attempts: Math.max(before.attempts, sat.attempt),
    score: best,
    submittedAt: isLatest ? sat.submittedAt : before.submittedAt,
    doneAt: status === "done" ? (before.doneAt ?? sat.now) : null,
  };
}
