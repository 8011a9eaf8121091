/** The directory of a zip archive. Pure: nothing is unpacked. */

/** A file of an archive. `at`: where its own header begins. */
export type ArchiveEntry = { name: string; method: number; packed: number; size: number; at: number };

const END = 0x06054b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const CENTRAL = 0x02014b50;
const CENTRAL_SIZE = 46;
const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const IN_UTF8 = 0x0800;
const ENCRYPTED = 0x0001;
/** Stands where a number needs eight bytes, which lie elsewhere then: some programs write so whatever the size. */
const LONG = 0xffffffff;
const END_64 = 0x06064b50;
const LOCATOR_SIZE = 20;
/** Longer directories are nobody's pictures, and are not read. */
const MOST = 0xffff;

/**
 * The files that an archive's directory lists, in its order, in one walk; null when it has none that can be read. Archives in parts or encrypted are not
 * read.
 */
export function directoryOf(bytes: Uint8Array): ArchiveEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const place = placeOf(view);
  if (!place || place.count > MOST) return null;
  const { count } = place;
  let { at } = place;
  const entries: ArchiveEntry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_SIZE > view.byteLength || view.getUint32(at, true) !== CENTRAL) return null;
    const flags = view.getUint16(at + 8, true);
    const nameSize = view.getUint16(at + 28, true);
    const next = at + CENTRAL_SIZE + nameSize + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > view.byteLength || flags & ENCRYPTED) return null;
    const numbers = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
    const [size = 0, packed = 0, header = 0] = longNumbers(view, at + CENTRAL_SIZE + nameSize, next, numbers);
    const name = nameOf(bytes.subarray(at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameSize), (flags & IN_UTF8) !== 0);
    entries.push({ name, method: view.getUint16(at + 10, true), packed, size, at: header });
    at = next;
  }
  return entries;
}

/** Where the directory begins and how many files it lists, as the end record says: last in the file, but for a comment. */
function placeOf(view: DataView): { count: number; at: number } | null {
  const last = view.byteLength - END_SIZE;
  let end = last;
  while (end >= 0 && end >= last - LONGEST_COMMENT && view.getUint32(end, true) !== END) end--;
  if (end < 0 || end < last - LONGEST_COMMENT) return null;
  const [count, at] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  if (count !== 0xffff && at !== LONG) return { count, at };
  const long = end >= LOCATOR_SIZE ? Number(view.getBigUint64(end - LOCATOR_SIZE + 8, true)) : LONG;
  if (long + 56 > view.byteLength || view.getUint32(long, true) !== END_64) return count === 0xffff ? { count, at } : null;
  return { count: Number(view.getBigUint64(long + 32, true)), at: Number(view.getBigUint64(long + 48, true)) };
}

/** Numbers of an entry; those that need eight bytes stand in this order in a field of their own, of the kind 1. */
function longNumbers(view: DataView, from: number, to: number, numbers: readonly number[]): number[] {
  let at = from;
  while (numbers.includes(LONG) && at + 4 <= to && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true);
  if (!numbers.includes(LONG) || at + 4 > to) return [...numbers];
  at += 4;
  return numbers.map((number) => {
    if (number !== LONG || at + 8 > to) return number;
    at += 8;
    return Number(view.getBigUint64(at - 8, true));
  });
}

/** The bytes of an entry as they lie in the archive; null where they do not. */
export function packedBytes(bytes: Uint8Array, { at, packed }: ArchiveEntry): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + LOCAL_SIZE > view.byteLength || view.getUint32(at, true) !== LOCAL) return null;
  const from = at + LOCAL_SIZE + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  return from + packed <= view.byteLength ? bytes.subarray(from, from + packed) : null;
}

const decoders = { utf8: new TextDecoder("utf-8", { fatal: true }), gbk: new TextDecoder("gb18030", { fatal: true }) };

/** A file's name. Archives made on a Chinese Windows hold names in GBK without saying so, others hold UTF-8 without saying so. */
function nameOf(raw: Uint8Array, isUtf8: boolean): string {
  for (const decoder of isUtf8 ? [decoders.utf8] : [decoders.utf8, decoders.gbk]) {
    try {
      return decoder.decode(raw);
    } catch {
      continue;
    }
  }
  return Buffer.from(raw).toString("latin1");
}
