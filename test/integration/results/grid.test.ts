import { describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { figurePast, platformAccount } from "@db/schema";
import { closeFigures } from "~/results/figure-locks.server";
import { cellName, type Span } from "~/results/grid-rules";
import { gridPage, saveGrid } from "~/results/grid.server";
import type { Part } from "~/results/measures";
import * as gridRoute from "~/results/routes/grid";
import * as listRoute from "~/results/routes/figures";
import * as figureRoute from "~/results/routes/figure";
import * as csvRoute from "~/results/routes/figures-csv";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { routeArgs } from "@test/factories/request";
import { figuresDesk } from "./desk";

const { db, make, manager, team, store, people, ctx, figures, months, everything } = await figuresDesk();
setDb(db);
const ZONE = "Asia/Shanghai";
const choice = (span: Span = "first", part: Part = "conversion") => ({ storeId: store.id, month: "2026-02-01", part, span, page: 1 });
const at = (minute: number) => ctx(new Date(ctx().now.getTime() + minute * 60_000));
const codes = (outcome: { ok: boolean; refusals?: { code: string }[] }) =>
  outcome.ok ? [] : (outcome.refusals ?? []).map(({ code }) => code);

async function save(cells: Record<string, string>, { reason = "", span = "first" as Span, minute = 0, seen = "" } = {}) {
  const page = await gridPage(db, choice(span), ZONE);
  return saveGrid(at(minute), choice(span), ZONE, { typed: (name) => cells[name] ?? null, seen: seen || page.seen, reason });
}
const cell = (day: string, measure: string) => cellName(people.yang.id, { from: day, to: day }, measure);
const day = (on: string, inquiries: string, paid: string) => ({ [cell(on, "inquiries")]: inquiries, [cell(on, "paid")]: paid });

describe("the grid", () => {
  it("has the agents of the store in that month", async () => {
    const { agents, pages } = await gridPage(db, choice(), ZONE);
    expect(agents.map(({ name }) => name).sort()).toEqual(["周柚", "林小洋", "王梨", "陈默"].sort());
    expect(pages).toBe(1);
  });

  it("keeps what is entered, corrects it with a reason, and removes it; the month follows", async () => {
    expect(codes(await save(day("2026-02-03", "40", "30"), { minute: 1 }))).toEqual([]);
    expect((await months())[0]).toMatchObject({ sums: { conversion: { inquiries: 40, paid: 30 } }, days: { conversion: 1 } });
    expect(codes(await save(day("2026-02-03", "41", "30"), { minute: 2 }))).toEqual(["reason_missing"]);
    expect(codes(await save(day("2026-02-03", "41", "30"), { minute: 2, reason: "miscounted" }))).toEqual([]);
    const [corrected] = await figures();
    expect(corrected).toMatchObject({ measures: { inquiries: 41, paid: 30 }, enteredBy: manager.id, importId: null });
    expect(codes(await save(day("2026-02-03", "41", "30"), { minute: 3, reason: "x" }))).toEqual(["nothing_changed"]);
    expect(codes(await save(day("2026-02-03", "", ""), { minute: 3, reason: "was a holiday" }))).toEqual([]);
    expect(await figures()).toEqual([]);
    expect(await months()).toEqual([]);
    const past = await db
      .select()
      .from(figurePast)
      .where(eq(figurePast.figureId, corrected?.id ?? ""));
    expect(past.map(({ ending, reason }) => [ending, reason]).sort()).toEqual([
      ["corrected", "miscounted"],
      ["removed", "was a holiday"],
    ]);
  });

  it("writes nothing of a grid with a fault, names its cells, and refuses one that somebody else has changed", async () => {
    const before = await everything();
    expect(await save({ ...day("2026-02-04", "40", "30"), ...day("2026-02-05", "40", "45") }, { minute: 4 })).toMatchObject({
      ok: false,
      refusals: [{ code: "paid_over_inquiries", field: cell("2026-02-05", "paid") }],
    });
    expect(await everything()).toBe(before);
    expect(codes(await save(day("2026-02-04", "40", "30"), { minute: 4, seen: "0".repeat(32) }))).toEqual(["changed_meanwhile"]);
  });

  it("refuses a closed month", async () => {
    await db.transaction((tx) => closeFigures(tx, at(5).now, "2026-01-01", [people.yang.id]));
    const january = { ...choice(), month: "2026-01-01", span: "last" as const };
    const { seen, agents } = await gridPage(db, january, ZONE);
    expect(agents.find(({ id }) => id === people.yang.id)?.isClosed).toBe(true);
    const cells = day("2026-01-28", "40", "30");
    expect(codes(await saveGrid(at(5), january, ZONE, { typed: (name) => cells[name] ?? null, seen, reason: "" }))).toEqual([
      "month_closed",
    ]);
  });
});

describe("the pages", () => {
  it("enter, list, show and export a figure; a supervisor of another team sees none of it", async () => {
    const cookie = await make.signIn(manager.id);
    const path = `/results/grid?store=${store.id}&month=2026-02&part=conversion&days=first`;
    const shown = (await gridRoute.loader(routeArgs(path, { cookie }))) as Awaited<ReturnType<typeof gridRoute.loader>>;
    const form = { submissionId: newId(), seen: shown.grid?.seen ?? "", reason: "", ...day("2026-02-06", "40", "30") };
    const sent = await gridRoute.action(routeArgs(path, { cookie, form })).catch((thrown: unknown) => thrown);
    expect(sent).toMatchObject({ status: 302 });
    const { rows, agents } = await listRoute.loader(routeArgs("/results?part=conversion", { cookie }));
    expect(rows).toMatchObject([{ agent: "林小洋", part: "conversion", enteredBy: manager.name }]);
    expect(agents.length).toBeGreaterThan(2);
    const figureId = rows[0]?.id ?? "";
    expect((await figureRoute.loader(routeArgs(`/results/figures/${figureId}`, { cookie, params: { figureId } }))).figure.past).toEqual([]);
    const csv = await (await csvRoute.loader(routeArgs("/results.csv", { cookie }))).text();
    expect(csv).toContain("2026-02-06,2026-02-06,行囊旗舰店,林小洋,Conversion,inquiries,40,Entered by");
    const stranger = await make.supervisor((await make.team()).id);
    const other = await make.signIn(stranger.id);
    expect((await listRoute.loader(routeArgs("/results", { cookie: other }))).rows).toEqual([]);
    await expect(
      figureRoute.loader(routeArgs(`/results/figures/${figureId}`, { cookie: other, params: { figureId } })),
    ).rejects.toMatchObject({ status: 404 });
    const own = await make.signIn((await make.supervisor(team.id)).id);
    expect((await listRoute.loader(routeArgs("/results", { cookie: own }))).rows).toHaveLength(1);
    expect(await db.$count(platformAccount)).toBe(5);
  });
});
