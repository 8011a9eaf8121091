import type { caseAction } from "@db/schema";
import { addDays, type PlainDate } from "~/platform/dates";
import type { Refusal } from "~/platform/refusal";

export type ActionKind = (typeof caseAction.$inferSelect)["kind"];
export const actionKinds = ["question", "script", "lesson", "drill", "replay", "tell"] as const satisfies readonly ActionKind[];

/** What is asked of whom, by when. `target`: the lesson that is to change, or the script; `people`: who is to drill or to play. */
export type ActionValues = {
  kind: ActionKind;
  ownerId: string;
  due: string;
  note: string;
  people: readonly string[];
  target: string;
  toldTo: string;
};

export const NOTE_LENGTH = 500;
export const TOLD_LENGTH = 60;
/** Nobody remembers an action of half a year ago. */
const MOST_DAYS = 180;

/** The kinds that concern people by name. */
export const isForPeople = (kind: ActionKind): boolean => kind === "drill" || kind === "replay";

/** Why an action cannot be decided, each beside its field. A lesson is named; drill and replay name people; who is told is named, with what. */
export function actionRefusals(
  values: ActionValues,
  facts: { today: PlainDate; owners: ReadonlySet<string>; agents: ReadonlySet<string> },
): Refusal[] {
  const { kind, ownerId, due, note, people, target, toldTo } = values;
  const refusals: (Refusal | false)[] = [
    !facts.owners.has(ownerId) && { code: "owner_missing", field: "owner" },
    (due < facts.today || due > addDays(facts.today, MOST_DAYS)) && { code: "due_range", field: "due", params: { days: MOST_DAYS } },
    note.length > NOTE_LENGTH && { code: "text_long", field: "note", params: { max: NOTE_LENGTH } },
    kind === "lesson" && target === "" && { code: "lesson_missing", field: "target" },
    isForPeople(kind) && (people.length === 0 || people.some((id) => !facts.agents.has(id))) && { code: "people_missing", field: "people" },
    kind === "tell" &&
      (toldTo.trim() === "" || toldTo.trim().length > TOLD_LENGTH) && {
        code: "told_missing",
        field: "toldTo",
        params: { max: TOLD_LENGTH },
      },
    kind === "tell" && note.trim() === "" && { code: "note_missing", field: "note" },
  ];
  return refusals.filter((refusal) => refusal !== false);
}

/** How an action stands on a day. */
export type ActionStanding = "done" | "cancelled" | "overdue" | "soon" | "open";

/** Done is what exists; else it is late after its day, and soon on it and the day before. */
export function actionStanding(
  one: { outcome: "done" | "cancelled" | null; hasEvidence: boolean; due: PlainDate },
  today: PlainDate,
): ActionStanding {
  if (one.outcome === "cancelled") return "cancelled";
  if (one.outcome === "done" || one.hasEvidence) return "done";
  if (one.due < today) return "overdue";
  return one.due <= addDays(today, 1) ? "soon" : "open";
}

/** Why the word that another department was told cannot stand, or null: on a day of the past or today, not before it was decided. */
export function toldRefusal(on: string, facts: { today: PlainDate; decided: PlainDate }): Refusal | null {
  return on >= facts.decided && on <= facts.today ? null : { code: "told_on", field: "toldOn" };
}

/** Why a meeting cannot be closed, or null: somebody was there. */
export function closeRefusal(facts: { present: number }): Refusal | null {
  return facts.present > 0 ? null : { code: "attendance_missing", field: "present" };
}

export const DECISION_LENGTH = 500;
export const REMARK_LENGTH = 2000;
