import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { kpiTarget, store } from "@db/schema";
import { openTeams } from "~/people/queries.server";
import type { Reader, Tx } from "~/platform/database.server";
import { addMonths, isPlainDate, plainDateIn, type PlainDate } from "~/platform/dates";
import type { LocalText } from "~/platform/locale";
import { accept, audit, type Outcome, type Refusal, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { isFrozen } from "./rule-sets";
import { targetsFor } from "./rule-sets.server";
import { isSameTarget, targetOf, type TargetValues } from "./target-form";

/** Stores of one page of the grid. */
const SHOWN = 25;
/** Months that can be looked at before the present one, and set after it. */
const [BACK, AHEAD] = [12, 6];

type Row = typeof kpiTarget.$inferSelect;

/** Months of the grid: the past ones read-only, those that have not begun anywhere to be set. */
function monthsAt(now: Date, zone: string): PlainDate[] {
  const present = `${plainDateIn(zone, now).slice(0, 7)}-01`;
  return Array.from({ length: BACK + 1 + AHEAD }, (_, i) => addMonths(present, i - BACK));
}

const zonesOf = async (reader: Reader) => (await openTeams(reader)).map(({ zone }) => zone);

/** What the stores aim at in a month: what was said for it, and what carries over from before. Four statements. */
export async function targetsPage(reader: Reader, asked: { month: string; page: number }, now: Date, zone: string) {
  const months = monthsAt(now, zone);
  const zones = await zonesOf(reader);
  const month =
    months.find((one) => one === asked.month) ?? months.find((one) => !isFrozen(one, zones, now)) ?? addMonths(months[BACK] ?? "", 1);
  const stores = await reader
    .select({ id: store.id, name: store.name })
    .from(store)
    .where(isNull(store.archivedAt))
    .orderBy(asc(store.name));
  const pages = Math.max(1, Math.ceil(stores.length / SHOWN));
  const page = Math.min(asked.page, pages);
  const shown = stores.slice((page - 1) * SHOWN, page * SHOWN);
  const ids = shown.map(({ id }) => id);
  const [own, held] = await Promise.all([
    ids.length === 0
      ? []
      : reader
          .select()
          .from(kpiTarget)
          .where(and(eq(kpiTarget.month, month), inArray(kpiTarget.storeId, ids))),
    targetsFor(reader, month, ids),
  ]);
  return {
    month,
    months,
    frozen: isFrozen(month, zones, now),
    total: stores.length,
    page,
    pages,
    rows: shown.map(({ id, name }) => ({
      ...{ id, name },
      own: own.find(({ storeId }) => storeId === id) ?? null,
      held: held.get(id) ?? null,
    })),
  };
}
export type TargetsPage = Awaited<ReturnType<typeof targetsPage>>;

/**
 * Save the rows of a page of the grid; those that say what stands there already are left alone. Refuses a month that has begun, what is no number next to its field, and naming the store a row that
 * somebody else has changed since (`row_stale`): then nothing is saved.
 */
export function saveTargets(
  ctx: WriteContext,
  month: PlainDate,
  storeIds: readonly string[],
  text: (name: string) => string,
): Promise<Outcome<{ saved: number }>> {
  return write(ctx, async (tx) => {
    const before = await openMonth(tx, ctx, month);
    if (!before.ok) return before;
    const stores = await tx
      .select({ id: store.id, name: store.name })
      .from(store)
      .where(inArray(store.id, [...storeIds]));
    const rows = await lockRows(tx, month, storeIds);
    const refusals: Refusal[] = [];
    const changes: { id: string; name: string; values: TargetValues; was: Row | null }[] = [];
    for (const { id, name } of stores) {
      const { values, refusals: wrong } = targetOf(text, id);
      refusals.push(...wrong);
      const was = rows.find(({ storeId }) => storeId === id) ?? null;
      if (wrong.length > 0 || isSameTarget(was, values)) continue;
      if ((was?.revision ?? 0) !== (Number(text(`store.${id}.revision`)) || 0))
        refusals.push({ code: "row_stale", params: { store: name } });
      else changes.push({ id, name, values, was });
    }
    if (refusals.length > 0) return refuseAll(refusals);
    for (const { id, name, values, was } of changes)
      await put(tx, ctx, { id, name, month }, { ...values, pushProducts: was?.pushProducts ?? [] }, was);
    return accept({ saved: changes.length });
  });
}

/** Say for every store that has nothing yet in this month what it had the month before: counting, push task, quota and season. Refuses a month that has begun, and when there is nothing to copy. */
export function copyTargets(ctx: WriteContext, month: PlainDate): Promise<Outcome<{ copied: number }>> {
  return write(ctx, async (tx) => {
    const before = await openMonth(tx, ctx, month);
    if (!before.ok) return before;
    const earlier = await tx
      .select({ row: kpiTarget, name: store.name })
      .from(kpiTarget)
      .innerJoin(store, and(eq(store.id, kpiTarget.storeId), isNull(store.archivedAt)))
      .where(
        and(
          eq(kpiTarget.month, addMonths(month, -1)),
          sql`not exists (select from kpi_target t where t.store_id = ${kpiTarget.storeId} and t.month = ${month}::date)`,
        ),
      );
    if (earlier.length === 0) return refuse("nothing_to_copy");
    for (const { row, name } of earlier) await put(tx, ctx, { id: row.storeId, name, month }, row, null);
    return accept({ copied: earlier.length });
  });
}

/** Say which products a store pushes in a month. Refuses a month that has begun, an unknown store or product, and a row that somebody else has changed since. */
export function pickProducts(
  ctx: WriteContext,
  target: { storeId: string; month: PlainDate; revision: number },
  slugs: readonly string[],
): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const { storeId, month, revision } = target;
    const before = await openMonth(tx, ctx, month);
    if (!before.ok) return before;
    const [one] = await tx.select({ name: store.name }).from(store).where(eq(store.id, storeId));
    if (!one) return refuse("store_unknown");
    const known = await productNames(tx, slugs);
    if (slugs.some((slug) => !known.has(slug))) return refuse("product_unknown");
    const [was] = await lockRows(tx, month, [storeId]);
    if ((was?.revision ?? 0) !== revision) return refuse("row_stale", { params: { store: one.name } });
    const counts = was?.counts ?? (await targetsFor(tx, month, [storeId])).get(storeId)?.counts ?? "price";
    const empty = { counts, priceFen: null, itemsHundredths: null, pushUnits: null, quotaFen: null, season: "low" as const };
    await put(tx, ctx, { id: storeId, name: one.name, month }, { ...(was ?? empty), pushProducts: [...slugs] }, was ?? null);
    return accept(null);
  });
}

async function openMonth(tx: Tx, ctx: WriteContext, month: PlainDate): Promise<Outcome<null>> {
  if (!isPlainDate(month) || !month.endsWith("-01")) return refuse("month");
  return isFrozen(month, await zonesOf(tx), ctx.now) ? refuse("month_begun") : accept(null);
}

function lockRows(tx: Tx, month: PlainDate, storeIds: readonly string[]): Promise<Row[]> {
  return tx
    .select()
    .from(kpiTarget)
    .where(and(eq(kpiTarget.month, month), inArray(kpiTarget.storeId, [...storeIds])))
    .orderBy(asc(kpiTarget.storeId))
    .for("update");
}

type Kept = TargetValues & { pushProducts: string[] };

/** Write a row with its audit. A row that came from another transaction meanwhile wins over a new one: the unique key says so. */
async function put(
  tx: Tx,
  ctx: WriteContext,
  { id, name, month }: { id: string; name: string; month: PlainDate },
  { counts, priceFen, itemsHundredths, pushUnits, quotaFen, season, pushProducts }: Kept,
  was: Row | null,
): Promise<void> {
  const values = { counts, priceFen, itemsHundredths, pushUnits, quotaFen, season, pushProducts };
  const by = { changedBy: ctx.actorId, changedAt: ctx.now };
  if (was)
    await tx
      .update(kpiTarget)
      .set({ ...values, ...by, revision: was.revision + 1 })
      .where(and(eq(kpiTarget.storeId, id), eq(kpiTarget.month, month)));
  else await tx.insert(kpiTarget).values({ storeId: id, month, ...values, ...by });
  const before = was && {
    counts: was.counts,
    priceFen: was.priceFen,
    itemsHundredths: was.itemsHundredths,
    pushUnits: was.pushUnits,
    quotaFen: was.quotaFen,
    season: was.season,
    pushProducts: was.pushProducts,
  };
  await audit(tx, ctx, {
    action: "kpi.target_set",
    subject: { type: "store", id },
    before,
    after: { ...values, store: name, month: month.slice(0, 7) },
  });
}

/** The names of products by slug; those that there are. */
async function productNames(reader: Reader, slugs: readonly string[]): Promise<Map<string, LocalText>> {
  const rows = await reader.execute<{ slug: string; name: LocalText }>(sql`
    select i.slug, v.body->'name' as name from content_item i join content_version v on v.id = i.current_version_id
    where i.kind = 'product' and i.slug = any(${sql.param([...slugs])}::text[])`);
  return new Map([...rows].map(({ slug, name }) => [slug, name]));
}

/** So many products are offered at once. */
const OFFERED = 30;

/** What a store pushes in a month, and the products of the catalogue that a search finds. Null: there is no such store. Six statements at most. */
export async function pushPage(reader: Reader, asked: { storeId: string; month: PlainDate; q: string }, now: Date) {
  const { storeId, month, q } = asked;
  const [one] = await reader.select({ id: store.id, name: store.name }).from(store).where(eq(store.id, storeId));
  if (!one || !isPlainDate(month) || !month.endsWith("-01")) return null;
  const [row] = await reader
    .select()
    .from(kpiTarget)
    .where(and(eq(kpiTarget.storeId, storeId), eq(kpiTarget.month, month)));
  const like = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  const [names, found, zones] = await Promise.all([
    productNames(reader, row?.pushProducts ?? []),
    reader.execute<{ slug: string; name: LocalText }>(sql`
      select i.slug, v.body->'name' as name from content_item i join content_version v on v.id = i.current_version_id
      where i.kind = 'product' and i.archived_at is null and (${q} = '' or i.slug ilike ${like} or v.body->'name'->>'zh-CN' ilike ${like} or v.body->'name'->>'en' ilike ${like})
      order by i.slug limit ${OFFERED}`),
    zonesOf(reader),
  ]);
  const chosen = (row?.pushProducts ?? []).map((slug) => ({ slug, name: names.get(slug) ?? { "zh-CN": slug, en: slug } }));
  return {
    ...{ store: one, month, q, revision: row?.revision ?? 0, units: row?.pushUnits ?? null, chosen },
    offered: [...found].filter(({ slug }) => !chosen.some((c) => c.slug === slug)),
    frozen: isFrozen(month, zones, now),
  };
}
