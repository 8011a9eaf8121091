import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { person, platformAccount, store } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { isPlainDate, type PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { orConflict } from "./conflicts.server";
import type { StoreValues } from "./forms";

/** All stores, archived ones last, with who holds which sub-account since when. Two statements. */
export async function storesWithAccounts(reader: Reader) {
  const [stores, accounts] = await Promise.all([
    reader
      .select()
      .from(store)
      .orderBy(sql`${store.archivedAt} is not null`, asc(store.name)),
    reader
      .select({
        id: platformAccount.id,
        storeId: platformAccount.storeId,
        nick: platformAccount.nick,
        from: platformAccount.from,
        to: platformAccount.to,
        personId: person.id,
        personName: person.name,
      })
      .from(platformAccount)
      .innerJoin(person, eq(person.id, platformAccount.personId))
      .orderBy(asc(platformAccount.nick), sql`${platformAccount.from} desc`),
  ]);
  return stores.map((s) => ({ ...s, accounts: accounts.filter((a) => a.storeId === s.id) }));
}

/** Agents who work here, for the choice of an account's holder. */
export function agentChoice(reader: Reader) {
  return reader
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(sql`${person.state} is not null and ${person.state} <> 'left'`)
    .orderBy(asc(person.name));
}

/** Stores that are not put away, by name. One statement. */
export function storeChoice(reader: Reader) {
  return reader.select({ id: store.id, name: store.name }).from(store).where(isNull(store.archivedAt)).orderBy(asc(store.name));
}

/** Make a store. Refuses a name that is in use. */
export function addStore(ctx: WriteContext, values: StoreValues): Promise<Outcome<{ id: string }>> {
  return orConflict(() =>
    write(ctx, async (tx) => {
      const id = newId();
      await tx.insert(store).values({ id, ...values, createdAt: ctx.now });
      await audit(tx, ctx, { action: "people.store_added", subject: { type: "store", id }, after: values });
      return accept({ id });
    }),
  );
}

/** Change a store's name or platform, or put it away and take it back. */
export function editStore(
  ctx: WriteContext,
  storeId: string,
  values: StoreValues & { archived: boolean },
): Promise<Outcome<{ id: string }>> {
  return orConflict(() =>
    write(ctx, async (tx) => {
      const [row] = await tx.select().from(store).where(eq(store.id, storeId)).for("update");
      if (!row) return refuse("store_unknown");
      const { name, platform, archived } = values;
      const archivedAt = archived ? (row.archivedAt ?? ctx.now) : null;
      await tx
        .update(store)
        .set({ name, platform, archivedAt, revision: row.revision + 1 })
        .where(eq(store.id, storeId));
      await audit(tx, ctx, {
        action: "people.store_edited",
        subject: { type: "store", id: storeId },
        before: { name: row.name, platform: row.platform, archived: row.archivedAt !== null },
        after: values,
      });
      return accept({ id: storeId });
    }),
  );
}

type Assignment = { storeId: string; nick: string; personId: string; from: PlainDate };

/**
 * Give a sub-account to an agent from a day on. Whoever holds it is relieved the day before; a later holder is refused as an overlap.
 */
export function assignAccount(ctx: WriteContext, values: Assignment): Promise<Outcome<{ id: string }>> {
  return orConflict(() => write(ctx, (tx) => assignAccountIn(tx, ctx, values)));
}

/** The same within a transaction of the caller's, who says with `orConflict` that somebody was quicker. */
export async function assignAccountIn(tx: Tx, ctx: WriteContext, values: Assignment): Promise<Outcome<{ id: string }>> {
  const nick = values.nick.trim();
  if (nick === "" || nick.length > 80) return refuse("nick_missing", { field: "nick" });
  if (!isPlainDate(values.from)) return refuse("date_malformed", { field: "from" });
  const [[target], [holder]] = await Promise.all([
    tx
      .select()
      .from(store)
      .where(and(eq(store.id, values.storeId), isNull(store.archivedAt))),
    tx.select({ id: person.id, state: person.state }).from(person).where(eq(person.id, values.personId)),
  ]);
  if (!target) return refuse("store_unknown", { field: "storeId" });
  if (!holder || holder.state === null || holder.state === "left") return refuse("not_an_agent", { field: "personId" });
  const open = and(eq(platformAccount.storeId, values.storeId), eq(platformAccount.nick, nick), isNull(platformAccount.to));
  const relieved = await tx
    .update(platformAccount)
    .set({ to: values.from })
    .where(and(open, sql`${platformAccount.from} < ${values.from}`))
    .returning({ id: platformAccount.id, personId: platformAccount.personId });
  const ended = relieved.map((row) => ({
    action: "people.account_ended",
    subject: { type: "platform_account", id: row.id },
    personId: row.personId,
    before: { nick },
    after: { to: values.from },
  }));
  await audit(tx, ctx, ...ended);
  const id = newId();
  await tx.insert(platformAccount).values({ id, storeId: values.storeId, nick, personId: values.personId, from: values.from });
  await audit(tx, ctx, {
    action: "people.account_assigned",
    subject: { type: "platform_account", id },
    personId: values.personId,
    after: { store: target.name, nick, from: values.from },
  });
  return accept({ id });
}

/** End somebody's hold of a sub-account on a day (exclusive). */
export function endAccount(ctx: WriteContext, accountId: string, to: PlainDate): Promise<Outcome<{ id: string }>> {
  if (!isPlainDate(to)) return Promise.resolve(refuse("date_malformed", { field: "to" }));
  return write(ctx, async (tx) => {
    const [row] = await tx.select().from(platformAccount).where(eq(platformAccount.id, accountId)).for("update");
    if (!row) return refuse("account_gone");
    if (row.to !== null) return accept({ id: accountId });
    if (to <= row.from) return refuse("account_end_early", { field: "to", params: { from: row.from } });
    await tx.update(platformAccount).set({ to }).where(eq(platformAccount.id, accountId));
    await audit(tx, ctx, {
      action: "people.account_ended",
      subject: { type: "platform_account", id: accountId },
      personId: row.personId,
      before: { nick: row.nick },
      after: { to },
    });
    return accept({ id: accountId });
  });
}
