import type { ItemBody } from "~/curriculum/pack";
import { type Locale, pick } from "~/platform/locale";

/** What a script leaves open, and what fills it. Pure. */

type Script = ItemBody<"script">;
type Variant = Script["variants"][number];
type Product = ItemBody<"product">;

/** What may be put into a text, by the placeholder's name; what is not there stays a gap. */
export type Values = Readonly<Partial<Record<string, string>>>;
/** What a product fills. */
export const OF_PRODUCT = ["product", "price", "size", "colour", "stock", "material", "feature"];

/** A stretch of a filled text: as it was written, put in, or still open under that name. */
export type Part = { as: "text"; text: string } | { as: "filled"; text: string } | { as: "gap"; name: string };

/** Which of a product's colours and features is meant, counted from 0; what it does not have is its first. */
export type Chosen = { colour: number; feature: number };

const PLACEHOLDER = /\{\{(\w+)\}\}/;

/** What a product says where a script asks for it, in the language of the script. What it does not know is left open. */
export function productValues(product: Product, chosen: Chosen, locale: Locale): Values {
  const { name, price_yuan, size, material, stock } = product;
  const colour = product.colours[chosen.colour] ?? product.colours[0];
  const feature = product.features[chosen.feature] ?? product.features[0];
  const said = {
    product: name,
    size,
    material: material && withoutEnd(pick(material, locale)),
    colour: colour && inSentence(pick(colour, locale)),
    feature: feature && withoutEnd(pick(feature, locale)),
    price: String(price_yuan),
    stock: stock === undefined ? undefined : String(stock),
  };
  return Object.fromEntries(
    Object.entries(said).flatMap(([key, value]) => (value ? [[key, typeof value === "string" ? value : pick(value, locale)]] : [])),
  );
}

/** A catalogue ends its lines as sentences; inside one, the stop is the script's. */
const withoutEnd = (text: string): string => text.replace(/[。.；;]+$/u, "");

/** A colour begins with a capital in a list and not inside a sentence. */
const inSentence = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A text with what is known put in. */
export function fill(text: string, values: Values): Part[] {
  return text.split(PLACEHOLDER).flatMap((piece, at): Part[] => {
    if (at % 2 === 0) return piece === "" ? [] : [{ as: "text", text: piece }];
    const value = values[piece];
    return [value === undefined ? { as: "gap", name: piece } : { as: "filled", text: value }];
  });
}

/** Whether a product would fill something of a text. */
export function asksForProduct(text: string): boolean {
  return OF_PRODUCT.some((name) => text.includes(`{{${name}}}`));
}

/** The names of what is still open, each once. */
export function gapsIn(parts: readonly Part[]): string[] {
  return [...new Set(parts.flatMap((part) => (part.as === "gap" ? [part.name] : [])))];
}

/** The text as it goes to the clipboard: what is open stands there as `mark` says it. */
export function plainText(parts: readonly Part[], mark: (name: string) => string): string {
  return parts.map((part) => (part.as === "gap" ? mark(part.name) : part.text)).join("");
}

/** The variant that stands for its script in a list: the one with the fewest gaps, of equals the first. */
export function leadVariant(variants: readonly Variant[], values: Values, locale: Locale): Variant | null {
  const open = (variant: Variant) => gapsIn(fill(pick(variant.text, locale), values)).length;
  return variants.reduce<Variant | null>((best, variant) => (best && open(best) <= open(variant) ? best : variant), null);
}

/** The first line of a filled text that says something. */
export function firstLine(parts: readonly Part[]): Part[] {
  const lines: Part[][] = [];
  let line: Part[] = [];
  for (const part of parts) {
    if (part.as !== "text") {
      line.push(part);
      continue;
    }
    for (const [at, text] of part.text.split("\n").entries()) {
      if (at > 0) {
        lines.push(line);
        line = [];
      }
      if (text.trim() !== "" || (line.length > 0 && text !== "")) line.push({ as: "text", text });
    }
  }
  return [...lines, line].find((one) => one.length > 0) ?? [];
}
