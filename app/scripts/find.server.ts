import { type SQL, sql } from "drizzle-orm";
import { scriptBranches } from "~/curriculum/pack-wording";
import { holdsWords, nearness, nearWords } from "~/curriculum/search-find.server";
import type { SearchWord } from "~/curriculum/search-words";
import type { Reader } from "~/platform/database.server";
import { EVERY_STORE } from "./address";
import { chosenStore, type Desk, type DeskAsked, deskFacts, holdsInStore, scopeNames, scopeOf } from "./store-scope.server";

/** What narrows the scripts. `otherwise`: the words that are looked for where nothing holds `words`. */
export type ScriptFilter = {
  words: readonly SearchWord[];
  otherwise: readonly SearchWord[] | null;
  branch: string | null;
  platform: string | null;
  /** Who asks, and for which store: its platform goes before `platform`. */
  desk: DeskAsked;
  favouritesFirst: boolean;
};

export type FoundScripts = {
  /** By branch, whichever of them is chosen. */
  counts: Partial<Record<string, number>>;
  rows: { versionId: string; favourite: boolean; stores: string[] | null }[];
  /** How many favourites this person has, whatever is asked for. */
  favourites: number;
  by: "words" | "otherwise";
  /** Where nothing was found: words that are not far from those looked for. */
  near: string[] | null;
};

/**
 * A stretch of the scripts in force that hold every word and hold on the platform or in the store: nearest first, without words along the branches. One statement.
 */
export async function findScripts(reader: Reader, filter: ScriptFilter, limit: number, offset: number): Promise<FoundScripts> {
  const { words, otherwise, branch, platform, desk, favouritesFirst } = filter;
  const { personId } = desk;
  const onPlatform = platform ? sql`${platform} = any(s.platforms)` : sql`true`;
  const hits = (wanted: readonly SearchWord[]): SQL => sql`
    select i.id, i.slug, i.current_version_id, s.parent as branch, f.item_id is not null as favourite, ${nearness(wanted)} as rank
    from content_search s join content_item i on i.id = s.item_id
      left join script_favourite f on f.item_id = i.id and f.person_id = ${personId}
    where s.kind = 'script' and i.archived_at is null and ${desk.store === EVERY_STORE ? onPlatform : sql`case when exists (select from chosen) then ${holdsInStore} else ${onPlatform} end`} and ${holdsWords(wanted)}`;
  const instead = otherwise && sql` union all select * from (${hits(otherwise)}) o where not exists (select from whole)`;
  const [row] = await reader.execute<FoundScripts>(sql`
    with chosen as materialized (${chosenStore(desk)}), whole as materialized (${hits(words)}), hit as materialized (select * from whole ${instead ?? sql``})
    select ${nearWords(words)} as near, case when exists (select from whole) then 'words' else 'otherwise' end as by,
      (select coalesce(json_object_agg(c.branch, c.n), '{}') from (select branch, count(*)::int as n from hit where branch is not null group by branch) c) as counts,
      (select count(*)::int from script_favourite f join content_item i on i.id = f.item_id
        where f.person_id = ${personId} and i.archived_at is null) as favourites,
      (select coalesce(json_agg(json_build_object('versionId', p.current_version_id, 'favourite', p.favourite, 'stores', ${scopeNames(sql`p.id`)})), '[]') from (
        select id, current_version_id, favourite from hit where ${branch ? sql`branch = ${branch}` : sql`true`}
        order by ${favouritesFirst ? sql`favourite desc, ` : sql``}rank, array_position(${sql.param([...scriptBranches])}::text[], branch), slug
        limit ${limit} offset ${offset}) p) as rows`);
  return row ?? { counts: {}, rows: [], favourites: 0, by: "words", near: null };
}

/** Copies are counted up to here. */
export const MOST_USES = 10_000;

export type AtHand = {
  script: {
    itemId: string;
    versionId: string;
    favourite: boolean;
    uses: number | null;
    stores: { id: string; name: string }[] | null;
  } | null;
  productVersionId: string | null;
  shopName: string | null;
  /** Null where it is not asked for. */
  desk: Desk | null;
};

/**
 * What stands beside the list: the script that is open, the product that fills it, the shop's name. `usedSince`: also how often the script was copied from
 * then on; `desk`: also the stores. What is archived is not there. One statement.
 */
export async function atHand(
  reader: Reader,
  {
    personId,
    slug,
    product,
    usedSince,
    desk,
  }: { personId: string; slug: string | null; product: string | null; usedSince: Date | null; desk?: DeskAsked },
): Promise<AtHand> {
  const uses = usedSince
    ? sql`(select count(*)::int from (select from script_use u where u.item_id = i.id and u.at >= ${usedSince.toISOString()}::timestamptz limit ${MOST_USES}) copies)`
    : sql`null::int`;
  const [row] = await reader.execute<AtHand>(sql`
    select
      (select json_build_object('itemId', i.id, 'versionId', i.current_version_id, 'uses', ${uses}, 'stores', ${scopeOf(sql`i.id`)},
          'favourite', exists (select from script_favourite f where f.item_id = i.id and f.person_id = ${personId}))
        from content_item i where i.kind = 'script' and i.slug = ${slug}::text and i.archived_at is null) as script,
      (select i.current_version_id from content_item i where i.kind = 'product' and i.slug = ${product}::text and i.archived_at is null) as "productVersionId",
      (select value #>> '{}' from setting where key = 'shop_name') as "shopName",
      ${desk ? deskFacts(desk) : sql`null::json`} as desk`);
  return row ?? { script: null, productVersionId: null, shopName: null, desk: null };
}
