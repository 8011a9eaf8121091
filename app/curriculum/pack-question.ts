import { z } from "zod";
import { quality, slug, text, textList } from "./pack-basics";

/** The shapes of every type of question. Which of them have a player is said by `app/drill/types/registry.ts`. */

/** What a question of the catalogue was made from: renewed when that changes. */
const madeFrom = z.strictObject({
  product: slug,
  template: z.enum(["price", "material", "craft", "difference", "fits", "shelf"]),
  /** Other products that it speaks of. */
  others: z.array(slug).default([]),
  /** A digest of all that it rests on. */
  basis: z.string().regex(/^[0-9a-f]{16}$/),
  untranslated: z.literal(true).optional(),
});

const questionBase = {
  slug,
  topic: slug,
  lesson: slug,
  difficulty: z.number().int().min(1).max(5),
  critical: z.boolean().default(false),
  /** Must be fluent before the desk. */
  required: z.boolean().default(true),
  target_seconds: z.number().int().positive().max(600).optional(),
  quality,
  stem: text,
  explanation: text,
  made_from: madeFrom.optional(),
};
const optionId = z.string().regex(/^[a-h]$/);
const option = z.strictObject({
  id: optionId,
  text,
  correct: z.boolean().default(false),
  /** Why somebody picks this, shown after the answer. */
  why: text.optional(),
});
const idsDiffer = (list: readonly { id: string }[]) => new Set(list.map((o) => o.id)).size === list.length;
const oneCorrect = (list: readonly { correct: boolean }[]) => list.filter((o) => o.correct).length === 1;

const options = z.array(option).min(2).max(8).refine(idsDiffer, "option ids must differ");
const optionsWithOneRight = options.refine(oneCorrect, "exactly one option is correct");
const singleChoice = z.strictObject({ ...questionBase, type: z.literal("single_choice"), options: optionsWithOneRight });
const multipleChoice = z.strictObject({
  ...questionBase,
  type: z.literal("multiple_choice"),
  options: options.refine((os) => os.some((o) => o.correct) && os.some((o) => !o.correct), "some options are correct and some are not"),
});
const shortText = z.strictObject({
  ...questionBase,
  type: z.literal("short_text"),
  /** Any of these, after normalising width, case, spaces and punctuation. Either language's answers are accepted. */
  accepted: textList,
  /** A hint about the expected form, e.g. "a number in yuan". */
  answer_hint: text.optional(),
});

/** The stem is a statement: true or false, and why. Both must be right. */
const trueFalse = z.strictObject({ ...questionBase, type: z.literal("true_false"), answer: z.boolean(), reasons: optionsWithOneRight });
const number = z.strictObject({
  ...questionBase,
  type: z.literal("number"),
  answer: z.number(),
  /** How far off still counts as right, in the unit. */
  tolerance: z.number().min(0).default(0),
  unit: text,
});

/** A line of a chat as the agent sees it. */
const chatLine = z.strictObject({ who: z.enum(["customer", "agent"]), text });
const chat = z.array(chatLine).min(1).max(12);
/** Something a reply says in one of several wordings; found as words, after normalising. */
const keyPoint = z.strictObject({ point: text, any_of: textList });
const keyPoints = {
  must_say: z.array(keyPoint).min(1).max(5),
  should_say: z.array(keyPoint).max(4).default([]),
  must_not_say: z.array(keyPoint).max(5).default([]),
  /** Replies that a supervisor would be glad of, shown after the answer. */
  model_answers: textList,
};
const freeReply = z.strictObject({ ...questionBase, type: z.literal("free_reply"), chat: chat.optional(), ...keyPoints });
/** A poor reply to be turned into a good one. */
const rewrite = z.strictObject({ ...questionBase, type: z.literal("rewrite"), chat: chat.optional(), poor: text, ...keyPoints });

const fillBlanks = z.strictObject({
  ...questionBase,
  type: z.literal("fill_blanks"),
  /** Every blank stands in the text as [[id]]. */
  body: text.refine((t) => /\[\[\w+\]\]/.test(t["zh-CN"]) && /\[\[\w+\]\]/.test(t.en), "the text has no blank, like [[a]]"),
  blanks: z
    .array(z.strictObject({ id: optionId, accepted: textList }))
    .min(1)
    .max(6)
    .refine(idsDiffer, "blank ids must differ"),
});
/** The steps in their right order. */
const orderSteps = z.strictObject({
  ...questionBase,
  type: z.literal("order_steps"),
  steps: z
    .array(z.strictObject({ id: optionId, text }))
    .min(3)
    .max(8)
    .refine(idsDiffer, "step ids must differ"),
});
const match = z.strictObject({
  ...questionBase,
  type: z.literal("match"),
  pairs: z
    .array(z.strictObject({ id: optionId, left: text, right: text }))
    .min(3)
    .max(7)
    .refine(idsDiffer, "pair ids must differ"),
  /** Right sides that belong to nothing. */
  extra: z.array(text).max(3).default([]),
});
/** Mark the offending words of the agent's lines. */
const spotViolation = z.strictObject({
  ...questionBase,
  type: z.literal("spot_violation"),
  chat: chat.min(2),
  violations: z
    .array(z.strictObject({ line: z.number().int().min(1), words: text, rule: text }))
    .min(1)
    .max(5),
});
const chooseNextLine = z.strictObject({ ...questionBase, type: z.literal("choose_next_line"), chat, options: optionsWithOneRight });
/** Type a product's name, code or shelf place, or scan its label. Any of the products is right. */
const findProduct = z.strictObject({ ...questionBase, type: z.literal("find_product"), products: z.array(slug).min(1).max(4) });
/** Options that are pictures of products. */
const imageChoice = z.strictObject({
  ...questionBase,
  type: z.literal("image_choice"),
  options: z
    .array(z.strictObject({ id: optionId, product: slug, correct: z.boolean().default(false), why: text.optional() }))
    .min(2)
    .max(6)
    .refine(idsDiffer, "option ids must differ")
    .refine(oneCorrect, "exactly one option is correct"),
});

export const question = z.discriminatedUnion("type", [
  singleChoice,
  multipleChoice,
  shortText,
  trueFalse,
  number,
  freeReply,
  fillBlanks,
  orderSteps,
  match,
  spotViolation,
  chooseNextLine,
  findProduct,
  rewrite,
  imageChoice,
]);

export type Question = z.output<typeof question>;

/** The names of all types. */
export const questionTypeNames = question.options.map((option) => option.shape.type.value);

/** What of a chat question may go wrong beyond its shape. Returns the broken rule, or null. */
export function questionFault(body: Question): string | null {
  if (body.type === "spot_violation")
    for (const { line, words } of body.violations) {
      const at = body.chat[line - 1];
      if (!at) return `there is no line ${line}`;
      if (at.who !== "agent") return `line ${line} is the customer's`;
      if (!at.text["zh-CN"].includes(words["zh-CN"]) || !at.text.en.includes(words.en))
        return `line ${line} does not hold the marked words`;
    }
  if (body.type === "fill_blanks")
    for (const { id } of body.blanks)
      if (!body.body["zh-CN"].includes(`[[${id}]]`) || !body.body.en.includes(`[[${id}]]`))
        return `the blank [[${id}]] is not in both texts`;
  return null;
}

/**
 * Types where a machine cannot always tell and a person decides. They stand in no lesson check or quiz, which tell at once; they are drilled, may be required (what is
 * undecided counts for fluency once somebody graded it), and an exam draws them where its blueprint names them.
 */
const judged: readonly Question["type"][] = ["free_reply", "rewrite"];

/** Whether a machine decides every answer to it, at once. */
export function isDecided({ type }: Pick<Question, "type">): boolean {
  return !judged.includes(type);
}

/** Whether an exam may draw it at all. Not what was made from the catalogue: by their number those would crowd out all others. */
export function isExaminable(body: Question): boolean {
  return !body.made_from;
}

/** The slugs of the products that are answers to a question. */
export function productsOf(body: Question): string[] {
  if (body.type === "find_product") return body.products;
  return body.type === "image_choice" ? body.options.map((o) => o.product) : [];
}
