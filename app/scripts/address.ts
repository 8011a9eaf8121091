import { isId } from "~/platform/ids";
import { isLocale, type Locale } from "~/platform/locale";
import type { Values } from "./fill-rules";
import { fieldOf, typedInAddress } from "./gap-rules";

/** What the address of the scripts says. Pure: pages and links read and write it by the same rules. */
export type Asked = {
  search: string;
  branch: string | null;
  platform: string | null;
  /** The id of the store whose scripts are shown, `EVERY_STORE`, or null: nothing is said, and whoever serves a single store sees that one's. */
  store: string | null;
  /** One's favourites stand first. */
  favouritesFirst: boolean;
  page: number;
  /** The product that fills the placeholders, and which of its colours and features. */
  product: string | null;
  colour: number;
  feature: number;
  /** Words by which a product is looked for. */
  find: string;
  /** The language of what is said to the customer; null: the reader's. */
  text: Locale | null;
  /** What was filled in by hand; empty where a script keeps it. */
  gaps: Values;
};

export const EVERY_STORE = "every";
const NAME = /^[a-z_]{1,40}$/;
const SLUG = /^[a-z0-9-]{1,100}$/;
const LAST_PAGE = 10_000;

/** What is asked for. Whatever else stands in the address counts as nothing. */
export function askedIn(query: URLSearchParams): Asked {
  const like = (name: string, shape: RegExp) => {
    const value = query.get(name) ?? "";
    return shape.test(value) ? value : null;
  };
  const number = (name: string, most: number) => Math.min(most, Math.max(0, Math.trunc(Number(query.get(name))) || 0));
  const text = query.get("text");
  const store = query.get("store") ?? "";
  return {
    search: (query.get("q") ?? "").trim().slice(0, 200),
    branch: like("branch", NAME),
    platform: like("platform", NAME),
    store: isId(store) || store === EVERY_STORE ? store : null,
    favouritesFirst: query.get("favourites") === "first",
    page: Math.max(1, number("page", LAST_PAGE)),
    product: like("product", SLUG),
    colour: number("colour", 99),
    feature: number("feature", 99),
    find: (query.get("find") ?? "").trim().slice(0, 200),
    text: isLocale(text) ? text : null,
    gaps: typedInAddress(query),
  };
}

/** What of the address is not what holds anyway, as fields. */
export function fieldsOf(asked: Asked): Record<string, string> {
  // A store stands on its platform.
  const platform = asked.store === null || asked.store === EVERY_STORE ? asked.platform : null;
  const { search, branch, store, favouritesFirst, page, product, colour, feature, find, text, gaps } = asked;
  return {
    ...(search && { q: search }),
    ...(branch && { branch }),
    ...(platform && { platform }),
    ...(store && { store }),
    ...(favouritesFirst && { favourites: "first" }),
    ...(page > 1 && { page: String(page) }),
    ...(product && { product }),
    ...(product && colour > 0 && { colour: String(colour) }),
    ...(product && feature > 0 && { feature: String(feature) }),
    ...(find && { find }),
    ...(text && { text }),
    ...Object.fromEntries(Object.entries(gaps).map(([name, value]) => [fieldOf(name), value])),
  };
}

/** The address of the list, or of one script beside it, with some of what was asked changed. A search for a product is over once one goes elsewhere. */
export function scriptsAddress(asked: Asked, slug: string | null, changes: Partial<Asked> = {}): string {
  const query = new URLSearchParams(fieldsOf({ ...asked, find: "", ...changes })).toString();
  return `/scripts${slug ? `/${slug}` : ""}${query && `?${query}`}`;
}
