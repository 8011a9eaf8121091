import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { audit, notice, person, session } from "@db/schema";
import { issueLink, type LinkKind, linkPath, newToken } from "~/people/links.server";
import { checkPassword, hashPassword } from "~/people/password.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import * as invitation from "~/people/routes/invitation";
import * as linkRoute from "~/people/routes/link";
import * as resetRoute from "~/people/routes/reset";
import { routeArgs } from "@test/factories/request";
import { MONDAY, freshDatabase } from "@test/setup/database";
import { ask, refusedCodes } from "./door";

const { db, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const PASSWORD = "a kettle in the rain";
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

const sessionsOf = (personId: string) => db.select().from(session).where(eq(session.personId, personId));

async function link(kind: LinkKind, personId: string, now = clock.now()) {
  const token = newToken();
  await issueLink(db, { kind, token, personId, createdBy: null, now });
  return token;
}

describe("an invitation", () => {
  const open = (token: string) => ask(() => invitation.loader(routeArgs(`/invitation/${token}`, { params: { token } })));
  const accept = (token: string, form: Record<string, string>) =>
    ask(() => invitation.action(routeArgs(`/invitation/${token}`, { params: { token }, form })));
  const good = { login: "new.person", password: PASSWORD, locale: "zh-CN" };

  it("shows who invites to which team, then makes the account and signs in; the state stays invited", async () => {
    const red = await make.team({ name: "Red" });
    const boss = await make.manager(red.id, { name: "Wang" });
    const who = await make.person({
      name: "李小梅",
      pinyin: "lixiaomei lxm",
      login: null,
      state: "invited",
      roles: ["agent"],
      teamId: red.id,
    });
    const token = newToken();
    await issueLink(db, { kind: "invitation", token, personId: who.id, createdBy: boss.id, now: clock.now() });
    expect((await open(token)).body?.page).toMatchObject({
      ok: true,
      name: "李小梅",
      suggestion: "lixiaomei",
      by: "Wang",
      roles: [{ role: "agent", team: "Red" }],
    });
    const answer = await accept(token, good);
    expect(answer).toMatchObject({ status: 302, to: "/" });
    expect(answer.cookies.some((c) => c.startsWith("deskready="))).toBe(true);
    const [row] = await db.select().from(person).where(eq(person.id, who.id));
    expect(row).toMatchObject({ login: "new.person", locale: "zh-CN", state: "invited" });
    expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const [line] = await db.select().from(audit).where(eq(audit.action, "people.invitation_accepted"));
    expect(line).toMatchObject({ actorId: who.id, personId: who.id });
    expect(JSON.stringify(line)).not.toContain(PASSWORD);
  });

  it.each([
    [{ ...good, login: "x" }, ["login_shape"]],
    [{ ...good, password: "short" }, ["password_short"]],
    [{ ...good, login: "takenname" }, ["login_taken"]],
    [{ ...good, login: "weak.weak.weak", password: "Qwertyuiop" }, ["password_common"]],
    [{}, ["login_shape", "password_short"]],
  ])("refuses %o and stays usable", async (form, expected) => {
    await db.insert(person).values({ name: "T", login: "takenname", employedSince: MONDAY, createdAt: MONDAY }).onConflictDoNothing();
    const who = await make.person({ login: null, state: "invited" });
    const token = await link("invitation", who.id);
    const answer = await accept(token, form as Record<string, string>);
    expect(answer.status).toBe(400);
    expect(refusedCodes(answer)).toEqual(expected);
    expect((await open(token)).status).toBe(200);
  });

  it("answers a double click once, and says which of the faults a dead link has", async () => {
    const who = await make.person({ login: null, state: "invited" });
    const token = await link("invitation", who.id);
    const form = { ...good, login: "double", submissionId: newId() };
    const both = await Promise.all([accept(token, form), accept(token, form)]);
    expect(both.map((b) => b.status)).toEqual([302, 302]);
    expect(await db.select().from(audit).where(eq(audit.personId, who.id))).toHaveLength(1);
    expect(await open(token)).toMatchObject({ status: 410, body: { page: { ok: false, fault: "link_used" } } });
    expect(refusedCodes(await accept(token, { ...good, login: "third" }))).toEqual(["link_used"]);

    const late = await link("invitation", who.id, new Date(clock.now().getTime() - 7 * 86_400_000));
    expect(await open(late)).toMatchObject({ status: 410, body: { page: { fault: "link_expired" } } });
    const older = await link("invitation", who.id);
    await link("invitation", who.id);
    expect(await open(older)).toMatchObject({ status: 410, body: { page: { fault: "link_revoked" } } });
    expect(await open("nonsense")).toMatchObject({ status: 404, body: { page: { fault: "link_unknown" } } });
    const foreign = await link("reset", who.id);
    expect((await open(foreign)).status).toBe(404);
  });

  it("opens nothing for somebody whose account was switched off meanwhile", async () => {
    const who = await make.person({ login: null, state: "invited", disabledAt: MONDAY });
    const token = await link("invitation", who.id);
    expect((await open(token)).body?.page?.fault).toBe("link_revoked");
    expect(refusedCodes(await accept(token, { ...good, login: "gone.person" }))).toEqual(["link_revoked"]);
  });
});

describe("a reset link", () => {
  it("sets the password, ends every session, tells the person, and works once", async () => {
    const who = await make.person({ login: "forgetful", passwordHash });
    await make.signIn(who.id);
    await make.signIn(who.id);
    const token = await link("reset", who.id);
    const post = (password: string) =>
      ask(() => resetRoute.action(routeArgs(`/reset/${token}`, { params: { token }, form: { password } })));
    expect(refusedCodes(await post("forgetful123"))).toEqual(["password_name"]);
    expect((await post("another kettle entirely")).to).toBe("/");
    expect(await sessionsOf(who.id)).toHaveLength(1);
    expect(await db.select().from(notice).where(eq(notice.personId, who.id))).toMatchObject([
      { kind: "people.password_changed", important: true },
    ]);
    expect(refusedCodes(await post("a third kettle instead"))).toEqual(["link_used"]);
    const [row] = await db.select().from(person).where(eq(person.id, who.id));
    expect(await checkPassword(row?.passwordHash ?? null, "another kettle entirely")).toBe(true);
  });
});

describe("a sign-in link", () => {
  it("is not used up by looking at it, and signs in once", async () => {
    const who = await make.person();
    const token = await link("sign_in", who.id);
    for (let i = 0; i < 3; i++)
      expect((await ask(() => linkRoute.loader(routeArgs(linkPath("sign_in", token), { params: { token } })))).status).toBe(200);
    const post = () => ask(() => linkRoute.action(routeArgs(linkPath("sign_in", token), { params: { token }, form: {} })));
    const both = await Promise.all([post(), post()]);
    expect(both.map((b) => b.status).sort()).toEqual([302, 400]);
    expect(await sessionsOf(who.id)).toHaveLength(1);
  });
});
