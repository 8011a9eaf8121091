import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import { type Clearance, type Holding, type Membership, type StoreNames, storeNames } from "./accounts";

export type DeskHistory = { holdings: Holding[]; memberships: Membership[]; clearances: Map<string, Clearance> };

/** Who held which account when, in which team, cleared since when: of everybody who ever held one. Three statements. */
export async function deskHistory(reader: Reader): Promise<DeskHistory> {
  const [holdings, memberships, people] = await Promise.all([
    reader.execute<Holding>(sql`
      select store_id as "storeId", nick, person_id as "personId", from_day::text as "from", to_day::text as "to" from platform_account`),
    reader.execute<Membership>(sql`
      select m.person_id as "personId", m.team_id as "teamId", t.zone, m.from_day::text as "from", m.to_day::text as "to"
      from team_membership m join team t on t.id = m.team_id where m.person_id in (select person_id from platform_account)`),
    reader.execute<{ id: string; isAgent: boolean; now: string; changes: { at: number; to: string }[] | null }>(sql`
      select p.id, p.state is not null as "isAgent", p.clearance as now,
        (select json_agg(json_build_object('at', (extract(epoch from c.at) * 1000)::bigint, 'to', c.to_level) order by c.sequence)
          from clearance_change c where c.person_id = p.id) as changes
      from person p where p.id in (select person_id from platform_account)`),
  ]);
  return {
    holdings: [...holdings],
    memberships: [...memberships],
    clearances: new Map(people.map(({ id, isAgent, now, changes }) => [id, { isAgent, now, changes: changes ?? [] }])),
  };
}

/** What stores are called in files, beside the one that was chosen. One statement. */
export async function namesOfStores(reader: Reader, storeId: string): Promise<StoreNames> {
  const stores = await reader.execute<{ id: string; name: string; nicks: string[] }>(sql`
    select id, name, array(select distinct nick from platform_account a where a.store_id = s.id) as nicks from store s`);
  const holdings = stores.flatMap(({ id, nicks }) => nicks.map((nick) => ({ storeId: id, nick })));
  return storeNames(stores, holdings, storeId);
}
