import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attempt, person, roleGrant, session } from "@db/schema";
import { enterBank } from "~/drill/bank.server";
import { issueLine } from "~/drill/line.server";
import { type DrillQuestion, planGo } from "~/drill/session.server";
import { checkShelf } from "~/drill/shelf.server";
import { digestOf } from "~/people/session.server";
import { may, type Permission, permissions, roles, rolesThatMay } from "~/people/permissions";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { keepText, keptText } from "~/platform/whole-text.server";
import type { DrillReply } from "~/training/bank.server";
import { action } from "~/training/routes/drill-answer";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

/** The ordinary answer is written by a statement that asks in itself who is there. What the guard would refuse, it must refuse too. */

let statements = 0;
const { db, owner, make } = await freshDatabase();
setDb(db, () => void statements++);
clock.setOffset(MONDAY.getTime() - Date.now());
afterAll(() => clock.setOffset(0));

const team = await make.team();
type Learner = { personId: string; cookie: string; question: DrillQuestion; line: string };
type Said = { status: number; said: DrillReply | null; cookies: string[] };
let one: Learner;
let other: Learner;

beforeAll(async () => {
  await make.content("topic", "topic");
  await make.content("lesson", "bags");
  for (let n = 1; n <= 8; n++) await make.content("question", `bags-${n}`, { lesson: "bags" });
});
beforeEach(async () => {
  one = await learner();
  other = await learner();
  // Of what is kept for all of them the first answer pays the reading.
  expect((await send(other)).status).toBe(200);
  statements = 0;
});

async function learner(): Promise<Learner> {
  const { id: personId } = await make.trainee(team.id);
  await enterBank(db, personId, ["bags"], MONDAY);
  await checkShelf(db);
  const go = await planGo(db, {
    ...{ personId, now: clock.now(), road: null, dayBegan: MONDAY, held: new Set<string>(), count: 1, locale: "en", only: null },
  });
  const [question] = go.questions;
  if (!question) throw new Error("nothing is asked");
  return { personId, cookie: await make.signIn(personId), question, line: issueLine(personId, go.line) };
}

/** As the short way hands it on: with the form as one text. */
async function send(who: Learner, more: Record<string, string> = {}, cookie = who.cookie): Promise<Said> {
  const answers = JSON.stringify([{ ticket: who.question.ticket, answer: { option: "a" }, ms: 4000 }]);
  const args = routeArgs("/drill/answer", { cookie, form: {} });
  keepText(args.request, new URLSearchParams({ answers, line: who.line, held: who.question.itemId, want: "1", ...more }).toString());
  const response = await action(args).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
  const text = keptText(response) ?? (await response.text());
  return {
    status: response.status,
    said: response.status === 200 ? (JSON.parse(text) as DrillReply) : null,
    cookies: args.context.setCookies,
  };
}

const answersOf = async ({ personId }: Learner) => (await db.select().from(attempt).where(eq(attempt.personId, personId))).length;
const sessionOf = ({ cookie }: Learner) => eq(session.id, digestOf(cookie.split("=")[1] ?? ""));
const daysLeft = (days: number) => (who: Learner) =>
  owner
    .update(session)
    .set({ expiresAt: new Date(Date.now() + days * 86_400_000) })
    .where(sessionOf(who));
const taken = { status: 200, said: { results: [{ ok: true, verdict: { correct: true } }] } };

describe("an answer without a look-up before it", () => {
  it("is one statement in all", async () => {
    expect(await send(one)).toMatchObject(taken);
    expect([await answersOf(one), statements]).toEqual([1, 1]);
  });

  const unusual: [string, (who: Learner) => Promise<unknown>, object][] = [
    ["whose session is to be prolonged", daysLeft(14), { ...taken, cookies: [expect.stringMatching(/Max-Age=2592000|Expires/)] }],
    ["whose session has run out", daysLeft(-0.01), { status: 302 }],
    ["whose session was closed", (who) => owner.delete(session).where(sessionOf(who)), { status: 302 }],
    ["who was switched off", (who) => owner.update(person).set({ disabledAt: MONDAY }).where(eq(person.id, who.personId)), { status: 302 }],
    [
      "whose role has ended",
      (who) => owner.update(roleGrant).set({ to: MONDAY }).where(eq(roleGrant.personId, who.personId)),
      { status: 403 },
    ],
    [
      "whose role only begins later",
      (who) =>
        owner
          .update(roleGrant)
          .set({ from: new Date(MONDAY.getTime() + 86_400_000) })
          .where(eq(roleGrant.personId, who.personId)),
      { status: 403 },
    ],
    [
      "who is no agent",
      (who) => owner.update(roleGrant).set({ role: "supervisor" }).where(eq(roleGrant.personId, who.personId)),
      { status: 403 },
    ],
  ];
  it.each(unusual)("leaves to the guard one %s", async (_, change, answered) => {
    await change(one);
    expect(await send(one)).toMatchObject(answered);
    expect(await answersOf(one)).toBe("said" in answered ? 1 : 0);
  });

  it("is not written for whoever is not signed in, or signed in as another", async () => {
    expect(await send(one, {}, "")).toMatchObject({ status: 302 });
    expect(await send(one, {}, `${one.cookie.slice(0, -2)}00`)).toMatchObject({ status: 302 });
    const stolen = { status: 200, said: { results: [{ ok: false, code: "ticket_unknown" }] } };
    expect(await send(one, {}, other.cookie)).toMatchObject(stolen);
    // The own line with another's ticket, and the own ticket with another's line.
    expect(await send({ ...one, line: other.line }, {}, other.cookie)).toMatchObject(stolen);
    expect(await send({ ...other, question: one.question })).toMatchObject(stolen);
    expect(await answersOf(one)).toBe(0);
    expect(await send({ ...one, line: other.line })).toMatchObject(taken);
    expect([await answersOf(one), await answersOf(other)]).toEqual([1, 1]);
  });

  it("says of a form that somebody else filled, or that holds no answer, what the guard's way says", async () => {
    expect(await send(one, { person: other.personId })).toMatchObject({ status: 409 });
    for (const answers of ["", "[]", "{", '[{"ticket":5}]']) expect(await send(one, { answers })).toMatchObject({ status: 400 });
    expect(await answersOf(one)).toBe(0);
    for (const line of ["", "none", `${one.line}0`]) expect(await send(one, { line })).toMatchObject({ status: 200 });
    expect(await answersOf(one)).toBe(1);
  });

  it("counts once however often it is sent, and by either way", async () => {
    const all = await Promise.all(Array.from({ length: 6 }, (_, n) => send(one, n % 2 === 0 ? {} : { line: "" })));
    expect(all.every(({ said }) => said?.results[0]?.ok)).toBe(true);
    expect(await answersOf(one)).toBe(1);
  });
});

it.each(Object.keys(permissions) as Permission[])("%s: a statement that asks for a role asks as the guard does", (permission) => {
  const allowed = roles.filter((role) => may(permission, { personId: "p", roles: [{ role, teamId: null }] }, null));
  // What everybody may do with their own account asks for no role, and so is no claim.
  if (!may(permission, { personId: "p", roles: [] }, null)) expect(rolesThatMay(permission)).toEqual(allowed);
});
