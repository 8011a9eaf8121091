import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { seal } from "./keys.server";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A key of its own for each thing, under the instance's key: what was concealed for one opens in no other's place. */
const keyFor = (purpose: string) => Buffer.from(seal("concealed", purpose), "hex");

/** A text that the database keeps and must not be able to read: AES-256-GCM under the instance's key. `purpose` names whose it is. */
export function conceal(purpose: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(purpose), nonce);
  const hidden = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString("base64");
}

/** The text again; null where it was changed, is somebody else's, or was concealed under another instance's key. */
export function revealed(purpose: string, concealed: string): string | null {
  const bytes = Buffer.from(concealed, "base64");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv(CIPHER, keyFor(purpose), bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
