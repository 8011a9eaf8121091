import { Decimal } from "~/platform/decimal";
import type { Refusal } from "~/platform/refusal";
import { type ChecklistResult, isReason, resultOf, type Sheet, type SheetItem } from "./rules";

/** Further apart than this, and no middle is taken: somebody settles the item (domain, probation checklist). */
const AVERAGED_WITHIN = 1;

export type Grades = Readonly<Record<string, number>>;

/** Whether a total lies so near the line that a second person grades: within ±`within` of it, both ends included (domain: ±3 of 80). */
export function isBorderline(total: string, passTotal: number, within: number): boolean {
  const distance = Decimal.parse(total).subtract(Decimal.of(passTotal));
  const most = Decimal.of(within);
  return most.atLeast(distance) && most.atLeast(Decimal.zero.subtract(distance));
}

/** Whether two grades of an item are too far apart to be averaged. */
function isApart(first: number, second: number): boolean {
  return Math.abs(first - second) > AVERAGED_WITHIN;
}

/** The items that somebody has to settle, in the sheet's order. Throws RangeError when one of the two gradings lacks an item. */
export function itemsApart(items: readonly { slug: string }[], first: Grades, second: Grades): string[] {
  return items.filter(({ slug }) => isApart(gradeIn(first, slug), gradeIn(second, slug))).map(({ slug }) => slug);
}

function gradeIn(grades: Grades, slug: string): number {
  const grade = grades[slug];
  if (grade === undefined) throw new RangeError(`item ${slug} has no grade`);
  return grade;
}

/** How the grade that counts came about. */
export type Agreed = { grade: number; how: "same" | "averaged" | "reconciled" };

/** The grade that counts of two: the same, the middle of two neighbours (4 and 3 make 3.5), else what was settled. Throws RangeError when that is missing. */
export function agreedGrade(first: number, second: number, settled: number | undefined): Agreed {
  if (first === second) return { grade: first, how: "same" };
  if (!isApart(first, second)) return { grade: (first + second) / 2, how: "averaged" };
  if (settled === undefined) throw new RangeError("grades that lie apart are not settled");
  return { grade: settled, how: "reconciled" };
}

/**
 * The result of two gradings: the recomputed total decides. A critical item passes if both let it pass, or what was settled does. Throws RangeError when a grade
 * or a settlement is missing.
 */
export function agreedResult(
  sheet: Sheet,
  first: Grades,
  second: Grades,
  settled: Grades,
): ChecklistResult & { grades: Record<string, string> } {
  const agreed = (item: SheetItem) => agreedGrade(gradeIn(first, item.slug), gradeIn(second, item.slug), settled[item.slug]);
  const holds = (item: SheetItem) =>
    agreed(item).how === "reconciled"
      ? agreed(item).grade >= sheet.pass_critical
      : Math.min(gradeIn(first, item.slug), gradeIn(second, item.slug)) >= sheet.pass_critical;
  const items = sheet.areas.flatMap((area) => area.items);
  return {
    ...resultOf(sheet, (item) => agreed(item).grade, holds),
    grades: Object.fromEntries(items.map((item) => [item.slug, String(agreed(item).grade)])),
  };
}

/** An attempt that was graded once, and what came after. */
export type Attempt = {
  personId: string;
  state: string | null;
  graderId: string;
  /** A second grading was asked for. */
  asked: boolean;
  /** Nothing is left to come of it. */
  decided: boolean;
  /** Who grades for the second time, or has. */
  secondBy: { id: string; name: string } | null;
};

/**
 * Why this grader may not begin the second grading, or null. Not oneself, not who graded first, one at a time: whoever comes second would have graded in vain.
 * `hasAnother`: they have a first grading of the same person open.
 */
export function secondRefusal(attempt: Attempt, graderId: string, hasAnother: boolean): Refusal | null {
  if (graderId === attempt.personId) return { code: "grade_oneself" };
  if (attempt.state !== "probation") return { code: "not_in_probation" };
  if (!attempt.asked) return { code: "second_not_asked" };
  if (attempt.decided) return { code: "second_decided" };
  if (graderId === attempt.graderId) return { code: "second_same" };
  if (attempt.secondBy) return { code: "second_taken", params: { name: attempt.secondBy.name } };
  return hasAnother ? { code: "second_after_own" } : null;
}

/** What an agent's request for a second grader depends on. */
export type RequestFacts = Pick<Attempt, "personId" | "state" | "asked"> & {
  /** Items of it are disputed, or were ruled on: one way after the other would hold it up twice. */
  disputed: boolean;
  /** There is a result, and no later attempt has one. */
  isLast: boolean;
  /** Working days of theirs since the result was shown to them. */
  days: number;
  requestDays: number;
  /** Nobody else could grade, and the shop lets the first result stand then. */
  nobodyElse: boolean;
};

/** Why there can be no second grader on the agent's request now, or null: once a result, of the last one, within the days that the checklist gives. */
export function requestRefusal(facts: RequestFacts, actorId: string): Refusal | null {
  if (actorId !== facts.personId) return { code: "request_not_own" };
  if (facts.state !== "probation") return { code: "not_in_probation" };
  if (facts.asked) return { code: "second_asked" };
  if (facts.disputed) return { code: "second_disputed" };
  if (!facts.isLast) return { code: "request_not_last" };
  if (facts.days > facts.requestDays) return { code: "request_late", params: { days: facts.requestDays } };
  return facts.nobodyElse ? { code: "nobody_else" } : null;
}

/** What a reconciliation still lacks: a grade, a reason of 5 to 500 characters. In the sheet's order. */
export function unsettled(
  apart: readonly string[],
  entries: Readonly<Record<string, { grade?: number; remark?: string }>>,
): { slug: string; lack: "grade" | "reason" }[] {
  return apart.flatMap((slug): { slug: string; lack: "grade" | "reason" }[] => {
    const { grade, remark = "" } = entries[slug] ?? {};
    if (grade === undefined) return [{ slug, lack: "grade" }];
    return isReason(remark) ? [] : [{ slug, lack: "reason" }];
  });
}

/** Who may settle the items that lie apart: either grader, or a manager of the team; never the agent. */
export function settleRefusal(
  facts: { personId: string; graders: readonly string[] },
  actorId: string,
  isManager: boolean,
): Refusal | null {
  if (actorId === facts.personId) return { code: "grade_oneself" };
  return facts.graders.includes(actorId) || isManager ? null : { code: "not_yours_to_settle" };
}
