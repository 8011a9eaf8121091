import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { PICTURE_BYTES, sniffPicture } from "~/platform/files.server";
import { storedName } from "./picture";

const ARCHIVE_BYTES = 80_000_000;
const ENTRIES = 6000;
const UNPACKED_BYTES = 400_000_000;

export type ArchiveFault = "archive_too_large" | "archive_not_readable" | "archive_too_many";
/** A file of an archive that is no picture we could show, and why. */
export type BadPicture = { name: string; code: "picture_unknown_format" | "picture_too_large" };

/** A picture of an archive, and the name under which it would be stored. */
export type FoundPicture = { name: string; stored: string };

/** The files of an archive by the names that people gave them: which are pictures, and which only look as if. */
export function readArchive(
  bytes: Uint8Array,
): { ok: true; found: FoundPicture[]; bad: BadPicture[] } | { ok: false; fault: ArchiveFault; params?: Record<string, number> } {
  if (bytes.byteLength > ARCHIVE_BYTES) return { ok: false, fault: "archive_too_large" };
  const entries = entriesOf(bytes);
  if (!entries) return { ok: false, fault: "archive_not_readable" };
  if (entries.length > ENTRIES) return { ok: false, fault: "archive_too_many", params: { count: entries.length, limit: ENTRIES } };
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > UNPACKED_BYTES) return { ok: false, fault: "archive_too_large" };
  const found: FoundPicture[] = [];
  const bad: BadPicture[] = [];
  for (const { raw, name, size } of entries) {
    const content = size > PICTURE_BYTES ? null : (entryOf(bytes, raw) ?? new Uint8Array());
    const mediaType = content && sniffPicture(content);
    if (mediaType) found.push({ name, stored: storedName({ sha256: createHash("sha256").update(content).digest("hex"), mediaType }) });
    else bad.push({ name, code: content ? "picture_unknown_format" : "picture_too_large" });
  }
  return { ok: true, found, bad };
}

/** Reads single pictures out of an archive, by the names that `readArchive` gave. */
export function pictureReader(bytes: Uint8Array): (name: string) => Blob | null {
  const rawOf = new Map((entriesOf(bytes) ?? []).map(({ raw, name }) => [name, raw]));
  return (name) => {
    const raw = rawOf.get(name);
    const found = raw === undefined ? null : entryOf(bytes, raw);
    return found && new Blob([new Uint8Array(found)]);
  };
}

type Entry = { raw: string; name: string; size: number };

/** The archive's directory, without folders and what systems leave in it; null when it has none. */
function entriesOf(bytes: Uint8Array): Entry[] | null {
  const entries: Entry[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name: raw, originalSize: size }) => {
        const name = readableName(raw);
        const isHidden = name.split("/").some((part) => part.startsWith(".") || part === "__MACOSX" || part === "Thumbs.db");
        if (!name.endsWith("/") && !isHidden) entries.push({ raw, name, size });
        return false;
      },
    });
  } catch {
    return null;
  }
  return entries;
}

function entryOf(bytes: Uint8Array, raw: string): Uint8Array | null {
  try {
    return unzipSync(bytes, { filter: ({ name }) => name === raw })[raw] ?? null;
  } catch {
    return null;
  }
}

/** A file's name. Archives made on a Chinese Windows hold names in GBK without saying so; they arrive byte by byte. */
function readableName(raw: string): string {
  if (!/[\u0080-\u00ff]/.test(raw) || /[\u0100-\uffff]/.test(raw)) return raw;
  const bytes = Uint8Array.from(raw, (c) => c.charCodeAt(0));
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return raw;
}
