import { and, eq, gte, inArray, lte } from "drizzle-orm";
import { conductMonth } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";

/** The months from one to another (first days, both included) in which these people reached serious conduct, by person; whoever has none is missing. One statement. */
export async function seriousMonths(
  reader: Reader,
  personIds: readonly string[],
  from: PlainDate,
  to: PlainDate,
): Promise<Map<string, PlainDate[]>> {
  const found = new Map<string, PlainDate[]>();
  if (personIds.length === 0) return found;
  const rows = await reader
    .select({ personId: conductMonth.personId, month: conductMonth.month })
    .from(conductMonth)
    .where(
      and(
        inArray(conductMonth.personId, [...personIds]),
        eq(conductMonth.serious, true),
        gte(conductMonth.month, from),
        lte(conductMonth.month, to),
      ),
    )
    .orderBy(conductMonth.month);
  for (const { personId, month } of rows) found.set(personId, [...(found.get(personId) ?? []), month]);
  return found;
}
