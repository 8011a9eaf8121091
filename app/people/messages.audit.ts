import { defineMessages, type Messages } from "~/platform/messages";
import { activationAuditMessages } from "./messages.audit-activation";
import { casesAuditMessages } from "./messages.audit-cases";
import { chatsAuditMessages } from "./messages.audit-chats";
import { conductAuditMessages } from "./messages.audit-conduct";
import { contentAuditMessages } from "./messages.audit-content";
import { kpiAuditMessages } from "./messages.audit-kpi";
import { resultsAuditMessages } from "./messages.audit-results";
import { monthsAuditMessages } from "./messages.audit-months";
import { levelsAuditMessages } from "./messages.audit-levels";
import { probationAuditMessages } from "./messages.audit-probation";
import { tellingAuditMessages } from "./messages.audit-telling";
import { trainingAuditMessages } from "./messages.audit-training";

const peopleAuditMessages = defineMessages("people.audit.people", {
  en: {
    unknown: "Recorded: {{action}}",
    "field.name": "name",
    "field.externalId": "staff number",
    "field.email": "e-mail",
    "field.hireDate": "hire date",
    "field.contractTerm": "contract term",
    "field.probationEnd": "end of probation",
    "field.zone": "time zone",
    "field.workingWeek": "working days",
    "field.platform": "platform",
    "change.from_to": "{{field}}: {{was}} → {{now}}",
    "change.empty": "empty",

    "people.invited": "Invited as {{roles}}",
    "people.imported": "Imported {{created}} new, {{changed}} changed, from a file of {{rows}} rows",
    "people.invitation_accepted": "Accepted the invitation",
    "people.invitation_renewed": "Invitation renewed: a new link was made",
    "people.invitation_withdrawn": "Invitation withdrawn",
    "people.edited": "Changed: {{fields}}",
    "people.team_changed": "Moved to {{team}} from {{from}}",
    "people.stores_changed": "Stores changed from {{from}}",
    "people.role_granted": "Got a role: {{role}}",
    "people.role_ended": "A role ended: {{was_role}}",
    "people.reset_link_issued": "A password reset link was made; all devices signed out",
    "people.password_reset": "Set a new password by a reset link",
    "people.password_changed": "Changed the password",
    "people.sessions_ended": "Signed other devices out",
    "people.signed_in_by_link": "Signed in by a link",
    "people.sign_in_failed": "Five wrong passwords in a row, from {{address}}",
    "people.account_closed": "Account closed",
    "people.account_opened": "Account reopened",
    "people.leave_added": "Leave from {{from}} to {{to}}",
    "people.leave_cancelled": "Leave from {{was_from}} to {{was_to}} cancelled",
    "people.suspend": "Suspended",
    "people.reinstate": "Reinstated: {{state}}",
    "people.leave": "Left",
    "people.rehire": "Taken on again",
    "people.shop_opened": "Opened the shop {{shop}}",
    "people.setting_changed": "Setting {{subject}} changed",
    "people.team_added": "Team {{name}} added",
    "people.team_edited": "Team {{name}} changed: {{fields}}",
    "people.team_archived": "Team {{name}} archived",
    "people.team_restored": "Team {{name}} in use again",
    "people.ranking_on": "Ranking with names switched on for team {{name}}",
    "people.ranking_off": "Ranking with names switched off for team {{name}}",
    "people.store_added": "Store {{name}} added",
    "people.store_edited": "Store {{name}} changed: {{fields}}",
    "people.store_archived": "Store {{name}} archived",
    "people.store_restored": "Store {{name}} in use again",
    "people.account_assigned": "Platform account {{nick}} at {{store}}, from {{from}}",
    "people.account_ended": "Platform account {{was_nick}} ends on {{to}}",
    "people.holiday_added": "Holiday {{day}} entered",
    "people.holiday_removed": "Holiday {{was_day}} removed",
    "people.holidays_loaded": "Public holidays of {{year}} entered",
  },
  "zh-CN": {
    unknown: "记录：{{action}}",
    "field.name": "姓名",
    "field.externalId": "工号",
    "field.email": "邮箱",
    "field.hireDate": "入职日期",
    "field.contractTerm": "合同期限",
    "field.probationEnd": "试用期结束",
    "field.zone": "时区",
    "field.workingWeek": "工作日",
    "field.platform": "平台",
    "change.from_to": "{{field}}：{{was}} → {{now}}",
    "change.empty": "空",

    "people.invited": "受邀担任{{roles}}",
    "people.imported": "从 {{rows}} 行的文件导入：新增 {{created}} 人，更新 {{changed}} 人",
    "people.invitation_accepted": "接受了邀请",
    "people.invitation_renewed": "重发邀请，生成了新链接",
    "people.invitation_withdrawn": "邀请已撤回",
    "people.edited": "修改了{{fields}}",
    "people.team_changed": "自 {{from}} 调到{{team}}",
    "people.stores_changed": "自 {{from}} 起更换店铺",
    "people.role_granted": "获得角色：{{role}}",
    "people.role_ended": "角色结束：{{was_role}}",
    "people.reset_link_issued": "生成了重置密码链接，所有设备已退出",
    "people.password_reset": "通过重置链接设置了新密码",
    "people.password_changed": "修改了密码",
    "people.sessions_ended": "退出了其他设备",
    "people.signed_in_by_link": "通过链接登录",
    "people.sign_in_failed": "连续五次输错密码，来自 {{address}}",
    "people.account_closed": "账号已关闭",
    "people.account_opened": "账号已重新开放",
    "people.leave_added": "请假：{{from}} 至 {{to}}",
    "people.leave_cancelled": "取消了 {{was_from}} 至 {{was_to}} 的请假",
    "people.suspend": "停岗",
    "people.reinstate": "复岗：{{state}}",
    "people.leave": "离职",
    "people.rehire": "重新入职",
    "people.shop_opened": "开通了店铺“{{shop}}”",
    "people.setting_changed": "修改了设置 {{subject}}",
    "people.team_added": "新增团队“{{name}}”",
    "people.team_edited": "团队“{{name}}”修改了{{fields}}",
    "people.team_archived": "团队“{{name}}”已归档",
    "people.ranking_on": "为团队{{name}}开启了实名排名",
    "people.ranking_off": "为团队{{name}}关闭了实名排名",
    "people.team_restored": "团队“{{name}}”恢复使用",
    "people.store_added": "新增店铺“{{name}}”",
    "people.store_edited": "店铺“{{name}}”修改了{{fields}}",
    "people.store_archived": "店铺“{{name}}”已归档",
    "people.store_restored": "店铺“{{name}}”恢复使用",
    "people.account_assigned": "自 {{from}} 起使用{{store}}的平台账号 {{nick}}",
    "people.account_ended": "平台账号 {{was_nick}} 于 {{to}} 结束",
    "people.holiday_added": "录入节假日 {{day}}",
    "people.holiday_removed": "删除节假日 {{was_day}}",
    "people.holidays_loaded": "录入了 {{year}} 年法定节假日",
  },
});

const parts: Messages[] = [
  peopleAuditMessages,
  trainingAuditMessages,
  probationAuditMessages,
  activationAuditMessages,
  contentAuditMessages,
  tellingAuditMessages,
  casesAuditMessages,
  kpiAuditMessages,
  chatsAuditMessages,
  conductAuditMessages,
  kpiAuditMessages,
  resultsAuditMessages,
  monthsAuditMessages,
  levelsAuditMessages,
];
const textsIn = (locale: "en" | "zh-CN"): Record<string, string> => Object.assign({}, ...parts.map((part) => part.texts[locale]));

/**
 * A sentence for each audited action, for timelines and the audit list; said on the server. Each capability adds its own under the action's name, in the part of its rooms.
 * Parameters are what the row says `after` (and `was_…` before), with roles, states and days already in words; `fields` names what changed.
 */
export const auditMessages: Messages = { namespace: "people.audit", texts: { en: textsIn("en"), "zh-CN": textsIn("zh-CN") } };
