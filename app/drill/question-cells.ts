import { isDecided } from "~/curriculum/pack-question";
import { type CellFault, cellOf, type Cells, type Column, keysOf, numberIn, type Row, textCells, textIn, wrong } from "./types/cells";
import type { Exchange, ForeignAnswer, LostAbroad, NotAbroad } from "./types/exchange";
import type { Question, QuestionKind } from "./types/question";
import { exchanges } from "./types/registry";
import type { Locale } from "~/platform/locale";

/** Whole questions as rows of cells, and as other systems know them. Pure. */

export const questionKinds = Object.keys(exchanges) as QuestionKind[];

const before: readonly Column[] = ["slug", "type", "topic", "lesson", "stem"];
const after: readonly Column[] = ["explanation", "difficulty", "critical", "required", "target_seconds", "quality"];

/** Whether `value` names a type of question. */
export function isQuestionKind(value: unknown): value is QuestionKind {
  return questionKinds.some((kind) => kind === value);
}

/** The columns of a type, in the order of a sheet: what it is and asks, then its answers, then what is said of it. */
export function columnsOf(kind: QuestionKind): Column[] {
  return [...before, ...exchanges[kind].columns, ...after];
}

/** The exchange of a question's own type; the registry pairs them, which a union cannot say. */
function exchangeOf(question: Pick<Question, "type">): Exchange<Question> {
  return exchanges[question.type] as unknown as Exchange<Question>;
}

/** A question as cells. */
export function cellsOf(question: Question): Cells {
  const { slug, type, topic, lesson, difficulty, critical, required, target_seconds, quality } = question;
  return {
    ...{ slug, type, topic, lesson, quality },
    difficulty: String(difficulty),
    critical: critical ? "yes" : "no",
    required: required ? "yes" : "no",
    target_seconds: target_seconds === undefined ? "" : String(target_seconds),
    ...textCells("stem", question.stem),
    ...textCells("explanation", question.explanation),
    ...exchangeOf(question).cells(question),
  };
}

/** What a row of cells makes of a question: a body as a draft may hold it (it need not be whole), or what cannot be read. */
export type CellsRead = { type: QuestionKind | null; body: Record<string, unknown>; faults: CellFault[] };

/**
 * The body that cells make. `known`: the question as it stands; a cell that the file does not have at all says what it says, an empty one says that there
 * is nothing.
 */
export function bodyOfCells(given: Cells, known: Question | null): CellsRead {
  const cells = known ? { ...cellsOf(known), ...given } : given;
  const row: Row<Question> = { cells, given, faults: [], before: known };
  const type = cellOf(row, "type");
  if (!isQuestionKind(type)) {
    wrong(row, "type", type === "" ? "type_missing" : "type_unknown");
    return { type: null, body: {}, faults: row.faults };
  }
  if (known?.type !== type) row.before = null;
  const seconds = whole(row, "target_seconds");
  const body = {
    slug: cellOf(row, "slug"),
    type,
    topic: cellOf(row, "topic"),
    lesson: cellOf(row, "lesson"),
    difficulty: whole(row, "difficulty") ?? 2,
    critical: yes(row, "critical") ?? false,
    // What a person decides cannot be asked of everybody.
    required: yes(row, "required") ?? isDecided({ type } as Question),
    ...(seconds === null ? {} : { target_seconds: seconds }),
    quality: cellOf(row, "quality") || "professionalism",
    stem: textIn(row, "stem"),
    ...exchangeOf({ type }).body(row),
    explanation: textIn(row, "explanation"),
  };
  return { type, body, faults: row.faults };
}

function whole(row: Row<unknown>, key: "difficulty" | "target_seconds"): number | null {
  const said = cellOf(row, key);
  const found = numberIn(said);
  if (said !== "" && (found === null || !Number.isInteger(found))) wrong(row, key, "not_whole");
  return found;
}

function yes(row: Row<unknown>, key: "critical" | "required"): boolean | null {
  const said = cellOf(row, key);
  if (said !== "" && said !== "yes" && said !== "no") wrong(row, key, "not_yes_no");
  return said === "" ? null : said === "yes";
}

/** The cells that a type has none of, though they hold something: what stands in them would be lost without a word. */
export function strayCells(cells: Cells, type: QuestionKind): Column[] {
  const own = new Set(columnsOf(type).flatMap(keysOf));
  const stray = (Object.keys(cells) as (keyof Cells)[]).filter((key) => !own.has(key) && cells[key]?.trim());
  return [...new Set(stray.map((key) => key.split(".")[0] as Column))];
}

/** A question as other systems know it, in one language; or why they know none like it. */
export function abroad(question: Question, locale: Locale): { answer: ForeignAnswer; lost: LostAbroad | null } | { reason: NotAbroad } {
  const { abroad: way } = exchangeOf(question);
  if (typeof way === "string") return { reason: way };
  return { answer: { kind: way.kind, ...way.out(question, locale) } as ForeignAnswer, lost: way.lost ?? null };
}

/** The type that a question of another system becomes, and its own cells in that language. */
export function home(answer: ForeignAnswer, locale: Locale, known: Question | null): { type: QuestionKind; cells: Cells } {
  for (const type of questionKinds) {
    const way = exchangeOf({ type }).abroad;
    if (typeof way === "string" || way.kind !== answer.kind) continue;
    const cells = way.cells as (answer: ForeignAnswer, locale: Locale, before: Question | null) => Cells;
    return { type, cells: cells(answer, locale, known?.type === type ? known : null) };
  }
  throw new Error(`no type of question is a ${answer.kind}`);
}
