import type { LocalText } from "~/platform/locale";

/** One of the reasons for which an inquiry is lost: its name, what counts as it, how it looks in a chat, and lessons of the shipped pack that train against it. */
type Reason = { name: LocalText; means: LocalText; example: LocalText; lesson: readonly string[] };

const text = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });

/** The thirteen reasons of the domain document, in the order in which a supervisor goes through a chat. */
export const lossReasons = {
  slow_first_reply: {
    name: text("首次回复慢", "Slow first reply"),
    means: text("客户开口后等太久才有人应。", "The customer waited too long for anybody to answer at all."),
    example: text("14:02 在吗？……14:09 您好，在的。", "14:02 Anyone there? … 14:09 Hello, yes."),
    lesson: ["three-windows-at-once", "chat-style-and-reply-time"],
  },
  slow_follow_up: {
    name: text("中途回复慢", "Slow follow-up"),
    means: text("聊起来之后又让客户干等。", "The talk had begun, and then the customer was left waiting."),
    example: text("“稍等我查一下”，之后六分钟没有下文。", "“One moment, I'll check”, and then nothing for six minutes."),
    lesson: ["three-windows-at-once", "silence-and-the-undecided"],
  },
  wrong_product_fact: {
    name: text("产品说错", "Wrong product fact"),
    means: text("材质、尺寸、功能或用法说得不对。", "Material, size, function or use was told wrongly."),
    example: text("“头层牛皮的”，其实是牛皮拼二层。", "“Full-grain leather”, when it is partly split leather."),
    lesson: ["what-fits-whom", "features-a-customer-feels"],
  },
  no_recommendation: {
    name: text("没有推荐", "No recommendation"),
    means: text(
      "客户拿不定主意或缺货时，没有给出合适的另一款。",
      "The customer wavered, or it was sold out, and nothing else was offered.",
    ),
    example: text("“这款没货了哦。”然后就没有了。", "“Sorry, that one is sold out.” And nothing more."),
    lesson: ["recommend-two-not-five", "stock-gaps-and-presale"],
  },
  did_not_ask: {
    name: text("没有开口促单", "Did not ask for the order"),
    means: text("客户已经有意，却没有人请他下单。", "The customer was willing, and nobody asked for the order."),
    example: text("客户：“挺好看的。” 客服：“是的呢。”", "Customer: “It does look nice.” Agent: “Yes, it does.”"),
    lesson: ["asking-for-the-order"],
  },
  price_objection: {
    name: text("嫌贵没接住", "Price objection unanswered"),
    means: text(
      "客户嫌贵或还价，只回了“不议价”，没有把话题带回价值。",
      "The customer found it dear and heard only “no discounts”, nothing about what it is worth.",
    ),
    example: text("“能便宜点吗？” “不好意思，不议价。”", "“Can you do better on the price?” “Sorry, prices are fixed.”"),
    lesson: ["from-price-to-value"],
  },
  stock_or_delivery: {
    name: text("库存或发货答不准", "Stock or delivery promise"),
    means: text(
      "有没有货、什么时候发、几天到，说不清或说了做不到的。",
      "Whether it is there, when it ships or arrives: unclear, or promised and impossible.",
    ),
    example: text("“大概这几天吧，我也不确定。”", "“Some time this week I guess, I'm not sure.”"),
    lesson: ["promises-dispatch-and-delay", "stock-and-dispatch"],
  },
  rule_or_term: {
    name: text("违规或违禁词", "Rule or prohibited term"),
    means: text("说了平台不让说的话，或引客户去平台外。", "Something was said that must not be, or the customer was led off the platform."),
    example: text("“加我微信给您便宜二十。”", "“Add me on WeChat and it's twenty less.”"),
    lesson: ["words-you-may-not-use", "off-platform-and-privacy"],
  },
  attitude: {
    name: text("态度", "Attitude"),
    means: text("冷淡、敷衍、反问或争辩。", "Cold, curt, arguing, or answering a question with a question."),
    example: text("“详情页写着呢，您自己看一下。”", "“It's on the page, have a look yourself.”"),
    lesson: ["what-we-say-and-never-say"],
  },
  needless_transfer: {
    name: text("不必要的转接", "Needless transfer"),
    means: text("自己能办完的，转给了别人。", "It could have been finished here and was passed on."),
    example: text("“这个我帮您转售前哈。” 客户没有再回。", "“Let me pass you to sales.” The customer never came back."),
    lesson: ["handover-and-who-to-ask"],
  },
  after_sales_worry: {
    name: text("售后顾虑没打消", "After-sales worry"),
    means: text(
      "客户担心退换、质保或运费，没有得到放心的回答。",
      "The customer worried about returns, warranty or postage and was not put at ease.",
    ),
    example: text("“不合适能退吗？” “看情况。”", "“Can I return it?” “That depends.”"),
    lesson: ["seven-day-return"],
  },
  platform_or_payment: {
    name: text("平台或付款问题", "Platform or payment"),
    means: text(
      "优惠券、付款方式或链接出了问题，没有帮客户办成。",
      "A coupon, payment or link did not work, and nobody helped it through.",
    ),
    example: text("“付不了款。” “您换个手机试试。”", "“I can't pay.” “Try another phone.”"),
    lesson: ["what-the-customer-pays"],
  },
  not_ours: {
    name: text("非我方原因", "No fault of ours"),
    means: text(
      "客户只是问问、买了别家或改了主意，客服做得没有问题。",
      "The customer only asked, or changed their mind; the agent did nothing wrong.",
    ),
    example: text("“老婆说家里有了，不好意思。”", "“My wife says we have one already, sorry.”"),
    lesson: [],
  },
} as const satisfies Record<string, Reason>;

export type LossReason = keyof typeof lossReasons;
export const lossReasonNames = Object.keys(lossReasons) as LossReason[];

/** Whether `value` names a reason. */
export function isLossReason(value: unknown): value is LossReason {
  return typeof value === "string" && Object.hasOwn(lossReasons, value);
}
