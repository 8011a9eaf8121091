import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { accountLink, audit, holiday, notice, person, roleGrant, session, setting, store, team, throttle } from "@db/schema";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { issueLink, type LinkKind, linkPath, newToken } from "~/people/links.server";
import { checkPassword, hashPassword } from "~/people/password.server";
import * as invitation from "~/people/routes/invitation";
import * as linkRoute from "~/people/routes/link";
import * as preferences from "~/people/routes/preferences";
import * as resetRoute from "~/people/routes/reset";
import * as setUp from "~/people/routes/set-up";
import * as signInRoute from "~/people/routes/sign-in";
import * as signOut from "~/people/routes/sign-out";
import { digestOf } from "~/people/session.server";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const PASSWORD = "a kettle in the rain";
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

type Answer = {
  status: number;
  body: { refusals?: { code: string; field?: string }[]; page?: { ok: boolean; fault?: string } } | null;
  to: string | null;
  cookies: string[];
};

/** What a route answers, whether it is a redirect, data with a status, or plain data. */
async function ask(run: () => unknown): Promise<Answer> {
  const result = await Promise.resolve()
    .then(run)
    .catch((thrown: unknown) => {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    });
  if (result instanceof Response)
    return { status: result.status, body: null, to: result.headers.get("Location"), cookies: result.headers.getSetCookie() };
  const wrapped = result as { data?: Answer["body"]; init?: { status?: number } };
  return { status: wrapped.init?.status ?? 200, body: wrapped.data ?? null, to: null, cookies: [] };
}

const codes = (answer: Answer) => answer.body?.refusals?.map((r) => r.code);
const sessionsOf = (personId: string) => db.select().from(session).where(eq(session.personId, personId));

async function link(kind: LinkKind, personId: string, now = clock.now()) {
  const token = newToken();
  await issueLink(db, { kind, token, personId, createdBy: null, now });
  return token;
}

describe("signing in", () => {
  const signIn = (identifier: string, password: string, search = "", address = "192.0.2.1") =>
    ask(() => signInRoute.action(routeArgs(`/sign-in${search}`, { form: { identifier, password }, address })));

  it("takes the login name or the e-mail address, in any case, and goes where one was going", async () => {
    const who = await make.person({ login: "mei", email: "mei@example.com", passwordHash });
    for (const typed of ["mei", " MEI ", "Mei@Example.com"]) {
      const answer = await signIn(typed, PASSWORD, "?next=%2Fpeople%3Fq%3Dli");
      expect(answer).toMatchObject({ status: 302, to: "/people?q=li" });
      expect(answer.cookies[0]).toMatch(/^deskready=[0-9a-f]{50}; HttpOnly;.*SameSite=Lax/);
    }
    const rows = await sessionsOf(who.id);
    expect(rows).toHaveLength(3);
    expect(rows.every((r) => /^[0-9a-f]{64}$/.test(r.id))).toBe(true);
  });

  it.each(["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])("never leads to %s", async (next) => {
    await make.person({ login: `safe${newId().slice(-6)}`, email: `${newId()}@example.com`, passwordHash });
    const who = await make.person({ login: `s${newId().slice(-8)}`, passwordHash });
    expect((await signIn(who.login ?? "", PASSWORD, `?next=${encodeURIComponent(next)}`)).to).toBe("/");
  });

  it("gives one answer to a wrong password, an unknown account, one without password and one switched off", async () => {
    await make.person({ login: "known", passwordHash });
    await make.person({ login: "invited-only" });
    await make.person({ login: "closed", passwordHash, disabledAt: MONDAY });
    const answers = await Promise.all([
      signIn("known", "wrong password"),
      signIn("nobody-at-all", PASSWORD),
      signIn("invited-only", PASSWORD),
      signIn("closed", PASSWORD),
      signIn("", ""),
    ]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ status: 400, cookies: [] });
    expect(codes(answers[0] as Answer)).toEqual(["sign_in_wrong"]);
  });

  it("hashes for an unknown account as for a known one", async () => {
    const time = async (hash: string | null) => {
      const runs: number[] = [];
      for (let i = 0; i < 7; i++) {
        const from = performance.now();
        expect(await checkPassword(hash, "not the one")).toBe(false);
        runs.push(performance.now() - from);
      }
      return runs.sort((a, b) => a - b)[3] ?? 0;
    };
    await checkPassword(null, "warm");
    const known = await time(passwordHash);
    const unknown = await time(null);
    // A comparison without a hash would take a hundredth of this; the two are of one class.
    expect(unknown).toBeGreaterThan(known / 4);
    expect(known).toBeGreaterThan(unknown / 4);
  });

  it("makes an account wait after five failures, known or not, and says how long", async () => {
    await make.person({ login: "slow", passwordHash });
    for (const name of ["slow", "slow-nobody"]) {
      for (let i = 0; i < 5; i++) await signIn(name, "wrong password", "", "192.0.2.9");
      const answer = await signIn(name, PASSWORD, "", "192.0.2.9");
      expect(answer.status).toBe(429);
      expect(answer.body?.refusals).toEqual([{ code: "sign_in_wait", params: { count: 2 } }]);
    }
    const lines = await db.select().from(audit).where(eq(audit.action, "people.sign_in_failed"));
    expect(lines).toHaveLength(2);
    expect(JSON.stringify(lines)).not.toContain("slow");
    await db.delete(throttle);
  });

  it("ends this browser's earlier session, and signs out", async () => {
    const who = await make.person({ login: "again", passwordHash });
    const cookie = await make.signIn(who.id);
    const answer = await ask(() =>
      signInRoute.action(routeArgs("/sign-in", { cookie, form: { identifier: "again", password: PASSWORD } })),
    );
    expect(await sessionsOf(who.id)).toHaveLength(1);
    const fresh = (answer.cookies[0] ?? "").split(";")[0];
    const out = await ask(() => signOut.action(routeArgs("/sign-out", { cookie: fresh, form: {} })));
    expect(out).toMatchObject({ status: 302, to: "/sign-in" });
    expect(await sessionsOf(who.id)).toHaveLength(0);
  });

  it("says that typed text is kept, and sends on who is signed in", async () => {
    expect(await signInRoute.loader(routeArgs("/sign-in?next=%2Fpeople&kept=1"))).toEqual({ reason: "kept" });
    expect(await signInRoute.loader(routeArgs("/sign-in?next=%2Fpeople"))).toEqual({ reason: "next" });
    expect(await signInRoute.loader(routeArgs("/sign-in"))).toEqual({ reason: null });
    const who = await make.person();
    const cookie = await make.signIn(who.id);
    expect((await ask(() => signInRoute.loader(routeArgs("/sign-in?next=%2Fpeople", { cookie })))).to).toBe("/people");
  });
});

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
    expect(codes(answer)).toEqual(expected);
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
    expect(codes(await accept(token, { ...good, login: "third" }))).toEqual(["link_used"]);

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
    expect(codes(await accept(token, { ...good, login: "gone.person" }))).toEqual(["link_revoked"]);
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
    expect(codes(await post("forgetful123"))).toEqual(["password_name"]);
    expect((await post("another kettle entirely")).to).toBe("/");
    expect(await sessionsOf(who.id)).toHaveLength(1);
    expect(await db.select().from(notice).where(eq(notice.personId, who.id))).toMatchObject([
      { kind: "people.password_changed", important: true },
    ]);
    expect(codes(await post("a third kettle instead"))).toEqual(["link_used"]);
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

describe("preferences", () => {
  const post = (form: Record<string, string>, cookie?: string) =>
    ask(() => preferences.action(routeArgs("/preferences", { form, cookie })));

  it("go into a cookie, and into the account of who is signed in", async () => {
    const anonymous = await post({ locale: "en", returnTo: "/sign-in?next=%2F" });
    expect(anonymous).toMatchObject({ status: 302, to: "/sign-in?next=%2F" });
    expect(anonymous.cookies[0]).toMatch(/^deskready-lang=/);
    const who = await make.person();
    const cookie = await make.signIn(who.id);
    await post({ locale: "en" }, cookie);
    await post({ theme: "dark" }, cookie);
    expect((await db.select().from(person).where(eq(person.id, who.id)))[0]).toMatchObject({ locale: "en", theme: "dark" });
    await post({ theme: "system" }, cookie);
    expect((await db.select().from(person).where(eq(person.id, who.id)))[0]).toMatchObject({ locale: "en", theme: null });
  });

  it("refuse what they do not know, and lead nowhere else", async () => {
    expect((await post({ locale: "fr" })).status).toBe(400);
    expect((await post({ theme: "pink" })).status).toBe(400);
    expect((await post({ locale: "en", returnTo: "//evil.example" })).to).toBe("/");
  });
});

describe("the first set-up", async () => {
  const empty = await freshDatabase();
  const form = {
    shopName: "三只包",
    name: "Owner",
    login: "owner",
    password: PASSWORD,
    teamName: "Service",
    zone: "Asia/Shanghai",
    workingWeek: ["6", "1", "2", "3", "4", "5"],
    storeName: "Bags",
    platform: "tmall",
  };
  const post = (token: string, fields: Record<string, string | string[]>) =>
    ask(() => setUp.action(routeArgs(`/set-up/${token}`, { params: { token }, form: fields })));

  it("refuses what is wrong next to its field, then opens the shop once", async () => {
    setDb(empty.db);
    const token = newToken();
    await issueLink(empty.db, { kind: "set_up", token, personId: null, createdBy: null, now: clock.now() });
    const second = newToken();
    const [first] = await empty.db.select().from(accountLink);
    if (!first) throw new Error("no link was made");
    await empty.db.insert(accountLink).values({ ...first, id: newId(), tokenHash: digestOf(second) });
    const bad = await post(token, { ...form, zone: "Mars/Olympus", workingWeek: [], platform: "ebay", teamName: " " });
    expect(bad.body?.refusals?.map((r) => [r.field, r.code])).toEqual([
      ["teamName", "name_missing"],
      ["zone", "zone_unknown"],
      ["workingWeek", "week_empty"],
      ["platform", "platform_unknown"],
    ]);
    expect(codes(await post(token, { ...form, password: "owner" }))).toEqual(["password_short"]);
    expect((await post("wrong", form)).body?.refusals?.map((r) => r.code)).toEqual(["link_unknown"]);

    const answers = await Promise.all([post(token, form), post(token, form)]);
    expect(answers.map((a) => a.status).sort()).toEqual([302, 400]);
    const [owner] = await empty.db.select().from(person);
    expect(owner).toMatchObject({ name: "Owner", login: "owner", state: null });
    expect((await empty.db.select().from(roleGrant)).map((r) => [r.role, r.teamId]).sort()).toEqual([
      ["administrator", null],
      ["manager", null],
    ]);
    expect(await empty.db.select().from(team)).toMatchObject([{ name: "Service", workingWeek: [1, 2, 3, 4, 5, 6] }]);
    expect(await empty.db.select().from(store)).toMatchObject([{ name: "Bags", platform: "tmall" }]);
    expect(await empty.db.select().from(setting)).toMatchObject([{ key: "shop_name", value: "三只包" }]);
    expect((await empty.db.select().from(holiday)).length).toBeGreaterThan(20);
    // A second link that is still about opens nothing any more.
    expect(codes(await post(second, { ...form, login: "other" }))).toEqual(["shop_open"]);
    expect((await ask(() => setUp.loader(routeArgs(`/set-up/${token}`, { params: { token } })))).status).toBe(410);
    setDb(db);
  });
});
