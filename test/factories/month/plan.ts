import { addDays, type PlainDate } from "~/platform/dates";
import { seededRandom } from "~/platform/seed";

/** Months of a team's chats in which it is known why orders were lost: what is planted there must be found again. Pure: the same seed gives the same months. */

/** What a chat turns on. `plain`: nothing that a rule could see. */
export const topics = ["price", "after_sales", "stock", "recommend", "plain"] as const;
export type Topic = (typeof topics)[number];

/** What is planted. */
export type MonthPlan = {
  agents: number;
  /** Chats of an agent on a day. */
  perDay: number;
  from: PlainDate;
  days: number;
  /** Which share of the chats turns on what; they make 1. */
  shares: Record<Topic, number>;
  /** The chance that the first reply comes late, that an inquiry is paid, and that nobody asks for the order in it. */
  slow: (topic: Topic) => number;
  paid: (topic: Topic, agent: number, day: PlainDate) => number;
  unasked: (agent: number, day: PlainDate) => number;
};

/** A chat as it was. `minute`: of its day. `paid` null: its buyer paid after somebody else had served them. `lostUnasked`: the chance that it is lost without having been asked for. */
export type Told = {
  key: string;
  agent: number;
  day: PlainDate;
  minute: number;
  buyer: string;
  topic: Topic;
  /** In [0, 1): which words and which product. */
  flavour: number;
  isSlow: boolean;
  isAsked: boolean;
  paid: boolean | null;
  order: "paid" | "refunded" | "waiting" | null;
  lostUnasked: number;
};

/** One in so many buyers comes back to a colleague and pays there. */
const COMES_BACK = 0.08;
/** Of those who did not pay, so many ordered: half of them never paid, half had all of it refunded. */
const ORDERED_IN_VAIN = 0.06;
const [OPENS, CLOSES] = [9 * 60, 19 * 60];

/** The chats of some months, day by day. */
export function monthsOf(plan: MonthPlan, seed: string): Told[] {
  return Array.from({ length: plan.days }, (_, n) => addDays(plan.from, n)).flatMap((day) =>
    Array.from({ length: plan.agents }, (_, agent) => dayOf(plan, seed, agent, day)).flat(),
  );
}

function dayOf(plan: MonthPlan, seed: string, agent: number, day: PlainDate): Told[] {
  const random = seededRandom(`${seed} ${day} ${agent}`);
  return Array.from({ length: plan.perDay }, (_, n): Told[] => {
    const topic = drawn(plan.shares, random());
    const minute = Math.floor(OPENS + random() * (CLOSES - OPENS));
    const [chance, quiet] = [plan.paid(topic, agent, day), plan.unasked(agent, day)];
    const [paid, isAsked] = [random() < chance, random() >= quiet];
    const [isSlow, flavour, vain, back] = [random() < plan.slow(topic), random(), random(), random()];
    const key = `${day.replaceAll("-", "")}${String(agent).padStart(2, "0")}${String(n).padStart(4, "0")}`;
    const told = { key, agent, day, minute, topic, flavour, isSlow, isAsked, buyer: `tb${key}`, lostUnasked: (1 - chance) * quiet };
    if (topic === "plain" && back < COMES_BACK) {
      const other = (agent + 1) % plan.agents;
      return [
        { ...told, paid: null, order: null, lostUnasked: 0 },
        { ...told, key: `${key}9`, agent: other, minute: minute + 60, paid: true, order: "paid", lostUnasked: 0 },
      ];
    }
    const order = paid ? "paid" : vain < ORDERED_IN_VAIN / 2 ? "waiting" : vain < ORDERED_IN_VAIN ? "refunded" : null;
    return [{ ...told, paid, order }];
  }).flat();
}

function drawn(shares: Record<Topic, number>, at: number): Topic {
  let sum = 0;
  return topics.find((topic) => at < (sum += shares[topic])) ?? "plain";
}
