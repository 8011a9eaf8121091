import { drizzle } from "drizzle-orm/postgres-js";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import * as schema from "@db/schema";
import { bankDay, contentItem } from "@db/schema";
import { bankOf } from "~/drill/bank.server";
import { readLine } from "~/drill/line.server";
import { loader as frameLoader } from "~/frame";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { loader as rootLoader } from "~/root";
import { answerDrills, drillStart } from "~/training/bank.server";
import { bankDaysOf, noteBankDays } from "~/training/bank-days.server";
import type { DrillPageData } from "~/training/drill-page.server";
import type { MasteryPage } from "~/training/mastery-page.server";
import { loader as drillLoader } from "~/training/routes/drill";
import { loader as masteryLoader } from "~/training/routes/mastery";
import { loader as personLoader } from "~/training/routes/person-mastery";
import { loader as historyLoader } from "~/training/routes/question-history";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { ask } from "./answers";

const { appUrl, db, ctx, make } = await freshDatabase();
const hours = (n: number) => new Date(MONDAY.getTime() + n * 3_600_000);

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
const counted = drizzle(client, { schema, casing: "snake_case" });
setDb(counted);
afterAll(() => client.end({ timeout: 5 }));
const at = (now: Date) => clock.setOffset(now.getTime() - Date.now());
afterAll(() => clock.setOffset(0));

const plan = await make.plan();
await make.content("topic", "prices");
await make.content("question", "lesson-1-price", { lesson: "lesson-1", topic: "prices" });

let personId = "";
let teamId = "";
let cookie = { trainee: "", other: "", supervisor: "", manager: "", stranger: "", owner: "" };
beforeEach(async () => {
  at(MONDAY);
  teamId = (await make.team()).id;
  const elsewhere = (await make.team()).id;
  personId = (await make.trainee(teamId, { locale: "en", name: "Wang" })).id;
  const statuses = { "lesson-1": "done" as const };
  await make.enrolment({ personId, teamId, planVersionId: plan.id, statuses });
  cookie = {
    trainee: await make.signIn(personId),
    other: await make.signIn((await make.trainee(teamId)).id),
    supervisor: await make.signIn((await make.supervisor(teamId)).id),
    manager: await make.signIn((await make.manager(teamId)).id),
    stranger: await make.signIn((await make.supervisor(elsewhere)).id),
    owner: await make.signIn((await make.person({ roles: ["administrator"] })).id),
  };
  await drillStart(db, personId, { now: MONDAY, held: new Set(), count: 0, locale: "en", only: null });
});

const slugs = new Map<string, string>();
async function itemOf(slug: string): Promise<string> {
  const [row] = await db.select({ id: contentItem.id }).from(contentItem).where(eq(contentItem.slug, slug));
  slugs.set(row?.id ?? "", slug);
  return row?.id ?? "";
}
/** Answer this question of the bank at `now`. */
async function answer(slug: string, right: boolean, now: Date, ms = 4000) {
  const only = { by: "set", items: new Set([await itemOf(slug)]) } as const;
  const { questions } = await drillStart(db, personId, { now, held: new Set(), count: 1, locale: "en", only });
  const given = [{ ticket: questions[0]?.ticket ?? "", answer: { option: right ? "a" : "b" }, ms }];
  const then = new Date(now.getTime() + ms);
  const { results } = await answerDrills(ctx(then, personId), personId, given, { held: new Set(), want: 0, locale: "en", line: null });
  expect(results).toMatchObject([{ ok: true }]);
}
const own = async () => (await masteryLoader(routeArgs("/mastery", { cookie: cookie.trainee }))).page;
const of = (who: string, id = personId) =>
  ask(personLoader(routeArgs(`/mastery/${id}`, { cookie: who, params: { personId: id } }))) as Promise<{
    status: number;
    to?: string;
    data: { name: string; page: MasteryPage };
  }>;
const historyOf = (who: string, slug: string) =>
  ask(historyLoader(routeArgs(`/mastery/${personId}/questions/${slug}`, { cookie: who, params: { personId, slug } })));
const drill = async (query: string) =>
  (await ask(drillLoader(routeArgs(`/drill${query}`, { cookie: cookie.trainee })))) as { status: number; data: DrillPageData };

describe("the mastery of a bank", () => {
  it("counts each required question once, by how it stands", async () => {
    await answer("lesson-1-q1", true, hours(0));
    await answer("lesson-1-q1", true, hours(1));
    await answer("lesson-1-q2", true, hours(0), 90_000);
    await answer("lesson-1-q2", true, hours(1), 90_000);
    await answer("lesson-1-price", false, hours(1));
    at(hours(2));
    const page = await own();
    expect(page).toMatchObject({
      ...{ required: 4, fluent: 1, counts: { new: 1, learning: 1, slow: 1, fluent: 1, forgotten: 0 } },
      topics: [
        { topic: "prices", title: "prices", required: 1, fluent: 0, time: null },
        {
          topic: "topic",
          required: 3,
          fluent: 1,
          cells: [{ slug: "lesson-1-q1", mastery: "fluent" }, { mastery: "slow" }, { mastery: "new" }],
        },
      ],
      road: {
        step: "day",
        outlook: { percent: 25, forecast: { kind: "unknown", why: "too_early" } },
        certificate: { state: "none", lack: "open", open: 3 },
      },
    });
    expect(page.weakest.map(({ slug, mastery }) => `${slug} ${mastery}`)).toEqual([
      "lesson-1-price learning",
      "lesson-1-q2 slow",
      "lesson-1-q1 fluent",
    ]);
    expect(page.topics[1]?.time?.ms).toBe(47_000);
    at(hours(24 * 300));
    expect((await own()).counts).toMatchObject({ fluent: 0, forgotten: 1 });
  });

  it("says what the certificate lacks, and how long it counts once it is written", async () => {
    for (const slug of ["lesson-1-q1", "lesson-1-q2", "lesson-1-q3", "lesson-1-price"])
      for (const hour of [0, 1]) await answer(slug, true, hours(hour));
    at(hours(2));
    expect((await own()).road?.certificate).toMatchObject({
      state: "none",
      lack: "lessons",
      lesson: { title: "lesson-2", to: "/learn/lesson-2" },
    });
    await db.insert(schema.bankCertificate).values({ personId, enrolmentId: (await enrolment()).id, questions: 4, issuedAt: hours(1) });
    at(hours(26));
    expect((await own()).road?.certificate).toMatchObject({ state: "valid", daysLeft: 9 });
    at(hours(24 * 30));
    expect((await own()).road?.certificate).toMatchObject({ state: "over", lack: "open" });
  });

  it("is empty for somebody without a bank, and asks an active agent for reviews alone", async () => {
    await db.delete(schema.bankCard).where(eq(schema.bankCard.personId, personId));
    expect(await own()).toMatchObject({ required: 0, topics: [], weakest: [], nextAt: null });
    const agent = await make.person({ roles: ["agent"], teamId, state: "active", clearance: "full" });
    const theirs = await masteryLoader(routeArgs("/mastery", { cookie: await make.signIn(agent.id) }));
    expect(theirs.page).toMatchObject({ required: 0, road: null, name: null });
    expect((await of(cookie.supervisor, agent.id)).data.name).toBe(agent.name);
  });

  it("is seen by those who lead the person, under the person's name, and by nobody else", async () => {
    for (const who of [cookie.supervisor, cookie.manager, cookie.owner])
      expect((await of(who)).data).toMatchObject({ name: "Wang", page: { required: 4 } });
    for (const who of [cookie.other, cookie.stranger]) expect((await of(who)).status).toBe(404);
    expect(await of(cookie.trainee)).toMatchObject({ status: 302, to: "/mastery" });
    expect((await of(cookie.supervisor, "nobody")).status).toBe(404);
  });

  it("costs at most 6 statements in at most 3 sequential round trips, one's own and another's", async () => {
    for (const [path, who, load] of [
      ["/mastery", cookie.trainee, masteryLoader],
      [`/mastery/${personId}`, cookie.supervisor, personLoader],
    ] as const) {
      const open = () => {
        const args = routeArgs(path, { cookie: who, params: { personId } });
        return Promise.all([rootLoader(args), frameLoader(args), load(args)]);
      };
      await open();
      Object.assign(seen, { statements: [], trips: 0 });
      await open();
      expect(seen.statements.length, seen.statements.join("\n\n")).toBeLessThanOrEqual(6);
      expect(seen.trips).toBeGreaterThan(0);
      expect(seen.trips).toBeLessThanOrEqual(3);
      expect(seen.statements.join()).not.toMatch(/"attempt"/);
    }
  });
});

const enrolment = async () => {
  const [row] = await db.select().from(schema.enrolment).where(eq(schema.enrolment.personId, personId));
  if (!row) throw new Error("no enrolment");
  return row;
};

describe("the days of a bank", () => {
  /** Midnight between Monday and Tuesday in Shanghai. */
  const midnight = new Date("2026-03-02T16:00:00Z");

  it("are noted once, after midnight of the team, for everybody in training", async () => {
    await answer("lesson-1-q1", true, hours(0));
    await answer("lesson-1-q1", true, hours(1));
    await answer("lesson-1-q2", false, hours(1));
    await noteBankDays(db, new Date(midnight.getTime() - 1));
    expect(await bankDaysOf(db, personId)).toEqual([]);
    for (const later of [0, 60_000]) await noteBankDays(db, new Date(midnight.getTime() + later));
    expect(await bankDaysOf(db, personId)).toEqual([{ day: "2026-03-02", required: 4, fluent: 1, answered: 2 }]);
    await db
      .update(schema.enrolment)
      .set({ endedAt: hours(40) })
      .where(eq(schema.enrolment.personId, personId));
    await noteBankDays(db, hours(48));
    expect(await bankDaysOf(db, personId)).toHaveLength(1);
  });

  it("make the forecast, and no more than the last of them are read", async () => {
    await db.insert(bankDay).values(
      Array.from({ length: 20 }, (_, n) => ({
        personId,
        day: `2026-02-${String(n + 1).padStart(2, "0")}`,
        required: 4,
        fluent: 0,
        answered: 0,
      })),
    );
    await db.insert(bankDay).values({ personId, day: "2026-03-02", required: 4, fluent: 3, answered: 4 });
    expect(await bankDaysOf(db, personId)).toHaveLength(12);
    for (const slug of ["lesson-1-q1", "lesson-1-q2", "lesson-1-q3"]) for (const hour of [0, 1]) await answer(slug, true, hours(hour));
    // Tuesday: one is left, and the three of Tuesday's lesson are fluent on Wednesday at the earliest.
    at(hours(24));
    expect((await own()).road?.outlook).toMatchObject({
      percent: 75,
      bars: "▁▁▁▁▁▇▇",
      forecast: { kind: "on", date: "2026-03-04" },
      entry: 3,
    });
  });

  it("are kept for ever: the app's role changes none", async () => {
    await db.insert(bankDay).values({ personId, day: "2026-03-02", required: 4, fluent: 3, answered: 4 });
    await expect(db.update(bankDay).set({ fluent: 4 })).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});

describe("the answers to one question", () => {
  it("are shown with what was right, to the person and to those who lead them", async () => {
    await answer("lesson-1-q1", false, hours(0));
    await answer("lesson-1-q1", true, hours(1));
    for (const who of [cookie.trainee, cookie.supervisor]) {
      const { data } = await historyOf(who, "lesson-1-q1");
      expect(data).toMatchObject({
        back: who === cookie.trainee ? "/mastery" : `/mastery/${personId}`,
        history: {
          stem: "stem of lesson-1-q1",
          answers: [{ ms: 4000, verdict: { correct: true } }, { verdict: { correct: false, explanation: "because" } }],
        },
      });
    }
    for (const who of [cookie.other, cookie.stranger]) expect((await historyOf(who, "lesson-1-q1")).status).toBe(404);
  });

  it("tell nothing of a question that was never answered but its text", async () => {
    await answer("lesson-1-q1", true, hours(0));
    const { data } = await historyOf(cookie.trainee, "lesson-1-q2");
    expect(data).toMatchObject({ history: { mastery: "new", answers: [] } });
    expect(JSON.stringify(data)).not.toMatch(/because|correct|options|right"/);
  });

  it.each(["lesson-2-q1", "none", "../x", "", "x".repeat(3000)])("are not to be had of what is not in the bank: %s", async (slug) => {
    expect((await historyOf(cookie.trainee, slug)).status).toBe(404);
  });
});

describe("a drill of what was chosen", () => {
  const asked = async ({ questions, line }: DrillPageData) => {
    const items = [...questions.map((q) => q.itemId), ...(readLine(line)?.line.order ?? []).map((entry) => entry.itemId)];
    return items.map((item) => slugs.get(item) ?? "?");
  };
  beforeEach(async () => {
    for (const slug of ["lesson-1-q1", "lesson-1-q2", "lesson-1-q3", "lesson-1-price"]) await itemOf(slug);
  });

  it("asks a topic, whole and only it, due or not", async () => {
    await answer("lesson-1-price", true, hours(0));
    await answer("lesson-1-price", true, hours(1));
    at(hours(2));
    const { data } = await drill("?topic=prices");
    expect(await asked(data)).toEqual(["lesson-1-price"]);
    expect(data).toMatchObject({ planned: 1, waiting: 1, chosen: { address: "/drill?topic=prices", topic: "prices" } });
    expect((await drill("?topic=none")).status).toBe(404);
    expect((await drill("?topic=..%2F%27")).status).toBe(404);
    await make.content("topic", "empty");
    expect((await drill("?topic=empty")).data).toMatchObject({ questions: [], planned: 0, waiting: 0 });
  });

  it("asks the weakest that were ever answered, rates them like any other, and is over with them", async () => {
    await answer("lesson-1-q1", false, hours(0));
    await answer("lesson-1-q2", true, hours(0));
    at(hours(1));
    const { data } = await drill("?weakest=1");
    expect(await asked(data)).toEqual(["lesson-1-q1", "lesson-1-q2"]);
    const before = await bankOf(db, personId);
    const reply = await answerDrills(
      ctx(hours(1.1), personId),
      personId,
      data.questions.map(({ ticket }) => ({ ticket, answer: { option: "a" }, ms: 4000 })),
      { held: new Set(), want: 6, locale: "en", line: readLine(data.line)?.line ?? null },
    );
    expect(reply.results).toMatchObject([{ ok: true }, { ok: true, turnedFluent: true }]);
    // Half of the bank was not chosen: it is not asked now, though it is due.
    expect(reply.next).toEqual([]);
    const revisions = (rows: typeof before) => rows.reduce((sum, row) => sum + row.reps, 0);
    expect(revisions(await bankOf(db, personId))).toBe(revisions(before) + 2);
  });
});
