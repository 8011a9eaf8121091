import { type Span, spansAround } from "~/cases/effect-rules";
import { actionEffect, type DayCount } from "~/cases/effect-view";
import { addDays, type PlainDate } from "~/platform/dates";
import { type MonthPlan, monthsOf, type Topic } from "@test/factories/month/plan";
import { REASONS } from "./days";

/** The two months: when things were done, and what that changed. */

const FROM = "2026-03-02";
const UNTIL = "2026-05-14";
/** On this day the meeting decides on everything whose effect is measured. */
export const DECIDED = "2026-04-03";
export const DONE = {
  tell: "2026-04-06",
  script: "2026-04-07",
  drill: "2026-04-07",
  question: "2026-04-08",
  replay: "2026-04-13",
} as const;
/** Every second agent does the drill at once, the others two weeks later. */
const LATER = addDays(DONE.drill, 14);
export const drilledOn = (agent: number): PlainDate => (agent % 2 === 0 ? DONE.drill : LATER);
export const lateDrill: PlainDate = LATER;

/** What is paid of inquiries by their topic, and what the script adds to those about the price, and the drill to those who do not know which. */
const PAID: Record<Topic, number> = { price: 0.2, after_sales: 0.35, stock: 0.4, recommend: 0.25, plain: 0.5 };
const SCRIPT_ADDS = 0.1;
const DRILL_ADDS = 0.2;
const UNASKED = { before: 0.5, after: 0.2 };

/** The months with so many chats of an agent on a day. */
export const planOf = (perDay: number): MonthPlan => ({
  ...{ agents: 8, perDay, from: FROM, days: Math.round((Date.parse(UNTIL) - Date.parse(FROM)) / 86_400_000) },
  shares: { price: 0.33, after_sales: 0.2, stock: 0.15, recommend: 0.25, plain: 0.07 },
  // Only where nothing was done that changes what is paid: late replies are a placebo's.
  slow: (topic) => (topic === "price" || topic === "recommend" ? 0 : 0.4),
  paid: (topic, agent, day) =>
    PAID[topic] +
    (topic === "price" && day > DONE.script ? SCRIPT_ADDS : 0) +
    (topic === "recommend" && day > drilledOn(agent) ? DRILL_ADDS : 0),
  unasked: (agent, day) => (day > drilledOn(agent) ? UNASKED.after : UNASKED.before),
});

/** By how much the planted chances of a topic differ in the four weeks after something was done from those before. */
export function plantedIn(plan: MonthPlan, topic: Topic, done: PlainDate): number {
  const { before, after } = spansAround(done);
  const mean = ({ from }: Span) => {
    const chances = Array.from({ length: 28 }, (_, n) => addDays(from, n)).flatMap((day) =>
      Array.from({ length: plan.agents }, (_, agent) => plan.paid(topic, agent, day)),
    );
    return chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
  };
  return Number((mean(after) - mean(before)).toFixed(6));
}

/**
 * Of so many other pairs of months, counted by the rules of effects alone: in how many the interval holds what the script adds, in how many that is seen to help, and in how many of the
 * months a placebo (the question about returns) is said to have done nothing.
 */
export function coverage(plan: MonthPlan, seeds: number): { holds: number; helped: number; placebo: number } {
  const sums = { holds: 0, helped: 0, placebo: 0 };
  for (let seed = 0; seed < seeds; seed++) {
    const told = monthsOf(plan, `other months ${seed}`);
    const of = (topic: keyof typeof REASONS, done: PlainDate) => {
      const { reason } = REASONS[topic];
      const counts = told
        .filter((one) => one.topic === topic && one.paid !== null)
        .map(({ day, paid }): DayCount => ({ reason, day, part: paid ? 1 : 0, of: 1 }));
      return actionEffect(counts, reason, done, UNTIL).effect;
    };
    const [script, question] = [of("price", DONE.script), of("after_sales", DONE.question)];
    if (script.difference && script.difference.low <= SCRIPT_ADDS && SCRIPT_ADDS <= script.difference.high) sums.holds++;
    if (script.verdict === "helped") sums.helped++;
    if (question.verdict === "nothing") sums.placebo++;
  }
  return sums;
}
