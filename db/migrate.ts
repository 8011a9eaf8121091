import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runDrizzle } from "drizzle-orm/postgres-js/migrator";
import { Logger, runMigrations } from "graphile-worker";
import type postgres from "postgres";
import { connectRaw } from "./client";

const LOCK = 7_215_001;
const quiet = new Logger(() => () => undefined);

/** Bring the database of `ownerUrl` to this release: role, tables, job tables, privileges. Safe to call again and at the same time. */
export async function migrate(ownerUrl: string): Promise<void> {
  const sql = connectRaw(ownerUrl, { max: 1, name: "deskready-migrate" });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await checkVersion(sql);
    await ensureAppRole(sql);
    await runDrizzle(drizzle(sql), { migrationsFolder: databaseFolder("migrations") });
    await runMigrations({ connectionString: ownerUrl, logger: quiet });
    await again(() => sql.unsafe(readFileSync(databaseFolder("privileges.sql"), "utf8")));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** A path inside `db/`, found from the source and from the bundled server alike. */
export function databaseFolder(path: string): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at)) {
    const folder = join(at, "db");
    if (existsSync(join(folder, "migrations"))) return join(folder, path);
  }
  throw new Error("The folder db/migrations is missing beside the application.");
}

async function checkVersion(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
  if (row && row.version < 150_000)
    throw new Error(`PostgreSQL 15 or newer is needed; this server is ${Math.floor(row.version / 10_000)}.`);
}

/** The role that the app acts as. On a given database the owner makes it and becomes a member, so that it can act as it. */
export async function ensureAppRole(sql: postgres.Sql): Promise<void> {
  const [role] = await sql`select from pg_roles where rolname = 'deskready_app'`;
  if (!role) {
    try {
      await sql`create role deskready_app nologin`;
    } catch (error) {
      if (codeOf(error) === "42501")
        throw new Error(
          "The database user may not create the role deskready_app: as an administrator run `CREATE ROLE deskready_app NOLOGIN; GRANT deskready_app TO <the user in DATABASE_URL>;` once.",
        );
      if (codeOf(error) !== "42710" && codeOf(error) !== "23505") throw error;
    }
  }
  const [member] = await sql<{ yes: boolean }[]>`
    select rolsuper or pg_has_role(current_user, 'deskready_app', case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)
      as yes
    from pg_roles where rolname = current_user`;
  if (member?.yes) return;
  try {
    await again(() => sql`grant deskready_app to current_user`);
  } catch (error) {
    if (codeOf(error) !== "42501") throw error;
    const [own] = await sql`select from pg_roles where rolname = 'deskready_app' and rolcanlogin`;
    if (own) return;
    throw new Error(
      "The database user may not act as deskready_app: as an administrator run `GRANT deskready_app TO <the user in DATABASE_URL>;` once.",
    );
  }
}

/** Roles and privileges belong to the whole server: two databases that migrate at once may collide on a row, which passes. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= 5 || !["XX000", "40001", "40P01"].includes(codeOf(error))) throw error;
    }
  }
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
