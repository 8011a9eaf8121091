import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type * as schema from "@db/schema";

export type Db = PostgresJsDatabase<typeof schema>;
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
/** What queries take: a connection or an open transaction. */
export type Reader = Db | Tx;

const holder = globalThis as { deskreadyDb?: Db };

/** The app's database, as the app's role. Throws before `setDb` was called. */
export function db(): Db {
  if (!holder.deskreadyDb) throw new Error("the database is not connected yet");
  return holder.deskreadyDb;
}

/** Called once by the process that starts. */
export function setDb(value: Db): void {
  holder.deskreadyDb = value;
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
