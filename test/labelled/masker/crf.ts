import { CLOSES, OPENS, TABLE, TAGS, type TaggerWeights } from "~/chats/mask-tagger";
import { CUES, FIRST } from "~/chats/mask-tagger-cues";
import { chance } from "./learn";

/** Learns a tagger: a linear chain whose likelihood is raised line by line (AdaGrad), with cues left out by chance. The same examples always give the same weights. */

/** A line: the places of each token's cues, and the tags that are right. */
export type Tagged = { cues: Int32Array; tags: Uint8Array; weight: number };

type How = { rounds: number; rate: number; leftOut: number; shrink: number; onlyFirst: number };
const HOW: How = { rounds: 6, rate: 0.1, leftOut: 0.4, shrink: 0.00001, onlyFirst: 0.2 };
/** Runs that leave out other cues by chance; their mean is kept. */
const RUNS = [7, 8, 9, 10];

const INSIDE: readonly [number, number][] = Array.from({ length: (TAGS - 1) / 4 }, (_, k) => 1 + 4 * k).flatMap((b) => [
  [b, b + 1],
  [b, b + 2],
  [b + 1, b + 1],
  [b + 1, b + 2],
]);
/** Every pair of tags that may follow each other. */
const PAIRS: readonly [number, number][] = [...[...CLOSES].flatMap((a) => [...OPENS].map((b): [number, number] => [a, b])), ...INSIDE];
const FROM = Uint8Array.from(PAIRS, ([a]) => a);
const TO = Uint8Array.from(PAIRS, ([, b]) => b);
const ENDS = Float64Array.from({ length: TAGS }, (_, tag) => (CLOSES.includes(tag) ? 1 : 0));
const STARTS = Float64Array.from({ length: TAGS }, (_, tag) => (OPENS.includes(tag) ? 1 : 0));

type Raw = { places: Float32Array; transitions: Float64Array };

function run(examples: readonly Tagged[], how: How, seed: number, log: (line: string) => void): Raw {
  const weights = new Float32Array(TABLE);
  const squares = new Float32Array(TABLE);
  const moves = new Float64Array(TAGS * TAGS);
  const moveSquares = new Float64Array(TAGS * TAGS);
  const sums = new Float64Array(TABLE);
  const next = chance(seed * 7919);
  const longest = Math.max(...examples.map(({ tags }) => tags.length));
  const emission = new Float64Array(longest * TAGS);
  const alpha = new Float64Array(longest * TAGS);
  const beta = new Float64Array(longest * TAGS);
  const scale = new Float64Array(longest);
  const kept = new Uint8Array(longest * CUES);
  const step = new Float64Array(PAIRS.length);
  const expect = new Float64Array(PAIRS.length);
  const gradient = new Float64Array(TAGS);
  const order = Int32Array.from(examples.keys());
  let averaged = 0;
  for (let round = 0; round < how.rounds; round++) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(next() * (at + 1)) % (at + 1);
      const one = order[at]!;
      order[at] = order[other]!;
      order[other] = one;
    }
    let loss = 0;
    for (const at of order) {
      const { cues, tags, weight } = examples[at]!;
      const count = tags.length;
      if (count === 0) continue;
      // Some lines are read by the first cues alone, as the tagger does where these are sure.
      const isFirst = next() < how.onlyFirst;
      const share = isFirst ? 1 : 1 / (1 - how.leftOut);
      for (let k = 0; k < count * CUES; k++) kept[k] = isFirst ? (k % CUES < FIRST ? 1 : 0) : next() >= how.leftOut ? 1 : 0;
      for (let i = 0; i < count; i++) {
        const row = i * TAGS;
        emission.fill(0, row, row + TAGS);
        for (let k = i * CUES; k < (i + 1) * CUES; k++) {
          if (!kept[k]) continue;
          const place = cues[k]!;
          for (let t = 0; t < TAGS; t++) emission[row + t]! += weights[place + t]! * share;
        }
        let top = -Infinity;
        for (let t = 0; t < TAGS; t++) if (emission[row + t]! > top) top = emission[row + t]!;
        for (let t = 0; t < TAGS; t++) emission[row + t] = Math.exp(emission[row + t]! - top);
      }
      for (let p = 0; p < PAIRS.length; p++) step[p] = Math.exp(moves[FROM[p]! * TAGS + TO[p]!]!);
      // Forward.
      let total = 0;
      for (let t = 0; t < TAGS; t++) total += alpha[t] = emission[t]! * STARTS[t]!;
      for (let t = 0; t < TAGS; t++) alpha[t]! /= total;
      scale[0] = total;
      for (let i = 1; i < count; i++) {
        const row = i * TAGS;
        alpha.fill(0, row, row + TAGS);
        for (let p = 0; p < PAIRS.length; p++) alpha[row + TO[p]!]! += alpha[row - TAGS + FROM[p]!]! * step[p]!;
        total = 0;
        for (let t = 0; t < TAGS; t++) total += alpha[row + t]! *= emission[row + t]!;
        for (let t = 0; t < TAGS; t++) alpha[row + t]! /= total;
        scale[i] = total;
      }
      const lastRow = (count - 1) * TAGS;
      let all = 0;
      for (let t = 0; t < TAGS; t++) all += alpha[lastRow + t]! * ENDS[t]!;
      for (let t = 0; t < TAGS; t++) beta[lastRow + t] = ENDS[t]! / all;
      expect.fill(0);
      for (let i = count - 1; i > 0; i--) {
        const row = i * TAGS;
        beta.fill(0, row - TAGS, row);
        for (let p = 0; p < PAIRS.length; p++) {
          const ahead = (step[p]! * emission[row + TO[p]!]! * beta[row + TO[p]!]!) / scale[i]!;
          beta[row - TAGS + FROM[p]!]! += ahead;
          expect[p]! += alpha[row - TAGS + FROM[p]!]! * ahead;
        }
      }
      // Slopes.
      for (let i = 0; i < count; i++) {
        const row = i * TAGS;
        const right = tags[i]!;
        let sum = 0;
        for (let t = 0; t < TAGS; t++) sum += gradient[t] = alpha[row + t]! * beta[row + t]!;
        let most = 0;
        for (let t = 0; t < TAGS; t++) {
          gradient[t] = (gradient[t]! / sum - (t === right ? 1 : 0)) * weight;
          most = Math.max(most, Math.abs(gradient[t]!));
        }
        loss -= Math.log(Math.max(1e-12, 1 + gradient[right]! / weight));
        if (most < 0.004) continue;
        for (let t = 0; t < TAGS; t++) {
          const slope = gradient[t]!;
          if (Math.abs(slope) < 0.001) continue;
          for (let k = i * CUES; k < (i + 1) * CUES; k++) {
            if (!kept[k]) continue;
            const place = cues[k]! + t;
            const here = slope + how.shrink * weights[place]!;
            const square = squares[place]! + here * here;
            squares[place] = square;
            weights[place]! -= (how.rate * here) / Math.sqrt(square + 1e-4);
          }
        }
      }
      for (let i = 1; i < count; i++) {
        const key = tags[i - 1]! * TAGS + tags[i]!;
        const square = (moveSquares[key] = moveSquares[key]! + 0.1);
        moves[key]! += ((how.rate * weight) / Math.sqrt(square + 1)) * 0.3;
      }
      for (let p = 0; p < PAIRS.length; p++) {
        if (expect[p]! < 1e-4) continue;
        const key = FROM[p]! * TAGS + TO[p]!;
        const square = (moveSquares[key] = moveSquares[key]! + expect[p]! * expect[p]! * 0.1);
        moves[key]! -= ((how.rate * weight * expect[p]!) / Math.sqrt(square + 1)) * 0.3;
      }
    }
    log(`round ${round + 1}: ${(loss / examples.length).toFixed(4)}`);
    if (round >= how.rounds - 3) {
      averaged++;
      for (let i = 0; i < TABLE; i++) sums[i]! += weights[i]!;
    }
  }
  return { places: Float32Array.from(sums, (sum) => sum / averaged), transitions: moves };
}

/** What the examples teach. */
export function learnTagger(examples: readonly Tagged[], log: (line: string) => void): TaggerWeights {
  const runs = RUNS.map((seed) => run(examples, HOW, seed, log));
  const mean = (of: (raw: Raw) => ArrayLike<number>, at: number) => runs.reduce((sum, raw) => sum + of(raw)[at]!, 0) / runs.length;
  return rounded({
    places: Float32Array.from({ length: TABLE }, (_, at) => mean(({ places }) => places, at)),
    transitions: Float64Array.from({ length: TAGS * TAGS }, (_, at) => mean(({ transitions }) => transitions, at)),
  });
}

/** As whole numbers of eight bits; the largest are cut off. */
function rounded({ places, transitions }: Raw): TaggerWeights {
  const sizes = places
    .filter((one) => one !== 0)
    .map(Math.abs)
    .sort();
  const most = sizes[Math.floor(sizes.length * 0.999)] ?? 1;
  const step = most / 127;
  return { step, places: Int8Array.from(places, (one) => Math.max(-127, Math.min(127, Math.round(one / step)))), transitions };
}
