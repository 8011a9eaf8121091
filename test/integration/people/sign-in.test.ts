import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { audit, person, session, throttle } from "@db/schema";
import { checkPassword, hashPassword } from "~/people/password.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import * as preferences from "~/people/routes/preferences";
import * as signInRoute from "~/people/routes/sign-in";
import * as signOut from "~/people/routes/sign-out";
import { routeArgs } from "@test/factories/request";
import { MONDAY, freshDatabase } from "@test/setup/database";
import { type Answer, ask, refusedCodes } from "./door";

const { db, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const PASSWORD = "a kettle in the rain";
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

const sessionsOf = (personId: string) => db.select().from(session).where(eq(session.personId, personId));

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
    expect(refusedCodes(answers[0] as Answer)).toEqual(["sign_in_wrong"]);
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
