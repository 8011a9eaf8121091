import { type GIFTQuestion, type NumericalFormat, parse, type TextChoice, type TextFormat } from "gift-pegjs";
import type { ForeignAnswer } from "~/drill/types/exchange";
import { acceptedOf, choiceOf, foreignText, type Lost, stemOfGaps, type Weighed } from "./foreign";
import { type FileRow, MOST_QUESTIONS, type RowFault, type RowFaultCode } from "./rows";

/** Moodle's GIFT: questions as text, with blank lines between them. Each is read by itself, so that one fault is one question's. */

const BLOCK = 20_000;

type Block = { line: number; text: string; category: string };

/** The questions of a text with the line at which each begins, without comments, under the category that was named last. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let category = "";
  let open: Block | null = null;
  text.split(/\r\n?|\n/).forEach((line, at) => {
    if (/^\s*\/\//.test(line)) return;
    const named = /^\s*\$CATEGORY:\s*(.*)$/i.exec(line)?.[1];
    if (named !== undefined) category = named.trim().replace(/^\$\w+\$\//, "");
    if (named !== undefined || line.trim() === "") open = null;
    else if (open) open.text += `\n${line}`;
    else blocks.push((open = { line: at + 1, text: line, category }));
  });
  return blocks;
}

type GiftRead = { ok: true; rows: FileRow[]; faults: RowFault[] } | { ok: false; fault: string; params?: Record<string, number> };

/** The questions of a GIFT file. */
export function readGift(text: string): GiftRead {
  const blocks = blocksOf(text.replace(/^\uFEFF/, ""));
  if (blocks.length === 0) return { ok: false, fault: "no_rows" };
  if (blocks.length > MOST_QUESTIONS)
    return { ok: false, fault: "import_too_many_rows", params: { count: blocks.length, limit: MOST_QUESTIONS } };
  const rows: FileRow[] = [];
  const faults: RowFault[] = [];
  for (const { line, text: block, category } of blocks) {
    const at = { sheet: null, row: line };
    const fault = (code: RowFaultCode, params?: RowFault["params"]) =>
      faults.push({ at, key: null, value: block.slice(0, 80), code, ...(params ? { params } : {}) });
    if (block.length > BLOCK) {
      fault("gift_long", { limit: BLOCK });
      continue;
    }
    const found = parsed(block);
    if (!found) fault("gift_unreadable");
    else if (found.type === "Description" || found.type === "Category") fault("gift_description");
    else {
      const lost: Lost = new Set();
      const read = answerOf(found, lost);
      if ("code" in read) fault(read.code, read.params);
      else {
        const explanation = found.globalFeedback ? said(found.globalFeedback, lost) : "";
        rows.push({
          at,
          foreign: { name: (found.title ?? "").trim(), category, stem: read.stem, explanation, answer: read.answer, lost: [...lost] },
        });
      }
    }
  }
  return { ok: true, rows, faults };
}

function parsed(block: string): GIFTQuestion | null {
  try {
    return parse(`${block}\n`)[0] ?? null;
  } catch {
    return null;
  }
}

const said = ({ text, format }: TextFormat, lost: Lost): string => foreignText(text, format, lost);

type Answered = { stem: string; answer: ForeignAnswer } | { code: RowFaultCode; params?: Record<string, number> };

function answerOf(question: Exclude<GIFTQuestion, { type: "Description" | "Category" }>, lost: Lost): Answered {
  const stem = said(question.stem, lost);
  switch (question.type) {
    case "MC": {
      const options = question.choices.map((choice) => weighed(choice, lost));
      const choice = choiceOf(options, !question.choices.some((c) => c.isCorrect), lost);
      return choice.ok ? { stem, answer: choice.answer } : choice;
    }
    case "TF":
      if (question.trueFeedback ?? question.falseFeedback) lost.add("feedback");
      return { stem, answer: { kind: "truth", answer: question.isTrue } };
    case "Short": {
      const accepted = acceptedOf(
        question.choices.map((choice) => weighed(choice, lost)),
        lost,
      );
      if (accepted.length === 0) return { code: "answers_none" };
      if (!question.hasEmbeddedAnswers) return { stem, answer: { kind: "short", accepted } };
      const gaps = stemOfGaps(stem.replace("_____", "[[a]]"));
      return { stem: gaps.stem, answer: { kind: "blanks", body: gaps.body, blanks: [{ id: "a", accepted }] } };
    }
    case "Numerical": {
      const list = Array.isArray(question.choices) ? question.choices : [{ weight: null, text: question.choices, feedback: null }];
      const best = list.find((choice) => (choice.weight ?? 100) >= 99.9);
      const figure = best && figureOf(best.text);
      if (!figure) return { code: "answers_none" };
      if (list.length > 1) lost.add("several_numbers");
      if (list.some((choice) => choice.feedback)) lost.add("feedback");
      return { stem, answer: { kind: "number", ...figure, unit: "" } };
    }
    case "Matching": {
      const pairs = question.matchPairs.map((pair) => ({ left: said(pair.subquestion, lost), right: unmasked(pair.subanswer) }));
      const extra = pairs.filter((pair) => pair.left === "").map((pair) => pair.right);
      return { stem, answer: { kind: "pairs", pairs: pairs.filter((pair) => pair.left !== ""), extra } };
    }
    case "Essay":
      return { stem, answer: { kind: "essay", models: [] } };
  }
}

function weighed({ text, isCorrect, weight, feedback }: TextChoice, lost: Lost): Weighed {
  return { text: said(text, lost), share: weight ?? (isCorrect ? 100 : 0), why: feedback ? said(feedback, lost) : "" };
}

/** The right side of a pair, in which the parser leaves its own marks for signs that stood behind a backslash. */
function unmasked(text: string): string {
  return text
    .replace(/&&010;?/g, "\n")
    .replace(/&&(\d{3});/g, (_, code: string) => String.fromCharCode(Number(code)))
    .trim();
}

/** A number and how far off counts; a range is its middle. */
function figureOf({ type, number, range, numberHigh, numberLow }: NumericalFormat): { answer: number; tolerance: number } | null {
  const exact = (value: number) => Number(value.toPrecision(12));
  if (type === "high-low" && numberHigh !== undefined && numberLow !== undefined)
    return { answer: exact((numberHigh + numberLow) / 2), tolerance: exact(Math.abs(numberHigh - numberLow) / 2) };
  return number === undefined || !Number.isFinite(number) ? null : { answer: number, tolerance: range ?? 0 };
}

/** A text as GIFT holds it: its own signs behind backslashes, a line's end as \n. */
function giftText(text: string): string {
  return text.replace(/[~=#{}:\\]/g, "\\$&").replace(/\n/g, "\\n");
}

/** A question on its way out. */
export type Leaving = { slug: string; category: string; stem: string; explanation: string; answer: ForeignAnswer };

/** Whether GIFT can hold a question: of texts with blanks only those with one. */
export function fitsGift({ answer }: Leaving): boolean {
  return answer.kind !== "blanks" || answer.blanks.length === 1;
}

/** A GIFT file of questions, under their categories. */
export function giftOf(questions: readonly Leaving[]): string {
  let category = "";
  const blocks = questions.map((question) => {
    const head = question.category === category ? "" : `$CATEGORY: ${question.category}\n\n`;
    category = question.category;
    return head + giftQuestion(question);
  });
  return `${blocks.join("\n\n")}\n`;
}

function giftQuestion({ slug, stem, explanation, answer }: Leaving): string {
  const inside = giftAnswer(answer);
  // A blank line would end the question.
  const feedback = explanation ? `${inside.endsWith("\n") ? "" : "\n"}####${giftText(explanation)}\n` : "";
  const [before, after] =
    answer.kind === "blanks"
      ? [`${stem}\n${answer.body}`.split(/\[\[\w\]\]/)[0] ?? "", answer.body.split(/\[\[\w\]\]/)[1] ?? ""]
      : [stem, ""];
  return `::${slug}::[plain]${giftText(before)}{${inside}${feedback}}${giftText(after)}`;
}

function giftAnswer(answer: ForeignAnswer): string {
  const why = (text: string) => (text ? `#${giftText(text)}` : "");
  switch (answer.kind) {
    case "choice":
      return `\n${answer.options.map((o) => `${o.correct ? "=" : "~"}${giftText(o.text)}${why(o.why)}`).join("\n")}\n`;
    case "choices": {
      const share = Number((100 / answer.options.filter((o) => o.correct).length).toFixed(5));
      return `\n${answer.options.map((o) => `~%${o.correct ? share : -share}%${giftText(o.text)}${why(o.why)}`).join("\n")}\n`;
    }
    case "truth":
      return answer.answer ? "T" : "F";
    case "short":
      return answer.accepted.map((text) => `=${giftText(text)}`).join(" ");
    case "blanks":
      return (answer.blanks[0]?.accepted ?? []).map((text) => `=${giftText(text)}`).join(" ");
    case "number":
      return `#${answer.answer}:${answer.tolerance}`;
    case "pairs":
      return `\n${[...answer.pairs, ...answer.extra.map((right) => ({ left: "", right }))].map(({ left, right }) => `=${giftText(left)} -> ${giftText(right)}`).join("\n")}\n`;
    case "essay":
      return "";
  }
}
