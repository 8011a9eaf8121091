import type { Refusal } from "~/platform/refusal";
import type { Mark, Marks } from "./scorecard-rules";

/** How far supervisors lie apart who scored the same chats blind. In steps: nought 0, half 1, full 2; "no occasion" beside a step is counted apart. */

const STEP: Record<Exclude<Mark, "na">, number> = { none: 0, half: 1, full: 2 };
const MOST_CHATS = 10;
const MOST_DAYS = 60;

/** One grader's marks of one chat. */
export type Sheet = { graderId: string; chatId: string; marks: Marks };
/** What a criterion got of all graders over all chats. */
export type CriterionSpread = {
  slug: string;
  /** The mean, over the chats, of the highest less the lowest mark, in steps, to 2 decimals; null: nobody gave it a step. */
  range: number | null;
  /** Chats on which everybody gave the same. */
  agreed: number;
  chats: number;
  /** Chats on which some saw no occasion for it and others did. */
  split: number;
};

const rounded = (value: number) => Math.round(value * 100) / 100;

/** The spread of each criterion: over the chats that at least two have scored. */
export function spreadOf(criteria: readonly string[], sheets: readonly Sheet[]): CriterionSpread[] {
  const chats = [...new Set(sheets.map(({ chatId }) => chatId))]
    .map((chatId) => sheets.filter((sheet) => sheet.chatId === chatId))
    .filter((of) => of.length > 1);
  return criteria.map((slug) => {
    const each = chats.map((of) => of.flatMap(({ marks }) => marks[slug] ?? []));
    const ranges = each.flatMap((given) => {
      const steps = given.flatMap((mark) => (mark === "na" ? [] : [STEP[mark]]));
      return steps.length > 1 ? [Math.max(...steps) - Math.min(...steps)] : [];
    });
    return {
      slug,
      range: ranges.length === 0 ? null : rounded(ranges.reduce((sum, range) => sum + range, 0) / ranges.length),
      agreed: each.filter((given) => new Set(given).size === 1).length,
      chats: each.length,
      split: each.filter((given) => given.includes("na") && given.some((mark) => mark !== "na")).length,
    };
  });
}

/** Each grader's lean: the mean of their scores less the mean of the others' on the same chats, in points to 2 decimals. Above nought: milder. Null where nobody else scored the same. */
export function leansOf(
  scores: readonly { graderId: string; chatId: string; score: number }[],
): { graderId: string; lean: number | null }[] {
  return [...new Set(scores.map(({ graderId }) => graderId))].map((graderId) => {
    const differences = scores
      .filter((one) => one.graderId === graderId)
      .flatMap(({ chatId, score }) => {
        const others = scores.filter((one) => one.chatId === chatId && one.graderId !== graderId);
        return others.length === 0 ? [] : [score - others.reduce((sum, one) => sum + one.score, 0) / others.length];
      });
    return {
      graderId,
      lean: differences.length === 0 ? null : rounded(differences.reduce((sum, one) => sum + one, 0) / differences.length),
    };
  });
}

/** Why a set cannot be made, or nothing: a title, 1 to 10 chats that are there, a day within 60 days, and at least two who score. */
export function setRefusals(values: { title: string; chats: number; found: number; daysAhead: number; graders: number }): Refusal[] {
  const { title, chats, found, daysAhead, graders } = values;
  return [
    ...(title.trim().length < 2 || title.trim().length > 80 ? [{ code: "set_title", field: "title" }] : []),
    ...(!Number.isInteger(chats) || chats < 1 || chats > MOST_CHATS
      ? [{ code: "set_chats", field: "chats", params: { most: MOST_CHATS } }]
      : []),
    ...(found < chats ? [{ code: "set_found", field: "chats", params: { count: found } }] : []),
    ...(!(daysAhead >= 0 && daysAhead <= MOST_DAYS) ? [{ code: "set_due", field: "due", params: { days: MOST_DAYS } }] : []),
    ...(graders < 2 ? [{ code: "set_graders", field: "team" }] : []),
  ];
}
