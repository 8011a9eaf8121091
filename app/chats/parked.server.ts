import { and, eq, sql } from "drizzle-orm";
import { chat, chatRobot, store } from "@db/schema";
import { orConflict } from "~/people/conflicts.server";
import { assignAccountIn } from "~/people/stores.server";
import type { Reader, Tx } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { clearanceAt, teamOf } from "./accounts";
import { deskHistory } from "./accounts.server";
import { type Breach, openBreaches } from "./breaches.server";
import { renewDayCounts } from "./day-counts.server";
import { noteChats } from "./figures-due.server";

/** Accounts whose chats are nobody's: how many, from when to when. Robots are said apart. One statement. */
export async function parkedAccounts(reader: Reader) {
  const rows = await reader.execute<{
    storeId: string;
    store: string;
    account: string;
    count: number;
    first: string;
    last: string;
    isRobot: boolean;
  }>(sql`
    select c.store_id as "storeId", s.name as store, c.account, count(*)::int as count, min(c.day)::text as first, max(c.day)::text as last,
      r.store_id is not null as "isRobot"
    from chat c join store s on s.id = c.store_id left join chat_robot r on r.store_id = c.store_id and r.account = c.account
    where c.person_id is null group by c.store_id, s.name, c.account, r.store_id order by count(*) desc limit 200`);
  return [...rows];
}

type Account = { storeId: string; account: string };

/** Say whose an account is from a day on: it is given to them, and what is parked of those days becomes theirs. Refused as the giving of an account is. */
export function mapAccount(
  ctx: WriteContext,
  values: Account & { personId: string; from: PlainDate },
): Promise<Outcome<{ chats: number }>> {
  return orConflict(() =>
    write(ctx, async (tx) => {
      const { storeId, account, personId, from } = values;
      const given = await assignAccountIn(tx, ctx, { storeId, nick: account, personId, from });
      if (!given.ok) return given;
      await tx.delete(chatRobot).where(and(eq(chatRobot.storeId, storeId), eq(chatRobot.account, account)));
      const chats = await takeOver(tx, ctx, values);
      await audit(tx, ctx, {
        action: "chats.account_mapped",
        subject: { type: "store", id: storeId },
        personId,
        after: { account, from, chats },
      });
      return accept({ chats });
    }),
  );
}

async function takeOver(
  tx: Tx,
  ctx: WriteContext,
  { storeId, account, personId, from }: Account & { personId: string; from: PlainDate },
): Promise<number> {
  const { memberships, clearances } = await deskHistory(tx);
  const parked = await tx
    .select({ id: chat.id, day: chat.day, startedAt: chat.startedAt })
    .from(chat)
    .where(and(eq(chat.storeId, storeId), eq(chat.account, account), sql`${chat.personId} is null and ${chat.day} >= ${from}`))
    .for("update");
  if (parked.length === 0) return 0;
  const theirs = parked.map(({ id, day, startedAt }) => ({
    id,
    day,
    teamId: teamOf(memberships, personId, day)?.teamId ?? null,
    clearance: clearanceAt(clearances.get(personId), startedAt.getTime()),
  }));
  await tx.execute(sql`
    update chat c set person_id = ${personId}::uuid, team_id = t."teamId", clearance = t.clearance
    from json_to_recordset(${JSON.stringify(theirs)}::json) as t(id uuid, "teamId" uuid, clearance text) where c.id = t.id`);
  const breaches = theirs
    .filter(({ clearance }) => clearance === "not_cleared")
    .map(({ id, teamId, day }): Breach => ({ chatId: id, personId, teamId, day }));
  await openBreaches(tx, ctx, breaches);
  await noteChats(tx, sql`n.id = any(${sql.param(theirs.map(({ id }) => id))}::uuid[])`);
  await renewDayCounts(
    tx,
    [...new Set(theirs.map(({ day }) => day))].map((day) => ({ personId, day })),
  );
  return theirs.length;
}

/** Say that an account is no person's, or that it is after all. */
export function markRobot(ctx: WriteContext, { storeId, account }: Account, isRobot: boolean): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const [known] = await tx.select({ id: store.id }).from(store).where(eq(store.id, storeId));
    if (!known || account === "") return refuse("account_gone");
    if (isRobot)
      await tx
        .insert(chatRobot)
        .values({ storeId, account, saidBy: ctx.actorId ?? storeId, at: ctx.now })
        .onConflictDoNothing();
    else await tx.delete(chatRobot).where(and(eq(chatRobot.storeId, storeId), eq(chatRobot.account, account)));
    await noteChats(tx, sql`n.store_id = ${storeId} and n.account = ${account}`);
    await audit(tx, ctx, {
      action: isRobot ? "chats.robot_named" : "chats.robot_lifted",
      subject: { type: "store", id: storeId },
      after: { account },
    });
    return accept(null);
  });
}
