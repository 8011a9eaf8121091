import { type SQL, sql } from "drizzle-orm";
import type { ActionEvidence } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import type { ActionKind } from "./action-rules";

/** An action with the case that it is of and what shows that it is done. */
export type FoundAction = {
  id: string;
  caseId: string;
  number: number;
  caseTitle: string;
  meetingId: string;
  kind: ActionKind;
  ownerId: string;
  owner: string;
  due: PlainDate;
  note: string;
  people: { id: string; name: string }[];
  target: string | null;
  scriptDraftId: string | null;
  toldTo: string | null;
  toldOn: PlainDate | null;
  openedAt: Date;
  closedAt: Date | null;
  outcome: "done" | "cancelled" | null;
  cancelReason: string | null;
  evidence: ActionEvidence | null;
  teamId: string;
  zone: string;
};

/**
 * What shows that an action is done: the thing itself.
 * - question: the question that was drafted for it is published and in use
 * - lesson: a version of the lesson was published since that says it was made from this case, and was not taken back
 * - script: the draft was approved and taken into the library
 * - drill: a remedial drill because of this case was assigned since to everybody named, and not cancelled
 * - replay: everybody named has played the chat to its end since; who gave it up has not
 * Another department is told by a word with a day: `tellDone` closes that.
 */
const FOUND = sql`case a.kind
  when 'question' then (
    select i.current_version_id from content_item i where i.kind = 'question' and i.slug = split_part(a.target, '/', 2) and i.archived_at is null)
  when 'lesson' then (
    select v.id from content_item i join content_version v on v.item_id = i.id
    where i.kind = 'lesson' and i.slug = split_part(a.target, '/', 2) and v.made_from = 'case/' || c.number and v.published_at >= a.opened_at
      and not exists (select from content_version u where u.undoes = v.id) order by v.version limit 1)
  when 'script' then (select p.version_id from script_publication p where p.draft_id = a.script_draft_id)
  when 'drill' then (
    select r.id from remedial r where r.cause = 'case' and r.cause_id = a.case_id and r.assigned_at >= a.opened_at and r.cancelled_at is null
      and a.people <@ array(select p.person_id from remedial_person p where p.remedial_id = r.id) order by r.assigned_at limit 1)
  when 'replay' then (
    select s.id from simulation_run s
    where s.person_id = any(a.people) and s.recording ->> 'slug' = 'case-' || c.number and s.started_at >= a.opened_at and s.ended_as = 'over'
      and not exists (select from unnest(a.people) w where not exists (
        select from simulation_run o where o.person_id = w and o.recording ->> 'slug' = 'case-' || c.number and o.started_at >= a.opened_at and o.ended_as = 'over'))
    order by s.ended_at desc limit 1)
end`;

const EVIDENCE_KIND: Record<ActionKind, ActionEvidence["kind"]> = {
  question: "version",
  lesson: "version",
  script: "version",
  drill: "remedial",
  replay: "run",
  tell: "note",
};

type Raw = Omit<FoundAction, "evidence" | "openedAt" | "closedAt"> & {
  openedAt: string;
  closedAt: string | null;
  kept: ActionEvidence | null;
  found: string | null;
};

/** Actions with their evidence: what was kept when they were closed, else what is found now. By their days. One statement. */
export async function actionsWhere(reader: Reader, where: SQL, limit = 200): Promise<FoundAction[]> {
  const rows = await reader.execute<Raw>(sql`
    select a.id, a.case_id as "caseId", c.number, c.title as "caseTitle", a.meeting_id as "meetingId", a.kind, a.owner_id as "ownerId", p.name as owner,
      a.due::text as due, a.note, a.target,
      (select coalesce(json_agg(json_build_object('id', w.id, 'name', w.name) order by w.name), '[]') from person w where w.id = any(a.people)) as people, a.script_draft_id as "scriptDraftId", a.told_to as "toldTo", a.told_on::text as "toldOn",
      a.opened_at as "openedAt", a.closed_at as "closedAt", a.outcome, a.cancel_reason as "cancelReason", a.evidence as kept,
      case when a.closed_at is null then ${FOUND} end as found, m.team_id as "teamId", t.zone
    from case_action a join chat_case c on c.id = a.case_id join person p on p.id = a.owner_id join meeting m on m.id = a.meeting_id join team t on t.id = m.team_id
    where ${where} order by a.due, a.id limit ${limit}`);
  return rows.map(({ kept, found, openedAt, closedAt, ...row }) => ({
    ...row,
    openedAt: new Date(openedAt),
    closedAt: closedAt ? new Date(closedAt) : null,
    evidence: kept ?? (found ? { kind: EVIDENCE_KIND[row.kind], id: found } : null),
  }));
}
