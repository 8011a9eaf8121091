import { existsSync } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type postgres from "postgres";
import { connectRaw } from "@db/client";
import { env } from "~/platform/env.server";
import { type Mode, readMode } from "~/platform/mode.server";
import { ArchiveWriter, removePartials } from "./archive";
import { type Migration, migrationsOf, type Partition, partitionsOf, quoted, type Table, tablesOf } from "./catalogue";
import { locateDatabase } from "./database";

/** The first entry of a backup. */
export type BackupHeader = {
  format: 1;
  product: "deskready";
  takenAt: string;
  mode: Mode;
  server: string;
  migrations: Migration[];
  tables: Table[];
  partitions: Partition[];
};
/** A job that waited when the backup was taken; jobs get new numbers when they are restored. */
export type BackupJob = {
  task: string;
  payload: unknown;
  queue: string | null;
  runAt: string;
  key: string | null;
  priority: number;
  maxAttempts: number;
};

const PIECE = 4_000_000;

/** `npm run backup [-- file]`: everything into one file, while the product may run. */
export async function backup(args: string[]): Promise<void> {
  const now = new Date();
  const name = `deskready-${now.toISOString().slice(0, 19).replaceAll(":", "-")}Z.tar.gz`;
  const file = resolve(args[0] ?? join(env.DATA_DIR, "backups", name));
  const mode = readMode();
  const database = await locateDatabase(mode);
  try {
    const { tables, rows, files, missing } = await writeBackup({ ownerUrl: database.ownerUrl, dataDir: env.DATA_DIR, file, mode, now });
    process.stdout.write(`Backed up ${tables} tables with ${rows} rows and ${files} files to ${file}\n`);
    process.stdout.write("It holds personal data and this instance's keys: keep it as safe as the shop itself.\n");
    if (missing > 0)
      process.stderr.write(
        `${missing} files that the database names are not in ${join(env.DATA_DIR, "files")}: they are not in the backup.\n`,
      );
  } finally {
    await database.stop();
  }
}

type BackupPlace = { ownerUrl: string; dataDir: string; file: string; mode: Mode; now: Date };

/** Write every table as of one instant, the files that it names, the waiting jobs and the keys. Leaves no file when it fails. */
export async function writeBackup({ ownerUrl, dataDir, file, mode, now }: BackupPlace) {
  if (existsSync(file)) throw new Error(`${file} is there already: name another file.`);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await removePartials(dirname(file));
  const sql = connectRaw(ownerUrl, { max: 1, name: "deskready-backup" });
  const archive = new ArchiveWriter(file);
  try {
    const result = await sql.begin("isolation level repeatable read read only", async (tx) => {
      const tables = await tablesOf(tx);
      const migrations = await migrationsOf(tx);
      if (migrations.length === 0) throw new Error("There is nothing to back up: this database has no tables of Deskready.");
      const [server] = await tx<{ version: string }[]>`select current_setting('server_version') as version`;
      const header: BackupHeader = {
        format: 1,
        product: "deskready",
        takenAt: now.toISOString(),
        mode,
        server: server?.version ?? "",
        migrations,
        tables,
        partitions: await partitionsOf(tx),
      };
      await archive.add("header.json", Buffer.from(JSON.stringify(header)));
      await addKeys(archive, dataDir);
      let rows = 0;
      for (const table of tables) rows += await addTable(archive, tx, table);
      await addJobs(archive, tx);
      return { tables: tables.length, rows, ...(await addFiles(archive, tx, dataDir)) };
    });
    await archive.finish();
    return result;
  } catch (error) {
    await archive.abandon();
    throw error;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function addTable(archive: ArchiveWriter, tx: postgres.TransactionSql, table: Table): Promise<number> {
  const rows = await tx.unsafe(`copy (select ${table.columns.map(quoted).join(", ")} from ${quoted(table.name)}) to stdout`).readable();
  let piece: Buffer[] = [];
  let size = 0;
  let pieces = 0;
  let count = 0;
  const put = async () => {
    await archive.add(`tables/${table.name}/${String(pieces++).padStart(6, "0")}.copy`, Buffer.concat(piece));
    piece = [];
    size = 0;
  };
  for await (const row of rows as AsyncIterable<Buffer>) {
    piece.push(Buffer.from(row));
    size += row.length;
    count += linesIn(row);
    if (size >= PIECE) await put();
  }
  // When the last rows fill its buffer, postgres.js leaves the connection paused: reading on wakes it.
  rows._read(0);
  if (size > 0) await put();
  return count;
}

/** COPY ends each row with a line feed, and escapes those inside values. */
export function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}

async function addKeys(archive: ArchiveWriter, dataDir: string): Promise<void> {
  for (const name of (await readdir(join(dataDir, "keys")).catch(() => [])).sort()) {
    await archive.add(`keys/${name}`, await readFile(join(dataDir, "keys", name)));
  }
}

async function addJobs(archive: ArchiveWriter, tx: postgres.TransactionSql): Promise<void> {
  const jobs = await tx<BackupJob[]>`
    select t.identifier as task, j.payload, q.queue_name as queue, j.run_at::text as "runAt", j.key, j.priority, j.max_attempts as "maxAttempts"
    from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    where j.is_available and t.identifier <> 'sweep' order by j.id`;
  await archive.add("jobs.json", Buffer.from(JSON.stringify(jobs)));
}

async function addFiles(archive: ArchiveWriter, tx: postgres.TransactionSql, dataDir: string) {
  const digests = await tx<{ sha256: string }[]>`select distinct sha256 from file where erased_at is null order by sha256`;
  let files = 0;
  let missing = 0;
  for (const { sha256 } of digests) {
    const bytes = await readFile(join(dataDir, "files", sha256.slice(0, 2), sha256)).catch(() => null);
    if (bytes) await archive.add(`files/${sha256.slice(0, 2)}/${sha256}`, bytes);
    if (bytes) files++;
    else missing++;
  }
  return { files, missing };
}
