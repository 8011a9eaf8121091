import { type CustomerGrade, GRADE_WEIGHTS, type GradePart, partPoints } from "~/curriculum/simulation-grade";
import type { CustomerState } from "~/curriculum/simulation-run";

/** What each part of a grade brought, and in which lines; and what became of it from one try to another. */

/** `got` of `of` points of 100; `lines`: where it happened. */
export type PartRow = { part: GradePart; got: number; of: number; lines: number[] };

const parts = Object.keys(GRADE_WEIGHTS) as GradePart[];
const pointKinds: Partial<Record<GradePart, readonly string[]>> = {
  needs: ["need"],
  recommendation: ["recommendation"],
  points: ["value", "fact", "apology", "other"],
  order: ["order"],
};

/** The lines of a customer's chat on which a part of the grade rests. */
function linesOf(part: GradePart, grade: CustomerGrade, { lines }: CustomerState): number[] {
  const waits = lines.flatMap((line, at) => (line.who === "agent" && line.waitedMs !== null ? [{ at, ms: line.waitedMs }] : []));
  switch (part) {
    case "first_response":
      return waits.slice(0, 1).map(({ at }) => at);
    case "average_response":
      // The slowest one.
      return [...waits]
        .sort((a, b) => b.ms - a.ms)
        .slice(0, 1)
        .map(({ at }) => at);
    case "tone":
      return [...new Set(grade.tone.map(({ line }) => line))];
    case "ending":
      return grade.ending ? [grade.ending.line] : [];
    default:
      return [...new Set(grade.points.flatMap(({ kind, line }) => (line !== null && pointKinds[part]?.includes(kind) ? [line] : [])))].sort(
        (a, b) => a - b,
      );
  }
}

/** The parts of a customer's grade: they add up to its total. */
export function partRows(grade: CustomerGrade, state: CustomerState): PartRow[] {
  return partPoints(grade.shares).map((row) => ({ ...row, lines: linesOf(row.part, grade, state) }));
}

/** The parts of a whole run: the mean of its customers, as its total is. Parts that nobody had are missing. */
export function partsOfRun(customers: readonly Pick<CustomerGrade, "shares">[]): { part: GradePart; got: number; of: number }[] {
  const rows = customers.flatMap(({ shares }) => partPoints(shares));
  return parts.flatMap((part) => {
    const own = rows.filter((row) => row.part === part);
    if (own.length === 0) return [];
    const mean = (of: (row: (typeof own)[number]) => number) => own.reduce((sum, row) => sum + of(row), 0) / customers.length;
    return [{ part, got: mean((row) => row.got), of: mean((row) => row.of) }];
  });
}

/** What each part brought in two tries of the same chat, and the difference: later less earlier. */
export function partDifferences(
  now: readonly Pick<CustomerGrade, "shares">[],
  then: readonly Pick<CustomerGrade, "shares">[],
): { part: GradePart; now: number; then: number; difference: number }[] {
  const [a, b] = [partsOfRun(now), partsOfRun(then)];
  const gotIn = (rows: typeof a, part: GradePart) => rows.find((row) => row.part === part)?.got ?? 0;
  return parts
    .filter((part) => [...a, ...b].some((row) => row.part === part))
    .map((part) => ({ part, now: gotIn(a, part), then: gotIn(b, part), difference: gotIn(a, part) - gotIn(b, part) }));
}
