import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { kpiScore } from "@db/schema";
import type { MonthTrace } from "~/kpi/trace";
import { scoreEverybody } from "~/kpi/scores.server";
import { Decimal } from "~/platform/decimal";
import { type MonthAgain, monthAgain } from "@test/programmes/kpi/again";
import { freshDatabase } from "@test/setup/database";
import { putShop } from "./agent-month-rows";
import { drawShop, sheetOf } from "./agent-months";
import { MONTHS } from "./chance";

/** Two reckonings of the same months: the app's, and one written from the domain document alone. A thousand agent-months, ten thousand at full scale. */
const AGENTS = Number(process.env.TEST_SCALE ?? 0) >= 1 ? 2500 : 250;
const NOW = new Date("2026-05-12T02:00:00.000Z");
const SEED = "a thousand agent-months";

const { db, owner, make } = await freshDatabase();
const shop = drawShop(SEED, AGENTS);
const { people, stores } = await putShop({ db, owner, make }, shop);
const names = new Map([...stores].map(([name, id]) => [id, name]));
const byAgent = <T extends { agent: number }>(rows: readonly T[]) => {
  const of = new Map<number, T[]>();
  for (const row of rows) of.set(row.agent, [...(of.get(row.agent) ?? []), row]);
  return of;
};
const [figures, chats] = [byAgent(shop.figures), byAgent(shop.chats)];

/** The app's month in the words of the second reckoning. */
function asAgain(row: typeof kpiScore.$inferSelect): MonthAgain {
  const trace: MonthTrace = row.trace;
  return inOrder({
    stores: trace.stores.map(({ storeId, inquiries, score, leftOut, metrics }) => ({
      ...{ store: names.get(storeId) ?? storeId, inquiries, score, isLeftOut: leftOut !== null },
      metrics: metrics.map(({ slug, value, share, points }) => ({ slug, value, share, points })),
    })),
    ...{ score: trace.score, shown: row.score === null ? null : Decimal.parse(row.score).toFloor(2), base: trace.baseYuan },
    ...{ bonusFen: row.bonusFen === null ? null : String(row.bonusFen), activeDays: row.activeDays, workingDays: row.workingDays },
  });
}

/** In which order stores come says nothing. */
function inOrder(month: MonthAgain): MonthAgain {
  return { ...month, stores: month.stores.toSorted((a, b) => a.store.localeCompare(b.store)) };
}

describe("a month that is worked out twice", () => {
  it.each(MONTHS)("comes to the same in %s, to the last digit", async (month) => {
    await scoreEverybody(db, `${month}-01`, NOW);
    const rows = await db
      .select()
      .from(kpiScore)
      .where(and(eq(kpiScore.month, `${month}-01`), inArray(kpiScore.personId, people)));
    const scored = new Map(rows.map((row) => [row.personId, asAgain(row)]));
    const differences = shop.agents.flatMap((agent, n) => {
      const again = inOrder(monthAgain(sheetOf(shop, agent, month, figures.get(n) ?? [], chats.get(n) ?? [])));
      const own = scored.get(people[n] ?? "") ?? null;
      const isSame = again.activeDays === 0 ? own === null : isDeepStrictEqual(own, again);
      return isSame ? [] : [{ n, own, again }];
    });
    expect(differences.slice(0, 2), `${differences.length} of ${shop.agents.length} differ`).toEqual([]);
  });

  it("has met what a month can be", async () => {
    const rows = await db.select().from(kpiScore);
    const traces = rows.map(({ trace }) => trace.stores);
    const count = (is: (row: (typeof rows)[number]) => boolean) => rows.filter(is).length;
    const near = (edge: number) => count(({ score }) => score !== null && Math.abs(Number(score) - edge) < 0.2);
    expect(rows.length).toBeGreaterThan(AGENTS * 2);
    const met = {
      notScored: count(({ score }) => score === null),
      partMonths: count(({ activeDays, workingDays }) => activeDays < workingDays),
      smallStores: traces.filter((of) => of.some(({ leftOut }) => leftOut === "few_inquiries")).length,
      withoutFigures: traces.filter((of) => of.some(({ leftOut }) => leftOut === "no_figures")).length,
      spread: traces.filter((of) => of.some(({ metrics }) => metrics.some(({ value }) => value === null))).length,
      threeStores: traces.filter((of) => of.length === 3).length,
      at80: near(80),
      at90: near(90),
    };
    for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(AGENTS / 250);
  });
});
