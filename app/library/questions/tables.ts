import { cellsOf, columnsOf, questionKinds } from "~/drill/question-cells";
import { type CellKey, type Cells, type Column, keysOf } from "~/drill/types/cells";
import type { Question, QuestionKind } from "~/drill/types/question";
import { exchanges } from "~/drill/types/registry";
import type { Locale } from "~/platform/locale";
import { type Names, said, typeName } from "./words";

/** Questions as tables: the columns that a type has, and a row a question, in the words of a language. */
export type Table = { name: string; type: QuestionKind | null; keys: CellKey[]; rows: Cells[] };

/** Letters that a table of options shows although nothing stands under them. */
const SHOWN = "abcd";

/** The cells of a column, and for options only those up to the last letter that is used. */
function keysFor(columns: readonly Column[], rows: readonly Cells[]): CellKey[] {
  const isUsed = (column: Column) => rows.some((row) => keysOf(column).some((key) => row[key]));
  const lettered = (column: Column) => /^(?:option|product)_([a-h])$/.exec(column)?.[1];
  return columns
    .filter((column, at) => {
      const letter = lettered(column);
      return !letter || SHOWN.includes(letter) || columns.slice(at).some((later) => lettered(later) && isUsed(later));
    })
    .flatMap(keysOf);
}

/** A table for each type that the questions are of. */
export function tablesByType(questions: readonly Question[], names: Names, locale: Locale): Table[] {
  return questionKinds.flatMap((type) => {
    const rows = questions.filter((q) => q.type === type).map((q) => said(cellsOf(q), names, locale));
    return rows.length > 0 ? [{ name: typeName(type, locale), type, keys: keysFor(columnsOf(type), rows), rows }] : [];
  });
}

/** One table of questions of any type, with the columns of all of them. */
export function oneTable(questions: readonly Question[], names: Names, locale: Locale): Table {
  const rows = questions.map((q) => said(cellsOf(q), names, locale));
  const types = questionKinds.filter((type) => questions.some((q) => q.type === type));
  const all = types.flatMap((type) => columnsOf(type));
  const head = all.slice(0, all.indexOf("stem") + 1);
  const tail = types.length > 0 ? columnsOf(types[0] ?? "single_choice").slice(-6) : [];
  const own = types.flatMap((type) => exchanges[type].columns);
  return { name: "", type: null, keys: keysFor([...new Set([...head, ...own, ...tail])], rows), rows };
}

/** By this word a row is known as a template's example. */
export const EXAMPLE = "example-";

/** The table of a type with its example, placed under the library's first topic and lesson, with its first products. */
export function templateOf(type: QuestionKind, names: Names, locale: Locale): Table {
  const [topic, lesson] = [names.topic[0]?.slug ?? "", names.lesson[0]?.slug ?? ""];
  const head = { slug: EXAMPLE + type.replaceAll("_", "-"), type, topic, lesson, difficulty: 2, critical: false, required: false };
  const cells = cellsOf({ ...head, quality: "professionalism", ...exchanges[type].example } as Question);
  const product = (place: string) => names.product[Number(place) - 1]?.slug ?? "";
  for (const key of ["products", "product_a", "product_b"] as const) if (cells[key]) cells[key] = product(cells[key]);
  const rows = [said(cells, names, locale)];
  return { name: typeName(type, locale), type, keys: keysFor(columnsOf(type), rows), rows };
}
