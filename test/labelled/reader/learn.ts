import { OWN_WORDS } from "~/wording/reader/cues";
import { type Decision, placeOf, PLACES, shareOf, type Weights } from "~/wording/reader/weights";

/**
 * Logistic regression over hashed cues, by AdaGrad. Several runs, each of which leaves out cues by chance, and a term's own words more often still; their mean is what is
 * kept. The same examples always give the same weights.
 */

export type Example = { decision: Decision; cues: readonly string[]; yes: boolean };

const RUNS = 5;
const ROUNDS = 20;
const RATE = 0.1;
const SHRINK = 0.001;
/** Cues that are left out by chance, and how often a term's own words are. */
const LEFT_OUT = 0.4;
const OWN_LEFT_OUT = 0.3;
/** So many steps there are on either side of nought: enough to decide the same, and few enough to pack well. */
const LEVELS = 63;
/** What occurs in fewer examples is not learned. */
const LEAST_SEEN = 2;

/** Numbers between 0 and 1 that are the same in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

type Prepared = { general: Int32Array; own: Int32Array; yes: number };

function prepared(examples: readonly Example[]): Prepared[] {
  const seen = new Uint16Array(PLACES);
  const placed = examples.map(({ decision, cues, yes }) => {
    const placesOf = (own: boolean) => cues.filter((cue) => cue.startsWith(OWN_WORDS) === own).map((cue) => placeOf(decision, cue));
    return { general: placesOf(false), own: placesOf(true), yes: yes ? 1 : 0 };
  });
  for (const { general, own } of placed) for (const place of new Set([...general, ...own])) seen[place] = (seen[place] ?? 0) + 1;
  const known = (places: number[]) => Int32Array.from(places.filter((place) => (seen[place] ?? 0) >= LEAST_SEEN));
  return placed.map(({ general, own, yes }) => ({ general: known(general), own: known(own), yes }));
}

/** One run over the examples: the weights that it comes to. */
function run(examples: readonly Prepared[], seed: number): Float64Array {
  const [weights, squares, next] = [new Float64Array(PLACES), new Float64Array(PLACES), chance(seed)];
  const order = examples.map((_, at) => at);
  for (let round = 0; round < ROUNDS; round++) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(next() * (at + 1)) % (at + 1);
      [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
    }
    for (const at of order) {
      const example = examples[at];
      if (!example) continue;
      const places = [...example.general, ...(next() < OWN_LEFT_OUT ? [] : example.own)].filter(() => next() >= LEFT_OUT);
      const share = shareOf(places.length);
      const leans = places.reduce((sum, place) => sum + (weights[place] ?? 0), 0) * share;
      const error = (1 / (1 + Math.exp(-leans)) - example.yes) * share;
      for (const place of places) {
        const slope = error + SHRINK * (weights[place] ?? 0);
        const square = (squares[place] ?? 0) + slope * slope;
        squares[place] = square;
        weights[place] = (weights[place] ?? 0) - (RATE * slope) / Math.sqrt(square + 1e-8);
      }
    }
  }
  return weights;
}

/** The weights that the examples teach. */
export function learn(examples: readonly Example[]): Weights {
  const ready = prepared(examples);
  const sums = new Float64Array(PLACES);
  for (let seed = 1; seed <= RUNS; seed++)
    for (const [place, weight] of run(ready, seed * 7919).entries()) sums[place] = (sums[place] ?? 0) + weight / RUNS;
  const most = sums.reduce((top, weight) => Math.max(top, Math.abs(weight)), 0);
  const step = most / LEVELS || 1;
  return { step, places: Int8Array.from(sums, (weight) => Math.round(weight / step)) };
}
