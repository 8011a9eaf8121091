import { addDays, daysBetween, type PlainDate } from "~/platform/dates";
import type { Refusal } from "~/platform/refusal";
import { type ContractTerm, probationLimit, probationRuns } from "~/people/probation-law";
import type { PersonState } from "~/training/state";

/** What was agreed about somebody's probation, and where they stand. */
export type Agreed = {
  id: string;
  state: PersonState | null;
  stateBefore: PersonState | null;
  hireDate: PlainDate | null;
  contractTerm: ContractTerm | null;
  probationEnd: PlainDate | null;
  rehiredAt: Date | null;
};

/** How far a probation may still be lengthened: from its agreed end to the law's last day. */
export type Room = { end: PlainDate; limit: PlainDate; daysLeft: number; daysToAdd: number };

/**
 * The room for a later end, or why there is none. It lengthens the one probation that the law allows (PRC Labour Contract Law, art. 19), so it
 * must still run: one whose end has passed is over, and another would be a second. Nobody taken back has any.
 */
export function extensionRoom(agreed: Agreed, today: PlainDate): { room: Room } | { refusal: Refusal } {
  const { hireDate, contractTerm, probationEnd } = agreed;
  if (agreed.rehiredAt !== null) return { refusal: { code: "extension_rehired" } };
  if (!probationRuns(agreed.state, agreed.stateBefore)) return { refusal: { code: "extension_not_running" } };
  if (hireDate === null || contractTerm === null || probationEnd === null) return { refusal: { code: "extension_needs_data" } };
  const limit = probationLimit(hireDate, contractTerm);
  if (limit === null) return { refusal: { code: "extension_none_allowed" } };
  if (today > probationEnd) return { refusal: { code: "extension_over", params: { end: probationEnd } } };
  if (probationEnd >= limit) return { refusal: { code: "extension_at_limit", params: { limit } } };
  return { room: { end: probationEnd, limit, daysLeft: daysBetween(today, probationEnd), daysToAdd: daysBetween(probationEnd, limit) } };
}

export type AskedExtension = { end: PlainDate | null; reason: string; consent: boolean; consentOn: PlainDate | null };

/**
 * Why this extension may not be made; empty: it may. Later than agreed, not beyond the law's limit, with a reason, and each time with the
 * agent's written consent of a day between hire and today: a contract is changed by both in writing (art. 35). Nobody extends their own.
 */
export function extensionRefusals(agreed: Agreed, asked: AskedExtension, actorId: string | null, today: PlainDate): Refusal[] {
  if (actorId === null || actorId === agreed.id) return [{ code: "extension_of_oneself" }];
  const found = extensionRoom(agreed, today);
  if ("refusal" in found) return [found.refusal];
  const { room } = found;
  const refusals: Refusal[] = [];
  if (asked.end === null) refusals.push({ code: "extension_date", field: "end" });
  else if (asked.end <= room.end) refusals.push({ code: "extension_not_later", field: "end", params: { end: room.end } });
  else if (asked.end > room.limit) refusals.push({ code: "extension_past_limit", field: "end", params: { limit: room.limit } });
  if (asked.reason.trim().length < 5) refusals.push({ code: "extension_reason", field: "reason" });
  if (!asked.consent) refusals.push({ code: "extension_consent", field: "consent" });
  const since = agreed.hireDate ?? today;
  if (asked.consentOn === null || asked.consentOn > today || asked.consentOn < since)
    refusals.push({ code: "extension_consent_date", field: "consentOn" });
  return refusals;
}

export type WarningStage = "two_weeks" | "one_week" | "over";
/** Days before the agreed end from which each warning is due. Source: the domain document, "warn 14 and 7 days before". */
export const warningDays = { two_weeks: 14, one_week: 7 } as const;

/** Which warning an agreed end asks for today: the nearest only, where the clock jumped over an earlier one. Null: none yet. */
export function warningStage(end: PlainDate, today: PlainDate): WarningStage | null {
  if (today > end) return "over";
  if (today >= addDays(end, -warningDays.one_week)) return "one_week";
  return today >= addDays(end, -warningDays.two_weeks) ? "two_weeks" : null;
}
