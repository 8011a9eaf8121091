import { sql } from "drizzle-orm";
import type { Db, Reader, Tx } from "~/platform/database.server";
import { addMonths, type PlainDate } from "~/platform/dates";
import type { Decimal } from "~/platform/decimal";
import { monthOf } from "~/results/measures";
import { activeIn, figuresRevision, monthInputs, type ScoredPerson } from "./inputs.server";
import { type PersonMonth, reckonMonth, type Reckoned, type StoreRules } from "./reckon";
import { rulesAndTargets } from "./rule-sets.server";

/** People who are scored at once: their inputs and scores are some megabytes. */
const AT_ONCE = 1000;
/** Months that are still looked after: a team closes within the second. */
const MONTHS_BACK = 2;

/**
 * Score the month of these people anew and keep it as it stands; what is closed stays as it is. A manager's own score holds while nothing can be scored. Returns who was scored.
 */
export async function renewScores(tx: Tx | Db, month: PlainDate, personIds: readonly string[], now: Date): Promise<string[]> {
  const people = await monthInputs(tx, month, personIds);
  const reckon = await reckoner(tx, month, people);
  const rows = people.flatMap((person) => rowOf(person, reckon(person, person.decided)));
  if (rows.length === 0) return [];
  const written = await tx.execute<{ personId: string }>(sql`
    insert into kpi_score as s (person_id, month, team_id, state, score, bonus_fen, active_days, working_days, trace, figures_revision, computed_at)
    select r."personId", ${month}, r."teamId", case when m.state = 'published' or m.state = 'closed' then 'published' else 'provisional' end,
      r.score, r."bonusFen", r."activeDays", r."workingDays", r.trace, r.revision, ${now.toISOString()}
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("personId" uuid, "teamId" uuid, score numeric, "bonusFen" bigint, "activeDays" int, "workingDays" int, trace jsonb, revision int)
    left join kpi_month m on m.team_id = r."teamId" and m.month = ${month}
    order by r."personId"
    on conflict (person_id, month) do update set team_id = excluded.team_id, score = excluded.score, bonus_fen = excluded.bonus_fen, active_days = excluded.active_days,
      working_days = excluded.working_days, trace = excluded.trace, figures_revision = excluded.figures_revision, computed_at = excluded.computed_at
    where s.state <> 'closed'
    returning person_id as "personId"`);
  return written.map(({ personId }) => personId);
}

/** What scores the month of these people: the rules and targets of their stores are read once. */
async function reckoner(
  reader: Reader,
  month: PlainDate,
  people: readonly PersonMonth[],
): Promise<(person: PersonMonth, decided: Decimal | null) => Reckoned> {
  const storeIds = [...new Set(people.flatMap(({ sets }) => sets.flatMap(({ shares }) => shares.map(({ storeId }) => storeId))))];
  const { held, targets } = await rulesAndTargets(reader, month, storeIds);
  const shop = held.get(null);
  if (!shop) throw new Error("there are no rules of the monthly score: no content was loaded");
  const of = (storeId: string): StoreRules => {
    const { ruleSetId, contentVersionId, rules } = held.get(storeId) ?? shop;
    return { ruleSetId, contentVersionId, rules, target: targets.get(storeId) ?? null };
  };
  return (person, decided) => reckonMonth(person, shop.rules, of, decided);
}

/** A row as it is kept. Who was not active on any working day of the month and has no figures has none. */
function rowOf(person: ScoredPerson, { trace, score, bonusFen, activeDays, workingDays }: Reckoned) {
  if (activeDays === 0) return [];
  const { personId, teamId, figuresRevision: revision } = person;
  return [
    {
      personId,
      teamId,
      score: score?.toString() ?? null,
      bonusFen: bonusFen?.toString() ?? null,
      activeDays,
      workingDays,
      trace,
      revision,
    },
  ];
}

/** Score everybody's month anew, some at a time, each lot for itself. Returns how many were scored. */
export async function scoreEverybody(db: Db, month: PlainDate, now: Date): Promise<number> {
  let [count, after]: [number, string | null] = [0, null];
  for (;;) {
    const ids: string[] = await activeIn(db, month, after, AT_ONCE);
    if (ids.length === 0) return count;
    count += (await db.transaction((tx) => renewScores(tx, month, ids, now))).length;
    after = ids.at(-1) ?? null;
  }
}

/** Score anew whose figures have changed, or are all gone, since they were scored, in this month and the last two. */
export async function sweepScores(db: Db, now: Date): Promise<void> {
  const first = addMonths(monthOf(now.toISOString()), -MONTHS_BACK);
  const stale = await db.execute<{ month: string; ids: string[] }>(sql`
    select month::text, array_agg(person_id::text order by person_id) as ids
    from (select m.person_id, m.month, ${figuresRevision(sql`m`)} as revision from figure_month m where m.month >= ${first} group by 1, 2) f
    full join (select person_id, month, state, figures_revision from kpi_score where month >= ${first}) s using (person_id, month)
    where s.state is distinct from 'closed' and s.figures_revision is distinct from coalesce(f.revision, 0)
      and exists (select from state_span a where a.person_id = coalesce(f.person_id, s.person_id) and a.state = 'active' and a.from_at < month + interval '32 days')
    group by 1`);
  for (const { month, ids } of stale)
    for (let at = 0; at < ids.length; at += AT_ONCE) await db.transaction((tx) => renewScores(tx, month, ids.slice(at, at + AT_ONCE), now));
}

/** Once a day: score everybody's open months, for shares, states and holidays that have changed. */
export async function sweepOpenMonths(db: Db, now: Date): Promise<void> {
  const month = monthOf(now.toISOString());
  for (const each of [addMonths(month, -1), month]) await scoreEverybody(db, each, now);
}
