import type { ItemBody } from "~/curriculum/pack";
import { type Field, type Fields, group, list, optionalText, qualityNames, text } from "./field";

type QuestionType = ItemBody<"question">["type"];

const head: Fields = {
  topic: { type: "ref", kind: "topic" },
  lesson: { type: "ref", kind: "lesson" },
  quality: { type: "choice", of: qualityNames },
  difficulty: { type: "number", min: 1, max: 5, start: 2 },
  target_seconds: { type: "number", min: 1, max: 600, optional: true },
  critical: { type: "tick" },
  required: { type: "tick", start: true },
  stem: text(2),
};
const tail: Fields = { explanation: text(3) };
const with_ = (middle: Fields): Fields => ({ ...head, ...middle, ...tail });

const option = group({ id: { type: "letter" }, text: text(), correct: { type: "tick" }, why: optionalText() });
const options = list(option, 2, 8);
const chatLine = group({ who: { type: "choice", of: ["customer", "agent"] }, text: text(2) });
const chat = (min: number): Field => ({ ...list(chatLine, min, 12), optional: min === 0 });
const keyPoint = group({ point: text(), any_of: { type: "words" } });
const keyPoints: Fields = {
  must_say: list(keyPoint, 1, 5),
  should_say: list(keyPoint, 0, 4),
  must_not_say: list(keyPoint, 0, 5),
  model_answers: { type: "words" },
};
const product: Field = { type: "ref", kind: "product" };

/** The fields of each type of question, between its stem and its explanation. A type of the pack format that is missing does not compile. */
export const questionFields: Record<QuestionType, Fields> = {
  single_choice: with_({ options }),
  multiple_choice: with_({ options }),
  short_text: with_({ accepted: { type: "words" }, answer_hint: optionalText() }),
  true_false: with_({ answer: { type: "tick" }, reasons: options }),
  number: with_({ answer: { type: "number", step: 0.01 }, tolerance: { type: "number", min: 0, step: 0.01, start: 0 }, unit: text() }),
  free_reply: with_({ chat: chat(0), ...keyPoints }),
  rewrite: with_({ chat: chat(0), poor: text(3), ...keyPoints }),
  fill_blanks: with_({ body: text(4), blanks: list(group({ id: { type: "letter" }, accepted: { type: "words" } }), 1, 6) }),
  order_steps: with_({ steps: list(group({ id: { type: "letter" }, text: text(2) }), 3, 8) }),
  match: with_({ pairs: list(group({ id: { type: "letter" }, left: text(), right: text() }), 3, 7), extra: list(text(), 0, 3) }),
  spot_violation: with_({
    chat: chat(2),
    violations: list(group({ line: { type: "number", min: 1, start: 2 }, words: text(), rule: text(2) }), 1, 5),
  }),
  choose_next_line: with_({ chat: chat(1), options }),
  find_product: with_({ products: list(product, 1, 4) }),
  image_choice: with_({ options: list(group({ id: { type: "letter" }, product, correct: { type: "tick" }, why: optionalText() }), 2, 6) }),
};

/** The types of question, in the order in which they are offered. */
export const questionTypes = Object.keys(questionFields) as QuestionType[];
