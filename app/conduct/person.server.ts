import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import { type PlainDate, plainDateIn } from "~/platform/dates";

/** The zone of a day while somebody belongs to no team. */
const HOUSE_ZONE = "Asia/Shanghai";

type Row = {
  name: string;
  state: string | null;
  stateSince: string | null;
  hireDate: PlainDate | null;
  employedSince: string;
  rehired: boolean;
  teamId: string | null;
  zone: string | null;
};

/** Whose ledger it is: in which team and zone, since when employed and until when. */
export type LedgerOwner = {
  personId: string;
  name: string;
  state: string | null;
  teamId: string | null;
  zone: string;
  today: PlainDate;
  from: PlainDate;
  until: PlainDate | null;
};

/** See `LedgerOwner`; the team is the one they are in, or were in last. Null when there is no such person. One statement. */
export async function ledgerOwner(reader: Reader, personId: string, now: Date): Promise<LedgerOwner | null> {
  const [row] = await reader.execute<Row>(sql`
    select p.name, p.state, p.state_since as "stateSince", p.hire_date::text as "hireDate", p.employed_since as "employedSince",
      p.rehired_at is not null as rehired, t.id as "teamId", t.zone
    from person p
      left join lateral (select m.team_id from team_membership m join team n on n.id = m.team_id
        where m.person_id = p.id and m.from_day <= (${now.toISOString()}::timestamptz at time zone n.zone)::date order by m.from_day desc limit 1) m on true
      left join team t on t.id = m.team_id
    where p.id = ${personId}`);
  if (!row) return null;
  const zone = row.zone ?? HOUSE_ZONE;
  const since = plainDateIn(zone, new Date(row.employedSince));
  const left = row.state === "left" && row.stateSince ? plainDateIn(zone, new Date(row.stateSince)) : null;
  return {
    ...{ personId, name: row.name, state: row.state, teamId: row.teamId, zone, today: plainDateIn(zone, now) },
    // Whoever was taken back begins anew.
    from: row.rehired ? since : (row.hireDate ?? since),
    until: left,
  };
}

/** The team of a person on a day; null: none. */
export async function teamOn(reader: Reader, personId: string, day: PlainDate): Promise<string | null> {
  const [row] = await reader.execute<{ teamId: string }>(sql`select m.team_id as "teamId" from team_membership m
    where m.person_id = ${personId} and daterange(m.from_day, m.to_day) @> ${day}::date order by m.from_day desc limit 1`);
  return row?.teamId ?? null;
}
