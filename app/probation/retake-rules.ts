import type { ItemBody } from "~/curriculum/pack";
import { Decimal } from "~/platform/decimal";
import type { Refusal } from "~/platform/refusal";
import { type ChecklistResult, gradeChecklist, type Sheet } from "./rules";

type Checklist = ItemBody<"checklist">;
type Fell = Pick<ChecklistResult, "areas" | "failed" | "passed">;
type Grades = Readonly<Record<string, number>>;

/** The step from which an item counts as mastered: below it, it is missed. Source: "critical items pass at ≥ 3", asked of every item of an area that fell short. */
const MASTERED = 3;
const HIGHEST = 4;

/** Areas that have to come up: below their mark, or with a critical item that failed. */
function shortAreas(sheet: Sheet, { failed }: Fell): string[] {
  return sheet.areas
    .filter((area) => failed.areas.includes(area.slug) || area.items.some((item) => failed.critical.includes(item.slug)))
    .map((area) => area.slug);
}

/**
 * The items that were missed: critical ones that failed, and in areas below their mark all below 3. Where only the total fell short, all below 3.
 * In the sheet's order; none of a passed result.
 */
export function missedItems(sheet: Sheet, grades: Grades, result: Fell): string[] {
  if (result.passed) return [];
  const { areas, critical } = result.failed;
  const onlyTotal = areas.length === 0 && critical.length === 0;
  return sheet.areas.flatMap((area) =>
    area.items
      .filter(({ slug }) => critical.includes(slug) || ((onlyTotal || areas.includes(area.slug)) && (grades[slug] ?? 0) < MASTERED))
      .map(({ slug }) => slug),
  );
}

/**
 * The areas that a retake looks at again, where the checklist says that those which passed are carried over; null: the whole sheet. Areas that fell
 * short; where only the total did, those with an item below 3. Whole too where full marks in them could not reach the total: nobody
 * is graded for a result that is certain before.
 */
export function retakeAreas(sheet: Sheet & Pick<Checklist, "retake">, grades: Grades, result: Fell): string[] | null {
  if (sheet.retake === "whole" || result.passed) return null;
  const short = shortAreas(sheet, result);
  const again =
    short.length > 0 ? short : sheet.areas.filter((a) => a.items.some((i) => (grades[i.slug] ?? 0) < MASTERED)).map((a) => a.slug);
  if (again.length === 0 || again.length === sheet.areas.length) return null;
  const best = Object.fromEntries(
    sheet.areas.flatMap((a) => a.items.map((i) => [i.slug, again.includes(a.slug) ? HIGHEST : (grades[i.slug] ?? 0)])),
  );
  const reachable = Decimal.parse(gradeChecklist(sheet, best).total).atLeast(Decimal.of(sheet.pass_total));
  return reachable ? again : null;
}

/** The part of a sheet that a grading covers: `areas` of it, or (null) all. */
export function coveredBy<S extends { areas: { slug: string }[] }>(sheet: S, areas: readonly string[] | null): S {
  return areas === null ? sheet : { ...sheet, areas: sheet.areas.filter((area) => areas.includes(area.slug)) };
}

export type Mends = { topics: string[]; questions: string[]; practicals: string[]; simulations: string[] };

/** What mends the missed items by the checklist, each once, in the sheet's order. */
export function mendsOf(sheet: Pick<Checklist, "areas">, missed: readonly string[]): Mends {
  const named = sheet.areas.flatMap((a) => a.items).flatMap((item) => (missed.includes(item.slug) && item.mends ? [item.mends] : []));
  const each = (kind: keyof Mends) => [...new Set(named.flatMap((mends) => mends[kind]))];
  return { topics: each("topics"), questions: each("questions"), practicals: each("practicals"), simulations: each("simulations") };
}

/** Why a retake waits, or null: only where the checklist says so, and only while the remedial plan has something open. */
export function remedialRefusal(waits: boolean, plan: { done: number; of: number } | null): Refusal | null {
  if (!waits || plan === null || plan.done >= plan.of) return null;
  return { code: "remedial_open", params: { done: plan.done, of: plan.of } };
}
