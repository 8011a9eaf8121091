import { sql } from "drizzle-orm";
import type { Db } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, write, type WriteContext } from "~/platform/write.server";
import { openItem } from "~/work/actions.server";
import { monthTitles } from "../month-title";

type Due = { teamId: string; team: string; month: string; kind: "kpi_publish" | "kpi_close" };
type Late = { disputeId: string; personId: string; teamId: string; name: string; month: string };

/**
 * Remind the managers of a team: of a month that is over and was scored, that it can be published; of a published one, that its days to dispute are over; of a dispute that nobody has answered a day
 * before then. Of several months the oldest is spoken of. Once each.
 */
export async function sweepMonths(db: Db, now: Date): Promise<void> {
  const today = sql`(${now.toISOString()}::timestamptz at time zone t.zone)::date`;
  const due = await db.execute<Due>(sql`
    select distinct on (t.id, x.kind) t.id as "teamId", t.name as team, to_char(x.month, 'YYYY-MM') as month, x.kind from team t cross join lateral (
      select 'kpi_close' as kind, k.month from kpi_month k where k.team_id = t.id and k.state = 'published' and k.closable_on <= ${today}
      union all
      select 'kpi_publish', g.at::date from generate_series(date_trunc('month', ${today}::timestamp) - interval '12 months', date_trunc('month', ${today}::timestamp) - interval '1 month', interval '1 month') g (at)
        where not exists (select from kpi_month k where k.team_id = t.id and k.month = g.at::date and k.state <> 'open')
          and exists (select from kpi_score s where s.team_id = t.id and s.month = g.at::date and s.active_days > 0 and s.score is not null)
    ) x
    where t.archived_at is null and not exists (select from work_item w where w.kind = x.kind and w.subject_id = t.id and w.closed_at is null)
    order by t.id, x.kind, x.month limit 500`);
  const late = await db.execute<Late>(sql`
    select d.id as "disputeId", d.person_id as "personId", d.team_id as "teamId", p.name, to_char(d.month, 'YYYY-MM') as month
    from kpi_dispute d join team t on t.id = d.team_id join person p on p.id = d.person_id join kpi_month k on k.team_id = d.team_id and k.month = d.month
    where d.closed_at is null and k.closable_on <= ${today} + 1
      and not exists (select from work_item w where w.kind = 'kpi_dispute_late' and w.subject_id = d.id) limit 500`);
  if (due.length === 0 && late.length === 0) return;
  const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
  await write(ctx, async (tx) => {
    for (const { teamId, team, month, kind } of due)
      await openItem(tx, ctx, { kind, subjectId: teamId, teamId, data: { team, month, title: monthTitles(month, team) } });
    for (const { disputeId, personId, teamId, name, month } of late)
      await openItem(tx, ctx, {
        kind: "kpi_dispute_late",
        subjectId: disputeId,
        personId,
        teamId,
        data: { name, month, title: monthTitles(month) },
        urgent: true,
      });
    return accept(null);
  });
}
