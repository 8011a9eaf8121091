import { currentVersions } from "~/curriculum/queries.server";
import type { Db } from "~/platform/database.server";
import type { LocalText } from "~/platform/locale";
import { taughtRequired } from "./bank.server";

/** What the content says of banks as a whole: how many required questions each lesson teaches, and how its topics are called. */
export type Ground = { taught: ReadonlyMap<string, number>; topics: ReadonlyMap<string, LocalText> };

const kept = new WeakMap<Db, { revision: number; ground: Promise<Ground> }>();

/** See `Ground`. Read once for each revision of the content; in between it costs nothing. */
export function bankGround(db: Db, revision: number): Promise<Ground> {
  const known = kept.get(db);
  if (known?.revision === revision) return known.ground;
  const ground = readGround(db);
  kept.set(db, { revision, ground });
  ground.catch(() => kept.delete(db));
  return ground;
}

async function readGround(db: Db): Promise<Ground> {
  const [taught, topics] = await Promise.all([taughtRequired(db), currentVersions(db, "topic")]);
  return { taught, topics: new Map(topics.map(({ slug, body }) => [slug, body.title])) };
}
