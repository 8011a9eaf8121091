import { NAME_PLACES, type NameWeights, SHARPNESS } from "~/chats/mask-name-weights";

/** Logistic regression over hashed cues, by AdaGrad; several runs, each of which leaves out cues by chance; their mean is kept. The same examples always give the same weights. */

export type NameExample = { places: Int32Array; yes: boolean; weight: number };

const RUNS = 2;
const ROUNDS = 6;
const RATE = 0.15;
const SHRINK = 0.0004;
const LEFT_OUT = 0.35;
const LEVELS = 127;

/** Numbers between 0 and 1 that are the same in every run. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

function run(examples: readonly NameExample[], seed: number): Float64Array {
  const [weights, squares, next] = [new Float64Array(NAME_PLACES), new Float64Array(NAME_PLACES), chance(seed)];
  const order = Int32Array.from(examples.keys());
  for (let round = 0; round < ROUNDS; round++) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(next() * (at + 1)) % (at + 1);
      const kept = order[at] ?? 0;
      order[at] = order[other] ?? 0;
      order[other] = kept;
    }
    for (const at of order) {
      const example = examples[at];
      if (!example) continue;
      const kept: number[] = [];
      let leans = 0;
      for (const place of example.places)
        if (next() >= LEFT_OUT) {
          kept.push(place);
          leans += weights[place] ?? 0;
        }
      const share = SHARPNESS / Math.sqrt(Math.max(1, kept.length));
      const error = (1 / (1 + Math.exp(-leans * share)) - (example.yes ? 1 : 0)) * share * example.weight;
      if (Math.abs(error) < 0.002) continue;
      for (const place of kept) {
        const slope = error + SHRINK * (weights[place] ?? 0);
        const square = (squares[place] ?? 0) + slope * slope;
        squares[place] = square;
        weights[place] = (weights[place] ?? 0) - (RATE * slope) / Math.sqrt(square + 1e-6);
      }
    }
  }
  return weights;
}

/** The weights that the examples teach. */
export function learn(examples: readonly NameExample[]): NameWeights {
  const sums = new Float64Array(NAME_PLACES);
  for (let seed = 1; seed <= RUNS; seed++)
    for (const [place, weight] of run(examples, seed * 7919).entries()) sums[place] = (sums[place] ?? 0) + weight / RUNS;
  const most = sums.reduce((top, weight) => Math.max(top, Math.abs(weight)), 0);
  const step = most / LEVELS || 1;
  return { step, places: Int8Array.from(sums, (weight) => Math.round(weight / step)) };
}
