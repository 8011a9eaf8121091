import postgres from "postgres";
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import * as schema from "@db/schema";
import { loader as frameLoader } from "~/frame";
import { ensurePolicies } from "~/activation/policy.server";
import { enterBank } from "~/drill/bank.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { loader as rootLoader } from "~/root";
import { loader as homeLoader } from "~/today/routes/home";
import { loader as todayLoader } from "~/today/routes/today";
import { openItem } from "~/work/actions.server";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { appUrl, db, ctx, make } = await freshDatabase();

/** Statements as they are sent, and how many times the page had to wait for the database before it could ask on. */
const seen = { statements: [] as string[], trips: 0, inFlight: 0 };
const client = postgres(appUrl, { max: 5, onnotice: () => undefined, debug: (_connection, query) => void seen.statements.push(query) });
const send = client.unsafe.bind(client) as (...args: Parameters<typeof client.unsafe>) => ReturnType<typeof client.unsafe>;
client.unsafe = ((...args: Parameters<typeof client.unsafe>) => {
  const pending = send(...args);
  if (seen.inFlight++ === 0) seen.trips++;
  void pending.finally(() => seen.inFlight--);
  return pending;
}) as typeof client.unsafe;
setDb(drizzle(client, { schema, casing: "snake_case" }));
afterAll(() => client.end({ timeout: 5 }));

beforeEach(() => clock.setOffset(MONDAY.getTime() - Date.now()));
afterAll(() => clock.setOffset(0));

await ensurePolicies(db, MONDAY);
const plan = await make.plan();
async function trainee(statuses = {}) {
  const team = await make.team();
  const supervisor = await make.supervisor(team.id, { name: "Li" });
  const person = await make.trainee(team.id, { locale: "en" });
  await make.enrolment({ personId: person.id, teamId: team.id, planVersionId: plan.id, statuses });
  return { person, supervisor, team, cookie: await make.signIn(person.id) };
}

/** All loaders of the page, side by side as one request runs them. */
async function openToday(cookie: string) {
  const args = routeArgs("/today", { cookie });
  const [, , today] = await Promise.all([rootLoader(args), frameLoader(args), todayLoader(args)]);
  return today;
}

describe("Today", () => {
  it("opens for somebody whose last role was taken away", async () => {
    const { id } = await make.person({ locale: "en" });
    expect(await openToday(await make.signIn(id))).toMatchObject({ for: "lead", hasRole: false, places: [] });
  });

  it("costs at most 6 statements in at most 3 sequential round trips, root, frame and session included", async () => {
    const { cookie, person } = await trainee({ "lesson-1": "done", "practical-1": "submitted" });
    await enterBank(db, person.id, ["lesson-1"], MONDAY);
    await openToday(cookie); // content is read once per process
    Object.assign(seen, { statements: [], trips: 0 });
    const page = await openToday(cookie);
    expect(page).toMatchObject({ for: "agent", view: { kind: "work", day: 1 } });
    expect(seen.statements.length, seen.statements.join("\n\n")).toBeLessThanOrEqual(6);
    expect(seen.trips).toBeGreaterThan(0);
    expect(seen.trips).toBeLessThanOrEqual(3);
  });

  it("costs as little in probation, with a grading that waits", async () => {
    const { person, teamId } = await make.inProbation();
    const item = { kind: "grading" as const, teamId, personId: person.id, subjectId: person.id, data: {} };
    await db.transaction((tx) => openItem(tx, ctx(), item));
    const cookie = await make.signIn(person.id);
    await openToday(cookie);
    Object.assign(seen, { statements: [], trips: 0 });
    const page = await openToday(cookie);
    expect(page).toMatchObject({ mend: [{ to: `/probation/${person.id}/self` }] });
    expect(seen.statements.length, seen.statements.join("\n\n")).toBeLessThanOrEqual(6);
    expect(seen.trips).toBeLessThanOrEqual(3);
  });

  it("shows a trainee the next thing, whom a sign-off waits for, and the desk gate", async () => {
    const { cookie } = await trainee({ "lesson-1": "done", "practical-1": "submitted" });
    expect(await openToday(cookie)).toMatchObject({
      view: { next: { slug: "quiz-1", title: "quiz-1" }, waiting: [{ slug: "practical-1" }], supervisors: ["Li"], of: 9, done: 1 },
      gate: { gate: "desk", open: false },
    });
  });

  it("carries no answer key, whatever the plan holds", async () => {
    const { cookie } = await trainee();
    expect(JSON.stringify(await openToday(cookie))).not.toMatch(/"correct"|"accepted"|"explanation"|"options"/);
  });

  it.each([
    ["invited", "invited"],
    ["in probation", "probation"],
    ["active", "active"],
    ["suspended", "suspended"],
  ] as const)("an agent who is %s has no plan to walk", async (_, state) => {
    const team = await make.team();
    const person = await make.trainee(team.id, { state, locale: "en" });
    expect(await openToday(await make.signIn(person.id))).toMatchObject({ for: "agent", state, view: null });
  });

  it("shows a trainee what the drill asks, and how much of the bank is fluent with the forecast", async () => {
    const { cookie, person } = await trainee({ "lesson-1": "done" });
    expect(await openToday(cookie)).toMatchObject({ bank: null });
    await enterBank(db, person.id, ["lesson-1"], MONDAY);
    expect(await openToday(cookie)).toMatchObject({
      bank: {
        work: { text: "3 new questions", time: "1 min" },
        line: { text: "Bank fluent 0 %", bars: "▁", when: "too early to say when" },
        only: null,
      },
    });
    const yesterday = new Date(MONDAY.getTime() - 86_400_000);
    await db.insert(schema.bankDay).values([
      { personId: person.id, day: "2026-02-26", required: 3, fluent: 0, answered: 3 },
      { personId: person.id, day: "2026-02-27", required: 3, fluent: 1, answered: 3 },
    ]);
    const [first] = await db.select().from(schema.bankCard).where(eq(schema.bankCard.personId, person.id));
    await db
      .update(schema.bankCard)
      .set({ reviewedAt: yesterday, dueAt: yesterday, begunAt: yesterday, fluentUntil: new Date(MONDAY.getTime() + 3_600_000) })
      .where(eq(schema.bankCard.itemId, first?.itemId ?? ""));
    // One a day: the second and third today and tomorrow, those of tomorrow's lesson on the three days after it.
    expect(await openToday(cookie)).toMatchObject({
      bank: {
        work: { text: "One review due, 2 new", time: "1 min" },
        line: { text: "Bank fluent 33 %", bars: "▁▃▃", when: expect.stringMatching(/\b6\b/) },
      },
    });
  });

  it("points to the drill where nothing but the bank keeps the desk exam shut", async () => {
    const all = ["lesson-1", "practical-1", "quiz-1", "lesson-2", "practical-2", "quiz-2", "rules-3", "rules-exam"];
    const { cookie, person } = await trainee(Object.fromEntries(all.map((slug) => [slug, "done"])));
    await enterBank(db, person.id, ["lesson-1", "lesson-2"], MONDAY);
    clock.setOffset(MONDAY.getTime() + 9 * 86_400_000 - Date.now());
    expect(await openToday(cookie)).toMatchObject({
      view: { next: null },
      bank: {
        only: { title: "Only the question bank is left", text: expect.stringContaining("6 required questions are not fluent yet.") },
      },
    });
  });

  it("asks an active agent for the reviews that are due, and nobody who has left", async () => {
    for (const state of ["active", "suspended"] as const) {
      const team = await make.team();
      const person = await make.trainee(team.id, { state, locale: "en" });
      await enterBank(db, person.id, ["lesson-1"], MONDAY);
      const { bank } = (await openToday(await make.signIn(person.id))) as { bank: unknown };
      if (state === "active") expect(bank).toMatchObject({ work: { text: "3 new questions" }, line: { bars: "" }, only: null });
      else expect(bank).toBeNull();
    }
  });

  it("shows those who lead what waits for them, and their places", async () => {
    const { supervisor } = await trainee();
    expect(await openToday(await make.signIn(supervisor.id))).toMatchObject({
      for: "lead",
      counts: [],
      places: ["team", "library", "people"],
    });
    const owner = await make.person({ roles: ["content_owner"] });
    expect(await openToday(await make.signIn(owner.id))).toMatchObject({ for: "lead", places: ["library"] });
  });

  it("sends whoever is not signed in to the sign-in page", async () => {
    const refused = await todayLoader(routeArgs("/today")).catch((thrown: unknown) => thrown);
    expect((refused as Response).headers.get("Location")).toBe("/sign-in?next=%2Ftoday");
  });

  it("the first page leads to where one's work is", async () => {
    const { supervisor, cookie } = await trainee();
    const to = async (c: string) =>
      ((await homeLoader(routeArgs("/", { cookie: c })).catch((thrown: unknown) => thrown)) as Response).headers.get("Location");
    expect(await to(cookie)).toBe("/today");
    expect(await to(await make.signIn(supervisor.id))).toBe("/inbox");
  });
});
