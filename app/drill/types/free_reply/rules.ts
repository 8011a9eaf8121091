import { pick } from "~/platform/locale";
import { chatIn } from "../chat";
import type { QuestionOf, QuestionRules } from "../question";
import { gradeReply, parseReply, type ReplyAnswer, replyFromForm, type ReplyKey, replyKey, type ReplyView } from "./reply";

export type FreeReply = { view: ReplyView<"free_reply">; answer: ReplyAnswer; key: ReplyKey };

/** A reply to a customer in one's own words, graded by what it says; what the machine cannot tell a supervisor decides. See `judge`. */
export const freeReply: QuestionRules<QuestionOf<"free_reply">, FreeReply> = {
  view: (question, locale) => ({ type: "free_reply", stem: pick(question.stem, locale), chat: chatIn(question.chat, locale) }),
  parse: (_question, raw) => parseReply(raw),
  fromForm: replyFromForm,
  grade: gradeReply,
  key: replyKey,
};
