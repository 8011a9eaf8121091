import type { Refusal } from "~/platform/refusal";
import { attemptsOf, type GradingStanding } from "./rules";

/** From so many steps on, what somebody thinks of themselves and what was seen are far apart: these items come first. */
const FAR = 2;

/**
 * Why this person may not assess themselves now, or null. Only oneself, before the next grading of oneself: in probation, not passed yet, with a grading left, and
 * not while the last attempt waits for its second grader. Source: "self-assessment by the trainee beforehand".
 */
export function selfRefusal(standing: GradingStanding, actorId: string): Refusal | null {
  if (actorId !== standing.personId) return { code: "self_not_own" };
  if (standing.state !== "probation") return { code: "not_in_probation" };
  if (standing.waiting) return { code: "self_second_waits" };
  if (standing.results.some((r) => r.passed)) return { code: "self_passed" };
  const { used, left } = attemptsOf(standing);
  return left === 0 ? { code: "gradings_used", params: { count: used } } : null;
}

/** An item as the person saw themselves, and as it was graded. `difference`: above nought, they thought more of themselves. */
export type Beside = { slug: string; own: number; remark: string; given: number; difference: number; far: boolean };

/**
 * The items of a grading beside the person's own view: those two steps or more apart first, then in the sheet's order. An item that either lacks is left out: a newer
 * version of the checklist may have come between.
 */
export function besideOf(
  items: readonly { slug: string; grade: number }[],
  own: Readonly<Record<string, { grade?: number; remark?: string }>>,
): Beside[] {
  const rows = items.flatMap(({ slug, grade: given }): Beside[] => {
    const { grade, remark = "" } = own[slug] ?? {};
    if (grade === undefined) return [];
    const difference = grade - given;
    return [{ slug, own: grade, remark, given, difference, far: Math.abs(difference) >= FAR }];
  });
  return [...rows.filter((row) => row.far), ...rows.filter((row) => !row.far)];
}
