import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accountLink, audit, notice, roleGrant, session } from "@db/schema";
import { endRole, grantRole, issueReset, switchAccount } from "~/people/access.server";
import { findLink, newToken } from "~/people/links.server";
import { peopleFacts } from "~/people/queries.server";
import { MONDAY } from "@test/setup/database";
import { codes, staffedShop, value } from "./staff";

const { db, owner, make, red, blue, boss, chief, admin, lead, by, signedIn, actor } = await staffedShop();

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
