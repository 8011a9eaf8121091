import { pick } from "~/platform/locale";
import { shuffled } from "~/platform/seed";
import { fieldsOf } from "../form-fields";
import { opaqueIds } from "../opaque";
import { isRecord, type QuestionOf, type QuestionRules } from "../question";

type Steps = QuestionOf<"order_steps">;
export type OrderSteps = {
  view: { type: "order_steps"; stem: string; steps: { id: string; text: string }[] };
  /** Steps in the order given; some may not be placed yet. */
  answer: { steps: string[] };
  /** The steps in their right order, and the place (from 1) that this answer gave them. */
  key: { steps: { id: string; yours: number | null }[] };
};

const idsOf = (question: Steps) => opaqueIds(question.steps.map((s) => s.text));

/** The right places (from 0) of the steps in the order given. Steps of the same wording stand for one another. */
function placesOf(question: Steps, given: readonly string[]): number[] {
  const ids = idsOf(question);
  const free = question.steps.map((s) => s.text["zh-CN"] as string | null);
  return given.map((id) => {
    const place = free.indexOf(question.steps[ids.indexOf(id)]?.text["zh-CN"] ?? null);
    free[place] = null;
    return place;
  });
}

/** The steps as they are shown: in an order that the seed decides, and never in the right one. */
function shownOrder(question: Steps, seed: string): number[] {
  const right = question.steps.map((_, at) => at);
  const isRight = (order: number[]) => order.every((at, n) => question.steps[at]?.text["zh-CN"] === question.steps[n]?.text["zh-CN"]);
  let order = shuffled(right, seed);
  for (let again = 1; isRight(order) && again < 20; again++) order = shuffled(right, `${seed} ${again}`);
  return isRight(order) ? [...right.slice(1), 0] : order;
}

/**
 * Steps to be put in their order. Every two steps of which the right one stands first are a point; every two the wrong way round take one back;
 * together never less than nothing. Two of which one is not placed are worth nothing.
 */
export const orderSteps: QuestionRules<Steps, OrderSteps> = {
  view(question, locale, seed) {
    const ids = idsOf(question);
    const steps = question.steps.map((s, at) => ({ id: ids[at] ?? "", text: pick(s.text, locale) }));
    return { type: "order_steps", stem: pick(question.stem, locale), steps: shownOrder(question, seed).flatMap((at) => steps[at] ?? []) };
  },
  parse(question, raw) {
    if (!isRecord(raw) || !Array.isArray(raw.steps) || raw.steps.length === 0 || raw.steps.length > question.steps.length) return null;
    const ids = idsOf(question);
    const steps = (raw.steps as unknown[]).flatMap((id) => ids.find((known) => known === id) ?? []);
    return steps.length === raw.steps.length && new Set(steps).size === steps.length ? { steps } : null;
  },
  /** Fields say "step=place". Two steps on one place are no order, and no answer. */
  fromForm(values) {
    const fields = fieldsOf(values);
    if (fields.length === 0) return null;
    const places = new Set(fields.map(([, place]) => place));
    if (places.size !== fields.length || fields.some(([, place]) => !/^[1-9]$/.test(place))) return { steps: null };
    return { steps: fields.sort(([, a], [, b]) => Number(a) - Number(b)).map(([id]) => id) };
  },
  grade(question, answer) {
    const places = placesOf(question, answer.steps);
    const n = question.steps.length;
    const of = (n * (n - 1)) / 2;
    let points = 0;
    places.forEach((place, at) => {
      for (const later of places.slice(at + 1)) points += place < later ? 1 : -1;
    });
    return { points: Math.max(0, points), of, correct: points === of };
  },
  key(question, _locale, answer) {
    const ids = idsOf(question);
    const places = answer ? placesOf(question, answer.steps) : [];
    return { steps: ids.map((id, at) => ({ id, yours: places.includes(at) ? places.indexOf(at) + 1 : null })) };
  },
};
