import { sql } from "drizzle-orm";
import type { MaskedMeasures } from "@db/schema";
import type { Db, Reader, Tx } from "~/platform/database.server";
import { addMonths, type PlainDate } from "~/platform/dates";
import { type ChatFigure, type StoreDay, writeChatFigures } from "~/results/chat-figures.server";
import { monthOf } from "~/results/measures";
import { lockFigures } from "~/results/renew-months.server";
import { chatRules } from "./chat-rules.server";
import { ownPseudonyms, receptionsOf } from "./receptions.server";

/** For how many days after a chat a payment is its agent's, by store, in the month that begins on a day; a store that is missing keeps to the setting of the chats. */
export type WindowOf = (reader: Reader, month: PlainDate, storeIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** Days of an agent that are computed in one transaction. */
const AT_ONCE = 2000;

/**
 * Compute what chats yield of the days that are noted (`figures-due.server.ts`), some at a time, each lot in a transaction of its own. Days whose buyers are forgotten keep the figures that they
 * have. Run again it changes nothing. Returns how many days it computed.
 */
export async function renewChatFigures(db: Db, now: Date, windowOf: WindowOf, atOnce = AT_ONCE): Promise<number> {
  let count = 0;
  let own: string[] | null = null;
  for (;;) {
    const done = await db.transaction(async (tx) => {
      await lockFigures(tx);
      const taken = await takeDue(tx, atOnce);
      if (taken.length === 0) return 0;
      const { months, windowDays } = await chatRules(tx);
      const kept = addMonths(now.toISOString().slice(0, 10), -months);
      const days = taken.filter(({ day }) => day >= kept);
      own ??= await ownPseudonyms(tx);
      const figures = await chatFigures(tx, await withWindows(tx, days, windowOf, windowDays), own);
      await writeChatFigures(tx, now, days, figures);
      return taken.length;
    });
    if (done === 0) return count;
    count += done;
  }
}

async function takeDue(tx: Tx, atOnce: number): Promise<StoreDay[]> {
  const rows = await tx.execute<StoreDay>(sql`
    with taken as (select store_id, person_id, day from chat_figure_due group by 1, 2, 3 order by 1, 2, 3 limit ${atOnce}),
      gone as (delete from chat_figure_due d using taken t where d.store_id = t.store_id and d.person_id = t.person_id and d.day = t.day returning d.store_id, d.person_id, d.day)
    select distinct store_id as "storeId", person_id as "personId", day::text as day from gone`);
  return [...rows];
}

type Windowed = StoreDay & { windowDays: number };

async function withWindows(reader: Reader, days: readonly StoreDay[], windowOf: WindowOf, usual: number): Promise<Windowed[]> {
  const windows = new Map<string, ReadonlyMap<string, number>>();
  for (const month of new Set(days.map(({ day }) => monthOf(day)))) {
    const stores = new Set(days.filter(({ day }) => monthOf(day) === month).map(({ storeId }) => storeId));
    windows.set(month, await windowOf(reader, month, [...stores]));
  }
  return days.map((one) => ({ ...one, windowDays: windows.get(monthOf(one.day))?.get(one.storeId) ?? usual }));
}

type Row = StoreDay & Record<"conversion" | "reception" | "rating", MaskedMeasures["masks"] | null>;

/** What chats yield of these days, each measure by the mask of filters that hit. What nobody said gives no figure: no inquiry that is decided, no word on invitations. One statement. */
async function chatFigures(reader: Reader, days: readonly Windowed[], own: readonly string[]): Promise<ChatFigure[]> {
  if (days.length === 0) return [];
  const given = sql`select * from json_to_recordset(${JSON.stringify(days)}::json) as d("personId" uuid, "storeId" uuid, day date, "windowDays" int)`;
  const named = sql`select "personId" as person_id, "storeId" as store_id, day, "windowDays" as window_days from (${given}) g`;
  const rows = await reader.execute<Row>(sql`
    select person_id as "personId", store_id as "storeId", day::text as day,
      jsonb_object_agg(mask, jsonb_build_object('inquiries', inquiries, 'paid', paid)) filter (where inquiries > 0) as conversion,
      jsonb_object_agg(mask, jsonb_build_object('received', received, 'effective', effective, 'firstResponseWeighted', weighted, 'firstResponseWeight', weight)) as reception,
      jsonb_object_agg(mask, jsonb_build_object('received', told, 'invited', invited)) filter (where told > 0) as rating
    from (
      select person_id, store_id, day, mask, count(*) as received, count(*) filter (where effective) as effective,
        coalesce(sum(first_ms) filter (where effective), 0) as weighted, count(first_ms) filter (where effective) as weight,
        count(*) filter (where asked) as inquiries, count(*) filter (where paid) as paid, count(invited) as told, count(*) filter (where invited) as invited
      from (${receptionsOf(named, own)}) r group by person_id, store_id, day, mask
    ) m group by person_id, store_id, day`);
  return rows.flatMap(({ conversion, reception, rating, ...day }) =>
    Object.entries({ conversion, reception, rating }).flatMap(([part, masks]) =>
      masks ? [{ ...day, part: part as ChatFigure["part"], measures: { masks } }] : [],
    ),
  );
}
