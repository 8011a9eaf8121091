import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, figure, figureLock, type MaskedMeasures } from "@db/schema";
import { renewChatFigures } from "~/chats/figures.server";
import { flagOrder, liftFlag, orderFlags } from "~/chats/order-flags.server";
import type { HeldRole } from "~/people/permissions";
import { attributionDays } from "~/kpi/attribution.server";
import { MONDAY } from "@test/setup/database";
import { importShop, session, talk } from "./import-desk";

const { db, owner, make, ctx, team, agent, desk } = await importShop();
const elsewhere = await make.team();
const leader = await make.trainee(team.id, { name: "组长" });
const supervisor = (teamId: string): HeldRole[] => [{ role: "supervisor", teamId }];
const now = ctx(MONDAY, leader.id);
const NUMBER = "2938475610293847561";
const order = `订单编号,买家昵称,创建时间,付款时间,实付金额,退款金额,商品编码,状态\n${NUMBER},friend,2026-02-27 11:00:00,2026-02-27 11:05:00,149.00,0,BP-101-P-16,交易成功`;
const flag = { storeId: desk.storeId, number: `="${NUMBER}"`, reason: "朋友代拍，已经退回" };

async function masks() {
  await renewChatFigures(db, MONDAY, attributionDays);
  const [row] = await db
    .select()
    .from(figure)
    .where(and(eq(figure.personId, agent.id), eq(figure.part, "conversion")));
  return (row?.measures as MaskedMeasures | undefined)?.masks;
}

await desk.bring(JSON.stringify([session("g-1", "friend", talk)]));
await desk.bring(order, { kind: "orders", fileName: "o.csv" });

describe("an order that is irregular", () => {
  it.each([
    ["without a word", { reason: " 假 " }, "flag_reason"],
    ["of a number that no file had", { number: "1" }, "flag_unknown"],
  ])("is refused %s", async (_name, change, code) => {
    expect(await flagOrder(now, supervisor(team.id), { ...flag, ...change })).toMatchObject({ ok: false, refusals: [{ code }] });
  });

  it("is refused to who leads none of the teams that served its buyer", async () => {
    expect(await flagOrder(now, supervisor(elsewhere.id), flag)).toMatchObject({ ok: false, refusals: [{ code: "flag_not_yours" }] });
  });

  it("puts the chat under its filter, keeps it there when the file comes again, and gives it back when the mark is taken off", async () => {
    expect(await masks()).toEqual({ "0": { inquiries: 1, paid: 1 } });
    const made = await flagOrder(now, supervisor(team.id), flag);
    if (!made.ok) throw new Error(JSON.stringify(made.refusals));
    expect(await masks()).toEqual({ "32": { inquiries: 1, paid: 1 } });
    await desk.bring(`${order}\n`, { kind: "orders", fileName: "again.csv" });
    expect(await masks()).toEqual({ "32": { inquiries: 1, paid: 1 } });
    expect(await flagOrder(now, supervisor(team.id), flag)).toMatchObject({ ok: false, refusals: [{ code: "flag_there" }] });

    expect(await orderFlags(db, supervisor(elsewhere.id))).toEqual([]);
    expect(await orderFlags(db, supervisor(team.id))).toMatchObject([{ reason: flag.reason, amountFen: 14_900, liftedAt: null }]);
    expect(await liftFlag(now, supervisor(elsewhere.id), made.value.id)).toMatchObject({
      ok: false,
      refusals: [{ code: "flag_not_yours" }],
    });
    expect((await liftFlag(now, supervisor(team.id), made.value.id)).ok).toBe(true);
    expect(await liftFlag(now, supervisor(team.id), made.value.id)).toMatchObject({ ok: false, refusals: [{ code: "flag_gone" }] });
    expect(await masks()).toEqual({ "0": { inquiries: 1, paid: 1 } });
    const told = await db.select({ action: audit.action }).from(audit).where(eq(audit.subjectId, made.value.id));
    expect(told.map(({ action }) => action).sort()).toEqual(["chats.order_flag_lifted", "chats.order_flagged"]);
    expect(await db.$count(audit, eq(audit.subjectId, NUMBER))).toBe(0);
  });

  it("changes nothing of a month that is closed", async () => {
    await owner.insert(figureLock).values({ personId: agent.id, month: "2026-02-01", lockedAt: MONDAY });
    expect((await flagOrder(now, supervisor(team.id), flag)).ok).toBe(true);
    expect(await masks()).toEqual({ "0": { inquiries: 1, paid: 1 } });
  });
});
