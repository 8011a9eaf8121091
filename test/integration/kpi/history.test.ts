import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { figure, figureMonth, kpiScore, type MaskedMeasures, type Measures } from "@db/schema";
import { sweepScores } from "~/kpi/scores.server";
import { writeChatFigures } from "~/results/chat-figures.server";
import { monthOf } from "~/results/measures";
import { lockFigures, renewMonths } from "~/results/renew-months.server";
import { monthAgain, type RawChats } from "@test/programmes/kpi/again";
import { freshDatabase } from "@test/setup/database";
import { putShop } from "./agent-month-rows";
import { drawShop, sheetOf } from "./agent-months";
import { chance, daysIn } from "./chance";
import { measuresOf, PARTS } from "./drawn-figures";

/** Figures come, are corrected and taken back in any order: what is summed up as they are written is what the raw rows make, and so is the score. */
const MONTH = "2026-03";
const NOW = new Date("2026-04-02T02:00:00.000Z");
const STEPS = 60;

const { db, owner, make } = await freshDatabase();
// Figures come by the steps of the history alone.
const shop = { ...drawShop("what becomes of figures", 6), figures: [], chats: [] };
const { people, stores } = await putShop({ db, owner, make }, shop);
const names = new Map([...stores].map(([name, id]) => [id, name]));
const draw = chance("a history");
const days = daysIn(MONTH);

type Row = typeof figure.$inferSelect;
const someone = () => {
  const agent = draw.under(people.length);
  const served = shop.agents[agent]?.served.flatMap(({ shares }) => shares.map(({ store }) => store)) ?? [];
  return { personId: people[agent] ?? "", storeId: stores.get(served.length > 0 ? draw.one(served) : "store 0") ?? "" };
};
const measures = (part: (typeof PARTS)[number], length: number) => JSON.parse(JSON.stringify(measuresOf(draw, part, length))) as Measures;
const reported = () => db.select().from(figure).where(eq(figure.source, "reported"));
const renewed = (
  rows: readonly { personId: string; storeId: string; from: string }[],
  work: (tx: Parameters<typeof renewMonths>[0]) => Promise<unknown>,
) =>
  db.transaction(async (tx) => {
    await lockFigures(tx);
    await work(tx);
    await renewMonths(
      tx,
      rows.map(({ personId, storeId, from }) => ({ personId, storeId, month: monthOf(from) })),
    );
  });
/** Keeps what a figure said, as whatever changes it must. */
const keep = (tx: Parameters<typeof renewMonths>[0], { id }: Row, ending: string) =>
  tx.execute(sql`insert into figure_past (id, figure_id, person_id, store_id, part, source, from_day, to_day, measures, at, ending, ended_at)
    select gen_random_uuid(), id, person_id, store_id, part, source, from_day, to_day, measures, at, ${ending}, ${NOW.toISOString()} from figure where id = ${id}`);

const deeds: Record<string, () => Promise<void>> = {
  import: async () => {
    const rows: (typeof figure.$inferInsert)[] = [];
    const known = await reported();
    for (let n = draw.within(1, 12); n > 0; n--) {
      const part = draw.one(PARTS);
      const [from = "", to = ""] = [draw.one(days), draw.one(days)].sort();
      const row = { ...someone(), part, source: "reported" as const, from, to, measures: measures(part, 3), enteredBy: people[0], at: NOW };
      const isNew = [...known, ...rows].every(
        (r) => r.personId !== row.personId || r.storeId !== row.storeId || r.part !== part || r.to < from || to < r.from,
      );
      if (isNew) rows.push(row);
    }
    if (rows.length > 0) await renewed(rows, (tx) => tx.insert(figure).values(rows));
  },
  correct: async () => {
    const known = await reported();
    if (known.length === 0) return;
    const row = draw.one(known);
    await renewed([row], async (tx) => {
      await keep(tx, row, "corrected");
      await tx
        .update(figure)
        .set({ measures: measures(row.part, 3) })
        .where(eq(figure.id, row.id));
    });
  },
  takeBack: async () => {
    const gone = (await reported()).filter(() => draw.is(0.5));
    await renewed(gone, async (tx) => {
      for (const row of gone) {
        await keep(tx, row, "taken_back");
        await tx.delete(figure).where(eq(figure.id, row.id));
      }
    });
  },
  chats: async () => {
    const of = someone();
    const on = days.filter(() => draw.is(0.3)).map((day) => ({ ...of, day }));
    const told = on
      .filter(() => draw.is(0.8))
      .flatMap((each) =>
        (["conversion", "reception", "rating"] as const).map((part) => {
          const n = draw.under(30);
          const said = {
            inquiries: n,
            paid: draw.within(0, n),
            received: n,
            invited: draw.within(0, n),
            firstResponseWeighted: n * 31_000,
            firstResponseWeight: n,
          };
          return { ...each, part, measures: { masks: { [String(draw.under(8))]: said } } };
        }),
      );
    await db.transaction((tx) => writeChatFigures(tx, NOW, on, told));
  },
};

async function everyScore() {
  const rows = await db.select().from(figure);
  const months = await db
    .select()
    .from(kpiScore)
    .where(eq(kpiScore.month, `${MONTH}-01`));
  return shop.agents.map((agent, n) => {
    const own = rows.filter(({ personId }) => personId === people[n]);
    const store = (row: Row) => names.get(row.storeId) ?? "";
    const figures = own
      .filter(({ source }) => source === "reported")
      .map((row) => ({ store: store(row), part: row.part, from: row.from, to: row.to, values: row.measures as Measures }));
    const chats: RawChats[] = own
      .filter(({ source }) => source === "chats")
      .map((row) => ({ store: store(row), part: row.part, day: row.from, masks: (row.measures as MaskedMeasures).masks }));
    const again = monthAgain(sheetOf(shop, agent, MONTH, figures, chats));
    return { again: again.score, app: months.find(({ personId }) => personId === people[n])?.trace.score ?? null };
  });
}

describe("a history of figures", () => {
  it("leaves the sums and the scores that the raw rows make, after each step", async () => {
    const seen = new Set<string>();
    for (let step = 0; step < STEPS; step++) {
      const deed = step < 4 ? "import" : draw.one(["import", "import", "correct", "correct", "takeBack", "chats"]);
      await deeds[deed]?.();
      await sweepScores(db, NOW);
      for (const [n, { again, app }] of (await everyScore()).entries()) {
        expect(app, `agent ${n} after step ${step}, ${deed}`).toBe(again);
        seen.add(String(app));
      }
    }
    expect(seen.size).toBeGreaterThan(STEPS / 4);
  });

  it("leaves the same sums when all are summed up anew", async () => {
    const before = await db.select().from(figureMonth);
    await owner.delete(figureMonth);
    await db.transaction((tx) => renewMonths(tx, before));
    const after = await db.select().from(figureMonth);
    const plain = (rows: typeof before) =>
      rows.map(({ revision: _, ...row }) => row).sort((a, b) => (a.personId + a.storeId < b.personId + b.storeId ? -1 : 1));
    expect(plain(after)).toEqual(plain(before));
    expect(after.length).toBeGreaterThan(3);
  });

  it("scores a month of which everything was taken back as one without figures", async () => {
    await renewed(await reported(), async (tx) => {
      for (const row of await tx.select().from(figure).where(eq(figure.source, "reported"))) {
        await keep(tx, row, "taken_back");
        await tx.delete(figure).where(eq(figure.id, row.id));
      }
    });
    const chats = (await db.select().from(figure)).map(({ personId, storeId, from }) => ({ personId, storeId, day: from }));
    await db.transaction((tx) => writeChatFigures(tx, NOW, chats, []));
    await sweepScores(db, NOW);
    const scores = await everyScore();
    expect(scores.map(({ app }) => app)).toEqual(scores.map(({ again }) => again));
    expect(await db.select().from(figure)).toEqual([]);
  });
});
