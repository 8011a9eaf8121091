import { sql } from "drizzle-orm";
import type { MeetingNews } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { addDays } from "~/platform/dates";

/** What a rule may stand in: what is said to customers and what is not, how people are scored. */
const RULES = ["term", "lesson", "acknowledgement", "house_form", "conduct_rules", "kpi_rules"];
const MOST = 20;

/**
 * What a team hears of at the end of its meeting: scripts of its people that were approved, and rules that were changed, since the meeting before (a week, where there was none). A first
 * version of a rule is content that was loaded, no change. One statement.
 */
export async function newsOf(
  reader: Reader,
  { id, teamId, week }: { id: string; teamId: string; week: string },
  now: Date,
): Promise<MeetingNews> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const [row] = await reader.execute<MeetingNews>(sql`
    with since as (select coalesce(
      (select max(m.closed_at) from meeting m where m.team_id = ${teamId} and m.id <> ${id} and m.closed_at is not null and m.closed_at < ${at}),
      ${addDays(week, -7)}::date::timestamptz) as at)
    select
      (select coalesce(json_agg(t order by t.at desc), '[]') from (
        select r.draft_id as "draftId", v.body ->> 'title' as title, i.slug, r.at
        from script_review r join script_draft_version v on v.id = r.version_id
          left join script_publication p on p.draft_id = r.draft_id left join content_item i on i.id = p.item_id
        where r.decision = 'approved' and r.at > (select at from since) and r.at <= ${at} and exists (
          select from team_membership m where m.person_id = r.person_id and m.team_id = ${teamId} and daterange(m.from_day, m.to_day) @> r.at::date)
        order by r.at desc limit ${MOST}) t) as techniques,
      (select coalesce(json_agg(c order by c.at desc), '[]') from (
        select i.kind, i.slug, coalesce(v.body -> 'title', v.body -> 'name', json_build_object('zh-CN', i.slug, 'en', i.slug)::jsonb) as title, v.note, v.published_at as at
        from content_version v join content_item i on i.id = v.item_id and i.current_version_id = v.id
        where i.kind = any(${sql.param(RULES)}) and v.version > 1 and i.archived_at is null and v.published_at > (select at from since) and v.published_at <= ${at}
        order by v.published_at desc limit ${MOST}) c) as rules`);
  return row ?? { techniques: [], rules: [] };
}
