import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import { PICTURE_BYTES, sniffPicture } from "~/platform/files.server";
import { storedName } from "./picture";
import { type ArchiveEntry, directoryOf, packedBytes } from "./zip-directory";

const ARCHIVE_BYTES = 80_000_000;
const ENTRIES = 6000;
/** What the entries may come to unpacked, as they say themselves; none is unpacked beyond what it says. */
const UNPACKED_BYTES = 400_000_000;

export type ArchiveFault = "archive_too_large" | "archive_not_readable" | "archive_too_many";
/** A file of an archive that is no picture we could show, and why. */
export type BadPicture = { name: string; code: "picture_unknown_format" | "picture_too_large" };

/** A picture of an archive, and the name under which it would be stored. */
export type FoundPicture = { name: string; stored: string };

type Reading = { ok: true; found: FoundPicture[]; bad: BadPicture[] } | { ok: false; fault: ArchiveFault; params?: Record<string, number> };

/**
 * The files of an archive by the names that people gave them: which are pictures, and which only look as if. One file after the other is unpacked beside
 * the event loop, and none is held longer than it takes to look at it.
 */
export async function readArchive(bytes: Uint8Array): Promise<Reading> {
  if (bytes.byteLength > ARCHIVE_BYTES) return { ok: false, fault: "archive_too_large" };
  const directory = directoryOf(bytes);
  if (!directory) return { ok: false, fault: "archive_not_readable" };
  const entries = directory.filter(isShown);
  if (entries.length > ENTRIES) return { ok: false, fault: "archive_too_many", params: { count: entries.length, limit: ENTRIES } };
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > UNPACKED_BYTES) return { ok: false, fault: "archive_too_large" };
  const found: FoundPicture[] = [];
  const bad: BadPicture[] = [];
  for (const entry of entries) {
    const { name } = entry;
    const content = entry.size > PICTURE_BYTES ? null : ((await unpacked(bytes, entry)) ?? new Uint8Array());
    const mediaType = content && sniffPicture(content);
    if (mediaType) found.push({ name, stored: storedName({ sha256: await digestOf(content), mediaType }) });
    else bad.push({ name, code: content ? "picture_unknown_format" : "picture_too_large" });
  }
  return { ok: true, found, bad };
}

/** Reads single pictures out of an archive, by the names that `readArchive` gave. */
export function pictureReader(bytes: Uint8Array): (name: string) => Promise<Blob | null> {
  // Where two files have the same name, the later one counts, as everywhere.
  const entries = new Map((directoryOf(bytes) ?? []).filter(isShown).map((entry) => [entry.name, entry]));
  return async (name) => {
    const entry = entries.get(name);
    const content = entry && entry.size <= PICTURE_BYTES ? await unpacked(bytes, entry) : null;
    return content && new Blob([content as Uint8Array<ArrayBuffer>]);
  };
}

/** Whether an entry is a file of somebody's, not a folder or what systems leave behind. */
function isShown({ name }: ArchiveEntry): boolean {
  return !name.endsWith("/") && !name.split("/").some((part) => part.startsWith(".") || part === "__MACOSX" || part === "Thumbs.db");
}

const inflate = promisify(inflateRaw);

/** The bytes of an entry; null where they are not what the directory says. */
async function unpacked(bytes: Uint8Array, entry: ArchiveEntry): Promise<Uint8Array | null> {
  const packed = packedBytes(bytes, entry);
  if (!packed || (entry.method !== STORED && entry.method !== DEFLATED)) return null;
  if (entry.method === STORED) return packed.length === entry.size ? packed : null;
  const content = await inflate(packed, { maxOutputLength: Math.max(1, entry.size) }).catch(() => null);
  return content?.length === entry.size ? content : null;
}

const STORED = 0;
const DEFLATED = 8;

async function digestOf(content: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", content as Uint8Array<ArrayBuffer>)).toString("hex");
}
