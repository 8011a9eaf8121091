import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { ItemKind } from "./pack";
import type { SearchWord } from "./search-words";

/** What narrows a search. `state`: in force (unless something else is said), being edited, taken out of use. */
export type SearchFilter = {
  words: readonly SearchWord[];
  /** The kinds that may be found, in the order in which equal hits are listed. */
  kinds: readonly ItemKind[];
  /** The one kind whose items are listed; the counts are of all. */
  kind: ItemKind | null;
  topic: string | null;
  pack: string | null;
  state: "current" | "draft" | "archived";
};

export type Found = { versionId: string; archived: boolean; draft: boolean };
export type FoundPage = { counts: Partial<Record<ItemKind, number>>; rows: Found[] };

/** The patterns under which a word may stand in a column of text and in one of spelling. */
function patterns(word: SearchWord): { words: string; pinyin: string[] } {
  return {
    words: `%${word.words}%`,
    pinyin: [...word.spellings.map((parts) => `% ${parts.join(" ")}%`), ...(word.initials ? [`% =${word.initials}%`] : [])],
  };
}

function matches(text: SQL, pinyin: SQL, word: SearchWord): SQL {
  const { words, pinyin: spellings } = patterns(word);
  return sql`(${sql.join([sql`${text} like ${words}`, ...spellings.map((p) => sql`${pinyin} like ${p}`)], sql` or `)})`;
}

/** How near a hit is, the nearest first: each word in the title, spelled in the title, in the text, spelled in the text. */
function rankOf(word: SearchWord): SQL {
  const { words } = patterns(word);
  const title = matches(sql`s.title_pinyin`, sql`s.title_pinyin`, word);
  return sql`case when s.title like ${words} then 0 when ${title} then 1 when s.words like ${words} then 2 else 3 end`;
}

/**
 * One page of what matches every word, nearest first, and how many match by kind. One statement. Without words: everything by kind and slug.
 */
export async function findItems(reader: Reader, filter: SearchFilter, limit: number, offset: number): Promise<FoundPage> {
  const kinds = sql.param([...filter.kinds]);
  const isDraft = sql`exists (select from content_draft d where d.item_id = i.id)`;
  const where = [
    sql`i.kind = any(${kinds}::text[])`,
    filter.state === "archived" ? sql`i.archived_at is not null` : sql`i.archived_at is null`,
    ...(filter.state === "draft" ? [isDraft] : []),
    ...(filter.pack ? [sql`i.pack = ${filter.pack}`] : []),
    ...(filter.topic ? [sql`${filter.topic} = any(s.topics)`] : []),
    ...filter.words.map((word) => matches(sql`s.words`, sql`s.pinyin`, word)),
  ];
  const rank = filter.words.length > 0 ? sql.join(filter.words.map(rankOf), sql` + `) : sql`0`;
  const [row] = await reader.execute<{ counts: Partial<Record<ItemKind, number>>; rows: Found[] }>(sql`
    with hit as materialized (
      select i.id, i.kind, i.slug, i.current_version_id, i.archived_at, ${rank} as rank
      from content_item i left join content_search s on s.item_id = i.id
      where ${sql.join(where, sql` and `)}
    )
    select
      (select coalesce(json_object_agg(c.kind, c.n), '{}') from (select kind, count(*)::int as n from hit group by kind) c) as counts,
      (select coalesce(json_agg(json_build_object('versionId', p.current_version_id, 'archived', p.archived_at is not null, 'draft', p.draft)), '[]')
        from (
          select i.current_version_id, i.archived_at, ${isDraft} as draft from hit i
          where ${filter.kind ? sql`i.kind = ${filter.kind}` : sql`true`}
          order by i.rank, array_position(${kinds}::text[], i.kind), i.slug limit ${limit} offset ${offset}
        ) p) as rows`);
  return row ?? { counts: {}, rows: [] };
}
