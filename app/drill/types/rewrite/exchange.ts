import { textCells, textIn } from "../cells";
import { chatCells, chatIn } from "../chat-cells";
import type { Exchange } from "../exchange";
import { replyCells, replyColumns, replyIn } from "../free_reply/reply-cells";
import type { QuestionOf } from "../question";

/** A reply to be mended in files. */
export const rewriteExchange: Exchange<QuestionOf<"rewrite">> = {
  columns: ["chat", "poor", ...replyColumns],
  cells: (question) => ({ ...chatCells(question.chat), ...textCells("poor", question.poor), ...replyCells(question) }),
  body: (row) => {
    const chat = chatIn(row);
    return { ...(chat ? { chat } : {}), poor: textIn(row, "poor"), ...replyIn(row) };
  },
  abroad: "a_reply_to_mend",
  example: {
    stem: { "zh-CN": "把这句冷冰冰的回复改好。", en: "Turn this cold reply into a good one." },
    poor: { "zh-CN": "没货。", en: "Out of stock." },
    must_say: [
      {
        point: { "zh-CN": "到货时间", en: "when it is back" },
        any_of: { "zh-CN": ["周五到货", "周五"], en: ["back on Friday", "Friday"] },
      },
    ],
    should_say: [
      {
        point: { "zh-CN": "给替代", en: "another one" },
        any_of: { "zh-CN": ["同款棕色", "也可以看"], en: ["in brown", "have a look at"] },
      },
    ],
    must_not_say: [],
    model_answers: {
      "zh-CN": ["黑色周五到货，到了先给您留。急用的话同款棕色有现货，发图给您看看？"],
      en: ["Black is back on Friday and I will keep one for you. Should you need it now, it is here in brown: shall I send a picture?"],
    },
    explanation: { "zh-CN": "缺货也要给时间和另一条路。", en: "Out of stock still needs a day and another way." },
  },
};
