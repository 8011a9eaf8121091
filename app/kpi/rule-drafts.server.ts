import { and, eq, isNull, sql } from "drizzle-orm";
import { kpiRuleSet, store } from "@db/schema";
import { openTeams } from "~/people/queries.server";
import type { Tx } from "~/platform/database.server";
import { isPlainDate, type PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { differences } from "./rule-differences";
import { ruleFaults } from "./rule-faults";
import { type RuleFields, rulesOf } from "./rule-form";
import { isFrozen, newestSet, type Rules } from "./rule-sets";
import { rulesFor } from "./rule-sets.server";

type Row = typeof kpiRuleSet.$inferSelect;

/** What a draft begins with: what holds for its store in its month, the shop's rules, a set that is there, or nothing of its own. */
export type RuleOrigin = { kind: "holding" } | { kind: "shop" } | { kind: "set"; id: string } | { kind: "follow" };

/** So many saves of a draft can be taken back. */
const KEPT_SAVES = 20;

/**
 * Begin a draft for a store or (null) the shop, from a month on. Refuses a month that is none (`month`) or has begun (`month_begun`), an unknown store or set, and where no rules are
 * known at all. Managers of the whole shop may: the caller has asked.
 */
export function draftRules(
  ctx: WriteContext,
  target: { storeId: string | null; fromMonth: PlainDate; origin: RuleOrigin },
): Promise<Outcome<{ id: string }>> {
  return write(ctx, async (tx) => {
    const { storeId, fromMonth, origin } = target;
    if (!isPlainDate(fromMonth) || !fromMonth.endsWith("-01")) return refuse("month", { field: "month" });
    if (await hasBegun(tx, ctx, fromMonth)) return refuse("month_begun", { field: "month" });
    const name = await storeName(tx, storeId);
    if (name === null) return refuse("store_unknown", { field: "store" });
    const held = await rulesFor(tx, fromMonth, storeId === null ? [] : [storeId]);
    const set = origin.kind === "set" ? (await tx.select().from(kpiRuleSet).where(eq(kpiRuleSet.id, origin.id)))[0] : undefined;
    if (origin.kind === "set" && !set) return refuse("set_unknown", { field: "from" });
    const body: Rules | undefined = set?.body ?? held.get(origin.kind === "shop" ? null : storeId)?.rules;
    if (!body) return refuse("no_rules");
    const follows = origin.kind === "follow";
    const id = newId();
    await tx.insert(kpiRuleSet).values({ id, storeId, fromMonth, version: 0, follows, body, createdBy: ctx.actorId, createdAt: ctx.now });
    await say(tx, ctx, "drafted", { id, storeId, fromMonth }, name);
    return accept({ id });
  });
}

/** Draft what held before a set that has not begun: to publish it is to withdraw the set. Refuses a set that has begun, or that a newer one has replaced. */
export function draftWithdrawal(ctx: WriteContext, setId: string): Promise<Outcome<{ id: string }>> {
  return write(ctx, async (tx) => {
    const [row] = await tx.select().from(kpiRuleSet).where(eq(kpiRuleSet.id, setId));
    if (!row?.publishedAt) return refuse("set_unknown");
    const { storeId, fromMonth } = row;
    if (await hasBegun(tx, ctx, fromMonth)) return refuse("month_begun");
    const ofStore = await publishedOf(tx, storeId);
    if (newestSet(ofStore, storeId, fromMonth)?.id !== setId) return refuse("set_replaced");
    const before = newestSet(
      ofStore.filter(({ id }) => id !== setId),
      storeId,
      fromMonth,
    );
    const id = newId();
    await tx.insert(kpiRuleSet).values({
      ...{ id, storeId, fromMonth, version: 0, follows: before?.follows ?? true, body: before?.body ?? row.body },
      ...{ createdBy: ctx.actorId, createdAt: ctx.now },
    });
    await say(tx, ctx, "drafted", { id, storeId, fromMonth }, (await storeName(tx, storeId)) ?? "");
    return accept({ id });
  });
}

/** Save what the editor says; `revision` is the one that was seen. Refuses what is no number, and a draft that somebody else has saved since (`stale`). It need not be sound yet. */
export function saveRules(ctx: WriteContext, id: string, revision: number, fields: RuleFields): Promise<Outcome<{ revision: number }>> {
  return write(ctx, async (tx) => {
    const found = await lockDraft(tx, id, revision);
    if (!found.ok) return found;
    const { rules, refusals } = rulesOf(fields, found.value.body);
    if (refusals.length > 0) return refuseAll(refusals);
    return accept(await save(tx, found.value, rules));
  });
}

/** Take back the last save of a draft. Refuses a stale form, and where there is none (`nothing_to_undo`). */
export function undoRules(ctx: WriteContext, id: string, revision: number): Promise<Outcome<{ revision: number }>> {
  return write(ctx, async (tx) => {
    const found = await lockDraft(tx, id, revision);
    if (!found.ok) return found;
    const past = [...found.value.past];
    const body = past.pop();
    if (!body) return refuse("nothing_to_undo");
    await tx
      .update(kpiRuleSet)
      .set({ body, past, revision: revision + 1 })
      .where(eq(kpiRuleSet.id, id));
    return accept({ revision: revision + 1 });
  });
}

/** Throw a draft away; it can be taken back. Refuses a stale form. */
export function discardRules(ctx: WriteContext, id: string, revision: number): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockDraft(tx, id, revision);
    if (!found.ok) return found;
    await tx
      .update(kpiRuleSet)
      .set({ discardedAt: ctx.now, revision: revision + 1 })
      .where(eq(kpiRuleSet.id, id));
    await say(tx, ctx, "discarded", found.value, (await storeName(tx, found.value.storeId)) ?? "");
    return accept(null);
  });
}

/** Take a draft back that was thrown away. Refuses what is none. */
export function takeBackRules(ctx: WriteContext, id: string): Promise<Outcome<{ id: string }>> {
  return write(ctx, async (tx) => {
    const [row] = await tx.select().from(kpiRuleSet).where(eq(kpiRuleSet.id, id)).for("update");
    if (!row || row.publishedAt !== null || row.discardedAt === null) return refuse("set_unknown");
    await tx
      .update(kpiRuleSet)
      .set({ discardedAt: null, revision: row.revision + 1 })
      .where(eq(kpiRuleSet.id, id));
    await say(tx, ctx, "taken_back", row, (await storeName(tx, row.storeId)) ?? "");
    return accept({ id });
  });
}

/**
 * Publish a draft as the editor says it: it holds from the first instant of its month and never changes again. Refuses what is no number, what `ruleFaults` names, a month that has begun, rules
 * that would hold anyway (`same`), a missing reason, a stale form.
 */
export function publishRules(
  ctx: WriteContext,
  id: string,
  revision: number,
  { fields, reason }: { fields: RuleFields; reason: string },
): Promise<Outcome<{ version: number }>> {
  return write(ctx, async (tx) => {
    // Two drafts of one store and month: one after the other, each with a number of its own.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('kpi rule sets'))`);
    const found = await lockDraft(tx, id, revision);
    if (!found.ok) return found;
    const { storeId, fromMonth, follows } = found.value;
    const { rules, refusals } = follows ? { rules: found.value.body, refusals: [] } : rulesOf(fields, found.value.body);
    const faults = refusals.length > 0 ? refusals : follows ? [] : ruleFaults(rules);
    const why = reason.trim() === "" ? [{ code: "reason", field: "reason" }] : [];
    if (faults.length + why.length > 0) return refuseAll([...faults, ...why]);
    if (await hasBegun(tx, ctx, fromMonth)) return refuse("month_begun");
    const own = newestSet(await publishedOf(tx, storeId), storeId, fromMonth);
    const isSame = follows ? own === null || own.follows : own !== null && !own.follows && differences(own.body, rules).length === 0;
    if (isSame) return refuse("same");
    const [newest] = await tx
      .select({ version: sql<number>`coalesce(max(${kpiRuleSet.version}), 0)::int` })
      .from(kpiRuleSet)
      .where(and(storeId === null ? isNull(kpiRuleSet.storeId) : eq(kpiRuleSet.storeId, storeId), eq(kpiRuleSet.fromMonth, fromMonth)));
    const version = (newest?.version ?? 0) + 1;
    await tx
      .update(kpiRuleSet)
      .set({
        body: rules,
        past: [],
        version,
        reason: reason.trim(),
        publishedAt: ctx.now,
        publishedBy: ctx.actorId,
        revision: revision + 1,
      })
      .where(eq(kpiRuleSet.id, id));
    await say(tx, ctx, follows ? "left" : "published", found.value, (await storeName(tx, storeId)) ?? "", {
      version,
      reason: reason.trim(),
      was: own?.id ?? null,
    });
    return accept({ version });
  });
}

async function save(tx: Tx, { id, body, past, revision }: Row, rules: Rules): Promise<{ revision: number }> {
  if (differences(body, rules).length === 0) return { revision };
  await tx
    .update(kpiRuleSet)
    .set({ body: rules, past: [...past, body].slice(-KEPT_SAVES), revision: revision + 1 })
    .where(eq(kpiRuleSet.id, id));
  return { revision: revision + 1 };
}

/** The draft, locked; refused when it is published or thrown away, or when another revision than the one that was seen stands. */
async function lockDraft(tx: Tx, id: string, revision: number): Promise<Outcome<Row>> {
  const [row] = await tx.select().from(kpiRuleSet).where(eq(kpiRuleSet.id, id)).for("update");
  if (!row) return refuse("set_unknown");
  if (row.publishedAt !== null) return refuse("published_already");
  if (row.revision !== revision || row.discardedAt !== null) return refuse("stale");
  return accept(row);
}

/** Whether a month has begun in the zone of any team. */
async function hasBegun(tx: Tx, ctx: WriteContext, month: PlainDate): Promise<boolean> {
  const zones = (await openTeams(tx)).map(({ zone }) => zone);
  return isFrozen(month, zones, ctx.now);
}

function publishedOf(tx: Tx, storeId: string | null): Promise<Row[]> {
  return tx
    .select()
    .from(kpiRuleSet)
    .where(
      and(storeId === null ? isNull(kpiRuleSet.storeId) : eq(kpiRuleSet.storeId, storeId), sql`${kpiRuleSet.publishedAt} is not null`),
    );
}

/** The store's name, "" for the shop; null: there is no such store. */
async function storeName(tx: Tx, storeId: string | null): Promise<string | null> {
  if (storeId === null) return "";
  const [row] = await tx.select({ name: store.name }).from(store).where(eq(store.id, storeId));
  return row?.name ?? null;
}

type Said = Pick<Row, "id" | "storeId" | "fromMonth">;

function say(
  tx: Tx,
  ctx: WriteContext,
  what: "drafted" | "discarded" | "taken_back" | "published" | "left",
  { id, storeId, fromMonth }: Said,
  name: string,
  more: { version?: number; reason?: string; was?: string | null } = {},
): Promise<void> {
  const { reason, was, ...after } = more;
  return audit(tx, ctx, {
    action: `kpi.rules_${what}_${storeId === null ? "shop" : "store"}`,
    subject: { type: "kpi_rule_set", id },
    before: was === undefined ? null : { setId: was },
    after: { store: name, storeId, month: fromMonth.slice(0, 7), ...after },
    reason: reason ?? null,
  });
}
