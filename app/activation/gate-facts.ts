import type { clearanceLapse } from "@db/schema";
import type { PlainDate } from "~/platform/dates";
import type { LocalText } from "~/platform/locale";
import type { Step } from "~/training/calendar";
import type { PersonState } from "~/training/state";

/** The two gates: training → probation (supervised desk), probation → active (full clearance). */
export const gates = ["desk", "activation"] as const;
export type Gate = (typeof gates)[number];

/** Vocabulary of gate policies. Each capability adds its own here and in `evaluators`. */
export const requirementIds = [
  "activities",
  "signoffs",
  "rules_exam",
  "acknowledgement",
  "bank_certificate",
  "simulations",
  "scripts",
  "desk_exam",
  "checklist",
  "no_open_dispute",
  "conduct",
  "probation_days",
] as const;
export type RequirementId = (typeof requirementIds)[number];

export type ActivityFact = {
  slug: string;
  day: number;
  kind: "lesson" | "quiz" | "practical" | "acknowledgement" | "exam";
  status: "open" | "started" | "submitted" | "returned" | "done";
  mandatory: boolean;
  minutes: number;
  /** Which exam it is for the gates; null for what is none. */
  role: "rules_exam" | "desk_exam" | null;
  title: LocalText;
  doneAt: Date | null;
};
export type ResultFact = {
  id: string;
  sittingId: string;
  slug: string;
  role: "quiz" | "rules_exam" | "desk_exam";
  passed: boolean;
  score: string;
  startedAt: Date;
  gradedAt: Date;
  codeByName: string | null;
};
export type CertificateFact = {
  id: string;
  questions: number;
  issuedAt: Date;
  /** Training days since it was issued: until now, or until the desk gate was decided. One that came after the decision does not age. */
  age: number;
};
/** A simulated chat that the gate asks for, and the try that passed it. */
export type SimulationFact = { slug: string; title: LocalText; passed: { id: string; runId: string; gradedAt: Date } | null };
/** A script that a supervisor approved. */
export type ApprovalFact = { id: string; draftId: string; title: string; byName: string; at: Date };
/** What counts of an attempt at the checklist: one grading, or two together. */
export type GradingFact = {
  id: string;
  gradingId: string;
  graderId: string;
  graderName: string;
  secondGraderId: string | null;
  secondGraderName: string | null;
  /** A second person should have graded, and there was nobody else. */
  singleExaminer: boolean;
  passed: boolean;
  total: string;
  gradedAt: Date;
};
export type OverrideFact = {
  id: string;
  gate: Gate;
  requirement: RequirementId;
  reason: string;
  givenBy: string;
  givenByName: string;
  givenAt: Date;
  expiresAt: Date;
};
export type DecisionFact = {
  id: string;
  gate: Gate;
  policyId: string;
  decidedBy: string;
  decidedByName: string;
  decidedAt: Date;
  singleExaminer: boolean;
};

/** Why a clearance lapses by itself, or is suspended at once (`conduct`). */
export type LapseReason = (typeof clearanceLapse.$inferSelect)["reason"];

/** A lapse that has begun and not ended. `byName`, `note` and `evidence` are those of a suspension for conduct. */
export type LiveLapse = {
  id: string;
  reason: LapseReason;
  causeId: string;
  at: Date;
  note: string;
  evidence: string | null;
  byName: string | null;
};

/** One thing that a person does again after a material change: sign a document, pass a test, or have questions fluent. */
export type RetestStep =
  | { kind: "sign" | "test"; slug: string; title: LocalText; minutes: number; done: boolean; /** It can be begun again. */ isOpen: boolean }
  | { kind: "questions"; fluent: number; of: number; done: boolean };
/** A material change on which the person is tested again, until the end of a manager's day. */
export type RetestFact = {
  id: string;
  materialId: string;
  /** What changed. */
  title: LocalText | null;
  publishedAt: Date;
  dueAt: Date;
  overdue: boolean;
  steps: RetestStep[];
};

/** A month of the ledger of conduct in which something was entered: what was left of it, and when the last entry came. */
export type ConductFact = { id: string; month: PlainDate; balance: string; entries: number; at: Date };

/** Days on which somebody had no desk, both inclusive: on leave, suspended, or with a lapsed clearance. `to` null: it goes on. */
export type AwayFact = { id: string; from: PlainDate; to: PlainDate | null };

/** All that the gates of one person rest on, in this employment. */
export type GateFacts = {
  personId: string;
  state: PersonState | null;
  /** The state that a suspension interrupted. */
  stateBefore: PersonState | null;
  enrolmentId: string | null;
  enrolledAt: Date | null;
  /** What an entry of the plan stands for: the `day` of an activity is the number of one. */
  step: Step;
  activities: ActivityFact[];
  acceptedSignoffs: { id: string; slug: string; byName: string; decidedAt: Date }[];
  results: ResultFact[];
  signatures: { id: string; slug: string; typedName: string; signedAt: Date }[];
  /** The required part of the bank: how many questions, how many of them fluent. */
  bank: { required: number; fluent: number };
  /** The bank certificates of the enrolment, the last first. */
  certificates: CertificateFact[];
  /** Those that are required, the easiest first. */
  simulations: SimulationFact[];
  /** The scripts of theirs that were approved, and which of the ten prepared messages were handed in at least once. */
  scripts: { approved: ApprovalFact[]; prepared: number[] };
  gradings: GradingFact[];
  /** An attempt waits for its second grading. */
  secondWaits: boolean;
  /** A dispute of a result that waits for its ruling; none that was opened after the activation: that undoes nothing. */
  dispute: { id: string; openedAt: Date } | null;
  decisions: DecisionFact[];
  overrides: OverrideFact[];
  /** Working days on the team's calendar since the desk gate opened, today included; 0 before. */
  probationWorkingDays: number;
  /** Months of the ledger of conduct since the employment began, the last first; a month that is not here has lost no points. */
  conduct: ConductFact[];
  /** The first day of the month in which the desk gate was decided; null: it was not. */
  probationMonth: PlainDate | null;
  /** Re-tests that are open and have a day. */
  retests: RetestFact[];
  /** The zone in which their days are reckoned. */
  zone: string;
  /** Days on end without the desk. */
  away: AwayFact[];
  /** What keeps the clearance away although the gates were opened. */
  lapses: LiveLapse[];
};
