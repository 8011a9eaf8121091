import { defineMessages } from "~/platform/messages";

/** With these the bank of remarks of a shop begins; it is changed in the app from then on. */
export const firstRemarks = defineMessages("drill.remarks", {
  en: {
    ready: "Good: this could be sent as it stands.",
    ask: "Everything is right; only the question that leads to the order is missing. Ask for it.",
    feeling_first: "Right in substance, but the customer is upset: say that you understand first, then how it is solved.",
    value: "You speak of the price only. Say what the customer gets for it, then the price.",
    promise: "Do not promise what the warehouse or the courier decides. Say what you do, and when you will write again.",
    point_missing: "An important point is missing; compare with the answers below and say it in your own words next time.",
    too_long: "Too long for a chat: two or three short sentences, the most important one first.",
    canned: "This reads like a template. Take up what this customer wrote.",
  },
  "zh-CN": {
    ready: "很好，这样就能直接发给客户。",
    ask: "内容都对，就差最后一问：主动请客户下单。",
    feeling_first: "道理没错，但客户正着急：先表示理解，再说怎么解决。",
    value: "只谈了价格。先说客户得到什么，再说价格。",
    promise: "仓库和快递定的事别替他们承诺。说清楚你会做什么、什么时候再回复。",
    point_missing: "漏了一个要点。对照下面的参考回复，下次用自己的话说出来。",
    too_long: "在聊天里太长了：两三句短话，最要紧的放前面。",
    canned: "读起来像套话。接着这位客户说的话往下答。",
  },
});
