import { defineMessages } from "~/platform/messages";

/** What was done to levels, as the audit says it. */
export const levelsAuditMessages = defineMessages("people.audit.levels", {
  en: {
    "kpi.level_first": "Began on the level {{level}}",
    "kpi.level_proposal": "Level changed by a proposal: {{level}}",
    "kpi.level_manual": "Level set by hand: {{level}}",
    "kpi.level_management": "Taken over to the management track",
    "kpi.level_proposed_up": "A step up was proposed: {{level}}",
    "kpi.level_proposed_down": "A step down was proposed: {{level}}",
    "kpi.level_proposal_lapsed": "A proposal on the level lapsed",
    "kpi.level_declined": "A proposal on the level was declined: {{level}}",
    "kpi.module_opened": "A module opened: {{name}}",
    "kpi.mentor_named": "Named as mentor of {{name}}",
    "kpi.mentor_ended": "No longer mentor of {{name}}",
  },
  "zh-CN": {
    "kpi.level_first": "等级从{{level}}开始",
    "kpi.level_proposal": "等级按提议变动：{{level}}",
    "kpi.level_manual": "手动调整等级：{{level}}",
    "kpi.level_management": "转入管理方向",
    "kpi.level_proposed_up": "提议升级：{{level}}",
    "kpi.level_proposed_down": "提议降级：{{level}}",
    "kpi.level_proposal_lapsed": "等级提议已失效",
    "kpi.level_declined": "等级提议未通过：{{level}}",
    "kpi.module_opened": "开放模块：{{name}}",
    "kpi.mentor_named": "定为 {{name}} 的带教人",
    "kpi.mentor_ended": "不再是 {{name}} 的带教人",
  },
});
