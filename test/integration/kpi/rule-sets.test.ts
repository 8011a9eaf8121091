import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { contentVersion, kpiRuleSet, kpiTarget } from "@db/schema";
import { monthBegins } from "~/kpi/rule-sets";
import { rulesFor, targetsFor } from "~/kpi/rule-sets.server";
import { shippedRules } from "@test/factories/kpi";
import { freshDatabase } from "@test/setup/database";

const { db, owner, make } = await freshDatabase();
const at = (day: string) => new Date(`${day}T00:00:00Z`);
const { slug: _, ...body } = shippedRules();
const withMin = (min: number) => ({ ...shippedRules(), min_inquiries: min });
let boss = "";
let a = "";
let b = "";

beforeAll(async () => {
  await make.team({ zone: "Asia/Shanghai" });
  boss = (await make.person({ roles: ["manager"] })).id;
  a = (await make.store()).id;
  b = (await make.store()).id;
});

const held = async (month: string, store: string | null) => {
  const found = (await rulesFor(db, `${month}-01`, [a, b])).get(store);
  return found && [found.source, found.version, found.rules.min_inquiries];
};

describe("the rules that hold", () => {
  it("are none before any content was loaded, then those of the content as it was before the month, else its first", async () => {
    expect((await rulesFor(db, "2026-03-01", [a])).size).toBe(0);
    for (const min of [30, 40, 50]) await make.content("kpi_rules", "monthly-default", { ...body, min_inquiries: min });
    for (const [version, day] of [
      [1, "2026-02-10"],
      [2, "2026-03-10"],
      [3, "2026-04-10"],
    ] as const)
      await owner
        .update(contentVersion)
        .set({ publishedAt: at(day) })
        .where(eq(contentVersion.version, version));
    expect(await held("2026-01", a)).toEqual(["content", 1, 30]);
    expect(await held("2026-03", null)).toEqual(["content", 1, 30]);
    expect(await held("2026-04", a)).toEqual(["content", 2, 40]);
    expect(await held("2026-05", b)).toEqual(["content", 3, 50]);
  });

  it("are the store's own before the shop's, the newest published that has begun; one that follows leaves it to the shop", async () => {
    const by = { publishedBy: boss, publishedAt: at("2026-02-20") };
    await make.ruleSet({ ...by, fromMonth: "2026-03-01", body: withMin(31) });
    await make.ruleSet({ ...by, fromMonth: "2026-03-01", version: 2, body: withMin(32) });
    await make.ruleSet({ ...by, fromMonth: "2026-04-01", storeId: a, body: withMin(33) });
    await make.ruleSet({ ...by, fromMonth: "2026-06-01", storeId: a, follows: true });
    await db.insert(kpiRuleSet).values({ fromMonth: "2026-04-01", storeId: b, version: 0, body: withMin(99), createdAt: at("2026-02-20") });
    expect(await held("2026-02", a)).toEqual(["content", 1, 30]);
    expect(await held("2026-03", a)).toEqual(["shop", 2, 32]);
    expect(await held("2026-04", a)).toEqual(["store", 1, 33]);
    expect(await held("2026-04", b)).toEqual(["shop", 2, 32]);
    expect(await held("2026-05", null)).toEqual(["shop", 2, 32]);
    expect(await held("2026-07", a)).toEqual(["shop", 2, 32]);
  });
});

describe("the database", () => {
  const publishedAt = (moment: Date) => make.ruleSet({ fromMonth: "2027-01-01", publishedBy: boss, publishedAt: moment });

  it("takes a rule set until the first instant of its month, and not at it", async () => {
    const begins = monthBegins("2027-01-01", ["Asia/Shanghai"]);
    await expect(publishedAt(begins)).rejects.toMatchObject({ cause: { code: "DR056" } });
    await expect(publishedAt(new Date(begins.getTime() - 1))).resolves.toMatchObject({ version: 1 });
  });

  it("goes by the team whose month begins first", async () => {
    const { id } = await make.team({ zone: "Pacific/Kiritimati" });
    const begins = monthBegins("2027-02-01", ["Asia/Shanghai", "Pacific/Kiritimati"]);
    const early = { fromMonth: "2027-02-01", publishedBy: boss };
    await expect(make.ruleSet({ ...early, publishedAt: begins })).rejects.toMatchObject({ cause: { code: "DR056" } });
    await expect(make.ruleSet({ ...early, publishedAt: new Date(begins.getTime() - 1) })).resolves.toBeTruthy();
    expect(id).toBeTruthy();
  });

  it("keeps what was published as it was", async () => {
    const [row] = await db.select().from(kpiRuleSet).where(eq(kpiRuleSet.version, 2));
    await expect(
      db
        .update(kpiRuleSet)
        .set({ reason: "another" })
        .where(eq(kpiRuleSet.id, row?.id ?? "")),
    ).rejects.toMatchObject({ cause: { code: "DR049" } });
  });
});

describe("the targets of stores", () => {
  it("carry price and items over, task and quota not; of all stores asked for in one statement", async () => {
    const said = { changedBy: boss, changedAt: at("2026-02-01") };
    await db.insert(kpiTarget).values([
      {
        ...said,
        storeId: a,
        month: "2026-02-01",
        priceFen: 15_900,
        pushUnits: 30,
        pushProducts: ["tote"],
        quotaFen: 8_000_000,
        season: "peak",
      },
      { ...said, storeId: b, month: "2026-03-01", counts: "items", itemsHundredths: 210 },
    ]);
    const february = await targetsFor(db, "2026-02-01", [a, b]);
    expect(february.get(a)).toMatchObject({ priceFen: 15_900, pushUnits: 30, pushProducts: ["tote"], quotaFen: 8_000_000, season: "peak" });
    expect(february.has(b)).toBe(false);
    const march = await targetsFor(db, "2026-03-01", [a, b]);
    expect(march.get(a)).toMatchObject({ priceFen: 15_900, pushUnits: null, quotaFen: null, season: "low", since: "2026-02-01" });
    expect(march.get(b)).toMatchObject({ counts: "items", itemsHundredths: 210 });
  });
});
