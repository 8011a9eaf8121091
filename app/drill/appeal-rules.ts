import { canonicalJson } from "~/curriculum/canonical";
import type { Refusal } from "~/platform/refusal";
import { bareWords, plain } from "~/wording/normalise";

/** So long after an answer its grade may be appealed against: a team's next meeting and the one after lie within it. */
export const APPEAL_DAYS = 14;
const REASON_MIN = 10;
const REASON_MAX = 1000;
const DAY_MS = 86_400_000;

export const rulings = ["also_right", "all_right", "rejected"] as const;
export type Ruling = (typeof rulings)[number];

/** The ruling that a posted text is; null for anything else. */
export function parseRuling(text: string): Ruling | null {
  return rulings.find((ruling) => ruling === text) ?? null;
}

export type AppealFacts = {
  context: "lesson" | "sitting" | "drill";
  answeredAt: Date;
  /** It has its full points already. */
  isFull: boolean;
  /** It waits for a supervisor's grade. */
  isPending: boolean;
  /** An appeal on this very answer is there already. */
  isAppealed: boolean;
};

/** Why there can be no appeal on an answer now; null: there can. The page says the same before the press. */
export function appealRefusal(facts: AppealFacts, now: Date): Refusal | null {
  if (facts.context === "lesson") return { code: "appeal_lesson" };
  if (facts.isAppealed) return { code: "appeal_twice" };
  if (facts.isPending) return { code: "appeal_waits" };
  if (facts.isFull) return { code: "appeal_full" };
  if (now.getTime() - facts.answeredAt.getTime() > APPEAL_DAYS * DAY_MS) return { code: "appeal_late", params: { days: APPEAL_DAYS } };
  return null;
}

/** Why the reason of an appeal or of a ruling does not do; null: it does. */
export function reasonRefusal(reason: string): Refusal | null {
  const length = reason.trim().length;
  if (length < REASON_MIN) return { code: "reason_missing", field: "reason", params: { count: REASON_MIN } };
  return length > REASON_MAX ? { code: "reason_long", field: "reason", params: { count: REASON_MAX } } : null;
}

/**
 * What two answers have in common that are the same answer: texts by their bare words (width, case, spaces, punctuation and traditional characters make no
 * difference), everything else as it was picked.
 */
export function sameAnswerKey(answer: unknown): string {
  return canonicalJson(bared(answer));
}

function bared(value: unknown): unknown {
  if (typeof value === "string") return bareWords(value) || plain(value).trim();
  if (Array.isArray(value)) return value.map(bared);
  if (value !== null && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, bared(v)]));
  return value;
}
