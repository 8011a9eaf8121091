import { sql } from "drizzle-orm";
import { casePage } from "~/cases/case-page.server";
import type { MeasuredAction } from "~/cases/effect-view";
import { spansAround } from "~/cases/effect-rules";
import { effectPage, effectsPage, type OneEffect } from "~/cases/effects-page.server";
import type { LossReason } from "~/cases/reasons";
import { remedialHead } from "~/drill/remedial-queries.server";
import { standingOf } from "~/library/standing.server";
import { clock } from "~/platform/clock.server";
import type { PlainDate } from "~/platform/dates";
import { difference } from "~/platform/shares";
import type { Told } from "@test/factories/month/plan";
import { REASONS } from "./days";
import { SCRIPT } from "./deeds";
import type { Shop } from "./shop";

/** What the product says of the months, against what was planted in them. */

/** Whether what is counted of days up to `until` is what happened, by every rule; and whether the order was asked for where it was. */
export async function countFaults(shop: Shop, told: readonly Told[], until: PlainDate): Promise<string[]> {
  const { db } = shop;
  const rows = await db.execute<{ exposure: string; inquiries: number; paid: number }>(sql`
    select exposure, sum(inquiries)::int as inquiries, sum(paid)::int as paid from chat_day_count where product = '' and day <= ${until} group by exposure`);
  const counted = new Map(rows.map((row) => [row.exposure, `${row.paid}/${row.inquiries}`]));
  const of = (some: readonly Told[]) => `${some.filter(({ paid }) => paid).length}/${some.length}`;
  const known = told.filter(({ day, paid }) => day <= until && paid !== null);
  const expected: [string, string][] = [
    ["", of(known)],
    ["waited_first_reply", of(known.filter(({ isSlow }) => isSlow))],
    ...Object.entries(REASONS).map(([topic, { exposure }]): [string, string] => [exposure, of(known.filter((one) => one.topic === topic))]),
  ];
  const wrong = expected.filter(([exposure, share]) => exposure !== "asked_stock" && counted.get(exposure) !== share);
  const stock = known.filter(({ topic }) => topic === "stock");
  if (counted.get("asked_stock_or_delivery") !== of(stock)) wrong.push(["asked_stock_or_delivery", of(stock)]);
  const [asked] = await db.execute<{ n: number }>(sql`select count(*)::int as n from chat where asked_for_order and day <= ${until}`);
  const really = told.filter(({ day, isAsked }) => day <= until && isAsked).length;
  return [
    ...wrong.map(
      ([exposure, share]) =>
        `of inquiries that met "${exposure}" ${counted.get(exposure) ?? "none"} are counted as paid, and ${share} were`,
    ),
    ...(asked?.n === really ? [] : [`in ${asked?.n ?? 0} chats the order is said to be asked for, and it was in ${really}`]),
  ];
}

/** What an action did to one of its reasons, as both pages say it; a fault where they differ. */
export async function effectOn(shop: Shop, actionId: string, reason: LossReason): Promise<{ one: OneEffect | null; faults: string[] }> {
  const page = await effectPage(shop.db, shop.reach, actionId, clock.now());
  const one = page?.effects.find(({ action }) => action.reason === reason);
  if (!one) return { one: null, faults: [`no page tells what was done to ${reason}`] };
  const list = await effectsPage(shop.db, shop.reach, { teamId: null, product: null, to: null }, clock.now());
  const listed: MeasuredAction | undefined = list.reasons.find((of) => of.reason === reason)?.actions.find(({ id }) => id === actionId);
  const isAlike = JSON.stringify(listed?.effect) === JSON.stringify(one.action.effect);
  const weeks = one.weeks.reduce((sum, { of }) => sum + of, 0);
  const { before, after } = one.action.effect;
  return {
    one,
    faults: [
      ...(isAlike ? [] : [`the page of all effects says something else of ${reason} than the action's own`]),
      ...(weeks === before.of + after.of ? [] : [`the weeks of ${reason} do not make its effect`]),
      ...(one.action.with === 0 ? [] : [`something else is said to have been done to ${reason}`]),
    ],
  };
}

/** Whether an effect is what was planted: the interval holds it; what helps is said to, and a placebo to have done nothing. */
export function effectFaults(name: string, { action }: OneEffect, planted: number): string[] {
  const { difference: by, verdict } = action.effect;
  if (!by) return [`${name}: nothing was counted`];
  const holds = by.low <= planted && planted <= by.high;
  const expected = planted === 0 ? "nothing" : "helped";
  return [
    ...(holds ? [] : [`${name}: the interval does not hold what was planted (${planted})`]),
    ...(verdict === expected ? [] : [`${name}: it is said to be "${verdict}", and is "${expected}"`]),
  ];
}

/** What the random checks of two spans showed, against what the product counts of them. `planted`: the difference of the chances. */
export function foundFaults({ action }: OneEffect, random: readonly { day: string; isLostUnasked: boolean }[], planted: number): string[] {
  const { before, after } = spansAround(action.done);
  const share = ({ from, to }: { from: PlainDate; to: PlainDate }) => {
    const some = random.filter(({ day }) => from <= day && day <= to);
    return { part: some.filter((one) => one.isLostUnasked).length, of: some.length };
  };
  const shares = [share(before), share(after)] as const;
  const by = difference(...shares);
  const { effect } = action;
  const isCounted = JSON.stringify([effect.before, effect.after]) === JSON.stringify(shares);
  // The draws' seeds are the product's own: twice the interval, so that chance does not decide.
  const isNear = by !== null && Math.abs(by.by - planted) <= by.high - by.low;
  return [
    ...(isCounted ? [] : [`of random checks ${JSON.stringify(effect)} is counted, and ${JSON.stringify(shares)} was found`]),
    ...(isNear ? [] : [`random checks show a difference of ${by?.by.toFixed(3) ?? "nothing"}, and ${planted.toFixed(3)} was planted`]),
    ...(["helped", "nothing"].includes(effect.verdict) ? [] : [`of random checks it is said: "${effect.verdict}"`]),
  ];
}

/** The difference that the planted chances make of chats lost without having been asked for. */
export function plantedUnasked(told: readonly Told[], done: PlainDate): number {
  const { before, after } = spansAround(done);
  const mean = ({ from, to }: { from: PlainDate; to: PlainDate }) => {
    const some = told.filter(({ day }) => from <= day && day <= to);
    return some.reduce((sum, { lostUnasked }) => sum + lostUnasked, 0) / some.length;
  };
  return mean(after) - mean(before);
}

/** How inquiries went with those who had done the drill and with those who had not, as it was. */
export function drilledFaults({ drilled }: OneEffect, told: readonly Told[], doneOn: (agent: number) => PlainDate): string[] {
  const first = [...new Set(told.map(({ agent }) => doneOn(agent)))].sort()[0] ?? "";
  const { to } = spansAround(first).after;
  const some = told.filter(({ topic, day, paid }) => topic === "recommend" && paid !== null && first < day && day <= to);
  const share = (of: readonly Told[]) => ({ part: of.filter(({ paid }) => paid).length, of: of.length });
  const expected = {
    people: new Set(told.map(({ agent }) => agent)).size,
    drilled: share(some.filter(({ agent, day }) => day > doneOn(agent))),
    others: share(some.filter(({ agent, day }) => day < doneOn(agent))),
  };
  return JSON.stringify(drilled) === JSON.stringify(expected)
    ? []
    : [`who was drilled and who was not is said to be ${JSON.stringify(drilled)}, and is ${JSON.stringify(expected)}`];
}

type Numbered = { number: number };

/** Whether everything says from which case it comes, and each case what came of it. */
export async function lineageFaults(
  shop: Shop,
  of: { script: Numbered; question: Numbered; drill: Numbered; remedialId: string; replay: Numbered },
): Promise<string[]> {
  const { db, lead, reach } = shop;
  const faults: string[] = [];
  const into = async (number: number) =>
    (await casePage(db, lead, reach, number, "zh-CN", clock.now()))?.madeInto.map(({ kind, slug }) => `${kind}/${slug}`) ?? [];
  const pairs = [
    { name: `script/${SCRIPT}`, kind: "script" as const, slug: SCRIPT, ...of.script },
    { name: `question/case-${of.question.number}`, kind: "question" as const, slug: `case-${of.question.number}`, ...of.question },
  ];
  for (const { name, kind, slug, number } of pairs) {
    if (!(await into(number)).includes(name)) faults.push(`case ${number} does not say that ${name} came of it`);
    if ((await standingOf(db, kind, slug))?.madeFrom !== `case/${number}`)
      faults.push(`${name} does not say that it comes from case ${number}`);
  }
  const head = await remedialHead(db, of.remedialId);
  if (head?.caseNumber !== of.drill.number) faults.push("the remedial drill does not say from which case it comes");
  const [played] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from simulation_run where recording ->> 'slug' = ${`case-${of.replay.number}`} and ended_as = 'over'`);
  if (played?.n !== 2) faults.push("not everybody's run says which case it was");
  return faults;
}
