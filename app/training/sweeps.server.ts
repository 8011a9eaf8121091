import { sql } from "drizzle-orm";
import type { Db } from "~/platform/database.server";
import { openItem } from "~/work/actions.server";

const AT_ONCE = 200;

/**
 * The minute sweep: whoever has accepted their invitation and has no plan yet waits for a manager of their team. Opened once;
 * assigning a plan closes it.
 */
export async function openMissingPlans(db: Db, now: Date): Promise<void> {
  const found = await db.execute<{ personId: string; teamId: string | null }>(sql`
    select p.id as "personId", (select m.team_id from team_membership m join team t on t.id = m.team_id
        where m.person_id = p.id and daterange(m.from_day, m.to_day) @> (${now.toISOString()}::timestamptz at time zone t.zone)::date limit 1) as "teamId"
    from person p
    where p.state = 'invited' and p.password_hash is not null and p.disabled_at is null
      and not exists (select from enrolment e where e.person_id = p.id and e.ended_at is null)
      and not exists (select from work_item w where w.kind = 'plan_missing' and w.subject_id = p.id and w.closed_at is null)
    order by p.id limit ${AT_ONCE}`);
  if (found.length === 0) return;
  const ctx = { db, actorId: null, now, requestId: "sweep", submissionId: null };
  await db.transaction(async (tx) => {
    for (const { personId, teamId } of found) await openItem(tx, ctx, { kind: "plan_missing", subjectId: personId, personId, teamId });
  });
}
