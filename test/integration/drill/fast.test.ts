import fc from "fast-check";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attempt, bankCard, contentItem } from "@db/schema";
import { answerIn, type Drilled } from "~/drill/answer.server";
import { bankOf, enterBank, resetFluencyIn } from "~/drill/bank.server";
import { answerFast } from "~/drill/fast.server";
import { planGo } from "~/drill/session.server";
import { checkShelf } from "~/drill/shelf.server";
import type { GivenAnswer } from "~/drill/ticket.server";
import { type Outcome, write } from "~/platform/write.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make, owner, ownerSql } = await freshDatabase();
const minutes = (n: number) => new Date(MONDAY.getTime() + Math.round(n * 60_000));
const road = { readyBy: minutes(60 * 24 * 10), daysLeft: 10 };
const SLUGS = ["bags-1", "bags-2", "bags-3", "bags-4", "bags-5", "bags-6", "bags-7", "bags-8"];
const slugOf = new Map<string, string>();

beforeAll(async () => {
  await make.content("topic", "topic");
  await make.content("lesson", "bags");
  for (const slug of SLUGS) await make.content("question", slug, { lesson: "bags", required: slug !== "bags-8" });
  for (const row of await db.select().from(contentItem)) slugOf.set(row.id, row.slug);
});

type Who = { personId: string; fast: boolean; tookFast: number };
let people: [Who, Who];
beforeEach(async () => {
  const team = await make.team();
  const one = async (fast: boolean): Promise<Who> => ({ personId: (await make.trainee(team.id)).id, fast, tookFast: 0 });
  people = [await one(true), await one(false)];
  for (const { personId } of people) await enterBank(db, personId, ["bags"], MONDAY);
  await checkShelf(db);
});

async function ticketFor({ personId }: Who, slug: string, at: Date): Promise<string> {
  const items = (await bankOf(db, personId)).filter((row) => slugOf.get(row.itemId) === slug).map((row) => row.itemId);
  const more = { road, dayBegan: MONDAY, held: new Set<string>(), count: 1, locale: "en" as const };
  const { questions } = await planGo(db, { personId, now: at, only: { by: "set", items: new Set(items) }, ...more });
  const [question] = questions;
  if (!question) throw new Error(`${slug} is not asked`);
  return question.ticket;
}

/** As the product does: fast where it can be, else plain. */
async function answer(who: Who, given: GivenAnswer, at: Date): Promise<Outcome<Drilled>> {
  const { personId } = who;
  const fast = who.fast ? await answerFast(db, personId, given, [], { now: at, locale: "en" }) : null;
  if (fast) who.tookFast++;
  return fast?.outcome ?? write(ctx(at, personId), (tx) => answerIn(tx, ctx(at, personId), personId, given, "en"));
}

/** Everything that an answer leaves behind, without the ids by which the two differ. */
async function left({ personId }: Who) {
  const cards = await db.select().from(bankCard).where(eq(bankCard.personId, personId));
  const attempts = await db.select().from(attempt).where(eq(attempt.personId, personId));
  const slugFor = (itemId: string | null) => slugOf.get(itemId ?? "") ?? "";
  return {
    cards: cards
      .map((card) => ({ ...card, personId: "", itemId: slugFor(card.itemId) }))
      .toSorted((a, b) => a.itemId.localeCompare(b.itemId)),
    attempts: attempts
      .map((row) => ({ ...row, personId: "", id: "", storedAt: null, itemId: slugFor(row.itemId) }))
      .toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
  };
}
const said = (outcome: Outcome<Drilled>) => (outcome.ok ? { ...outcome.value, attemptId: null, itemId: null } : outcome);

const slug = fc.constantFrom(...SLUGS.slice(0, 4));
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant("answer" as const), slug, right: fc.boolean(), ms: fc.integer({ min: 0, max: 60_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("malformed" as const), slug }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("again" as const), nth: fc.nat(20), right: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("late" as const), slug, after: fc.integer({ min: -5, max: 90 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("stale" as const), slug, right: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reset" as const), slug }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("content" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("archive" as const) }) },
);

describe("the fast way and the plain one", () => {
  it("leave the same rows and say the same, whatever comes", async () => {
    let took = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, fc.integer({ min: 1, max: 900 })), { minLength: 1, maxLength: 14 }), async (steps) => {
        const pair = await Promise.all(people.map(async ({ fast }) => ({ fast, tookFast: 0, personId: await newcomer() })));
        const used = pair.map(() => [] as string[]);
        let now = 1;
        for (const [what, wait] of steps) {
          now += wait / 10;
          if (what.kind === "content") await make.content("question", `new-${Math.random().toString(36).slice(2)}`, { lesson: "other" });
          if (what.kind === "archive")
            await owner
              .update(contentItem)
              .set({ archivedAt: minutes(now) })
              .where(eq(contentItem.slug, "bags-5"));
          if (what.kind === "reset") {
            const items = [...slugOf].flatMap(([id, name]) => (name === what.slug ? [id] : []));
            await db.transaction((tx) => resetFluencyIn(tx, { items, lessons: [] }, minutes(now)));
          }
          const outcomes = await Promise.all(pair.map((who, n) => act(who, used[n] ?? [], what, now)));
          expect(outcomes[0]).toEqual(outcomes[1]);
        }
        const [fast, plain] = await Promise.all(pair.map(left));
        expect(fast).toEqual(plain);
        took += pair[0]?.tookFast ?? 0;
      }),
      { numRuns: 40 },
    );
    expect(took).toBeGreaterThan(40);
  }, 60_000);

  it("count once what is sent many times at once, by either", async () => {
    const [who] = people;
    const ticket = await ticketFor(who, "bags-1", MONDAY);
    const given = { ticket, answer: { option: "a" }, ms: 4000 };
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, n) => answer({ ...who, fast: n % 2 === 0 }, given, minutes(1))));
    expect(outcomes.filter((outcome) => outcome.ok && outcome.value.first).length).toBe(1);
    expect(outcomes.every((outcome) => outcome.ok && outcome.value.verdict.correct)).toBe(true);
    expect((await left(who)).attempts.length).toBe(1);
  });

  it("leave the plain way what the fast one may not decide", async () => {
    const [who] = people;
    const { personId } = who;
    const at = { now: minutes(1), locale: "en" as const };
    const given = async (slug: string, answer: unknown = { option: "a" }) => ({
      ticket: await ticketFor(who, slug, MONDAY),
      answer,
      ms: 4000,
    });
    // A card that has moved since.
    const [first, second] = [await given("bags-1"), await given("bags-1")];
    expect(await answerFast(db, personId, first, [], at)).not.toBeNull();
    expect(await answerFast(db, personId, second, [], at)).toBeNull();
    // Content that was published since: only the first answer after it.
    const third = await given("bags-2");
    await make.content("question", "news", { lesson: "other" });
    expect(await answerFast(db, personId, third, [], at)).toBeNull();
    expect(await answerFast(db, personId, third, [], at)).not.toBeNull();
    // The last ones that are not fluent: one of them may make the bank fluent.
    await ownerSql`update bank_card set first_right_at = ${MONDAY}, first_right_ms = 4000, stability = 3, difficulty = 5, stage = 'review', step = 0,
      reps = 1, reviewed_at = ${MONDAY}, plain_due_at = ${minutes(4000)} where person_id = ${personId}`;
    const turning = await given("bags-3");
    expect(await answerFast(db, personId, { ...turning, ms: 900_000 }, [], { ...at, now: minutes(20) })).not.toBeNull();
    await ownerSql`update bank_card set fluent_until = ${minutes(9000)} where person_id = ${personId} and item_id <> all(${[...slugOf].flatMap(([id, name]) => (["bags-3", "bags-4", "bags-6"].includes(name) ? [id] : []))}::uuid[])`;
    expect(await answerFast(db, personId, await given("bags-4"), [], { ...at, now: minutes(20) })).toBeNull();
    expect((await left(who)).attempts.length).toBe(3);
  });

  it("bring the cards that come next along, as they stand", async () => {
    const [who] = people;
    const rows = await bankOf(db, who.personId);
    const others = rows.filter((row) => slugOf.get(row.itemId) !== "bags-1").map((row) => row.itemId);
    const given = { ticket: await ticketFor(who, "bags-1", MONDAY), answer: { option: "b" }, ms: 4000 };
    const taken = await answerFast(db, who.personId, given, others.slice(0, 3), { now: minutes(1), locale: "en" });
    expect([...(taken?.cards.keys() ?? [])].toSorted()).toEqual(others.slice(0, 3).toSorted());
    for (const [item, card] of taken?.cards ?? []) expect(rows.find((row) => row.itemId === item)).toMatchObject(card);
  });
});

it("an answer to what was asked before a material change feeds the schedule and says nothing of fluency", async () => {
  for (const who of people) {
    const early = [await ticketFor(who, "bags-1", MONDAY), await ticketFor(who, "bags-1", MONDAY), await ticketFor(who, "bags-1", MONDAY)];
    const items = [...slugOf].flatMap(([id, name]) => (name === "bags-1" ? [id] : []));
    await db.transaction((tx) => resetFluencyIn(tx, { items, lessons: [] }, minutes(5)));
    const send = (ticket: string, option: string, at: number) => answer(who, { ticket, answer: { option }, ms: 4000 }, minutes(at));
    for (const [n, at] of [10, 30].entries())
      expect(await send(early[n] ?? "", "a", at)).toMatchObject({ ok: true, value: { turnedFluent: false } });
    const cardOf = async () => (await left(who)).cards.find((card) => card.itemId === "bags-1");
    expect(await cardOf()).toMatchObject({ reps: 2, firstRightAt: null, secondRightAt: null, fluentUntil: null });
    for (const at of [40, 55]) await send(await ticketFor(who, "bags-1", minutes(at - 1)), "a", at);
    expect((await cardOf())?.fluentUntil).not.toBeNull();
    // Wrong by what was true before: the new fluency stands.
    await send(early[2] ?? "", "b", 60);
    expect((await cardOf())?.fluentUntil).not.toBeNull();
  }
});

async function newcomer(): Promise<string> {
  const { id } = await make.trainee((await make.team()).id);
  await enterBank(db, id, ["bags"], MONDAY);
  return id;
}

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function act(who: Who, used: string[], what: Step, now: number) {
  const at = minutes(now);
  const send = async (ticket: string, given: unknown, more: object = {}) =>
    said(await answer(who, { ticket, answer: given, ms: 4000, ...more }, at));
  const fresh = async (name: string) => {
    const ticket = await ticketFor(who, name, minutes(now - 0.1));
    used.push(ticket);
    return ticket;
  };
  const option = (right: boolean) => ({ option: right ? "a" : "b" });
  switch (what.kind) {
    case "answer":
      return send(await fresh(what.slug), option(what.right), { ms: what.ms });
    case "malformed":
      return send(await fresh(what.slug), { option: "none" });
    case "late":
      return send(await fresh(what.slug), option(true), { after: what.after * 60_000 });
    case "again":
      return send(used[what.nth % Math.max(1, used.length)] ?? "", option(what.right));
    case "stale": {
      const [first, second] = [await fresh(what.slug), await fresh(what.slug)];
      return [await send(first, option(what.right)), await send(second, option(!what.right))];
    }
    default:
      return null;
  }
}
