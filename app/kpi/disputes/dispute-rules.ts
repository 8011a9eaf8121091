import type { Refusal } from "~/platform/refusal";
import { REASON_MAX, REASON_MIN } from "../months/month-rules";
import type { MonthTrace } from "../trace";

/** What an agent may dispute of a statement, and who answers. Pure. */

/** A metric of a store; how the month is divided over stores; its active part. */
export type Disputed = { about: "metric"; storeId: string; metric: string } | { about: "shares" | "days"; storeId: null; metric: null };

/** The value of a choice in a form: `shares`, `days`, or store and metric. */
export function disputedKey({ about, storeId, metric }: { about: string; storeId: string | null; metric: string | null }): string {
  return about === "metric" ? `${storeId} ${metric}` : about;
}

/** Everything that can be disputed of a statement: each metric of each store, the shares, the days. */
export function disputable(trace: MonthTrace): Disputed[] {
  return [
    ...trace.stores.flatMap(({ storeId, metrics }) => metrics.map(({ slug }) => ({ about: "metric" as const, storeId, metric: slug }))),
    { about: "shares", storeId: null, metric: null },
    { about: "days", storeId: null, metric: null },
  ];
}

type OpeningFacts = {
  personId: string;
  /** Of the team's month. */
  state: "open" | "published" | "closed";
  /** What of this statement was disputed already and not taken back. */
  taken: readonly string[];
};

/** Why an agent may not dispute this now, or null: one's own, from the publishing until the close, each thing of a statement once, with a reason. */
export function openingRefusal(facts: OpeningFacts, actorId: string, key: string, known: readonly string[], claim: string): Refusal | null {
  if (actorId !== facts.personId) return { code: "dispute_not_own" };
  if (facts.state !== "published") return { code: `dispute_shut.${facts.state}` };
  if (!known.includes(key)) return { code: "dispute_what", field: "about" };
  if (facts.taken.includes(key)) return { code: "dispute_twice", field: "about" };
  const { length } = claim.trim();
  if (length < REASON_MIN) return { code: "reason_short", field: "claim", params: { count: REASON_MIN } };
  return length > REASON_MAX ? { code: "reason_long", field: "claim", params: { count: REASON_MAX } } : null;
}

type AnswerFacts = {
  personId: string;
  outcome: "kept" | "corrected" | "withdrawn" | null;
  /** Who entered the figure that is disputed, or ordered its import. */
  enteredBy: readonly string[];
  /** Nobody else could answer. */
  alone: boolean;
};

/** Why somebody who leads the team may not answer, or null: never the agent, once, and not who entered the figure while somebody else is there. */
export function answerRefusal(facts: AnswerFacts, actorId: string): Refusal | null {
  if (actorId === facts.personId) return { code: "answer_oneself" };
  if (facts.outcome === "withdrawn") return { code: "dispute_withdrawn" };
  if (facts.outcome !== null) return { code: "already_answered" };
  return facts.enteredBy.includes(actorId) && !facts.alone ? { code: "answer_entered" } : null;
}
