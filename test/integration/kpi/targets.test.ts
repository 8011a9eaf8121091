import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { audit, kpiTarget } from "@db/schema";
import { targetsFor } from "~/kpi/rule-sets.server";
import { copyTargets, pickProducts, pushPage, saveTargets, targetsPage } from "~/kpi/targets.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const [APRIL, MAY] = ["2026-04-01", "2026-05-01"];
let boss = "";
let a = "";
let b = "";

beforeAll(async () => {
  await make.team();
  await make.content("product", "rose-bag");
  boss = (await make.person({ roles: ["manager"] })).id;
  a = (await make.store({ name: "Azure" })).id;
  b = (await make.store({ name: "Bronze" })).id;
});

const codes = (outcome: { ok: boolean; refusals?: { code: string }[] }) => outcome.refusals?.map(({ code }) => code);
const save = (month: string, typed: Record<string, string>, now = MONDAY) =>
  saveTargets(ctx(now, boss), month, [a, b], (name) => typed[name.replace(a, "a").replace(b, "b").replace("store.", "")] ?? "");

describe("the targets of a month", () => {
  it("are saved for the stores that say something, each on record, and carry over", async () => {
    expect(await save(APRIL, { "a.price": "159.9", "a.push": "40", "a.season": "peak" })).toMatchObject({ value: { saved: 1 } });
    expect(await save(APRIL, { "a.revision": "1", "a.price": "159.90", "a.push": "40", "a.season": "peak" })).toMatchObject({
      value: { saved: 0 },
    });
    expect((await targetsFor(db, MAY, [a])).get(a)).toMatchObject({ priceFen: 15_990, pushUnits: null, since: APRIL });
    const [said] = await db.select().from(audit).where(eq(audit.action, "kpi.target_set"));
    expect(said).toMatchObject({ before: null, after: { store: "Azure", month: "2026-04", priceFen: 15_990 } });
    const page = await targetsPage(db, { month: MAY, page: 1 }, MONDAY, "Asia/Shanghai");
    expect(page.rows.map(({ name, own, held }) => [name, own, held?.priceFen ?? null])).toEqual([
      ["Azure", null, 15_990],
      ["Bronze", null, null],
    ]);
  });

  it("are not overwritten by a form that was opened before, and then nothing is saved", async () => {
    expect(codes(await save(APRIL, { "a.price": "1", "b.price": "2" }))).toEqual(["row_stale"]);
    expect(await db.select().from(kpiTarget).where(eq(kpiTarget.storeId, b))).toEqual([]);
  });

  it("are frozen from the first instant of the month", async () => {
    const begins = new Date("2026-03-31T16:00:00.000Z");
    expect(codes(await save(APRIL, { "b.price": "2" }, begins))).toEqual(["month_begun"]);
    expect(codes(await copyTargets(ctx(begins, boss), APRIL))).toEqual(["month_begun"]);
    expect((await targetsPage(db, { month: APRIL, page: 1 }, begins, "Asia/Shanghai")).frozen).toBe(true);
    expect(
      await save(
        APRIL,
        { "b.price": "2", "a.revision": "1", "a.price": "159.9", "a.push": "40", "a.season": "peak" },
        new Date(begins.getTime() - 1),
      ),
    ).toMatchObject({ ok: true });
  });

  it("name products of the catalogue, and are copied to the next month where nothing stands", async () => {
    const pick = (slugs: string[], revision: number) => pickProducts(ctx(MONDAY, boss), { storeId: a, month: APRIL, revision }, slugs);
    expect(codes(await pick(["no-such-bag"], 1))).toEqual(["product_unknown"]);
    expect(codes(await pick(["rose-bag"], 9))).toEqual(["row_stale"]);
    expect(await pick(["rose-bag"], 1)).toMatchObject({ ok: true });
    expect((await pushPage(db, { storeId: a, month: APRIL, q: "" }, MONDAY))?.chosen.map(({ slug }) => slug)).toEqual(["rose-bag"]);
    expect(await copyTargets(ctx(MONDAY, boss), MAY)).toMatchObject({ value: { copied: 2 } });
    expect((await targetsFor(db, MAY, [a])).get(a)).toMatchObject({ pushUnits: 40, pushProducts: ["rose-bag"], season: "peak" });
    expect(codes(await copyTargets(ctx(MONDAY, boss), MAY))).toEqual(["nothing_to_copy"]);
  });
});
