import { seededRandom } from "~/platform/seed";
import type { FSRS } from "ts-fsrs";
import { PUBLISHED_STEPS, RETENTION, scheduler } from "~/drill/memory";
import { type BankCard, dueOf, newPerDay, queueOf, type Road } from "~/drill/schedule";

/** What a policy is asked: which question next. `today`: the new ones that were begun today. */
export type Moment = { cards: readonly BankCard[]; now: Date; road: Road; begunToday: number; answeredToday: ReadonlySet<string> };
export type Policy = {
  name: string;
  /** What keeps the memory of each question. */
  by: FSRS;
  /** The next question, or null: enough for today. */
  next(moment: Moment): string | null;
  /** Whether a card's date is bent to the gate. */
  due(card: Parameters<typeof dueOf>[0], road: Road): Date;
};

const published = scheduler(undefined, RETENTION, PUBLISHED_STEPS);
const plainDue: Policy["due"] = (card) => card.memory.dueAt;
const open = ({ cards, now }: Moment) => cards.filter((card) => card.dueAt <= now || card.memory !== null);

/** Ours: `queueOf` and `dueOf`, as the product uses them. */
export const bent: Policy = {
  name: "ours, bent to the gate",
  by: scheduler(),
  next({ cards, now, road, begunToday }) {
    const unseen = cards.filter((card) => card.memory === null).length + begunToday;
    return queueOf(cards, now, road, newPerDay(unseen, road) - begunToday)[0]?.id ?? null;
  },
  due: dueOf,
};

/** Plain FSRS: what is due by its date, then new ones. */
export const plain: Policy = {
  name: "plain FSRS",
  by: published,
  next: ({ cards, now }) => queueOf(cards, now, null, Infinity)[0]?.id ?? null,
  due: plainDue,
};

/** All questions every day, each once, the longest not seen first. */
export const everyDay: Policy = {
  name: "all questions every day",
  by: published,
  next: (moment) =>
    open(moment)
      .filter((card) => !moment.answeredToday.has(card.id))
      .sort((a, b) => (a.memory?.reviewedAt.getTime() ?? 0) - (b.memory?.reviewedAt.getTime() ?? 0))[0]?.id ?? null,
  due: plainDue,
};

/** Any question at any time. */
export function anyQuestion(seed: string): Policy {
  const random = seededRandom(`any ${seed}`);
  return {
    name: "random",
    by: published,
    next(moment) {
      const from = open(moment);
      return from[Math.floor(random() * from.length)]?.id ?? null;
    },
    due: plainDue,
  };
}
