import { sql } from "drizzle-orm";
import type { ScriptDraftBody } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { type Change, changesBetween } from "./change-rules";

/** One thing that happened to a draft. */
export type Happening =
  | { kind: "begun"; id: string; at: Date; by: string }
  | {
      kind: "handed_in";
      id: string;
      at: Date;
      by: string;
      number: number;
      note: string;
      findings: number;
      body: ScriptDraftBody;
      changes: Change[] | null;
    }
  | { kind: "commented" | "answered"; id: string; at: Date; by: string; number: number; quote: string; text: string }
  | { kind: "approved" | "returned"; id: string; at: Date; by: string; number: number; remark: string }
  | { kind: "published"; id: string; at: Date; by: string; slug: string };

type Raw = {
  begun: { id: string; at: string; by: string };
  versions: { id: string; number: number; body: ScriptDraftBody; note: string; findings: number; at: string }[];
  reviews: { id: string; number: number; decision: "approved" | "returned"; remark: string; by: string; at: string }[];
  comments: { id: string; number: number; answers: boolean; quote: string; text: string; by: string; at: string }[];
  publication: { by: string; at: string; slug: string } | null;
};

/** Everything that happened to a draft, the newest first: versions, decisions, comments, its way into the library. One statement. */
export async function historyOf(reader: Reader, draftId: string): Promise<Happening[]> {
  const [raw] = await reader.execute<Raw>(sql`
    select json_build_object('id', d.id, 'at', d.created_at, 'by', a.name) as begun,
      (select coalesce(json_agg(json_build_object('id', v.id, 'number', v.number, 'body', v.body, 'note', v.note, 'findings', jsonb_array_length(v.findings),
        'at', v.submitted_at) order by v.number), '[]') from script_draft_version v where v.draft_id = d.id) as versions,
      (select coalesce(json_agg(json_build_object('id', r.id, 'number', v.number, 'decision', r.decision, 'remark', r.remark, 'by', p.name, 'at', r.at)), '[]')
        from script_review r join script_draft_version v on v.id = r.version_id join person p on p.id = r.reviewer_id where r.draft_id = d.id) as reviews,
      (select coalesce(json_agg(json_build_object('id', c.id, 'number', v.number, 'answers', c.parent_id is not null, 'quote', c.quote, 'text', c.text,
        'by', p.name, 'at', c.at)), '[]')
        from script_comment c join script_draft_version v on v.id = c.version_id join person p on p.id = c.author_id where c.draft_id = d.id) as comments,
      (select json_build_object('by', p.name, 'at', u.at, 'slug', i.slug)
        from script_publication u join person p on p.id = u.published_by join content_item i on i.id = u.item_id where u.draft_id = d.id) as publication
    from script_draft d join person a on a.id = d.author_id where d.id = ${draftId}`);
  if (!raw) return [];
  const { begun, versions, reviews, comments, publication } = raw;
  const all: Happening[] = [
    { kind: "begun", id: begun.id, by: begun.by, at: new Date(begun.at) },
    ...versions.map((version, i): Happening => {
      const before = versions[i - 1];
      const changes = before ? changesBetween(before.body, version.body) : null;
      return { ...version, kind: "handed_in", by: begun.by, at: new Date(version.at), changes };
    }),
    ...comments.map(({ answers, at, ...said }): Happening => ({ ...said, kind: answers ? "answered" : "commented", at: new Date(at) })),
    ...reviews.map(({ decision, at, ...said }): Happening => ({ ...said, kind: decision, at: new Date(at) })),
    ...(publication ? [{ ...publication, kind: "published" as const, id: "publication", at: new Date(publication.at) }] : []),
  ];
  // Of two at the same moment the later kind comes later: handed in, said, decided.
  return all
    .map((one, at) => ({ one, at }))
    .sort((a, b) => b.one.at.getTime() - a.one.at.getTime() || b.at - a.at)
    .map(({ one }) => one);
}
