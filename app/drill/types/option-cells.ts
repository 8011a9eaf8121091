import type { Locale } from "~/platform/locale";
import { lineText, plainLine } from "./cell-lines";
import { cellOf, type Cells, type Letter, letters, linesOf, optionalTextIn, type Row, textCells, wrong } from "./cells";
import type { ForeignOption } from "./exchange";
import type { Question } from "./question";

/** Options as cells: one a letter, the right letters in one cell, and in one more why the others are picked, a letter a line. */

export type Option = Extract<Question, { type: "single_choice" }>["options"][number];
type Judged = { id: string; correct: boolean; why?: Option["why"] };
type LettersColumn = "answer" | "reason";

/** The columns of options with texts. */
export const optionColumns = letters.map((letter) => `option_${letter}` as const);

/** The cells of options with texts; the right ones in `right`. */
export function optionCells(options: readonly Option[], right: LettersColumn): Cells {
  const texts = letters.map((letter) => {
    const option = options.find((o) => o.id === letter);
    return textCells(`option_${letter}`, option?.text);
  });
  return { ...Object.assign({}, ...texts), ...judgedCells(options, right) };
}

/** The cells that say which options are right, and why somebody picks the others. */
export function judgedCells(options: readonly Judged[], right: LettersColumn): Cells {
  const sorted = [...options].sort((a, b) => (a.id < b.id ? -1 : 1));
  const why = (l: Locale) => sorted.flatMap((o) => (o.why?.[l] ? [`${o.id.toUpperCase()}: ${lineText(o.why[l])}`] : [])).join("\n");
  const correct = sorted.filter((o) => o.correct).map((o) => o.id.toUpperCase());
  return { [right]: correct.join(", "), "why.zh-CN": why("zh-CN"), "why.en": why("en") };
}

/** The options with texts that a row holds. */
export function optionsIn(row: Row<unknown>, right: LettersColumn, one: boolean, before: readonly { id: string }[]): Partial<Option>[] {
  const texts = letters.flatMap((id) => {
    const text = optionalTextIn(row, `option_${id}`);
    return text ? [{ id, text }] : [];
  });
  return judgedIn(row, texts, right, one, before);
}

/** Options with what a row says of them, in the order that they have now; new ones follow by their letters. */
export function judgedIn<O extends { id: Letter }>(
  row: Row<unknown>,
  options: readonly O[],
  right: LettersColumn,
  one: boolean,
  before: readonly { id: string }[],
): (O & Judged)[] {
  const known = new Set<string>(options.map((o) => o.id));
  const correct = lettersIn(row, right).filter((letter) => {
    if (known.has(letter)) return true;
    wrong(row, right, "letter_without_option", { letter: letter.toUpperCase() });
    return false;
  });
  if (one && correct.length > 1) wrong(row, right, "letter_one", { count: correct.length });
  const why = { "zh-CN": whyIn(row, "zh-CN", known), en: whyIn(row, "en", known) };
  const place = (id: string) => {
    const at = before.findIndex((o) => o.id === id);
    return at < 0 ? before.length : at;
  };
  return options
    .map((option) => {
      const said = { "zh-CN": why["zh-CN"].get(option.id) ?? "", en: why.en.get(option.id) ?? "" };
      return { ...option, correct: correct.includes(option.id), ...(said["zh-CN"] || said.en ? { why: said } : {}) };
    })
    .sort((a, b) => place(a.id) - place(b.id) || (a.id < b.id ? -1 : 1));
}

/** The letters of a cell: "B", "A, C", "AC", "a、c". */
function lettersIn(row: Row<unknown>, key: LettersColumn): Letter[] {
  const plain = cellOf(row, key).normalize("NFKC").toLowerCase();
  const found: Letter[] = [];
  for (const sign of plain.replace(/[\s,，、;；/&+.]/g, "")) {
    const letter = letters.find((l) => l === sign);
    if (!letter) {
      wrong(row, key, "letter_unknown", { letter: sign.toUpperCase() });
      return [];
    }
    if (!found.includes(letter)) found.push(letter);
  }
  return found;
}

/** A line "B: …" for each option that has something said of it. */
function whyIn(row: Row<unknown>, locale: Locale, known: ReadonlySet<string>): Map<string, string> {
  const why = new Map<string, string>();
  for (const line of linesOf(cellOf(row, `why.${locale}`))) {
    const [, letter = "", text = ""] = /^([a-hａ-ｈ])\s*[:：.、)）]\s*(.*)$/i.exec(line) ?? [];
    const id = letter.normalize("NFKC").toLowerCase();
    if (id === "") wrong(row, `why.${locale}`, "letter_why", { line: line.slice(0, 40) });
    // What the file does not say itself goes with the option that it was said of.
    else if (!known.has(id) && row.given[`why.${locale}`] === undefined) continue;
    else if (!known.has(id)) wrong(row, `why.${locale}`, "letter_without_option", { letter: id.toUpperCase() });
    else if (why.has(id)) wrong(row, `why.${locale}`, "letter_twice", { letter: id.toUpperCase() });
    else why.set(id, plainLine(text));
  }
  return why;
}

/** Options in one language, for other systems. */
export function foreignOptions(options: readonly Option[], locale: Locale): ForeignOption[] {
  return options.map((o) => ({ text: o.text[locale], correct: o.correct, share: null, why: o.why?.[locale] ?? "" }));
}

/** The cells of options that came in one language: the letters as the question has them now, else in their order. */
export function foreignOptionCells(options: readonly ForeignOption[], locale: Locale, before: readonly Option[]): Cells {
  const free = letters.filter((l) => !before.some((o) => o.id === l));
  const ids = [...before.map((o) => o.id), ...free];
  const cells: Cells = {};
  letters.forEach((letter) => {
    const option = options[ids.indexOf(letter)];
    if (option) cells[`option_${letter}.${locale}`] = option.text;
    else Object.assign(cells, textCells(`option_${letter}`, undefined));
  });
  const of = (option: ForeignOption) => (ids[options.indexOf(option)] ?? "").toUpperCase();
  cells.answer = options
    .filter((o) => o.correct)
    .map(of)
    .join(", ");
  // What the other language says of options that are gone goes with them.
  const kept = before.filter((_, i) => i < options.length).map((o) => ({ ...o, correct: false }));
  return {
    ...judgedCells(kept, "answer"),
    ...cells,
    [`why.${locale}`]: options.flatMap((o) => (o.why ? [`${of(o)}: ${lineText(o.why)}`] : [])).join("\n"),
  };
}
