import { type ItemRef, originOf, refText } from "./lineage-rules";
import { ARCHIVED, MADE_FROM } from "./pack-standing";
import type { Pack, PackFault } from "./read-pack.server";

type Said = { file: string; path: string; key: string; ref: ItemRef };

/** The references that a pack makes beside its items: what they were made from, and what takes the place of those that are out of use. */
function saidBy(pack: Pack): Said[] {
  const said = (file: string, field: string) => (entry: readonly [string, string | undefined]) => {
    const [key, text] = entry;
    const origin = text === undefined ? null : originOf(text);
    const path = [...key.split(" "), field].filter(Boolean).join(".");
    return origin?.type === "item" ? [{ file, path, key, ref: { kind: origin.kind, slug: origin.slug } }] : [];
  };
  const successors = [...pack.standing].map(([key, { superseded_by }]) => [key, superseded_by] as const);
  return [...[...pack.madeFrom].flatMap(said(MADE_FROM, "")), ...successors.flatMap(said(ARCHIVED, "superseded_by"))];
}

/** The items that a pack refers to so. */
export function refsOf(pack: Pack): ItemRef[] {
  return saidBy(pack).map((one) => one.ref);
}

/**
 * What is wrong with what a pack says of its items beside their texts: every name is an item of the pack, every reference leads to an item of the pack or
 * to one of `elsewhere` ("kind/slug"), and never to itself. A picture of what is out of use is there too.
 */
export function lineageFaults(pack: Pack, pictureExists: (picture: string) => boolean, elsewhere: ReadonlySet<string>): PackFault[] {
  const items = [...pack.items, ...pack.archived];
  const own = new Set(items.map((item) => `${item.kind} ${item.slug}`));
  const faults: PackFault[] = [];
  const stray = (file: string, keys: Iterable<string>) => {
    for (const key of keys) if (!own.has(key)) faults.push({ file, path: key.replace(" ", "."), rule: "names no item of this pack" });
  };
  stray(ARCHIVED, pack.standing.keys());
  stray(MADE_FROM, pack.madeFrom.keys());
  for (const [key, { superseded_by }] of pack.standing)
    if (superseded_by !== undefined && originOf(superseded_by).type !== "item")
      faults.push({ file: ARCHIVED, path: `${key.replace(" ", ".")}.superseded_by`, rule: "names an item as kind/slug" });
  for (const { file, path, key, ref } of saidBy(pack)) {
    if (key === `${ref.kind} ${ref.slug}`) faults.push({ file, path, rule: "names the item itself" });
    else if (!own.has(`${ref.kind} ${ref.slug}`) && !elsewhere.has(refText(ref)))
      faults.push({ file, path, rule: `there is no ${ref.kind} "${ref.slug}"` });
  }
  const seen = new Set<string>();
  for (const item of pack.archived) {
    const key = `${item.kind} ${item.slug}`;
    if (seen.has(key)) faults.push({ file: item.file, path: item.slug, rule: `the ${item.kind} "${item.slug}" stands twice in this pack` });
    seen.add(key);
    const picture = item.kind === "product" ? item.body.picture : undefined;
    if (picture !== undefined && !pictureExists(picture))
      faults.push({ file: item.file, path: item.slug, rule: `the picture ${picture} does not exist` });
  }
  return faults;
}
