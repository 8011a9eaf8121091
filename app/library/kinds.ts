import type { ItemKind } from "~/curriculum/pack";

/** The kinds in the order in which one learns, then what is said, what it is about, and by which rules. */
export const shownKinds = [
  "plan",
  "module",
  "lesson",
  "question",
  "practical",
  "quiz",
  "exam",
  "acknowledgement",
  "checklist",
  "script",
  "simulation",
  "term",
  "house_form",
  "product",
  "kpi_rules",
  "level_rules",
  "conduct_rules",
  "drill_rules",
] as const satisfies readonly ItemKind[];
export type ShownKind = (typeof shownKinds)[number];

/** Kinds that are wide tables: their languages stand below each other. */
export const tableKinds: ReadonlySet<string> = new Set<ShownKind>(["house_form", "kpi_rules", "conduct_rules"]);

/** Whether `value` names a kind that the library shows. */
export function isShownKind(value: unknown): value is ShownKind {
  return shownKinds.some((k) => k === value);
}
