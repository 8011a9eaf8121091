import type { TaggerWeights } from "./mask-tagger";
import learned from "./mask-tagger-weights.json" with { type: "json" };

/** What the tagger has learned, as the product is shipped with it. Written by test/labelled/masker/teach.ts. */

let known: TaggerWeights | null = null;
export const taggerOfProduct = (): TaggerWeights => (known ??= taggerWeightsOf(learned));

/** Weights as they are kept in a file: their places in base64. */
function taggerWeightsOf({ step, places, transitions }: { step: number; places: string; transitions: readonly number[] }): TaggerWeights {
  const bytes = Buffer.from(places, "base64");
  return { step, places: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length).slice(), transitions: Float64Array.from(transitions) };
}
