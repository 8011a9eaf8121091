import { seededRandom } from "~/platform/seed";

/**
 * A learner who forgets as FSRS-6 was fitted to millions of real reviews, but with a memory of their own: the published weights, each person's
 * speed of forgetting and each question's difficulty drawn around them. The schedule under test never sees any of this.
 */
export type Learner = { forgetting: number; quickness: number; random: () => number };
export type Trace = { stability: number; at: number; successes: number };

/** The learner's true memory of a question they were taught but never asked. */
const FIRST_STABILITY = 1.6;
const DAY = 86_400_000;
const DECAY = -0.1542;
const FACTOR = 0.9 ** (1 / DECAY) - 1;

export function learner(seed: string): Learner {
  const random = seededRandom(seed);
  return { forgetting: Math.exp(0.3 * normal(random)), quickness: Math.exp(0.2 * normal(random)), random };
}

/** How hard a question is for everybody, 1 to 10. */
function hardness(id: string): number {
  return Math.min(10, Math.max(1, 5 + 1.8 * normal(seededRandom(`hardness ${id}`))));
}

/** Just taught. */
export function taught(who: Learner, id: string, at: number): Trace {
  return { stability: (FIRST_STABILITY * (11 - hardness(id))) / 6 / who.forgetting, at, successes: 0 };
}

/** The true chance of recall. */
export function recall(trace: Trace, at: number): number {
  return (1 + (FACTOR * Math.max(0, at - trace.at)) / DAY / trace.stability) ** DECAY;
}

/** The learner answers: whether it is right and how long it takes, in ms; the trace changes with it, by the published formulas. */
export function answer(who: Learner, id: string, trace: Trace, at: number, targetMs: number): { correct: boolean; ms: number } {
  const chance = recall(trace, at);
  const correct = who.random() < chance;
  const practice = Math.exp(0.25 - 0.24 * Math.min(5, trace.successes));
  const ms = Math.round(targetMs * practice * who.quickness * Math.exp(0.22 * normal(who.random)) * (correct ? 1 : 1.3));
  const d = hardness(id);
  const s = trace.stability;
  if (at - trace.at < DAY / 2) {
    // The same day: little is gained.
    trace.stability = correct ? s * Math.max(1, Math.exp(0.5425 * 0.0912) * s ** -0.0658) : Math.max(0.1, s * 0.6);
  } else if (correct) {
    trace.stability = s * (1 + (Math.exp(1.8722) * (11 - d) * s ** -0.1666 * (Math.exp((1 - chance) * 0.796) - 1)) / who.forgetting);
  } else {
    trace.stability = Math.min(s, 1.4835 * d ** -0.0614 * ((s + 1) ** 0.2629 - 1) * Math.exp((1 - chance) * 1.6483));
  }
  trace.at = at;
  trace.successes += correct ? 1 : 0;
  return { correct, ms };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
