import { sql } from "drizzle-orm";
import { addDays, addMonths, type PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { seededRandom } from "~/platform/seed";
import { daysOf, lastOf } from "~/kpi/month-days";
import { scoreEverybody } from "~/kpi/scores.server";
import { isWorkingDay } from "~/people/working-days";
import { monthOf } from "~/results/measures";
import { lockFigures, renewMonths } from "~/results/renew-months.server";
import { figure, kpiTarget } from "../schema";
import { at } from "./calendar";
import { idOf, type Stage } from "./stage";

/** How somebody sells: conversion in percent, price against the target, seconds to the first reply, of ten ratings so many very good, of a hundred invited, of the task sold. */
type Hand = { converts: number; price: number; replies: number; pleased: number; invites: number; pushes: number };
const hands: Readonly<Record<string, Hand>> = {
  liuyang: { converts: 76.4, price: 1.05, replies: 19, pleased: 9.4, invites: 93, pushes: 0.95 },
  zhangqian: { converts: 76, price: 1.04, replies: 31, pleased: 8.8, invites: 88, pushes: 0.9 },
  xulei: { converts: 66, price: 0.96, replies: 74, pleased: 6.9, invites: 42, pushes: 0.45 },
  malin: { converts: 77, price: 1.02, replies: 28, pleased: 9, invites: 91, pushes: 0.8 },
  gaoyuan: { converts: 78, price: 1.08, replies: 26, pleased: 8.7, invites: 84, pushes: 0.95 },
  jiangxue: { converts: 74, price: 1, replies: 35, pleased: 8.4, invites: 79, pushes: 0.7 },
};
const USUAL: Hand = { converts: 73, price: 0.98, replies: 40, pleased: 8, invites: 75, pushes: 0.6 };
const TARGETS = [{ priceFen: 18_900 }, { priceFen: 21_500 }] as const;
const PUSHED = 30;
const MONTHS = 4;
/** So many rows go in one statement. */
const AT_ONCE = 1000;

type Row = typeof figure.$inferInsert;

/** What the shop's tools reported of everybody who is active: a row a day and part for this month and the three before, with what each store aimed at. Left alone when it is there. */
export async function writeFigures(stage: Stage): Promise<void> {
  const { db, stores, today, calendar } = stage;
  const [known] = await db.select({ id: figure.id }).from(figure).limit(1);
  if (known) return;
  const months = Array.from({ length: MONTHS }, (_, back) => addMonths(monthOf(today), back - MONTHS + 1));
  const manager = idOf(stage, "zhaomin");
  const staff = await db.execute<{ id: string; login: string; since: string; until: string | null; shares: Record<string, number> }>(sql`
    select p.id, p.login, (s.from_at at time zone 'Asia/Shanghai')::date::text as since, (s.to_at at time zone 'Asia/Shanghai')::date::text as until,
      (select json_object_agg(h.store_id, h.share) from store_set a join store_share h on h.store_set_id = a.id where a.person_id = p.id and a.to_day is null) as shares
    from person p join state_span s on s.person_id = p.id and s.state = 'active' order by p.login, s.from_at`);
  const rows: Row[] = staff.flatMap(({ id, login, since, until, shares }) =>
    months.flatMap((month) => {
      const days = daysOf(month).filter(
        (day) => day < today && day >= since && (until === null || day < until) && isWorkingDay(calendar, day),
      );
      return Object.entries(shares ?? {}).flatMap(([storeId, share]) =>
        monthRows(
          { personId: id, storeId, enteredBy: manager },
          { hand: hands[login] ?? USUAL, share, days, month, today, target: targetOf(stores, storeId) },
          `${login} ${storeId} ${month}`,
        ),
      );
    }),
  );
  await db.transaction(async (tx) => {
    await lockFigures(tx);
    for (let from = 0; from < rows.length; from += AT_ONCE) await tx.insert(figure).values(rows.slice(from, from + AT_ONCE));
    await renewMonths(
      tx,
      rows.map(({ personId, storeId, from }) => ({ personId, storeId, month: monthOf(from) })),
    );
    for (const month of months)
      await tx.insert(kpiTarget).values(
        stores.map(({ id: storeId }, i) => ({
          storeId,
          month,
          priceFen: TARGETS[i]?.priceFen ?? null,
          pushUnits: PUSHED,
          pushProducts: [],
          changedBy: manager,
          changedAt: at(addDays(month, -3), 600),
        })),
      );
  });
  for (const month of months) await scoreEverybody(db, month, stage.now);
}

function targetOf(stores: Stage["stores"], storeId: string): number {
  return TARGETS[stores.findIndex(({ id }) => id === storeId)]?.priceFen ?? TARGETS[0].priceFen;
}

type Month = { hand: Hand; share: number; days: readonly PlainDate[]; month: PlainDate; today: PlainDate; target: number };

/** A month of one agent in one store: its days, and what was sold of the task. */
function monthRows(
  who: Pick<Row, "personId" | "storeId" | "enteredBy">,
  { hand, share, days, month, today, target }: Month,
  seed: string,
): Row[] {
  const random = seededRandom(seed);
  const about = (value: number, by: number) => value * (1 + (random() * 2 - 1) * by);
  const row = (part: Row["part"], from: PlainDate, to: PlainDate, measures: Record<string, number>): Row => ({
    ...who,
    id: newId(),
    part,
    source: "reported",
    from,
    to,
    measures,
    at: at(addDays(to < today ? to : addDays(today, -1), 1), 540),
  });
  const daily = days.flatMap((day) => {
    const inquiries = Math.round(about(98, 0.25) * (share / 100));
    const paid = Math.min(inquiries, Math.round(inquiries * (about(hand.converts, 0.06) / 100)));
    const received = Math.round(inquiries * about(1.6, 0.1));
    const rated = Math.round(received * 0.3);
    const best = Math.min(rated, Math.round((rated * about(hand.pleased, 0.04)) / 10));
    const good = Math.round((rated - best) * 0.6);
    const fair = Math.round((rated - best - good) * 0.7);
    return [
      row("conversion", day, day, { inquiries, paid }),
      row("reception", day, day, {
        consulted: received + 2,
        received,
        effective: Math.round(received * 0.93),
        unanswered: Math.round(received * 0.01),
        firstResponseMs: Math.round(about(hand.replies, 0.2) * 1000),
      }),
      row("sales", day, day, {
        salesFen: Math.round(paid * target * about(hand.price, 0.08)),
        units: Math.round(paid * 1.25),
        buyers: paid,
      }),
      row("rating", day, day, {
        received,
        invited: Math.min(received, Math.round((received * about(hand.invites, 0.04)) / 100)),
        stars5: best,
        stars4: good,
        stars3: fair,
        stars2: Math.max(0, rated - best - good - fair),
        stars1: 0,
      }),
    ];
  });
  const last = lastOf(month) < today ? lastOf(month) : addDays(today, -1);
  const [first] = days;
  if (!first) return [];
  const part = days.length / 26;
  return [...daily, row("push", first, last, { pushUnits: Math.round(PUSHED * hand.pushes * Math.min(1, part)) })];
}
