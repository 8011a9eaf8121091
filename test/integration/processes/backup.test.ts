import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, inject, it } from "vitest";
import { asApp, connect, connectRaw } from "@db/client";
import { migrate } from "@db/migrate";
import { attempt, audit, file as fileTable, store, storeSet, storeShare } from "@db/schema";
import { confirmGate } from "~/activation/actions.server";
import { verifyDecision } from "~/activation/verify.server";
import { addJob } from "~/platform/jobs.server";
import { newId } from "~/platform/ids";
import { readArchive } from "~/processes/archive";
import { writeBackup } from "~/processes/backup";
import { migrationsOf, tablesOf } from "~/processes/catalogue";
import { readBackup } from "~/processes/restore";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ownerUrl, ownerSql, ctx, make } = await freshDatabase();
const admin = connectRaw(inject("cluster").superUrl, { max: 1 });
const folder = mkdtempSync(join(tmpdir(), "deskready-backup-"));
const source = join(folder, "data");
const made: string[] = [];
const urls: ReturnType<typeof connectRaw>[] = [];
let archive: string;
let serial = 0;

afterAll(async () => {
  for (const client of urls) await client.end();
  for (const name of made) await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.end();
  rmSync(folder, { recursive: true, force: true });
});

const odd = "tab\tnewline\nback\\slash \\N \\. 'quote' \"double\" \r 手提包 👜 \u2028 end";
const photo = randomBytes(70_000);
const digest = createHash("sha256").update(photo).digest("hex");

await make.activationReady({ name: odd });
const ready = await make.deskReady();
const opened = await confirmGate(ctx(MONDAY, ready.supervisorId), ready.person.id, "desk");
const decisionId = opened.ok ? opened.value.decisionId : "";
const person = await make.person({ name: "前一个人" });
await db.insert(audit).values([
  { id: newId(), at: MONDAY, action: "a", subjectType: "t", subjectId: "1", before: { text: odd }, after: null },
  { id: newId(Date.parse("2024-05-05T00:00:00Z")), at: MONDAY, action: "old", subjectType: "t", subjectId: "1" },
]);
await owner.transaction(async (tx) => {
  const stores = await tx
    .insert(store)
    .values([
      { name: "一", platform: "taobao", createdAt: MONDAY },
      { name: "二", platform: "jd", createdAt: MONDAY },
    ])
    .returning();
  const [set] = await tx.insert(storeSet).values({ personId: person.id, from: "2026-01-05" }).returning();
  await tx.insert(storeShare).values(stores.map((s) => ({ storeSetId: set?.id ?? "", storeId: s.id, share: 50 })));
});
const answered = {
  personId: person.id,
  questionVersionId: newId(),
  context: "drill",
  contextId: newId(),
  correct: true,
  share: "0.3333",
  answerMs: 900,
  at: MONDAY,
} as const;
await db.insert(attempt).values([
  { ...answered, answer: { typed: odd } },
  { ...answered, id: newId(Date.parse("2024-05-05T00:00:00Z")), answer: [] },
]);
await owner
  .insert(fileTable)
  .values({ ownerId: person.id, sha256: digest, mediaType: "image/png", bytes: photo.length, createdAt: MONDAY });
await db.transaction((tx) => addJob(tx, "tell", { text: odd }, { runAt: new Date("2099-01-01T00:00:00Z"), key: "k" }));
mkdirSync(join(source, "files", digest.slice(0, 2)), { recursive: true });
writeFileSync(join(source, "files", digest.slice(0, 2), digest), photo);
mkdirSync(join(source, "keys"));
writeFileSync(join(source, "keys", "instance.key"), "ab".repeat(32));

beforeEach(() => {
  archive = join(folder, `backup-${++serial}.tar.gz`);
});

/** Everything that the product stores, as text. */
async function contentOf(url: string) {
  const client = connectRaw(url, { max: 1 });
  try {
    const tables = await tablesOf(client);
    const rows: Record<string, string[]> = {};
    for (const { name } of tables) {
      const found = await client.unsafe<{ row: string }[]>(`select t::text as row from "${name}" t order by 1`);
      rows[name] = found.map(({ row }) => row);
    }
    const constraints =
      await client`select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`;
    const triggers = await client`select tgrelid::regclass::text, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2`;
    const rights = await client`
      select table_name, column_name, privilege_type from information_schema.column_privileges where grantee = 'deskready_app' and table_schema = 'public' order by 1, 2, 3`;
    const jobs =
      await client`select j.payload, t.identifier, j.run_at, j.key from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`;
    return {
      rows,
      constraints: [...constraints],
      triggers: [...triggers],
      rights: [...rights],
      jobs: [...jobs],
      migrations: [...(await migrationsOf(client))],
    };
  } finally {
    await client.end();
  }
}

/** A new, empty database, owned as the template is. */
async function emptyDatabase(): Promise<string> {
  const name = `${inject("cluster").template}_restore${++serial}`;
  made.push(name);
  await admin.unsafe(`create database ${name} owner ${new URL(ownerUrl).username}`);
  const url = new URL(ownerUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

const take = () => writeBackup({ ownerUrl, dataDir: source, file: archive, mode: "shop", now: MONDAY });
const put = (url: string, force = false, dataDir = join(folder, `restored-${++serial}`)) =>
  readBackup({ ownerUrl: url, dataDir, file: archive, force });

describe("a backup", () => {
  it("brings every table, file, key and waiting job back into an empty database", async () => {
    const { tables, rows } = await take();
    const before = await contentOf(ownerUrl);
    expect(tables).toBe(Object.keys(before.rows).length);
    expect(rows).toBe(Object.values(before.rows).flat().length);
    expect(Object.entries(before.rows).filter(([, found]) => found.length > 0).length).toBeGreaterThan(20);
    const target = await emptyDatabase();
    const dataDir = join(folder, "new-home");
    expect(await put(target, false, dataDir)).toMatchObject({ rows, files: 1 });
    expect(await contentOf(target)).toEqual(before);
    expect(readFileSync(join(dataDir, "files", digest.slice(0, 2), digest)).equals(photo)).toBe(true);
    expect(readFileSync(join(dataDir, "keys", "instance.key"), "utf8")).toBe("ab".repeat(32));
    expect(statSync(join(dataDir, "keys", "instance.key")).mode & 0o777).toBe(0o600);
    expect(statSync(archive).mode & 0o777).toBe(0o600);
  });

  it("keeps the evidence of a decision to the last digit: it verifies after the restore, where a changed row is named", async () => {
    const before = await verifyDecision(db, decisionId);
    expect(before).toMatchObject({ state: "whole", old: false });
    await take();
    const target = await emptyDatabase();
    await put(target);
    const restored = connect(target, { max: 1 });
    try {
      expect(await verifyDecision(restored.db, decisionId)).toEqual(before);
      await restored.client`update sitting_result set score = score + 0.000000000001 where person_id = ${ready.person.id}`;
      expect((await verifyDecision(restored.db, decisionId))?.findings).toMatchObject([
        { table: "sitting_result", what: "changed" },
        { table: "sitting_result", what: "changed" },
      ]);
    } finally {
      await restored.close();
    }
  });

  it("restores on a given database whose user is no superuser, and the app's role works there", async () => {
    await take();
    const name = `${inject("cluster").template}_given${++serial}`;
    made.push(name);
    await admin.unsafe(`create role ${name} login createrole password 'given'`);
    await admin.unsafe(`create database ${name} owner ${name}`);
    await admin.unsafe(`grant deskready_app to ${name}`);
    const url = new URL(ownerUrl);
    Object.assign(url, { username: name, password: "given", pathname: `/${name}` });
    await put(url.toString());
    expect((await contentOf(url.toString())).rows).toEqual((await contentOf(ownerUrl)).rows);
    const app = connectRaw(asApp(url.toString()), { max: 1 });
    urls.push(app);
    await app`insert into audit (id, at, action, subject_type, subject_id) values (${newId()}, now(), 'after', 't', '1')`;
    await expect(app`delete from audit`).rejects.toMatchObject({ code: "42501" });
    await app.end();
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.unsafe(`drop role ${name}`);
  });

  it("restores over a database with people only when told to, and what was there is gone then", async () => {
    await take();
    const target = await emptyDatabase();
    await migrate(target);
    const client = connectRaw(target, { max: 1 });
    urls.push(client);
    await client`insert into person (id, name, employed_since, created_at) values (${newId()}, 'somebody else', now(), now())`;
    await expect(put(target)).rejects.toThrow(/people in this database already/);
    expect(await client`select name from person`).toHaveLength(1);
    await put(target, true);
    expect((await contentOf(target)).rows).toEqual((await contentOf(ownerUrl)).rows);
  });

  it("is refused while the app runs on the database", async () => {
    await take();
    const target = await emptyDatabase();
    const app = connectRaw(target, { max: 1, name: "deskready-app" });
    urls.push(app);
    await app`select 1`;
    await expect(put(target, true)).rejects.toThrow(/is running on this database: stop it first/);
  });

  it("keeps a different key beside the restored one", async () => {
    await take();
    const dataDir = join(folder, "other-key");
    mkdirSync(join(dataDir, "keys"), { recursive: true });
    writeFileSync(join(dataDir, "keys", "instance.key"), "cd".repeat(32));
    await put(await emptyDatabase(), false, dataDir);
    const names = readdirSync(join(dataDir, "keys")).sort();
    expect(names[0]).toBe("instance.key");
    expect(names[1]).toMatch(/^instance\.key\.replaced-/);
    expect(readFileSync(join(dataDir, "keys", names[1] ?? ""), "utf8")).toBe("cd".repeat(32));
  });

  it("says which files are missing instead of failing", async () => {
    const result = await writeBackup({ ownerUrl, dataDir: join(folder, "nowhere"), file: archive, mode: "shop", now: MONDAY });
    expect(result).toMatchObject({ files: 0, missing: 1 });
  });

  it("never writes over a file", async () => {
    await take();
    await expect(take()).rejects.toThrow(/is there already/);
  });
});

describe("a backup that is not whole", () => {
  it.each([
    ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ["cut off at its last byte", (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
    ["empty", () => Buffer.alloc(0)],
    ["something else", () => randomBytes(5_000)],
    ["damaged", (bytes: Buffer) => Buffer.from(bytes).fill(0x55, bytes.length - 3_000, bytes.length - 2_990)],
  ])("is refused before anything changes: %s", async (_, spoil) => {
    await take();
    writeFileSync(archive, spoil(readFileSync(archive)));
    const target = await emptyDatabase();
    await expect(put(target)).rejects.toThrow(/not a whole backup|no backup of Deskready|in the backup is damaged/);
    const client = connectRaw(target, { max: 1 });
    urls.push(client);
    expect(await client`select from pg_class where relnamespace = 'public'::regnamespace`).toHaveLength(0);
  });

  it("is refused when a newer release made it", async () => {
    await ownerSql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 99999999999999)`;
    await take();
    await ownerSql`delete from drizzle.__drizzle_migrations where hash = 'newer'`;
    await expect(put(await emptyDatabase())).rejects.toThrow(/newer release/);
  });
});

describe("kill -9", () => {
  it("of a backup leaves no file that looks whole, and the next one clears up", { timeout: 60_000 }, async () => {
    await ownerSql`insert into notice (id, person_id, kind, data, created_at)
      select gen_random_uuid(), ${person.id}, 'filler', jsonb_build_object('text', repeat(md5(n::text), 8)), now() from generate_series(1, 60000) n`;
    for (const share of [0.05, 0.5, 0.9]) {
      const whole = join(folder, `whole-${++serial}.tar.gz`);
      await writeBackup({ ownerUrl, dataDir: source, file: whole, mode: "shop", now: MONDAY });
      const limit = statSync(whole).size * share;
      const child = start("backup", ownerUrl, archive);
      const partial = `${archive}.${child.pid}.part`;
      await expect.poll(() => (existsSync(partial) ? statSync(partial).size : 0), { interval: 2, timeout: 20_000 }).toBeGreaterThan(limit);
      child.kill("SIGKILL");
      await once(child, "exit");
      expect(existsSync(archive)).toBe(false);
      await expect(drain(partial)).rejects.toThrow(/not a whole backup/);
    }
    await take();
    expect(readdirSync(dirname(archive)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("of a restore leaves the database as it was", { timeout: 60_000 }, async () => {
    await take();
    const target = await emptyDatabase();
    await put(target);
    const client = connectRaw(target, { max: 1 });
    urls.push(client);
    await client`update person set name = 'changed since'`;
    const before = await contentOf(target);
    const child = start("restore", target, archive);
    const copying = () =>
      client`select from pg_stat_activity where datname = current_database() and application_name = 'deskready-restore' and query ilike 'copy "notice"%'`.then(
        (rows) => rows.length,
      );
    await expect.poll(copying, { interval: 5, timeout: 30_000 }).toBe(1);
    child.kill("SIGKILL");
    await once(child, "exit");
    const gone = () =>
      client`select from pg_stat_activity where datname = current_database() and application_name = 'deskready-restore'`.then(
        (rows) => rows.length,
      );
    await expect.poll(gone, { timeout: 20_000 }).toBe(0);
    expect(await contentOf(target)).toEqual(before);
  });
});

function start(...args: [string, string, string]): ChildProcess {
  const script = fileURLToPath(new URL("./one-backup.ts", import.meta.url));
  const [what, url, file] = args;
  return spawn(process.execPath, ["--import", "tsx", script, what, url, source, file], { stdio: ["ignore", "ignore", "inherit"] });
}

async function drain(file: string): Promise<void> {
  for await (const entry of readArchive(file)) expect(entry.name).toBeTruthy();
}
