import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "~/platform/env.server";
import { storedBytes } from "~/platform/files.server";
import { storedDigest } from "./picture";

/** The bytes of a product's picture: uploaded, or beside the products of its pack. Null when they are nowhere. */
export async function pictureBytes(pack: string, picture: string): Promise<Buffer | null> {
  const sha256 = storedDigest(picture);
  const uploaded = sha256 && (await storedBytes(sha256));
  return uploaded || (await readFile(join(env.CONTENT_DIR, pack, "products", picture)).catch(() => null));
}
