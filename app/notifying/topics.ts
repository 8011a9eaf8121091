import type { HeldRole } from "~/people/permissions";
import { type WorkKind, workKinds, workScopes } from "~/work/kinds";

/** How somebody wants to be told of a kind: not at all, in the app, also by e-mail at once, also in the daily digest. */
export const modes = ["off", "app", "at_once", "digest"] as const;
export type Mode = (typeof modes)[number];

/** The groups in which the settings show the kinds. */
export const groups = ["training", "results", "waits", "deadlines", "account"] as const;
export type Group = (typeof groups)[number];

type TopicShape = {
  group: Group;
  /** What holds until somebody chooses. */
  usual: Mode;
  /** Whom it concerns: agents, whoever has an inbox with such things, or everybody. */
  of: "agents" | "leaders" | "everybody";
  notices?: readonly string[];
  work?: readonly WorkKind[];
};

/**
 * The kinds of notifications that people choose about, each with the notices and the work that belong to it. What waits in an inbox waits there whatever is chosen; deadlines
 * and the account cannot be switched off.
 */
const shapes = {
  practicals: { group: "training", usual: "digest", of: "agents", notices: ["training.practical_returned", "training.extra_attempt"] },
  scripts: { group: "training", usual: "digest", of: "everybody", notices: ["scripts.approved", "scripts.published", "scripts.returned"] },
  answers: {
    group: "results",
    usual: "digest",
    of: "agents",
    notices: ["training.answers_graded", "training.appeal_decided", "training.appeal_regraded"],
  },
  chats: {
    group: "results",
    usual: "digest",
    of: "agents",
    notices: ["simulator.graded_passed", "simulator.graded_failed", "simulator.commented", "simulator.example"],
  },
  checked_chats: {
    group: "results",
    usual: "digest",
    of: "everybody",
    notices: [
      "chats.calibration",
      "chats.checked",
      "chats.checked_critical",
      "chats.replied",
      "chats.answered",
      "chats.disputed",
      "chats.ruled_kept",
      "chats.ruled_changed",
    ],
  },
  checklist: {
    group: "results",
    usual: "at_once",
    of: "agents",
    notices: [
      "probation.graded_passed",
      "probation.graded_failed",
      "probation.second_asked",
      "probation.dispute_ruled",
      "probation.read_by_time",
    ],
  },
  levels: {
    group: "results",
    usual: "at_once",
    of: "agents",
    notices: [
      "kpi.level_first",
      "kpi.level_proposal",
      "kpi.level_manual",
      "kpi.level_management",
      "kpi.module_opened",
      "kpi.level_declined_up",
      "kpi.level_declined_down",
      "quota.reviewed",
    ],
  },
  level_proposals: { group: "waits", usual: "digest", of: "leaders", work: ["level_proposal", "quota_review"] },
  handed_in: { group: "waits", usual: "digest", of: "leaders", work: ["practical", "exam_code", "answers", "simulation", "script"] },
  gradings: {
    group: "waits",
    usual: "digest",
    of: "leaders",
    notices: ["probation.reconcile"],
    work: ["grading", "second_grading", "reconciliation", "gradings_used", "calibration", "chat_calibration"],
  },
  gates: {
    group: "waits",
    usual: "at_once",
    of: "leaders",
    notices: [
      "activation.policy_desk_shop",
      "activation.policy_desk_team",
      "activation.policy_activation_shop",
      "activation.policy_activation_team",
    ],
    work: ["desk_gate", "activation_gate", "regrade_after_decision"],
  },
  appeals: {
    group: "waits",
    usual: "digest",
    of: "leaders",
    work: ["appeal", "appeal_content", "dispute", "dispute_overdue", "chat_dispute", "conduct_appeal"],
  },
  stuck: { group: "waits", usual: "digest", of: "leaders", work: ["attempts_used", "plan_missing", "remedial_overdue"] },
  things: {
    group: "waits",
    usual: "digest",
    of: "leaders",
    notices: ["activation.entitlements_to_give", "activation.entitlement_late"],
    work: ["entitlement_overdue", "entitlement_return"],
  },
  content: { group: "waits", usual: "digest", of: "leaders", work: ["content_material"] },
  cases: {
    group: "waits",
    usual: "digest",
    of: "everybody",
    notices: ["cases.action", "cases.action_late", "cases.decided", "cases.excellent"],
    work: ["meeting", "case_action", "action_overdue"],
  },
  meetings: { group: "training", usual: "app", of: "everybody", notices: ["cases.meeting_begun"] },
  systems: { group: "waits", usual: "at_once", of: "leaders", work: ["webhook_failing", "robot_failing", "evidence_broken"] },
  other_work: { group: "waits", usual: "digest", of: "leaders" },
  // An appeal has its day.
  conduct: {
    group: "deadlines",
    usual: "at_once",
    of: "agents",
    notices: ["conduct.entered", "conduct.withdrawn", "conduct.upheld", "conduct.taken_away", "conduct.changed"],
  },
  monthly_score: {
    group: "deadlines",
    usual: "at_once",
    of: "agents",
    notices: [
      "months.published",
      "months.closed",
      "months.supervisor_published",
      "months.supervisor_closed",
      "months.supervisor_reopened",
      "months.changed",
      "months.reopened",
      "months.corrected",
      "months.dispute_kept",
      "months.dispute_corrected",
    ],
  },
  months: {
    group: "waits",
    usual: "digest",
    of: "leaders",
    work: ["kpi_publish", "kpi_close", "workload", "kpi_dispute", "kpi_dispute_late"],
  },
  clearance: {
    group: "deadlines",
    usual: "at_once",
    of: "agents",
    notices: [
      "activation.desk_opened",
      "activation.activation_opened",
      "activation.given_back",
      "activation.suspended",
      "activation.reinstated",
    ],
  },
  probation: {
    group: "deadlines",
    usual: "at_once",
    of: "agents",
    notices: ["activation.probation_ends", "activation.probation_over", "activation.probation_extended"],
  },
  team_deadlines: {
    group: "deadlines",
    usual: "at_once",
    of: "leaders",
    notices: ["activation.probation_ends_of", "activation.probation_over_of"],
    work: ["probation_end", "clearance_lapsed", "clearance_warning", "chat_breach", "conduct_threshold"],
  },
  account: { group: "account", usual: "at_once", of: "everybody" },
} as const satisfies Record<string, TopicShape>;

export type Topic = keyof typeof shapes;
export const topics = Object.keys(shapes) as Topic[];
const shapeOf = (topic: Topic): TopicShape => shapes[topic];

const byNotice = new Map(topics.flatMap((topic) => (shapeOf(topic).notices ?? []).map((kind) => [kind, topic] as const)));
const byWork = new Map(topics.flatMap((topic) => (shapeOf(topic).work ?? []).map((kind) => [kind, topic] as const)));
/** Where the notices of a capability belong that are named nowhere above. */
const byCapability = new Map<string, Topic>([
  ["people", "account"],
  ["training", "practicals"],
  ["scripts", "scripts"],
  ["simulator", "chats"],
  ["probation", "checklist"],
  ["activation", "clearance"],
]);

/** To which kind a notice belongs. */
export function topicOfNotice(kind: string): Topic {
  return byNotice.get(kind) ?? byCapability.get(kind.split(".")[0] ?? "") ?? "account";
}

/** To which kind something that waits belongs. */
export function topicOfWork(kind: WorkKind): Topic {
  return byWork.get(kind) ?? "other_work";
}

/** In which group the settings show a kind. */
export function groupOf(topic: Topic): Group {
  return shapeOf(topic).group;
}

/** What holds of a kind until somebody chooses. */
export function usualMode(topic: Topic): Mode {
  return shapeOf(topic).usual;
}

/** What may be chosen of a kind: only news about one's own training and results can be switched off. */
export function modesOf(topic: Topic): readonly Mode[] {
  const group = groupOf(topic);
  return group === "training" || group === "results" ? modes : modes.filter((mode) => mode !== "off");
}

/** The kinds that can concern somebody with these roles, in the order of the settings. */
export function topicsFor(held: readonly HeldRole[]): Topic[] {
  const isAgent = held.some(({ role }) => role === "agent");
  const seen = new Set(workScopes(held).flatMap(({ roles }) => roles));
  return topics.filter((topic) => {
    const { of, work } = shapeOf(topic);
    if (of === "everybody") return true;
    if (of === "agents") return isAgent;
    return work ? work.some((kind) => seen.has(workKinds[kind])) : seen.size > 0;
  });
}

/** The notices that are switched off by what somebody chose. */
export function mutedNotices(chosen: Partial<Record<Topic, Mode>>): string[] {
  return topics.flatMap((topic) => (chosen[topic] === "off" ? (shapeOf(topic).notices ?? []) : []));
}
