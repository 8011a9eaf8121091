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
