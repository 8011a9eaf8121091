import type { ItemKind } from "~/curriculum/pack";

/** Which nodes of the tree are unfolded, as the address keeps it: `?open=p.taobao-15-day,d.taobao-15-day.3,l.bag-families,k.script`. Pure. */

/** What stands beside the plans, by what it is: the kinds under each branch, in their order. */
export const branches = {
  module: ["module"],
  script: ["script"],
  simulation: ["simulation"],
  term: ["term"],
  checklist: ["checklist"],
  form: ["house_form"],
  product: ["product"],
  rules: ["kpi_rules", "level_rules", "conduct_rules", "drill_rules"],
} as const satisfies Record<string, readonly ItemKind[]>;
export type BranchName = keyof typeof branches;
export const branchNames = Object.keys(branches) as BranchName[];
/** The branches whose items stand in groups: scenarios, sorts of words, families. */
const groupedBranches = ["script", "term", "product"] as const satisfies readonly BranchName[];
export type GroupedBranch = (typeof groupedBranches)[number];

/** Whether the items of a branch stand in groups. */
export function isGrouped(branch: BranchName): branch is GroupedBranch {
  return groupedBranches.some((b) => b === branch);
}

export const planKey = (plan: string) => `p.${plan}`;
export const dayKey = (plan: string, day: number) => `d.${plan}.${day}`;
export const lessonKey = (lesson: string) => `l.${lesson}`;
export const branchKey = (branch: BranchName) => `k.${branch}`;
export const groupKey = (branch: GroupedBranch, group: string) => `g.${branch}.${group}`;

const KEY = /^([pdl]\.[a-z0-9-]{1,100}(\.\d{1,4})?|k\.[a-z]{1,20}|g\.[a-z]{1,20}\.[a-z0-9_-]{1,100})$/;
const MOST = 200;

/** `isDefault`: the address says nothing; then the first plan is unfolded. */
export type OpenNodes = ReadonlySet<string> & { isDefault?: boolean };

/** The nodes that the address names; what is no node is passed over. */
export function openNodes(query: URLSearchParams): OpenNodes {
  const given = query.get("open");
  const keys = new Set((given ?? "").split(",", MOST).filter((key) => KEY.test(key)));
  return Object.assign(keys, { isDefault: given === null });
}

/** The address's `open` once a node is folded or unfolded; `standing` are those that are unfolded now. */
export function withNode(standing: readonly string[], key: string, isOpen: boolean): string {
  const keys = new Set(standing);
  if (isOpen) keys.add(key);
  else keys.delete(key);
  return [...keys].slice(-MOST).join(",");
}
