import { sql } from "drizzle-orm";
import { currentVersions } from "~/curriculum/queries.server";
import type { Db } from "~/platform/database.server";
import type { LocalText } from "~/platform/locale";
import { taughtRequired } from "./bank.server";

/**
 * What the content says of banks as a whole: how many required questions each lesson teaches, how its topics are called, and which questions (by their items) come from
 * which case.
 */
export type Ground = { taught: ReadonlyMap<string, number>; topics: ReadonlyMap<string, LocalText>; cases: ReadonlyMap<string, number> };

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
  const [taught, topics, cases] = await Promise.all([taughtRequired(db), currentVersions(db, "topic"), fromCases(db)]);
  return { taught, topics: new Map(topics.map(({ slug, body }) => [slug, body.title])), cases };
}

/** Every question in use of which a version says that it was made from a case. */
async function fromCases(db: Db): Promise<Map<string, number>> {
  const rows = await db.execute<{ itemId: string; number: number }>(sql`
    select i.id as "itemId", max(substring(v.made_from from 6)::int) as number from content_version v join content_item i on i.id = v.item_id
    where v.made_from ~ '^case/[1-9][0-9]{0,8}$' and i.kind = 'question' and i.archived_at is null group by i.id`);
  return new Map(rows.map(({ itemId, number }) => [itemId, number]));
}
