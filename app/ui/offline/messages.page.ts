import { defineMessages } from "~/platform/messages";

/** What the service worker says in place of a page, and what the product is called where it is installed. */
export const offlinePageMessages = defineMessages("ui.offline.page", {
  en: {
    "app.name": "Deskready 上岗",
    "app.short": "Deskready",
    "app.description": "From the warehouse to the live desk: lessons, drill, practicals and exams for customer service.",
    "page.title": "No connection",
    "page.lead": "This page needs a connection. Nothing that you typed or answered is lost.",
    "page.drill": "Your drill goes on without one: its questions are on this device.",
    "page.go_on": "Go on drilling",
    "page.retry": "Try again",
    answers_one: "One answer waits on this device. It is sent by itself when the connection is back.",
    answers_other: "{{count}} answers wait on this device. They are sent by themselves when the connection is back.",
    hand_ins_one: "One practical waits on this device. It is handed in by itself when the connection is back.",
    hand_ins_other: "{{count}} practicals wait on this device. They are handed in by themselves when the connection is back.",
    chats_one: "One chat message waits on this device. It is sent by itself when the connection is back.",
    chats_other: "{{count}} chat messages wait on this device. They are sent by themselves when the connection is back.",
  },
  "zh-CN": {
    "app.name": "上岗 Deskready",
    "app.short": "上岗",
    "app.description": "从仓库到客服上机：课程、练习、实操和考核。",
    "page.title": "没有网络",
    "page.lead": "打开这一页需要网络。你输入的内容和答案都不会丢。",
    "page.drill": "练习不用网络也能继续，题目已经存在本机。",
    "page.go_on": "继续练习",
    "page.retry": "再试一次",
    answers_one: "{{count}} 个答案存在本机，联网后自动提交。",
    answers_other: "{{count}} 个答案存在本机，联网后自动提交。",
    hand_ins_one: "{{count}} 份实操存在本机，联网后自动提交。",
    hand_ins_other: "{{count}} 份实操存在本机，联网后自动提交。",
    chats_one: "{{count}} 条聊天消息存在本机，联网后自动发出。",
    chats_other: "{{count}} 条聊天消息存在本机，联网后自动发出。",
  },
});
