import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";

/** A try at a simulation as it stands by its last result. */
export type Try = {
  runId: string;
  itemId: string;
  startedAt: Date;
  endedAs: "over" | "given_up";
  /** A try from a line of an earlier one counts for nothing. */
  counts: boolean;
  total: number;
  passed: boolean;
  hasProhibited: boolean;
  /** A supervisor is to read it. */
  undecided: boolean;
};

/**
 * Somebody's finished tries in their present employment, the latest first; `itemId` only those at one simulation. Those at recorded chats stand apart. One
 * statement.
 */
export async function triesOf(reader: Reader, personId: string, itemId: string | null = null): Promise<Try[]> {
  const rows = await reader.execute<Omit<Try, "startedAt"> & { startedAt: string }>(sql`
    select n.id as "runId", n.item_id as "itemId", n.started_at as "startedAt", n.ended_as as "endedAs", n.counts, r.total::float8 as total, r.passed,
      r.has_prohibited as "hasProhibited", r.undecided
    from simulation_run n join person p on p.id = n.person_id
      cross join lateral (select * from simulation_result r where r.run_id = n.id order by r.number desc limit 1) r
    where n.person_id = ${personId} and n.item_id is not null and n.started_at >= p.employed_since
      and ${itemId === null ? sql`true` : sql`n.item_id = ${itemId}`}
    order by n.started_at desc, n.id desc`);
  return rows.map((row) => ({ ...row, startedAt: new Date(row.startedAt) }));
}

/** Where somebody stands with a simulation, by their tries at it: those that count decide, the best of them is shown. */
export type Standing = { state: "new" | "tried" | "waiting" | "passed"; best: number | null; last: Try | null };

/** See `Standing`. `tries` the latest first. */
export function standingOf(tries: readonly Try[]): Standing {
  const counting = tries.filter(({ counts }) => counts);
  const state = counting.some(({ passed }) => passed)
    ? "passed"
    : counting.some(({ undecided }) => undecided)
      ? "waiting"
      : counting.length > 0
        ? "tried"
        : "new";
  return { state, best: counting.length === 0 ? null : Math.max(...counting.map(({ total }) => total)), last: tries[0] ?? null };
}
