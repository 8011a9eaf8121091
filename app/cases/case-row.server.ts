import { eq, sql } from "drizzle-orm";
import { caseChange, chatCase, type ChatLine } from "@db/schema";
import { searchable } from "~/curriculum/search-text";
import type { Tx } from "~/platform/database.server";
import type { WriteContext } from "~/platform/write.server";
import { tokensOf } from "./likeness";
import type { CaseValues } from "./rules";

export type CaseRow = typeof chatCase.$inferSelect;

/** A case, locked for this transaction; null: there is none. */
export async function lockCase(tx: Tx, caseId: string): Promise<CaseRow | null> {
  const [row] = await tx.select().from(chatCase).where(eq(chatCase.id, caseId)).for("update");
  return row ?? null;
}

/** Cases, locked in one order, so that two who take the same ones wait and do not stop each other. */
export async function lockCases(tx: Tx, caseIds: readonly string[]): Promise<Map<string, CaseRow>> {
  const rows = await tx
    .select()
    .from(chatCase)
    .where(sql`${chatCase.id} = any(${sql.param([...new Set(caseIds)])}::uuid[])`)
    .orderBy(chatCase.id)
    .for("update");
  return new Map(rows.map((row) => [row.id, row]));
}

/** By what a case is found, and by what its like is: the marked lines and what should have been said first, then all that the customer said. */
export function foundBy(values: Pick<CaseValues, "title" | "marked" | "better" | "why">, lines: readonly ChatLine[]) {
  const marked = values.marked.flatMap((at) => lines[at]?.text ?? []);
  const asked = lines.filter(({ who }) => who === "buyer").map(({ text }) => text);
  const all = [values.title, values.better, values.why, ...lines.map(({ text }) => text)];
  return { words: all.map((text) => searchable(text).words).join("\n"), tokens: tokensOf([values.title, ...marked, ...asked]) };
}

/** The next running number. The caller's transaction holds the counter until it ends, so that none is given twice. */
export async function nextNumber(tx: Tx): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('numbers of cases'))`);
  const [row] = await tx.select({ last: sql<number | null>`max(${chatCase.number})` }).from(chatCase);
  return (row?.last ?? 0) + 1;
}

type Change = typeof caseChange.$inferInsert;

/** Note what was done to a case, with what it said before. */
export async function noteChange(
  tx: Tx,
  ctx: WriteContext,
  change: Pick<Change, "caseId" | "what"> & { before?: Record<string, unknown>; reason?: string },
): Promise<void> {
  await tx.insert(caseChange).values({ ...change, by: ctx.actorId ?? "", at: ctx.now });
}
