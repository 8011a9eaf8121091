import { inArray } from "drizzle-orm";
import { store } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import { rulesFor } from "../rule-sets.server";

/** What stores and metrics of a month are called: metrics as the rules of these stores name them. */
export type Names = { stores: Record<string, string>; metrics: Record<string, string> };

/** The names for statements over these stores. */
export async function namesFor(reader: Reader, month: PlainDate, storeIds: readonly string[], locale: Locale): Promise<Names> {
  const ids = [...new Set(storeIds)];
  const [rules, rows] = await Promise.all([
    rulesFor(reader, month, ids),
    ids.length === 0 ? [] : reader.select({ id: store.id, name: store.name }).from(store).where(inArray(store.id, ids)),
  ]);
  return {
    stores: Object.fromEntries(rows.map(({ id, name }) => [id, name])),
    metrics: Object.fromEntries(
      [...rules.values()].flatMap(({ rules: { metrics } }) => metrics.map(({ slug, title }) => [slug, pick(title, locale)] as const)),
    ),
  };
}
