import { and, asc, desc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { kpiRuleSet, person, store } from "@db/schema";
import { openTeams } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";
import { addDays, addMonths, plainDateIn, type PlainDate } from "~/platform/dates";
import { differences, type RuleDifference } from "./rule-differences";
import { holdingSet, isFrozen, monthBegins, newestSet, type Rules } from "./rule-sets";
import { contentRulesFor } from "./rule-sets.server";

/** Months that the timeline shows: the last one, this one and those to come. */
const BEFORE = 1;
const AFTER = 4;
/** So long a draft that was thrown away can be found again. */
const FOUND_AGAIN_DAYS = 30;

const creator = alias(person, "creator");
const publisher = alias(person, "publisher");

const setColumns = {
  id: kpiRuleSet.id,
  storeId: kpiRuleSet.storeId,
  store: store.name,
  fromMonth: kpiRuleSet.fromMonth,
  version: kpiRuleSet.version,
  follows: kpiRuleSet.follows,
  reason: kpiRuleSet.reason,
  createdAt: kpiRuleSet.createdAt,
  createdBy: creator.name,
  publishedAt: kpiRuleSet.publishedAt,
  publishedBy: publisher.name,
  discardedAt: kpiRuleSet.discardedAt,
};

const wholeColumns = { ...setColumns, body: kpiRuleSet.body };

const sets = (reader: Reader) =>
  reader
    .select(setColumns)
    .from(kpiRuleSet)
    .leftJoin(store, eq(store.id, kpiRuleSet.storeId))
    .leftJoin(creator, eq(creator.id, kpiRuleSet.createdBy))
    .leftJoin(publisher, eq(publisher.id, kpiRuleSet.publishedBy));

/** Which rules hold for the shop and each store, month by month, what is to come, and the drafts. Three statements. */
export async function rulesTimeline(reader: Reader, now: Date, zone: string) {
  const today = plainDateIn(zone, now);
  const thisMonth = `${today.slice(0, 7)}-01`;
  const [all, stores, teams] = await Promise.all([
    sets(reader).orderBy(asc(kpiRuleSet.fromMonth), asc(kpiRuleSet.version), asc(kpiRuleSet.createdAt)),
    reader.select({ id: store.id, name: store.name }).from(store).where(isNull(store.archivedAt)).orderBy(asc(store.name)),
    openTeams(reader),
  ]);
  const months = Array.from({ length: BEFORE + 1 + AFTER }, (_, i) => addMonths(thisMonth, i - BEFORE));
  const cell = (storeId: string | null, month: PlainDate) => {
    const held = holdingSet(all, storeId, month);
    return { month, source: held?.source ?? ("content" as const), set: held && { id: held.set.id, version: held.set.version } };
  };
  const published = all.filter((set) => set.publishedAt !== null);
  const since = addDays(today, -FOUND_AGAIN_DAYS);
  return {
    thisMonth,
    months,
    rows: [{ id: null, name: "" }, ...stores].map(({ id, name }) => ({ id, name, cells: months.map((month) => cell(id, month)) })),
    coming: published.filter((set) => set.fromMonth > thisMonth && newestSet(published, set.storeId, set.fromMonth)?.id === set.id),
    drafts: all.filter((set) => set.publishedAt === null && set.discardedAt === null),
    discarded: all.filter((set) => set.discardedAt !== null && plainDateIn(zone, set.discardedAt) >= since),
    firstOpen: firstOpenMonth(
      thisMonth,
      teams.map((team) => team.zone),
      now,
    ),
  };
}
export type RulesTimeline = Awaited<ReturnType<typeof rulesTimeline>>;

/** The first month for which something can still be published. */
function firstOpenMonth(thisMonth: PlainDate, zones: readonly string[], now: Date): PlainDate {
  const next = [0, 1, 2].map((i) => addMonths(thisMonth, i)).find((month) => !isFrozen(month, zones, now));
  return next ?? addMonths(thisMonth, 2);
}

/** What a new draft can be for and from: stores, months that have not begun, published sets. Three statements. */
export async function newRulesPage(reader: Reader, now: Date, zone: string) {
  const { rows, firstOpen, thisMonth } = await rulesTimeline(reader, now, zone);
  const from = await sets(reader)
    .where(and(isNotNull(kpiRuleSet.publishedAt), eq(kpiRuleSet.follows, false)))
    .orderBy(desc(kpiRuleSet.fromMonth), desc(kpiRuleSet.version))
    .limit(200);
  return {
    thisMonth,
    stores: rows.flatMap(({ id, name }) => (id === null ? [] : [{ id, name }])),
    months: Array.from({ length: 12 }, (_, i) => addMonths(firstOpen, i)),
    from: from.map(({ id, store: of, fromMonth, version }) => ({ id, store: of, fromMonth, version })),
  };
}

/** Versions of a store or the shop that are listed in its history. */
const LISTED = 24;

/** A rule set: a draft as it stands, or a published one with what it changed; beside it the others of its store. Null: there is none. Five statements at most. */
export async function ruleSetPage(reader: Reader, id: string, now: Date) {
  const [found] = await reader
    .select({ ...wholeColumns, revision: kpiRuleSet.revision, saves: sql<number>`jsonb_array_length(${kpiRuleSet.past})` })
    .from(kpiRuleSet)
    .leftJoin(store, eq(store.id, kpiRuleSet.storeId))
    .leftJoin(creator, eq(creator.id, kpiRuleSet.createdBy))
    .leftJoin(publisher, eq(publisher.id, kpiRuleSet.publishedBy))
    .where(eq(kpiRuleSet.id, id));
  if (!found) return null;
  const { storeId, fromMonth } = found;
  const [content, published, teams] = await Promise.all([
    contentRulesFor(reader, fromMonth),
    reader
      .select(wholeColumns)
      .from(kpiRuleSet)
      .leftJoin(store, eq(store.id, kpiRuleSet.storeId))
      .leftJoin(creator, eq(creator.id, kpiRuleSet.createdBy))
      .leftJoin(publisher, eq(publisher.id, kpiRuleSet.publishedBy))
      .where(
        and(
          isNotNull(kpiRuleSet.publishedAt),
          storeId === null ? isNull(kpiRuleSet.storeId) : or(isNull(kpiRuleSet.storeId), eq(kpiRuleSet.storeId, storeId)),
        ),
      )
      .orderBy(desc(kpiRuleSet.fromMonth), desc(kpiRuleSet.version)),
    openTeams(reader),
  ]);
  type Published = (typeof published)[number];
  const earlier = (set: Published | typeof found) =>
    published.filter(
      (p) =>
        p.storeId !== storeId ||
        p.fromMonth < set.fromMonth ||
        (p.fromMonth === set.fromMonth && (set.publishedAt === null || p.version < set.version)),
    );
  const heldBefore = (set: Published | typeof found): Rules | null =>
    holdingSet(earlier(set), storeId, set.fromMonth)?.set.body ?? content?.rules ?? null;
  const changed = (set: Published | typeof found): RuleDifference[] => {
    const before = heldBefore(set);
    const now = set.follows ? heldAbove(published, storeId, set.fromMonth, content?.rules ?? null) : set.body;
    return before && now ? differences(before, now) : [];
  };
  const zones = teams.map(({ zone }) => zone);
  const own = published.filter((p) => p.storeId === storeId);
  return {
    set: found,
    changes: changed(found),
    rulesNow: found.follows ? heldAbove(published, storeId, fromMonth, content?.rules ?? null) : found.body,
    hasBegun: isFrozen(fromMonth, zones, now),
    begins: monthBegins(fromMonth, zones),
    /** It is the newest of its store and month: it holds from then on, or will. */
    isNewest: newestSet(own, storeId, fromMonth)?.id === id,
    history: own.slice(0, LISTED).map((version) => {
      const { body: _, ...said } = version;
      return { ...said, changes: changed(version) };
    }),
  };
}
export type RuleSetPage = NonNullable<Awaited<ReturnType<typeof ruleSetPage>>>;

type Holding = Parameters<typeof holdingSet>[0][number] & { body: Rules };

/** What a set that follows leaves it to: of a store the shop's, of the shop the content's. */
function heldAbove(published: readonly Holding[], storeId: string | null, month: PlainDate, content: Rules | null): Rules | null {
  return (storeId === null ? null : holdingSet(published, null, month)?.set.body) ?? content;
}
