import { defineMessages } from "~/platform/messages";

/** A sentence for each audited action on months of the monthly score. */
export const monthsAuditMessages = defineMessages("people.audit.months", {
  en: {
    "kpi.month_published": "The KPI of {{month}} of {{team}} was published: {{people}} agents; it can be closed from {{closable}}",
    "kpi.month_closed": "The KPI of {{month}} of {{team}} was closed for {{people}} agents; {{waiting}} wait for disputes",
    "kpi.month_reopened": "The KPI of {{month}} of {{team}} was opened again for {{people}} agents",
    "kpi.score_decided": "The KPI of {{month}} could not be scored; a score was given: {{score}}",
    "kpi.score_taken_back": "The score given for {{month}} was taken back: {{was_score}}",
    "kpi.disputed": "The KPI of {{month}} was disputed",
    "kpi.dispute_kept": "A dispute about the KPI of {{month}} was answered: the statement stands",
    "kpi.dispute_corrected": "A dispute about the KPI of {{month}} was answered: it was corrected",
    "kpi.dispute_withdrawn": "A dispute about the KPI of {{month}} was taken back",
  },
  "zh-CN": {
    "kpi.month_published": "公布了{{team}} {{month}} 的绩效：{{people}} 名客服，{{closable}}起可以关账",
    "kpi.month_closed": "给{{team}} {{month}} 的绩效关账：{{people}} 名客服，{{waiting}} 人等异议答复",
    "kpi.month_reopened": "重新打开了{{team}} {{month}} 的绩效：{{people}} 名客服",
    "kpi.score_decided": "{{month}} 的绩效算不出得分，给了 {{score}} 分",
    "kpi.score_taken_back": "收回了 {{month}} 给的 {{was_score}} 分",
    "kpi.disputed": "对 {{month}} 的绩效提出异议",
    "kpi.dispute_kept": "答复了 {{month}} 绩效的异议：维持原样",
    "kpi.dispute_corrected": "答复了 {{month}} 绩效的异议：已更正",
    "kpi.dispute_withdrawn": "撤回了 {{month}} 绩效的异议",
  },
});
