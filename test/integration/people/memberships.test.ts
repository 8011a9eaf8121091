import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { storeSet, storeShare, teamMembership } from "@db/schema";
import { moveTeam, setStores, storesAt } from "~/people/memberships.server";
import { agentsOfTeams, peopleFacts } from "~/people/queries.server";
import { MONDAY } from "@test/setup/database";
import { codes, staffedShop, value } from "./staff";

const { db, owner, make, red, blue, stores, boss, chief, by } = await staffedShop();
const { bags, belts, boots } = stores;

describe("dated teams and stores", () => {
  it("moves somebody from a day on, and their role with them", async () => {
    const who = await make.trainee(red.id);
    value(await moveTeam(by(chief), chief, who.id, { teamId: blue.id, from: "2026-04-01" }));
    const rows = await db.select().from(teamMembership).where(eq(teamMembership.personId, who.id)).orderBy(asc(teamMembership.from));
    expect(rows.map((r) => [r.teamId, r.from, r.to])).toEqual([
      [red.id, "2026-01-05", "2026-04-01"],
      [blue.id, "2026-04-01", null],
    ]);
    expect((await peopleFacts(db, who.id, MONDAY))?.team?.id).toBe(red.id);
    const april = new Date("2026-04-01T00:00:00+08:00");
    const then = await peopleFacts(db, who.id, april);
    expect(then?.team?.id).toBe(blue.id);
    expect(then?.roles).toEqual([{ role: "agent", teamId: blue.id }]);
    expect((await agentsOfTeams(db, [red.id], april)).map((a) => a.personId)).not.toContain(who.id);
    // A change of mind replaces the plan; what has been stays.
    value(await moveTeam(by(chief), chief, who.id, { teamId: blue.id, from: "2026-03-10" }));
    const again = await db.select().from(teamMembership).where(eq(teamMembership.personId, who.id)).orderBy(asc(teamMembership.from));
    expect(again.map((r) => [r.teamId, r.from, r.to])).toEqual([
      [red.id, "2026-01-05", "2026-03-10"],
      [blue.id, "2026-03-10", null],
    ]);
    value(await moveTeam(by(chief), chief, who.id, { teamId: red.id, from: "2026-03-10" }));
    const stayed = await db.select().from(teamMembership).where(eq(teamMembership.personId, who.id));
    expect(stayed.map((r) => [r.teamId, r.from, r.to])).toEqual([[red.id, "2026-01-05", null]]);
  });

  it.each([
    ["into another's team", { teamId: blue.id, from: "2026-04-01" }, [["teamId", "team_not_yours"]]],
    ["into the same team", { teamId: red.id, from: "2026-04-01" }, [["teamId", "team_same"]]],
    ["before the present team", { teamId: red.id, from: "2026-01-01" }, [["teamFrom", "team_date_early"]]],
    ["on no day", { teamId: red.id, from: "soon" }, [["teamFrom", "date_malformed"]]],
  ])("refuses a move %s", async (...[, values, expected]) => {
    const who = await make.trainee(red.id);
    expect(codes(await moveTeam(by(boss), boss, who.id, values))).toEqual(expected);
  });

  it("keeps who left where they were", async () => {
    const who = await make.person({ state: "left", roles: ["agent"], teamId: red.id });
    expect(codes(await moveTeam(by(chief), chief, who.id, { teamId: blue.id, from: "2026-04-01" }))).toEqual([[null, "not_an_agent"]]);
  });

  it("dates the stores, ends them with an empty set, and refuses what has begun", async () => {
    const who = await make.trainee(red.id);
    const two = [
      { storeId: bags.id, share: 60 },
      { storeId: belts.id, share: 40 },
    ];
    value(await setStores(by(boss), who.id, { from: "2026-03-02", shares: two, reason: "" }));
    value(await setStores(by(boss), who.id, { from: "2026-04-01", shares: [{ storeId: boots.id, share: 100 }], reason: "" }));
    expect((await storesAt(db, who.id, "2026-03-31")).map((s) => s.name)).toEqual(["Bags", "Belts"]);
    expect((await storesAt(db, who.id, "2026-04-01")).map((s) => s.name)).toEqual(["Boots"]);
    value(await setStores(by(boss), who.id, { from: "2026-03-20", shares: [], reason: "" }));
    expect(await storesAt(db, who.id, "2026-04-01")).toEqual([]);
    expect(await db.select().from(storeSet).where(eq(storeSet.personId, who.id))).toMatchObject([{ from: "2026-03-02", to: "2026-03-20" }]);
    expect(codes(await setStores(by(boss), who.id, { from: "2026-03-01", shares: two, reason: "" }))).toEqual([
      ["sharesFrom", "shares_date_early"],
    ]);
    const three = [bags, belts, boots].map((s, i) => ({ storeId: s.id, share: i ? 30 : 40 }));
    expect(codes(await setStores(by(boss), who.id, { from: "2026-03-20", shares: three, reason: "" }))).toEqual([
      ["sharesReason", "shares_reason"],
    ]);
    value(await setStores(by(boss), who.id, { from: "2026-03-20", shares: three, reason: "Cover" }));
    expect(
      await db.select().from(storeShare).innerJoin(storeSet, eq(storeSet.id, storeShare.storeSetId)).where(eq(storeSet.personId, who.id)),
    ).toHaveLength(5);
  });

  it("is refused by the database itself where the app would be wrong", async () => {
    const who = await make.trainee(red.id);
    await expect(owner.insert(teamMembership).values({ personId: who.id, teamId: blue.id, from: "2026-02-01" })).rejects.toMatchObject({
      cause: { code: "23P01" },
    });
    await expect(make.storesOf(who.id, { [bags.id]: 60, [belts.id]: 30 })).rejects.toMatchObject({ code: "DR010" });
  });
});
