import { eq, sql } from "drizzle-orm";
import { chatImport } from "@db/schema";
import type { Db, Tx } from "~/platform/database.server";
import { audit, type WriteContext } from "~/platform/write.server";
import { storeOrders } from "~/results/orders.server";
import { type Breach, openBreaches } from "./breaches.server";
import { type PersonDay, renewDayCounts } from "./day-counts.server";
import { chatGround } from "./ground.server";
import { noteChats, noteStretch } from "./figures-due.server";
import { emptyStage, type ImportRow } from "./import-stage.server";
import { settleOutcomes } from "./outcome.server";

/** Move all that an import has counted to where chats and orders are, in one transaction: it is all there, or none of it. */
export async function moveAll(db: Db, row: ImportRow, now: Date): Promise<void> {
  const ground = row.kind === "orders" ? await chatGround(db) : null;
  const ctx: WriteContext = { db, actorId: row.orderedBy, now, requestId: `import ${row.id}`, submissionId: null };
  await db.transaction(async (tx) => {
    const [fresh] = await tx.select().from(chatImport).where(eq(chatImport.id, row.id)).for("update");
    if (fresh?.state !== "moving") return;
    const moved = ground
      ? await storeOrders(tx, row, (sku) => ground.products.byCode.get(sku.toLowerCase()) ?? null)
      : await moveChats(tx, ctx, row);
    const changed = moved.from !== null && moved.to !== null ? await settleOutcomes(tx, row.storeId, moved.from, moved.to) : [];
    await renewDayCounts(tx, [...changed, ...(ground ? [] : await daysOf(tx, row.id))]);
    if (!ground) await noteChats(tx, sql`n.import_id = ${row.id}`);
    else if (moved.from !== null && moved.to !== null) await noteStretch(tx, row.storeId, moved.from, moved.to);
    await emptyStage(tx, row.id);
    const { added, known, parked } = moved;
    await tx
      .update(chatImport)
      .set({ state: "done", finishedAt: now, added, known, parked, bytesRead: row.bytes })
      .where(eq(chatImport.id, row.id));
    await audit(tx, ctx, {
      action: row.kind === "chats" ? "chats.imported" : "chats.orders_imported",
      subject: { type: "chat_import", id: row.id },
      after: { fileName: fresh.fileName, added, known, parked, faults: fresh.faultCount },
    });
  });
}

type Moved = { added: number; known: number; parked: number; from: string | null; to: string | null };

async function moveChats(tx: Tx, ctx: WriteContext, { id }: ImportRow): Promise<Moved> {
  const [span] = await tx.execute<{ from: string | null; to: string | null; all: number; invites: boolean }>(sql`
    select min(row->>'started_at') as "from", max(row->>'started_at') as "to", count(*)::int as "all", bool_or((row->>'invited')::boolean) as invites
    from chat_import_row where import_id = ${id}`);
  if (!span || span.from === null || span.to === null) return { added: 0, known: 0, parked: 0, from: null, to: null };
  await tx.execute(sql`
    select make_chat_partition(month::date)
    from (select distinct date_trunc('month', (row->>'started_at')::timestamptz at time zone 'UTC') as month from chat_import_row where import_id = ${id}) months order by month`);
  // A file in which nobody was invited to rate says nothing of invitations: many platforms do not export them.
  const usual = sql.raw(`'{"robot_lines": 0}'::jsonb || i.row${span.invites ? "" : " - 'invited'"}`);
  const [counts] = await tx.execute<{ added: number; parked: number }>(sql`
    with moved as (
      insert into chat select r.* from chat_import_row i, lateral jsonb_populate_record(null::chat, ${usual}) r where i.import_id = ${id}
      on conflict (platform, session_key) do nothing returning id, person_id
    ), texts as (
      insert into chat_text (chat_id, lines, words)
      select m.id, i.lines, i.words::tsvector from chat_import_row i join moved m on m.id = (i.row->>'id')::uuid where i.import_id = ${id}
    )
    select count(*)::int as added, (count(*) filter (where person_id is null))::int as parked from moved`);
  const { added = 0, parked = 0 } = counts ?? {};
  await openBreaches(tx, ctx, await breachesOf(tx, id));
  return { added, known: span.all - added, parked, from: span.from, to: span.to };
}

/** The days of whose chats an import brought some. */
async function daysOf(tx: Tx, importId: string): Promise<PersonDay[]> {
  const days = await tx.execute<PersonDay>(sql`
    select distinct person_id as "personId", day::text as day from chat where import_id = ${importId} and person_id is not null`);
  return [...days];
}

async function breachesOf(tx: Tx, importId: string): Promise<Breach[]> {
  const breaches = await tx.execute<Breach>(sql`
    select id as "chatId", person_id as "personId", team_id as "teamId", day::text as day
    from chat where import_id = ${importId} and clearance = 'not_cleared' and person_id is not null order by id`);
  return [...breaches];
}
