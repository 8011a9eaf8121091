import { addDays, type PlainDate } from "~/platform/dates";
import type { Refusal } from "~/platform/refusal";

export const entitlementStates = ["open", "done", "not_needed", "to_return", "returned", "not_returned"] as const;
export type EntitlementState = (typeof entitlementStates)[number];
/** What somebody says of an entitlement; leaving is no word of theirs but follows from the state. */
export const entitlementWords = ["done", "not_needed", "returned", "not_returned", "undo"] as const;
export type EntitlementWord = (typeof entitlementWords)[number];
export const ownerRoles = ["supervisor", "manager", "administrator"] as const;
export type OwnerRole = (typeof ownerRoles)[number];

const NOTE_LENGTH = 300;

/** From which state each word leads where. */
const leads: Record<EntitlementWord, Partial<Record<EntitlementState, EntitlementState>>> = {
  done: { open: "done" },
  not_needed: { open: "not_needed" },
  returned: { to_return: "returned" },
  not_returned: { to_return: "not_returned" },
  undo: { done: "open", not_needed: "open", returned: "to_return", not_returned: "to_return" },
};

/** The words that may be said now. Of somebody who left, what was handed out or found needless stays as it was. */
export function possibleWords(state: EntitlementState, hasLeft: boolean): EntitlementWord[] {
  return entitlementWords.filter((word) => {
    const next = leads[word][state];
    return next !== undefined && !(hasLeft && next !== "to_return" && next !== "returned" && next !== "not_returned");
  });
}

/** The state after a word that may be said. Throws on another. */
export function stateAfterWord(state: EntitlementState, word: EntitlementWord): EntitlementState {
  const next = leads[word][state];
  if (next === undefined) throw new RangeError(`no ${word} from ${state}`);
  return next;
}

export type Said = { word: EntitlementWord; on: PlainDate | null; note: string };

/** Why a word may not be said, or null: it must fit the state, be of a day until today, and give a reason where something is not handed out or not given back. */
export function wordRefusal(
  entitlement: { personId: string; state: EntitlementState; hasLeft: boolean },
  { word, on, note }: Said,
  actorId: string | null,
  today: PlainDate,
): Refusal | null {
  if (actorId === null || actorId === entitlement.personId) return { code: "entitlement_of_oneself" };
  if (!possibleWords(entitlement.state, entitlement.hasLeft).includes(word)) return { code: "entitlement_changed" };
  if ((word === "done" || word === "returned") && (on === null || on > today)) return { code: "entitlement_day", field: "on" };
  if ((word === "not_needed" || word === "not_returned") && note.trim().length < 3) return { code: "entitlement_reason", field: "note" };
  return note.trim().length > NOTE_LENGTH ? { code: "entitlement_note", field: "note", params: { max: NOTE_LENGTH } } : null;
}

/** What becomes of an entitlement when the person leaves; null: it stays. What was handed out and is taken back waits for its return; what is open falls away. */
export function stateAfterLeaving({ state, takenBack }: { state: EntitlementState; takenBack: boolean }): EntitlementState | null {
  if (state === "open") return "not_needed";
  return state === "done" && takenBack ? "to_return" : null;
}

/** The day on which it is due: `days` after the day of the activation, which counts as none. */
export function dueOn(activatedOn: PlainDate, days: number): PlainDate {
  return addDays(activatedOn, days);
}

/** Whether it is late: still open after its day. */
export function isLate({ state, dueOn: due }: { state: EntitlementState; dueOn: PlainDate }, today: PlainDate): boolean {
  return state === "open" && due < today;
}

export type KindValues = {
  name: { "zh-CN": string; en: string };
  teamId: string | null;
  ownerRole: OwnerRole | null;
  ownerId: string | null;
  dueDays: number;
  takenBack: boolean;
};

/** What is wrong with an entry of the list; empty: nothing. Names in both languages, one owner, 0 to 365 days. */
export function kindRefusals({ name, ownerRole, ownerId, dueDays }: KindValues): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [field, text] of [
    ["nameZh", name["zh-CN"]],
    ["nameEn", name.en],
  ] as const)
    if (text.trim() === "" || text.trim().length > 60) refusals.push({ code: "kind_name", field });
  if ((ownerRole === null) === (ownerId === null)) refusals.push({ code: "kind_owner", field: "owner" });
  if (!Number.isInteger(dueDays) || dueDays < 0 || dueDays > 365) refusals.push({ code: "kind_days", field: "dueDays" });
  return refusals;
}
