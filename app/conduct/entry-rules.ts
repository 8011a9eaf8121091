import { addDays, isPlainDate, type PlainDate } from "~/platform/dates";
import type { Refusal } from "~/platform/refusal";

/** How long a text of the ledger is. */
export const TEXT_MIN = 10;
export const TEXT_MAX = 1000;

/** Why a text of the ledger is not long enough, or too long; empty: it is right. */
function textRefusals(field: string, text: string): Refusal[] {
  const { length } = text.trim();
  if (length < TEXT_MIN) return [{ code: "text_short", field, params: { count: TEXT_MIN } }];
  return length > TEXT_MAX ? [{ code: "text_long", field, params: { count: TEXT_MAX } }] : [];
}

/** Whom an entry is about, as far as it decides. */
export type EntryFacts = {
  personId: string;
  /** Null: no agent. */
  state: string | null;
  /** The first day of the employment, and the last of who left. */
  from: PlainDate;
  until: PlainDate | null;
  today: PlainDate;
  /** So many days back something may be entered. */
  entryDays: number;
  rules: readonly string[];
  /** There is an entry of the rule on that day, which counts. */
  twice: boolean;
};
type Asked = { rule: string; day: string; note: string; evidence: string; again: boolean };

function dayRefusal(facts: EntryFacts, day: string): Refusal | null {
  if (!isPlainDate(day)) return { code: "day_missing", field: "day" };
  if (day > facts.today) return { code: "day_future", field: "day" };
  if (day < facts.from) return { code: "day_before_hire", field: "day", params: { day: facts.from } };
  if (facts.until !== null && day > facts.until) return { code: "day_after_leaving", field: "day", params: { day: facts.until } };
  if (day < addDays(facts.today, -facts.entryDays)) return { code: "day_long_ago", field: "day", params: { count: facts.entryDays } };
  return null;
}

/**
 * Why this may not be entered; empty: it may. Never about oneself; about agents; of a day of the employment that is not long ago; with what happened and what shows it in words. A second
 * entry of the same rule and day asks to be meant (`again`).
 */
export function entryRefusals(facts: EntryFacts, asked: Asked, actorId: string | null): Refusal[] {
  if (actorId === null || actorId === facts.personId) return [{ code: "entry_oneself" }];
  if (facts.state === null) return [{ code: "no_agent" }];
  const day = dayRefusal(facts, asked.day);
  const wrong = [
    ...(facts.rules.includes(asked.rule) ? [] : [{ code: "rule_missing", field: "rule" }]),
    ...(day ? [day] : []),
    ...textRefusals("note", asked.note),
    ...textRefusals("evidence", asked.evidence),
  ];
  if (wrong.length > 0) return wrong;
  return facts.twice && !asked.again ? [{ code: "entry_twice", field: "again" }] : [];
}

type EntryState = { personId: string; enteredBy: string; withdrawn: boolean; takenAway: boolean };

/** Why an entry may not be taken back, or why not so; empty: it may. By who made it or a manager of the agent's team (`manages`), never by the agent, once, with a reason. */
export function withdrawRefusals(entry: EntryState, asked: { reason: string; manages: boolean }, actorId: string | null): Refusal[] {
  if (actorId === null || actorId === entry.personId) return [{ code: "withdraw_oneself" }];
  if (actorId !== entry.enteredBy && !asked.manages) return [{ code: "withdraw_not_yours" }];
  if (entry.withdrawn || entry.takenAway) return [{ code: "entry_gone" }];
  return textRefusals("reason", asked.reason);
}

type AppealFacts = EntryState & { appealed: boolean; lastDay: PlainDate; today: PlainDate };

/** Why an entry may not be appealed against, whatever is said; null: it may. Only by the agent, once, until the last day for it. */
export function appealRefusal(facts: AppealFacts, actorId: string | null): Refusal | null {
  if (actorId !== facts.personId) return { code: "appeal_not_own" };
  if (facts.withdrawn || facts.takenAway) return { code: "entry_gone" };
  if (facts.appealed) return { code: "appeal_twice" };
  return facts.today > facts.lastDay ? { code: "appeal_late", params: { day: facts.lastDay } } : null;
}

/** What is wrong with the words of an appeal or of a decision. */
export const saidRefusals = (said: string): Refusal[] => textRefusals("said", said);

export const rulings = ["upheld", "taken_away", "changed"] as const;
export type Ruling = (typeof rulings)[number];
type RulingFacts = {
  personId: string;
  enteredBy: string;
  open: boolean;
  /** Nobody but who made the entry could rule, and the shop works in single-examiner mode. */
  alone: boolean;
};

/** Why this person may not rule on an appeal; null: they may. Neither the agent nor, unless there is nobody else, who made the entry; once. */
export function rulingRefusal({ personId, enteredBy, open, alone }: RulingFacts, actorId: string | null): Refusal | null {
  if (actorId === null || actorId === personId) return { code: "rule_oneself" };
  if (!open) return { code: "already_ruled" };
  return actorId === enteredBy && !alone ? { code: "rule_own_entry" } : null;
}

/** What is wrong with a ruling: one of three, with a reason, and for another rule one of the version that is not the one it was. */
export function rulingRefusals(
  asked: { ruling: string; rule: string; reason: string },
  entry: { rule: string; rules: readonly string[] },
): Refusal[] {
  const isKnown = (rulings as readonly string[]).includes(asked.ruling);
  const needsRule = asked.ruling === "changed" && (!entry.rules.includes(asked.rule) || asked.rule === entry.rule);
  return [
    ...(isKnown ? [] : [{ code: "ruling_missing", field: "ruling" }]),
    ...(needsRule ? [{ code: "rule_other", field: "rule" }] : []),
    ...textRefusals("reason", asked.reason),
  ];
}

/** Why a reached threshold may not be settled so; empty: it may. By somebody else than the agent, once, with what the agent said and what was agreed or decided. */
export function settleRefusals(
  threshold: { personId: string; settled: boolean; lifted: boolean },
  asked: { heard: string; note: string },
  actorId: string | null,
): Refusal[] {
  if (actorId === null || actorId === threshold.personId) return [{ code: "settle_oneself" }];
  if (threshold.settled) return [{ code: "settled_already" }];
  if (threshold.lifted) return [{ code: "threshold_lifted" }];
  return [...textRefusals("heard", asked.heard), ...textRefusals("note", asked.note)];
}
