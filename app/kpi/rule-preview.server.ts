import { eq, sql } from "drizzle-orm";
import { kpiRuleSet, person, store, team } from "@db/schema";
import { breather } from "~/platform/breath";
import type { Db, Reader } from "~/platform/database.server";
import { addMonths, type PlainDate } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";
import { monthOf } from "~/results/measures";
import { activeIn, monthInputs } from "./inputs.server";
import { reckonMonth, type Reckoned, type StoreRules } from "./reckon";
import { type Gain, gainOf, type GainSort, type Outcome, sortGains, Tally } from "./rule-preview";
import type { Rules } from "./rule-sets";
import { contentRulesFor, type HoldingRules, rulesFor, targetsFor } from "./rule-sets.server";

/** People who are reckoned at once. */
const AT_ONCE = 1000;
/** Rows of one page. */
const SHOWN = 25;
/** Previews that are remembered, so that turning pages does not reckon the shop again. */
const REMEMBERED = 4;
const REMEMBERED_MS = 10 * 60_000;
/** Months with figures that can be chosen. */
const CHOICES = 6;

type Reckoning = {
  gains: Gain[];
  counts: Tally["counts"];
  bonus: Tally["bonus"];
  spread: Tally["spread"];
  stores: ReturnType<Tally["stores"]>;
};
const remembered = new Map<string, { at: number; work: Promise<Reckoning> }>();

/** The months before the present one in which agents have figures, the newest first. One statement. */
async function monthsWithFigures(reader: Reader, now: Date): Promise<PlainDate[]> {
  const present = monthOf(now.toISOString());
  const months = Array.from({ length: CHOICES }, (_, i) => addMonths(present, -1 - i));
  const rows = await reader.execute<{ month: string }>(sql`
    select m.month::text as month from unnest(${sql.param(months)}::text[]::date[]) m (month)
    where exists (select from figure_month f where f.month = m.month) order by 1 desc`);
  return rows.map(({ month }) => month);
}

/** Which months can be looked at, and a draft scored on one of them against what would hold without it. Null: there is no such set; `reckoned` null: no figures yet. */
export async function rulePreview(
  on: Db,
  setId: string,
  asked: { month: PlainDate | null; sort: GainSort; store: string | null; page: number },
  now: Date,
) {
  const [[set], months, stores] = await Promise.all([
    on
      .select({ set: kpiRuleSet, store: store.name })
      .from(kpiRuleSet)
      .leftJoin(store, eq(store.id, kpiRuleSet.storeId))
      .where(eq(kpiRuleSet.id, setId)),
    monthsWithFigures(on, now),
    on.select({ id: store.id, name: store.name }).from(store).orderBy(store.name),
  ]);
  if (!set) return null;
  const month = months.find((one) => one === asked.month) ?? months[0] ?? null;
  const nameOf = new Map(stores.map(({ id, name }) => [id, name]));
  const head = { id: setId, store: set.store, fromMonth: set.set.fromMonth, months, month, isDraft: set.set.publishedAt === null };
  if (month === null) return { ...head, reckoned: null };
  const {
    gains,
    stores: byStore,
    ...figures
  } = await remember(
    on,
    set.set,
    month,
    stores.map(({ id }) => id),
  );
  const wanted = asked.store === null ? gains : gains.filter((gain) => gain.stores.includes(asked.store ?? ""));
  const pages = Math.max(1, Math.ceil(wanted.length / SHOWN));
  const page = Math.min(asked.page, pages);
  const rows = sortGains(wanted, asked.sort).slice((page - 1) * SHOWN, page * SHOWN);
  return {
    ...head,
    reckoned: {
      ...figures,
      lines: (await sidesOf(on, set.set, [])).lines,
      stores: byStore.map((one) => ({ ...one, name: nameOf.get(one.storeId) ?? "" })).sort((a, b) => a.name.localeCompare(b.name)),
      rows: await named(on, rows),
      total: wanted.length,
      page,
      pages,
    },
  };
}
export type RulePreview = NonNullable<Awaited<ReturnType<typeof rulePreview>>>;

/** Every agent of a preview with names, for a file. Null: there is no such set, or no figures. */
export async function wholePreview(on: Db, setId: string, month: PlainDate | null, now: Date) {
  const [[set], months, stores] = await Promise.all([
    on.select().from(kpiRuleSet).where(eq(kpiRuleSet.id, setId)),
    monthsWithFigures(on, now),
    on.select({ id: store.id }).from(store),
  ]);
  const chosen = months.find((one) => one === month) ?? months[0];
  if (!set || !chosen) return null;
  const { gains } = await remember(
    on,
    set,
    chosen,
    stores.map(({ id }) => id),
  );
  return { month: chosen, rows: await named(on, sortGains(gains, "loss")) };
}

/** The names of people and teams for some rows; one statement. */
async function named(reader: Reader, gains: readonly Gain[]) {
  const ids = sql.param(gains.map(({ personId }) => personId));
  const teams = sql.param([...new Set(gains.map(({ teamId }) => teamId))]);
  const rows = await reader.execute<{ id: string; name: string }>(sql`
    select id, name from ${person} where id = any(${ids}::uuid[]) union all select id, name from ${team} where id = any(${teams}::uuid[])`);
  const names = new Map([...rows].map(({ id, name }) => [id, name]));
  return gains.map((gain) => ({ ...gain, name: names.get(gain.personId) ?? "", team: names.get(gain.teamId) ?? "" }));
}

type Set = typeof kpiRuleSet.$inferSelect;

/** The preview as it was reckoned already, while neither the set nor a figure has changed; else anew. */
async function remember(on: Db, set: Set, month: PlainDate, storeIds: readonly string[]): Promise<Reckoning> {
  const [state] = await on.execute<{ figures: string; rules: string }>(sql`
    select (select count(*) || ' ' || coalesce(sum(revision), 0) from figure_month where month = ${month}) as figures,
      (select count(*) from kpi_rule_set where published_at is not null)
        || ' ' || (select coalesce(sum(revision), 0) from kpi_target where month <= ${month}) as rules`);
  const key = [set.id, set.revision, month, state?.figures, state?.rules].join(" ");
  const known = remembered.get(key);
  if (known && Date.now() - known.at < REMEMBERED_MS) return known.work;
  const work = reckonPreview(on, set, month, storeIds);
  remembered.set(key, { at: Date.now(), work });
  work.catch(() => remembered.delete(key));
  for (const oldest of remembered.keys()) if (remembered.size > REMEMBERED) remembered.delete(oldest);
  return work;
}

type Side = { shop: Rules; of: (storeId: string) => StoreRules };

/** What would hold in the month of a set without it and with it, for these stores. */
async function sidesOf(reader: Reader, set: Set, storeIds: readonly string[], targetsOf?: PlainDate) {
  const [held, content, targets] = [
    await rulesFor(reader, set.fromMonth, storeIds),
    await contentRulesFor(reader, set.fromMonth),
    targetsOf ? await targetsFor(reader, targetsOf, storeIds) : new Map<string, never>(),
  ];
  const shopNow = held.get(null);
  if (!shopNow) throw new Error("there are no rules of the monthly score: no content was loaded");
  const above = set.storeId === null ? content : shopNow;
  const own = set.follows ? (above?.rules ?? set.body) : set.body;
  const side = (shop: Rules, rulesAt: (holding: HoldingRules, storeId: string) => Rules): Side => ({
    shop,
    of: (storeId) => {
      const holding = held.get(storeId) ?? shopNow;
      const { ruleSetId, contentVersionId } = holding;
      return { ruleSetId, contentVersionId, rules: rulesAt(holding, storeId), target: targets.get(storeId) ?? null };
    },
  });
  const concerns = (holding: HoldingRules, storeId: string) =>
    set.storeId === null ? holding.source !== "store" : storeId === set.storeId;
  const before = side(shopNow.rules, (holding) => holding.rules);
  const after = side(set.storeId === null ? own : shopNow.rules, (holding, storeId) => (concerns(holding, storeId) ? own : holding.rules));
  return { before, after, lines: { before: before.shop.bonus, after: after.shop.bonus } };
}

async function reckonPreview(on: Db, set: Set, month: PlainDate, storeIds: readonly string[]): Promise<Reckoning> {
  const { before, after, lines } = await sidesOf(on, set, storeIds, month);
  const breathe = breather();
  const tally = new Tally();
  const gains: Gain[] = [];
  for (let last: string | null = null; ;) {
    const ids: string[] = await activeIn(on, month, last, AT_ONCE);
    if (ids.length === 0) break;
    for (const one of await monthInputs(on, month, ids)) {
      const serves = one.sets.some(({ shares }) => shares.some(({ storeId }) => storeId === set.storeId));
      if (set.storeId !== null && !serves) continue;
      const [was, now] = [reckonMonth(one, before.shop, before.of), reckonMonth(one, after.shop, after.of)].map(outcomeOf);
      if (!was || !now || now.stores.length === 0) continue;
      const gain = gainOf({ personId: one.personId, teamId: one.teamId }, was, now, lines);
      gains.push(gain);
      tally.add(gain, was, now);
      await breathe();
    }
    last = ids.at(-1) ?? null;
  }
  return { gains, counts: tally.counts, bonus: tally.bonus, spread: tally.spread, stores: tally.stores() };
}

/** How a reckoned month comes out, for comparing it with another reckoning. */
export function outcomeOf({ score, bonusFen, trace }: Reckoned): Outcome {
  return {
    score,
    bonusFen: bonusFen === null ? null : Number(bonusFen),
    stores: trace.stores.map((one) => ({
      storeId: one.storeId,
      score: one.score === null || one.leftOut !== null ? null : Decimal.parse(one.score),
    })),
  };
}
