import { SCRIPTS_NEEDED } from "~/scripts/progress-rules";
import { CERTIFICATE_DAYS } from "~/training/certificate";
import { type Gate, type RequirementId, requirementIds } from "./gate-facts";
import type { PolicyEntry } from "./requirement";

/** A number that belongs to a requirement: its limits, and what is usual. */
export type Parameter = { name: Exclude<keyof PolicyEntry, "id">; min: number; max: number; usual: number };

/** Can never be left out of their gate: the domain demands them. The database refuses a policy without. */
const lockedWords = [
  "activities",
  "acknowledgement",
  "desk_exam",
  "checklist",
  "probation_days",
] as const satisfies readonly RequirementId[];

/** Whether a word of the vocabulary can never be left out. */
export function isLocked(id: RequirementId): id is (typeof lockedWords)[number] {
  return (lockedWords as readonly RequirementId[]).includes(id);
}

type Word = {
  /** The gates that may ask for it. */
  gates: readonly Gate[];
  parameters: readonly Parameter[];
};

/**
 * The fixed vocabulary of gate policies: what a shop may choose from, with the limits of what it may set. Each capability adds its own here, in `evaluators` and in the function
 * `gate_evidence_holds` of the database.
 */
export const vocabulary: Record<RequirementId, Word> = {
  activities: { gates: ["desk"], parameters: [] },
  signoffs: { gates: ["desk"], parameters: [] },
  rules_exam: { gates: ["desk"], parameters: [] },
  acknowledgement: { gates: ["desk"], parameters: [] },
  bank_certificate: { gates: ["desk"], parameters: [{ name: "trainingDays", min: 1, max: 60, usual: CERTIFICATE_DAYS }] },
  simulations: { gates: ["desk", "activation"], parameters: [] },
  scripts: {
    gates: ["desk", "activation"],

    parameters: [
      { name: "approved", min: 1, max: 50, usual: SCRIPTS_NEEDED.approved },
      { name: "prepared", min: 0, max: 10, usual: SCRIPTS_NEEDED.prepared },
    ],
  },
  desk_exam: { gates: ["desk"], parameters: [] },
  checklist: { gates: ["activation"], parameters: [] },
  no_open_dispute: { gates: ["activation"], parameters: [] },
  conduct: { gates: ["activation"], parameters: [{ name: "above", min: 1, max: 9, usual: 5 }] },
  probation_days: { gates: ["activation"], parameters: [{ name: "workingDays", min: 1, max: 120, usual: 10 }] },
};

/** What a gate may ask for, in the order in which it is shown. */
export function wordsOf(gate: Gate): RequirementId[] {
  return requirementIds.filter((id) => vocabulary[id].gates.includes(gate));
}

/** The tests that a lapsed clearance may come back with. */
export const renewalExams = ["desk_exam", "rules_exam"] as const;
export type RenewalExam = (typeof renewalExams)[number];

/** The terms under which a clearance lapses by itself, with the limits of their number. */
export const termKinds = {
  recertification: { gates: ["activation"], number: { name: "months", min: 1, max: 60, usual: 12 } },
  absence: { gates: ["desk", "activation"], number: { name: "days", min: 7, max: 365, usual: 30 } },
} as const satisfies Record<string, { gates: readonly Gate[]; number: { name: string; min: number; max: number; usual: number } }>;
export type TermKind = keyof typeof termKinds;

/** The terms that a policy of this gate may set. */
export function termsOf(gate: Gate): TermKind[] {
  return (Object.keys(termKinds) as TermKind[]).filter((kind) => (termKinds[kind].gates as readonly Gate[]).includes(gate));
}
