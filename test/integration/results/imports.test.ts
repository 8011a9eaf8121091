import { describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { audit, figure, figureImport, figureImportRow, figureMapping, figurePast } from "@db/schema";
import { closeFigures, reopenFigures } from "~/results/figure-locks.server";
import { orderFigures, runFigureImport, takeBackFigures } from "~/results/import-run.server";
import {
  answerFigures,
  cancelFigures,
  checkFigures,
  chooseFigureColumns,
  stageFigures,
  sweepFigureImports,
} from "~/results/import-stage.server";
import { figuresDesk } from "./desk";

const { db, ownerSql, store, people, ctx, imported, look, bring, csv, figures, months, everything, make } = await figuresDesk();
const own = { storeId: store.id, personId: people.yang.id };
const HEAD = "日期,询单人数,最终付款人数";
const one = (day: string, inquiries: number, paid: number) => csv(HEAD, `${day},${inquiries},${paid}`);
const codes = (outcome: { ok: boolean; refusals?: { code: string }[] }) =>
  outcome.ok ? [] : (outcome.refusals ?? []).map(({ code }) => code);
const measuresOf = async (day: string) => (await figures()).filter(({ from }) => from === day).map(({ measures }) => measures);
const FEBRUARY = "2026-02-01";

describe("what a file does not say", () => {
  it("is asked for: store, agent and days", async () => {
    const staged = await stageFigures(ctx(), csv("询单人数,最终付款人数", "40,30"));
    const id = staged.ok ? staged.value.importId : "";
    expect((await imported(id)).questions).toEqual(["period", "agent", "store"]);
    expect(codes(await orderFigures(ctx(), id, true))).toEqual(["questions_open"]);
    const said = { storeId: store.id, personId: people.yang.id, from: "2026-02-01", to: "2026-03-01", dates: "" };
    expect(codes(await answerFigures(ctx(), id, said))).toEqual(["period_wrong"]);
    expect(codes(await answerFigures(ctx(), id, { ...said, personId: store.id, to: "2026-02-28" }))).toEqual(["answer_wrong"]);
    expect(codes(await answerFigures(ctx(), id, { ...said, to: "2026-02-28" }))).toEqual([]);
    expect(await imported(id)).toMatchObject({ questions: [], counts: { fresh: 1, faulty: 0 } });
    await cancelFigures(ctx(), id);
    expect(await db.$count(figureImportRow, eq(figureImportRow.importId, id))).toBe(0);
  });

  it.each([
    ["03/04/2026 beside 2026-02-05", ["03/02/2026,1,1", "2026-02-05,1,1"], ["dates"]],
    ["03/02/2026 alone, which is two days", ["03/02/2026,1,1"], ["dates"]],
    ["25/02/2026 tells by itself that the day comes first", ["25/02/2026,1,1", "03/02/2026,1,1"], []],
    ["one form", ["2026-02-05,1,1", "2026/2/6,1,1"], []],
  ])("dates in a column: %s", async (_, rows, questions) => {
    const row = await look(csv(HEAD, ...rows), own);
    expect(row.questions).toEqual(questions);
    if (questions.length === 0) return;
    const answered = await look(csv(HEAD, ...rows), { ...own, dates: "day-first" });
    expect(answered).toMatchObject({ questions: [], counts: { faulty: 0, fresh: rows.length } });
  });

  it("columns of another layout are said once and remembered", async () => {
    const odd = (value: number) => csv("那天,谁,问的,买的", `2026-02-02,小洋,${value},1`);
    const first = await look(odd(2), { storeId: store.id });
    expect(first).toMatchObject({ layout: "other", questions: ["columns", "period", "agent"] });
    expect(codes(await chooseFigureColumns(ctx(), first.id, ["date", "agent", "conversion.paid", "conversion.paid"]))).toEqual([
      "column_twice",
    ]);
    expect(codes(await chooseFigureColumns(ctx(), first.id, ["date", "agent", "conversion.inquiries", "conversion.paid"]))).toEqual([]);
    expect(await imported(first.id)).toMatchObject({ layout: "mapped", questions: [], counts: { fresh: 1 } });
    expect(await look(odd(3), { storeId: store.id })).toMatchObject({ layout: "mapped", questions: [], counts: { fresh: 1 } });
    expect(await db.$count(figureMapping)).toBe(1);
  });
});

describe("an import", () => {
  it("waits until somebody says that faulty rows are left out, and leaves them out", async () => {
    const file = csv(HEAD, "2026-02-03,40,30", "2026-02-04,40,45");
    const { id } = await look(file, own);
    expect(codes(await orderFigures(ctx(), id, false))).toEqual(["faults_unconfirmed"]);
    const { row } = await bring(file, own);
    expect(row).toMatchObject({ state: "done", counts: { fresh: 1, faulty: 1 }, rowsDone: 1 });
    expect(await measuresOf("2026-02-03")).toEqual([{ inquiries: 40, paid: 30 }]);
    expect(await measuresOf("2026-02-04")).toEqual([]);
    expect(await db.$count(audit, eq(audit.subjectId, row.id))).toBe(1);
  });

  it("corrects what was imported and keeps the old value; what the file does not measure stays", async () => {
    await bring(csv(`${HEAD},全额退款人数`, "2026-02-06,40,30,2"), own);
    const looked = await look(one("2026-02-06", 41, 30), own);
    expect(looked.changes).toMatchObject([{ part: "conversion", before: { inquiries: 40 }, after: { inquiries: 41 } }]);
    const { row } = await bring(one("2026-02-06", 41, 30), own);
    expect(row.counts).toMatchObject({ fresh: 0, corrected: 1 });
    expect(await measuresOf("2026-02-06")).toEqual([{ inquiries: 41, paid: 30, refunded: 2 }]);
    const past = await db.select().from(figurePast).where(eq(figurePast.endedByImport, row.id));
    expect(past).toMatchObject([{ measures: { inquiries: 40, paid: 30, refunded: 2 }, ending: "corrected" }]);
  });

  it("names a stretch that is known already by its days", async () => {
    await bring(csv("开始日期,结束日期,询单人数,最终付款人数", "2026-02-10,2026-02-16,70,50"), own);
    const row = await look(csv(HEAD, "2026-02-16,10,5", "2026-02-17,10,5"), own);
    expect(row.faults).toMatchObject([{ row: 2, code: "overlap_kept", params: { from: "2026-02-10", to: "2026-02-16" } }]);
    expect(row.counts).toMatchObject({ fresh: 1, faulty: 1 });
  });

  it("leaves closed months as they are, and says so; opened again, it goes through", async () => {
    await db.transaction((tx) => closeFigures(tx, ctx().now, FEBRUARY, [people.yang.id]));
    const row = await look(csv(HEAD, "2026-02-20,10,5"), own);
    expect(row).toMatchObject({ faults: [{ code: "month_closed", params: { month: "2026-02" } }], counts: { fresh: 0, faulty: 1 } });
    await db.transaction((tx) => reopenFigures(tx, FEBRUARY, [people.yang.id]));
    expect(codes(await checkFigures(ctx(), row.id))).toEqual([]);
    expect(await imported(row.id)).toMatchObject({ faults: [], counts: { fresh: 1 } });
  });

  it("that would do something else than was ordered goes back to whoever ordered it", async () => {
    const waiting = await look(one("2026-02-21", 10, 5), own);
    expect(codes(await orderFigures(ctx(), waiting.id, false))).toEqual([]);
    await bring(one("2026-02-21", 11, 5), own);
    await runFigureImport(db, waiting.id, ctx().now);
    expect(await imported(waiting.id)).toMatchObject({ state: "checked", failure: "changed_since", counts: { fresh: 0, corrected: 1 } });
    expect(await measuresOf("2026-02-21")).toEqual([{ inquiries: 11, paid: 5 }]);
  });

  it("that fails leaves nothing behind", async () => {
    const rows = Array.from({ length: 28 }, (_, i) => `2026-01-${String(i + 1).padStart(2, "0")},10,5`);
    const other = await make.trainee((await make.team()).id, { hireDate: "2026-01-01" });
    const row = await look(csv(HEAD, ...rows), { ...own, personId: other.id });
    expect(codes(await orderFigures(ctx(), row.id, false))).toEqual([]);
    const before = await everything();
    await ownerSql`alter table figure add constraint broken check (from_day <> '2026-01-20')`;
    await runFigureImport(db, row.id, ctx().now);
    await ownerSql`alter table figure drop constraint broken`;
    expect(await imported(row.id)).toMatchObject({ state: "failed", failure: "import_broke" });
    expect(await everything()).toBe(before);
  });

  it("that two people order at once is done once", async () => {
    const row = await look(one("2026-02-22", 10, 5), own);
    const outcomes = await Promise.all([orderFigures(ctx(), row.id, false), orderFigures(ctx(), row.id, false)]);
    expect(outcomes.flatMap(codes)).toEqual(["import_gone"]);
    await Promise.all([runFigureImport(db, row.id, ctx().now), runFigureImport(db, row.id, ctx().now)]);
    expect(await measuresOf("2026-02-22")).toHaveLength(1);
    expect(await db.$count(audit, eq(audit.subjectId, row.id))).toBe(1);
  });

  it("that nobody orders is dropped after a week", async () => {
    const row = await look(one("2026-02-23", 10, 5), own);
    await sweepFigureImports(db, new Date("2026-03-20T01:40:00.000Z"));
    expect(await imported(row.id)).toMatchObject({ state: "cancelled" });
    expect(codes(await orderFigures(ctx(), row.id, false))).toEqual(["import_gone"]);
  });
});

describe("taking an import back", () => {
  const at = (minute: number) => new Date(ctx().now.getTime() + minute * 60_000);

  it("removes what it brought and restores what it corrected, as if it had never been", async () => {
    await bring(one("2026-02-24", 10, 5), own, at(1));
    const [before] = await months();
    const { row } = await bring(csv(HEAD, "2026-02-24,20,5", "2026-02-25,7,7"), own, at(2));
    expect(codes(await takeBackFigures(ctx(at(3)), row.id, ""))).toEqual(["reason_missing"]);
    expect(codes(await takeBackFigures(ctx(at(3)), row.id, "the wrong store"))).toEqual([]);
    expect(await measuresOf("2026-02-24")).toEqual([{ inquiries: 10, paid: 5 }]);
    expect(await measuresOf("2026-02-25")).toEqual([]);
    const [after] = await months();
    expect(after).toMatchObject({ sums: before?.sums, days: before?.days });
    expect(codes(await takeBackFigures(ctx(at(4)), row.id, "again"))).toEqual(["import_gone"]);
  });

  it("leaves what was corrected since; the correction taken back does not bring it back", async () => {
    const first = await bring(one("2026-02-26", 10, 5), own, at(5));
    const second = await bring(one("2026-02-26", 12, 5), own, at(6));
    expect(await takeBackFigures(ctx(at(7)), first.row.id, "wrong")).toMatchObject({ ok: true, value: { kept: 1 } });
    expect(await measuresOf("2026-02-26")).toEqual([{ inquiries: 12, paid: 5 }]);
    expect(codes(await takeBackFigures(ctx(at(8)), second.row.id, "wrong too"))).toEqual([]);
    expect(await measuresOf("2026-02-26")).toEqual([]);
  });

  it("is refused while a month that it touches is closed", async () => {
    const { row } = await bring(one("2026-02-27", 10, 5), own, at(9));
    await db.transaction((tx) => closeFigures(tx, at(9), FEBRUARY, [people.yang.id]));
    expect(codes(await takeBackFigures(ctx(at(10)), row.id, "wrong"))).toEqual(["month_closed"]);
    await db.transaction((tx) => reopenFigures(tx, FEBRUARY, [people.yang.id]));
    expect(codes(await takeBackFigures(ctx(at(11)), row.id, "wrong"))).toEqual([]);
    expect(await db.$count(figure, eq(figure.importId, row.id))).toBe(0);
    expect(await db.$count(figureImport, eq(figureImport.state, "taken_back"))).toBeGreaterThan(0);
  });
});
