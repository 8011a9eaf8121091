import type { ForeignAnswer, ForeignOption } from "~/drill/types/exchange";
import { isHtml, plainOfHtml } from "./plain-html";
import type { Loss, RowFaultCode } from "./rows";

/** What GIFT and Moodle XML have in common: texts with marks, weighed answers, texts with gaps. */

/** While a question is read: what of it is lost. */
export type Lost = Set<Loss>;

/** A text in a format of Moodle's as plain text. */
export function foreignText(text: string, format: string, lost: Lost): string {
  const isPlain = format === "plain" || format === "plain_text" || format === "markdown";
  if (isPlain || !isHtml(text)) return text.replace(/\r\n?/g, "\n").trim();
  const { text: plain, pictures, files } = plainOfHtml(format === "html" ? text : text.replace(/\r\n?|\n/g, "<br>"));
  if (pictures) lost.add("pictures");
  if (files) lost.add("files");
  if (/<(?:b|strong|i|em|u|table|h[1-6]|a|sup|sub)\b/i.test(text)) lost.add("formatting");
  return plain;
}

export type Weighed = { text: string; share: number; why: string };
type Choice = { ok: true; answer: ForeignAnswer } | { ok: false; code: RowFaultCode; params?: Record<string, number> };

const MOST_OPTIONS = 8;

/** A choice out of weighed options: one right, where one is worth all of it and no other anything like it, else several. */
export function choiceOf(options: readonly Weighed[], several: boolean, lost: Lost): Choice {
  if (options.length > MOST_OPTIONS) return { ok: false, code: "options_too_many", params: { count: options.length, limit: MOST_OPTIONS } };
  const full = options.filter((o) => o.share >= 99.9);
  const isOne = !several && full.length === 1;
  const right = options.filter((o) => (isOne ? o === full[0] : o.share > 0));
  if (right.length === 0) return { ok: false, code: "answers_none" };
  const isEven = right.every((o) => Math.abs(o.share - (right[0]?.share ?? 0)) < 0.1);
  if (isOne ? options.some((o) => o.share > 0 && o !== full[0]) : !isEven) lost.add("shares");
  const made: ForeignOption[] = options.map((o) => ({ text: o.text, correct: right.includes(o), share: o.share, why: o.why }));
  return { ok: true, answer: { kind: isOne ? "choice" : "choices", options: made } };
}

/** The texts that are accepted out of weighed ones. Only what is worth all counts; a star stands for anything there, and for nothing here. */
export function acceptedOf(answers: readonly Weighed[], lost: Lost): string[] {
  if (answers.some((a) => a.share > 0 && a.share < 99.9)) lost.add("shares");
  if (answers.some((a) => a.why !== "")) lost.add("feedback");
  if (answers.some((a) => a.share > 0 && /(?<!\\)\*/.test(a.text))) lost.add("wildcards");
  return answers.filter((a) => a.share >= 99.9 && a.text.replaceAll("*", "").trim() !== "").map((a) => a.text.replace(/\\\*/g, "*"));
}

/** A text with gaps as stem and body: the first of several lines asks; of one line the text itself does, with lines for its gaps. */
export function stemOfGaps(body: string): { stem: string; body: string } {
  const [first = "", ...rest] = body.split("\n");
  const left = rest.join("\n").trim();
  if (left !== "" && !first.includes("[[") && left.includes("[[")) return { stem: first.trim(), body: left };
  return { stem: body.replace(/\[\[\w\]\]/g, "____"), body };
}
