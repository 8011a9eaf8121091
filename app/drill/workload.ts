import { newPerDay, type Road } from "./schedule";

/** What of a bank stands to be answered: what is due, what was never answered, and how many of those were begun today. */
export type BankCounts = { due: number; unseen: number; begun: number };
/** What the drill asks of somebody today, and about how long it takes. */
export type Workload = { reviews: number; fresh: number; minutes: number };

const ANSWERS_A_MINUTE = 3;

/** Reviews that are due, and of the new ones today's share. */
export function workloadOf({ due, unseen, begun }: BankCounts, road: Road): Workload {
  const fresh = Math.min(unseen, Math.max(0, newPerDay(unseen + begun, road) - begun));
  return { reviews: due, fresh, minutes: Math.ceil((due + fresh) / ANSWERS_A_MINUTE) };
}
