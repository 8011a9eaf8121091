import { describe, expect, it } from "vitest";
import { flagOrder } from "~/chats/order-flags.server";
import { dayChats } from "~/kpi/day-chats.server";
import { loader } from "~/kpi/routes/statement-chats";
import { routeArgs } from "@test/factories/request";
import { importShop, session, talk } from "@test/integration/chats/import-desk";

const { db, make, manager, now, team, agent, desk } = await importShop();
const DAY = "2026-02-27";
await desk.bring(
  JSON.stringify([
    session("c-1", "payer", talk),
    session("c-2", "payer", talk, { at: 90 }),
    session("c-3", "short", [["buyer", "双肩包有现货吗", 0]], { at: 10 }),
    session("c-4", "open", talk, { at: 20 }),
  ]),
);
const order =
  "订单编号,买家昵称,创建时间,付款时间,实付金额,退款金额,商品编码,状态\n2938475610293847561,payer,2026-02-27 13:00:00,2026-02-27 13:05:00,149.00,0,BP-101-P-16,交易成功";
await desk.bring(order, { kind: "orders", fileName: "o.csv" });

describe("the customers behind a day", () => {
  it("stand there once each, with what came of them and the filters that hit", async () => {
    const day = await dayChats(db, agent.id, desk.storeId, DAY);
    expect(day).toMatchObject({ store: "行囊旗舰店", person: "何小满", windowDays: 2 });
    expect(day?.rows.map(({ chats, standing, firstMs, filters }) => [chats.length, standing, firstMs, filters])).toEqual([
      [2, "paid", 18_000, []],
      [1, "unknown", null, ["monologues", "one-line-chats"]],
      [1, "unknown", 18_000, []],
    ]);
    expect((await dayChats(db, agent.id, desk.storeId, "2026-02-26"))?.rows).toEqual([]);
  });

  it("say why an order was marked", async () => {
    const flagged = await flagOrder(now, [{ role: "manager", teamId: null }], {
      ...{ storeId: desk.storeId, number: "2938475610293847561", reason: "朋友代拍，已经退回" },
    });
    expect(flagged.ok).toBe(true);
    expect((await dayChats(db, agent.id, desk.storeId, DAY))?.rows[0]).toMatchObject({
      filters: ["flagged-orders"],
      reasons: "朋友代拍，已经退回",
    });
  });

  it("open for whoever sees the statement, with the chats for whoever may read them", async () => {
    const ask = async (who: { id: string }) =>
      loader(
        routeArgs(`/kpi/statements/${agent.id}/chats?store=${desk.storeId}&day=${DAY}`, {
          params: { personId: agent.id },
          cookie: await make.signIn(who.id),
        }),
      );
    const leader = await make.supervisor(team.id);
    expect(await ask(leader)).toMatchObject({ mayRead: true, isOwn: false });
    await expect(ask(await make.supervisor((await make.team()).id))).rejects.toMatchObject({ status: 404 });
    await expect(ask(manager)).rejects.toMatchObject({ status: 404 });
  });
});
