import { breather } from "~/platform/breath";
import { type RatingName, ratings, recallAt, remember, scheduler } from "./memory";

/** Fitting the parameters of memory to the answers of a shop: what is taken for it, how it is judged. Pure. */

/**
 * Fewer answers that a day or more lies before say less about a shop than what is published, which was made from some hundred million: FSRS's own authors ask for a
 * thousand. Fewer people, and their habits would be taken for everybody's.
 */
export const LEAST_REVIEWS = 1000;
export const LEAST_PEOPLE = 20;
/** Every fifth person is left out of the fit, and both sets of parameters forecast what these people answered. */
const LEFT_OUT = 5;
/** It must be better by one per cent of the error: less moves no date by a day, and may be chance. */
const MARGIN = 0.01;

/** One answer of a card: when, and how it was rated. */
export type LoggedAnswer = { at: Date; rating: RatingName };
/** The answers of one person to one question in their order. */
export type CardLog = { personId: string; answers: readonly LoggedAnswer[] };

const DAY_MS = 86_400_000;
/** Days between two answers as FSRS counts them: by the calendar, in UTC. */
const daysBetween = (from: Date, to: Date) => Math.max(0, Math.floor(to.getTime() / DAY_MS) - Math.floor(from.getTime() / DAY_MS));

const isReview = (answer: LoggedAnswer, before: LoggedAnswer | undefined) => before !== undefined && daysBetween(before.at, answer.at) > 0;

/** How many answers tell something of forgetting, and of how many people. */
export function extentOf(log: readonly CardLog[]): { reviews: number; people: number } {
  const people = new Set<string>();
  let reviews = 0;
  for (const { personId, answers } of log)
    answers.forEach((answer, i) => {
      if (!isReview(answer, answers[i - 1])) return;
      reviews++;
      people.add(personId);
    });
  return { reviews, people: people.size };
}

/** Whether there is enough to fit. */
export function isEnough({ reviews, people }: { reviews: number; people: number }): boolean {
  return reviews >= LEAST_REVIEWS && people >= LEAST_PEOPLE;
}

/** The log in two parts, by person: the answers of one person are like each other, and must not stand on both sides. */
export function split(log: readonly CardLog[]): { fitted: CardLog[]; leftOut: CardLog[] } {
  const people = [...new Set(log.map(({ personId }) => personId))].toSorted();
  const out = new Set(people.filter((_, i) => i % LEFT_OUT === 0));
  return { fitted: log.filter(({ personId }) => !out.has(personId)), leftOut: log.filter(({ personId }) => out.has(personId)) };
}

/** A history up to one review, as the optimiser takes it: ratings 1–4 with the days since the answer before. */
export type History = readonly { rating: number; days: number }[];

/** The histories from which the optimiser learns: each ends with a review. */
export function historiesOf(log: readonly CardLog[]): History[] {
  return log.flatMap(({ answers }) => {
    const whole = answers.map((answer, i) => {
      const before = answers[i - 1];
      return { rating: ratings[answer.rating], days: before ? daysBetween(before.at, answer.at) : 0 };
    });
    return whole.flatMap(({ days }, i) => (i > 0 && days > 0 ? [whole.slice(0, i + 1)] : []));
  });
}

/** So sure a forecast is at most: a certain one that fails would cost infinitely much. */
const SURE = 1e-4;

/**
 * How far the forecasts of these weights are off: the mean log-loss over every review of the log, forecast as the schedule does it, from the answers before and at
 * the very time. 0 would be certainty that is always right; always to say one half costs 0.693. Null weights: the published ones.
 */
export async function forecastLoss(
  log: readonly CardLog[],
  weights: readonly number[] | null,
): Promise<{ loss: number; forecasts: number }> {
  const by = scheduler(weights ?? undefined);
  const breathe = breather();
  let [sum, forecasts] = [0, 0];
  for (const { answers } of log) {
    await breathe();
    let memory: ReturnType<typeof remember> | null = null;
    for (const [i, answer] of answers.entries()) {
      if (memory && isReview(answer, answers[i - 1])) {
        const chance = Math.min(1 - SURE, Math.max(SURE, recallAt(memory, answer.at, by)));
        sum -= Math.log(answer.rating === "again" ? 1 - chance : chance);
        forecasts++;
      }
      memory = remember(memory, answer.rating, answer.at, by);
    }
  }
  return { loss: forecasts === 0 ? 0 : sum / forecasts, forecasts };
}

/** Whether what was fitted forecasts so much better that it takes the place of what is in force. */
export function isBetter(before: number, after: number): boolean {
  return after < before * (1 - MARGIN);
}
