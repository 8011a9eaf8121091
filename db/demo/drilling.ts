import { sql } from "drizzle-orm";
import { attempt, bankCard } from "../schema";
import type { AskableVersion } from "~/drill/askable.server";
import { type BankRow, bankOf } from "~/drill/bank.server";
import { afterGrading, asBankCard } from "~/drill/card";
import { newPerDay, queueOf, type Road } from "~/drill/schedule";
import { isRecognised, targetMs } from "~/drill/targets";
import { tuningInForce } from "~/drill/tuning.server";
import { gradeOf, shareOf } from "~/drill/types/registry";
import { newId } from "~/platform/ids";
import { certifyBank, roadOf } from "~/training/bank.server";
import { trainingOf } from "~/training/facts.server";
import { answerTo } from "./curriculum";
import type { Learner } from "./learning";

const LOCALE = "zh-CN";
const MINUTE_MS = 60_000;
const AT_A_TIME = 20;
const SESSION_MINUTES = 25;
/** Rows to a statement. */
const ROWS = 250;

type Attempt = typeof attempt.$inferInsert;
type Card = BankRow & { asked: AskableVersion; targetMs: number };
/** Somebody's bank in memory: what they answer moves its cards by the product's own rules; written down at the end. */
type Bank = { cards: Map<string, Card>; answered: Set<string>; attempts: Attempt[] };

/** Drill for a while on a training day: what is due and today's new ones. Returns when it ended. */
export async function drill(learner: Learner, from: Date): Promise<Date> {
  const { bank, road } = await sitDown(learner, from);
  const ended = session(learner, bank, { road, from, until: new Date(from.getTime() + SESSION_MINUTES * MINUTE_MS) });
  await writeDown(learner, bank);
  return ended;
}

/** Drill until everything required is fluent, with pauses where another answer would not count yet: that earns the bank certificate. */
export async function drillToFluency(learner: Learner, from: Date): Promise<Date> {
  const { bank, road } = await sitDown(learner, from);
  let now = from;
  for (let left = openOnes(bank, now); left.length > 0; left = openOnes(bank, now)) {
    const askable = left.filter((card) => canBeAsked(card) <= now.getTime());
    if (askable.length === 0) now = new Date(Math.min(...left.map(canBeAsked)));
    for (const card of askable) now = answer(learner, bank, card, now, road, true);
  }
  await writeDown(learner, bank);
  await certifyBank(learner.stage.db, learner.personId, now);
  return now;
}

/** The reviews of many mornings, as somebody who is past the plan keeps the bank alive. */
export async function drillMornings(learner: Learner, mornings: readonly Date[]): Promise<void> {
  const first = mornings[0];
  if (!first) return;
  const { bank } = await sitDown(learner, first);
  for (const from of mornings) session(learner, bank, { road: null, from, until: new Date(from.getTime() + 8 * MINUTE_MS) });
  await writeDown(learner, bank);
}

async function sitDown({ stage, personId }: Learner, now: Date): Promise<{ bank: Bank; road: Road }> {
  const training = await trainingOf(stage.db, personId, now);
  const rows = await bankOf(stage.db, personId);
  const { targets } = await tuningInForce(stage.db, now);
  const versions = new Map([...stage.curriculum.questions.values()].map((version) => [version.id, version]));
  const cards = rows.flatMap((row): Card[] => {
    const asked = versions.get(row.versionId);
    return asked ? [{ ...row, asked, targetMs: targetMs(asked.body, LOCALE, targets) }] : [];
  });
  const bank = { cards: new Map(cards.map((card) => [card.itemId, card])), answered: new Set<string>(), attempts: [] };
  return { bank, road: training && roadOf(training) };
}

/** Ask as the product does, until the time is over or nothing is due any more. */
function session(learner: Learner, bank: Bank, { road, from, until }: { road: Road; from: Date; until: Date }): Date {
  const asCards = () => [...bank.cards.values()].map((card) => asBankCard(card, card.asked.body.critical, card.targetMs));
  let newLeft = newPerDay([...bank.cards.values()].filter((card) => card.reviewedAt === null).length, road);
  let now = from;
  while (now < until) {
    const queue = queueOf(asCards(), now, road, newLeft).filter(({ reason }) => reason !== "ahead");
    if (queue.length === 0) break;
    for (const { id, reason } of queue.slice(0, AT_A_TIME)) {
      const card = bank.cards.get(id);
      if (!card || now >= until) break;
      if (reason === "new") newLeft--;
      now = answer(learner, bank, card, now, road, false);
    }
  }
  return now;
}

function openOnes(bank: Bank, now: Date): Card[] {
  return [...bank.cards.values()].filter((card) => card.required && (card.fluentUntil === null || card.fluentUntil <= now));
}

/** From when on another right answer to a question that is not fluent moves it on. */
function canBeAsked(card: Card): number {
  const counts = asBankCard(card, false, card.targetMs).countsFrom;
  return counts ? counts.getTime() : card.dueAt.getTime();
}

/** One answer: right as often as the person is, a little better where they concentrate; the card moves as the product moves it. Returns when it was given. */
function answer({ agent, personId, dice: random }: Learner, bank: Bank, card: Card, now: Date, road: Road, concentrating: boolean): Date {
  const { asked, targetMs: target } = card;
  const chance = card.reviewedAt === null ? agent.accuracy - 0.1 : (1 + agent.accuracy) / 2;
  const luck = random();
  const pick = random();
  const wrong = luck < (concentrating ? 0.98 : chance) ? null : answerTo(asked.body, false, pick);
  // What only a supervisor could judge is not a slip that this story tells.
  const slip = wrong !== null && !gradeOf(asked, wrong).undecided;
  const { given, grade } = slip ? { given: wrong, grade: gradeOf(asked, wrong) } : rightAnswer(asked);
  const ms = Math.round(Math.min(target * 1.4, target * agent.pace * (0.3 + random() * (concentrating ? 0.4 : 0.75))));
  const at = new Date(now.getTime() + ms);
  const grading = {
    correct: grade.correct,
    ms,
    targetMs: target,
    recognised: isRecognised(asked.body.type),
    at,
    offline: false,
    outdated: false,
  };
  const { row, rating } = afterGrading(card, grading, road);
  bank.cards.set(card.itemId, { ...card, ...row, begunAt: card.begunAt ?? at });
  bank.answered.add(card.itemId);
  bank.attempts.push({
    personId,
    // The id of an attempt says when its question was asked.
    id: newId(now.getTime()),
    questionVersionId: asked.id,
    context: "drill",
    contextId: card.itemId,
    itemId: card.itemId,
    answer: given,
    correct: grade.correct,
    share: shareOf(grade),
    answerMs: ms,
    at,
    rating,
    storedAt: at,
  });
  return new Date(at.getTime() + 2000 + Math.round(random() * 4000));
}

type Graded = { given: unknown; grade: ReturnType<typeof gradeOf> };
const rightAnswers = new WeakMap<AskableVersion, Graded>();

/** The right answer to a question, graded once: a free reply takes a while to judge. */
function rightAnswer(asked: AskableVersion): Graded {
  const known = rightAnswers.get(asked);
  if (known) return known;
  const given = answerTo(asked.body, true, 0);
  const graded = { given, grade: gradeOf(asked, given) };
  rightAnswers.set(asked, graded);
  return graded;
}

/** Attempts and cards, as the answers would have left them one by one. */
async function writeDown({ stage }: Learner, bank: Bank): Promise<void> {
  for (let at = 0; at < bank.attempts.length; at += ROWS) await stage.db.insert(attempt).values(bank.attempts.slice(at, at + ROWS));
  const cards = [...bank.answered]
    .flatMap((id) => bank.cards.get(id) ?? [])
    .map(({ asked: _, targetMs: __, versionId: ___, contentRevision: ____, ...row }) => row);
  const moved = Object.fromEntries(
    moving.map((name) => [name, sql.raw(`excluded.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`)]),
  );
  for (let at = 0; at < cards.length; at += ROWS)
    await stage.db
      .insert(bankCard)
      .values(cards.slice(at, at + ROWS))
      .onConflictDoUpdate({ target: [bankCard.personId, bankCard.itemId], set: moved });
  bank.attempts.length = 0;
  bank.answered.clear();
}

/** The columns that an answer moves. */
const moving = [
  "dueAt",
  "stability",
  "difficulty",
  "stage",
  "step",
  "reps",
  "lapses",
  "reviewedAt",
  "plainDueAt",
  "firstRightAt",
  "firstRightMs",
  "secondRightAt",
  "secondRightMs",
  "fluentUntil",
  "begunAt",
  "revision",
] as const;
