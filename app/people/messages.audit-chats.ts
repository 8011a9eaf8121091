import { defineMessages } from "~/platform/messages";

/** A sentence for each audited action of files of chats and of the accounts in them. */
export const chatsAuditMessages = defineMessages("people.audit.chats", {
  en: {
    "chats.imported": "Chats were brought in from {{fileName}}: new {{added}}, known {{known}}, faults {{faults}}",
    "chats.orders_imported": "Orders were brought in from {{fileName}}: new {{added}}, known {{known}}, faults {{faults}}",
    "chats.import_cancelled": "The import of {{fileName}} was stopped",
    "chats.import_undone": "An import was taken back: {{was_fileName}}, chats or orders {{was_added}}",
    "chats.account_mapped": "The account {{account}} was given since {{from}}; chats taken over: {{chats}}",
    "chats.robot_named": "The account {{account}} is a robot",
    "chats.robot_lifted": "The account {{account}} is no robot after all",
    "chats.rules_set": "Texts of chats are kept {{months}} months, a payment counts for {{windowDays}} days",
  },
  "zh-CN": {
    "chats.imported": "从 {{fileName}} 导入聊天：新增 {{added}}，已有 {{known}}，问题 {{faults}}",
    "chats.orders_imported": "从 {{fileName}} 导入订单：新增 {{added}}，已有 {{known}}，问题 {{faults}}",
    "chats.import_cancelled": "停止了 {{fileName}} 的导入",
    "chats.import_undone": "撤回了一次导入：{{was_fileName}}，聊天或订单 {{was_added}}",
    "chats.account_mapped": "账号 {{account}} 从 {{from}} 起有了归属，转入聊天 {{chats}}",
    "chats.robot_named": "账号 {{account}} 是机器人",
    "chats.robot_lifted": "账号 {{account}} 其实不是机器人",
    "chats.rules_set": "聊天原文保留 {{months}} 个月，付款归属 {{windowDays}} 天",
  },
});
