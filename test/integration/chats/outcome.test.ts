import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { workItem } from "@db/schema";
import { undoChatImport } from "~/chats/import.server";
import { mapAccount, parkedAccounts } from "~/chats/parked.server";
import { sweepOldChats } from "~/chats/retention.server";
import { importShop, session, talk } from "./import-desk";

const { db, make, now, team, desk, chatsOf } = await importShop();
const HEAD = "订单编号,买家昵称,创建时间,付款时间,实付金额,退款金额,商品编码,状态";

/** What the summaries of days say of all inquiries and of those that asked for a lower price, and what the chats themselves do. */
async function daysAndChats() {
  const summed = await db.execute<{ exposure: string; inquiries: number; paid: number }>(sql`
    select exposure, sum(inquiries)::int as inquiries, sum(paid)::int as paid from chat_day_count
    where product = '' and exposure in ('', 'asked_lower_price') group by exposure order by exposure`);
  const counted = await db.execute<{ exposure: string; inquiries: number; paid: number }>(sql`
    select e.exposure, count(*)::int as inquiries, (count(*) filter (where outcome = 'paid'))::int as paid
    from chat c, (values (''), ('asked_lower_price')) e (exposure)
    where c.is_inquiry and c.outcome <> 'unknown' and c.person_id is not null and (e.exposure = '' or e.exposure = any(c.exposures))
    group by e.exposure order by e.exposure`);
  return { summed: [...summed], counted: [...counted] };
}
const expectDaysCounted = async () => {
  const { summed, counted } = await daysAndChats();
  expect(counted.length).toBeGreaterThan(0);
  expect(summed).toEqual(counted);
};

describe("orders", () => {
  it("say which inquiries were paid: of the last agent before it, within two days", async () => {
    const chats = await desk.bring(
      JSON.stringify([
        session("o-1", "payer", talk),
        session("o-2", "leaver", talk, { at: 1 }),
        session("o-3", "twice", talk, { at: 2 }),
        session("o-4", "twice", talk, { at: 30, agent: "行囊旗舰店:别人" }),
        session("o-5", "late", talk, { at: 3 }),
      ]),
    );
    const orders = [
      HEAD,
      "2938475610293847561,payer,2026-02-27 10:20:00,2026-02-27 10:25:00,149.00,0,BP-101-P-16,交易成功",
      "2938475610293847562,twice,2026-02-27 11:00:00,2026-02-27 11:01:00,129.00,0,BP-101-P-14,交易成功",
      "2938475610293847563,late,2026-03-02 11:00:00,2026-03-02 11:01:00,129.00,0,BP-101-P-14,交易成功",
    ];
    expect(await desk.bring(orders.join("\n"), { kind: "orders", fileName: "o.csv" })).toMatchObject({ state: "done", added: 3 });
    const outcomes = (await chatsOf(chats.id)).map(({ outcome, outcomeFrom, worthFen }) => [outcome, outcomeFrom, worthFen]);
    expect(outcomes).toEqual([
      ["paid", "orders", 14_900],
      ["unpaid", "orders", 14_900],
      ["unknown", null, 14_900],
      ["unpaid", "orders", 14_900],
      ["paid", "orders", 12_900],
    ]);
    await expectDaysCounted();
  });

  it("that are taken back say nothing any more, neither of a chat nor of its day", async () => {
    const chats = await desk.bring(JSON.stringify([session("w-1", "regrets", talk, { at: 40 })]));
    const order = "2938475610293847569,regrets,2026-02-27 11:20:00,2026-02-27 11:25:00,149.00,0,BP-101-P-16,交易成功";
    const orders = await desk.bring(`${HEAD}\n${order}`, { kind: "orders", fileName: "back.csv" });
    expect((await chatsOf(chats.id))[0]?.outcome).toBe("paid");
    expect((await undoChatImport(now, orders.id)).ok).toBe(true);
    expect((await chatsOf(chats.id))[0]?.outcome).not.toBe("paid");
    await expectDaysCounted();
  });

  it("say what was not paid as far as they reach, across days without an order, until they are taken back", async () => {
    const chats = await desk.bring(JSON.stringify([session("gap-1", "nobody", talk, { at: 5 * 24 * 60 })]));
    expect((await chatsOf(chats.id))[0]?.outcome).toBe("unknown");
    const order = "2938475610293847570,else,2026-03-14 09:00:00,2026-03-14 09:01:00,149.00,0,BP-101-P-16,交易成功";
    const later = await desk.bring(`${HEAD}\n${order}`, { kind: "orders", fileName: "later.csv" });
    expect((await chatsOf(chats.id))[0]?.outcome).toBe("unpaid");
    await expectDaysCounted();
    expect((await undoChatImport(now, later.id)).ok).toBe(true);
    expect((await chatsOf(chats.id))[0]?.outcome).toBe("unknown");
    await expectDaysCounted();
  });
});

describe("the counts of days", () => {
  it("an account that nobody held is given to somebody, with its chats; without clearance each is a breach", async () => {
    const row = await desk.bring(JSON.stringify([session("p-1", "d1", talk, { agent: "行囊旗舰店:新来的" })]));
    expect(row.parked).toBe(1);
    expect((await parkedAccounts(db)).map(({ account }) => account)).toContain("新来的");
    const trainee = await make.trainee(team.id, { name: "新人" });
    expect(await mapAccount(now, { storeId: desk.storeId, account: "新来的", personId: trainee.id, from: "2026-02-01" })).toEqual({
      ok: true,
      value: { chats: 1 },
    });
    const [theirs] = await chatsOf(row.id);
    expect(theirs).toMatchObject({ personId: trainee.id, clearance: "not_cleared" });
    expect(await db.$count(workItem, eq(workItem.subjectId, theirs?.id ?? ""))).toBe(1);
    await expectDaysCounted();
  });

  it("the days of what a file says was paid are counted with the import, and not once it is taken back", async () => {
    const row = await desk.bring(
      JSON.stringify([session("d-1", "dd1", talk, { paid: true }), session("d-2", "dd2", talk, { paid: false })]),
    );
    expect((await chatsOf(row.id)).map(({ outcomeFrom }) => outcomeFrom)).toEqual(["file", "file"]);
    await expectDaysCounted();
    expect((await undoChatImport(now, row.id)).ok).toBe(true);
    await expectDaysCounted();
  });

  it("stay when the texts go", async () => {
    const { summed } = await daysAndChats();
    expect(await sweepOldChats(db, new Date("2027-04-01T00:00:00Z"))).toBeGreaterThan(0);
    expect((await daysAndChats()).summed).toEqual(summed);
    await expectDaysCounted();
  });
});
