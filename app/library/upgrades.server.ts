import { editingOf } from "~/curriculum/drafts.server";
import { type OpenOffer, openOffers } from "~/curriculum/offers.server";
import type { Reader } from "~/platform/database.server";
import { diffBodies } from "./body-diff";
import { titleOf } from "./edit-page.server";
import { mergeBodies } from "./three-way";

function head({ id, kind, slug, pack, packVersion, offeredAt, mine }: OpenOffer) {
  return { id, kind, slug, pack, packVersion, offeredAt, title: titleOf(kind, mine) };
}

/** The items that the shop edited and a newer pack says differently, with how much each side changed. One statement. */
export async function upgradesPage(reader: Reader) {
  return (await openOffers(reader)).map((offer) => ({
    ...head(offer),
    changes: diffBodies(offer.base ?? {}, offer.theirs).length,
    conflicts: mergeBodies(offer.base, offer.theirs, offer.mine).conflicts.length,
  }));
}

/** One offer as a three-way comparison: what the pack changed, what the shop changed, and where both did. Null: decided, or never made. */
export async function upgradePage(reader: Reader, id: string) {
  const [offer] = await openOffers(reader, id);
  if (!offer) return null;
  const { kind, slug, base, theirs, mine } = offer;
  const editing = await editingOf(reader, { kind, slug });
  const { draft = null } = editing ?? {};
  return {
    ...head(offer),
    hasBase: base !== null,
    theirs: diffBodies(base ?? mine, theirs),
    mine: base === null ? [] : diffBodies(base, mine),
    conflicts: mergeBodies(base, theirs, mine).conflicts,
    archived: editing?.item?.archived ?? false,
    draft: draft && { name: draft.editorName, updatedAt: draft.updatedAt, merges: draft.offerId === id },
  };
}
