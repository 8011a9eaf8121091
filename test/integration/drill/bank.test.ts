import { and, asc, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attempt, bankCard, contentItem } from "@db/schema";
import { answerIn } from "~/drill/answer.server";
import { bankOf, bankStanding, enterBank, resetFluencyIn, teachesRequired } from "~/drill/bank.server";
import type { CardRow } from "~/drill/card";
import { answersOfCard } from "~/drill/card-answers.server";
import { replay } from "~/drill/replay";
import { type DrillQuestion, planGo } from "~/drill/session.server";
import { issueTicket, readTicket } from "~/drill/ticket.server";
import { newId } from "~/platform/ids";
import { type Outcome, write } from "~/platform/write.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const minutes = (n: number) => new Date(MONDAY.getTime() + n * 60_000);
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? "ok" : outcome.refusals.map((r) => r.code).join());
function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${codes(outcome)}`);
  return outcome.value;
}
const road = { readyBy: minutes(60 * 24 * 10), daysLeft: 10 };
const RIGHT = { option: "a" };
const WRONG = { option: "b" };

beforeAll(async () => {
  await make.content("topic", "topic");
  await make.content("lesson", "bags");
  await make.content("question", "bags-1", { lesson: "bags" });
  await make.content("question", "bags-2", { lesson: "bags", critical: true });
  await make.content("question", "bags-extra", { lesson: "bags", required: false });
  await make.content("question", "prices-1", { lesson: "prices" });
});

let personId = "";
beforeEach(async () => {
  personId = (await make.trainee((await make.team()).id)).id;
  await db.transaction((tx) => enterBank(tx, personId, ["bags"], MONDAY));
});

const plan = (at: Date, more: { held?: string[]; only?: string[]; count?: number } = {}) =>
  planGo(db, {
    ...{ personId, now: at, road, dayBegan: MONDAY, count: more.count ?? 10, locale: "en" },
    ...{ held: new Set(more.held), only: more.only ? { by: "set", items: new Set(more.only) } : null },
  });
const ask = (at = MONDAY, held: string[] = []) => plan(at, { held });
const answer = (question: Pick<DrillQuestion, "ticket">, given: unknown, at: Date, more: object = { ms: 4000 }, who = personId) =>
  write(ctx(at, who), (tx) => answerIn(tx, ctx(at, who), who, { ms: 4000, ...more, ticket: question.ticket, answer: given }, "en"));
const cardOf = async (slug: string): Promise<CardRow> => {
  const [row] = await db
    .select({ card: bankCard })
    .from(bankCard)
    .innerJoin(contentItem, eq(contentItem.id, bankCard.itemId))
    .where(and(eq(bankCard.personId, personId), eq(contentItem.slug, slug)));
  if (!row) throw new Error(`no card of ${slug}`);
  return row.card;
};
/** The question with this slug, as it is asked at `at`. */
async function asked(slug: string, at: Date): Promise<DrillQuestion> {
  const { itemId } = await cardOf(slug);
  const found = await plan(at, { only: [itemId] });
  const question = found.questions.find((q) => q.itemId === itemId);
  if (!question) throw new Error(`${slug} is not asked`);
  return question;
}

describe("the bank", () => {
  it("takes in the questions of a lesson that is done, once", async () => {
    expect((await bankOf(db, personId)).length).toBe(3);
    expect(await db.transaction((tx) => enterBank(tx, personId, ["bags"], minutes(5)))).toBe(0);
    expect(await bankStanding(db, personId, MONDAY)).toEqual({ required: 2, fluent: 0 });
    expect(await teachesRequired(db, ["prices"])).toBe(true);
    expect(await teachesRequired(db, ["nothing"])).toBe(false);
  });

  it("asks critical and required ones first, and never sends a key", async () => {
    const { questions, waiting } = await ask();
    expect(questions.map((q) => q.critical)).toEqual([true, false, false]);
    expect(waiting).toBe(3);
    expect(JSON.stringify(questions)).not.toMatch(/correct|because/);
  });

  it("leaves out what the browser holds, and what was taken out of use", async () => {
    const { questions } = await ask();
    const held = questions.map((q) => q.itemId).slice(0, 2);
    expect((await ask(MONDAY, held)).questions.map((q) => q.itemId)).toEqual([questions[2]?.itemId]);
  });
});

describe("an answer", () => {
  it("is graded, kept and moves the card; two in time, ten minutes apart, are fluent", async () => {
    const first = value(await answer(await asked("bags-1", MONDAY), RIGHT, MONDAY));
    expect(first).toMatchObject({ rating: "good", turnedFluent: false, first: true, verdict: { correct: true, explanation: "because" } });
    const soon = value(await answer(await asked("bags-1", minutes(9)), RIGHT, minutes(9)));
    expect(soon.turnedFluent).toBe(false);
    const second = value(await answer(await asked("bags-1", minutes(10)), RIGHT, minutes(10)));
    expect(second.turnedFluent).toBe(true);
    expect(await bankStanding(db, personId, minutes(11))).toEqual({ required: 2, fluent: 1 });
    const { fluentUntil, stability } = await cardOf("bags-1");
    expect(fluentUntil?.getTime()).toBe(minutes(10).getTime() + Math.round((stability ?? 0) * 86_400_000));
    expect(await bankStanding(db, personId, fluentUntil ?? MONDAY)).toEqual({ required: 2, fluent: 0 });
  });

  it("that is wrong ends the fluency", async () => {
    for (const at of [0, 11]) value(await answer(await asked("bags-1", minutes(at)), RIGHT, minutes(at)));
    const wrong = value(await answer(await asked("bags-1", minutes(30)), WRONG, minutes(30)));
    expect(wrong).toMatchObject({ rating: "again", verdict: { correct: false } });
    expect(await bankStanding(db, personId, minutes(31))).toEqual({ required: 2, fluent: 0 });
  });

  it("counts once per ticket, whatever comes the second time, also at once", async () => {
    const question = await asked("bags-1", MONDAY);
    const outcomes = await Promise.all([
      answer(question, RIGHT, MONDAY),
      answer(question, WRONG, MONDAY),
      answer(question, RIGHT, minutes(1)),
    ]);
    const verdicts = outcomes.map((outcome) => value(outcome));
    expect(verdicts.filter((v) => v.first).length).toBe(1);
    expect(new Set(verdicts.map((v) => v.verdict.correct)).size).toBe(1);
    expect((await cardOf("bags-1")).reps).toBe(1);
    expect((await db.select().from(attempt).where(eq(attempt.personId, personId))).length).toBe(1);
  });

  it("is refused without a true ticket, with another's, an old one, or when it is none", async () => {
    const question = await asked("bags-1", MONDAY);
    const other = (await make.trainee((await make.team()).id)).id;
    expect(codes(await answer(question, RIGHT, MONDAY, {}, other))).toBe("ticket_unknown");
    expect(codes(await answer({ ticket: `${question.ticket}0` }, RIGHT, MONDAY))).toBe("ticket_unknown");
    expect(codes(await answer({ ticket: question.ticket.replace(/^./, "X") }, RIGHT, MONDAY))).toBe("ticket_unknown");
    expect(codes(await answer({ ticket: "" }, RIGHT, MONDAY))).toBe("ticket_unknown");
    expect(codes(await answer(question, RIGHT, minutes(91 * 24 * 60)))).toBe("ticket_old");
    expect(codes(await answer(question, { option: "z" }, MONDAY))).toBe("answer_malformed");
    expect(codes(await answer(question, "x".repeat(1_000_000), MONDAY))).toBe("answer_malformed");
    const { versionId = "", card } = readTicket(question.ticket) ?? {};
    if (!card) throw new Error("the ticket brings no card");
    const stray = issueTicket({ personId, itemId: newId(), versionId, issuedAt: MONDAY, readyBy: null, card });
    expect(codes(await answer({ ticket: stray }, RIGHT, MONDAY))).toBe("not_in_bank");
    expect((await db.select().from(attempt).where(eq(attempt.personId, personId))).length).toBe(0);
  });

  it("takes the browser's time only where it can be true", async () => {
    const question = await asked("bags-1", MONDAY);
    value(await answer(question, RIGHT, minutes(1), { ms: 900_000 }));
    const [row] = await db.select().from(attempt).where(eq(attempt.personId, personId));
    expect(row?.answerMs).toBe(60_000);
  });

  it("given without a connection keeps its own time, feeds the schedule and never counts for fluency", async () => {
    const early = await asked("bags-1", MONDAY);
    const late = await asked("bags-1", MONDAY);
    value(await answer(early, RIGHT, minutes(200), { ms: 4000, after: 5 * 60_000 }));
    value(await answer(late, RIGHT, minutes(200), { ms: 4000, after: 30 * 60_000 }));
    const rows = await db.select().from(attempt).where(eq(attempt.personId, personId)).orderBy(asc(attempt.at));
    expect(rows.map((r) => [r.at, r.offline])).toEqual([
      [minutes(5), true],
      [minutes(30), true],
    ]);
    const card = await cardOf("bags-1");
    expect([card.reps, card.firstRightAt, card.fluentUntil]).toEqual([2, null, null]);
    // A phone whose clock is wrong cannot answer before its ticket or after now.
    value(await answer(await asked("bags-2", MONDAY), RIGHT, minutes(200), { after: 9e15 }));
    value(await answer(await asked("bags-extra", minutes(100)), RIGHT, minutes(200), { after: -9e15 }));
    const ats = await db.select({ at: attempt.at }).from(attempt).where(eq(attempt.personId, personId)).orderBy(asc(attempt.at));
    expect(ats.map((r) => r.at)).toEqual([minutes(5), minutes(30), minutes(100), minutes(200)]);
  });

  it("after a material change loses its fluency, for everybody", async () => {
    for (const at of [0, 11]) value(await answer(await asked("bags-1", minutes(at)), RIGHT, minutes(at)));
    const { itemId } = await cardOf("bags-1");
    expect(await db.transaction((tx) => resetFluencyIn(tx, { items: [itemId], lessons: [] }, minutes(20)))).toBeGreaterThan(0);
    expect(await cardOf("bags-1")).toMatchObject({
      fluentUntil: null,
      firstRightAt: null,
      secondRightAt: null,
      dueAt: minutes(20),
      reps: 2,
    });
    for (const at of [21, 32]) value(await answer(await asked("bags-1", minutes(at)), RIGHT, minutes(at)));
    expect(await bankStanding(db, personId, minutes(33))).toMatchObject({ fluent: 1 });
    // What the lesson teaches, and of that only what was ever answered.
    await db.transaction((tx) => resetFluencyIn(tx, { items: [], lessons: ["bags"] }, minutes(40)));
    expect(await bankStanding(db, personId, minutes(41))).toMatchObject({ fluent: 0 });
    expect((await cardOf("bags-2")).dueAt).toEqual(MONDAY);
  });
});

it("keeps the card just as its attempts make it", async () => {
  const given: [number, unknown, number][] = [
    [0, RIGHT, 4000],
    [3, WRONG, 9000],
    [14, RIGHT, 30_000],
    [26, RIGHT, 5000],
    [1500, RIGHT, 5000],
    [3100, RIGHT, 4000],
  ];
  const entered = await cardOf("bags-1");
  for (const [at, what, ms] of given) {
    const question = await asked("bags-1", minutes(at - 1));
    value(await answer(question, what, minutes(at), { ms }));
  }
  const kept = await cardOf("bags-1");
  const { revision, ...rebuilt } = replay(kept, await answersOfCard(db, personId, kept.itemId, minutes(3101)), road);
  expect({ ...rebuilt, revision: revision - 1 }).toEqual(kept);
  expect(rebuilt.enteredAt).toEqual(entered.enteredAt);
});
