import type { LocalText } from "~/platform/locale";
import type { MetricSlug } from "./measures";

/** How metrics are called where the content that a rule set was made from does not have them: they can be switched on all the same. */
export const metricTexts: Record<MetricSlug, { title: LocalText; formula: LocalText }> = {
  conversion: {
    title: { "zh-CN": "询单转化率", en: "Inquiries that paid" },
    formula: { "zh-CN": "最终付款人数之和 ÷ 询单人数之和", en: "People who finally paid ÷ people who inquired" },
  },
  "price-per-customer": {
    title: { "zh-CN": "客单价或客件数", en: "Price or items per customer" },
    formula: { "zh-CN": "客单价（或客件数）÷ 这家店当月的目标", en: "Price or items per customer ÷ the store's target of the month" },
  },
  "first-response": {
    title: { "zh-CN": "首次响应时间", en: "First response time" },
    formula: { "zh-CN": "首次响应时长，按有效接待人数加权平均", en: "First response time, averaged with effective receptions as weight" },
  },
  rating: {
    title: { "zh-CN": "客户评价", en: "Customer rating" },
    formula: {
      "zh-CN": "（5×很满意 + 4×满意 + 3×一般 + 2×不满 + 1×很不满）÷ 评价总数",
      en: "(5 × very satisfied + 4 × satisfied + 3 × neutral + 2 × dissatisfied + 1 × very dissatisfied) ÷ all ratings",
    },
  },
  "push-task": {
    title: { "zh-CN": "推广任务", en: "Push task" },
    formula: { "zh-CN": "指定商品卖出的件数 ÷ 任务件数", en: "Units sold of the named products ÷ units in the task" },
  },
  "rating-invitations": {
    title: { "zh-CN": "邀评率", en: "Rating invitations" },
    formula: { "zh-CN": "邀请发出数 ÷ 接待人数", en: "Invitations sent ÷ people received" },
  },
};
