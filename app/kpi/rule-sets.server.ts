import { sql } from "drizzle-orm";
import { versionsById } from "~/curriculum/queries.server";
import { planned, type Reader } from "~/platform/database.server";
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

type SetRow = Omit<RuleSet, "publishedAt"> & { publishedAt: string | null; body: Rules | null };

/** Bodies of published sets, which never change (decision 041), by id: whoever scores one agent does not read them again. */
const bodies = new Map<string, Rules>();
const KEPT = 1000;

/** Which of these sets' bodies were not read yet are kept from now on. */
function withBody<Set extends SetRow>({ body, publishedAt, ...set }: Set) {
  const known = body ?? bodies.get(set.id);
  if (!known) throw new Error(`the body of the rule set ${set.id} is missing`);
  if (body) {
    if (bodies.size >= KEPT) for (const oldest of bodies.keys()) if (bodies.delete(oldest)) break;
    bodies.set(set.id, body);
  }
  return { ...set, body: known, publishedAt: publishedAt === null ? null : new Date(publishedAt) };
}

type Targets = { storeId: string; targets: TargetRow[] }[];

/** The published sets that may hold in a month for these stores and for the shop, what comes with the content, and what the stores ever aimed at until then. */
async function bookOf(reader: Reader, month: PlainDate, storeIds: readonly string[]) {
  const stores = sql`${sql.param([...storeIds])}::uuid[]`;
  // Whoever reads meanwhile may push a body out: those that were known are held until the answer is there.
  const known = new Map(bodies);
  const [found] = await planned<{ contentId: string | null; contentVersion: number | null; sets: SetRow[]; targets: Targets }>(
    reader,
    "kpi_book",
    sql`
    select c.id as "contentId", c.version as "contentVersion", coalesce((
      select json_agg(json_build_object('id', s.id, 'storeId', s.store_id, 'fromMonth', s.from_month, 'version', s.version, 'follows', s.follows, 'publishedAt', s.published_at,
        'body', case when s.id = any(${sql.param([...known.keys()])}::uuid[]) then null else s.body end))
      from (
        select distinct on (store_id) * from kpi_rule_set
        where published_at is not null and from_month <= ${month}::date and (store_id is null or store_id = any(${stores}))
        order by store_id, from_month desc, version desc
      ) s), '[]') as sets, coalesce((
      select json_agg(json_build_object('storeId', o.store_id, 'targets', o.targets)) from (
        select store_id, json_agg(json_build_object('month', month, 'counts', counts, 'priceFen', price_fen, 'itemsHundredths', items_hundredths, 'pushUnits', push_units,
          'pushProducts', push_products, 'quotaFen', quota_fen, 'season', season)) as targets
        from kpi_target where store_id = any(${stores}) and month <= ${month}::date group by store_id
      ) o), '[]') as targets
    from (select 1) one left join lateral (
      select v.id, v.version from content_item i join content_version v on v.item_id = i.id
      where i.id = (select id from content_item where kind = 'kpi_rules' order by archived_at is not null, created_at, id limit 1)
      order by v.published_at < kpi_month_begins(${month}::date) desc,
        case when v.published_at < kpi_month_begins(${month}::date) then -v.version else v.version end limit 1
    ) c on true`,
  );
  const sets = (found?.sets ?? []).map((set) => withBody({ ...set, body: set.body ?? known.get(set.id) ?? null }));
  return {
    sets,
    targets: found?.targets ?? [],
    content: await contentRules(reader, found?.contentId ?? null, found?.contentVersion ?? null),
  };
}

/**
 * The rules that hold in a month for each of these stores, and under null for the shop; the same for whoever asks, at any time after the month began. A store is missing only where
 * no content was ever loaded. One statement, and another where the content's version is not in memory.
 */
export async function rulesFor(reader: Reader, month: PlainDate, storeIds: readonly string[]): Promise<Map<string | null, HoldingRules>> {
  return (await rulesAndTargets(reader, month, storeIds)).held;
}

/** As `rulesFor`, and in the same statement what each of the stores aims at in the month; a store that never said anything has no target. */
export async function rulesAndTargets(reader: Reader, month: PlainDate, storeIds: readonly string[]) {
  const { sets, targets, content } = await bookOf(reader, month, storeIds);
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
  return { held, targets: aimsOf(targets, month) };
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

function aimsOf(rows: Targets, month: PlainDate): Map<string, StoreTarget> {
  return new Map(
    rows.flatMap(({ storeId, targets }) => {
      const target = targetFor(targets, month);
      return target ? [[storeId, target] as const] : [];
    }),
  );
}

/** What each of these stores aims at in a month; a store that never said anything is missing. One statement. */
export async function targetsFor(reader: Reader, month: PlainDate, storeIds: readonly string[]): Promise<Map<string, StoreTarget>> {
  return aimsOf((await bookOf(reader, month, storeIds)).targets, month);
}
