import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { nativeFolder, reachable, serverUser, type ServerUser } from "./binaries";
import { type Cluster, freePort, halt, initialise, isAlive, lastWords, launch, running } from "./postmaster";

/** How the embedded database tells what happens to it. */
export type EmbeddedLog = { info(message: string): void; warn(message: string): void };

/** A running embedded database. `stop` ends the server only when this process is the one that looks after it. */
export type Embedded = {
  superUrl: string;
  urlFor(database: string, role: "owner" | "app"): string;
  ensureDatabase(name: string): Promise<void>;
  pid(): number | null;
  stop(): Promise<void>;
};

/** The secrets of the roles, and the name of the cluster's folder when it cannot lie in the data folder. */
type Secrets = { superuser: string; owner: string; app: string; cluster: string };

const STOP_PATIENCE_MS = 15_000;
const START_PATIENCE_MS = 60_000;

/**
 * Start the PostgreSQL of `dataDir`, creating it at first use, or adopt the one that runs already (left by a process that was killed,
 * or looked after by another process: then this one is a guest). The process that looks after it starts it again when it dies.
 * `settings` go over the server's own (tests want more connections).
 */
export async function startEmbedded(dataDir: string, log: EmbeddedLog, settings: Record<string, string> = {}): Promise<Embedded> {
  const folder = resolve(dataDir);
  mkdirSync(folder, { recursive: true });
  const release = await takeLock(join(folder, "postgres.lock"));
  try {
    const secrets = readSecrets(folder);
    const cluster = { ...prepare(folder, secrets, log), settings };
    const keeper = new Keeper(cluster, join(folder, "postgres.keeper"), log);
    const port = await keeper.open();
    const url = (user: string, password: string, database: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
    const superUrl = url("postgres", secrets.superuser, "postgres");
    await withSql(superUrl, (sql) => ensureRoles(sql, secrets));
    return {
      superUrl,
      urlFor: (database, role) => url(`deskready_${role}`, secrets[role], database),
      ensureDatabase: (name) => withSql(superUrl, (sql) => ensureDatabase(sql, name)),
      pid: () => running(cluster)?.pid ?? null,
      stop: () => keeper.close(),
    };
  } finally {
    release();
  }
}

/** Looks after one server: finds or starts it, starts it again when it dies, stops it. */
class Keeper {
  private port = 0;
  private guest = false;
  private closing = false;
  private watch: NodeJS.Timeout | null = null;
  private reviving: Promise<void> | null = null;

  constructor(
    private readonly cluster: Cluster,
    private readonly keeperFile: string,
    private readonly log: EmbeddedLog,
  ) {}

  async open(): Promise<number> {
    const found = await this.settled();
    if (found) {
      this.port = found.port;
      this.guest = this.keptByAnother();
      if (!this.guest) this.log.info("Adopted the database server that was still running");
    } else {
      await this.start(true);
    }
    if (!this.guest) {
      writeFileSync(this.keeperFile, String(process.pid), { mode: 0o600 });
      this.watch = setInterval(() => this.look(), 250);
      this.watch.unref();
      // A process that ends without close() still takes its server along; only a killed one leaves it behind, to be adopted.
      process.once("exit", this.onExit);
    }
    return this.port;
  }

  private readonly onExit = (): void => {
    const now = running(this.cluster);
    if (now) process.kill(now.pid, "SIGINT");
  };

  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    process.off("exit", this.onExit);
    if (this.watch) clearInterval(this.watch);
    await this.reviving;
    if (this.guest) return;
    const now = running(this.cluster);
    if (now) await halt(this.cluster, now.pid, STOP_PATIENCE_MS);
    rmSync(this.keeperFile, { force: true });
  }

  /** The live server once it accepts connections; null when there is none. */
  private async settled() {
    for (let waited = 0; waited < START_PATIENCE_MS; waited += 50) {
      const now = running(this.cluster);
      if (!now || now.ready) return now;
      await pause(50);
    }
    throw new Error(`The database server does not become ready: ${lastWords(this.cluster)}`);
  }

  private keptByAnother(): boolean {
    if (!existsSync(this.keeperFile)) return false;
    const pid = Number(readFileSync(this.keeperFile, "utf8"));
    return pid > 0 && pid !== process.pid && isAlive(pid);
  }

  private look(): void {
    if (this.reviving || this.closing || running(this.cluster)) return;
    this.log.warn("The database server has died; starting it again");
    this.reviving = this.start(false)
      .then(() => this.log.info("The database server runs again"))
      .catch((error: unknown) => this.log.warn(error instanceof Error ? error.message : String(error)))
      .finally(() => (this.reviving = null));
  }

  /** Start the server; at first on any free port, after a crash on the port that everybody knows. Memory of the dead one may linger: try again. */
  private async start(first: boolean): Promise<void> {
    const deadline = Date.now() + START_PATIENCE_MS;
    while (!this.closing) {
      if (first) this.port = await freePort();
      const child = await launch(this.cluster, this.port);
      if (child) return;
      const other = running(this.cluster);
      if (other && (await this.settled())) {
        this.port = other.port;
        return;
      }
      if (Date.now() > deadline) throw new Error(`The database server does not start: ${lastWords(this.cluster)}`);
      await pause(150);
    }
  }
}

/** Choose where the cluster lives, and create it when it is not there. A half-made one never gets its final name. */
function prepare(folder: string, secrets: Secrets, log: EmbeddedLog): Cluster {
  const user = serverUser();
  const inside = join(folder, "postgres");
  const home = reachable(folder, user) ? inside : join("/var/lib/deskready", secrets.cluster);
  const run = join(home, "run");
  own(home, user);
  own(run, user);
  const native = nativeFolder(home, user);
  const cluster: Cluster = { data: join(home, "cluster"), native, run, logFile: join(home, "postgres.log"), user, settings: {} };
  if (run.length > 80) cluster.run = shortFolder(secrets, user);
  if (existsSync(join(cluster.data, "PG_VERSION"))) return cluster;
  log.info("Creating the embedded database (once)");
  const fresh = { ...cluster, data: join(home, "cluster.new") };
  rmSync(fresh.data, { recursive: true, force: true });
  const passwordFile = join(home, "initial-password");
  writeFileSync(passwordFile, secrets.superuser, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  try {
    initialise(fresh, passwordFile);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh.data, cluster.data);
  return cluster;
}

/** Socket paths are limited to some 100 bytes: a long data folder gets its socket in a short one. */
function shortFolder(secrets: Secrets, user: ServerUser): string {
  const short = join("/tmp", `deskready-${secrets.cluster}`);
  own(short, user);
  return short;
}

function own(folder: string, user: ServerUser): void {
  mkdirSync(folder, { recursive: true, mode: user ? 0o711 : 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
}

function readSecrets(folder: string): Secrets {
  const file = join(folder, "postgres-passwords.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Secrets;
  if (existsSync(join(folder, "postgres", "cluster"))) {
    throw new Error(
      `The passwords of the embedded database are missing: put ${file} back, or move ${join(folder, "postgres")} away to begin empty.`,
    );
  }
  const word = () => randomBytes(24).toString("base64url");
  const secrets: Secrets = { superuser: word(), owner: word(), app: word(), cluster: randomBytes(6).toString("hex") };
  const handle = openSync(`${file}.new`, "w", 0o600);
  writeSync(handle, JSON.stringify(secrets));
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
  return secrets;
}

/** One process at a time creates or starts; a lock whose process is dead is nobody's. */
async function takeLock(file: string): Promise<() => void> {
  const deadline = Date.now() + 2 * START_PATIENCE_MS;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx", mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
    if (holder > 0 && !isAlive(holder)) rmSync(file, { force: true });
    if (Date.now() > deadline) throw new Error(`Another process holds ${file} for too long.`);
    await pause(50);
  }
}

async function ensureRoles(sql: postgres.Sql, secrets: Secrets): Promise<void> {
  const rows = await sql<{ rolname: string }[]>`select rolname from pg_roles where rolname like 'deskready%'`;
  const present = rows.map((row) => row.rolname);
  for (const role of ["owner", "app"] as const) {
    if (!present.includes(`deskready_${role}`)) await sql.unsafe(`create role deskready_${role} login password '${secrets[role]}'`);
  }
}

async function ensureDatabase(sql: postgres.Sql, name: string): Promise<void> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new Error(`"${name}" is no name for a database`);
  const there = await sql`select from pg_database where datname = ${name}`;
  if (there.length > 0) return;
  await sql.unsafe(`create database ${name} owner deskready_owner`);
  await sql.unsafe(`revoke all on database ${name} from public`);
  await sql.unsafe(`grant connect on database ${name} to deskready_app`);
}

async function withSql<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connection: { application_name: "deskready-setup" } });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
