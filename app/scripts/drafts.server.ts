import { eq, sql } from "drizzle-orm";
import { contentItem, person, scriptDraft, type ScriptDraftBody } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { DraftState } from "./draft-rules";
import type { ScriptStanding } from "./progress-rules";

/** A draft with whose it is, and the script of the library that it makes better. */
export type Draft = {
  id: string;
  authorId: string;
  authorName: string;
  state: DraftState;
  body: ScriptDraftBody;
  revision: number;
  versions: number;
  prepared: number | null;
  itemId: string | null;
  /** The slug of that script, and which version and which of its ways to say it. */
  slug: string | null;
  baseVersionId: string | null;
  variant: string | null;
  createdAt: Date;
  updatedAt: Date;
};

/** A draft; null when there is none. One statement. */
export async function draftById(reader: Reader, id: string): Promise<Draft | null> {
  const [row] = await reader
    .select({
      id: scriptDraft.id,
      authorId: scriptDraft.authorId,
      authorName: person.name,
      state: scriptDraft.state,
      body: scriptDraft.body,
      revision: scriptDraft.revision,
      versions: scriptDraft.versions,
      prepared: scriptDraft.prepared,
      itemId: scriptDraft.itemId,
      slug: contentItem.slug,
      baseVersionId: scriptDraft.baseVersionId,
      variant: scriptDraft.variant,
      createdAt: scriptDraft.createdAt,
      updatedAt: scriptDraft.updatedAt,
    })
    .from(scriptDraft)
    .innerJoin(person, eq(person.id, scriptDraft.authorId))
    .leftJoin(contentItem, eq(contentItem.id, scriptDraft.itemId))
    .where(eq(scriptDraft.id, id));
  return row ?? null;
}

/** A draft as a list shows it. */
export type DraftLine = {
  id: string;
  prepared: number | null;
  state: DraftState;
  title: string;
  branch: string;
  /** How it begins. */
  line: string;
  versions: number;
  updatedAt: Date;
};
export type OwnDrafts = {
  /** The newest draft of each prepared message. */
  slots: DraftLine[];
  /** All others, by state. */
  counts: Partial<Record<DraftState, number>>;
  rows: DraftLine[];
};
type RawLine = Omit<DraftLine, "updatedAt"> & { updatedAt: string };
const dated = (line: RawLine): DraftLine => ({ ...line, updatedAt: new Date(line.updatedAt) });

/** Somebody's drafts: the prepared messages, and a stretch of all others, newest first. One statement. */
export async function ownDrafts(
  reader: Reader,
  personId: string,
  { state, limit, offset }: { state: DraftState | null; limit: number; offset: number },
): Promise<OwnDrafts> {
  const line = (of: string) =>
    sql.raw(`json_build_object('id', ${of}.id, 'prepared', ${of}.prepared, 'state', ${of}.state, 'title', ${of}.body ->> 'title', 'branch', ${of}.body ->> 'branch',
      'line', left(coalesce(nullif(${of}.body -> 'text' ->> 'zh-CN', ''), ${of}.body -> 'text' ->> 'en', ''), 160), 'versions', ${of}.versions, 'updatedAt', ${of}.updated_at)`);
  const [row] = await reader.execute<{ slots: RawLine[]; counts: OwnDrafts["counts"]; rows: RawLine[] }>(sql`
    with mine as materialized (select * from script_draft where author_id = ${personId}),
      slot as materialized (select distinct on (prepared) * from mine where prepared is not null and state <> 'withdrawn' order by prepared, updated_at desc, id desc),
      rest as materialized (select * from mine m where not exists (select from slot s where s.id = m.id))
    select (select coalesce(json_agg(${line("s")}), '[]') from slot s) as slots,
      (select coalesce(json_object_agg(c.state, c.n), '{}') from (select state, count(*)::int as n from rest group by state) c) as counts,
      (select coalesce(json_agg(${line("p")}), '[]') from (
        select * from rest where ${state ? sql`state = ${state}` : sql`true`} order by updated_at desc, id desc limit ${limit} offset ${offset}) p) as rows`);
  return { slots: (row?.slots ?? []).map(dated), counts: row?.counts ?? {}, rows: (row?.rows ?? []).map(dated) };
}

/** What somebody handed in last for one of the prepared messages. */
export type PreparedMessage = { draftId: string; prepared: number; state: DraftState; body: ScriptDraftBody };

/** The prepared messages that somebody handed in in the present employment, each as it was handed in last. One statement. */
export async function preparedMessages(reader: Reader, personId: string): Promise<PreparedMessage[]> {
  const rows = await reader.execute<PreparedMessage>(sql`
    select distinct on (d.prepared) d.id as "draftId", d.prepared, d.state, v.body
    from script_draft d
    join person p on p.id = d.author_id
    join script_draft_version v on v.draft_id = d.id and v.submitted_at >= p.employed_since
    where d.author_id = ${personId} and d.prepared is not null and d.state <> 'withdrawn'
    order by d.prepared, v.submitted_at desc, v.number desc`);
  return [...rows];
}

/** How far people are with their scripts, by person: what the gate counts, in the present employment. One statement. */
export async function scriptStanding(reader: Reader, personIds: readonly string[]): Promise<Map<string, ScriptStanding>> {
  const rows = await reader.execute<ScriptStanding & { personId: string }>(sql`
    select p.id as "personId",
      (select count(distinct r.draft_id)::int from script_review r
        where r.person_id = p.id and r.decision = 'approved' and r.at >= p.employed_since) as approved,
      (select coalesce(json_agg(distinct d.prepared), '[]') from script_draft d
        where d.author_id = p.id and d.prepared is not null and d.state <> 'withdrawn' and exists (
          select from script_draft_version v where v.draft_id = d.id and v.submitted_at >= p.employed_since)) as prepared
    from person p where p.id = any(${sql.param([...personIds])}::uuid[])`);
  return new Map(rows.map(({ personId, approved, prepared }) => [personId, { approved, prepared }]));
}
