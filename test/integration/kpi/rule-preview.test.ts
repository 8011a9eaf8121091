import { beforeAll, describe, expect, it } from "vitest";
import { figureMonth, stateSpan } from "@db/schema";
import { draftRules, publishRules, saveRules } from "~/kpi/rule-drafts.server";
import { fieldsOf } from "~/kpi/rule-form";
import { rulePreview, wholePreview } from "~/kpi/rule-preview.server";
import { shippedRules } from "@test/factories/kpi";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ctx, make } = await freshDatabase();
const shipped = shippedRules();
const FEBRUARY = "2026-02-01";
const asked = { month: null, sort: "loss" as const, store: null, page: 1 };
let boss = "";
let a = "";
let b = "";

/** Who was active all February in these stores, with conversion of so many of a hundred in each and all else at its best. */
async function agent(name: string, teamId: string, stores: Record<string, number>, paid: number) {
  const { id } = await make.person({ name, roles: ["agent"], teamId, state: "active" });
  await owner.update(stateSpan).set({ from: new Date("2026-01-01T00:00:00Z") });
  await make.storesOf(id, stores);
  for (const storeId of Object.keys(stores))
    await owner.insert(figureMonth).values({
      ...{ personId: id, month: FEBRUARY, storeId, days: { conversion: 28 } },
      sums: { conversion: { inquiries: 100, paid }, rating: { stars5: 10, received: 10, invited: 10 } },
    });
  return id;
}

beforeAll(async () => {
  const { slug, ...body } = shipped;
  await make.content("kpi_rules", slug, body);
  const team = await make.team({ name: "Red" });
  boss = (await make.person({ roles: ["manager"] })).id;
  a = (await make.store({ name: "Azure" })).id;
  b = (await make.store({ name: "Bronze" })).id;
  await agent("Low", team.id, { [a]: 100 }, 60);
  await agent("High", team.id, { [a]: 60, [b]: 40 }, 80);
  await agent("Elsewhere", team.id, { [b]: 100 }, 60);
});

async function draft(storeId: string | null, typed: Record<string, string>) {
  const made = await draftRules(ctx(MONDAY, boss), { storeId, fromMonth: "2026-04-01", origin: { kind: "holding" } });
  if (!made.ok) throw new Error("no draft");
  const { id } = made.value;
  const saved = await saveRules(ctx(MONDAY, boss), id, 1, { ...fieldsOf(shipped), ...typed });
  expect(saved.ok).toBe(true);
  return id;
}
/** Conversion counts less, ratings more. */
const kinder = { "metric.conversion.points": "30", "metric.rating.points": "30" };

describe("a look ahead", () => {
  it("scores last month by a draft of the shop and by what would hold without it, agent by agent and store by store", async () => {
    const found = await rulePreview(db, await draft(null, kinder), asked, MONDAY);
    expect(found).toMatchObject({ month: FEBRUARY, months: [FEBRUARY] });
    const { counts, rows, stores, bonus } = found?.reckoned ?? {};
    expect(counts).toEqual({ agents: 3, gain: 2, lose: 0, same: 1, up: 0, down: 0, unscored: 0 });
    // Only conversion (50), rating (10) and invitations (5) have a denominator: 15 of 65; then 35 of 65.
    expect(rows?.find(({ name }) => name === "Low")).toMatchObject({
      team: "Red",
      before: "23.076923076923",
      after: "53.846153846154",
      bonusBefore: 23_077,
      bonusAfter: 53_846,
      change: 30_769,
    });
    expect(rows?.find(({ name }) => name === "High")).toMatchObject({ before: "100", after: "100", change: 0 });
    expect(stores).toMatchObject([
      { name: "Azure", agents: 2, gain: 1, lose: 0 },
      { name: "Bronze", agents: 2, gain: 1, lose: 0 },
    ]);
    expect(bonus).toEqual({ before: 23_077 + 300_000 + 23_077, after: 53_846 + 300_000 + 53_846 });
  });

  it("of a store concerns who serves it, and leaves other stores as they are", async () => {
    const found = await rulePreview(db, await draft(b, kinder), asked, MONDAY);
    expect(found?.reckoned?.rows.map(({ name }) => name).sort()).toEqual(["Elsewhere", "High"]);
    expect((await rulePreview(db, found?.id ?? "", { ...asked, store: a }, MONDAY))?.reckoned?.total).toBe(1);
  });

  it("tells who crosses a bonus line", async () => {
    const found = await rulePreview(
      db,
      await draft(null, {
        "bonus.0.from": "99",
        "bonus.0.base": "4000",
        "bonus.2.from": "50",
        "bonus.2.base": "1500",
        "bonus.3.from": "0",
        "bonus.3.base": "0",
      }),
      asked,
      MONDAY,
    );
    expect(found?.reckoned?.counts).toMatchObject({ up: 1, down: 2, same: 3 });
    expect(found?.reckoned?.rows[0]).toMatchObject({ change: -23_077, crosses: "down" });
  });

  it("looks anew once the draft was saved again", async () => {
    const id = await draft(null, {});
    expect((await rulePreview(db, id, asked, MONDAY))?.reckoned?.counts.same).toBe(3);
    await saveRules(ctx(MONDAY, boss), id, 1, { ...fieldsOf(shipped), ...kinder });
    expect((await rulePreview(db, id, asked, MONDAY))?.reckoned?.counts.gain).toBe(2);
    expect((await wholePreview(db, id, null, MONDAY))?.rows).toHaveLength(3);
  });

  it("leaves stores alone that have rules of their own when the shop's change", async () => {
    const own = await draft(b, { min_inquiries: "20" });
    await publishRules(ctx(MONDAY, boss), own, 2, { fields: { ...fieldsOf(shipped), min_inquiries: "20" }, reason: "Small" });
    const found = await rulePreview(db, await draft(null, kinder), asked, MONDAY);
    expect(found?.reckoned?.rows.find(({ name }) => name === "Elsewhere")).toMatchObject({ points: "0" });
  });
});
