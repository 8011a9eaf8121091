import type { Language } from "./word-classes";

/**
 * What the reader has learned: a weight for every cue, in one table for a language. Cues share the table's places by their hash, so that no list of them is kept. How it was
 * learned: test/labelled/reader.
 */

/** What is decided: whether a listed word is said, an amount is a price told, a reply ends without asking. */
export type Decision = "said" | "price" | "asks";

/** A table: its places hold whole numbers, each worth a `step`. */
export type Weights = { step: number; places: Int8Array };

/** What is known of each language. */
export type Learned = Readonly<Record<Language, Weights>>;

export const PLACES = 1 << 16;
/** How sharply a text is judged: chosen once, so that learning and reading agree. */
const SHARPNESS = 3;

/** The place of a cue in the table (FNV-1a). */
export function placeOf(decision: Decision, cue: string): number {
  let hash = 0x811c9dc5;
  const mix = (unit: number) => {
    hash = Math.imul(hash ^ unit, 0x01000193);
  };
  mix(decision.charCodeAt(0));
  for (let at = 0; at < cue.length; at++) mix(cue.charCodeAt(at));
  return ((hash >>> 16) ^ hash) & (PLACES - 1);
}

/** What each of so many cues counts: the more there are, the less each of them tells. */
export function shareOf(cues: number): number {
  return SHARPNESS / Math.sqrt(Math.max(1, cues));
}

/** How far the cues lean to a yes: the logarithm of its odds. */
export function leaning(decision: Decision, cues: readonly string[], { step, places }: Weights): number {
  let sum = 0;
  for (const cue of cues) sum += places[placeOf(decision, cue)] ?? 0;
  return sum * step * shareOf(cues.length);
}
