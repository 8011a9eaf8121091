import type { CellFaultCode, CellKey, Cells } from "~/drill/types/cells";
import type { ForeignAnswer } from "~/drill/types/exchange";

/** What a file of questions holds, as it was read and before it is compared with the library. */

/** Where in the file: a row of a sheet, a line of a text, the number of a question. */
export type At = { sheet: string | null; row: number };

/** What of a question in another system's format has no place here. */
export const losses = [
  "pictures",
  "files",
  "shares",
  "feedback",
  "several_numbers",
  "wildcards",
  "case",
  "formatting",
  "units",
  "responses",
] as const;
export type Loss = (typeof losses)[number];

/** A question in one language, as another system wrote it. `category`: the last of its names for where it belongs. */
export type ForeignQuestion = {
  name: string;
  category: string;
  stem: string;
  explanation: string;
  answer: ForeignAnswer;
  lost: Loss[];
};
export type FileRow = { at: At; cells: Cells } | { at: At; foreign: ForeignQuestion };

export const rowFaults = [
  ...(["cell_formula", "cell_error", "cell_encoding", "cell_long", "cell_stray", "row_over"] as const),
  ...(["topic_unknown", "topic_missing", "lesson_unknown", "lesson_missing", "product_unknown", "quality_unknown"] as const),
  ...(["slug_form", "slug_twice", "archived", "made_from_product", "type_differs"] as const),
  ...([
    "gift_unreadable",
    "gift_description",
    "gift_long",
    "xml_type",
    "xml_empty",
    "xml_cloze",
    "options_too_many",
    "answers_none",
  ] as const),
] as const;
export type RowFaultCode = (typeof rowFaults)[number] | CellFaultCode;
/** What is wrong with a row: in which column, with which value, and why. */
export type RowFault = { at: At; key: CellKey | null; value: string; code: RowFaultCode; params?: Record<string, string | number> };

export type FileFormat = "sheet" | "gift" | "moodle_xml";
/** A file that was read. `examples`: rows of templates, which are passed over. */
export type FileRead = { format: FileFormat; rows: FileRow[]; faults: RowFault[]; examples: number };

/** Questions that go into the library at once. */
export const MOST_QUESTIONS = 2000;
/** Characters of one cell. */
export const CELL_LENGTH = 20_000;
