import { type SQL, sql } from "drizzle-orm";
import type { ItemKind } from "~/curriculum/pack";
import type { Reader } from "~/platform/database.server";
import type { LocalText } from "~/platform/locale";
import { titleOf } from "./edit-page.server";

/** An item that this one came from, became, or gave way to. */
export type Related = { kind: ItemKind; slug: string; title: LocalText | null; archived: boolean };

/** How an item stands besides its text: where its version came from, who is changing it, what it rests on that changed. */
export type Standing = {
  archived: boolean;
  origin: "pack" | "edit";
  pack: string;
  packVersion: number | null;
  publishedBy: string | null;
  undoes: boolean;
  /** What the version in force was made from: an item, or a note. */
  madeFrom: Related | string | null;
  /** The items in force that were made from this one. */
  madeInto: Related[];
  supersededBy: Related | null;
  supersedes: Related[];
  draft: { editor: string | null; editorId: string; at: Date } | null;
  offerId: string | null;
  marks: { id: string; at: Date; titles: LocalText[] }[];
};

type Named = { kind: ItemKind; slug: string; archived: boolean; body: Record<string, unknown> };
type Raw = Omit<Standing, "draft" | "marks" | "madeFrom" | "madeInto" | "supersededBy" | "supersedes"> & {
  madeFrom: string | null;
  origin_item: Named | null;
  madeInto: Named[] | null;
  successor: Named | null;
  supersedes: Named[] | null;
  draft: { editor: string | null; editorId: string; at: string } | null;
  marks: { id: string; at: string; changed: { kind: string; body: Record<string, unknown> }[] | null }[];
};

/** What a title is made of, out of the body of a version `u`. */
const titled = sql`json_build_object('title', u.body->'title', 'stem', u.body->'stem', 'words', u.body->'words', 'code', u.body->'code', 'name', u.body->'name')`;
/** An item `w` with its version in force `u`. */
const related = sql`json_build_object('kind', w.kind, 'slug', w.slug, 'archived', w.archived_at is not null, 'body', ${titled})`;
const relatedFrom = sql`from content_item w join content_version u on u.id = w.current_version_id`;
const MOST = 50;
/** The item that a reference ("kind/slug") names. */
const itemOf = (reference: SQL) =>
  sql`(select ${related} ${relatedFrom} where w.kind = split_part(${reference}, '/', 1) and w.slug = split_part(${reference}, '/', 2))`;
/** The items whose reference names this one. */
const itemsNaming = (kind: string, slug: string, column: SQL) => sql`(select json_agg(r.item) from (
  select ${related} as item ${relatedFrom} where ${column} = ${`${kind}/${slug}`} order by w.kind, w.slug limit ${MOST}) r)`;

/** The material changes, newest first, on which an item rests; their titles come out of their bodies. */
const marks = (kind: string, slug: string) => sql`(select coalesce(json_agg(m order by m.published_at desc), '[]'::json) from (
  select c.id, c.published_at, c.published_at as at, (
    select json_agg(json_build_object('kind', w.kind, 'body', ${titled}))
    from content_version u join content_item w on w.id = u.item_id where u.id = any(c.version_ids)) as changed
  from content_material c where c.rests @> ${JSON.stringify([{ kind, slug }])}::jsonb order by c.published_at desc limit 3) m)`;

/** How an item stands; null when there is none. One statement. */
export async function standingOf(reader: Reader, kind: ItemKind, slug: string): Promise<Standing | null> {
  const [row] = await reader.execute<{ standing: Raw }>(sql`
    select json_build_object('archived', i.archived_at is not null, 'origin', v.origin, 'pack', i.pack, 'packVersion', v.pack_version,
      'publishedBy', (select p.name from person p where p.id = v.published_by), 'undoes', v.undoes is not null, 'madeFrom', v.made_from,
      'origin_item', ${itemOf(sql`v.made_from`)}, 'madeInto', ${itemsNaming(kind, slug, sql`u.made_from`)},
      'successor', ${itemOf(sql`i.superseded_by`)}, 'supersedes', ${itemsNaming(kind, slug, sql`w.superseded_by`)},
      'draft', (select json_build_object('editor', p.name, 'editorId', d.editor_id, 'at', d.updated_at)
        from content_draft d left join person p on p.id = d.editor_id where d.kind = i.kind and d.slug = i.slug),
      'offerId', (select o.id from content_offer o where o.item_id = i.id and o.decided_at is null),
      'marks', ${marks(kind, slug)}) as standing
    from content_item i join content_version v on v.id = i.current_version_id where i.kind = ${kind} and i.slug = ${slug}`);
  if (!row) return null;
  const { origin_item, successor, madeInto, supersedes, ...standing } = row.standing;
  const item = ({ body, ...named }: Named): Related => ({ ...named, title: titleOf(named.kind, body) });
  return {
    ...standing,
    madeFrom: origin_item ? item(origin_item) : standing.madeFrom,
    madeInto: (madeInto ?? []).map(item),
    supersededBy: standing.archived && successor ? item(successor) : null,
    supersedes: (supersedes ?? []).map(item).filter((one) => one.archived),
    draft: standing.draft && { ...standing.draft, at: new Date(standing.draft.at) },
    marks: standing.marks.map(({ id, at, changed }) => ({
      id,
      at: new Date(at),
      titles: (changed ?? []).flatMap((c) => titleOf(c.kind as ItemKind, c.body) ?? []),
    })),
  };
}
