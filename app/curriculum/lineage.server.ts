import { eq } from "drizzle-orm";
import { contentItem } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { editingOf, type ItemKey } from "./drafts.server";
import type { ItemFault } from "./library-check.server";
import { originOf, refText, successorOf } from "./lineage-rules";
import { knownRefs } from "./lineage-refs.server";
import { lockContent } from "./search.server";

/**
 * What is wrong with what drafts say that they were made from: a reference leads to an item of the library or to one that is published with it, and never to
 * itself. Notes are never wrong.
 */
export async function originFaults(reader: Reader, drafts: readonly (ItemKey & { madeFrom: string | null })[]): Promise<ItemFault[]> {
  const named = drafts.flatMap(({ kind, slug, madeFrom }) => {
    const origin = madeFrom ? originOf(madeFrom) : null;
    return origin?.type === "item" ? [{ kind, slug, to: { kind: origin.kind, slug: origin.slug } }] : [];
  });
  const there = await knownRefs(
    reader,
    named.map((n) => n.to),
  );
  const together = new Set(drafts.map(refText));
  return named.flatMap(({ kind, slug, to }) => {
    const fault = (rule: string) => [{ kind, slug, path: "madeFrom", rule }];
    if (refText(to) === refText({ kind, slug })) return fault("nothing is made from itself");
    return there.has(refText(to)) || together.has(refText(to)) ? [] : fault(`there is no ${to.kind} "${to.slug}"`);
  });
}

/** The item that takes another's place, as it is stored (null: nobody named one), or why it cannot: it must be in use, and another one. */
export async function checkSuccessor(tx: Tx, { kind, slug }: ItemKey, typed: string): Promise<Outcome<string | null>> {
  if (typed.trim() === "") return accept(null);
  const successor = successorOf(typed, kind);
  if (!successor) return refuse("successor_unknown", { field: "supersededBy" });
  if (refText(successor) === refText({ kind, slug })) return refuse("successor_itself", { field: "supersededBy" });
  const found = (await editingOf(tx, successor))?.item;
  if (!found || found.archived) return refuse("successor_unknown", { field: "supersededBy" });
  return accept(refText(successor));
}

/** Say what takes the place of an item that is out of use; nothing typed takes it back. */
export function supersede(ctx: WriteContext, key: ItemKey, typed: string): Promise<Outcome<ItemKey>> {
  return write<ItemKey>(ctx, async (tx) => {
    await lockContent(tx);
    const item = (await editingOf(tx, key))?.item;
    if (!item?.archived) return refuse("not_archived");
    const successor = await checkSuccessor(tx, key, typed);
    if (!successor.ok) return successor;
    await tx.update(contentItem).set({ supersededBy: successor.value }).where(eq(contentItem.id, item.id));
    await audit(tx, ctx, {
      action: "curriculum.item_superseded",
      subject: { type: key.kind, id: key.slug },
      after: { supersededBy: successor.value },
    });
    return accept(key);
  });
}
