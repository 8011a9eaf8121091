import { asc, eq } from "drizzle-orm";
import { type figureImport, figureImportRow, type FigureFault } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { type Mapping } from "./columns";
import { changeOf, type Compared, compareRows } from "./compare-rows";
import { closedFigures } from "./figure-locks.server";
import type { FigureSheet } from "./figure-sheet";
import { importGround, keptFigures } from "./import-ground.server";
import { type Question, readRows } from "./read-rows";

export type ImportRow = typeof figureImport.$inferSelect;
export type Plan = Compared & { state: Pick<ImportRow, "counts" | "faultCount" | "faults" | "changes" | "questions"> };

/** Faults and corrections of one file that are kept to be shown. */
const SHOWN = 1000;

/** The rows of a file that waits. */
export async function stagedSheet(reader: Reader, { id, headings }: Pick<ImportRow, "id" | "headings">): Promise<FigureSheet> {
  const rows = await reader
    .select({ row: figureImportRow.row, cells: figureImportRow.cells })
    .from(figureImportRow)
    .where(eq(figureImportRow.importId, id))
    .orderBy(asc(figureImportRow.row));
  return { headings, headingRow: (rows[0]?.row ?? 2) - 1, rows };
}

/** What a file would do to the figures as they stand. Seven statements, however many rows. */
export async function planOf(reader: Reader, row: Pick<ImportRow, "mapping" | "answers">, sheet: FigureSheet, now: Date): Promise<Plan> {
  const mapping: Mapping = row.mapping;
  const ground = await importGround(reader, sheet, mapping, row.answers, now);
  const read = readRows(sheet, mapping, row.answers, ground);
  const [kept, isClosed] = await Promise.all([
    keptFigures(reader, read.figures),
    closedFigures(
      reader,
      read.figures.map(({ personId, from }) => ({ personId, day: from })),
    ),
  ]);
  const days = sheet.headings[mapping.indexOf(mapping.includes("date") ? "date" : "from")] ?? "";
  const compared = compareRows(read.figures, kept, isClosed, days);
  const faults = [...read.faults, ...compared.faults].sort((a, b) => Number(!!a.isWarning) - Number(!!b.isWarning) || a.row - b.row);
  const faulty = new Set(faults.filter(blocks).map((fault) => fault.row)).size;
  const { fresh, corrected, same } = compared;
  const questions: Question[] = read.questions;
  return {
    ...compared,
    state: {
      counts: { ...read.counts, faulty, fresh: fresh.length, same, corrected: corrected.length },
      faultCount: faults.length,
      faults: faults.slice(0, SHOWN),
      changes: corrected.slice(0, SHOWN).map(changeOf),
      questions,
    },
  };
}

/** Whether a fault keeps its row out; a warning does not. */
function blocks({ isWarning }: FigureFault): boolean {
  return !isWarning;
}
