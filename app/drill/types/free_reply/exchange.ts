import { chatCells, chatIn } from "../chat-cells";
import type { Exchange } from "../exchange";
import type { QuestionOf } from "../question";
import { modelLines, replyCells, replyColumns, replyIn } from "./reply-cells";

/** A free reply in files. Other systems know no key points: a person grades there. */
export const freeReplyExchange: Exchange<QuestionOf<"free_reply">> = {
  columns: ["chat", ...replyColumns],
  cells: (question) => ({ ...chatCells(question.chat), ...replyCells(question) }),
  body: (row) => {
    const chat = chatIn(row);
    return { ...(chat ? { chat } : {}), ...replyIn(row) };
  },
  abroad: {
    kind: "essay",
    lost: "key_points",
    out: ({ model_answers }, locale) => ({ models: model_answers[locale] }),
    // There one text holds all good replies: where it says what they say already, they stay apart.
    cells: ({ models }, locale, before) => {
      const said = models.join("\n\n");
      return said === "" || before?.model_answers[locale].join("\n\n") === said ? {} : { [`model_answers.${locale}`]: modelLines(models) };
    },
  },
  example: {
    stem: { "zh-CN": "客户催发货，今天的截单时间已过。请回复。", en: "A customer asks for dispatch after today's cut-off. Reply." },
    chat: [{ who: "customer", text: { "zh-CN": "今天能发吗？急用", en: "does it go today? I need it soon" } }],
    must_say: [
      {
        point: { "zh-CN": "明天第一批", en: "tomorrow's first batch" },
        any_of: { "zh-CN": ["明天第一批", "明早第一批"], en: ["tomorrow's first batch", "first thing tomorrow"] },
      },
    ],
    should_say: [{ point: { "zh-CN": "给单号", en: "the number" }, any_of: { "zh-CN": ["单号"], en: ["tracking number", "the number"] } }],
    must_not_say: [{ point: { "zh-CN": "含糊的时间", en: "a vague time" }, any_of: { "zh-CN": ["尽快", "应该"], en: ["soon", "should"] } }],
    model_answers: {
      "zh-CN": ["今天的批次刚走，您这单排明天第一批，发出后我把单号发您。"],
      en: ["Today's batch has just left; yours goes with tomorrow's first batch, and I will send you the number."],
    },
    explanation: { "zh-CN": "不说做不到的，只说做得到的时间。", en: "Promise only a time that holds." },
  },
};
