import { addDays, addMonths, type PlainDate } from "~/platform/dates";
import { demoDay, passDays } from "./demo-days";
import type { Page, Shop } from "./shop";

/** The demo's activated agent, with the first level; `manager` moves the days. */
export async function onFirstLevel(shop: Shop, manager: Page): Promise<{ id: string; teamId: string; countsFrom: PlainDate }> {
  const held = () => shop.sql<{ id: string; teamId: string; countsFrom: PlainDate }[]>`
    select p.id, m.team_id as "teamId", a.counts_from::text as "countsFrom" from person p join agent_level a on a.person_id = p.id
      join team_membership m on m.person_id = p.id and m.to_day is null where p.login = 'liuyang'`;
  if ((await held()).length === 0) await passDays(shop, manager, addDays(await demoDay(shop), 1));
  const [row] = await held();
  if (!row) throw new Error("nobody gave them a first level");
  return row;
}

/** Two closed months of 85 and more, and the day after: the rules propose the next level. */
export async function proposedUp(shop: Shop, manager: Page): Promise<{ id: string; proposalId: string }> {
  const { id, teamId, countsFrom } = await onFirstLevel(shop, manager);
  const trace = JSON.stringify({ stores: [], score: "85.5", baseYuan: 2000 });
  for (const [at, score] of ["85.5", "91.25"].entries())
    await shop.sql`insert into kpi_score (person_id, month, team_id, state, score, active_days, working_days, trace, version, computed_at)
      values (${id}, ${addMonths(countsFrom, at)}, ${teamId}, 'closed', ${score}, 22, 22, ${trace}::jsonb, 1, now())
      on conflict (person_id, month) do update set state = 'closed', score = excluded.score, version = 1`;
  await passDays(shop, manager, addDays(await demoDay(shop), 1));
  const [proposal] = await shop.sql<{ id: string }[]>`select id from level_proposal where person_id = ${id} and closed_at is null`;
  if (!proposal) throw new Error("nothing is proposed");
  return { id, proposalId: proposal.id };
}
