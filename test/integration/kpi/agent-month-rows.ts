import type { Database } from "@db/client";
import { figure, holiday, kpiRuleSet, kpiTarget, stateSpan, storeSet, storeShare } from "@db/schema";
import { newId } from "~/platform/ids";
import { writeChatFigures } from "~/results/chat-figures.server";
import { monthOf } from "~/results/measures";
import { lockFigures, renewMonths } from "~/results/renew-months.server";
import type { factories } from "@test/factories";
import { eq } from "drizzle-orm";
import { type Shop, storeNames, ZONES } from "./drawn-shop";

const ROWS = 1000;
const AGENTS = 50;
const SAID = new Date("2025-12-20T03:00:00.000Z");
const NOBODY = "00000000-0000-7000-8000-000000000000";

/** Put a drawn shop into the database: people, rules and targets as the owner, figures and chats through the writers of `results`. The ids, by number of agent and name of store. */
export async function putShop(on: { db: Database; owner: Database; make: ReturnType<typeof factories> }, shop: Shop) {
  const { db, owner, make } = on;
  const manager = await make.manager();
  const stores = new Map<string, string>();
  for (const name of storeNames) stores.set(name, (await make.store({ name })).id);
  const storeId = (name: string) => stores.get(name) ?? NOBODY;
  const teams: string[] = [];
  for (const { zone, workingWeek, holidays } of shop.teams) {
    const team = await make.team({ zone: ZONES[zone]?.zone, workingWeek });
    teams.push(team.id);
    const days = holidays.map((of) => ({ ...of, teamId: team.id, name: { "zh-CN": "调休", en: "moved" } }));
    if (days.length > 0) await owner.insert(holiday).values(days);
  }
  const sets = shop.rules.map(({ store, month, version, isDraft, follows, rules }) => ({
    ...{
      storeId: store === null ? null : storeId(store),
      fromMonth: `${month}-01`,
      version: isDraft ? 0 : version,
      follows,
      body: bodyOf(rules),
      createdBy: manager.id,
      createdAt: SAID,
    },
    ...(isDraft ? {} : { publishedAt: SAID, publishedBy: manager.id }),
  }));
  await owner.insert(kpiRuleSet).values(sets);
  const targets = shop.targets.map(({ store, month, counts, price, items, push }) => ({
    ...{ storeId: storeId(store), month: `${month}-01`, counts, priceFen: price, itemsHundredths: items, pushUnits: push, changedAt: SAID },
  }));
  await owner.insert(kpiTarget).values(targets);
  const people: string[] = [];
  for (const { team, active, served } of shop.agents) {
    const agent = await make.trainee(teams[team] ?? NOBODY, { state: "active", hireDate: "2025-11-03" });
    people.push(agent.id);
    await owner.delete(stateSpan).where(eq(stateSpan.personId, agent.id));
    const hours = ZONES[shop.teams[team]?.zone ?? 0]?.hours ?? 0;
    const at = (day: string, hour: number) => new Date(Date.parse(`${day}T00:30:00Z`) + (hour - hours) * 3_600_000);
    const spans = active.map(({ from, to, hour }) => ({
      personId: agent.id,
      state: "active" as const,
      from: at(from, hour),
      to: to === null ? null : at(to, hour),
    }));
    await owner.insert(stateSpan).values(spans);
    for (const { from, to, shares } of served)
      await owner.transaction(async (tx) => {
        const id = newId();
        await tx.insert(storeSet).values({ id, personId: agent.id, from, to, reason: "drawn" });
        await tx.insert(storeShare).values(shares.map(({ store, share }) => ({ storeSetId: id, storeId: storeId(store), share })));
      });
  }
  const personId = (agent: number) => people[agent] ?? NOBODY;
  const figures = shop.figures.map(({ agent, store, part, from, to, values }) => ({
    ...{
      personId: personId(agent),
      storeId: storeId(store),
      part,
      source: "reported" as const,
      from,
      to,
      measures: said(values),
      enteredBy: manager.id,
      at: SAID,
    },
  }));
  const chats = shop.chats.map(({ agent, store, part, day, masks }) => ({
    ...{ personId: personId(agent), storeId: storeId(store), part: part as "conversion" | "reception" | "rating", day },
    measures: { masks: Object.fromEntries(Object.entries(masks).map(([mask, values]) => [mask, said(values)])) },
  }));
  const half = Math.ceil(figures.length / 2);
  await putFigures(db, figures.slice(0, half));
  // Chats come in between: the files of some days before them, of others after.
  // All of an agent's day at once: what is not said again is not there any more.
  for (let from = 0; from < people.length; from += AGENTS) {
    const some = new Set(people.slice(from, from + AGENTS));
    const own = chats.filter((row) => some.has(row.personId));
    await db.transaction((tx) => writeChatFigures(tx, SAID, own, own));
  }
  await putFigures(db, figures.slice(half));
  return { people, stores };
}

async function putFigures(db: Database, rows: (typeof figure.$inferInsert)[]): Promise<void> {
  await db.transaction(async (tx) => {
    await lockFigures(tx);
    for (let at = 0; at < rows.length; at += ROWS) await tx.insert(figure).values(rows.slice(at, at + ROWS));
    await renewMonths(
      tx,
      rows.map((row) => ({ personId: row.personId, storeId: row.storeId, month: monthOf(row.from) })),
    );
  });
}

/** Only what was said. */
function said(values: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== undefined));
}

/** The whole body of a rule set around what is drawn. */
function bodyOf(rules: Shop["rules"][number]["rules"]) {
  const named = { "zh-CN": "规则", en: "Rules" };
  return {
    ...{ slug: "drawn", title: named, store_shares: [60, 40], dispute_working_days: 3, workload: { low: 80, high: 120 } },
    ...{ attribution_days: { default: 2, min: 2, max: 15 }, bonus: [...rules.bonus], min_inquiries: rules.min_inquiries },
    metrics: rules.metrics.map((metric) => ({ ...metric, title: named, formula: named, band: metric.band.map(([x, y]) => [x, y]) })),
    filters: rules.filters.map((filter) => ({ ...filter, title: named })),
  } as never;
}
