import type { Exchange } from "../exchange";
import { foreignOptionCells, foreignOptions, optionCells, optionColumns, optionsIn } from "../option-cells";
import type { QuestionOf } from "../question";

/** Single choice in files. */
export const singleChoiceExchange: Exchange<QuestionOf<"single_choice">> = {
  columns: [...optionColumns, "answer", "why"],
  cells: ({ options }) => optionCells(options, "answer"),
  body: (row) => ({ options: optionsIn(row, "answer", true, row.before?.options ?? []) }),
  abroad: {
    kind: "choice",
    out: ({ options }, locale) => ({ options: foreignOptions(options, locale) }),
    cells: ({ options }, locale, before) => foreignOptionCells(options, locale, before?.options ?? []),
  },
  example: {
    stem: {
      "zh-CN": "客户问包能不能水洗，面料是头层牛皮。怎么答？",
      en: "A customer asks whether a bag of top-grain leather may be washed. What is right?",
    },
    options: [
      {
        id: "a",
        text: { "zh-CN": "可以，轻一点洗就行。", en: "Yes, if gently." },
        correct: false,
        why: { "zh-CN": "皮子浸水会变硬。", en: "Soaked leather goes hard." },
      },
      { id: "b", text: { "zh-CN": "不能，用微湿的布擦。", en: "No; wipe it with a damp cloth." }, correct: true },
      {
        id: "c",
        text: { "zh-CN": "请看吊牌。", en: "Please see the tag." },
        correct: false,
        why: { "zh-CN": "客户问的就是你。", en: "It is you who was asked." },
      },
    ],
    explanation: { "zh-CN": "头层牛皮不水洗，说清楚怎么擦。", en: "Top-grain leather is not washed. Say how it is cleaned." },
  },
};
