import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { audit, kpiRuleSet } from "@db/schema";
import { editsRules } from "~/kpi/reach.server";
import { discardRules, draftRules, draftWithdrawal, publishRules, saveRules, takeBackRules, undoRules } from "~/kpi/rule-drafts.server";
import { fieldsOf, type RuleFields } from "~/kpi/rule-form";
import { ruleSetPage, rulesTimeline } from "~/kpi/rule-pages.server";
import { rulesFor } from "~/kpi/rule-sets.server";
import { openTeams } from "~/people/queries.server";
import { shippedRules } from "@test/factories/kpi";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const shipped = shippedRules();
const APRIL = "2026-04-01";
const MAY = "2026-05-01";
/** The first instant of April in Shanghai. */
const begins = new Date("2026-03-31T16:00:00.000Z");
let boss = "";
let shop = "";

beforeAll(async () => {
  const { slug, ...body } = shipped;
  await make.content("kpi_rules", slug, body);
  await make.team();
  boss = (await make.person({ name: "Wang", roles: ["manager"] })).id;
  shop = (await make.store({ name: "Red Lantern" })).id;
});

const by = (now = MONDAY) => ctx(now, boss);
const fields = (typed: RuleFields = {}): RuleFields => ({ ...fieldsOf(shipped), ...typed });
const heavier = { "metric.conversion.points": "40", "metric.rating.points": "20" };

async function draft(storeId: string | null = shop, fromMonth = APRIL, now = MONDAY) {
  const made = await draftRules(by(now), { storeId, fromMonth, origin: { kind: "holding" } });
  if (!made.ok) throw new Error(made.refusals[0]?.code);
  return made.value.id;
}
const codes = (outcome: { ok: boolean; refusals?: { code: string }[] }) => outcome.refusals?.map(({ code }) => code);

describe("a draft", () => {
  it("begins with what would hold, concerns nobody, and is saved, undone, thrown away and taken back", async () => {
    const id = await draft();
    expect((await rulesFor(db, APRIL, [shop])).get(shop)?.source).toBe("content");
    expect(await saveRules(by(), id, 1, fields({ "metric.conversion.points": "49" }))).toMatchObject({ value: { revision: 2 } });
    expect(await saveRules(by(), id, 2, fields(heavier))).toMatchObject({ value: { revision: 3 } });
    expect((await ruleSetPage(db, id, MONDAY))?.changes).toMatchObject([
      { was: 50, now: 40 },
      { was: 10, now: 20 },
    ]);
    await undoRules(by(), id, 3);
    expect((await ruleSetPage(db, id, MONDAY))?.changes).toMatchObject([{ was: 50, now: 49 }]);
    await undoRules(by(), id, 4);
    expect(codes(await undoRules(by(), id, 5))).toEqual(["nothing_to_undo"]);
    expect((await ruleSetPage(db, id, MONDAY))?.changes).toEqual([]);
    expect(await discardRules(by(), id, 5)).toMatchObject({ ok: true });
    expect(codes(await saveRules(by(), id, 6, fields()))).toEqual(["stale"]);
    expect((await rulesTimeline(db, MONDAY, "Asia/Shanghai")).discarded).toHaveLength(1);
    expect(await takeBackRules(by(), id)).toMatchObject({ ok: true });
    expect((await rulesTimeline(db, MONDAY, "Asia/Shanghai")).drafts.map((one) => one.id)).toContain(id);
  });

  it("is not overwritten by a form that somebody opened before another's save", async () => {
    const id = await draft();
    await saveRules(by(), id, 1, fields(heavier));
    expect(codes(await saveRules(by(), id, 1, fields()))).toEqual(["stale"]);
    expect(codes(await publishRules(by(), id, 1, { fields: fields(), reason: "late" }))).toEqual(["stale"]);
  });

  it.each([
    ["2026-13-01", "month"],
    ["2026-04-02", "month"],
    ["2026-03-01", "month_begun"],
    ["2025-01-01", "month_begun"],
  ])("is not begun for %s", async (fromMonth, code) => {
    expect(codes(await draftRules(by(), { storeId: null, fromMonth, origin: { kind: "holding" } }))).toEqual([code]);
  });
});

describe("publishing", () => {
  it("is refused for what is unsound, for what differs in nothing, and without a reason", async () => {
    const id = await draft(null, MAY);
    const publish = (typed: RuleFields, reason = "Season") => publishRules(by(), id, 1, { fields: fields(typed), reason });
    expect(codes(await publish({ "metric.conversion.points": "49" }))).toEqual(["points_sum"]);
    expect(codes(await publish({ "metric.conversion.points": "x" }))).toEqual(["number"]);
    expect(codes(await publish(heavier, " "))).toEqual(["reason"]);
    expect(await publish(heavier)).toMatchObject({ value: { version: 1 } });
    const again = await draft(null, MAY);
    expect(codes(await publishRules(by(), again, 1, { fields: fields(heavier), reason: "Again" }))).toEqual(["same"]);
  });

  it("holds from its month on, is on record, and never changes", async () => {
    const id = await draft();
    expect(await publishRules(by(), id, 1, { fields: fields(heavier), reason: "Peak season" })).toMatchObject({ value: { version: 1 } });
    const held = await rulesFor(db, "2026-06-01", [shop]);
    expect(held.get(shop)).toMatchObject({ source: "store", ruleSetId: id, version: 1 });
    expect((await rulesFor(db, "2026-03-01", [shop])).get(shop)?.source).toBe("content");
    const [said] = await db.select().from(audit).where(eq(audit.action, "kpi.rules_published_store"));
    expect(said).toMatchObject({ reason: "Peak season", after: { store: "Red Lantern", month: "2026-04", version: 1 } });
    expect(codes(await saveRules(by(), id, 2, fields()))).toEqual(["published_already"]);
    const [row] = await db.select().from(kpiRuleSet).where(eq(kpiRuleSet.id, id));
    expect(row?.past).toEqual([]);
  });

  it("ends at the first instant of the month, wherever it begins first", async () => {
    const id = await draft();
    const last = new Date(begins.getTime() - 1);
    const typed = { fields: fields({ min_inquiries: "25" }), reason: "Just in time" };
    expect(codes(await publishRules(by(begins), id, 1, typed))).toEqual(["month_begun"]);
    expect(await publishRules(by(last), id, 1, typed)).toMatchObject({ value: { version: 2 } });
  });

  it("gives two drafts of one month that are published at once a version each; the later one holds", async () => {
    const [a, b] = [await draft(shop, "2026-09-01"), await draft(shop, "2026-09-01")];
    const outcomes = await Promise.all([
      publishRules(by(), a, 1, { fields: fields({ min_inquiries: "11" }), reason: "a" }),
      publishRules(by(), b, 1, { fields: fields({ min_inquiries: "12" }), reason: "b" }),
    ]);
    expect(outcomes.map((o) => o.ok && o.value.version).sort()).toEqual([1, 2]);
    const held = (await rulesFor(db, "2026-09-01", [shop])).get(shop);
    expect(held?.version).toBe(2);
    expect(outcomes[held?.ruleSetId === a ? 0 : 1]).toMatchObject({ value: { version: 2 } });
  });
});

describe("withdrawing", () => {
  it("publishes what held before as a newer version: here the shop's rules", async () => {
    const store = (await make.store({ name: "Blue Door" })).id;
    const id = await draft(store, "2026-07-01");
    await publishRules(by(), id, 1, { fields: fields({ min_inquiries: "5" }), reason: "Try" });
    const made = await draftWithdrawal(by(), id);
    if (!made.ok) throw new Error("no withdrawal");
    expect(await publishRules(by(), made.value.id, 1, { fields: {}, reason: "Too early" })).toMatchObject({ value: { version: 2 } });
    expect((await rulesFor(db, "2026-07-01", [store])).get(store)?.source).toBe("shop");
    expect(codes(await draftWithdrawal(by(), id))).toEqual(["set_replaced"]);
    expect((await ruleSetPage(db, made.value.id, MONDAY))?.changes).toMatchObject([
      { what: "points" },
      { what: "points" },
      { what: "min_inquiries", was: 5, now: 30 },
    ]);
  });

  it("is refused once the month has begun", async () => {
    const [set] = await db.select().from(kpiRuleSet).where(eq(kpiRuleSet.version, 2));
    expect(codes(await draftWithdrawal(by(new Date("2027-01-01T00:00:00Z")), set?.id ?? ""))).toEqual(["month_begun"]);
  });
});

describe("who makes rules", () => {
  it("is the manager of the whole shop, or of all its teams", async () => {
    const teams = [(await make.team()).id, ...(await openTeams(db)).map(({ id }) => id)];
    const manages = (teamId: string | null) => ({ role: "manager" as const, teamId });
    expect(await editsRules(db, [manages(null)])).toBe(true);
    expect(await editsRules(db, teams.map(manages))).toBe(true);
    expect(await editsRules(db, [manages(teams[0] ?? "")])).toBe(false);
    expect(await editsRules(db, [{ role: "supervisor", teamId: null }])).toBe(false);
    expect(await editsRules(db, [])).toBe(false);
  });
});
