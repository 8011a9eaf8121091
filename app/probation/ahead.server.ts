import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";

/** What lies ahead of somebody in probation. */
export type Ahead = {
  /** They walk a plan of training, or have walked it in this employment. */
  enrolled: boolean;
  /** A remedial plan was made in this employment; it may be done. */
  hasPlan: boolean;
  /** They could assess themselves before the grading that waits, and so many items have a grade; null: no grading waits, or they have handed it in. */
  own: { done: number } | null;
};

/** See `Ahead`. One statement. */
export async function aheadOf(reader: Reader, personId: string): Promise<Ahead> {
  const [row] = await reader.execute<{ enrolled: boolean; hasPlan: boolean; waits: boolean; done: number }>(sql`
    select exists (select from enrolment e where e.person_id = p.id and e.created_at >= p.employed_since) as enrolled,
      exists (select from remedial_plan r where r.person_id = p.id and r.planned_at >= p.employed_since) as "hasPlan",
      s.submitted_at is null and exists (select from work_item w where w.kind = 'grading' and w.subject_id = p.id and w.closed_at is null) as waits,
      (select count(*)::int from jsonb_each(coalesce(s.draft, '{}')) d where d.value ? 'grade') as done
    from person p left join self_assessment s on s.person_id = p.id and s.closed_at is null and s.started_at >= p.employed_since
    where p.id = ${personId}`);
  return { enrolled: row?.enrolled ?? false, hasPlan: row?.hasPlan ?? false, own: row?.waits ? { done: row.done } : null };
}
