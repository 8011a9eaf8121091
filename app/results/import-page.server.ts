import { desc, eq, inArray } from "drizzle-orm";
import { figureImport, person } from "@db/schema";
import { agentChoice, storeChoice } from "~/people/stores.server";
import type { Reader } from "~/platform/database.server";
import { isId } from "~/platform/ids";
import { readDays } from "./cell-dates";
import { stagedSheet } from "./import-plan.server";

const LISTED = 100;
const SHOWN_CHANGES = 100;
const FAULTS_A_PAGE = 100;

/** The files that came in, the newest first. One statement. */
export function figureImports(reader: Reader) {
  const { id, fileName, layout, state, counts, createdAt } = figureImport;
  return reader
    .select({ id, fileName, layout, state, counts, createdAt })
    .from(figureImport)
    .orderBy(desc(figureImport.createdAt))
    .limit(LISTED);
}

/** One import as its page shows it, or null; what it asks, with what may be chosen. Four statements at most. */
export async function figureImportPage(reader: Reader, importId: string, faultPage: number) {
  const [row] = isId(importId) ? await reader.select().from(figureImport).where(eq(figureImport.id, importId)) : [];
  if (!row) return null;
  const asks = row.state === "checked" ? row.questions : [];
  const changes = row.changes.slice(0, SHOWN_CHANGES);
  const [stores, agents, example, names] = await Promise.all([
    asks.includes("store") ? storeChoice(reader) : [],
    asks.includes("agent") ? agentChoice(reader) : [],
    asks.includes("dates") ? unclearDay(reader, row) : null,
    changes.length > 0
      ? reader
          .select({ id: person.id, name: person.name })
          .from(person)
          .where(inArray(person.id, [...new Set(changes.map(({ personId }) => personId))]))
      : [],
  ]);
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const pages = Math.max(1, Math.ceil(row.faults.length / FAULTS_A_PAGE));
  const page = Math.min(faultPage, pages);
  const { id, fileName, sheet, layout, state, failure, counts, answers, faultCount, rowsDone, takenBackReason } = row;
  return {
    ...{ id, fileName, sheet, layout, state, failure, counts, answers, faultCount, rowsDone, takenBackReason },
    ...{ asks, stores, agents, example, page, pages, named: row.faults.length },
    hasUnknownAgents: row.faults.some(({ code }) => code.startsWith("agent_") || code.startsWith("account_")),
    columns: state === "checked" ? row.headings.map((heading, i) => ({ heading, field: row.mapping[i] ?? null })) : [],
    faults: row.faults.slice((page - 1) * FAULTS_A_PAGE, page * FAULTS_A_PAGE),
    changes: changes.map(({ personId, ...change }) => ({ ...change, name: nameOf.get(personId) ?? "" })),
  };
}

export type FigureImportPage = NonNullable<Awaited<ReturnType<typeof figureImportPage>>>;

/** A day of the file that can be read in two ways, with its column. */
async function unclearDay(reader: Reader, row: typeof figureImport.$inferSelect): Promise<{ column: string; value: string } | null> {
  const { rows } = await stagedSheet(reader, row);
  for (const field of ["date", "from", "to"]) {
    const at = row.mapping.indexOf(field);
    const value = at < 0 ? undefined : rows.map(({ cells }) => cells[at] ?? "").find((cell) => readDays(cell).form === "slash");
    if (value !== undefined) return { column: row.headings[at] ?? "", value };
  }
  return null;
}
