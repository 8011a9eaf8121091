import { and, asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accountLink, audit, notice, person, roleGrant, session, storeSet, storeShare, teamMembership } from "@db/schema";
import { currentActor } from "~/people/guard.server";
import { endRole, grantRole, issueReset, switchAccount } from "~/people/access.server";
import { editDetails } from "~/people/edit.server";
import { checkForm, type InvitationFields, invitationSchema } from "~/people/forms";
import { invite, renewInvitation, withdrawInvitation } from "~/people/invite.server";
import { addLeave, cancelLeave } from "~/people/leaves.server";
import { findLink, newToken } from "~/people/links.server";
import { filterOf, listPeople, visibleTeams } from "~/people/list.server";
import { moveTeam, setStores, storesAt } from "~/people/memberships.server";
import { agentsOfTeams, holidaysBetween, leavesOf, peopleFacts } from "~/people/queries.server";
import { addHoliday, publicHolidays, seedHolidays } from "~/people/holidays.server";
import { readSetting, writeSetting } from "~/people/settings.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import type { Outcome } from "~/platform/refusal";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make, ctx } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const signedIn = async (personId: string) => currentActor(routeArgs("/", { cookie: await make.signIn(personId) }));

async function actor(personId: string) {
  const found = await signedIn(personId);
  if (!found) throw new Error("no such actor");
  return found;
}
const by = (who: { personId: string }, submissionId: string | null = null) => ({ ...ctx(MONDAY, who.personId), submissionId });
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((r) => [r.field ?? null, r.code]));
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusals)}`);
  return outcome.value;
};
const rowOf = async (id: string) => (await db.select().from(person).where(eq(person.id, id)))[0];

const red = await make.team({ name: "Red" });
const blue = await make.team({ name: "Blue" });
const [bags, belts, boots, old] = await Promise.all([
  make.store({ name: "Bags" }),
  make.store({ name: "Belts" }),
  make.store({ name: "Boots" }),
  make.store({ name: "Old", archivedAt: MONDAY }),
]);
const boss = await actor((await make.manager(red.id, { name: "Boss of Red" })).id);
const chief = await actor((await make.manager(null, { name: "Chief" })).id);
const admin = await actor((await make.administrator({ name: "Admin" })).id);
const lead = await actor((await make.supervisor(red.id, { name: "Lead of Red" })).id);

const fields = (over: Partial<InvitationFields> = {}): InvitationFields => ({
  name: "李小梅",
  externalId: "",
  email: "",
  hireDate: "2026-03-02",
  contractTerm: "3_years_or_longer",
  probationEnd: "2026-09-01",
  roles: ["agent"],
  teamId: red.id,
  shares: [],
  sharesReason: "",
  ...over,
});
async function inviteWith(who: typeof boss, over: Partial<InvitationFields> = {}, submissionId: string | null = null) {
  const checked = checkForm(invitationSchema, fields(over));
  const token = newToken();
  return { token, outcome: checked.ok ? await invite(by(who, submissionId), who, checked.value, token) : checked };
}

describe("inviting", () => {
  it("writes person, role, team, stores, link and audit, all at once", async () => {
    const { token, outcome } = await inviteWith(boss, {
      externalId: "A-001",
      email: " Mei@Example.com ",
      shares: [
        { storeId: bags.id, share: "60" },
        { storeId: belts.id, share: "40" },
        { storeId: "", share: "" },
      ],
    });
    const { personId } = value(outcome);
    expect(await rowOf(personId)).toMatchObject({
      name: "李小梅",
      pinyin: "lixiaomei lxm",
      email: "mei@example.com",
      state: "invited",
      login: null,
      passwordHash: null,
    });
    expect(await db.select().from(roleGrant).where(eq(roleGrant.personId, personId))).toMatchObject([
      { role: "agent", teamId: red.id, grantedBy: boss.personId },
    ]);
    expect(await db.select().from(teamMembership).where(eq(teamMembership.personId, personId))).toMatchObject([
      { teamId: red.id, from: "2026-03-02", to: null },
    ]);
    expect((await storesAt(db, personId, "2026-03-02")).map((s) => [s.name, s.share])).toEqual([
      ["Bags", 60],
      ["Belts", 40],
    ]);
    expect((await findLink(db, "invitation", token, MONDAY)).ok).toBe(true);
    const [line] = await db.select().from(audit).where(eq(audit.personId, personId));
    expect(line).toMatchObject({ action: "people.invited", actorId: boss.personId });
    expect(JSON.stringify(line)).not.toContain(token);
  });

  it.each([
    ["a probation past the legal limit", { probationEnd: "2026-09-02" }, [["probationEnd", "probation_past_limit"]]],
    [
      "a probation of a short contract",
      { contractTerm: "under_1_year", probationEnd: "2026-04-02" },
      [["probationEnd", "probation_past_limit"]],
    ],
    ["no name", { name: "  " }, [["name", "name_missing"]]],
    ["an agent without team", { teamId: "" }, [["teamId", "team_missing"]]],
    ["a team that does not exist", { teamId: newId() }, [["teamId", "team_not_yours"]]],
    ["another's team", { teamId: blue.id }, [["teamId", "team_not_yours"]]],
    ["a role that is not theirs to give", { roles: ["administrator"] }, [["roles", "role_not_yours"]]],
    ["a role beside the agent's", { roles: ["agent", "supervisor"] }, [["roles", "role_not_yours"]]],
    ["no role", { roles: [] }, [["roles", "role_missing"]]],
    ["an unreal date", { hireDate: "2026-02-30", probationEnd: "" }, [["hireDate", "date_malformed"]]],
    ["an address that is none", { email: "mei@shop" }, [["email", "email_shape"]]],
    ["a staff number in use", { externalId: "A-001" }, [["externalId", "external_id_taken"]]],
    ["an address in use", { email: "MEI@example.com" }, [["email", "email_taken"]]],
    [
      "shares over 100",
      {
        shares: [
          { storeId: bags.id, share: "60" },
          { storeId: belts.id, share: "50" },
        ],
      },
      [["shares", "shares_sum"]],
    ],
    ["a share that is no number", { shares: [{ storeId: bags.id, share: "all" }] }, [["shares", "shares_range"]]],
    ["a store put away", { shares: [{ storeId: old.id, share: "100" }] }, [["shares", "store_unknown"]]],
    [
      "a third store without reason",
      { shares: [bags, belts, boots].map((s, i) => ({ storeId: s.id, share: i ? "30" : "40" })) },
      [["sharesReason", "shares_reason"]],
    ],
  ] as [string, Partial<InvitationFields>, [string, string][]][])("refuses %s, and writes nothing", async (...[, over, expected]) => {
    const count = async () => (await db.select({ id: person.id }).from(person)).length;
    const before = await count();
    expect(codes((await inviteWith(boss, over)).outcome)).toEqual(expected);
    expect(await count()).toBe(before);
  });

  it("lets an administrator invite leaders, shop-wide or of a team", async () => {
    const { personId } = value(
      (await inviteWith(admin, { name: "New Lead", roles: ["supervisor", "content_owner"], teamId: blue.id })).outcome,
    );
    const grants = await db.select().from(roleGrant).where(eq(roleGrant.personId, personId)).orderBy(asc(roleGrant.role));
    expect(grants.map((g) => [g.role, g.teamId])).toEqual([
      ["content_owner", null],
      ["supervisor", blue.id],
    ]);
    expect((await rowOf(personId))?.state).toBeNull();
  });

  it("invites once for a double click, and keeps no token for the second", async () => {
    const id = newId();
    const both = await Promise.all([
      inviteWith(boss, { name: "Once", externalId: "ONCE" }, id),
      inviteWith(boss, { name: "Once", externalId: "ONCE" }, id),
    ]);
    const ids = new Set(both.map((b) => value(b.outcome).personId));
    expect(ids.size).toBe(1);
    const links = await Promise.all(both.map((b) => findLink(db, "invitation", b.token, MONDAY)));
    expect(links.filter((l) => l.ok)).toHaveLength(1);
  });

  it("gives a staff number to one of two who ask at the same moment", async () => {
    const both = await Promise.all([
      inviteWith(boss, { externalId: "RACE" }),
      inviteWith(chief, { externalId: "race2" }),
      inviteWith(chief, { externalId: "RACE" }),
    ]);
    expect(both.filter((b) => b.outcome.ok)).toHaveLength(2);
    expect(both.flatMap((b) => codes(b.outcome)).map(([, code]) => code)).toEqual([expect.stringMatching(/^external_id_/)]);
  });

  it("is renewed and withdrawn by whoever may give its roles, until it is accepted", async () => {
    const { token, outcome } = await inviteWith(boss);
    const { personId } = value(outcome);
    const second = newToken();
    value(await renewInvitation(by(boss), boss, personId, second));
    expect(await findLink(db, "invitation", token, MONDAY)).toMatchObject({ fault: "link_revoked" });
    expect(codes(await renewInvitation(by(lead), lead, personId, newToken()))).toEqual([[null, "invitation_not_yours"]]);
    expect(value(await withdrawInvitation(by(chief), chief, personId))).toEqual({ revoked: 1 });
    expect(await findLink(db, "invitation", second, MONDAY)).toMatchObject({ fault: "link_revoked" });
    await owner.update(person).set({ passwordHash: "x" }).where(eq(person.id, personId));
    expect(codes(await renewInvitation(by(boss), boss, personId, newToken()))).toEqual([[null, "invitation_accepted"]]);
  });
});

describe("editing", () => {
  const details = {
    name: "New Name",
    externalId: null,
    email: null,
    hireDate: "2026-03-02",
    contractTerm: "under_1_year" as const,
    probationEnd: "2026-04-01",
  };

  it("saves against the revision that was read, and refuses a stale form", async () => {
    const who = await make.trainee(red.id);
    value(await editDetails(by(boss), who.id, { revision: 1, values: details, reason: "" }));
    expect(await rowOf(who.id)).toMatchObject({ ...details, revision: 2 });
    const stale = await editDetails(by(chief), who.id, { revision: 1, values: { ...details, name: "Third" }, reason: "" });
    expect(codes(stale)).toEqual([[null, "person_stale"]]);
    expect((await rowOf(who.id))?.name).toBe("New Name");
    expect(codes(await editDetails(by(chief), who.id, { revision: Number.NaN, values: details, reason: "" }))).toEqual([
      [null, "person_stale"],
    ]);
    const lines = await db
      .select()
      .from(audit)
      .where(and(eq(audit.personId, who.id), eq(audit.action, "people.edited")));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.after).toMatchObject({ name: "New Name" });
  });

  it("lets one of two who save at the same moment", async () => {
    const who = await make.trainee(red.id);
    const both = await Promise.all(
      ["One", "Two"].map((name) => editDetails(by(boss), who.id, { revision: 1, values: { ...details, name }, reason: "" })),
    );
    expect(both.filter((b) => b.ok)).toHaveLength(1);
  });

  it("lengthens a running probation only with a reason", async () => {
    const who = await make.person({
      state: "probation",
      clearance: "supervised",
      hireDate: "2026-03-02",
      contractTerm: "3_years_or_longer",
      probationEnd: "2026-06-01",
      roles: ["agent"],
      teamId: red.id,
    });
    const longer = {
      name: who.name,
      externalId: null,
      email: null,
      hireDate: "2026-03-02",
      contractTerm: "3_years_or_longer" as const,
      probationEnd: "2026-08-01",
    };
    expect(codes(await editDetails(by(boss), who.id, { revision: 1, values: longer, reason: " " }))).toEqual([
      ["reason", "reason_missing"],
    ]);
    value(await editDetails(by(boss), who.id, { revision: 1, values: longer, reason: "Ill for three weeks" }));
    const [line] = await db
      .select()
      .from(audit)
      .where(and(eq(audit.personId, who.id), eq(audit.action, "people.edited")));
    expect(line).toMatchObject({
      reason: "Ill for three weeks",
      before: { probationEnd: "2026-06-01" },
      after: { probationEnd: "2026-08-01" },
    });
  });
});

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

describe("access", () => {
  it("gives and ends roles by an administrator, never one's own, never the last administrator's", async () => {
    const who = await make.person({ name: "Rising" });
    const { grantId } = value(await grantRole(by(admin), admin, who.id, { role: "supervisor", teamId: red.id }));
    expect(codes(await grantRole(by(admin), admin, who.id, { role: "supervisor", teamId: red.id }))).toEqual([["role", "role_held"]]);
    expect(codes(await grantRole(by(chief), chief, who.id, { role: "manager", teamId: null }))).toEqual([[null, "role_not_yours"]]);
    expect(codes(await grantRole(by(admin), admin, admin.personId, { role: "manager", teamId: null }))).toEqual([[null, "own_access"]]);
    value(await endRole(by(admin), admin, who.id, grantId));
    expect(codes(await endRole(by(admin), admin, who.id, grantId))).toEqual([[null, "role_gone"]]);
    expect(await db.select().from(notice).where(eq(notice.personId, who.id))).toMatchObject([
      { kind: "people.role_granted" },
      { kind: "people.role_ended" },
    ]);

    const second = value(await grantRole(by(admin), admin, who.id, { role: "administrator", teamId: red.id }));
    const other = await actor(who.id);
    expect(other.roles).toEqual([{ role: "administrator", teamId: null }]);
    const [adminGrant] = await db.select().from(roleGrant).where(eq(roleGrant.personId, admin.personId));
    const mutual = await Promise.all([
      endRole(by(admin), admin, who.id, second.grantId),
      endRole(by(other), other, admin.personId, adminGrant?.id ?? ""),
    ]);
    expect(mutual.filter((m) => m.ok).length).toBeLessThanOrEqual(1);
    const left = await db.select().from(roleGrant).where(eq(roleGrant.role, "administrator"));
    expect(left.some((g) => g.to === null)).toBe(true);
    await owner
      .update(roleGrant)
      .set({ to: null })
      .where(eq(roleGrant.id, adminGrant?.id ?? ""));
    await owner.update(roleGrant).set({ to: MONDAY }).where(eq(roleGrant.id, second.grantId));
  });

  it("makes somebody an agent with a team, and ends that role only with the employment", async () => {
    const who = await make.person({ name: "Turned agent" });
    expect(codes(await grantRole(by(admin), admin, who.id, { role: "agent", teamId: null }))).toEqual([["teamId", "team_missing"]]);
    const { grantId } = value(await grantRole(by(admin), admin, who.id, { role: "agent", teamId: red.id }));
    expect(await peopleFacts(db, who.id, MONDAY)).toMatchObject({ state: "invited", team: { id: red.id } });
    expect(codes(await endRole(by(admin), admin, who.id, grantId))).toEqual([[null, "role_agent"]]);
  });

  it("makes a reset link only downwards and within the team; it ends the sessions and tells the person", async () => {
    const who = await make.trainee(red.id, { passwordHash: "x" });
    const elsewhere = await make.trainee(blue.id, { passwordHash: "x" });
    const fresh = await make.trainee(red.id);
    await make.signIn(who.id);
    const token = newToken();
    value(await issueReset(by(lead), lead, who.id, token));
    expect((await findLink(db, "reset", token, MONDAY)).ok).toBe(true);
    expect(await db.select().from(session).where(eq(session.personId, who.id))).toEqual([]);
    expect(await db.select().from(notice).where(eq(notice.personId, who.id))).toMatchObject([
      { kind: "people.reset_link_issued", data: { by: "Lead of Red" } },
    ]);
    expect(await db.select().from(audit).where(eq(audit.personId, who.id))).toMatchObject([
      { action: "people.reset_link_issued", actorId: lead.personId },
    ]);
    expect(codes(await issueReset(by(lead), lead, elsewhere.id, newToken()))).toEqual([[null, "not_downwards"]]);
    expect(codes(await issueReset(by(lead), lead, boss.personId, newToken()))).toEqual([[null, "not_downwards"]]);
    expect(codes(await issueReset(by(lead), lead, lead.personId, newToken()))).toEqual([[null, "not_downwards"]]);
    expect(codes(await issueReset(by(lead), lead, fresh.id, newToken()))).toEqual([[null, "not_accepted"]]);
    expect(await db.select().from(accountLink).where(eq(accountLink.kind, "reset"))).toHaveLength(1);
  });

  it("closes an account with a reason, and reopens it", async () => {
    const who = await make.supervisor(red.id, { passwordHash: "x" });
    await make.signIn(who.id);
    expect(codes(await switchAccount(by(admin), admin, who.id, false, ""))).toEqual([["reason", "reason_missing"]]);
    value(await switchAccount(by(admin), admin, who.id, false, "Gone to another shop"));
    expect(await db.select().from(session).where(eq(session.personId, who.id))).toEqual([]);
    expect(await signedIn(who.id)).toBeNull();
    value(await switchAccount(by(admin), admin, who.id, true, "Came back"));
    expect(await signedIn(who.id)).not.toBeNull();
    expect(codes(await switchAccount(by(admin), admin, admin.personId, false, "oneself"))).toEqual([[null, "own_access"]]);
  });
});

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
    expect(await search("state=left")).toHaveLength(1);
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
