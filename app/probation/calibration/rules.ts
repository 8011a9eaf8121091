import type { PlainDate } from "~/platform/dates";
import { addDays } from "~/platform/dates";
import type { Refusal } from "~/platform/refusal";

export const sources = ["grading", "practical", "simulation", "written"] as const;
export type Source = (typeof sources)[number];

export const SITUATION_LENGTH = 1000;
/** A set that waits longer is forgotten; what is graded in it has faded. */
const MOST_DAYS = 60;
const STEPS = [0, 1, 2, 3, 4] as const;
const STEP_NAMES = 5;

/** What a manager puts together. `shows`: the items of which the source itself shows something. */
export type SetValues = {
  title: string;
  source: Source;
  items: readonly string[];
  situations: Readonly<Record<string, string>>;
  teamIds: readonly string[];
  dueOn: string;
};

/** Why a set cannot be made, each beside its field; none: it can. `graders`: how many would be asked; one alone has nobody to differ from. */
export function setRefusals(
  values: SetValues,
  facts: { known: ReadonlySet<string>; shows: ReadonlySet<string>; today: PlainDate; graders: number },
): Refusal[] {
  const { title, items, situations, teamIds, dueOn } = values;
  const bare = items.filter((slug) => !facts.shows.has(slug) && !situations[slug]?.trim());
  const refusals: (Refusal | false)[] = [
    (title.trim().length < 3 || title.trim().length > 100) && { code: "title_length", field: "title" },
    (items.length === 0 || items.some((slug) => !facts.known.has(slug))) && { code: "items_missing", field: "items" },
    bare.length > 0 && { code: "situation_missing", field: "items", params: { count: bare.length } },
    Object.values(situations).some((text) => text.length > SITUATION_LENGTH) && {
      code: "situation_long",
      field: "items",
      params: { max: SITUATION_LENGTH },
    },
    teamIds.length === 0 && { code: "teams_missing", field: "teams" },
    (dueOn < facts.today || dueOn > addDays(facts.today, MOST_DAYS)) && { code: "due_range", field: "due", params: { days: MOST_DAYS } },
    teamIds.length > 0 && facts.graders < 2 && { code: "too_few_graders", field: "teams" },
  ];
  return refusals.filter((refusal) => refusal !== false);
}

/** One grader's grades, by item. */
export type Sheet = { graderId: string; grades: Readonly<Record<string, number>> };

/** How far the graders lie apart in an item. `counts`: how many gave 0, 1, 2, 3, 4. */
export type Spread = { slug: string; counts: number[]; n: number; median: number; low: number; high: number };

/** The middle grade; of an even number the mean of the two in the middle, which may be a half. Throws RangeError without grades. */
export function medianOf(grades: readonly number[]): number {
  const sorted = grades.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError("there are no grades");
  return (lower + upper) / 2;
}

/** The spread of each item, in the order given; items that nobody graded are left out. */
export function spreadOf(items: readonly string[], sheets: readonly Sheet[]): Spread[] {
  return items.flatMap((slug): Spread[] => {
    const grades = sheets.flatMap((sheet) => sheet.grades[slug] ?? []);
    if (grades.length === 0) return [];
    const counts = STEPS.map((step) => grades.filter((grade) => grade === step).length);
    return [{ slug, counts, n: grades.length, median: medianOf(grades), low: Math.min(...grades), high: Math.max(...grades) }];
  });
}

const rounded = (value: number) => Math.round(value * 100) / 100;

/**
 * Each grader's lean: the mean, over the items, of their grade less the mean of the others' grades, in steps, rounded to 2 decimals. Above nought: milder than the others. Null where nobody
 * else graded the same.
 */
export function leansOf(items: readonly string[], sheets: readonly Sheet[]): { graderId: string; lean: number | null }[] {
  return sheets.map(({ graderId, grades }) => {
    const differences = items.flatMap((slug) => {
      const own = grades[slug];
      const others = sheets.filter((sheet) => sheet.graderId !== graderId).flatMap((sheet) => sheet.grades[slug] ?? []);
      return own === undefined || others.length === 0 ? [] : [own - others.reduce((sum, grade) => sum + grade, 0) / others.length];
    });
    const lean = differences.length === 0 ? null : rounded(differences.reduce((sum, d) => sum + d, 0) / differences.length);
    return { graderId, lean };
  });
}

/** The mean range of the items, in steps, rounded to 2 decimals: how far apart a set lies as a whole. Null without a grade. */
export function meanRange(spreads: readonly Spread[]): number | null {
  if (spreads.length === 0) return null;
  return rounded(spreads.reduce((sum, { low, high }) => sum + high - low, 0) / spreads.length);
}

/** Why an agreed grade cannot be entered, or null: once for an item of the set, after it was closed, a whole step with a reason of 5 to 500 characters. */
export function referenceRefusal(
  set: { items: readonly string[]; closed: boolean; entered: readonly string[] },
  entry: { item: string; grade: number; reason: string },
): Refusal | null {
  if (!set.closed) return { code: "not_closed" };
  if (!set.items.includes(entry.item)) return { code: "no_such_item" };
  if (set.entered.includes(entry.item)) return { code: "reference_there" };
  if (!Number.isInteger(entry.grade) || entry.grade < 0 || entry.grade >= STEP_NAMES) return { code: "grade_missing", field: "grade" };
  const { length } = entry.reason.trim();
  return length >= 5 && length <= 500 ? null : { code: "reason_missing", field: "reason" };
}
