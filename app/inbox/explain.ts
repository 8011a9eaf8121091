import type { Gate } from "~/activation/gate-facts";
import type { WorkKind } from "~/work/kinds";

/** Which gate an item of this kind concerns; `next`: the one that the person stands at, or whose requirement lapsed. */
export function gateFor(kind: WorkKind): Gate | "next" | null {
  return settled[kind].gate;
}

/** Whether such an item is about no single person: about content, or about what a whole team wrote. */
export function isAboutNobody(kind: WorkKind): boolean {
  const aboutNobody: readonly WorkKind[] = [
    "content_material",
    "answers",
    "webhook_failing",
    "robot_failing",
    "calibration",
    "meeting",
    "case_action",
    "chat_calibration",
    "kpi_publish",
    "kpi_close",
  ];
  return aboutNobody.includes(kind);
}

/** The page that settles an item: where the one button of its pane leads. Null: it is settled in the inbox itself. */
export function placeOf(
  kind: WorkKind,
  { personId, subjectId, data }: { personId: string | null; subjectId: string; data: Record<string, unknown> },
  gate: Gate | null,
): string | null {
  if (kind === "answers") return "/grading";
  if (kind === "calibration") return typeof data.setId === "string" ? `/calibration/${data.setId}` : null;
  if (kind === "chat_calibration") return typeof data.setId === "string" ? `/chats/calibration/${data.setId}` : null;
  if (kind === "chat_breach") return `/chats/${subjectId}`;
  if (kind === "chat_dispute") return typeof data.chatId === "string" ? `/chats/${data.chatId}` : null;
  if (kind === "conduct_appeal") return `/conduct/entries/${subjectId}`;
  if (kind === "conduct_threshold")
    return (
      personId &&
      (typeof data.month === "string" ? `/conduct/${personId}?month=${data.month.slice(0, 7)}#thresholds` : `/conduct/${personId}`)
    );
  if (kind === "kpi_publish" || kind === "kpi_close")
    return typeof data.month === "string" ? `/kpi/months/${data.month}/${subjectId}` : null;
  if (kind === "kpi_dispute" || kind === "kpi_dispute_late") return `/kpi/disputes/${subjectId}`;
  if (kind === "meeting") return `/meetings/${subjectId}`;
  if (kind === "case_action" || kind === "action_overdue") return typeof data.number === "number" ? `/cases/${data.number}` : null;
  if (kind === "level_proposal") return personId && `/levels/proposals/${subjectId}`;
  if (kind === "workload") return `/kpi/workload?team=${subjectId}`;
  if (kind === "quota_review") return personId && `/kpi/quota/reviews/${subjectId}`;
  if (kind === "script") return `/scripts/review/${subjectId}`;
  if (kind === "webhook_failing") return `/settings/telling/${subjectId}`;
  if (kind === "robot_failing") return `/settings/notifications/${subjectId}`;
  if (kind === "content_material") return `/library/changes/${subjectId}`;
  if (kind === "appeal" || kind === "appeal_content") return personId && `/appeals/${subjectId}`;
  if (kind === "remedial_overdue") return typeof data.remedialId === "string" ? `/remedial/${data.remedialId}` : null;
  if (kind === "simulation") return personId && `/simulator/runs/${subjectId}/debrief`;
  if (kind === "regrade_after_decision") return personId && `/gate/${personId}/regrade/${subjectId}`;
  if (kind === "reconciliation") return personId && `/probation/${personId}/reconcile/${subjectId}`;
  if (kind === "dispute" || kind === "dispute_overdue") return personId && `/probation/disputes/${subjectId}`;
  if (kind === "evidence_broken") return personId && `/gate/${personId}/dossier/${subjectId}`;
  const { place } = settled[kind];
  return place && personId ? place(personId, gate ?? "activation") : null;
}

type Settled = { gate: Gate | "next" | null; place: ((personId: string, gate: Gate) => string) | null };

const settled: Record<WorkKind, Settled> = {
  practical: { gate: null, place: null },
  exam_code: { gate: "desk", place: (id) => `/training/${id}/exam-code` },
  attempts_used: { gate: null, place: (id) => `/training/${id}/plan` },
  plan_missing: { gate: null, place: (id) => `/training/${id}/plan` },
  desk_gate: { gate: "desk", place: (id) => `/gate/${id}/desk` },
  grading: { gate: "activation", place: (id) => `/probation/${id}` },
  second_grading: { gate: null, place: (id) => `/probation/${id}` },
  reconciliation: { gate: null, place: null },
  calibration: { gate: null, place: null },
  meeting: { gate: null, place: null },
  case_action: { gate: null, place: null },
  action_overdue: { gate: null, place: null },
  dispute: { gate: null, place: null },
  dispute_overdue: { gate: null, place: null },
  gradings_used: { gate: "activation", place: (id) => `/probation/${id}` },
  activation_gate: { gate: "activation", place: (id) => `/gate/${id}/activation` },
  probation_end: { gate: "next", place: (id, gate) => `/gate/${id}/${gate}` },
  clearance_lapsed: { gate: "next", place: (id) => `/people/${id}/clearance` },
  clearance_warning: { gate: null, place: (id) => `/people/${id}/clearance` },
  answers: { gate: null, place: null },
  remedial_overdue: { gate: null, place: null },
  simulation: { gate: null, place: null },
  appeal: { gate: null, place: null },
  appeal_content: { gate: null, place: null },
  regrade_after_decision: { gate: null, place: null },
  evidence_broken: { gate: null, place: null },
  chat_calibration: { gate: null, place: null },
  level_proposal: { gate: null, place: null },
  quota_review: { gate: null, place: null },
  workload: { gate: null, place: null },
  chat_breach: { gate: null, place: null },
  kpi_publish: { gate: null, place: null },
  kpi_close: { gate: null, place: null },
  kpi_dispute: { gate: null, place: null },
  kpi_dispute_late: { gate: null, place: null },
  chat_dispute: { gate: null, place: null },
  conduct_appeal: { gate: null, place: null },
  conduct_threshold: { gate: null, place: null },
  script: { gate: null, place: null },
  webhook_failing: { gate: null, place: null },
  robot_failing: { gate: null, place: null },
  content_material: { gate: null, place: null },
  entitlement_overdue: { gate: null, place: (id) => `/people/${id}/entitlements` },
  entitlement_return: { gate: null, place: (id) => `/people/${id}/entitlements` },
};
