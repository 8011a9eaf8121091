import type { Locale } from "~/platform/locale";
import type { Cells, Column, Row } from "./cells";
import type { Question } from "./question";

/**
 * A question in one language, as other systems (GIFT, Moodle XML) know questions: what of ours has an equal there. `share`: what an option is worth there,
 * in percent, where a file says more than right or wrong.
 */
export type ForeignOption = { text: string; correct: boolean; share: number | null; why: string };
export type ForeignAnswers = {
  choice: { options: ForeignOption[] };
  choices: { options: ForeignOption[] };
  truth: { answer: boolean };
  short: { accepted: string[] };
  number: { answer: number; tolerance: number; unit: string };
  pairs: { pairs: { left: string; right: string }[]; extra: string[] };
  blanks: { body: string; blanks: { id: string; accepted: string[] }[] };
  essay: { models: string[] };
};
export type ForeignKind = keyof ForeignAnswers;
export type ForeignAnswer = { [K in ForeignKind]: { kind: K } & ForeignAnswers[K] }[ForeignKind];

/** Why a type has no equal in other systems. */
export type NotAbroad = "a_chat" | "products" | "an_order" | "a_reply_to_mend";
/** What a type loses on the way there although it goes. */
export type LostAbroad = "reasons" | "key_points";

/** How a type stands in other systems. `lost`: what of it does not fit there. */
export type Abroad<Q extends Question, K extends ForeignKind> = {
  kind: K;
  lost?: LostAbroad;
  out(question: Q, locale: Locale): ForeignAnswers[K];
  /** Its cells in one language; what the file does not say of a known question stays as it is. */
  cells(answer: ForeignAnswers[K], locale: Locale, before: Q | null): Cells;
};
type AnyAbroad<Q extends Question> = { [K in ForeignKind]: Abroad<Q, K> }[ForeignKind];

/** What every question has: where it belongs, and what is said of it. */
type Placed = "slug" | "type" | "topic" | "lesson" | "difficulty" | "critical" | "required" | "target_seconds" | "quality" | "made_from";

/**
 * How one type of question goes into files and comes back. Pure. `cells` and `body` are each other's inverse: the cells of a question make that question.
 */
export type Exchange<Q extends Question> = {
  /** The columns of its own, in the order in which a person fills them in. */
  columns: readonly Column[];
  cells(question: Q): Cells;
  /** Its own part of a body. What cannot be read is noted in the row; what is missing stays empty, as in any draft. */
  body(row: Row<Q>): Record<string, unknown>;
  /** How it stands in other systems, or why it does not. */
  abroad: AnyAbroad<Q> | NotAbroad;
  /** What a template shows of it. Products are named by their place: the template takes real ones. */
  example: Omit<Q, Placed>;
};
