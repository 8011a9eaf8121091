import { describe, expect, it } from "vitest";
import { stateAt } from "~/curriculum/simulation-run";
import { MOST_REPLIES } from "~/curriculum/simulation-run";
import { pointsText } from "~/simulator/points";
import { sayRefusal } from "~/simulator/say-rules";
import { standingOf, type Try } from "~/simulator/tries.server";
import { clockText, longestWaiting, stateOf } from "~/simulator/ui/waits";
import { type ChatView, viewOf } from "~/simulator/view";
import { customer, small, terms } from "@test/unit/curriculum/simulation-chat";

/** What a page is told of a run, and what it makes of it. */

const simulation = small(customer(), customer({ slug: "bo", arrives_s: 30 }), customer({ slug: "ci", arrives_s: 30 }));
type Sent = [seconds: number, text: string, to?: string];
const messages = (...sent: Sent[]) =>
  sent.map(([s, text, to = "an"], n) => ({ id: `m${n}`, taken: false, kind: "reply" as const, at: s * 1000, customer: to, text }));
const after = (seconds: number, ...sent: Sent[]) => {
  const run = { simulation, locale: "en" as const, messages: messages(...sent) };
  return viewOf(run, stateAt(simulation, "en", run.messages, seconds * 1000, terms));
};
const chat = (given: Partial<ChatView>): ChatView => ({
  ...{ slug: "an", name: "An", lines: [], waitingSince: null, limitMs: 20_000, isGone: false, facts: [] },
  ...given,
});

describe("what a page is told", () => {
  it("is who has come, in their order; of those who come together in that of the content", () => {
    expect(after(29).chats.map(({ slug }) => slug)).toEqual(["an"]);
    expect(after(30).chats.map(({ slug }) => slug)).toEqual(["an", "bo", "ci"]);
  });

  it("names a message by its id, whoever it went to", () => {
    const { chats } = after(60, [31, "for bo", "bo"], [32, "for an"], [33, "for bo again", "bo"]);
    const agents = (slug: string) =>
      chats.find((one) => one.slug === slug)?.lines.flatMap((line) => (line.who === "agent" ? [line.id] : []));
    expect([agents("an"), agents("bo"), agents("ci")]).toEqual([["m1"], ["m0", "m2"], []]);
  });

  it("has another mark with every line, and the same without", () => {
    expect(after(1).mark).toBe(after(9).mark);
    const marks = [after(9), after(10), after(12, [11, "what for?"]), after(30), after(500)].map(({ mark }) => mark);
    expect(new Set(marks).size).toBe(marks.length);
  });

  it("asks to be asked at the next moment, in two seconds at the latest, and whenever all is over", () => {
    expect([9.5, 8.1, 8, 10].map((s) => after(s).again)).toEqual([530, 1930, 2000, 2000]);
    expect(after(900)).toMatchObject({ isOver: true, again: 2000 });
  });
});

describe("a wait", () => {
  it.each([
    [19_999, "fine"],
    [20_000, "slow"],
    [39_999, "slow"],
    [40_000, "late"],
  ])("of %i ms against twenty seconds is %s", (waited, state) => {
    expect(stateOf(chat({ waitingSince: 1000 }), 1000 + waited)).toBe(state);
  });

  it("is none where nobody waits, or who waited has gone", () => {
    expect(stateOf(chat({ lines: [{ who: "agent", at: 0, text: "hello", id: "1" }] }), 90_000)).toBe("answered");
    expect(stateOf(chat({ lines: [{ who: "scene", at: 0, text: "(not paid yet)" }] }), 90_000)).toBe("quiet");
    expect(stateOf(chat({ isGone: true }), 90_000)).toBe("gone");
  });

  it("is longest of who began first", () => {
    const all = [
      chat({ slug: "a" }),
      chat({ slug: "b", waitingSince: 9 }),
      chat({ slug: "c", waitingSince: 0 }),
      chat({ slug: "d", waitingSince: 5 }),
    ];
    expect(longestWaiting(all)?.slug).toBe("c");
    expect(longestWaiting([chat({})])).toBeNull();
  });

  it("is said in whole seconds that have passed", () => {
    expect([-5, 0, 999, 59_999, 60_000, 754_000].map(clockText)).toEqual(["0:00", "0:00", "0:00", "0:59", "1:00", "12:34"]);
  });
});

describe("a message", () => {
  it("is refused to a chat that holds no more", () => {
    const many = Array.from({ length: MOST_REPLIES }, (_, n): Sent => [11 + n / 1000, "what for?"]);
    const full = stateAt(simulation, "en", messages(...many), 12_000, terms);
    expect(sayRefusal(full, "an", "one more")).toBe("too_many");
    expect(sayRefusal(stateAt(simulation, "en", messages(...many.slice(1)), 12_000, terms), "an", "one more")).toBeNull();
  });
});

describe("where one stands", () => {
  const one = (given: Partial<Try>): Try => ({
    ...{ runId: "r", itemId: "i", startedAt: new Date(0), endedAs: "over", counts: true },
    ...{ total: 50, passed: false, hasProhibited: false, undecided: false },
    ...given,
  });
  it.each([
    ["new", []],
    ["new", [one({ counts: false, passed: true })]],
    ["tried", [one({})]],
    ["waiting", [one({}), one({ undecided: true })]],
    ["passed", [one({ undecided: true }), one({ passed: true, total: 80 })]],
  ] as const)("is %s", (state, tries) => {
    expect(standingOf(tries).state).toBe(state);
  });

  it("shows the best that counts, cut and never rounded up", () => {
    expect(standingOf([one({ total: 60 }), one({ total: 74.99 }), one({ total: 99, counts: false })]).best).toBe(74.99);
    expect([74.99, 75, 0, 99.949999999, 33.3].map(pointsText)).toEqual(["74.9", "75", "0", "99.9", "33.3"]);
  });
});
