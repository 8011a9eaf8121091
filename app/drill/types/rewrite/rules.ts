import { pick } from "~/platform/locale";
import { chatIn } from "../chat";
import { gradeReply, parseReply, type ReplyAnswer, replyFromForm, type ReplyKey, replyKey, type ReplyView } from "../free_reply/reply";
import type { QuestionOf, QuestionRules } from "../question";

export type Rewrite = {
  view: ReplyView<"rewrite"> & {
    /** The reply to be turned into a good one. */
    poor: string;
  };
  answer: ReplyAnswer;
  key: ReplyKey;
};

/** A poor reply turned into a good one; graded as a free reply is, and the poor one again is wrong. */
export const rewrite: QuestionRules<QuestionOf<"rewrite">, Rewrite> = {
  view: (question, locale) => ({
    type: "rewrite",
    stem: pick(question.stem, locale),
    chat: chatIn(question.chat, locale),
    poor: pick(question.poor, locale),
  }),
  parse: (_question, raw) => parseReply(raw),
  fromForm: replyFromForm,
  grade: gradeReply,
  key: replyKey,
};
