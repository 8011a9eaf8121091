import { type Locale, locales } from "~/platform/locale";
import { cutOnce, lineText, plainLine, severalIn } from "../cell-lines";
import { cellOf, type Cells, lineCells, linesIn, linesOf, type Row } from "../cells";
import type { ReplyQuestion } from "./findings";

/** What a reply must and must not say, as cells: a line "point: wording / wording" for each point, and a line for each good reply. */

type KeyPoint = ReplyQuestion["must_say"][number];
const most = { must_say: 5, should_say: 4, must_not_say: 5 } as const;
type PointColumn = keyof typeof most;

/** The columns of a question that is answered freely. */
export const replyColumns = ["must_say", "should_say", "must_not_say", "model_answers"] as const;

/** The cells of what a reply is graded by. */
export function replyCells(question: ReplyQuestion): Cells {
  const points = (column: PointColumn) =>
    lineCells(column, question[column], ({ point, any_of }, l) => {
      const wordings = any_of[l].map((text) => lineText(text, "stroke")).join(" / ");
      return `${lineText(point[l], "point")}${l === "en" ? ": " : "："}${wordings}`;
    });
  return { ...points("must_say"), ...points("should_say"), ...points("must_not_say"), ...modelCells(question.model_answers) };
}

/** Good replies, a line each. */
function modelCells(models: Record<Locale, readonly string[]>): Cells {
  return Object.fromEntries(locales.map((l) => [`model_answers.${l}`, modelLines(models[l])]));
}

/** Replies as the lines of a cell. */
export function modelLines(models: readonly string[]): string {
  return models.map((text) => lineText(text)).join("\n");
}

/** What a reply is graded by, as a row says it. */
export function replyIn(row: Row<unknown>) {
  const models = (l: Locale) => linesOf(cellOf(row, `model_answers.${l}`)).map(plainLine);
  return {
    must_say: pointsIn(row, "must_say"),
    should_say: pointsIn(row, "should_say"),
    must_not_say: pointsIn(row, "must_not_say"),
    model_answers: { "zh-CN": models("zh-CN"), en: models("en") },
  };
}

function pointsIn(row: Row<unknown>, column: PointColumn): KeyPoint[] {
  return linesIn(row, column, most[column]).map((line) => {
    const [zh, en] = locales.map((l) => pointOf(line[l]));
    return {
      point: { "zh-CN": zh?.point ?? "", en: en?.point ?? "" },
      any_of: { "zh-CN": zh?.wordings ?? [], en: en?.wordings ?? [] },
    };
  });
}

/** A line without a colon says the point in its only words. */
function pointOf(line: string): { point: string; wordings: string[] } {
  const [point, wordings] = cutOnce(line, "point") ?? [line, line];
  return { point: plainLine(point), wordings: severalIn(wordings, "stroke") };
}
