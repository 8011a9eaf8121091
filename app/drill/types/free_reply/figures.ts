import { plain } from "~/wording/normalise";
import type { ReplyQuestion } from "./findings";

// A sum of money, a share, a discount; a number long enough for a telephone. Times and sizes are not among them.
const FIGURES = [
  /[¥￥$]\s*([\d０-９]+(?:[.．][\d０-９]+)?)/gu,
  /([\d０-９]+(?:[.．][\d０-９]+)?)\s*(?:元|块|圆|yuan\b|rmb\b|cny\b|bucks?\b|dollars?\b|%|％|折|个点|per\s?cent\b)/giu,
  /(?<![\d０-９])([\d０-９]{6,})/gu,
  /([一二两三四五六七八九十百千几]{2,}|[二两三四五六七八九十几])(?:元|块钱|块(?![布皮料])|折|个点)/gu,
];

/** Every text of the question, in both languages, its points and model answers too. */
export function textsOf(question: ReplyQuestion): string[] {
  const points = [...question.must_say, ...question.should_say, ...question.must_not_say];
  const both = [
    question.stem,
    question.explanation,
    ...(question.chat ?? []).map((line) => line.text),
    ...(question.type === "rewrite" ? [question.poor] : []),
    ...points.map(({ point }) => point),
  ];
  const lists = [question.model_answers, ...points.map(({ any_of }) => any_of)];
  return [...both.flatMap((text) => [text["zh-CN"], text.en]), ...lists.flatMap((list) => [...list["zh-CN"], ...list.en])];
}

/**
 * The sums, shares and long numbers of a reply that stand nowhere in the question: the agent's own, which no machine can vouch for.
 */
export function figuresBeyond(question: ReplyQuestion, text: string): { from: number; to: number }[] {
  const hits = FIGURES.flatMap((figure) => [...text.matchAll(figure)]);
  if (hits.length === 0) return [];
  const known = plain(textsOf(question).join("\n"));
  const numbers = new Set(known.match(/\d+(?:\.\d+)?/g));
  const spans = new Map<number, { from: number; to: number }>();
  for (const { 0: whole, 1: number = "", index } of hits) {
    const figure = plain(number);
    const isKnown = /^\d/.test(figure) ? numbers.has(figure) : known.includes(figure);
    if (!isKnown && !spans.has(index)) spans.set(index, { from: index, to: index + whole.length });
  }
  return [...spans.values()];
}
