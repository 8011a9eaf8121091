import { type Locale, locales, type LocalText } from "~/platform/locale";

/**
 * A question as a row of cells, one column a field and language: what a sheet holds, in words that stand for themselves whatever language the sheet is in
 * (slugs, "yes", letters). Lists stand in one cell, an entry a line. Pure; exact in both directions.
 */

export const letters = ["a", "b", "c", "d", "e", "f", "g", "h"] as const;
export type Letter = (typeof letters)[number];

/** Columns that hold the same in every language. */
export const plainColumns = [
  ...(["slug", "type", "topic", "lesson", "difficulty", "critical", "required", "target_seconds", "quality"] as const),
  ...(["answer", "reason", "tolerance", "products"] as const),
  ...(["product_a", "product_b", "product_c", "product_d", "product_e", "product_f"] as const),
] as const;
export type PlainColumn = (typeof plainColumns)[number];

/** Columns that stand once for each language. */
export const textColumns = [
  ...(["stem", "chat", "poor", "body", "option_a", "option_b", "option_c", "option_d", "option_e", "option_f"] as const),
  ...(["option_g", "option_h", "why", "accepted", "answer_hint", "unit", "blanks", "steps", "pairs", "extra"] as const),
  ...(["must_say", "should_say", "must_not_say", "model_answers", "violations", "explanation"] as const),
] as const;
export type TextColumn = (typeof textColumns)[number];
export type Column = PlainColumn | TextColumn;
export type CellKey = PlainColumn | `${TextColumn}.${Locale}`;
/** What is not there was not said; "" was said to be empty. */
export type Cells = Partial<Record<CellKey, string>>;

/** Whether a column stands once for each language. */
export function isTextColumn(column: Column): column is TextColumn {
  return (textColumns as readonly string[]).includes(column);
}

/** The cells of a column: one, or one for each language. */
export function keysOf(column: Column): CellKey[] {
  return isTextColumn(column) ? locales.map((l) => `${column}.${l}` as const) : [column];
}

export const cellFaults = [
  ...(["type_unknown", "type_missing", "not_number", "not_whole", "not_yes_no", "not_true_false", "answer_missing"] as const),
  ...(["letter_unknown", "letter_without_option", "letter_one", "letter_why", "letter_twice"] as const),
  ...([
    "lines_differ",
    "line_speaker",
    "speakers_differ",
    "line_pair",
    "line_blank",
    "line_violation",
    "violations_differ",
    "too_many",
  ] as const),
] as const;
export type CellFaultCode = (typeof cellFaults)[number];
/** A cell that cannot be read: where, and why. */
export type CellFault = { key: CellKey; code: CellFaultCode; params?: Record<string, string | number> };

/**
 * A row while it is read: its cells, those of them that the file has itself, what was found wrong, and what the question says now (null: it is new, or of
 * another type).
 */
export type Row<Q> = { cells: Cells; given: Cells; faults: CellFault[]; before: Q | null };

/** A cell's text; "" where nothing was said. */
export function cellOf(row: Row<unknown>, key: CellKey): string {
  return row.cells[key]?.trim() ?? "";
}

/** Note what is wrong with a cell. */
export function wrong(row: Row<unknown>, key: CellKey, code: CellFaultCode, params?: CellFault["params"]): void {
  row.faults.push(params ? { key, code, params } : { key, code });
}

/** The text of a column in both languages; one may be missing, as in any draft. */
export function textIn(row: Row<unknown>, column: TextColumn): LocalText {
  return { "zh-CN": cellOf(row, `${column}.zh-CN`), en: cellOf(row, `${column}.en`) };
}

/** The same where a question may do without it: undefined when it is said in no language. */
export function optionalTextIn(row: Row<unknown>, column: TextColumn): LocalText | undefined {
  const text = textIn(row, column);
  return text["zh-CN"] || text.en ? text : undefined;
}

/** The cells of a text. */
export function textCells(column: TextColumn, text: LocalText | undefined): Cells {
  return { [`${column}.zh-CN`]: text?.["zh-CN"] ?? "", [`${column}.en`]: text?.en ?? "" };
}

/** The cells of a list: `say` makes a line of an entry in one language. */
export function lineCells<T>(column: TextColumn, entries: readonly T[], say: (entry: T, locale: Locale) => string): Cells {
  return Object.fromEntries(locales.map((l) => [`${column}.${l}`, entries.map((entry) => say(entry, l)).join("\n")]));
}

/** The lines of a cell that say something. */
export function linesOf(cell: string): string[] {
  return cell
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/**
 * The lines of a list in both languages, entry by entry. A language that says nothing is left to be written; one that says more or fewer entries than the
 * other is a fault: nobody could tell which belong together.
 */
export function linesIn(row: Row<unknown>, column: TextColumn, most: number): LocalText[] {
  const [zh, en] = [linesOf(cellOf(row, `${column}.zh-CN`)), linesOf(cellOf(row, `${column}.en`))];
  if (zh.length > 0 && en.length > 0 && zh.length !== en.length)
    wrong(row, `${column}.en`, "lines_differ", { chinese: zh.length, english: en.length });
  const count = Math.max(zh.length, en.length);
  if (count > most) wrong(row, `${column}.${zh.length >= en.length ? "zh-CN" : "en"}`, "too_many", { count, limit: most });
  return Array.from({ length: Math.min(count, most) }, (_, i) => ({ "zh-CN": zh[i] ?? "", en: en[i] ?? "" }));
}

/** A number as people write it, or null. */
export function numberIn(cell: string): number | null {
  const plain = cell.normalize("NFKC").replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, "");
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(plain) && Number.isFinite(Number(plain)) ? Number(plain) : null;
}
