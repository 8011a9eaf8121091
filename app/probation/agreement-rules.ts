/** How often one grader gave the row's grade and the other the column's: 5 × 5, grades 0–4. */
export type Cells = readonly (readonly number[])[];
/** One cell of it. */
export type Cell = { a: number; b: number; count: number };

const STEPS = 5;
/** Fewer pairs of grades than 2k² for k grades, and a weighted kappa says more about chance than about the graders (Cicchetti 1981). */
export const ENOUGH = 2 * STEPS * STEPS;

/** The matrix of these cells. */
export function cellsOf(counted: readonly Cell[]): number[][] {
  const cells = Array.from({ length: STEPS }, () => Array.from({ length: STEPS }, () => 0));
  for (const { a, b, count } of counted) {
    const row = cells[a];
    if (row?.[b] !== undefined) row[b] += count;
  }
  return cells;
}

/**
 * Cohen's kappa with quadratic weights: 1 − Σ w·observed ÷ Σ w·expected, w = (i − j)² ÷ (k − 1)². Null where nothing was graded, or both always gave one and the same
 * grade: then chance alone explains all.
 */
export function weightedKappa(cells: Cells): number | null {
  const n = sumOf(cells.flat());
  if (n === 0) return null;
  const rows = cells.map(sumOf);
  const columns = cells.map((_, j) => sumOf(cells.map((row) => row[j] ?? 0)));
  let observed = 0;
  let expected = 0;
  cells.forEach((row, i) =>
    row.forEach((count, j) => {
      const weight = (i - j) ** 2 / (STEPS - 1) ** 2;
      observed += weight * count;
      expected += (weight * (rows[i] ?? 0) * (columns[j] ?? 0)) / n;
    }),
  );
  return expected === 0 ? null : 1 - observed / expected;
}

/** What two graders, or the gradings of one item, have in common. */
export type AgreementFigures = {
  /** Items that both graded. */
  n: number;
  /** Null: too few to tell, or no spread. */
  kappa: number | null;
  isEnough: boolean;
  /** Shares of 1; null where there is nothing. */
  same: number | null;
  near: number | null;
};

/** The figures of a matrix; a kappa only from `ENOUGH` on. */
export function agreementOf(cells: Cells): AgreementFigures {
  const n = sumOf(cells.flat());
  const share = (within: number) =>
    n === 0 ? null : sumOf(cells.flatMap((row, i) => row.filter((_, j) => Math.abs(i - j) <= within))) / n;
  return { n, kappa: n < ENOUGH ? null : weightedKappa(cells), isEnough: n >= ENOUGH, same: share(0), near: share(1) };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Worst agreement first: the smaller share within one step, then the smaller share of same grades, then more gradings. */
export function byDisagreement(a: AgreementFigures, b: AgreementFigures): number {
  return (a.near ?? 1) - (b.near ?? 1) || (a.same ?? 1) - (b.same ?? 1) || b.n - a.n;
}
