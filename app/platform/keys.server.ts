import { createHmac, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "./env.server";

let cached: Buffer | undefined;

/** The instance's secret, made at the first start and kept outside the database: DATA_DIR/keys/instance.key (0600). */
function instanceKey(): Buffer {
  if (cached) return cached;
  const path = join(env.DATA_DIR, "keys", "instance.key");
  try {
    cached = Buffer.from(readFileSync(path, "utf8").trim(), "hex");
  } catch {
    mkdirSync(join(env.DATA_DIR, "keys"), { recursive: true, mode: 0o700 });
    const fresh = randomBytes(32);
    try {
      writeFileSync(path, fresh.toString("hex"), { mode: 0o600, flag: "wx" });
      cached = fresh;
    } catch {
      cached = Buffer.from(readFileSync(path, "utf8").trim(), "hex"); // another process was quicker
    }
  }
  return cached;
}

/** HMAC-SHA256 in hex under the instance's key; `purpose` keeps seals of different kinds apart. */
export function seal(purpose: string, text: string): string {
  return createHmac("sha256", instanceKey()).update(`${purpose}\0${text}`).digest("hex");
}
