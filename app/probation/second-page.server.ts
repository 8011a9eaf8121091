import type { Refusal } from "~/platform/refusal";
import { secondOf } from "./attempts.server";
import type { GradingRow, PersonGradings } from "./queries.server";
import { attemptFacts, hasFirstOpen } from "./second.server";
import { secondRefusal } from "./second-rules";

/** An attempt that waits for its second grading, as this viewer may know of it: nothing of what the first found, and not why a second was asked for. */
export type SecondStanding = {
  firstGradingId: string;
  attempt: number;
  /** They are the person, graded first, or somebody else. */
  view: "self" | "first" | "other";
  /** Who grades for the second time, before it is submitted. */
  by: { gradingId: string; name: string; startedAt: Date } | null;
  canStart: boolean;
  whyNot: Refusal | null;
  canRelease: boolean;
  /** Both are in and lie apart; `to`: the page that settles it, for those who may. */
  settling: { to: string | null } | null;
};

/** See `SecondStanding`. */
export function secondStanding(
  found: PersonGradings,
  first: GradingRow,
  viewer: { id: string; self: boolean; canGrade: boolean; canSettle: boolean },
): SecondStanding {
  const second = secondOf(found, first.id);
  const open = second && !second.submittedAt ? second : null;
  const whyNot = secondRefusal(attemptFacts(found, first), viewer.id, hasFirstOpen(found, viewer.id));
  const settles = viewer.canSettle || viewer.id === first.graderId || viewer.id === second?.graderId;
  return {
    firstGradingId: first.id,
    attempt: first.attempt,
    view: viewer.self ? "self" : viewer.id === first.graderId ? "first" : "other",
    by: open && { gradingId: open.id, name: open.graderName, startedAt: open.startedAt },
    canStart: viewer.canGrade && !viewer.self && whyNot === null,
    whyNot: viewer.canGrade && !viewer.self && !first.reconciles ? whyNot : null,
    canRelease: viewer.canSettle && !viewer.self && open !== null && open.graderId !== viewer.id,
    settling: first.reconciles
      ? { to: settles && !viewer.self ? `/probation/${found.personId}/reconcile/${first.reconciles}` : null }
      : null,
  };
}
