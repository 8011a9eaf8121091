import { defineMessages } from "~/platform/messages";

/** What the head of every page says of the network. Every page carries it: keep it short. */
export const networkMessages = defineMessages("ui.offline", {
  en: {
    "banner.offline": "Offline",
    "banner.offline_waiting": "Offline · {{n}} waiting",
    "banner.sending": "Sending {{n}}…",
  },
  "zh-CN": {
    "banner.offline": "离线",
    "banner.offline_waiting": "离线 · {{n}} 项待提交",
    "banner.sending": "正在提交 {{n}} 项…",
  },
});
