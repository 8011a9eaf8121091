import fc from "fast-check";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { figure, figureMonth, type MaskedMeasures, type Measures } from "@db/schema";
import { addDays, addMonths } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { writeChatFigures } from "~/results/chat-figures.server";
import { closeFigures, reopenFigures } from "~/results/figure-locks.server";
import { measuresByPart, monthOf, type Part, timesByMeasure } from "~/results/measures";
import { renewMonths } from "~/results/renew-months.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, appSql, make } = await freshDatabase();
const team = await make.team();
const [agent, other] = [await make.trainee(team.id), await make.trainee(team.id)];
const [store, second] = [await make.store(), await make.store()];
const MONTH = "2026-03-01";
type Row = typeof figure.$inferInsert;

const row = (values: Partial<Row>): Row => ({
  ...{ personId: agent.id, storeId: store.id, part: "conversion", source: "reported", from: MONTH, to: MONTH, measures: {}, at: MONDAY },
  enteredBy: values.source === "chats" ? null : agent.id,
  ...values,
});
const keyOf = ({ personId, storeId, from }: Row) => ({ personId, storeId, month: monthOf(from) });
const put = (...rows: Row[]) =>
  db.transaction(async (tx) => {
    if (rows.length > 0) await tx.insert(figure).values(rows);
    await renewMonths(tx, rows.map(keyOf));
  });
const empty = () =>
  db.transaction(async (tx) => {
    const rows = await tx.select().from(figure);
    await tx.execute(sql`insert into figure_past (id, figure_id, person_id, store_id, part, source, from_day, to_day, measures, at, ending, ended_at)
      select gen_random_uuid(), id, person_id, store_id, part, source, from_day, to_day, measures, at, 'removed', at from figure`);
    await tx.delete(figure);
    await renewMonths(tx, rows.map(keyOf));
    expect(await tx.select().from(figureMonth)).toEqual([]);
  });
const summed = async () => {
  const rows = await db.select().from(figureMonth);
  return Object.fromEntries(rows.map(({ personId, month, storeId, sums, days }) => [`${personId} ${month} ${storeId}`, { sums, days }]));
};

/** The summaries from the raw rows, day by day, as the domain says it. */
function rebuilt(rows: readonly Row[]) {
  const months: Record<string, { sums: Record<string, unknown>; days: Record<string, unknown> }> = {};
  const put = (target: Record<string, unknown>, path: string[], value: number) => {
    const [head = "", ...rest] = path;
    if (rest.length === 0) target[head] = ((target[head] as number | undefined) ?? 0) + value;
    else put((target[head] ??= {}) as Record<string, unknown>, rest, value);
  };
  const reportedOn = new Set<string>();
  const dayKey = (r: Row, day: string) => `${r.personId} ${r.storeId} ${r.part} ${day}`;
  for (const r of rows.filter(({ source }) => source === "reported")) {
    const month = (months[`${r.personId} ${monthOf(r.from)} ${r.storeId}`] ??= { sums: {}, days: {} });
    const measures = r.measures as Measures;
    for (let day = r.from; day <= r.to; day = addDays(day, 1)) {
      reportedOn.add(dayKey(r, day));
      put(month.days, [r.part], 1);
    }
    for (const [measure, value] of Object.entries(measures)) {
      const time = (timesByMeasure as Record<string, { weighted: string; weight: string } | undefined>)[measure];
      if (!time) put(month.sums, [r.part, measure], value);
      else if (measures.effective !== undefined) {
        put(month.sums, [r.part, time.weighted], value * measures.effective);
        put(month.sums, [r.part, time.weight], measures.effective);
      }
    }
  }
  for (const r of rows.filter(({ source }) => source === "chats")) {
    const month = (months[`${r.personId} ${monthOf(r.from)} ${r.storeId}`] ??= { sums: {}, days: {} });
    if (reportedOn.has(dayKey(r, r.from))) continue;
    put(month.days, ["chats", r.part], 1);
    for (const [mask, measures] of Object.entries((r.measures as MaskedMeasures).masks))
      for (const [measure, value] of Object.entries(measures)) put(month.sums, ["chats", r.part, mask, measure], value);
  }
  return months;
}

describe("a month's sums", () => {
  it("add up people and money, and weigh times with effective receptions", async () => {
    await put(
      row({ part: "conversion", measures: { inquiries: 40, paid: 30 } }),
      row({ part: "conversion", from: "2026-03-02", to: "2026-03-31", measures: { inquiries: 60, paid: 44, refunded: 2 } }),
      row({ part: "reception", measures: { received: 50, effective: 40, firstResponseMs: 20_000 } }),
      row({ part: "reception", from: "2026-03-02", to: "2026-03-02", measures: { received: 12, effective: 10, firstResponseMs: 45_200 } }),
      row({ part: "reception", from: "2026-03-03", to: "2026-03-03", measures: { effective: 7 } }),
    );
    expect(await summed()).toEqual({
      [`${agent.id} ${MONTH} ${store.id}`]: {
        sums: {
          conversion: { inquiries: 100, paid: 74, refunded: 2 },
          reception: { received: 62, effective: 57, firstResponseWeighted: 1_252_000, firstResponseWeight: 50 },
        },
        days: { conversion: 31, reception: 3 },
      },
    });
    await empty();
  });

  it("take chats only on the days that nothing reported of the part covers, by mask", async () => {
    const masks = { "0": { inquiries: 8, paid: 5 }, "5": { inquiries: 2, paid: 2 } };
    await put(
      row({ from: "2026-03-02", to: "2026-03-03", measures: { inquiries: 20, paid: 10 } }),
      ...["2026-03-03", "2026-03-04", "2026-03-05"].map((day) => row({ source: "chats", from: day, to: day, measures: { masks } })),
      row({ source: "chats", part: "reception", from: "2026-03-03", to: "2026-03-03", measures: { masks: { "0": { received: 9 } } } }),
    );
    expect((await summed())[`${agent.id} ${MONTH} ${store.id}`]).toEqual({
      sums: {
        conversion: { inquiries: 20, paid: 10 },
        chats: { conversion: { "0": { inquiries: 16, paid: 10 }, "5": { inquiries: 4, paid: 4 } }, reception: { "0": { received: 9 } } },
      },
      days: { conversion: 2, chats: { conversion: 2, reception: 1 } },
    });
    await empty();
  });

  it("are what the raw rows make, whatever was written", async () => {
    const parts = Object.keys(measuresByPart) as Part[];
    const measures = (part: Part) =>
      fc.dictionary(fc.constantFrom(...measuresByPart[part]), fc.nat({ max: 200_000 }), { maxKeys: 12, noNullPrototype: true });
    const drawn = fc.constantFrom(...parts).chain((part) =>
      fc.record({
        ...{ part: fc.constant(part), personId: fc.constantFrom(agent.id, other.id), storeId: fc.constantFrom(store.id, second.id) },
        ...{ month: fc.constantFrom(0, 1), day: fc.nat({ max: 29 }), length: fc.nat({ max: 9 }), isChats: fc.boolean() },
        ...{ measures: measures(part), masks: fc.dictionary(fc.constantFrom("0", "1", "5"), measures(part)) },
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 30 }), fc.nat({ max: 30 }), async (draws, cut) => {
        const rows: Row[] = [];
        for (const { month, day, length, isChats, measures: said, masks, ...of } of draws) {
          const first = addMonths("2026-03-01", month);
          const from = addDays(first, day);
          const last = addDays(addMonths(first, 1), -1);
          const until = addDays(from, isChats ? 0 : length);
          const to = until < last ? until : last;
          const source = isChats ? ("chats" as const) : ("reported" as const);
          const overlaps = rows.some(
            (r) =>
              r.personId === of.personId &&
              r.storeId === of.storeId &&
              r.part === of.part &&
              r.source === source &&
              r.from <= to &&
              from <= r.to,
          );
          if (!overlaps) rows.push(row({ ...of, source, from, to, measures: isChats ? { masks } : said }));
        }
        // In two goes: what is there is renewed with what comes.
        await put(...rows.slice(0, cut));
        await put(...rows.slice(cut));
        expect(await summed()).toEqual(rebuilt(rows));
        await empty();
      }),
      { numRuns: 25 },
    );
  });
});

describe("what chats yield", () => {
  const chats = (day: string, received: number) => ({
    ...{ personId: agent.id, storeId: store.id, day, part: "reception" as const },
    measures: { masks: { "0": { received } } },
  });
  const at = (day: string) => ({ personId: agent.id, storeId: store.id, day });

  it("replaces what it yielded, and goes when nothing is left", async () => {
    await db.transaction((tx) =>
      writeChatFigures(tx, MONDAY, [at("2026-03-02"), at("2026-03-03")], [chats("2026-03-02", 5), chats("2026-03-03", 6)]),
    );
    await db.transaction((tx) => writeChatFigures(tx, MONDAY, [at("2026-03-03")], [chats("2026-03-03", 1)]));
    expect((await summed())[`${agent.id} ${MONTH} ${store.id}`]?.sums).toEqual({ chats: { reception: { "0": { received: 6 } } } });
    await db.transaction((tx) => writeChatFigures(tx, MONDAY, [at("2026-03-02"), at("2026-03-03")], []));
    expect(await summed()).toEqual({});
  });

  it("leaves closed months as they are and says so", async () => {
    await db.transaction((tx) => closeFigures(tx, MONDAY, MONTH, [agent.id]));
    const days = [at("2026-03-31"), at("2026-04-01")];
    const left = await db.transaction((tx) => writeChatFigures(tx, MONDAY, days, [chats("2026-03-31", 5), chats("2026-04-01", 6)]));
    expect(left).toEqual([at("2026-03-31")]);
    expect(Object.keys(await summed())).toEqual([`${agent.id} 2026-04-01 ${store.id}`]);
    await db.transaction((tx) => reopenFigures(tx, MONTH, [agent.id]));
    expect(await db.transaction((tx) => writeChatFigures(tx, MONDAY, days, [chats("2026-03-31", 5)]))).toEqual([]);
    expect(Object.keys(await summed())).toEqual([`${agent.id} ${MONTH} ${store.id}`]);
    await empty();
  });
});

describe("the database refuses", () => {
  const insert = (values: Partial<Row>) => db.insert(figure).values(row(values));
  const cause = (code: string) => ({ cause: expect.objectContaining({ code }) as unknown });

  it.each<[string, Partial<Row>, string]>([
    ["a stretch over two months", { to: "2026-04-01" }, "23514"],
    ["a stretch that ends before it begins", { from: "2026-03-05", to: "2026-03-04" }, "23514"],
    ["a negative count", { measures: { inquiries: -1 } }, "23514"],
    ["half a person", { measures: { inquiries: 0.5 } }, "23514"],
    ["chats of several days", { source: "chats", to: "2026-03-02" }, "23514"],
    ["a figure of nobody's saying", { enteredBy: null }, "23514"],
  ])("%s", async (_, values, code) => {
    await expect(insert(values)).rejects.toMatchObject(cause(code));
  });

  it("two stretches that overlap, a closed month, and a change that leaves no past", async () => {
    const id = newId();
    await insert({ id, from: "2026-03-02", to: "2026-03-08", measures: { inquiries: 1 } });
    await expect(insert({ from: "2026-03-08", to: "2026-03-09" })).rejects.toMatchObject(cause("23P01"));
    await insert({ part: "sales", from: "2026-03-08", to: "2026-03-09", measures: { netFen: -100 } });
    await db.transaction((tx) => closeFigures(tx, MONDAY, MONTH, [agent.id]));
    await expect(insert({ from: "2026-03-20", to: "2026-03-20" })).rejects.toMatchObject(cause("DR054"));
    await expect(appSql`update figure set measures = '{}' where id = ${id}`).rejects.toMatchObject({ code: "DR054" });
    await db.transaction((tx) => reopenFigures(tx, MONTH, [agent.id]));
    await expect(appSql`update figure set measures = '{}' where id = ${id}`).rejects.toMatchObject({ code: "DR055" });
    await expect(appSql`delete from figure where id = ${id}`).rejects.toMatchObject({ code: "DR055" });
    await expect(appSql`update figure set to_day = to_day + 1 where id = ${id}`).rejects.toMatchObject({ code: "42501" });
    await expect(appSql`delete from figure_past`).rejects.toMatchObject({ code: "42501" });
    await empty();
  });
});
