import type { ItemBody } from "~/curriculum/pack";
import { shuffled } from "~/platform/seed";
import { Decimal } from "~/platform/decimal";
import type { Refusal } from "~/platform/refusal";

type Checklist = ItemBody<"checklist">;
/** What deciding needs of a checklist: weights, critical items, pass marks. Texts do not matter here. */
export type Sheet = Pick<Checklist, "pass_total" | "pass_area" | "pass_critical"> & {
  areas: { slug: string; weight: number; items: SheetItem[] }[];
};
export type SheetItem = Pick<Checklist["areas"][number]["items"][number], "slug" | "critical" | "evidence" | "draw" | "puzzles">;

export const grades = [0, 1, 2, 3, 4] as const;
export type Grade = (typeof grades)[number];
/** Grades are counted in halves: between two graders there may be one. */
const HALVES = 2;
const HIGHEST = 8n;

/** Whether `value` is a whole step from 0 to 4. */
export function isGrade(value: unknown): value is Grade {
  return grades.some((g) => g === value);
}

/** What a grader noted of one item so far. */
export type Entry = { grade?: number; remark?: string; fileIds?: string[] };
export type Entries = Readonly<Record<string, Entry>>;

/** All figures 0–100, exact to 12 decimals, as text. */
export type ChecklistResult = {
  total: string;
  areas: { slug: string; percent: string }[];
  failed: { areas: string[]; critical: string[] };
  passed: boolean;
};

/** Area % = mean grade ÷ 4 × 100, rounded once at the twelfth decimal. Throws RangeError without grades, and for what is no step or half step. */
export function areaPercent(given: readonly number[]): Decimal {
  const sum = given.reduce((all, grade) => all + BigInt(grade * HALVES), 0n);
  return Decimal.ratio(sum * 100n, BigInt(given.length) * HIGHEST);
}

/**
 * The result of a wholly graded checklist: total = Σ weight × area % ÷ 100; passed when the total and every area reach their marks and every
 * critical item its grade. Marks come from the checklist. What counts of two neighbours is their middle, which reaches a whole mark only where both do. Throws
 * RangeError when an item has no grade.
 */
export function gradeChecklist(sheet: Sheet, given: Readonly<Record<string, number>>): ChecklistResult {
  const gradeOf = (item: SheetItem): number => {
    const grade = given[item.slug];
    if (grade === undefined || !isGrade(Math.floor(grade)) || grade > 4) throw new RangeError(`item ${item.slug} has no grade`);
    return grade;
  };
  return resultOf(sheet, gradeOf, (item) => gradeOf(item) >= sheet.pass_critical);
}

/** The same of grades wherever they come from; `holds` says whether a critical item reaches its grade. */
export function resultOf(sheet: Sheet, gradeOf: (item: SheetItem) => number, holds: (item: SheetItem) => boolean): ChecklistResult {
  const areas = sheet.areas.map((area) => ({ ...area, percent: areaPercent(area.items.map(gradeOf)) }));
  const total = areas.reduce((sum, area) => sum.add(Decimal.of(area.weight).multiply(area.percent)), Decimal.zero).divide(Decimal.of(100));
  const mark = Decimal.of(sheet.pass_area);
  const failedAreas = areas.filter((area) => !area.percent.atLeast(mark)).map((area) => area.slug);
  const critical = sheet.areas.flatMap((area) => area.items).filter((item) => item.critical && !holds(item));
  return {
    total: total.toString(),
    areas: areas.map(({ slug, percent }) => ({ slug, percent: percent.toString() })),
    failed: { areas: failedAreas, critical: critical.map((item) => item.slug) },
    passed: total.atLeast(Decimal.of(sheet.pass_total)) && failedAreas.length === 0 && critical.length === 0,
  };
}

/** What an item still lacks before the checklist may be submitted. */
export type Lack = "grade" | "picture";

/** What this item lacks, or null: a grade always, a picture where the checklist requires evidence. */
export function lackOf(item: Pick<SheetItem, "evidence">, entry: Entry | undefined): Lack | null {
  if (!isGrade(entry?.grade)) return "grade";
  return item.evidence === "required" && (entry.fileIds ?? []).length === 0 ? "picture" : null;
}

/** Every item that keeps the checklist from being submitted, in the sheet's order. */
export function missingItems(
  sheet: { areas: { items: Pick<SheetItem, "slug" | "evidence">[] }[] },
  entries: Entries,
): { slug: string; lack: Lack }[] {
  return sheet.areas.flatMap((area) =>
    area.items.flatMap((item) => {
      const lack = lackOf(item, entries[item.slug]);
      return lack ? [{ slug: item.slug, lack }] : [];
    }),
  );
}

/**
 * The products that `seed` draws for each item, by item. The same seed draws the same. An item gets other products than the ones
 * before it, as long as the catalogue has enough; one smaller than an item asks for gives all it has.
 */
export function drawProducts(sheet: Sheet, products: readonly string[], seed: string): Record<string, string[]> {
  const catalogue = [...new Set(products)].sort();
  const drawn: Record<string, string[]> = {};
  let unseen = catalogue;
  for (const item of sheet.areas.flatMap((area) => area.items)) {
    if (item.draw?.from !== "products") continue;
    const seen = catalogue.filter((slug) => !unseen.includes(slug));
    const order = [...shuffled(unseen, `${seed} ${item.slug}`), ...shuffled(seen, `${seed} ${item.slug} again`)];
    const mine = order.slice(0, item.draw.count);
    drawn[item.slug] = mine;
    unseen = unseen.filter((slug) => !mine.includes(slug));
  }
  return drawn;
}

/** The puzzles that `seed` draws for each item, by item; the same seed draws the same, in the same order. */
export function drawPuzzles(sheet: { areas: { items: SheetItem[] }[] }, seed: string): Record<string, string[]> {
  const items = sheet.areas.flatMap((area) => area.items);
  return Object.fromEntries(
    items.flatMap(({ slug, draw, puzzles = [] }): [string, string[]][] => {
      if (draw?.from !== "puzzles") return [];
      const order = shuffled(
        puzzles.map((puzzle) => puzzle.slug),
        `${seed} ${slug}`,
      );
      return [[slug, order.slice(0, draw.count)]];
    }),
  );
}

/** What the gradings of one person in this employment come to. */
export type GradingStanding = {
  personId: string;
  state: string | null;
  /** The attempts that are decided: one grading each, or two. */
  results: readonly { graderId: string; secondGraderId?: string | null; passed: boolean }[];
  /** An attempt waits for its second grading: nothing of it counts yet. */
  waiting: boolean;
  /** A result is disputed and waits for a ruling: it may come out otherwise. */
  disputed: boolean;
  /** Gradings that a manager allowed beyond the retakes. */
  extra: number;
  retakes: number;
};

/** How many gradings may fail before a manager decides: the first, the retakes, and what a manager allowed on top. */
export function attemptsOf(standing: GradingStanding): { used: number; of: number; left: number } {
  const used = standing.results.filter((r) => !r.passed).length;
  const of = 1 + standing.retakes + standing.extra;
  return { used, of, left: Math.max(0, of - used) };
}

/**
 * Why this grader may not begin a grading now, or null. Only of somebody in probation, never of oneself, not while an attempt waits for its second grading
 * or for a ruling, not again by who let them pass, and not beyond the retakes. Another grader may still grade somebody who passed: activation needs one who does not confirm.
 */
export function startRefusal(standing: GradingStanding, graderId: string): Refusal | null {
  if (graderId === standing.personId) return { code: "grade_oneself" };
  if (standing.state !== "probation") return { code: "not_in_probation" };
  if (standing.waiting) return { code: "second_waits" };
  if (standing.disputed) return { code: "dispute_waits" };
  if (standing.results.some((r) => r.passed && (r.graderId === graderId || r.secondGraderId === graderId)))
    return { code: "already_passed" };
  const { used, left } = attemptsOf(standing);
  return left === 0 ? { code: "gradings_used", params: { count: used } } : null;
}

/** Whether the next grading is a retake: somebody in probation failed, a grading is left, and nothing of the last result is open. */
export function isRetake(standing: GradingStanding): boolean {
  const { used, left } = attemptsOf(standing);
  const isOpen = standing.waiting || standing.disputed || standing.results.some((r) => r.passed);
  return standing.state === "probation" && !isOpen && used > 0 && left > 0;
}

/** Why a manager may not allow one more grading, or null: only when the retakes are used up and nothing waits, with a reason (see `isReason`). */
export function extraRefusal(standing: GradingStanding, managerId: string, reason: string): Refusal | null {
  if (managerId === standing.personId) return { code: "grade_oneself" };
  if (standing.state !== "probation") return { code: "not_in_probation" };
  if (standing.waiting || standing.disputed || attemptsOf(standing).left > 0 || standing.results.some((r) => r.passed))
    return { code: "extra_not_needed" };
  return isReason(reason) ? null : { code: "reason_missing", field: "reason" };
}

/** Whether a reason says something, and no more than a page shows: 5 to 500 characters. */
export function isReason(reason: string): boolean {
  const { length } = reason.trim();
  return length >= 5 && length <= 500;
}
