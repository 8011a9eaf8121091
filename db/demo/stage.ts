import type { Db } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import type { Outcome, WriteContext } from "~/platform/write.server";
import type { Calendar } from "~/training/calendar";
import type { Curriculum } from "./curriculum";
import type { Pictures } from "./pictures";

/** All that a history is played on. `db` is a transaction while one person's history is written: it is there whole or not at all. */
export type Stage = {
  db: Db;
  /** When the demo begins. */
  now: Date;
  today: PlainDate;
  calendar: Calendar;
  teamId: string;
  /** Person ids of the leaders and the owner, by login. */
  ids: Readonly<Record<string, string>>;
  /** The two stores, the larger one first. */
  stores: readonly { id: string; name: string }[];
  curriculum: Curriculum;
  pictures: Pictures;
};

/** Acting as somebody at an instant of the past. */
export function as(stage: Pick<Stage, "db">, actorId: string | null, now: Date): WriteContext {
  return { db: stage.db, actorId, now, requestId: "demo", submissionId: null };
}

/** The id of a leader or the owner. */
export function idOf(stage: Pick<Stage, "ids">, login: string): string {
  const id = stage.ids[login];
  if (!id) throw new Error(`the demo's shop has no ${login}`);
  return id;
}

/** What an action gave. A history that the product refuses is a fault of the story, never passed over. */
export async function done<T>(what: string, action: Promise<Outcome<T>>): Promise<T> {
  const outcome = await action;
  if (outcome.ok) return outcome.value;
  throw new Error(
    `the demo's history is refused at ${what}: ${outcome.refusals.map((r) => `${r.code} ${JSON.stringify(r.params ?? {})}`).join(", ")}`,
  );
}
