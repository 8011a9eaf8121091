import { sql } from "drizzle-orm";
import type { ItemKind } from "~/curriculum/pack";
import type { Reader } from "~/platform/database.server";
import type { LocalText } from "~/platform/locale";
import { titleOf } from "./edit-page.server";

/** How an item stands besides its text: where its version came from, who is changing it, what it rests on that changed. */
export type Standing = {
  archived: boolean;
  origin: "pack" | "edit";
  pack: string;
  packVersion: number | null;
  publishedBy: string | null;
  undoes: boolean;
  madeFrom: string | null;
  draft: { editor: string | null; editorId: string; at: Date } | null;
  offerId: string | null;
  marks: { id: string; at: Date; titles: LocalText[] }[];
};

type Raw = Omit<Standing, "draft" | "marks"> & {
  draft: { editor: string | null; editorId: string; at: string } | null;
  marks: { id: string; at: string; changed: { kind: string; body: Record<string, unknown> }[] | null }[];
};

/** The material changes, newest first, on which an item rests; their titles come out of their bodies. */
const marks = (kind: string, slug: string) => sql`(select coalesce(json_agg(m order by m.published_at desc), '[]'::json) from (
  select c.id, c.published_at, c.published_at as at, (
    select json_agg(json_build_object('kind', w.kind, 'body', json_build_object(
      'title', u.body->'title', 'stem', u.body->'stem', 'words', u.body->'words', 'code', u.body->'code', 'name', u.body->'name')))
    from content_version u join content_item w on w.id = u.item_id where u.id = any(c.version_ids)) as changed
  from content_material c where c.rests @> ${JSON.stringify([{ kind, slug }])}::jsonb order by c.published_at desc limit 3) m)`;

/** How an item stands; null when there is none. One statement. */
export async function standingOf(reader: Reader, kind: ItemKind, slug: string): Promise<Standing | null> {
  const [row] = await reader.execute<{ standing: Raw }>(sql`
    select json_build_object('archived', i.archived_at is not null, 'origin', v.origin, 'pack', i.pack, 'packVersion', v.pack_version,
      'publishedBy', (select p.name from person p where p.id = v.published_by), 'undoes', v.undoes is not null, 'madeFrom', v.made_from,
      'draft', (select json_build_object('editor', p.name, 'editorId', d.editor_id, 'at', d.updated_at)
        from content_draft d left join person p on p.id = d.editor_id where d.kind = i.kind and d.slug = i.slug),
      'offerId', (select o.id from content_offer o where o.item_id = i.id and o.decided_at is null),
      'marks', ${marks(kind, slug)}) as standing
    from content_item i join content_version v on v.id = i.current_version_id where i.kind = ${kind} and i.slug = ${slug}`);
  if (!row) return null;
  const { standing } = row;
  return {
    ...standing,
    draft: standing.draft && { ...standing.draft, at: new Date(standing.draft.at) },
    marks: standing.marks.map(({ id, at, changed }) => ({
      id,
      at: new Date(at),
      titles: (changed ?? []).flatMap((c) => titleOf(c.kind as ItemKind, c.body) ?? []),
    })),
  };
}
