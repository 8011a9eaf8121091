import { type Learned, PLACES, type Weights } from "./weights";
import english from "./weights-en.json" with { type: "json" };
import chinese from "./weights-zh.json" with { type: "json" };

let known: Learned | null = null;

/** The weights that the product was shipped with. */
export function learned(): Learned {
  known ??= { zh: weightsOf(chinese), en: weightsOf(english) };
  return known;
}

/** Weights as they are kept in a file: their places in base64. */
function weightsOf({ step, places }: { step: number; places: string }): Weights {
  const bytes = atob(places);
  const table = new Int8Array(PLACES);
  for (let at = 0; at < PLACES; at++) table[at] = bytes.charCodeAt(at);
  return { step, places: table };
}
