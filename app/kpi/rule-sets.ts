import { type PlainDate, startOfDay } from "~/platform/dates";
import type { ItemBody } from "~/curriculum/pack";

/**
 * Which rules hold for a store in a month, and until when they can be changed (2-domain: "A rule set is published before its month and freezes at the month's
 * first instant"). Pure.
 */

/** How a month is scored: the shape of the content's `kpi.yaml`. */
export type Rules = ItemBody<"kpi_rules">;

/** A rule set as it is kept. Store null: of the shop. */
export type RuleSet = {
  id: string;
  storeId: string | null;
  fromMonth: PlainDate;
  version: number;
  /** Says nothing of its own: the store keeps to the shop, or the shop to the content. */
  follows: boolean;
  publishedAt: Date | null;
};

/** Whose rules hold: the store's own, the shop's, or those that come with the content. */
export type RuleSource = "store" | "shop" | "content";

/** The newest published set of a store or (null) the shop that begins in this month or before; of one first month the newest version. */
export function newestSet<S extends RuleSet>(sets: readonly S[], storeId: string | null, month: PlainDate): S | null {
  return sets
    .filter((set) => set.publishedAt !== null && set.storeId === storeId && set.fromMonth <= month)
    .reduce<S | null>((newest, set) => (newest === null || isNewer(set, newest) ? set : newest), null);
}

const isNewer = (a: RuleSet, b: RuleSet) => a.fromMonth > b.fromMonth || (a.fromMonth === b.fromMonth && a.version > b.version);

/** The set that holds for a store in a month: its own, else the shop's; a set that follows leaves it to what is above. Null: the content's rules hold. */
export function holdingSet<S extends RuleSet>(
  sets: readonly S[],
  storeId: string | null,
  month: PlainDate,
): { source: "store" | "shop"; set: S } | null {
  const own = storeId === null ? null : newestSet(sets, storeId, month);
  if (own && !own.follows) return { source: "store", set: own };
  const shop = newestSet(sets, null, month);
  return shop && !shop.follows ? { source: "shop", set: shop } : null;
}

/** The first instant of a month in the shop: where it begins first among the zones of its teams. No teams: Shanghai. */
export function monthBegins(month: PlainDate, zones: readonly string[]): Date {
  const starts = (zones.length > 0 ? zones : ["Asia/Shanghai"]).map((zone) => startOfDay(month, zone).getTime());
  return new Date(Math.min(...starts));
}

/** Whether nothing can be published any more for this month: it has begun somewhere. */
export function isFrozen(month: PlainDate, zones: readonly string[], now: Date): boolean {
  return now >= monthBegins(month, zones);
}

/** Where a store keeps its targets; `since`: the month in which price and items were last said, null where nothing was. */
export type TargetRow = {
  month: PlainDate;
  counts: "price" | "items";
  priceFen: number | null;
  itemsHundredths: number | null;
  pushUnits: number | null;
  pushProducts: string[];
  quotaFen: number | null;
  season: "low" | "peak";
};
export type StoreTarget = Omit<TargetRow, "month"> & { since: PlainDate | null };

/** What a store aims at in a month: price, items and by which it is scored hold from the newest month that says them; push task, quota and season are of the month itself. */
export function targetFor(rows: readonly TargetRow[], month: PlainDate): StoreTarget | null {
  const past = rows.filter((row) => row.month <= month).sort((a, b) => (a.month < b.month ? 1 : -1));
  const [newest] = past;
  if (!newest) return null;
  const own = newest.month === month ? newest : null;
  const price = past.find(({ priceFen }) => priceFen !== null);
  const items = past.find(({ itemsHundredths }) => itemsHundredths !== null);
  const counted = newest.counts === "items" ? items : price;
  return {
    counts: newest.counts,
    priceFen: price?.priceFen ?? null,
    itemsHundredths: items?.itemsHundredths ?? null,
    pushUnits: own?.pushUnits ?? null,
    pushProducts: own?.pushProducts ?? [],
    quotaFen: own?.quotaFen ?? null,
    season: own?.season ?? "low",
    since: counted?.month ?? null,
  };
}
