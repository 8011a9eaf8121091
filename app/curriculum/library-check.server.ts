import type { Reader } from "~/platform/database.server";
import { bodyFaults } from "./body-rules";
import { canonicalJson } from "./canonical";
import { type Change, changeFaults, fileOf, wholeFaults } from "./change-rules";
import { pictureFaults } from "./content-rules-pictures";
import { type InForce, inForce, libraryOf, wholeLibrary } from "./library.server";
import { type ItemBody, type ItemKind, itemSchemas } from "./pack";
import type { PackFault } from "./read-pack.server";

/** A fault of an item: at which field (its name in the editor's form; "" for the whole), and which rule it breaks. */
export type ItemFault = { kind: string; slug: string; path: string; rule: string };

/** The faults that a body as a draft holds it has by itself, or the body as the library would hold it. */
export function parseDraft(
  kind: ItemKind,
  slug: string,
  body: Record<string, unknown>,
): { body: ItemBody<ItemKind> } | { faults: ItemFault[] } {
  const parsed = itemSchemas[kind].safeParse({ ...body, slug });
  if (parsed.success) {
    const own = bodyFaults(kind, parsed.data);
    return own.length > 0 ? { faults: own.map((fault) => ({ kind, slug, ...fault })) } : { body: parsed.data };
  }
  return { faults: parsed.error.issues.map((issue) => ({ kind, slug, path: issue.path.map(String).join("."), rule: issue.message })) };
}

/** What is wrong with a draft as its editor shows it: what keeps its body from standing, and pictures that nobody would see. */
export function draftFaults(kind: ItemKind, slug: string, body: Record<string, unknown>): ItemFault[] {
  const parsed = parseDraft(kind, slug, body);
  const unseen = pictureFaults({ kind, slug, file: fileOf({ kind, slug }), body }).map(faultOfItem);
  return [...("faults" in parsed ? parsed.faults : []), ...unseen];
}

/** What is wrong with the library in force; `refused`: how many of the faults, of shape or reference, keep an export of it from being loaded elsewhere. */
export async function libraryFaults(reader: Reader): Promise<{ faults: ItemFault[]; refused: number }> {
  const { hard, soft } = await wholeFaults(await wholeLibrary(reader));
  return { faults: [...hard, ...soft].map(faultOfItem), refused: hard.length };
}

/** A check of changes that was made: what it found, of which changes, in which state of the library. */
export type Checked = { state: string; changes: string; faults: ItemFault[] };

/**
 * What the rules about a whole library find wrong once the changes are made. Made before the content's lock is taken and given to `faultsWith` inside it,
 * it takes no time there. One statement (a second and a third for what was never read).
 */
export async function checkChanges(reader: Reader, changes: readonly Change[]): Promise<Checked> {
  return checkIn(reader, await inForce(reader), changes);
}

/** The same where the caller knows what is in force. */
export async function checkIn(reader: Reader, now: InForce, changes: readonly Change[]): Promise<Checked> {
  const faults = await changeFaults(await libraryOf(reader, now, changes), changes);
  return { state: now.state, changes: textOf(changes), faults: faults.map(faultOfItem) };
}

const textOf = (changes: readonly Change[]) => canonicalJson(changes.map(({ kind, slug, body }) => ({ kind, slug, body })));

/**
 * The faults of changes, for who holds the content's lock: those that were found `before`, where neither the library nor the changes are others since. One
 * statement then.
 */
export async function faultsWith(reader: Reader, changes: readonly Change[], before: Checked | null): Promise<ItemFault[]> {
  const now = await inForce(reader);
  if (before?.state === now.state && before.changes === textOf(changes)) return before.faults;
  return (await checkIn(reader, now, changes)).faults;
}

function faultOfItem({ file, path, rule }: PackFault): ItemFault {
  const [kind = "", slug = ""] = file.split("/");
  return { kind, slug, path: path === slug ? "" : path.startsWith(`${slug}.`) ? path.slice(slug.length + 1) : path, rule };
}
