import { asApp, connect } from "@db/client";
import { startEmbedded } from "@db/embedded";
import { migrate } from "@db/migrate";
import { setDb } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { log } from "~/platform/log.server";
import { Counter } from "prom-client";
import { type Mode, readMode } from "~/platform/mode.server";

const statements = new Counter({ name: "deskready_sql_statements_total", help: "SQL statements sent by this process" });

/** The database of this instance: addresses for both roles, and how to let go of it. */
export type OpenDatabase = { ownerUrl: string; appUrl: string; stop(): Promise<void> };

/** Find or start the database of a mode, without migrating it. */
export async function locateDatabase(mode: Mode): Promise<OpenDatabase> {
  if (env.DATABASE_URL)
    return { ownerUrl: env.DATABASE_URL, appUrl: env.DATABASE_APP_URL ?? asApp(env.DATABASE_URL), stop: async () => undefined };
  const embedded = await startEmbedded(env.DATA_DIR, { info: (m) => log.info(m), warn: (m) => log.warn(m) });
  const name = mode === "demo" ? "deskready_demo" : "deskready";
  await embedded.ensureDatabase(name);
  return { ownerUrl: embedded.urlFor(name, "owner"), appUrl: embedded.urlFor(name, "app"), stop: () => embedded.stop() };
}

/** Locate, migrate, and connect as the app's role; `db()` works from here on. */
export async function openDatabase(max: number): Promise<OpenDatabase> {
  const located = await locateDatabase(readMode());
  await migrate(located.ownerUrl);
  const onStatement = () => statements.inc();
  const { db, close } = connect(located.appUrl, { max, name: "deskready-app", onStatement });
  setDb(db, onStatement);
  return {
    ...located,
    async stop() {
      await close();
      await located.stop();
    },
  };
}
