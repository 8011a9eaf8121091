import { planOf, type SheetImport } from "~/curriculum/sheet-import.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";

const SAMPLE = 20;
const ERRORS = 500;
const NAMED = 30;

/** What the page of a checked sheet shows: its columns, what an import would do, and every fault by row and column. */
export async function sheetPreview(reader: Reader, row: SheetImport, locale: Locale) {
  const plan = await planOf(reader, row);
  const changes = [...plan.created, ...plan.changed];
  return {
    /** The sheet that was read, when it is not the first of its file. */
    sheetName: row.sheet.name ?? null,
    columns: row.sheet.headings.map((heading, i) => ({
      heading,
      field: row.mapping[i] ?? null,
      sample: (row.sheet.rows.find(({ cells }) => (cells[i] ?? "") !== "")?.cells[i] ?? "").slice(0, 40),
    })),
    faults: plan.faults,
    counts: {
      created: plan.created.length,
      changed: plan.changed.length,
      unchanged: plan.unchanged,
      faulty: new Set(plan.errors.map((error) => error.row)).size,
    },
    sample: changes.slice(0, SAMPLE).map(({ body, known, file, row: at }) => ({
      row: at,
      code: body.code,
      name: pick(body.name, locale),
      price: body.price_yuan,
      shelf: body.shelf ?? null,
      hasPicture: file !== null || body.picture !== undefined,
      isNew: known === null,
    })),
    errors: plan.errors.slice(0, ERRORS),
    errorCount: plan.errors.length,
    withoutPicture: named(plan.withoutPicture),
    unusedPictures: named(plan.unusedPictures),
    badPictures: named((row.pictures?.bad ?? []).map((picture) => picture.name)),
  };
}
export type SheetPreview = Awaited<ReturnType<typeof sheetPreview>>;

/** Some names and how many there are in all. */
function named(names: readonly string[]): { names: string[]; more: number } {
  return { names: names.slice(0, NAMED), more: Math.max(0, names.length - NAMED) };
}
