import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import { addDays, type PlainDate } from "~/platform/dates";
import type { Share } from "~/platform/shares";
import { spansAround, WEEKS } from "./effect-rules";
import { type DayCount, type DoneAction, LOOKED_AT } from "./effect-view";
import { exposureOf } from "./exposure-of";
import { type LossReason, lossReasonNames } from "./reasons";

/** A team and the days of a look at effects; `product` null: whatever the chats were about. */
export type Scope = { teamId: string; product: string | null; from: PlainDate; to: PlainDate };

/** The reasons that an exposure rule sees, and the rule of each. */
const seen = lossReasonNames.flatMap((reason) => {
  const exposure = exposureOf(reason);
  return exposure === null ? [] : [{ reason, exposure }];
});
const unseen = lossReasonNames.filter((reason) => exposureOf(reason) === null);

/** What was counted of a team's inquiries day by day, by reason: those that met its rule, and of them the paid ones. From the summaries of days; one statement. */
export async function paidByDay(
  reader: Reader,
  { teamId, product, from, to }: Scope,
  reasons: readonly LossReason[] = lossReasonNames,
): Promise<DayCount[]> {
  const asked = seen.filter(({ reason }) => reasons.includes(reason));
  if (asked.length === 0) return [];
  const rows = await reader.execute<{ exposure: string; day: PlainDate; part: number; of: number }>(sql`
    select exposure, day::text, sum(paid)::int as part, sum(inquiries)::int as of from chat_day_count
    where exposure = any(${sql.param(asked.map(({ exposure }) => exposure))}::text[]) and product = ${product ?? ""} and team_id = ${teamId}::uuid
      and day between ${from}::date and ${to}::date
    group by exposure, day order by day`);
  return rows.flatMap(({ exposure, ...count }) =>
    asked.flatMap(({ reason, exposure: own }) => (own === exposure ? [{ reason, ...count }] : [])),
  );
}

/**
 * The same for reasons that no rule sees: of the team's chats that were drawn at random and checked, those of which a case with the reason was made. Chats of risk and of one's own choice are left
 * out: they are not drawn for being like the others; so are those that were clicked through: nobody looked for anything there. One statement.
 */
export async function foundByDay(
  reader: Reader,
  { teamId, product, from, to }: Scope,
  reasons: readonly LossReason[] = lossReasonNames,
): Promise<DayCount[]> {
  const asked = unseen.filter((reason) => reasons.includes(reason));
  if (asked.length === 0) return [];
  return await reader.execute<DayCount>(sql`
    select r.reason, d.day::text, (count(*) filter (where r.reason = any(d.reasons)))::int as part, count(*)::int as of
    from (
      select distinct on (c.id) c.day, k.reasons from chat_check s join check_place p on p.draw_id = s.draw_id and p.chat_id = s.chat_id
        join chat c on c.id = s.chat_id left join chat_case k on k.chat_id = c.id and k.kind = 'lost' and k.state <> 'dismissed'
      where p.kind = 'random' and s.counts and c.team_id = ${teamId}::uuid and c.day between ${from}::date and ${to}::date
        ${product === null ? sql`` : sql`and ${product} = any(c.products)`}
    ) d cross join unnest(${sql.param([...asked])}::text[]) r (reason)
    group by r.reason, d.day order by d.day`);
}

/** What was done against a team's lost orders in a span, the newest first; cancelled actions did nothing. One statement. */
export async function doneActions(reader: Reader, where: SQL): Promise<DoneAction[]> {
  return await reader.execute<DoneAction>(sql`
    select a.id, a.kind, a.note, c.number, c.title as "caseTitle", c.reasons, c.products, (a.closed_at at time zone t.zone)::date::text as done
    from case_action a join chat_case c on c.id = a.case_id join team t on t.id = c.team_id
    where a.outcome = 'done' and c.kind = 'lost' and ${where} order by a.closed_at desc limit 200`);
}

/** The same of the cases of a team, done within a scope. */
export function doneIn({ teamId, from }: Scope): SQL {
  return sql`c.team_id = ${teamId}::uuid and a.closed_at >= ${from}::date`;
}

/** Those who had done a remedial drill against those of the team who had not, on the days of the four weeks after the first had. */
export type Drilled = { drilled: Share; others: Share; people: number };

/**
 * How inquiries with a reason went with agents who had done an action's remedial drill, and with their colleagues who had not (yet), in the four weeks after the first had done it. Each day counts by
 * how its agent stood then. Null where nobody has done it. One statement.
 */
export async function drilledAndNot(reader: Reader, actionId: string, reason: LossReason): Promise<Drilled | null> {
  const exposure = exposureOf(reason);
  if (exposure === null) return null;
  const days = WEEKS * 7;
  const [row] = await reader.execute<{ people: number; part: number; of: number; restPart: number; restOf: number }>(sql`
    with drilled as (
      select p.person_id, min((p.closed_at at time zone t.zone)::date) as done from case_action a
        join chat_case c on c.id = a.case_id join team t on t.id = c.team_id
        join remedial_person p on p.remedial_id = (a.evidence ->> 'id')::uuid and p.outcome = 'done'
      where a.id = ${actionId}::uuid and a.evidence ->> 'kind' = 'remedial' group by p.person_id
    ), began as (select min(done) as day from drilled)
    select (select count(*)::int from drilled) as people,
      coalesce(sum(n.paid) filter (where n.day > d.done), 0)::int as part, coalesce(sum(n.inquiries) filter (where n.day > d.done), 0)::int as of,
      coalesce(sum(n.paid) filter (where d.done is null or n.day < d.done), 0)::int as "restPart",
      coalesce(sum(n.inquiries) filter (where d.done is null or n.day < d.done), 0)::int as "restOf"
    from began join chat_day_count n on n.exposure = ${exposure} and n.product = '' and n.day > began.day and n.day <= began.day + ${days}::int
      and n.team_id = (select c.team_id from case_action a join chat_case c on c.id = a.case_id where a.id = ${actionId}::uuid)
      left join drilled d on d.person_id = n.person_id`);
  if (!row || row.people === 0) return null;
  return { people: row.people, drilled: { part: row.part, of: row.of }, others: { part: row.restPart, of: row.restOf } };
}

/** The span of days that the effect of something done on `done` needs. */
export function scopeAround(teamId: string, done: PlainDate): Scope {
  const { before, after } = spansAround(done);
  return { teamId, product: null, from: before.from, to: after.to };
}

/** The half-year that ends with `to`; what is done in its first weeks still needs those before them. */
export function scopeUntil(teamId: string, product: string | null, to: PlainDate): Scope {
  return { teamId, product, from: addDays(to, -7 * (LOOKED_AT + WEEKS)), to };
}
