import type { Told } from "./plan";
import { linesOf } from "./talk";

/** The files in which a shop gets the chats and orders of its months from its platform. */

export type Product = { code: string; name: string; priceFen: number };
export type MonthShop = { store: string; accounts: readonly string[]; products: readonly Product[] };

/** An order is placed so many minutes after its chat began, and paid a little later. */
const ORDERED_AFTER = 35;
const PAID_AFTER = 3;

const productIn = ({ products }: MonthShop, { flavour }: Told): Product =>
  products[Math.floor(flavour * products.length)] ?? { code: "", name: "", priceFen: 0 };

const written = ({ day, minute }: Told, seconds: number): string => {
  const at = minute * 60 + seconds;
  const [h, m, s] = [Math.floor(at / 3600), Math.floor(at / 60) % 60, at % 60].map((part) => String(part).padStart(2, "0"));
  return `${day} ${h}:${m}:${s}`;
};

/** Sessions as JSON. */
export function chatFile(chats: readonly Told[], shop: MonthShop): string {
  const sessions = chats.map((told) => {
    const lines = linesOf(told, productIn(shop, told).name);
    const agent = `${shop.store}:${shop.accounts[told.agent] ?? ""}`;
    return {
      meta: {
        ...{ dataId: told.key, buyerNick: told.buyer, psnNickName: agent },
        ...{ startTime: written(told, 0), endTime: written(told, lines.at(-1)?.at ?? 0) },
      },
      messages: lines.map(({ who, text, at }) => ({
        gmtCreated: written(told, at),
        ...(who === "buyer" ? { userNickFrom: told.buyer, userNickTo: agent } : { userNickFrom: agent, userNickTo: told.buyer }),
        msg: text,
      })),
    };
  });
  return JSON.stringify(sessions);
}

/** Orders as CSV: paid ones, such as were refunded in full, and such as wait for a payment that never comes. */
export function orderFile(chats: readonly Told[], shop: MonthShop): string {
  const rows = chats.flatMap((told) => {
    if (told.order === null) return [];
    const { code, priceFen } = productIn(shop, told);
    const yuan = (priceFen / 100).toFixed(2);
    const placed = written(told, ORDERED_AFTER * 60);
    const paid = told.order === "waiting" ? "" : written(told, (ORDERED_AFTER + PAID_AFTER) * 60);
    const state = { paid: "交易成功", refunded: "交易成功", waiting: "等待买家付款" }[told.order];
    const refund = told.order === "refunded" ? yuan : "0";
    return [[`29${told.key}735`, told.buyer, placed, paid, yuan, refund, code, "1", state].join(",")];
  });
  return ["订单编号,买家昵称,创建时间,付款时间,实付金额,退款金额,商品编码,数量,状态", ...rows].join("\n");
}
