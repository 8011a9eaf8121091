import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { eq } from "drizzle-orm";
import { file } from "@db/schema";
import type { Reader } from "./database.server";
import { env } from "./env.server";
import { newId } from "./ids";

export const PICTURE_BYTES = 8_000_000;
export type PictureType = "image/jpeg" | "image/png" | "image/webp";
export type PictureRefusal = "picture_empty" | "picture_too_large" | "picture_unknown_format";

/** What the first bytes say a picture is; the name and the declared type are not believed. */
export function sniffPicture(bytes: Uint8Array): PictureType | null {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes.length > 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg";
  if (bytes.length > 24 && bytes[0] === 0x89 && ascii(1, 4) === "PNG" && ascii(12, 16) === "IHDR") return "image/png";
  if (bytes.length > 16 && ascii(0, 4) === "RIFF" && ascii(8, 12) === "WEBP") return "image/webp";
  return null;
}

function pathOf(sha256: string): string {
  return join(env.DATA_DIR, "files", sha256.slice(0, 2), sha256);
}

/** Write the bytes under their digest: to a temporary name, flushed, then renamed. The same bytes are stored once. */
export async function storeBytes(bytes: Uint8Array): Promise<string> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const path = pathOf(sha256);
  if (await stat(path).catch(() => null)) return sha256;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  const handle = await open(temporary, "wx", 0o600);
  await handle.writeFile(bytes);
  await handle.sync();
  await handle.close();
  await rename(temporary, path);
  await syncFolder(dirname(path));
  return sha256;
}

/** The new name survives a power cut too: the row that names the file is durable at once. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/**
 * Keep an uploaded picture for `ownerId`: bytes on disk first, then the row in the caller's transaction.
 * Returns the file's id, its digest and its type, or why not: empty, over 8 MB, or no JPEG/PNG/WebP by its own bytes.
 */
export async function storePicture(
  tx: Reader,
  ownerId: string,
  upload: Blob,
  now: Date,
): Promise<{ id: string; sha256: string; mediaType: PictureType } | { refused: PictureRefusal }> {
  if (upload.size === 0) return { refused: "picture_empty" };
  if (upload.size > PICTURE_BYTES) return { refused: "picture_too_large" };
  const bytes = new Uint8Array(await upload.arrayBuffer());
  const mediaType = sniffPicture(bytes);
  if (!mediaType) return { refused: "picture_unknown_format" };
  const sha256 = await storeBytes(bytes);
  const id = newId();
  await tx.insert(file).values({ id, ownerId, sha256, mediaType, bytes: bytes.length, createdAt: now });
  return { id, sha256, mediaType };
}

/** The bytes of what was stored under a digest, or null when they are not there (any more). */
export function storedBytes(sha256: string): Promise<Buffer | null> {
  return readFile(pathOf(sha256)).catch(() => null);
}

/** The row and the bytes of a file, or null when there is none or its bytes were erased. */
export async function openFile(reader: Reader, id: string): Promise<{ ownerId: string; mediaType: string; bytes: Buffer } | null> {
  const [row] = await reader.select().from(file).where(eq(file.id, id));
  if (!row || row.erasedAt) return null;
  const bytes = await storedBytes(row.sha256);
  return bytes && { ownerId: row.ownerId, mediaType: row.mediaType, bytes };
}

/** Whether what is stored under a digest is there and has it. Read as a stream: a file may be as large as it likes. */
export async function storedState(sha256: string): Promise<"whole" | "missing" | "changed"> {
  const hash = createHash("sha256");
  try {
    for await (const piece of createReadStream(pathOf(sha256))) hash.update(piece as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "missing";
    throw error;
  }
  return hash.digest("hex") === sha256 ? "whole" : "changed";
}
