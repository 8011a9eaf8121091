import { chatCells, chatIn } from "../chat-cells";
import type { Exchange } from "../exchange";
import { optionCells, optionColumns, optionsIn } from "../option-cells";
import type { QuestionOf } from "../question";

/** The next line of a chat in files. */
export const chooseNextLineExchange: Exchange<QuestionOf<"choose_next_line">> = {
  columns: ["chat", ...optionColumns, "answer", "why"],
  cells: ({ chat, options }) => ({ ...chatCells(chat), ...optionCells(options, "answer") }),
  body: (row) => ({ chat: chatIn(row) ?? [], options: optionsIn(row, "answer", true, row.before?.options ?? []) }),
  abroad: "a_chat",
  example: {
    stem: { "zh-CN": "客户嫌贵。下一句说什么？", en: "The customer finds it dear. Which line next?" },
    chat: [
      { who: "customer", text: { "zh-CN": "别家才卖两百多", en: "others sell it for two hundred" } },
      { who: "agent", text: { "zh-CN": "您看中的是哪个颜色？", en: "Which colour do you like?" } },
      { who: "customer", text: { "zh-CN": "黑的，能便宜点吗", en: "black, can it be cheaper" } },
    ],
    options: [
      {
        id: "a",
        text: { "zh-CN": "价格是定死的。", en: "The price is fixed." },
        correct: false,
        why: { "zh-CN": "话说死了，人也走了。", en: "It shuts the door." },
      },
      {
        id: "b",
        text: {
          "zh-CN": "黑色有现货，头层牛皮，您领满减券后 359，今天发，帮您留一只？",
          en: "Black is in stock, top-grain; with the voucher it is 359 and leaves today. Shall I keep one?",
        },
        correct: true,
      },
    ],
    explanation: { "zh-CN": "先讲值在哪里，再给能给的，最后开口。", en: "Say what it is worth, give what may be given, then ask." },
  },
};
