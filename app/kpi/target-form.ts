import type { Refusal } from "~/platform/refusal";
import type { TargetRow } from "./rule-sets";

/** A row of the targets' grid as its fields, and the other way round. Pure. */

/** What can be typed for one store and month; push products are picked elsewhere. */
export type TargetValues = Pick<TargetRow, "counts" | "priceFen" | "itemsHundredths" | "pushUnits" | "quotaFen" | "season">;

const MONEY = /^\d{1,9}(\.\d{1,2})?$/;
const WHOLE = /^\d{1,7}$/;
/** Fen of "159.9" yuan, or hundredths of "1.8" items: without a floating-point number. */
function hundredths(text: string): number {
  const [whole = "0", places = ""] = text.split(".");
  return Number(whole) * 100 + Number(places.padEnd(2, "0"));
}

/** 15990 → "159.9"; the other way round. Nothing for null. */
export function written(value: number | null): string {
  if (value === null) return "";
  const places = String(value % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return places === "" ? String(Math.floor(value / 100)) : `${Math.floor(value / 100)}.${places}`;
}

/** What a row of the form says. Empty fields say nothing: price and items carry over then. Refuses what is no number, and a target or task of 0, next to the field. */
export function targetOf(text: (name: string) => string, storeId: string): { values: TargetValues; refusals: Refusal[] } {
  const refusals: Refusal[] = [];
  const read = (name: string, form: RegExp, code: string, least: number): number | null => {
    const field = `store.${storeId}.${name}`;
    const typed = text(field).normalize("NFKC").replaceAll(",", "").trim();
    if (typed === "") return null;
    const value = form.test(typed) ? (form === MONEY ? hundredths(typed) : Number(typed)) : Number.NaN;
    if (value >= least) return value;
    refusals.push({ code, field });
    return null;
  };
  const values: TargetValues = {
    counts: text(`store.${storeId}.counts`) === "items" ? "items" : "price",
    priceFen: read("price", MONEY, "price", 1),
    itemsHundredths: read("items", MONEY, "items", 1),
    pushUnits: read("push", WHOLE, "push", 1),
    quotaFen: read("quota", MONEY, "quota", 0),
    season: text(`store.${storeId}.season`) === "peak" ? "peak" : "low",
  };
  return { values, refusals };
}

/** Whether a row says the same as another; nothing at all is the same as a row of nothing. */
export function isSameTarget(a: TargetValues | null, b: TargetValues): boolean {
  const nothing: TargetValues = { counts: b.counts, priceFen: null, itemsHundredths: null, pushUnits: null, quotaFen: null, season: "low" };
  const was = a ?? nothing;
  return (["counts", "priceFen", "itemsHundredths", "pushUnits", "quotaFen", "season"] as const).every((key) => was[key] === b[key]);
}
