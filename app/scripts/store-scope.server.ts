import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { contentItem, scriptStore, store } from "@db/schema";
import { platforms } from "~/curriculum/pack-basics";
import type { Tx } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { isId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { EVERY_STORE } from "./address";

/** Who sits at the desk on which day, and the store that they ask for: its id, `EVERY_STORE`, or (null) nothing said. */
export type DeskAsked = { personId: string; today: PlainDate; store: string | null };

export type StoreChoice = { id: string; name: string; platform: string; own: boolean };

/** The desk as the shop's rows know it. */
export type Desk = {
  /** The stores in use, one's own first. */
  stores: StoreChoice[];
  /** The one whose scripts are shown. */
  chosen: string | null;
  /** The sub-account by which the reader serves there. */
  nick: string | null;
  /** The shop's couriers. */
  couriers: string[];
};

/** The stores that somebody serves on the day. */
const ownStores = ({ personId, today }: DeskAsked): SQL => sql`
  select h.store_id from store_set x join store_share h on h.store_set_id = x.id
  where x.person_id = ${personId} and x.from_day <= ${today}::date and (x.to_day is null or x.to_day > ${today}::date)`;

/** The store whose scripts are shown: the one that is asked for; where nothing is said, the one that somebody serves who serves no other. None or one row. */
export function chosenStore(desk: DeskAsked): SQL {
  if (desk.store === null)
    return sql`select min(s.id::text)::uuid as id, min(s.platform) as platform from store s
      where s.archived_at is null and s.id in (${ownStores(desk)}) having count(*) = 1`;
  if (desk.store === EVERY_STORE) return sql`select null::uuid as id, null::text as platform where false`;
  return sql`select s.id, s.platform from store s where s.archived_at is null and s.id = ${desk.store}`;
}

const KNOWN = sql`${sql.param([...platforms])}::text[]`;

/** The scripts that hold in the `chosen` store: on its platform, and scoped to no others. A platform that the packs do not know has those that hold on every one. */
export const holdsInStore: SQL = sql`(
  case when (select platform from chosen) = any(${KNOWN}) then (select platform from chosen) = any(s.platforms) else s.platforms @> ${KNOWN} end
  and i.id not in (select item_id from script_store group by item_id having not bool_or(store_id = (select id from chosen))))`;

/** The names of the stores in which a script holds and no other; null: it holds in all. */
export const scopeNames = (itemId: SQL): SQL =>
  sql`(select json_agg(st.name order by st.name) from script_store c join store st on st.id = c.store_id where c.item_id = ${itemId})`;

/** The stores of a script for the form that sets them; null as above. */
export const scopeOf = (itemId: SQL): SQL =>
  sql`(select json_agg(json_build_object('id', st.id, 'name', st.name) order by st.name)
    from script_store c join store st on st.id = c.store_id where c.item_id = ${itemId})`;

/** The desk, as one value of a statement. */
export const deskFacts = (desk: DeskAsked): SQL => sql`(
  with chosen as (${chosenStore(desk)}), own as (${ownStores(desk)})
  select json_build_object(
    'stores', (select coalesce(json_agg(json_build_object('id', st.id, 'name', st.name, 'platform', st.platform, 'own', st.id in (select store_id from own))
        order by st.id in (select store_id from own) desc, st.name), '[]')
      from store st where st.archived_at is null),
    'chosen', (select id from chosen),
    'nick', (select a.nick from platform_account a
      where a.person_id = ${desk.personId} and a.store_id = (select id from chosen) and a.from_day <= ${desk.today}::date
        and (a.to_day is null or a.to_day > ${desk.today}::date)
      order by a.from_day desc, a.nick limit 1),
    'couriers', coalesce((select value from setting where key = 'couriers'), '[]')))`;

/** Let a script hold in these stores alone; none: in every one. Of those that are put away only what it had stays. Twice is once. */
export async function setScriptStores(
  ctx: WriteContext,
  personId: string,
  slug: string,
  storeIds: readonly string[],
): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const [item] = await tx
      .select({ id: contentItem.id })
      .from(contentItem)
      .where(and(eq(contentItem.kind, "script"), eq(contentItem.slug, slug), isNull(contentItem.archivedAt)))
      .for("update");
    if (!item) return refuse("not_found");
    const before = await storesOf(tx, item.id);
    const after = await knownStores(tx, storeIds.filter(isId), [...before.keys()]);
    if (after.size !== storeIds.length) return refuse("store_unknown", { field: "where" });
    const gone = [...before.keys()].filter((id) => !after.has(id));
    const added = [...after.keys()].filter((id) => !before.has(id));
    if (gone.length + added.length === 0) return accept(null);
    if (gone.length > 0) await tx.delete(scriptStore).where(and(eq(scriptStore.itemId, item.id), inArray(scriptStore.storeId, gone)));
    if (added.length > 0)
      await tx.insert(scriptStore).values(added.map((storeId) => ({ itemId: item.id, storeId, setBy: personId, setAt: ctx.now })));
    await audit(tx, ctx, {
      action: after.size > 0 ? "scripts.stores_set" : "scripts.stores_lifted",
      subject: { type: "script", id: slug },
      before: { stores: [...before.values()] },
      after: { stores: [...after.values()] },
    });
    return accept(null);
  });
}

/** Names by id. */
async function storesOf(tx: Tx, itemId: string): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: store.id, name: store.name })
    .from(scriptStore)
    .innerJoin(store, eq(store.id, scriptStore.storeId))
    .where(eq(scriptStore.itemId, itemId))
    .orderBy(store.name);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function knownStores(tx: Tx, ids: readonly string[], had: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: store.id, name: store.name })
    .from(store)
    .where(and(inArray(store.id, [...ids]), or(isNull(store.archivedAt), had.length > 0 ? inArray(store.id, [...had]) : undefined)))
    .orderBy(store.name);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
