/** What the reader of names has learned: a weight for every cue, in a table whose places cues share by their hash. How it was learned: test/labelled/masker. Pure. */

/** A table: its places hold whole numbers, each worth a `step`. */
export type NameWeights = { step: number; places: Int8Array };

export const NAME_PLACES = 1 << 16;

const START = 0x811c9dc5;
function hashed(hash: number, words: string): number {
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193);
  return hash;
}

/** The place of a cue in the table (FNV-1a). It is told in its parts: to write them together takes longer than to weigh it. */
export function namePlace(what: string, first = "", second = "", third = ""): number {
  const hash = hashed(hashed(hashed(hashed(START, what), first), second), third);
  return ((hash >>> 16) ^ hash) & (NAME_PLACES - 1);
}

/** How far cues lean to a name, by their places: the logarithm of its odds. */
export function nameLeaning(cues: readonly number[], { step, places }: NameWeights): number {
  let sum = 0;
  for (const cue of cues) sum += places[cue] ?? 0;
  return (sum * step * SHARPNESS) / Math.sqrt(Math.max(1, cues.length));
}
/** Chosen once, so that learning and reading agree. */
export const SHARPNESS = 2;

/** Weights as they are kept in a file: their places in base64. */
export function nameWeightsOf({ step, places }: { step: number; places: string }): NameWeights {
  const bytes = Buffer.from(places, "base64");
  return { step, places: new Int8Array(bytes.buffer, bytes.byteOffset, NAME_PLACES).slice() };
}
