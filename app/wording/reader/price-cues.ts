import type { PossiblePrice } from "../price/told";
import { cuesOf } from "./cues";
import type { Language } from "./word-classes";

/** Prices of so many yuan and more are of another size. */
const SIZES = [5, 20, 50, 70, 100, 1000, 10_000];
const MOST_NAMED = 3;

/** Of which size an amount is; prices of the trade end in a nine. */
function sizeOf({ value, by }: PossiblePrice): string {
  if (by === "cut") return "cut";
  const size = SIZES.findLast((least) => value >= least) ?? 0;
  return size === 100 ? (Number.isInteger(value) ? (value % 10 === 9 ? "100 to 9" : "100") : "100 and part") : String(size);
}

/** What of a text tells whether an amount in it is a price that is told for nothing. `named`: what the text names that it is worth; `others`: how many amounts there are. */
export function cuesOfPrice(
  text: string,
  price: PossiblePrice,
  { named, language, others }: { named: readonly string[]; language: Language; others: number },
): string[] {
  const place = { from: price.from, to: price.to, word: text.slice(price.from, price.to), group: "price", severity: "warn", ambiguity: 0 };
  const [size, most] = [sizeOf(price), Math.min(MOST_NAMED, named.length)];
  const bare = named.length === 0 ? "bare" : "worth";
  const told = price.told ? "told" : "not";
  return [
    ...cuesOf(text, place, language, others).filter((cue) => !cue.startsWith("o~") && !cue.endsWith(":price") && !cue.endsWith(":other")),
    ...[
      `v:${size}`,
      `by:${price.by}`,
      `n:${most}`,
      `t:${told}`,
      `tn:${told} ${bare}`,
      `tn:${told} ${most}`,
      `tv:${told} ${size}`,
      `vn:${size} ${most}`,
    ],
    ...named.map((what) => `nk:${what}`),
  ];
}
