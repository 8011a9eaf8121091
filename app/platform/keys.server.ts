import { createHmac, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { env } from "./env.server";

let cached: KeyObject | undefined;

/** The instance's secret, made at the first start and kept outside the database: DATA_DIR/keys/instance.key (0600). */
function instanceKey(): KeyObject {
  cached ??= createSecretKey(readKey(keyPath()) ?? makeKey(keyPath()));
  return cached;
}

function keyPath(): string {
  return join(env.DATA_DIR, "keys", "instance.key");
}

/** The key in a file, or null when there is no file. A file that holds no key is never replaced: what it sealed would not verify any more. */
function readKey(path: string): Buffer | null {
  if (!existsSync(path)) return null;
  const text = readFileSync(path, "utf8").trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${path} holds no key of this instance: bring it back from a backup.`);
  return Buffer.from(text, "hex");
}

/** Make the key whole before it gets its name: a crash leaves no half of it, and of two processes the first wins. */
function makeKey(path: string): Buffer {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  writeFileSync(temporary, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx", flush: true });
  try {
    linkSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(temporary);
  }
  syncFolder(folder);
  const key = readKey(path);
  if (!key) throw new Error(`${path} vanished while it was made.`);
  return key;
}

function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}

/** Whether the key is there: a command that only compares must not make a new one, by which nothing verifies. */
export function hasKey(): boolean {
  return cached !== undefined || existsSync(keyPath());
}

/** HMAC-SHA256 in hex under the instance's key; `purpose` keeps seals of different kinds apart. */
export function seal(purpose: string, text: string): string {
  return createHmac("sha256", instanceKey()).update(`${purpose}\0${text}`).digest("hex");
}
