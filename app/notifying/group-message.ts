import type { Locale } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { type WaitingRole, type WorkKind } from "~/work/kinds";
import { workMessages } from "~/work/messages";
import { groupMessages } from "./messages.group";

/** What waits in the inboxes of a role: how many of each kind. */
export type GroupCounts = readonly { role: WaitingRole; kinds: readonly { kind: WorkKind; count: number }[] }[];
/** What a group is told: no name, no score, no word on who passed or failed. */
export type GroupMessage = { title: string; lines: string[]; link: { text: string; url: string } };

/**
 * Kinds that say by themselves how somebody did, or that something is wrong with somebody: in a small team a count of one names them. A group hears of them as "other things".
 */
const personal: ReadonlySet<WorkKind> = new Set<WorkKind>([
  ...(["kpi_dispute", "kpi_dispute_late"] as const),
  ...(["attempts_used", "gradings_used", "reconciliation", "second_grading", "remedial_overdue", "probation_end"] as const),
  ...(["clearance_lapsed", "clearance_warning", "regrade_after_decision", "evidence_broken", "appeal", "appeal_content"] as const),
  ...([
    "entitlement_return",
    "entitlement_overdue",
    "chat_breach",
    "chat_dispute",
    "conduct_appeal",
    "conduct_threshold",
    "level_proposal",
    "quota_review",
  ] as const),
]);
const shared: ReadonlySet<WorkKind> = new Set<WorkKind>([
  ...(["practical", "exam_code", "plan_missing", "desk_gate", "grading", "activation_gate", "answers", "simulation", "script"] as const),
  ...([
    "content_material",
    "webhook_failing",
    "robot_failing",
    "calibration",
    "chat_calibration",
    "kpi_publish",
    "workload",
    "kpi_close",
    "meeting",
    "case_action",
    "action_overdue",
  ] as const),
]);

/** Whether a group may hear the name of a kind; one that nobody has thought about may not. */
export function isShared(kind: WorkKind): boolean {
  return shared.has(kind) && !personal.has(kind);
}

/** What a robot says: how much waits for whom, by kind, and where to go. Null: nothing waits. */
export function groupMessage(counts: GroupCounts, place: { team: string | null; url: string }, locale: Locale): GroupMessage | null {
  const t = translate(groupMessages, locale);
  const kinds = translate(workMessages, locale);
  const there = counts
    .map(({ role, kinds: of }) => ({ role, kinds: of.filter(({ count }) => count > 0) }))
    .filter((one) => one.kinds.length > 0);
  if (there.length === 0) return null;
  const sum = (of: readonly { count: number }[]) => of.reduce((all, { count }) => all + count, 0);
  const lines = there.map(({ role, kinds: of }) => {
    const named = of.filter(({ kind }) => isShared(kind)).map(({ kind, count }) => t("kind", { kind: kinds(`kind.${kind}`), count }));
    const others = sum(of.filter(({ kind }) => !isShared(kind)));
    const parts = [...named, ...(others > 0 ? [t("kind", { kind: t("others"), count: others })] : [])].join(t("join"));
    const whom = place.team === null ? t(`for.${role}`) : t(`for_team.${role}`, { team: place.team });
    return t("line", { count: sum(of), whom, parts });
  });
  const total = sum(there.flatMap((one) => one.kinds));
  return { title: t("title", { count: total }), lines, link: { text: t("link"), url: place.url } };
}

/** What a robot says when somebody tries it out. */
export function testMessage(url: string, locale: Locale): GroupMessage {
  const t = translate(groupMessages, locale);
  return { title: t("test.title"), lines: [t("test.body")], link: { text: t("test.link"), url } };
}
