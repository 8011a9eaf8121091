import { and, asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { audit, figureMonth, kpiScore, kpiTarget, notice, quotaMonth, quotaReview, workItem } from "@db/schema";
import { quotaOfPerson, reviewList } from "~/kpi/quota/page.server";
import { decideReview, sweepQuotas } from "~/kpi/quota/review.server";
import * as listRoute from "~/kpi/routes/quota-reviews";
import * as ofRoute from "~/kpi/routes/quota-of";
import * as reviewRoute from "~/kpi/routes/quota-review";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import type { Outcome } from "~/platform/refusal";
import { shippedRules } from "@test/factories/kpi";
import { routeArgs } from "@test/factories/request";
import { freshDatabase } from "@test/setup/database";

const { db, owner, ctx, make } = await freshDatabase();
setDb(db);
const NOW = new Date("2026-04-20T02:00:00Z");
clock.setOffset(NOW.getTime() - Date.now());

const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((r) => r.code));
const team = await make.team({ name: "Red" });
const store = await make.store();
const boss = (await make.manager(team.id)).id;

beforeAll(async () => {
  await make.content("kpi_rules", "monthly-default", shippedRules() as unknown as Record<string, unknown>);
});

const active = async (name = "Agent") =>
  (await make.person({ name, roles: ["agent"], teamId: team.id, state: "active", stateSince: new Date("2025-12-01T02:00:00Z") })).id;

/** Closes months with these net sales in yuan; null: not known. A higher version: closed anew. */
async function closed(
  personId: string,
  sales: Record<string, number | null>,
  { version = 1, activeDays = 20, score = "80" as string | null, sweep = true } = {},
) {
  for (const [short, net] of Object.entries(sales)) {
    const month = `${short}-01`;
    const stored = { storeId: store.id, share: "100" } as never;
    const row = {
      ...{ teamId: team.id, state: "closed" as const, score, version, activeDays, workingDays: 20, computedAt: NOW },
      trace: { stores: [stored], score, tiers: [], baseYuan: null },
    };
    await owner
      .update(kpiScore)
      .set({ state: "published" })
      .where(and(eq(kpiScore.personId, personId), eq(kpiScore.month, month)));
    await owner
      .insert(kpiScore)
      .values({ personId, month, ...row })
      .onConflictDoUpdate({ target: [kpiScore.personId, kpiScore.month], set: row });
    const known: Record<string, Record<string, number>> = net === null ? {} : { sales: { netFen: net * 100 } };
    const sums = { sums: known, days: {} };
    await owner
      .insert(figureMonth)
      .values({ personId, month, storeId: store.id, ...sums })
      .onConflictDoUpdate({ target: [figureMonth.personId, figureMonth.month, figureMonth.storeId], set: sums });
  }
  if (sweep) await sweepQuotas(db, NOW);
}

const reviews = (personId: string) =>
  db.select().from(quotaReview).where(eq(quotaReview.personId, personId)).orderBy(asc(quotaReview.openedAt), asc(quotaReview.id));
const openOf = async (personId: string) => (await reviews(personId)).find(({ closedAt }) => closedAt === null);
const itemsOf = (personId: string) =>
  db.select({ kind: workItem.kind, outcome: workItem.outcome }).from(workItem).where(eq(workItem.personId, personId));
const decide = (id: string, said: Partial<{ outcome: string; note: string }> = {}, by = boss) =>
  decideReview(ctx(NOW, by), id, { outcome: "talk", note: "Talked on Monday about the night shift", ...said });

describe("closed months", () => {
  it("two running below 60 000 make one review with its work item, however often they are swept", async () => {
    const who = await active();
    await closed(who, { "2026-01": 59_999, "2026-02": 40_000 });
    await sweepQuotas(db, NOW);
    expect(await reviews(who)).toMatchObject([{ month: "2026-02-01", teamId: team.id, outcome: null }]);
    expect((await openOf(who))?.months.map(({ month, netFen, quotaFen }) => [month, netFen, quotaFen])).toEqual([
      ["2026-01-01", 5_999_900, 6_000_000],
      ["2026-02-01", 4_000_000, 6_000_000],
    ]);
    expect(await itemsOf(who)).toEqual([{ kind: "quota_review", outcome: null }]);
  });

  it.each<[string, Record<string, number | null>, Parameters<typeof closed>[2]]>([
    ["that are met", { "2026-01": 60_000, "2026-02": 60_000 }, {}],
    ["of which one is met", { "2026-01": 1, "2026-02": 60_000, "2026-03": 1 }, {}],
    ["of a part of the month: half of the quota for half of the days", { "2026-01": 30_000, "2026-02": 30_000 }, { activeDays: 10 }],
    ["that were not scored", { "2026-01": 1, "2026-02": 1 }, { score: null }],
    ["whose net sales are not known", { "2026-01": null, "2026-02": null }, {}],
  ])("%s raise nothing", async (_, sales, change) => {
    const who = await active();
    await closed(who, sales, change);
    expect(await reviews(who)).toEqual([]);
    expect(await db.select().from(quotaMonth).where(eq(quotaMonth.personId, who))).toHaveLength(Object.keys(sales).length);
  });

  it("ask for more in the peak season, and a store's own quota goes before the rules", async () => {
    const who = await active();
    await closed(who, { "2025-11": 99_000, "2025-12": 99_000 });
    expect((await openOf(who))?.months).toMatchObject([{ season: "peak", quotaFen: 10_000_000 }, { quotaFen: 10_000_000 }]);
    await owner.insert(kpiTarget).values({ storeId: store.id, month: "2026-03-01", quotaFen: 9_000_000, changedAt: NOW });
    const other = await active();
    await closed(other, { "2026-03": 80_000 });
    const [kept] = await db.select().from(quotaMonth).where(eq(quotaMonth.personId, other));
    expect(kept).toMatchObject({ verdict: "below", facts: { quotaFen: 9_000_000, stores: [{ quota: { own: true } }] } });
    await owner.delete(kpiTarget);
  });

  it("closed anew with other figures end an undecided review; what is still below takes its place", async () => {
    const who = await active();
    await closed(who, { "2026-01": 1000, "2026-02": 1000 });
    await closed(who, { "2026-02": 2000 }, { version: 3 });
    expect((await reviews(who)).map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(["lapsed", null]));
    expect((await openOf(who))?.months.at(-1)).toMatchObject({ netFen: 200_000, version: 3 });
    await closed(who, { "2026-02": 70_000 }, { version: 5 });
    expect(await openOf(who)).toBeUndefined();
    expect((await itemsOf(who)).map(({ outcome }) => outcome)).toEqual(["lapsed", "lapsed"]);
  });

  it("after a decision count anew: one more month raises nothing, two do", async () => {
    const who = await active();
    await closed(who, { "2025-12": 1000, "2026-01": 1000 });
    expect(codes(await decide((await openOf(who))?.id ?? ""))).toEqual([]);
    await closed(who, { "2026-02": 1000 });
    expect(await openOf(who)).toBeUndefined();
    await closed(who, { "2026-03": 1000 });
    expect((await openOf(who))?.months.map(({ month }) => month)).toEqual(["2026-02-01", "2026-03-01"]);
  });

  it("of somebody who left end the review", async () => {
    const who = await active();
    await closed(who, { "2026-01": 1000, "2026-02": 1000 });
    await owner.transaction(async (tx) => {
      await tx.execute("alter table person disable trigger person_guard");
      await tx.execute(`update person set state = 'left' where id = '${who}'`);
      await tx.execute("alter table person enable trigger person_guard");
    });
    await sweepQuotas(db, NOW);
    expect(await reviews(who)).toMatchObject([{ outcome: "lapsed", closedBy: null }]);
  });
});

describe("the decision", () => {
  it("needs an outcome and a sentence, is not one's own, happens once, and tells the agent", async () => {
    const who = await active();
    await closed(who, { "2026-01": 1000, "2026-02": 1000 });
    const id = (await openOf(who))?.id ?? "";
    expect(codes(await decide(id, { outcome: "dismissal" }))).toEqual(["quota_outcome"]);
    expect(codes(await decide(id, { outcome: "nothing", note: " " }))).toEqual(["quota_note"]);
    expect(codes(await decide(id, {}, who))).toEqual(["quota_of_oneself"]);
    const second = (await make.manager(team.id)).id;
    const both = await Promise.all([decide(id), decide(id, {}, second)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(both.flatMap(codes)).toEqual(["quota_decided"]);
    expect(await itemsOf(who)).toEqual([{ kind: "quota_review", outcome: "talk" }]);
    expect((await db.select().from(notice).where(eq(notice.personId, who))).map(({ kind }) => kind)).toEqual(["quota.reviewed"]);
    expect((await db.select().from(audit).where(eq(audit.personId, who))).map(({ action }) => action)).toEqual(
      expect.arrayContaining(["kpi.quota_raised", "kpi.quota_talk"]),
    );
    expect(await quotaOfPerson(db, who, "2026-04-01")).toMatchObject({
      months: [{ month: "2026-02-01" }, { month: "2026-01-01" }],
      reviews: [{ outcome: "talk", note: "Talked on Monday about the night shift" }],
    });
  });

  it("waits while one of the months is open again", async () => {
    const who = await active();
    await closed(who, { "2026-01": 1000, "2026-02": 1000 });
    await owner
      .update(kpiScore)
      .set({ state: "published", version: 2 })
      .where(and(eq(kpiScore.personId, who), eq(kpiScore.month, "2026-02-01")));
    expect(codes(await decide((await openOf(who))?.id ?? ""))).toEqual(["quota_open_again"]);
  });

  it("cannot be taken back, nor made about oneself, in the database either", async () => {
    const who = await active();
    await closed(who, { "2026-01": 1000, "2026-02": 1000 });
    const id = (await openOf(who))?.id ?? "";
    const end = (values: Partial<typeof quotaReview.$inferInsert>) => owner.update(quotaReview).set(values).where(eq(quotaReview.id, id));
    await expect(end({ closedAt: NOW, outcome: "talk" })).rejects.toThrow();
    await expect(end({ closedAt: NOW, outcome: "talk", closedBy: who })).rejects.toThrow();
    await end({ closedAt: NOW, outcome: "talk", closedBy: boss });
    await expect(end({ outcome: "nothing" })).rejects.toThrow();
    await expect(db.update(quotaReview).set({ months: [] }).where(eq(quotaReview.id, id))).rejects.toThrow();
  });
});

describe("the pages", () => {
  it("show a manager the reviews of their teams, and an agent only their own", async () => {
    const who = await active("Zhou");
    await closed(who, { "2026-01": 1000, "2026-02": 1000 });
    const id = (await openOf(who))?.id ?? "";
    const filter = { show: "open" as const, team: null, q: "", page: 1 };
    const ids = async (teamIds: "all" | string[], change = {}) =>
      (await reviewList(db, { id: boss, teamIds }, { ...filter, ...change })).rows.map((row) => row.id);
    expect(await ids([team.id], { q: "zhou" })).toEqual([id]);
    expect(await ids([], { q: "zhou" })).toEqual([]);
    expect(await ids("all", { q: "zhou", team: team.id })).toEqual([id]);
    expect(await ids("all", { q: "zhou", page: 2 })).toEqual([]);
    const manager = await make.signIn(boss);
    expect((await listRoute.loader(routeArgs("/kpi/quota?q=zhou", { cookie: manager }))).rows.map((row) => row.id)).toEqual([id]);
    const args = { cookie: manager, params: { reviewId: id } };
    const refused = await reviewRoute.action(routeArgs("/p", { ...args, form: { outcome: "talk", note: "" } }));
    expect(refused.data.refusals).toMatchObject([{ code: "quota_note" }]);
    const own = await make.signIn(who);
    const mine = (personId: string, cookie = own) => ofRoute.loader(routeArgs("/kpi/quota/x", { cookie, params: { personId } }));
    expect((await mine(who)).quota.reviews).toMatchObject([{ outcome: null }]);
    await expect(mine(await active())).rejects.toMatchObject({ status: 404 });
    await expect(reviewRoute.loader(routeArgs("/p", { cookie: own, params: { reviewId: id } }))).rejects.toMatchObject({ status: 403 });
  });
});
