import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { and, eq, inArray } from "drizzle-orm";
import { contentPicture, file } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { storeBytes, storedBytes } from "~/platform/files.server";
import { newId } from "~/platform/ids";
import { mediaTypeOf, storedDigest } from "./picture";

/**
 * The bytes of a product's picture: uploaded, or brought with its pack, which lies under CONTENT_DIR or was loaded from elsewhere. Null when they are
 * nowhere.
 */
export async function pictureBytes(reader: Reader, pack: string, picture: string): Promise<Buffer | null> {
  const sha256 = storedDigest(picture) ?? (await loadedPicture(reader, pack, picture));
  const stored = sha256 && (await storedBytes(sha256));
  return stored || (await readFile(join(env.CONTENT_DIR, pack, "products", picture)).catch(() => null));
}

/**
 * A product's picture as an answer; null when there is none. An SVG is a document: opened by itself it may run and load nothing. `forEver`: the
 * address names a version, so that a browser may keep it.
 */
export async function pictureResponse(
  reader: Reader,
  product: { pack: string; body: { picture?: string } } | null,
  forEver: boolean,
): Promise<Response | null> {
  const picture = product?.body.picture;
  if (!product || picture === undefined) return null;
  const bytes = await pictureBytes(reader, product.pack, picture);
  return (
    bytes &&
    new Response(new Uint8Array(bytes), {
      headers: {
        "Content-Type": mediaTypeOf(picture),
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "Cache-Control": forEver ? "private, max-age=31536000, immutable" : "private, no-cache",
      },
    })
  );
}

async function loadedPicture(reader: Reader, pack: string, name: string): Promise<string | null> {
  const [row] = await reader
    .select({ sha256: contentPicture.sha256 })
    .from(contentPicture)
    .where(and(eq(contentPicture.pack, pack), eq(contentPicture.name, name)));
  return row?.sha256 ?? null;
}

export type BroughtPicture = { itemId: string; picture: string };

/** Keep the pictures that came with products of a pack in `dir`, which may be gone tomorrow. */
export async function keepPictures(tx: Tx, pack: string, dir: string, brought: readonly BroughtPicture[], now: Date): Promise<void> {
  for (const { itemId, picture } of brought) {
    const bytes = await readFile(join(dir, "products", picture));
    const sha256 = await storeBytes(bytes);
    await tx
      .insert(file)
      .values({ id: newId(), ownerId: itemId, sha256, mediaType: mediaTypeOf(picture), bytes: bytes.length, createdAt: now });
    if (!storedDigest(picture))
      await tx
        .insert(contentPicture)
        .values({ pack, name: picture, sha256 })
        .onConflictDoUpdate({ target: [contentPicture.pack, contentPicture.name], set: { sha256 } });
  }
}

/** From here on these pictures are those that lie beside their pack under CONTENT_DIR. */
export async function forgetPictures(tx: Tx, pack: string, brought: readonly BroughtPicture[]): Promise<void> {
  if (brought.length === 0) return;
  const names = brought.map((b) => b.picture);
  await tx.delete(contentPicture).where(and(eq(contentPicture.pack, pack), inArray(contentPicture.name, names)));
}
