import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit } from "@db/schema";
import { addHoliday, publicHolidays, seedHolidays } from "~/people/holidays.server";
import { addLeave, cancelLeave } from "~/people/leaves.server";
import { filterOf, listPeople, visibleTeams } from "~/people/list.server";
import { holidaysBetween, leavesOf } from "~/people/queries.server";
import { readSetting, writeSetting } from "~/people/settings.server";
import { MONDAY } from "@test/setup/database";
import { codes, staffedShop, value } from "./staff";

const { db, make, red, blue, boss, chief, admin, lead, by } = await staffedShop();

describe("the list", () => {
  const search = async (query: string, teams: "all" | string[] = "all") =>
    (await listPeople(db, teams, filterOf(new URL(`http://shop.test/people?${query}`)), MONDAY)).rows.map((r) => r.name);

  it("finds by name, pinyin, initials, login and staff number, and takes wildcards as letters", async () => {
    await make.person({
      name: "欧阳明月",
      pinyin: "ouyangmingyue oymy",
      login: "moon",
      externalId: "M-77",
      state: "invited",
      roles: ["agent"],
      teamId: blue.id,
    });
    for (const q of ["明月", "ouyang", "ou yang ming", "oymy", "OYMY", "moon", "M-77"])
      expect(await search(`q=${encodeURIComponent(q)}`)).toEqual(["欧阳明月"]);
    expect(await search("q=%25")).toEqual([]);
    expect(await search("q=nobody-here")).toEqual([]);
  });

  it("shows a team's leader that team only, and narrows by team, role and state", async () => {
    expect(visibleTeams(lead)).toEqual([red.id]);
    expect(visibleTeams(chief)).toBe("all");
    const mine = await search("", [red.id]);
    expect(mine).toContain("Boss of Red");
    expect(mine).not.toContain("欧阳明月");
    expect(await search(`team=${blue.id}&role=agent`)).toContain("欧阳明月");
    expect(await search("role=administrator")).toEqual(["Admin"]);
    expect(await search("state=staff")).toContain("Chief");
    expect(await search("state=staff")).not.toContain("欧阳明月");
    await make.person({ name: "Gone", state: "left", roles: ["agent"], teamId: red.id });
    expect(await search("state=left")).toEqual(["Gone"]);
    expect(await search("")).not.toContain("Gone");
    expect((await search("")).length).toBeGreaterThan((await search("state=training")).length);
  });

  it("pages by fifty and survives any address", async () => {
    for (let i = 0; i < 60; i++) await make.person({ name: `Page ${i}`, pinyin: `page${i}` });
    expect(await search("q=page")).toHaveLength(50);
    expect(await search("q=page&page=2")).toHaveLength(10);
    for (const odd of ["page=-1", "page=x", "page=1e9", "team=x", "role=king", "state=gone", "sort=luck", "q=%00%27"])
      expect(Array.isArray(await search(odd))).toBe(true);
  });
});

describe("facts for the rooms above", () => {
  it("lays a team's own day over the shop's, and seeds a year once", async () => {
    expect(publicHolidays(2026).length).toBeGreaterThan(30);
    expect(publicHolidays(2026)).toContainEqual({ day: "2026-02-17", kind: "off", name: { en: "Spring Festival", "zh-CN": "春节" } });
    expect(publicHolidays(2026)).toContainEqual({ day: "2026-02-14", kind: "working", name: { en: "Spring Festival", "zh-CN": "春节" } });
    expect(publicHolidays(2099)).toEqual([]);
    const added = await seedHolidays(db, 2026);
    expect(added).toBe(publicHolidays(2026).length);
    expect(await seedHolidays(db, 2026)).toBe(0);
    value(await addHoliday(by(boss), { day: "2026-02-17", kind: "working", name: { en: "Open", "zh-CN": "营业" }, teamId: red.id }));
    expect(codes(await addHoliday(by(boss), { day: "2026-02-17", kind: "off", name: { en: "x", "zh-CN": "x" }, teamId: red.id }))).toEqual([
      ["day", "holiday_exists"],
    ]);
    const kinds = async (teamId: string | null) => (await holidaysBetween(db, teamId, "2026-02-17", "2026-02-18")).map((h) => h.kind);
    expect(await kinds(red.id)).toEqual(["working", "off"]);
    expect(await kinds(blue.id)).toEqual(["off", "off"]);
    expect(await kinds(null)).toEqual(["off", "off"]);
  });

  it("enters leaves without overlap, and forgets cancelled ones", async () => {
    const who = await make.trainee(red.id);
    const { id } = value(await addLeave(by(boss), who.id, { from: "2026-03-09", to: "2026-03-11", reason: "Family" }));
    expect(codes(await addLeave(by(boss), who.id, { from: "2026-03-11", to: "2026-03-12", reason: "More" }))).toEqual([
      ["from", "leave_overlaps"],
    ]);
    expect(codes(await addLeave(by(boss), who.id, { from: "2026-03-12", to: "2026-03-11", reason: "Back" }))).toEqual([
      ["to", "leave_order"],
    ]);
    expect(codes(await addLeave(by(boss), who.id, { from: "2026-03-20", to: "2026-03-20", reason: " " }))).toEqual([
      ["reason", "reason_missing"],
    ]);
    expect(await leavesOf(db, [who.id])).toMatchObject([{ from: "2026-03-09", to: "2026-03-11" }]);
    expect(codes(await cancelLeave(by(boss), boss.personId, id))).toEqual([[null, "leave_gone"]]);
    value(await cancelLeave(by(boss), who.id, id));
    expect(await leavesOf(db, [who.id])).toEqual([]);
  });

  it("keeps settings typed, and writes down who changed them", async () => {
    expect(await readSetting(db, "single_examiner")).toBe(false);
    const change = (on: boolean) => db.transaction((tx) => writeSetting(tx, by(admin), "single_examiner", on));
    expect(await change(true)).toBe(true);
    expect(await change(true)).toBe(false);
    expect(await readSetting(db, "single_examiner")).toBe(true);
    expect(await db.select().from(audit).where(eq(audit.action, "people.setting_changed"))).toMatchObject([
      { subjectId: "single_examiner", before: null, after: true },
    ]);
  });
});
