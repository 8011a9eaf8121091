import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Writable } from "node:stream";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type postgres from "postgres";
import { connectRaw } from "@db/client";
import { databaseFolder, ensureAppRole, migrate } from "@db/migrate";
import { env } from "~/platform/env.server";
import { writeMode } from "~/platform/mode.server";
import { readArchive } from "./archive";
import { type BackupHeader, type BackupJob, linesIn } from "./backup";
import { foreignKeysOf, quoted, type Reader, type Table } from "./catalogue";
import { locateDatabase } from "./database";

/** `npm run restore -- file [--force]`: put a backup in the place of this instance's database, then bring it to this release. */
export async function restore(args: string[]): Promise<void> {
  const force = args.includes("--force");
  const [given] = args.filter((arg) => !arg.startsWith("--"));
  if (!given) throw new Error("Name the backup: npm run restore -- <file>");
  const file = resolve(given);
  process.stdout.write("Checking that the backup is whole …\n");
  const header = await checkBackup(file);
  const database = await locateDatabase(header.mode);
  try {
    process.stdout.write(`Restoring what was backed up at ${header.takenAt} …\n`);
    const { rows, files } = await readBackup({ ownerUrl: database.ownerUrl, dataDir: env.DATA_DIR, file, force });
    if (!env.DATABASE_URL) writeMode(header.mode);
    process.stdout.write(`Restored ${header.tables.length} tables with ${rows} rows, and ${files} files.\n`);
  } finally {
    await database.stop();
  }
}

/** Read a backup to its end; its header when it is whole and this release can read it. */
async function checkBackup(file: string): Promise<BackupHeader> {
  let header: BackupHeader | null = null;
  for await (const entry of readArchive(file)) {
    if (!header) header = parseHeader(entry.name, entry.body);
    if (entry.name.startsWith("files/") && createHash("sha256").update(entry.body).digest("hex") !== entry.name.slice(9)) {
      throw new Error(`The file ${entry.name} in the backup is damaged. Nothing was changed.`);
    }
  }
  if (!header) throw new Error("The backup is empty. Nothing was changed.");
  const known = readMigrationFiles({ migrationsFolder: databaseFolder("migrations") });
  if (header.migrations.length > known.length)
    throw new Error("The backup was made by a newer release: install that one, or a later one, and restore with it.");
  if (header.migrations.some((migration, i) => migration.hash !== known[i]?.hash)) {
    throw new Error("The backup was made by a release that this one does not follow: restore it with the release that made it.");
  }
  return header;
}

function parseHeader(name: string, body: Buffer): BackupHeader {
  const header = name === "header.json" ? (JSON.parse(body.toString("utf8")) as BackupHeader) : null;
  if (header?.product !== "deskready" || header.format !== 1) throw new Error("This is no backup of Deskready. Nothing was changed.");
  return header;
}

type RestorePlace = { ownerUrl: string; dataDir: string; file: string; force: boolean };

/**
 * The tables as they were, in one transaction: a restore that is killed leaves the database as it was. The files come first, since one
 * more file does no harm; the keys last, since until the commit the old ones are in force.
 */
export async function readBackup({ ownerUrl, dataDir, file, force }: RestorePlace): Promise<{ rows: number; files: number }> {
  const header = await checkBackup(file);
  const sql = connectRaw(ownerUrl, { max: 1, name: "deskready-restore" });
  try {
    await refuseInUse(sql);
    if (!force) await refuseNonEmpty(sql);
    const { files, keys } = await restoreFiles(file, dataDir);
    await ensureAppRole(sql);
    let jobs: BackupJob[] = [];
    const rows = await sql.begin(async (tx) => {
      await makeSchema(tx, header);
      const loaded = await loadTables(tx, header, file, (waiting) => (jobs = waiting));
      return loaded;
    });
    await placeKeys(dataDir, keys);
    await migrate(ownerUrl);
    await addJobs(sql, jobs);
    await sql`analyze`;
    return { rows, files };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function refuseInUse(sql: Reader): Promise<void> {
  const [user] = await sql<{ name: string }[]>`
    select application_name as name from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name in ('deskready-app', 'deskready-worker') limit 1`;
  if (user) throw new Error("Deskready is running on this database: stop it first. Nothing was changed.");
}

async function refuseNonEmpty(sql: Reader): Promise<void> {
  const [there] = await sql<{ yes: boolean }[]>`select to_regclass('public.person') is not null as yes`;
  if (!there?.yes) return;
  const [somebody] = await sql`select from person limit 1`;
  if (somebody)
    throw new Error(
      "There are people in this database already: they would be lost. To replace everything add --force. Nothing was changed.",
    );
}

/** Away with what is there; then the tables of exactly the backup's schema version, with its partitions. */
async function makeSchema(tx: postgres.TransactionSql, header: BackupHeader): Promise<void> {
  for (const schema of ["graphile_worker", "drizzle"]) await tx.unsafe(`drop schema if exists ${schema} cascade`);
  const [tables] = await tx<{ some: boolean }[]>`
    select exists (select from pg_class where relnamespace = to_regnamespace('public') and relkind in ('r', 'p')) as some`;
  if (tables?.some) await tx.unsafe("drop schema public cascade");
  await tx.unsafe("create schema if not exists public");
  await tx.unsafe("create schema drizzle");
  await tx.unsafe("create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)");
  for (const migration of readMigrationFiles({ migrationsFolder: databaseFolder("migrations") }).slice(0, header.migrations.length)) {
    for (const statement of migration.sql) await tx.unsafe(statement);
    await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`;
  }
  for (const { parent, name, bound } of header.partitions) {
    if (!/^(DEFAULT|FOR VALUES FROM \('[0-9a-f-]+'\) TO \('[0-9a-f-]+'\))$/.test(bound))
      throw new Error(`The backup has an odd partition ${name}.`);
    await tx.unsafe(`create table if not exists ${quoted(name)} partition of ${quoted(parent)} ${bound}`);
  }
}

/** Load every table. Foreign keys are taken off and put on again, which checks them all at once; the triggers judged these rows long ago. */
async function loadTables(
  tx: postgres.TransactionSql,
  header: BackupHeader,
  file: string,
  onJobs: (jobs: BackupJob[]) => void,
): Promise<number> {
  const foreignKeys = await foreignKeysOf(tx);
  for (const { table, name } of foreignKeys) await tx.unsafe(`alter table ${table} drop constraint "${name}"`);
  const every = header.tables.map(({ name }) => quoted(name));
  for (const table of every) await tx.unsafe(`alter table ${table} disable trigger user`);
  // A migration may fill a table; the backup has those rows too.
  await tx.unsafe(`truncate ${every.join(", ")}`);
  const loader = new Loader(tx, header.tables);
  for await (const { name, body } of readArchive(file)) {
    if (name.startsWith("tables/")) await loader.load(name.split("/")[1] ?? "", body);
    if (name === "jobs.json") onJobs(JSON.parse(body.toString("utf8")) as BackupJob[]);
  }
  await loader.end();
  for (const table of every) await tx.unsafe(`alter table ${table} enable trigger user`);
  for (const { table, name, definition } of foreignKeys) await tx.unsafe(`alter table ${table} add constraint "${name}" ${definition}`);
  return loader.rows;
}

/** Streams the pieces of one table after the other into COPY. */
class Loader {
  rows = 0;
  private current: { name: string; stream: Writable; failed: Promise<never>; done: Promise<void> } | null = null;

  constructor(
    private readonly tx: postgres.TransactionSql,
    private readonly tables: Table[],
  ) {}

  async load(name: string, piece: Buffer): Promise<void> {
    if (this.current?.name !== name) await this.begin(name);
    const { current } = this;
    if (!current) return;
    this.rows += linesIn(piece);
    if (!current.stream.write(piece)) await Promise.race([once(current.stream, "drain"), current.failed]);
  }

  async end(): Promise<void> {
    if (!this.current) return;
    const { stream, done, failed } = this.current;
    this.current = null;
    stream.end();
    await Promise.race([done, failed]);
  }

  private async begin(name: string): Promise<void> {
    await this.end();
    const table = this.tables.find((known) => known.name === name);
    if (!table) throw new Error(`The backup has rows of a table "${name}" that it does not describe.`);
    const stream = await this.tx.unsafe(`copy ${quoted(name)} (${table.columns.map(quoted).join(", ")}) from stdin`).writable();
    const failed = new Promise<never>((_, reject) => stream.once("error", reject));
    failed.catch(() => undefined);
    this.current = { name, stream, failed, done: new Promise((resolve) => stream.once("finish", () => resolve())) };
  }
}

async function restoreFiles(file: string, dataDir: string): Promise<{ files: number; keys: Map<string, Buffer> }> {
  const keys = new Map<string, Buffer>();
  let files = 0;
  for await (const { name, body } of readArchive(file)) {
    if (/^keys\/[a-z0-9][a-z0-9.-]*$/.test(name)) keys.set(name, body);
    if (!/^files\/[0-9a-f]{2}\/[0-9a-f]{64}$/.test(name)) continue;
    files++;
    const path = join(dataDir, name);
    if (!existsSync(path)) await place(path, body);
  }
  return { files, keys };
}

/** The backup's keys, without which its seals do not verify. A different key that was there is kept beside it. */
async function placeKeys(dataDir: string, keys: Map<string, Buffer>): Promise<void> {
  for (const [name, body] of keys) {
    const path = join(dataDir, name);
    const present = await readFile(path).catch(() => null);
    if (present?.equals(body)) continue;
    if (present) await writeFile(`${path}.replaced-${randomBytes(4).toString("hex")}`, present, { mode: 0o600 });
    await place(path, body);
  }
}

async function place(path: string, body: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  const handle = await open(temporary, "wx", 0o600);
  await handle.writeFile(body);
  await handle.sync();
  await handle.close();
  await rename(temporary, path);
}

async function addJobs(sql: postgres.Sql, jobs: BackupJob[]): Promise<void> {
  for (const job of jobs) {
    await sql`
      select graphile_worker.add_job(${job.task}, ${JSON.stringify(job.payload)}::text::json, queue_name => ${job.queue}::text,
        run_at => ${job.runAt}::timestamptz, max_attempts => ${job.maxAttempts}::int, job_key => ${job.key}::text, priority => ${job.priority}::int)`;
  }
}
