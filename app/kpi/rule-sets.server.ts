import { sql } from "drizzle-orm";
import { versionsById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { holdingSet, type Rules, type RuleSet, type RuleSource, type StoreTarget, targetFor, type TargetRow } from "./rule-sets";

/** The rules by which a store's month is scored, and where they come from: a set, or (null) a version of the content. */
export type HoldingRules = {
  source: RuleSource;
  ruleSetId: string | null;
  contentVersionId: string | null;
  fromMonth: PlainDate | null;
  version: number;
  rules: Rules;
};

type SetRow = Omit<RuleSet, "publishedAt"> & { publishedAt: string | null; body: Rules };

/** The published sets that may hold in a month for these stores and for the shop, and what comes with the content. */
async function bookOf(reader: Reader, month: PlainDate, storeIds: readonly string[]) {
  const rows = await reader.execute<{ contentId: string | null; contentVersion: number | null; sets: SetRow[] }>(sql`
    select c.id as "contentId", c.version as "contentVersion", coalesce((
      select json_agg(json_build_object('id', s.id, 'storeId', s.store_id, 'fromMonth', s.from_month, 'version', s.version,
        'follows', s.follows, 'publishedAt', s.published_at, 'body', s.body))
      from (
        select distinct on (store_id) * from kpi_rule_set
        where published_at is not null and from_month <= ${month}::date and (store_id is null or store_id = any(${sql.param([...storeIds])}::uuid[]))
        order by store_id, from_month desc, version desc
      ) s), '[]') as sets
    from (select 1) one left join lateral (
      select v.id, v.version from content_item i join content_version v on v.item_id = i.id
      where i.id = (select id from content_item where kind = 'kpi_rules' order by archived_at is not null, created_at, id limit 1)
      order by v.published_at < kpi_month_begins(${month}::date) desc,
        case when v.published_at < kpi_month_begins(${month}::date) then -v.version else v.version end limit 1
    ) c on true`);
  const [found] = [...rows];
  const sets = (found?.sets ?? []).map((set) => ({ ...set, publishedAt: set.publishedAt === null ? null : new Date(set.publishedAt) }));
  return { sets, content: await contentRules(reader, found?.contentId ?? null, found?.contentVersion ?? null) };
}

/**
 * The rules that hold in a month for each of these stores, and under null for the shop; the same for whoever asks, at any time after the month began. A store is missing only where
 * no content was ever loaded. One statement, and another where the content's version is not in memory.
 */
export async function rulesFor(reader: Reader, month: PlainDate, storeIds: readonly string[]): Promise<Map<string | null, HoldingRules>> {
  const { sets, content } = await bookOf(reader, month, storeIds);
  const held = new Map<string | null, HoldingRules>();
  for (const storeId of [null, ...storeIds]) {
    const holding = holdingSet(sets, storeId, month);
    const rules: HoldingRules | null = holding
      ? {
          source: holding.source,
          ruleSetId: holding.set.id,
          contentVersionId: null,
          fromMonth: holding.set.fromMonth,
          version: holding.set.version,
          rules: holding.set.body,
        }
      : content;
    if (rules) held.set(storeId, rules);
  }
  return held;
}

/** The rules that come with the content, as they hold in a month where nothing else was published; null where no content was ever loaded. */
export async function contentRulesFor(reader: Reader, month: PlainDate): Promise<HoldingRules | null> {
  return (await bookOf(reader, month, [])).content;
}

async function contentRules(reader: Reader, id: string | null, version: number | null): Promise<HoldingRules | null> {
  if (id === null || version === null) return null;
  const body = (await versionsById(reader, [id])).get(id)?.body as Rules | undefined;
  return body ? { source: "content", ruleSetId: null, contentVersionId: id, fromMonth: null, version, rules: body } : null;
}

/** What each of these stores aims at in a month; a store that never said anything is missing. One statement. */
export async function targetsFor(reader: Reader, month: PlainDate, storeIds: readonly string[]): Promise<Map<string, StoreTarget>> {
  const rows = await reader.execute<{ storeId: string; targets: TargetRow[] }>(sql`
    select store_id as "storeId", json_agg(json_build_object('month', month, 'counts', counts, 'priceFen', price_fen,
      'itemsHundredths', items_hundredths, 'pushUnits', push_units, 'pushProducts', push_products, 'quotaFen', quota_fen, 'season', season)) as targets
    from kpi_target where store_id = any(${sql.param([...storeIds])}::uuid[]) and month <= ${month}::date group by store_id`);
  return new Map(
    [...rows].flatMap(({ storeId, targets }) => {
      const target = targetFor(targets, month);
      return target ? [[storeId, target] as const] : [];
    }),
  );
}
