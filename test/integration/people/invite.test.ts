import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, person, roleGrant, teamMembership } from "@db/schema";
import { checkForm, type InvitationFields, invitationSchema } from "~/people/forms";
import { invite, renewInvitation, withdrawInvitation } from "~/people/invite.server";
import { findLink, newToken } from "~/people/links.server";
import { storesAt } from "~/people/memberships.server";
import { newId } from "~/platform/ids";
import { MONDAY } from "@test/setup/database";
import { codes, staffedShop, value } from "./staff";

const { db, owner, red, blue, stores, boss, chief, admin, lead, by } = await staffedShop();
const { bags, belts, boots, old } = stores;
const rowOf = async (id: string) => (await db.select().from(person).where(eq(person.id, id)))[0];

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
