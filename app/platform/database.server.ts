import { type SQL, sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import type * as schema from "@db/schema";

export type Db = PostgresJsDatabase<typeof schema> & { $client?: Sql };
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
/** What queries take: a connection or an open transaction. */
export type Reader = Db | Tx;

const holder = globalThis as { deskreadyDb?: Db; deskreadyOnStatement?: () => void };

/** The app's database, as the app's role. Throws before `setDb` was called. */
export function db(): Db {
  if (!holder.deskreadyDb) throw new Error("the database is not connected yet");
  return holder.deskreadyDb;
}

/** Called once by the process that starts. `onStatement` hears of each hand-written statement; of the others drizzle's logger tells. */
export function setDb(value: Db, onStatement?: () => void): void {
  holder.deskreadyDb = value;
  holder.deskreadyOnStatement = onStatement;
}

/** Whether this is the pool itself, not a transaction that stands in for it. */
export function isPool(on: Db): boolean {
  return on.$client !== undefined;
}

/**
 * A hand-written statement for a path that is walked at every click: prepared once a connection, which drizzle's are not. Drizzle has set this client up to
 * pass times and JSON as they are: both go in as text, and times come back as PostgreSQL writes them. Not for a transaction (`isPool`).
 */
export async function prepared<Row extends object>(
  on: Db,
  text: string,
  values: readonly (string | number | boolean | null)[],
): Promise<Row[]> {
  if (!on.$client) throw new Error("a transaction takes no prepared statements");
  holder.deskreadyOnStatement?.();
  return on.$client.unsafe<Row[]>(text, [...values], { prepare: true });
}

/** The rows of a hand-written query that is planned once a connection, in a transaction too: but for its parameters it must read the same each time. Rows come as JSON: times and days as text. */
export async function planned<Row>(on: Reader, name: string, query: SQL): Promise<Row[]> {
  const rows = await on
    .select({ row: sql<Row>`to_json(r)` })
    .from(sql`(${query}) r`)
    .prepare(name)
    .execute();
  return rows.map(({ row }) => row);
}

const AWAY = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTFOUND", "ETIMEDOUT", "CONNECT_TIMEOUT"],
  ...["CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED"],
  // PostgreSQL: shutting down, crashed, starting, no connection left.
  ...["57P01", "57P02", "57P03", "53300"],
]);

/** Whether an error means that the database is away for a while, and that asking again later will do. */
export function isUnavailable(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++)
    if ("code" in at && AWAY.has(String(at.code))) return true;
  return false;
}
