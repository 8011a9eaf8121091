import { defineMessages } from "~/platform/messages";

/** What is asked at a sign-out while something waits. Loaded when it is asked. */
export const leaveMessages = defineMessages("ui.offline.leave", {
  en: {
    "leave.title_one": "One thing on this device has not been sent",
    "leave.title_other": "{{count}} things on this device have not been sent",
    "leave.body": "Signing out empties this device.",
    "leave.send": "Send now, then sign out",
    "leave.lose": "Sign out and lose it",
    "leave.stay": "Stay",
    "leave.unreached": "No connection. Stay signed in until it is back.",
  },
  "zh-CN": {
    "leave.title_one": "本机还有 {{count}} 项没有提交",
    "leave.title_other": "本机还有 {{count}} 项没有提交",
    "leave.body": "退出登录会清空本机保存的内容。",
    "leave.send": "先提交，再退出",
    "leave.lose": "不提交，直接退出",
    "leave.stay": "不退出",
    "leave.unreached": "没有网络，请先保持登录，联网后再退出。",
  },
});
