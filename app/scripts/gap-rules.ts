import { OF_PRODUCT, type Part, type Values } from "./fill-rules";

/** What is filled in by hand: what neither the catalogue nor the shop knows. Pure. */

/** In the order of the form; what a product fills stands last, for where one is chosen that does not know it. */
const BY_HAND = ["customer", "agent", "order", "courier", "city", "date", "product_2", "shop", ...OF_PRODUCT];
/** Longer values are cut. */
export const LONGEST_VALUE = 80;

/** The name of a value's field, in the form and in the address. */
export const fieldOf = (name: string): string => `gap.${name}`;

/** What the form of a script asks for: what its wordings leave open. What a product fills is the product's, as long as none is chosen. */
export function askedByHand(wordings: readonly (readonly Part[])[], hasProduct: boolean): string[] {
  const open = new Set(wordings.flat().flatMap((part) => (part.as === "gap" ? [part.name] : [])));
  return BY_HAND.filter((name) => open.has(name) && (hasProduct || !OF_PRODUCT.includes(name)));
}

/** What was typed as it was kept, whatever lies there now: texts under known names. An empty one says that it is to stay open. */
export function typedIn(kept: unknown): Values {
  if (typeof kept !== "object" || kept === null) return {};
  const entries = Object.entries(kept).filter(
    (entry): entry is [string, string] => BY_HAND.includes(entry[0]) && typeof entry[1] === "string",
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, value.slice(0, LONGEST_VALUE)]));
}

/** The values in an address, where no script keeps them; of several under one name the last: a button after its field. */
export function typedInAddress(query: URLSearchParams): Values {
  const said = BY_HAND.flatMap((name) => {
    const value = query.getAll(fieldOf(name)).at(-1)?.trim();
    return value ? [[name, value] as const] : [];
  });
  return typedIn(Object.fromEntries(said));
}

/** What a field reads: as typed, else as it was preset. */
export const shownValue = (name: string, typed: Values, presets: Values): string => typed[name] ?? presets[name] ?? "";

/** A filled text with what was typed put into its gaps; what is blank stays open. */
export function fillGaps(parts: readonly Part[], typed: Values, presets: Values): Part[] {
  return parts.map((part) => {
    const value = part.as === "gap" ? shownValue(part.name, typed, presets).trim() : "";
    return value === "" ? part : { as: "filled", text: value };
  });
}

/** What stays for the next customer: one's own name. */
export function forNextCustomer({ agent }: Values): Values {
  return agent === undefined ? {} : { agent };
}

/** The name by which a sub-account is known to the customer: what stands behind the shop's. */
export function deskName(nick: string): string {
  const name = nick.split(/[:：]/).at(-1)?.trim();
  return name ? name : nick;
}
