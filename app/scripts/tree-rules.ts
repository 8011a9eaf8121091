/** The scenario tree as it is shown. Pure. */

/** A branch with how many scripts stand on it. */
export type BranchCount<B extends string> = { branch: B; count: number };

/** All branches in their order, those with nothing on them too; what stands on no branch that is known counts nowhere. */
export function branchCounts<B extends string>(order: readonly B[], found: Readonly<Partial<Record<string, number>>>): BranchCount<B>[] {
  return order.map((branch) => ({ branch, count: found[branch] ?? 0 }));
}

/** How many scripts there are on all branches together. */
export function totalOf(counts: readonly BranchCount<string>[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
