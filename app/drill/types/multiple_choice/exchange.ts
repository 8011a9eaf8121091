import type { Exchange } from "../exchange";
import { foreignOptionCells, foreignOptions, optionCells, optionColumns, optionsIn } from "../option-cells";
import type { QuestionOf } from "../question";

/** Multiple choice in files. */
export const multipleChoiceExchange: Exchange<QuestionOf<"multiple_choice">> = {
  columns: [...optionColumns, "answer", "why"],
  cells: ({ options }) => optionCells(options, "answer"),
  body: (row) => ({ options: optionsIn(row, "answer", false, row.before?.options ?? []) }),
  abroad: {
    kind: "choices",
    out: ({ options }, locale) => ({ options: foreignOptions(options, locale) }),
    cells: ({ options }, locale, before) => foreignOptionCells(options, locale, before?.options ?? []),
  },
  example: {
    stem: { "zh-CN": "核对订单时，哪些要和客户确认？", en: "What is confirmed with the customer when an order is checked?" },
    options: [
      { id: "a", text: { "zh-CN": "收货地址", en: "The address" }, correct: true },
      { id: "b", text: { "zh-CN": "颜色和款式", en: "Colour and model" }, correct: true },
      {
        id: "c",
        text: { "zh-CN": "客户的银行卡号", en: "The customer's card number" },
        correct: false,
        why: { "zh-CN": "任何时候都不能问。", en: "That is never asked for." },
      },
    ],
    explanation: { "zh-CN": "地址、颜色、款式；付款信息不归客服。", en: "Address, colour, model; payment is none of our business." },
  },
};
