import type { LocalText } from "~/platform/locale";
import type { Gate, OverrideFact, RequirementId } from "./gate-facts";

/**
 * One entry of a policy version; `workingDays` belongs to `probation_days`, `trainingDays` to `bank_certificate`: for how long one counts; `approved` and `prepared` to
 * `scripts`: how many were approved, how many of the prepared messages handed in; `above` to `conduct`: more points than so many are left of every month.
 */
export type PolicyEntry = {
  id: RequirementId;
  workingDays?: number;
  trainingDays?: number;
  approved?: number;
  prepared?: number;
  above?: number;
};

/** When the clearance of whoever passed under a policy lapses by itself: so many months after the last test, so many days away from the desk; it comes back with the test named. */
export type Terms = { recertification?: { months: number; exam: ExamRole }; absence?: { days: number; exam: ExamRole } };
type ExamRole = "desk_exam" | "rules_exam";
export type Policy = { id: string; gate: Gate; version: number; requirements: PolicyEntry[]; terms: Terms };

export type EvidenceKind =
  | "enrolment"
  | "signoff"
  | "sitting_result"
  | "acknowledgement"
  | "bank_certificate"
  | "simulation_result"
  | "script_review"
  | "checklist_result"
  | "conduct_month"
  | "gate_decision"
  | "override";
/** A row on which a requirement rests; `label` (in both languages, or as somebody wrote it), `by` (who vouches for it) and `at` are what the page shows of it. */
export type Evidence = { kind: EvidenceKind; id: string; label: LocalText | null; by: string | null; at: Date; to: string | null };

/** Why a requirement is unmet: a text `blocker.<code>` of the activation messages. */
export type Blocker = { code: string; params: Record<string, string | number>; title?: LocalText };

/** One requirement of a gate: the same object for page, action and API. */
export type Requirement = {
  id: RequirementId;
  met: boolean;
  /** How much of it is there: 11 of 13 sign-offs. */
  progress: { done: number; of: number };
  evidence: Evidence[];
  /** The live override on which it rests when it is met by no evidence. */
  override: OverrideFact | null;
  blocker: Blocker | null;
  /** The page that mends it and about how long that takes; null when only time does. */
  whereToMend: { to: string; minutes: number | null } | null;
};

/** What an evaluator found of a requirement. */
export type Found = { done: number; of: number; evidence: Evidence[]; blocker: Blocker | null; whereToMend: Requirement["whereToMend"] };
