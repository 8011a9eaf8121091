/**
 * Does the schedule do what it is for? 200 learners × 15 days of 300 questions (a twentieth of the learners in `npm test`), the same minutes a day under four
 * policies: the share of the bank that is fluent on the fifteenth day, who has had all of it fluent at one moment (the certificate, on which the gate rests), and what is
 * remembered 30 days later without another question.
 */
import { countsFrom, fluentUntil, NO_PAIR, type Pair, withGrading } from "~/drill/fluency";
import { ratingOf, remember } from "~/drill/memory";
import type { BankCard, Road } from "~/drill/schedule";
import { anyQuestion, bent, everyDay, plain, type Policy } from "./schedule/policies";
import { answer, learner, recall, taught, type Trace } from "./schedule/learner";

const QUESTIONS = 300;
const DAYS = 15;
const DAY = 86_400_000;
const learners = Math.max(4, Math.round(200 * Number(process.env.TEST_SCALE ?? 1)));
/** Lessons are done on days 1 to 13; minutes of drilling a day as the plan has them, at three paces. */
const minutesOn = (day: number) => (day <= 10 ? 20 : day <= 13 ? 110 : 40);
const paces = [0.6, 1, 1.5];
/** Between two questions: reading why, and the next one coming up. */
const BETWEEN_MS = 4_000;

type Outcome = { fluent: number; certified: number; later: number; minutes: number };

function walk(policy: Policy, seed: string, pace: number): Outcome {
  const who = learner(seed);
  const cards = new Map<string, BankCard & { pair: Pair }>();
  const traces = new Map<string, Trace>();
  const start = Date.UTC(2026, 2, 2, 1);
  const readyBy = new Date(start + (DAYS - 1) * DAY + 9 * 3_600_000);
  let spent = 0;
  let certified = false;
  for (let day = 1; day <= DAYS; day++) {
    let at = start + (day - 1) * DAY;
    for (let n = 0; n < QUESTIONS; n++)
      if (1 + Math.floor((n * 13) / QUESTIONS) === day) {
        const id = `q${String(n).padStart(3, "0")}`;
        const card = {
          id,
          required: true,
          critical: n % 5 === 0,
          memory: null,
          fluentUntil: null,
          countsFrom: null,
          dueAt: new Date(at),
          targetMs: 15_000,
          pair: NO_PAIR,
        };
        cards.set(id, card);
        traces.set(id, taught(who, id, at));
      }
    const daysLeft = DAYS - day + 1;
    // Half of the minutes after the morning's lesson, half at the end of the day.
    const half = (minutesOn(day) * pace * 60_000) / 2;
    const answeredToday = new Set<string>();
    let begunToday = 0;
    for (const begin of [at + 2 * 3_600_000, at + 8 * 3_600_000]) {
      at = begin;
      while (at < begin + half) {
        const now = new Date(at);
        const road: Road = { readyBy, daysLeft, certified };
        const id = policy.next({ cards: [...cards.values()], now, road, begunToday, answeredToday });
        if (id === null) {
          // Nothing to ask: a minute passes unused, as it does for a person who waits for a short step.
          at += 60_000;
          continue;
        }
        const card = cards.get(id);
        const trace = traces.get(id);
        if (!card || !trace) throw new Error(`${policy.name} asked ${id}`);
        const given = answer(who, id, trace, at, card.targetMs);
        at += given.ms + BETWEEN_MS;
        spent += given.ms + BETWEEN_MS;
        if (card.memory === null) begunToday++;
        answeredToday.add(id);
        const when = new Date(at);
        const rating = ratingOf({ ...given, targetMs: card.targetMs, recognised: true });
        const memory = remember(card.memory, rating, when, policy.by);
        const pair = withGrading(card.pair, { correct: given.correct, at: when, ms: given.ms });
        const until = fluentUntil(pair, memory, card.targetMs);
        const next = { ...card, memory, pair, fluentUntil: until, countsFrom: countsFrom(pair) ?? when };
        cards.set(id, { ...next, dueAt: policy.due(next, road) });
        certified ||= cards.size === QUESTIONS && [...cards.values()].every((one) => one.fluentUntil !== null && one.fluentUntil > when);
      }
    }
  }
  const all = [...cards.values()];
  const fluent = all.filter((card) => card.fluentUntil !== null && card.fluentUntil >= readyBy).length / QUESTIONS;
  const later = readyBy.getTime() + 30 * DAY;
  const remembered = [...traces.values()].reduce((sum, trace) => sum + recall(trace, later), 0) / QUESTIONS;
  return { fluent, certified: certified ? 1 : 0, later: remembered, minutes: spent / 60_000 };
}

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const percent = (share: number) => `${(100 * share).toFixed(1).padStart(5)} %`;
const say = (line: string) => process.stdout.write(`${line}\n`);
let lost = 0;
say(`${learners} learners, ${QUESTIONS} questions, ${DAYS} days`);
for (const pace of paces) {
  const rows = [bent, plain, everyDay, anyQuestion(String(pace))].map((policy) => {
    const outcomes = Array.from({ length: learners }, (_, n) => walk(policy, `learner ${n}`, pace));
    return {
      name: policy.name,
      fluent: mean(outcomes.map((o) => o.fluent)),
      certified: mean(outcomes.map((o) => o.certified)),
      later: mean(outcomes.map((o) => o.later)),
      minutes: mean(outcomes.map((o) => o.minutes)),
    };
  });
  say(`\nat ${pace} of the plan's minutes      fluent on day 15   certified   recalled 30 days later   minutes used`);
  for (const row of rows)
    say(
      `  ${row.name.padEnd(28)} ${percent(row.fluent)}            ${percent(row.certified)}     ${percent(row.later)}             ${row.minutes.toFixed(0).padStart(6)}`,
    );
  const [ours, ...others] = rows;
  if (ours && others.some((other) => other.fluent > ours.fluent || other.certified > ours.certified)) lost++;
}
if (lost > 0) {
  say(`\nours is not the best at ${lost} of ${paces.length} paces`);
  process.exitCode = 1;
}
