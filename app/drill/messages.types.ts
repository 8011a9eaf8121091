import { defineMessages } from "~/platform/messages";

/** What the players of the single types of questions say; each type has its own prefix. */
export const typeMessages = defineMessages("drill.types", {
  en: {
    "chat.label": "The chat so far",
    "chat.customer": "Customer",
    "chat.agent": "Agent",
  },
  "zh-CN": {
    "chat.label": "目前的聊天",
    "chat.customer": "客户",
    "chat.agent": "客服",
  },
});
