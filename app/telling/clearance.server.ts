import { and, asc, eq, gt, gte, isNotNull, type SQL, sql } from "drizzle-orm";
import { clearanceChange, person } from "@db/schema";
import { lapseDates } from "~/activation/queries.server";
import type { Reader } from "~/platform/database.server";
import { type ChangesAsk, type Clearance, cursorOf, type ListAsk } from "./ask-rules";
import type { KeyHolder } from "./guard.server";

/** An agent's clearance as other systems see it. The name is there only for keys that may read names. */
export type ToldClearance = {
  id: string;
  external_id: string | null;
  name?: string;
  state: (typeof person.$inferSelect)["state"];
  clearance: Clearance;
  since: string | null;
  sequence: number;
  lapses_at: string | null;
  single_examiner: boolean;
};

/** The team in which an agent is now or was last: whoever left it for good is still told of. For statements over `person`. */
export function lastTeam(now: Date): SQL {
  return sql`(select m.team_id from team_membership m join team t on t.id = m.team_id
    where m.person_id = person.id and m.from_day <= (${now.toISOString()}::timestamptz at time zone t.zone)::date
    order by m.from_day desc limit 1)`;
}

/** Agents whom the holder of a key may know. */
function visibleTo(holder: KeyHolder, now: Date): SQL | undefined {
  return and(isNotNull(person.state), holder.teamId ? sql`${lastTeam(now)} = ${holder.teamId}` : undefined);
}

// By hand: in a selection from one table drizzle leaves the tables' names away, and these columns would be ambiguous.
const columns = {
  id: person.id,
  externalId: person.externalId,
  name: person.name,
  state: person.state,
  clearance: person.clearance,
  since: person.clearanceSince,
  sequence: sql<number>`coalesce((select max(c.sequence) from clearance_change c where c.person_id = person.id), 0)`.mapWith(Number),
  singleExaminer: sql<boolean>`coalesce((select d.single_examiner from gate_decision d where d.id = person.state_decision_id), false)`,
};

type Row = {
  id: string;
  externalId: string | null;
  name: string;
  state: ToldClearance["state"];
  clearance: Clearance;
  since: Date | null;
  sequence: number;
  singleExaminer: boolean;
};

function told(row: Row, holder: KeyHolder, dates: ReadonlyMap<string, Date>): ToldClearance {
  return {
    id: row.id,
    external_id: row.externalId,
    ...(holder.scopes.includes("names:read") ? { name: row.name } : {}),
    state: row.state,
    clearance: row.clearance,
    since: row.since?.toISOString() ?? null,
    sequence: row.sequence,
    lapses_at: dates.get(row.id)?.toISOString() ?? null,
    single_examiner: row.singleExaminer,
  };
}

/** When the clearances that stand lapse by themselves: what the product itself warns of. */
function datesOf(reader: Reader, rows: readonly Row[], now: Date): Promise<Map<string, Date>> {
  return lapseDates(
    reader,
    rows.flatMap(({ id, clearance }) => (clearance === "none" ? [] : [id])),
    now,
  );
}

/** One agent by the shop's own number; null when there is none whom the holder may know. One statement, three more for when it lapses. */
export async function clearanceOf(reader: Reader, holder: KeyHolder, externalId: string, now: Date): Promise<ToldClearance | null> {
  const [row] = await reader
    .select(columns)
    .from(person)
    .where(and(eq(person.externalId, externalId), visibleTo(holder, now)));
  return row ? told(row, holder, await datesOf(reader, [row], now)) : null;
}

/** A page of agents, in an order that stays, and where the next one begins. One statement, three more for when they lapse. */
export async function clearanceList(
  reader: Reader,
  holder: KeyHolder,
  ask: ListAsk,
  now: Date,
): Promise<{ data: ToldClearance[]; next: string | null }> {
  const rows = await reader
    .select(columns)
    .from(person)
    .where(
      and(
        visibleTo(holder, now),
        ask.clearance ? eq(person.clearance, ask.clearance) : undefined,
        ask.changedSince ? gte(person.clearanceSince, ask.changedSince) : undefined,
        ask.after ? gt(person.id, ask.after) : undefined,
      ),
    )
    .orderBy(asc(person.id))
    .limit(ask.limit + 1);
  const shown = rows.slice(0, ask.limit);
  const last = shown.at(-1);
  const dates = await datesOf(reader, shown, now);
  return { data: shown.map((row) => told(row, holder, dates)), next: last && rows.length > shown.length ? cursorOf(last.id) : null };
}

/** The changes of one agent after a sequence number, oldest first: what a receiver missed. Null when the holder may know of no such agent. */
export async function changesOf(reader: Reader, holder: KeyHolder, externalId: string, ask: ChangesAsk, now: Date) {
  const agent = await agentOf(reader, holder, externalId, now);
  if (!agent) return null;
  const rows = await reader
    .select({ sequence: clearanceChange.sequence, from: clearanceChange.from, to: clearanceChange.to, at: clearanceChange.at })
    .from(clearanceChange)
    .where(and(eq(clearanceChange.personId, agent.id), gt(clearanceChange.sequence, ask.afterSequence)))
    .orderBy(asc(clearanceChange.sequence))
    .limit(ask.limit + 1);
  return {
    data: rows.slice(0, ask.limit).map((row) => ({ ...row, at: row.at.toISOString() })),
    more: rows.length > ask.limit,
  };
}

/** Who it is by the shop's own number, for what is told beside the clearance. Null when the holder may know of no such agent. */
export async function agentOf(reader: Reader, holder: KeyHolder, externalId: string, now: Date) {
  const [agent] = await reader
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(and(eq(person.externalId, externalId), visibleTo(holder, now)));
  return agent ?? null;
}
