import type { Answer, QuestionView } from "./registry";

/** What was answered, in a line of the reader's language: for lists, where no review fits. "" for an answer that is none. */
export function answerInWords(view: QuestionView, answer: Answer | null): string {
  if (answer === null) return "";
  const word = wordsOf(view);
  if ("text" in answer) return answer.text;
  if ("option" in answer) return word(answer.option);
  if ("options" in answer) return answer.options.map(word).join(" / ");
  if ("steps" in answer) return answer.steps.map(word).join(" → ");
  if ("blanks" in answer) return Object.values(answer.blanks).join(" / ");
  if ("pairs" in answer) return answer.pairs.map(({ left, right }) => `${word(left)} – ${word(right)}`).join(" / ");
  if ("truth" in answer)
    return `${answer.truth === null ? "?" : answer.truth ? "✓" : "✗"} ${answer.reason === null ? "" : word(answer.reason)}`.trim();
  const lines = "lines" in view ? view.lines : [];
  return answer.marks.map(({ line, from, to }) => lines[line - 1]?.text.slice(from, to) ?? "").join(" / ");
}

/** What the ids of a view stand for. */
function wordsOf(view: QuestionView): (id: string) => string {
  const named = ["options", "steps", "reasons", "left", "right"].flatMap((key) => {
    const list = (view as Record<string, unknown>)[key];
    return Array.isArray(list) ? (list as { id: string; text?: string }[]) : [];
  });
  const texts = new Map(named.map(({ id, text }) => [id, text ?? id]));
  return (id) => texts.get(id) ?? id;
}
