import type { Refusal } from "~/platform/refusal";
import { type Grade, isGrade } from "./rules";

/** How long a reason for a dispute or a ruling is. */
const REASON_MIN = 10;
export const REASON_MAX = 1000;
const LINK_MAX = 500;
/** Pictures that one dispute takes, one for an item. */
const DISPUTE_PICTURES = 4;

/** What the agent says of one item, as it was typed. */
export type Disputed = { item: string; reason: string; link: string; picture: boolean };

const tooShort = (reason: string) => reason.trim().length < REASON_MIN;
const tooLong = (reason: string) => reason.trim().length > REASON_MAX;

/** Whether a link is a web address of at most 500 characters. */
function isLink(link: string): boolean {
  if (link.length > LINK_MAX || !URL.canParse(link)) return false;
  return ["http:", "https:"].includes(new URL(link).protocol);
}

/**
 * Why these items may not be disputed as they stand; empty: they may. At least one, each of the sheet that was graded (`known`), with a reason of 10 to 1000
 * characters; a link must be a web address; at most four pictures in all.
 */
export function disputedRefusals(disputed: readonly Disputed[], known: readonly string[]): Refusal[] {
  if (disputed.length === 0) return [{ code: "dispute_empty" }];
  const refusals = disputed.flatMap(({ item, reason, link }): Refusal[] => {
    if (!known.includes(item)) return [{ code: "no_such_item" }];
    return [
      ...(tooShort(reason) ? [{ code: "dispute_reason", field: `reason:${item}`, params: { count: REASON_MIN } }] : []),
      ...(tooLong(reason) ? [{ code: "dispute_reason_long", field: `reason:${item}`, params: { count: REASON_MAX } }] : []),
      ...(link !== "" && !isLink(link) ? [{ code: "dispute_link", field: `link:${item}` }] : []),
    ];
  });
  const pictures = disputed.filter((d) => d.picture).length;
  if (pictures > DISPUTE_PICTURES) refusals.push({ code: "too_many_pictures", params: { max: DISPUTE_PICTURES } });
  return refusals;
}

/** What a ruling on a dispute depends on. */
type RulingFacts = {
  personId: string;
  /** Everybody who graded the attempt or settled it. */
  graders: readonly string[];
  /** Nobody else could rule, and the shop works in single-examiner mode. */
  alone: boolean;
  outcome: "ruled" | "withdrawn" | "left" | null;
};

/** Why the actor may not rule, or null: never the agent, nobody who graded or settled unless there is nobody else, and once. */
export function rulingRefusal(facts: RulingFacts, actorId: string): Refusal | null {
  if (actorId === facts.personId) return { code: "rule_oneself" };
  if (facts.outcome === "withdrawn") return { code: "dispute_withdrawn" };
  if (facts.outcome === "left") return { code: "dispute_over" };
  if (facts.outcome === "ruled") return { code: "already_ruled" };
  return facts.graders.includes(actorId) && !facts.alone ? { code: "rule_grader" } : null;
}

/** What somebody decides of one item, as it was posted: `keep`, or a grade. */
export type Verdict = { item: string; verdict: string; reason: string };
/** The same as it is kept; a null grade: the one before stands. */
type Ruled = { item: string; grade: Grade | null; reason: string };

/** The rulings that were posted, one for every disputed item with a reason of 10 to 1000 characters; or what is missing. Giving the grade that stands keeps it. */
export function ruledItems(
  verdicts: readonly Verdict[],
  standing: Readonly<Record<string, string>>,
): { ruled: Ruled[]; refusals: Refusal[] } {
  const refusals: Refusal[] = [];
  const ruled = verdicts.flatMap(({ item, verdict, reason }): Ruled[] => {
    const grade = verdict === "keep" ? null : /^[0-4]$/.test(verdict) ? Number(verdict) : undefined;
    if (grade === undefined || (grade !== null && !isGrade(grade))) refusals.push({ code: "verdict_missing", field: `verdict:${item}` });
    if (tooShort(reason)) refusals.push({ code: "dispute_reason", field: `reason:${item}`, params: { count: REASON_MIN } });
    if (tooLong(reason)) refusals.push({ code: "dispute_reason_long", field: `reason:${item}`, params: { count: REASON_MAX } });
    if (grade === undefined || (grade !== null && !isGrade(grade))) return [];
    return [{ item, grade: grade === Number(standing[item]) ? null : grade, reason: reason.trim() }];
  });
  return { ruled, refusals };
}

/** The grades that count after a ruling, by item, and whether any is another than before. */
export function gradesAfter(
  standing: Readonly<Record<string, string>>,
  ruled: readonly Ruled[],
): { grades: Record<string, string>; changed: boolean } {
  const changes = ruled.flatMap(({ item, grade }) => (grade === null ? [] : [[item, String(grade)]]));
  return { grades: { ...standing, ...Object.fromEntries(changes) }, changed: changes.length > 0 };
}
