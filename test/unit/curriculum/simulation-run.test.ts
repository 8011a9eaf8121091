import { describe, expect, it } from "vitest";
import type { RunEvent } from "~/curriculum/simulation-run";
import { after, customer, type Replies, say, sent, small } from "./simulation-chat";

const one = (seconds: number, ...replies: Replies) => {
  const [state] = after(seconds, sent(...replies)).customers;
  if (!state) throw new Error("no customer");
  return state;
};
const said = (seconds: number, ...replies: Replies) => one(seconds, ...replies).lines.map(({ who, at }) => [who, at / 1000]);

describe("a chat in time", () => {
  it("comes line by line", () => {
    expect(one(0)).toMatchObject({ arrived: true, waitingSince: 0, next: { kind: "line", at: 10_000 }, ended: null });
    expect(said(9.999)).toEqual([["customer", 0]]);
    expect(said(10)).toEqual([
      ["customer", 0],
      ["customer", 10],
    ]);
    expect(one(10).next).toEqual({ kind: "leaves", at: 70_000 });
  });

  it("waits from the first line that nobody answered, through a second question, and goes after its patience", () => {
    expect(one(69.9).next).toEqual({ kind: "leaves", at: 70_000 });
    expect(one(70).next).toEqual({ kind: "line", at: 75_000 });
    expect(one(75)).toMatchObject({ waitingSince: 0, next: { kind: "leaves", at: 95_000 } });
    expect(one(95)).toMatchObject({ waitingSince: null, next: null, ended: { at: 95_000, unansweredMs: 95_000 } });
    expect(one(95).ended?.ending.slug).toBe("left");
  });

  it("reacts five seconds after the last message of a turn", () => {
    expect(one(20, [20, "hello"])).toMatchObject({ waitingSince: null, next: { kind: "reaction", at: 25_000 } });
    const two = [
      [20, "hello"],
      [24, "order it now"],
    ] as const;
    expect(one(25, ...two)).toMatchObject({ ended: null, next: { kind: "reaction", at: 29_000 } });
    expect(one(29, ...two).ended?.ending.slug).toBe("bought");
    expect(said(29, ...two).at(-1)).toEqual(["customer", 29]);
  });

  it("lets nobody type for ever: thirty seconds after the first message the customer reacts", () => {
    const many = Array.from({ length: 20 }, (_, at) => [20 + at * 3, "mm"] as const);
    expect(one(50, ...many).lines.filter(({ who }) => who === "customer")).toHaveLength(2);
    expect(one(50, ...many).next).toEqual({ kind: "line", at: 55_000 });
  });

  it("hears a reply between two lines, and still waits for one to the second", () => {
    expect(one(9, [4, "order it now"])).toMatchObject({ waitingSince: null, next: { kind: "line", at: 10_000 } });
    expect(one(12, [4, "order it now"])).toMatchObject({ waitingSince: 10_000, next: { kind: "leaves", at: 70_000 } });
    expect(one(40, [4, "order it now"], [15, "well?"]).ended?.ending.slug).toBe("bought");
  });

  it.each<[string, Replies, string | null]>([
    ["the order, asked in time", [[20, "order it now?"]], "bought"],
    ["in Chinese on the English page", [[20, "现在拍？"]], "bought"],
    ["with a recommendation", [[20, "The City bag, order it now?"]], "bought-more"],
    ["a reply after 51 s", [[51, "order it now?"]], "left"],
    ["a reply after 50 s", [[50, "order it now?"]], "bought"],
    [
      "a reply as the patience ends",
      [
        [70, "order it now?"],
        [80, "order it now?"],
      ],
      "bought",
    ],
    ["a prohibited term", [[20, "this is the best, order it now"]], "complained"],
    ["one that is denied", [[20, "I can't say it is the best; order it now"]], "bought"],
    ["a price without its worth", [[20, "199 yuan"]], "left"],
    ["a price with its worth", [[20, "199 yuan, it is sturdy"]], null],
    ["an order that is denied", [[20, "do not order it now"]], null],
    [
      "nothing to the point, twice",
      [
        [20, "hello"],
        [35, "hello"],
      ],
      "left",
    ],
    [
      "the order on the second question",
      [
        [20, "hello"],
        [35, "order it now"],
      ],
      "bought",
    ],
  ])("ends by what was said: %s", (_, replies, ending) => {
    expect(one((replies.at(-1)?.[0] ?? 0) + 6, ...replies).ended?.ending.slug ?? null).toBe(ending);
  });

  it("takes what comes after the end, and nothing changes", () => {
    const state = one(60, [20, "order it now"], [40, "the best"]);
    expect(state.ended).toMatchObject({ at: 25_000, line: 3 });
    expect(state.lines.at(-1)).toMatchObject({ who: "agent", at: 40_000, waitedMs: null });
  });

  it("shows a fact once it was asked for and the customer has written again", () => {
    expect(one(31, [20, "hello"]).facts).toEqual(["order"]);
    expect(one(29.9, [20, "what for?"]).facts).toEqual(["order"]);
    expect(one(30, [20, "what for?"]).facts).toEqual(["order", "use"]);
    // Asked between two lines of the same thought: the second is no answer.
    expect(one(12, [4, "what for?"]).facts).toEqual(["order"]);
  });

  it("shows a fact where the customer tells it, asked or not", () => {
    const [start, again] = customer().nodes;
    const telling = small(
      customer({ nodes: [start, { ...again, lines: [say(5, "上班", "the office"), say(3, "行吗", "well?")], tells: ["use"] }] }),
    );
    const facts = (seconds: number, text: string) => after(seconds, sent([20, text]), telling).customers[0]?.facts;
    expect(facts(32, "what for?")).toEqual(["order"]);
    expect(facts(33, "what for?")).toEqual(["order", "use"]);
    expect(facts(33, "hello")).toEqual(["order", "use"]);
  });

  it("knows how long each reply took", () => {
    const { lines } = one(40, [12, "hello"], [14, "and hello"], [25, "hello"]);
    expect(lines.flatMap((line) => (line.who === "agent" ? [line.waitedMs] : []))).toEqual([12_000, null, 1000]);
  });
});

describe("a scene", () => {
  const [start, again] = customer().nodes;
  const endings = customer().endings.map((ending) => (ending.slug === "left" ? { ...ending, scene: true } : ending));
  const told = (text: string, then: ReturnType<typeof say>[] = []) =>
    small(customer({ nodes: [{ ...start, lines: [{ ...say(0, text, text), scene: true }, ...then] }, again], endings }));
  const state = (played: ReturnType<typeof told>, seconds: number, ...replies: Replies) =>
    after(seconds, sent(...replies), played).customers[0];

  it("starts no clock: nobody waits until the customer writes", () => {
    const order = told("(not paid)");
    expect(state(order, 5)).toMatchObject({ arrived: true, waitingSince: null, next: { kind: "leaves", at: 60_000 } });
    expect(state(order, 20, [20, "hello"])?.lines).toMatchObject([{ who: "scene" }, { who: "agent", waitedMs: null }]);
    expect(state(order, 31, [20, "hello"])).toMatchObject({ waitingSince: 30_000 });
    const paid = told("(paid)", [say(6, "好了", "done")]);
    expect(state(paid, 7)).toMatchObject({ waitingSince: 6000 });
  });

  it("ends a chat of whose customer nothing more is heard", () => {
    expect(state(told("(not paid)"), 500)?.lines.map(({ who }) => who)).toEqual(["scene", "customer", "scene"]);
  });
});

describe("several customers", () => {
  const two = small(customer(), customer({ slug: "bo", arrives_s: 30 }));

  it("arrive on their schedule and wait each for themselves", () => {
    const at = (seconds: number, events: RunEvent[] = []) => after(seconds, events, two).customers;
    expect(at(29)[1]).toMatchObject({ arrived: false, waitingSince: null, next: { kind: "arrives", at: 30_000 } });
    expect(at(45)).toMatchObject([
      { waitingSince: 0, next: { at: 70_000 } },
      { waitingSince: 30_000, next: { kind: "leaves", at: 100_000 } },
    ]);
    expect(at(45, sent([44, "hello"]))).toMatchObject([{ waitingSince: null }, { waitingSince: 30_000 }]);
  });

  it("are over when all are", () => {
    const first = sent([20, "order it now"]);
    expect(after(124, first, two).isOver).toBe(false);
    expect(after(125, first, two).isOver).toBe(true);
  });

  it("hear nothing before they come, and nothing that is for nobody", () => {
    const early: RunEvent[] = [
      { at: 5000, kind: "reply", customer: "bo", text: "order it now" },
      { at: 5000, kind: "reply", customer: "nobody", text: "order it now" },
    ];
    expect(after(45, early, two)).toEqual(after(45, [], two));
  });
});
