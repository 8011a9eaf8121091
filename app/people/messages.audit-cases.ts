import { defineMessages } from "~/platform/messages";

/** A sentence for each audited action of cases and what they are made of. */
export const casesAuditMessages = defineMessages("people.audit.cases", {
  en: {
    "cases.made": "Case #{{number}} was made: {{title}}",
    "cases.edited": "Case #{{number}} was changed: {{title}}",
    "cases.dismissed": "Case #{{number}} was dismissed: {{title}}",
    "cases.reopened": "Case #{{number}} was opened again: {{title}}",
    "cases.merged": "Case #{{number}} was taken into #{{into}}: {{title}}",
    "cases.meeting_opened": "The meeting of {{team}} in the week of {{week}} was opened, with {{cases}} cases",
    "cases.meeting_closed": "The meeting of {{team}} in the week of {{week}} was held: {{decided}} cases decided, {{present}} people there",
    "cases.meeting_presented": "The meeting of {{team}} in the week of {{week}} was presented",
    "cases.vote_closed": "Case #{{number}}: a vote on the better line was closed, with {{voted}} votes",
    "cases.meeting_time": "The time of the weekly meeting was set",
    "cases.action_decided": "Case #{{number}}: {{owner}} is to see to something by {{due}}",
    "cases.action_told": "Case #{{number}}: {{to}} was told on {{on}}",
    "cases.action_done": "Case #{{number}}: what it asked for is there",
    "cases.action_cancelled": "Case #{{number}}: an action was given up",
  },
  "zh-CN": {
    "cases.made": "建立了案例 #{{number}}：{{title}}",
    "cases.edited": "修改了案例 #{{number}}：{{title}}",
    "cases.dismissed": "作废了案例 #{{number}}：{{title}}",
    "cases.reopened": "重新打开了案例 #{{number}}：{{title}}",
    "cases.merged": "案例 #{{number}} 并入了 #{{into}}：{{title}}",
    "cases.meeting_opened": "排好了{{team}} {{week}}那一周的复盘会议程，共 {{cases}} 个案例",
    "cases.meeting_closed": "{{team}} {{week}}那一周的复盘会开完：决定 {{decided}} 个案例，到会 {{present}} 人",
    "cases.meeting_presented": "主持了{{team}} {{week}}那一周的复盘会",
    "cases.vote_closed": "案例 #{{number}}：{{voted}} 人投票选了更好的说法",
    "cases.meeting_time": "设置了每周复盘会的时间",
    "cases.action_decided": "案例 #{{number}}：由{{owner}}在 {{due}} 前办理",
    "cases.action_told": "案例 #{{number}}：{{on}}已告知{{to}}",
    "cases.action_done": "案例 #{{number}}：要求的东西已经做出来",
    "cases.action_cancelled": "案例 #{{number}}：取消了一项改进事项",
  },
});
