import { createHmac, createPrivateKey, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
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

/** What PKCS #8 writes before the 32 bytes of an Ed25519 key (RFC 8410). */
const ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");

/**
 * The instance's Ed25519 keys for what others verify, oldest first, from DATA_DIR/keys/signing-<number>.key; the last one signs. The first is made when it is asked for.
 * Earlier ones stay, so that what they signed verifies.
 */
export function signingKeys(): KeyObject[] {
  if (signingNumbers().length === 0) addSigningKey();
  return signingNumbers().map((number) => {
    const seed = readKey(signingPath(number));
    if (!seed) throw new Error(`${signingPath(number)} vanished.`);
    return createPrivateKey({ key: Buffer.concat([ED25519, seed]), format: "der", type: "pkcs8" });
  });
}

/** Make a further signing key: from now on it signs. Returns its number, from 1. */
export function addSigningKey(): number {
  const number = (signingNumbers().at(-1) ?? 0) + 1;
  makeKey(signingPath(number));
  return number;
}

function signingPath(number: number): string {
  return join(env.DATA_DIR, "keys", `signing-${number}.key`);
}

function signingNumbers(): number[] {
  const folder = join(env.DATA_DIR, "keys");
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.flatMap((name) => Number(/^signing-([1-9]\d*)\.key$/.exec(name)?.[1] ?? 0) || []).sort((a, b) => a - b);
}
