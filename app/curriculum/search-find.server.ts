import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { ItemKind } from "./pack";
import { isWord, slipsIn } from "./search-vocabulary";
import { lettersOf, type SearchWord } from "./search-words";

/** What narrows a search. `state`: in force (unless something else is said), being edited, taken out of use. */
export type SearchFilter = {
  words: readonly SearchWord[];
  /** What is looked for instead where nothing holds the words. */
  otherwise: readonly SearchWord[] | null;
  /** The kinds that may be found, in the order in which equal hits are listed. */
  kinds: readonly ItemKind[];
  /** The one kind whose items are listed; the counts are of all. */
  kind: ItemKind | null;
  topic: string | null;
  pack: string | null;
  state: "current" | "draft" | "archived";
};

export type Found = { versionId: string; archived: boolean; draft: boolean };
/** `by`: which words found it. `near`: where nothing did, the words of the library that are not far from those looked for. */
export type FoundPage = { counts: Partial<Record<ItemKind, number>>; rows: Found[]; by: "words" | "otherwise"; near: string[] | null };

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

/** How near a word is, the nearest first: in the title, spelled in the title, in the text, spelled in the text. */
function rankOf(word: SearchWord): SQL {
  const { words } = patterns(word);
  const title = matches(sql`s.title_pinyin`, sql`s.title_pinyin`, word);
  return sql`case when s.title like ${words} then 0 when ${title} then 1 when s.words like ${words} then 2 else 3 end`;
}

/** How near the texts `s` of an item are to all the words together. */
export function nearness(words: readonly SearchWord[]): SQL {
  return words.length > 0 ? sql.join(words.map(rankOf), sql` + `) : sql`0`;
}

/** Whether the texts `s` of an item hold every one of the words. */
export function holdsWords(words: readonly SearchWord[]): SQL {
  return words.length === 0
    ? sql`true`
    : sql.join(
        words.map((word) => matches(sql`s.words`, sql`s.pinyin`, word)),
        sql` and `,
      );
}

const isDraft = sql`exists (select from content_draft d where d.item_id = i.id)`;

/** What of the items `i` with their texts `s` passes a filter and holds these words. */
function passes(filter: SearchFilter, words: readonly SearchWord[]): SQL {
  const where = [
    sql`i.kind = any(${sql.param([...filter.kinds])}::text[])`,
    filter.state === "archived" ? sql`i.archived_at is not null` : sql`i.archived_at is null`,
    ...(filter.state === "draft" ? [isDraft] : []),
    ...(filter.pack ? [sql`i.pack = ${filter.pack}`] : []),
    ...(filter.topic ? [sql`${filter.topic} = any(s.topics)`] : []),
    holdsWords(words),
  ];
  return sql.join(where, sql` and `);
}

/** The items that hold these words, with how near each hit is. */
function hits(filter: SearchFilter, words: readonly SearchWord[]): SQL {
  return sql`select i.id, i.kind, i.slug, i.current_version_id, i.archived_at, ${nearness(words)} as rank
    from content_item i left join content_search s on s.item_id = i.id where ${passes(filter, words)}`;
}

/** At most so many words are measured. */
const NEAR = 4000;

/** Words of about the length of those typed, with the same beginning or end; null where something was found (`hit`). */
export function nearWords(words: readonly SearchWord[]): SQL {
  const asked = [...new Set(lettersOf(words))].filter(isWord);
  if (asked.length === 0) return sql`null::json`;
  return sql`(select json_agg(n.word) from (
    select distinct w.word from content_word w join unnest(${sql.param(asked)}::text[], ${sql.param(asked.map(slipsIn))}::int[]) as a(typed, slips)
      on length(w.word) between length(a.typed) - a.slips and length(a.typed) + a.slips
      and (left(w.word, 1) in (left(a.typed, 1), substr(a.typed, 2, 1)) or right(w.word, 2) = right(a.typed, 2))
    where not exists (select from hit) limit ${NEAR}) n)`;
}

/** For each of several searches whether it finds anything. One statement, none for none. */
export async function anyFound(reader: Reader, filters: readonly SearchFilter[]): Promise<boolean[]> {
  if (filters.length === 0) return [];
  const found = filters.map(
    (f) => sql`exists (select from content_item i left join content_search s on s.item_id = i.id where ${passes(f, f.words)})`,
  );
  const [row] = await reader.execute<{ found: boolean[] }>(sql`select array[${sql.join(found, sql`, `)}] as found`);
  return row?.found ?? [];
}

/**
 * One page of what matches every word, nearest first, and how many match by kind; where nothing does, of what matches the words that are to be looked for
 * otherwise. One statement. Without words: everything by kind and slug.
 */
export async function findItems(reader: Reader, filter: SearchFilter, limit: number, offset: number): Promise<FoundPage> {
  const kinds = sql.param([...filter.kinds]);
  const instead =
    filter.otherwise && sql` union all select * from (${hits(filter, filter.otherwise)}) o where not exists (select from whole)`;
  const [row] = await reader.execute<FoundPage>(sql`
    with whole as materialized (${hits(filter, filter.words)}), hit as materialized (select * from whole ${instead ?? sql``})
    select ${nearWords(filter.words)} as near, case when exists (select from whole) then 'words' else 'otherwise' end as by,
      (select coalesce(json_object_agg(c.kind, c.n), '{}') from (select kind, count(*)::int as n from hit group by kind) c) as counts,
      (select coalesce(json_agg(json_build_object('versionId', p.current_version_id, 'archived', p.archived_at is not null, 'draft', p.draft)), '[]')
        from (
          select i.current_version_id, i.archived_at, ${isDraft} as draft from hit i
          where ${filter.kind ? sql`i.kind = ${filter.kind}` : sql`true`}
          order by i.rank, array_position(${kinds}::text[], i.kind), i.slug limit ${limit} offset ${offset}
        ) p) as rows`);
  return row ?? { counts: {}, rows: [], by: "words", near: null };
}
