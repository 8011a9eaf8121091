import { isNull } from "drizzle-orm";
import { contentItem } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { bodyFaults } from "./body-rules";
import { contentFaults } from "./content-rules";
import { type ItemBody, type ItemKind, itemSchemas } from "./pack";
import { packFaults } from "./pack-rules";
import { versionsById } from "./queries.server";
import type { PackFault, PackItem } from "./read-pack.server";

/** A fault of an item: at which field (its name in the editor's form; "" for the whole), and which rule it breaks. */
export type ItemFault = { kind: string; slug: string; path: string; rule: string };

/** What is to be put into the library, or (body null) taken out of it. */
export type Change = { kind: ItemKind; slug: string; body: ItemBody<ItemKind> | null };

const fileOf = ({ kind, slug }: { kind: string; slug: string }) => `${kind}/${slug}`;

/** All items in force, as the rules about a whole pack take them. One statement (a second for what was never read). */
export async function libraryItems(reader: Reader): Promise<{ items: PackItem[]; state: string }> {
  const rows = await reader
    .select({ versionId: contentItem.currentVersionId })
    .from(contentItem)
    .where(isNull(contentItem.archivedAt))
    .orderBy(contentItem.kind, contentItem.slug);
  const ids = rows.map((r) => r.versionId);
  const versions = await versionsById(reader, ids);
  const items = ids.flatMap((id) => {
    const v = versions.get(id);
    return v ? [{ kind: v.kind, slug: v.slug, file: fileOf(v), body: v.body } as PackItem] : [];
  });
  return { items, state: ids.join() };
}

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

/** What was made from products is held to no rule about writing: thousands ask alike, each about its own product. */
const isWritten = (item: PackItem) => item.kind !== "question" || item.body.made_from === undefined;
const all = (items: PackItem[]): PackFault[] => [...packFaults(items, () => true), ...contentFaults(items.filter(isWritten))];
/** Numbers change with every edit: what was wrong with 120 of 330 is the same fault with 121. */
const keyOf = (fault: PackFault) => `${fault.file} ${fault.path} ${fault.rule.replace(/[\d.]+/g, "0")}`;

/** The faults that a library has anyway; the last state is remembered, since every check compares with it. */
let standing: { state: string; faults: PackFault[]; keys: Set<string> } | null = null;

function standingFaults(items: PackItem[], state: string) {
  if (standing?.state === state) return standing;
  const faults = all(items);
  standing = { state, faults, keys: new Set(faults.map(keyOf)) };
  return standing;
}

/** What is wrong with the library in force; `refused`: how many of the faults, of shape or reference, keep an export of it from being loaded elsewhere. */
export async function libraryFaults(reader: Reader): Promise<{ faults: ItemFault[]; refused: number }> {
  const { items, state } = await libraryItems(reader);
  const { faults } = standingFaults(items, state);
  return { faults: faults.map(faultOfItem), refused: packFaults(items, () => true).length };
}

/**
 * What the rules about a whole library find wrong once the changes are made: new faults anywhere, and every fault of shape or reference of the changed
 * items. What was wrong elsewhere before keeps nobody from mending something else.
 */
export async function faultsWith(reader: Reader, changes: readonly Change[]): Promise<ItemFault[]> {
  const { items, state } = await libraryItems(reader);
  const { keys } = standingFaults(items, state);
  const changed = new Map(changes.map((change) => [fileOf(change), change]));
  const itemOf = (c: Change | undefined): PackItem[] =>
    c && c.body !== null ? [{ kind: c.kind, slug: c.slug, file: fileOf(c), body: c.body } as PackItem] : [];
  // In their places: of two items that are alike the rules name the one that comes first.
  const known = new Set(items.map((item) => item.file));
  const after = [
    ...items.flatMap((item) => (changed.has(item.file) ? itemOf(changed.get(item.file)) : [item])),
    ...changes.filter((c) => !known.has(fileOf(c))).flatMap(itemOf),
  ];
  const hard = new Set(packFaults(after, () => true).map(keyOf));
  return all(after)
    .filter((fault) => !keys.has(keyOf(fault)) || (changed.has(fault.file) && hard.has(keyOf(fault))))
    .map(faultOfItem);
}

function faultOfItem({ file, path, rule }: PackFault): ItemFault {
  const [kind = "", slug = ""] = file.split("/");
  return { kind, slug, path: path === slug ? "" : path.startsWith(`${slug}.`) ? path.slice(slug.length + 1) : path, rule };
}
