import type { ActionFunctionArgs } from "@remix-run/node";
import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accountLink, audit, person, platformAccount, session } from "@db/schema";
import { checkPassword, hashPassword } from "~/people/password.server";
import * as access from "~/people/routes/access";
import * as edit from "~/people/routes/edit";
import * as invite from "~/people/routes/invite";
import * as personRoute from "~/people/routes/person";
import * as profile from "~/people/routes/profile";
import * as stores from "~/people/routes/stores";
import * as trail from "~/people/routes/audit";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const red = await make.team({ name: "Red" });
const shop = await make.store({ name: "Bags" });
const boss = await make.manager(red.id, { name: "Boss" });
const admin = await make.administrator({ name: "Admin" });
const bossCookie = await make.signIn(boss.id);
const adminCookie = await make.signIn(admin.id);

type Form = Record<string, string | string[]>;
type Answered = { status: number; to: string | null; body: Record<string, unknown> };

/** What a route answers to a post (or, without a form, to a visit). */
async function ask(
  run: (args: ActionFunctionArgs) => unknown,
  path: string,
  cookie: string,
  form?: Form,
  params: Record<string, string> = {},
): Promise<Answered> {
  try {
    const result = await run(routeArgs(path, { cookie, form, params }));
    const wrapped = result as { type?: string; data?: Record<string, unknown>; init?: { status?: number } };
    if (wrapped.type === "DataWithResponseInit") return { status: wrapped.init?.status ?? 200, to: null, body: wrapped.data ?? {} };
    return { status: 200, to: null, body: result as Record<string, unknown> };
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, to: thrown.headers.get("Location"), body: {} };
    throw thrown;
  }
}
const codes = (answer: Answered) => (answer.body.refusals as { code: string }[] | null)?.map((r) => r.code);
const details = {
  intent: "details",
  revision: "1",
  name: "New",
  externalId: "",
  email: "",
  hireDate: "2026-03-02",
  contractTerm: "",
  probationEnd: "",
};

describe("the edit page", () => {
  const post = (id: string, form: Form, cookie = bossCookie) => ask(edit.action, `/people/${id}/edit`, cookie, form, { personId: id });

  it("refuses a stale form, shows what stands now beside what was typed, and takes the next save made in that knowledge", async () => {
    const who = await make.trainee(red.id, { name: "Old", externalId: "E1", hireDate: "2026-01-05" });
    expect(await post(who.id, { ...details, name: "From the admin", externalId: "E1" }, adminCookie)).toMatchObject({
      status: 302,
      to: `/people/${who.id}`,
    });
    const stale = await post(who.id, { ...details, name: "From the boss" });
    expect(stale.status).toBe(409);
    expect(codes(stale)).toEqual(["person_stale"]);
    expect(stale.body.stale).toMatchObject({
      revision: 2,
      by: "Admin",
      rows: [
        { field: "name", now: "From the admin", typed: "From the boss" },
        { field: "externalId", now: "E1", typed: null },
      ],
    });
    expect(await post(who.id, { ...details, revision: "2", name: "From the boss" })).toMatchObject({ status: 302 });
    expect((await db.select().from(person).where(eq(person.id, who.id)))[0]).toMatchObject({
      name: "From the boss",
      externalId: null,
      revision: 3,
    });
  });

  it.each([
    [{ intent: "details" }, ["name_missing"]],
    [{ ...details, contractTerm: "for ever" }, ["term_unknown"]],
    [{ ...details, hireDate: "1999-12-31" }, ["date_range"]],
    [{ intent: "team", teamId: "not an id", teamFrom: "2026-04-01" }, ["team_unknown"]],
    [{ intent: "team", teamId: newId(), teamFrom: "" }, ["date_malformed"]],
    [{ intent: "stores", storeId: "not an id", share: "100", sharesFrom: "2026-04-01" }, ["store_unknown"]],
    [{ intent: "stores", storeId: shop.id, share: "1e2", sharesFrom: "2026-04-01" }, ["shares_range"]],
    [{ intent: "else" }, undefined],
    [{}, undefined],
  ] as [Form, string[] | undefined][])("answers %o with a 4xx and a reason, and writes nothing", async (...[form, expected]) => {
    const who = await make.trainee(red.id, { name: "Same" });
    const answer = await post(who.id, form);
    expect(answer.status).toBe(400);
    expect(codes(answer)).toEqual(expected);
    expect((await db.select().from(person).where(eq(person.id, who.id)))[0]).toMatchObject({ name: "Same", revision: 1 });
    expect(await db.select().from(audit).where(eq(audit.personId, who.id))).toEqual([]);
  });

  it.each(["not-an-id", "00000000-0000-0000-0000-000000000000", "' or 1=1 --"])("knows nobody called %s", async (id) => {
    expect((await post(id, details)).status).toBe(404);
  });

  it("sends an expired session to sign in, where the typed text is kept", async () => {
    const who = await make.trainee(red.id);
    const answer = await post(who.id, details, "deskready=gone");
    expect(answer).toMatchObject({ status: 302, to: `/sign-in?next=${encodeURIComponent(`/people/${who.id}/edit`)}&kept=1` });
  });
});

describe("the access page", () => {
  const post = (id: string, form: Form, cookie = adminCookie) => ask(access.action, `/people/${id}/access`, cookie, form, { personId: id });

  it("shows a fresh link once; a repetition makes none", async () => {
    const who = await make.person({ login: null, state: "invited", roles: ["agent"], teamId: red.id });
    const form = { intent: "renew", submissionId: newId() };
    const first = await post(who.id, form, bossCookie);
    expect(first.body.link).toMatchObject({ path: expect.stringMatching(/^\/invitation\/[\w-]{43}$/), base: null });
    expect(await post(who.id, form, bossCookie)).toMatchObject({ status: 302, to: `/people/${who.id}/access` });
    expect(
      await db
        .select()
        .from(accountLink)
        .where(and(eq(accountLink.personId, who.id), isNull(accountLink.revokedAt))),
    ).toHaveLength(1);
    expect((await post(who.id, { intent: "withdraw" }, bossCookie)).status).toBe(302);
    const page = await ask(access.loader, `/people/${who.id}/access`, bossCookie, undefined, { personId: who.id });
    expect(page.body).toMatchObject({ invitation: { expiresAt: null }, may: { reinvite: true, reset: false, roles: false } });
  });

  it.each([
    [{ intent: "grant", role: "king", teamId: "" }, ["role_unknown"]],
    [{ intent: "grant", role: "manager", teamId: "not an id" }, ["team_unknown"]],
    [{ intent: "end", grantId: "not an id" }, ["role_gone"]],
    [{ intent: "renew" }, ["invitation_accepted"]],
    [{ intent: "close", reason: "" }, ["reason_missing"]],
    [{ intent: "" }, undefined],
  ] as [Form, string[] | undefined][])("answers %o with a 4xx and a reason", async (...[form, expected]) => {
    const who = await make.supervisor(red.id, { passwordHash: "x" });
    const answer = await post(who.id, form);
    expect(answer.status).toBe(400);
    expect(codes(answer)).toEqual(expected);
  });
});

describe("one's profile", () => {
  const post = (form: Form, cookie: string) => ask(profile.action, "/profile", cookie, form);

  it("changes the password knowing the old one, ends the other sessions, and keeps this one", async () => {
    const who = await make.supervisor(red.id, { login: "changer", passwordHash: await hashPassword("a kettle in the rain") });
    const [cookie, other] = [await make.signIn(who.id), await make.signIn(who.id)];
    const change = { intent: "password", current: "a kettle in the rain", password: "another kettle, later" };
    expect(codes(await post({ ...change, current: "wrong one" }, cookie))).toEqual(["password_wrong"]);
    expect(codes(await post({ ...change, password: "changer2026" }, cookie))).toEqual(["password_name"]);
    expect(codes(await post({ ...change, password: change.current }, cookie))).toEqual(["password_same"]);
    expect((await post(change, cookie)).status).toBe(302);
    expect((await post({ intent: "name", name: "Me" }, other)).to).toMatch(/^\/sign-in/);
    expect((await post({ intent: "name", name: "Changed Me" }, cookie)).status).toBe(302);
    const [row] = await db.select().from(person).where(eq(person.id, who.id));
    expect(row).toMatchObject({ name: "Changed Me", pinyin: "changedme" });
    expect(await checkPassword(row?.passwordHash ?? null, change.password)).toBe(true);
  });

  it("slows down whoever guesses the present password", async () => {
    const who = await make.supervisor(red.id, { login: "slowed", passwordHash: await hashPassword("a kettle in the rain") });
    const cookie = await make.signIn(who.id);
    const guess = () => post({ intent: "password", current: "wrong one", password: "another kettle, later" }, cookie);
    for (let i = 0; i < 5; i++) expect(codes(await guess())).toEqual(["password_wrong"]);
    expect(codes(await guess())).toEqual(["sign_in_wait"]);
  });

  it("lists the devices and signs them out, only one's own", async () => {
    const who = await make.supervisor(red.id);
    const cookie = await make.signIn(who.id);
    await make.signIn(who.id);
    const page = await ask(profile.loader, "/profile", cookie);
    const devices = page.body.sessions as { id: string; mine: boolean }[];
    expect(devices.map((d) => d.mine).sort()).toEqual([false, true]);
    const [foreign] = await db.select().from(session).where(eq(session.personId, boss.id));
    await post({ intent: "session", sessionId: foreign?.id ?? "" }, cookie);
    expect(await db.select().from(session).where(eq(session.personId, boss.id))).toHaveLength(1);
    await post({ intent: "session", sessionId: devices.find((d) => !d.mine)?.id ?? "" }, cookie);
    expect(await db.select().from(session).where(eq(session.personId, who.id))).toHaveLength(1);
  });
});

describe("the invitation form", () => {
  it("returns the link with its refusals empty, and each refusal next to its field", async () => {
    const form = {
      ...details,
      name: "Somebody",
      roles: "agent",
      teamId: red.id,
      storeId: [shop.id, "", ""],
      share: ["100", "", ""],
      sharesReason: "",
    };
    const made = await ask(invite.action, "/people/invite", bossCookie, { ...form, submissionId: newId() });
    expect(made.body).toMatchObject({
      refusals: null,
      made: { name: "Somebody", link: { path: expect.stringContaining("/invitation/") } },
    });
    const bad = await ask(invite.action, "/people/invite", bossCookie, { ...form, name: "", teamId: "not an id", roles: "king" });
    expect(bad.status).toBe(400);
    expect(bad.body.refusals).toEqual([
      { code: "name_missing", field: "name" },
      { code: "role_unknown", field: "roles" },
    ]);
    expect((await ask(invite.action, "/people/invite", bossCookie, {})).status).toBe(400);
  });
});

describe("platform accounts", () => {
  it("pass from one to the next without an overlap", async () => {
    const [first, second] = [await make.trainee(red.id), await make.trainee(red.id)];
    const give = (personId: string, from: string) =>
      ask(stores.action, "/settings/stores", bossCookie, { step: "assign", storeId: shop.id, nick: "bags:01", personId, from });
    expect((await give(first.id, "2026-03-02")).status).toBe(302);
    expect((await give(second.id, "2026-04-01")).status).toBe(302);
    const held = await db.select().from(platformAccount).orderBy(platformAccount.from);
    expect(held.map((h) => [h.personId, h.from, h.to])).toEqual([
      [first.id, "2026-03-02", "2026-04-01"],
      [second.id, "2026-04-01", null],
    ]);
    expect(codes(await give(first.id, "2026-03-15"))).toEqual(["account_overlaps"]);
  });
});

describe("what happened", () => {
  it("is told on the person's page and in the trail, in the reader's language, page by page", async () => {
    const who = await make.trainee(red.id, { name: "Told" });
    for (let i = 0; i < 25; i++) {
      clock.setOffset(MONDAY.getTime() - Date.now() + i * 60_000);
      await ask(
        edit.action,
        `/people/${who.id}/edit`,
        bossCookie,
        { ...details, revision: String(i + 1), name: `Told ${i}` },
        { personId: who.id },
      );
    }
    const page = await ask(personRoute.loader, `/people/${who.id}`, bossCookie, undefined, { personId: who.id });
    const { lines, older } = page.body.timeline as { lines: { sentence: string; changes: string[] }[]; older: string };
    expect(lines).toHaveLength(20);
    expect(lines[0]).toMatchObject({ sentence: "Changed: name", changes: ["name: Told 23 → Told 24"] });
    const next = await ask(personRoute.loader, `/people/${who.id}?before=${older}`, bossCookie, undefined, { personId: who.id });
    const rest = (next.body.timeline as { lines: { changes: string[] }[]; older: null }).lines;
    expect(rest).toHaveLength(5);
    expect(rest.at(-1)?.changes).toContain("name: Told → Told 0");
    for (const query of ["q=Told", "area=people", "from=2026-03-02&until=2026-03-02"]) {
      const found = await ask(trail.loader, `/settings/audit?${query}`, adminCookie);
      expect((found.body.lines as unknown[]).length, query).toBeGreaterThan(10);
    }
    for (const odd of ["before=x", "before=2026-99-99T00:00:00.000Z_x", "from=soon", "area=x", "q=%00%25"]) {
      expect((await ask(trail.loader, `/settings/audit?${odd}`, adminCookie)).status, odd).toBe(200);
    }
    expect(((await ask(trail.loader, "/settings/audit?q=nobody+at+all", adminCookie)).body.lines as unknown[]).length).toBe(0);
    clock.setOffset(MONDAY.getTime() - Date.now());
  });
});
