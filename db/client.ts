import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema";

/** Connections: how many at most, the name that `pg_stat_activity` shows, and who counts the statements. */
export type ConnectOptions = { max?: number; name?: string; onStatement?: () => void };

/** A drizzle database over its own pool. */
export type Database = ReturnType<typeof connect>["db"];

/** Open a pool and a drizzle database over it. Drizzle changes how its client reads dates: raw SQL takes `connectRaw`. */
export function connect(url: string, options: ConnectOptions = {}) {
  const client = connectRaw(url, options);
  const logger = options.onStatement && { logQuery: options.onStatement };
  return { db: drizzle(client, { schema, casing: "snake_case", logger }), client, close: () => client.end({ timeout: 5 }) };
}

/** So many seconds after a connection ended it may be opened again. */
const AGAIN_S = 0.1;

/** Open a pool for hand-written SQL. */
export function connectRaw(url: string, options: ConnectOptions = {}): postgres.Sql {
  return postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 60,
    connect_timeout: 10,
    // By itself postgres.js waits the longer the more connections broke, up to 20 s: of ten that a restart ended at once the last ones kept a request waiting that long.
    backoff: () => AGAIN_S,
    onnotice: () => undefined,
    connection: { application_name: options.name ?? "deskready", TimeZone: "UTC" },
  });
}

/** The address for the app when only the owner's is given: the same log-in, acting as `deskready_app` from its first statement. */
export function asApp(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  const given = url.searchParams.get("options");
  url.searchParams.set("options", [given, "-c role=deskready_app"].filter(Boolean).join(" "));
  return url.toString().replaceAll("+", "%20");
}
