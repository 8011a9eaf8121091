import { describe, expect, it } from "vitest";
import type { Memory } from "~/drill/memory";
import { type BankCard, dueOf, newPerDay, queueOf, type Road } from "~/drill/schedule";

const NOW = new Date("2026-03-12T01:00:00Z");
const hours = (n: number) => new Date(NOW.getTime() + n * 3_600_000);
const road: Road = { readyBy: hours(24 * 4), daysLeft: 5 };
const memory = (changes: Partial<Memory> = {}): Memory => ({
  stability: 5,
  difficulty: 5,
  stage: "review",
  step: 0,
  reps: 2,
  lapses: 0,
  reviewedAt: hours(-24),
  dueAt: hours(-1),
  ...changes,
});
const card = (id: string, changes: Partial<BankCard> = {}): BankCard => {
  const remembered = changes.memory === undefined ? memory() : changes.memory;
  return {
    id,
    required: true,
    critical: false,
    memory: remembered,
    fluentUntil: null,
    countsFrom: null,
    dueAt: remembered?.dueAt ?? hours(-1),
    targetMs: 12_000,
    ...changes,
  };
};
const fresh = (id: string, changes: Partial<BankCard> = {}) => card(id, { memory: null, dueAt: hours(-2), ...changes });

describe("when a question comes again", () => {
  const answered = memory({ reviewedAt: NOW, dueAt: hours(72) });
  it.each<[string, Parameters<typeof dueOf>[0], Road, Date]>([
    ["on the way to the desk, right but not fluent: tomorrow", { required: true, memory: answered, fluentUntil: null }, road, hours(16)],
    ["fluent: when FSRS says", { required: true, memory: answered, fluentUntil: hours(72) }, road, hours(72)],
    ["not required: when FSRS says", { required: false, memory: answered, fluentUntil: null }, road, hours(72)],
    ["after activation: when FSRS says", { required: true, memory: answered, fluentUntil: null }, null, hours(72)],
    [
      "in its short steps: in ten minutes",
      { required: true, memory: { ...answered, stage: "learning", dueAt: hours(1 / 6) }, fluentUntil: null },
      road,
      hours(1 / 6),
    ],
    ["sooner than tomorrow: then", { required: true, memory: { ...answered, dueAt: hours(9) }, fluentUntil: null }, road, hours(9)],
  ])("%s", (_, answeredCard, on, due) => {
    expect(dueOf(answeredCard, on)).toEqual(due);
  });
});

describe("what comes next", () => {
  const order = (cards: BankCard[], on: Road = road, newLeft = 10) =>
    queueOf(cards, NOW, on, newLeft).map(({ id, reason }) => `${id} ${reason}`);

  it("short steps, then due ones that are not fluent, then those that were, then new ones, critical ones first", () => {
    expect(
      order([
        fresh("new"),
        fresh("new-critical", { critical: true }),
        card("was-fluent", { fluentUntil: hours(-1) }),
        card("shaky"),
        card("step", { memory: memory({ stage: "relearning", dueAt: hours(-0.1) }) }),
        card("free", { required: false }),
        card("later", { dueAt: hours(30), fluentUntil: hours(200), memory: memory({ reviewedAt: hours(-2) }) }),
      ]),
    ).toEqual(["step step", "shaky due", "was-fluent due", "free due", "new-critical new", "new new"]);
  });

  it("begins no more new ones than today's share", () => {
    expect(order([fresh("a"), fresh("b"), fresh("c")], road, 2)).toEqual(["a new", "b new"]);
    expect(order([fresh("a")], road, -3)).toEqual([]);
  });

  it("asks ahead of the date what would be forgotten first, when nothing else is left", () => {
    const ahead = (id: string, until: number, reviewed = -20) =>
      card(id, { dueAt: hours(until), fluentUntil: hours(until), memory: memory({ reviewedAt: hours(reviewed), dueAt: hours(until) }) });
    expect(order([ahead("long", 500), ahead("short", 30), ahead("today-already", 20, -3)])).toEqual(["short ahead", "long ahead"]);
  });

  it("on the last stretch asks ahead only what would not be fluent on the day", () => {
    const last: Road = { readyBy: hours(20), daysLeft: 1 };
    const until = (id: string, hour: number) =>
      card(id, { dueAt: hours(hour), fluentUntil: hours(hour), memory: memory({ dueAt: hours(hour) }) });
    const waiting = card("waiting", { dueAt: hours(16), memory: memory({ dueAt: hours(16) }), countsFrom: hours(0.1) });
    const counting = card("counting", { dueAt: hours(16), memory: memory({ dueAt: hours(16) }), countsFrom: hours(-0.1) });
    expect(order([until("holds", 21), until("breaks", 19), waiting, counting], last)).toEqual(["counting ahead", "breaks ahead"]);
  });

  it("goes on with what is fluent once the certificate is written: a slip costs nothing any more", () => {
    const last: Road = { readyBy: hours(20), daysLeft: 1, certified: true };
    const until = (id: string, hour: number) =>
      card(id, { dueAt: hours(hour), fluentUntil: hours(hour), memory: memory({ reviewedAt: hours(-20), dueAt: hours(hour) }) });
    expect(order([until("holds", 90), until("longer", 400)], last)).toEqual(["holds ahead", "longer ahead"]);
  });

  it("after activation: by date, then new ones", () => {
    const cards = [
      card("b", { dueAt: hours(-1) }),
      card("a", { dueAt: hours(-5), required: false }),
      card("later", { dueAt: hours(5) }),
      fresh("n"),
    ];
    expect(order(cards, null)).toEqual(["a due", "b due", "n new"]);
  });

  it.each<[number, Road, number]>([
    [300, { readyBy: NOW, daysLeft: 15 }, 40],
    [60, { readyBy: NOW, daysLeft: 10 }, 25],
    [90, { readyBy: NOW, daysLeft: 3 }, 60],
    [90, { readyBy: NOW, daysLeft: 1 }, 180],
    [300, null, 25],
  ])("of %i unseen, %j: %i new ones a day", (unseen, on, perDay) => {
    expect(newPerDay(unseen, on)).toBe(perDay);
  });
});
