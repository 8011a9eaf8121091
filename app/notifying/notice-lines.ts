import { activationMessages } from "~/activation/messages";
import { checkMessages } from "~/chats/messages.checks";
import { caseMessages } from "~/cases/messages";
import { conductMessages } from "~/conduct/messages";
import { levelMessages } from "~/kpi/levels/messages";
import { quotaMessages } from "~/kpi/quota/messages";
import { peopleMessages } from "~/people/messages";
import type { UnseenNotice } from "~/people/notices.server";
import type { Role } from "~/people/permissions";
import { isPlainDate } from "~/platform/dates";
import { formatDate, formatDateTime } from "~/platform/format";
import type { Locale } from "~/platform/locale";
import { type Messages, translate } from "~/platform/messages";
import { probationMessages } from "~/probation/messages";
import { reviewMessages } from "~/scripts/messages.review";
import { debriefMessages } from "~/simulator/messages.debrief";
import { trainingMessages } from "~/training/messages";
import type { NoticeGroup, NoticeLine } from "~/ui/shell/Notices";
import { uiMessages } from "~/ui/messages";
import { monthMessages } from "~/kpi/messages.months";
import { notifyingMessages } from "./messages";
import { topicOfNotice } from "./topics";

/** Whose texts say the notices of a capability, and where each leads. */
const bundles: Record<string, Messages> = {
  people: peopleMessages,
  months: monthMessages,
  training: trainingMessages,
  scripts: reviewMessages,
  simulator: debriefMessages,
  probation: probationMessages,
  activation: activationMessages,
  chats: checkMessages,
  conduct: conductMessages,
  kpi: levelMessages,
  quota: quotaMessages,
  cases: caseMessages,
};
const leads: Record<string, (data: Record<string, string | number>) => string> = {
  "people.password_changed": () => "/profile",
  "people.reset_link_issued": () => "/profile",
  "months.published": ({ month, personId }) => `/kpi/statements/${personId}?month=${month}`,
  "months.closed": ({ month, personId }) => `/kpi/statements/${personId}?month=${month}`,
  "months.supervisor_published": ({ month, personId }) => `/kpi/supervisors/${personId}?month=${month}`,
  "months.supervisor_closed": ({ month, personId }) => `/kpi/supervisors/${personId}?month=${month}`,
  "months.supervisor_reopened": ({ month, personId }) => `/kpi/supervisors/${personId}?month=${month}`,
  "months.changed": ({ month, personId }) => `/kpi/versions/${month}/${personId}`,
  "months.reopened": ({ month, personId }) => `/kpi/versions/${month}/${personId}`,
  "months.corrected": ({ month, personId }) => `/kpi/versions/${month}/${personId}`,
  "months.dispute_kept": ({ disputeId }) => `/kpi/disputes/${disputeId}`,
  "months.dispute_corrected": ({ disputeId }) => `/kpi/disputes/${disputeId}`,
  "training.practical_returned": ({ slug }) => `/learn/${slug}`,
  "training.answers_graded": () => "/drill/graded",
  "training.appeal_decided": ({ appealId }) => `/appeals/${appealId}`,
  "training.appeal_regraded": ({ appealId }) => `/appeals/${appealId}`,
  "training.extra_attempt": ({ slug }) => `/learn/${slug}`,
  "scripts.approved": ({ draftId }) => `/scripts/drafts/${draftId}`,
  "scripts.published": ({ slug }) => `/scripts/${slug}`,
  "scripts.returned": ({ draftId }) => `/scripts/drafts/${draftId}`,
  "simulator.graded_passed": ({ runId }) => `/simulator/runs/${runId}/debrief`,
  "simulator.graded_failed": ({ runId }) => `/simulator/runs/${runId}/debrief`,
  "simulator.commented": ({ runId }) => `/simulator/runs/${runId}/debrief`,
  "simulator.example": ({ runId }) => `/simulator/runs/${runId}/debrief`,
  "conduct.entered": ({ entryId }) => `/conduct/entries/${entryId}`,
  "conduct.withdrawn": ({ entryId }) => `/conduct/entries/${entryId}`,
  "conduct.upheld": ({ entryId }) => `/conduct/entries/${entryId}`,
  "conduct.taken_away": ({ entryId }) => `/conduct/entries/${entryId}`,
  "conduct.changed": ({ entryId }) => `/conduct/entries/${entryId}`,
  "chats.calibration": ({ setId }) => `/chats/calibration/${setId}`,
  "chats.checked": ({ chatId }) => `/chats/${chatId}`,
  "chats.checked_critical": ({ chatId }) => `/chats/${chatId}`,
  "chats.answered": ({ chatId }) => `/chats/${chatId}`,
  "chats.replied": ({ chatId }) => `/chats/${chatId}`,
  "chats.disputed": ({ chatId }) => `/chats/${chatId}`,
  "chats.ruled_kept": ({ chatId }) => `/chats/${chatId}`,
  "chats.ruled_changed": ({ chatId }) => `/chats/${chatId}`,
  "probation.graded_passed": ({ personId, gradingId }) => `/probation/${personId}/result/${gradingId}`,
  "probation.graded_failed": ({ personId, gradingId }) => `/probation/${personId}/result/${gradingId}`,
  "probation.second_asked": ({ personId, gradingId }) => `/probation/${personId}/result/${gradingId}`,
  "probation.calibration": ({ setId }) => `/calibration/${setId}`,
  "probation.reconcile": ({ personId, gradingId }) => `/probation/${personId}/reconcile/${gradingId}`,
  "probation.dispute_ruled": ({ disputeId }) => `/probation/disputes/${disputeId}`,
  "probation.read_by_time": ({ personId, gradingId }) => `/probation/${personId}/result/${gradingId}`,
  "kpi.module_opened": ({ slug }) => `/levels#module-${slug}`,
  "kpi.level_first": () => "/levels",
  "kpi.level_proposal": () => "/levels",
  "kpi.level_manual": () => "/levels",
  "kpi.level_management": () => "/levels",
  "kpi.level_declined_up": () => "/levels",
  "kpi.level_declined_down": () => "/levels",
  "quota.reviewed": ({ personId }) => `/kpi/quota/${personId}`,
  "cases.action": ({ number }) => `/cases/${number}`,
  "cases.action_late": ({ number }) => `/cases/${number}`,
  "cases.decided": ({ number }) => `/cases/${number}`,
  "cases.meeting_begun": ({ meetingId }) => `/meetings/${meetingId}/live`,
  "cases.excellent": ({ number }) => `/cases/${number}`,
  "activation.desk_opened": ({ personId }) => `/gate/${personId}/desk`,
  "activation.probation_ends": ({ personId }) => `/gate/${personId}/activation`,
  "activation.probation_over": ({ personId }) => `/gate/${personId}/activation`,
  "activation.probation_extended": ({ personId }) => `/people/${personId}`,
  "activation.probation_ends_of": () => "/inbox?kind=probation_end",
  "activation.probation_over_of": ({ personId }) => `/gate/${personId}/activation`,
  "activation.lapsed_override_expired": () => "/today",
  "activation.lapsed_retest_overdue": () => "/today",
  "activation.ahead_retest_overdue": () => "/today",
  "activation.ahead_override_expired": () => "/today",
  "activation.lapsed_recertification_due": () => "/today",
  "activation.ahead_recertification_due": () => "/today",
  "activation.lapsed_absence": () => "/today",
  "activation.ahead_absence": () => "/today",
  "activation.lapsed_conduct": () => "/today",
  "activation.given_back": () => "/today",
  "activation.entitlements_to_give": ({ personId }) => `/people/${personId}/entitlements`,
  "activation.entitlement_late": ({ personId }) => `/people/${personId}/entitlements`,
  "activation.policy_desk_shop": ({ place }) => `/settings/gates/desk/${place}`,
  "activation.policy_desk_team": ({ place }) => `/settings/gates/desk/${place}`,
  "activation.policy_activation_shop": ({ place }) => `/settings/gates/activation/${place}`,
  "activation.policy_activation_team": ({ place }) => `/settings/gates/activation/${place}`,
  "activation.certificate_revoked": ({ personId, decisionId }) => `/gate/${personId}/certificate/${decisionId}`,
  "activation.activation_opened": ({ personId }) => `/gate/${personId}/activation`,
};

/** What a person must be told on their next page, in their language. */
export function noticeLines(notices: readonly UnseenNotice[], locale: Locale, zone: string): NoticeLine[] {
  return notices.flatMap(({ id, kind, data, createdAt, important }) => {
    const [capability = "", what] = kind.split(".");
    const bundle = bundles[capability];
    if (!bundle || !what) return [];
    const role = typeof data.role === "string" ? translate(uiMessages, locale)(`role.${data.role as Role}`) : "";
    const days = Object.fromEntries(
      Object.entries(data).flatMap(([key, value]) => (isPlainDate(value) ? [[key, formatDate(value, locale)]] : [])),
    );
    const text = translate(bundle, locale)(`notice.${what}`, { ...data, ...days, role, when: formatDateTime(createdAt, locale, zone) });
    return [{ id, text, important, to: leads[kind]?.(data) ?? null }];
  });
}

/** So many lines stand above a page. */
const GROUPS = 3;

/** What a person must be told above their page: what is of one kind, and equally important, is one line with a count, the newest first. */
export function noticeGroups(notices: readonly UnseenNotice[], locale: Locale, zone: string): NoticeGroup[] {
  const t = translate(notifyingMessages, locale);
  const groups = new Map<string, NoticeGroup>();
  for (const notice of notices) {
    const topic = topicOfNotice(notice.kind);
    const key = `${topic} ${notice.important}`;
    const group = groups.get(key) ?? { label: t(`topic.${topic}`), important: notice.important, lines: [] };
    group.lines.push(...noticeLines([notice], locale, zone));
    if (group.lines.length > 0) groups.set(key, group);
  }
  return [...groups.values()].slice(0, GROUPS);
}
