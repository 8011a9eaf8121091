import { describe, expect, it } from "vitest";
import { GRADE_WEIGHTS, gradeRun } from "~/curriculum/simulation-grade";
import type { RunEvent } from "~/curriculum/simulation-run";
import { after, customer, type Replies, sent, small } from "./simulation-chat";

const model = "What for? The City bag is sturdy and in stock, order it now?";
const grade = (...replies: Replies) => gradeRun(small(), after(1000, sent(...replies)));
const own = (...replies: Replies) => {
  const [first] = grade(...replies).customers;
  if (!first) throw new Error("no customer");
  return first;
};

describe("the grade of a run", () => {
  it("has weights that make 100", () => {
    expect(Object.values(GRADE_WEIGHTS).reduce((a, b) => a + b, 0)).toBe(100);
  });

  it.each<[string, Replies, number, boolean]>([
    // Everything said, in time, to the best end.
    ["all of it", [[15, model]], 100, true],
    // 40 s: (80 − 40) ÷ 60 of 10 for the first reply, (120 − 40) ÷ 90 of 10 for the average.
    ["all of it after 40 s", [[40, model]], 80 + 10 * (40 / 60) + 10 * (80 / 90), true],
    // 10 + 10 + 10 for the order + 5 for the tone + 90 % of 15.
    ["the order alone", [[15, "order it now"]], 48.5, false],
    // The points: 3 of 4 by weight for the value.
    ["the order and the value", [[15, "sturdy, order it now"]], 48.5 + 0.75 * 25, false],
    // Waits of 15 s and 3 s; 30 % of 15 for leaving.
    [
      "I'm here, I'm here",
      [
        [15, "Hi, I'm here"],
        [28, "Hi, I'm here"],
      ],
      29.5,
      false,
    ],
    // 95 s unanswered: nothing for the first reply (4 × 20 s), (120 − 95) ÷ 90 of 10 for the average, nothing for the tone.
    ["silence", [], 10 * (25 / 90) + 4.5, false],
    // Half the tone for one line that shouts.
    ["all of it, shouted", [[15, `${model}!!`]], 97.5, true],
  ])("counts %s", (_, replies, total, passed) => {
    const result = grade(...replies);
    expect(result.total).toBeCloseTo(total, 6);
    expect(result.passed).toBe(passed);
  });

  it("fails a run with a prohibited term whatever its total, and names the line", () => {
    const text = `${model} It is the best.`;
    const result = grade([15, model], [40, "It is the best."]);
    expect(result).toMatchObject({ total: 100, hasProhibited: true, passed: false });
    expect(result.customers[0]?.prohibited).toEqual([{ line: 4, from: 6, to: 14, found: "the best", term: "best" }]);
    expect(own([15, text]).prohibited).toMatchObject([{ line: 2, found: "the best" }]);
  });

  it("does not count what is said to somebody who has gone", () => {
    const late = own([15, "order it now"], [60, model]);
    expect(late.total).toBeCloseTo(48.5, 6);
    expect(late.points.filter(({ line }) => line !== null).map(({ slug }) => slug)).toEqual(["order"]);
  });

  it("names the line of every point, the turns, the tone and the end", () => {
    const result = own([12, "what for, you fool?"], [14, "it is sturdy"], [25, "ORDER IT NOW, DO YOU HEAR"]);
    expect(result.points).toEqual([
      { slug: "need", kind: "need", line: 2 },
      { slug: "bag", kind: "recommendation", line: null },
      { slug: "value", kind: "value", line: 3 },
      { slug: "stock", kind: "fact", line: null },
      { slug: "order", kind: "order", line: null },
    ]);
    // Rudeness is prohibited: at the end of the first turn the customer complains.
    expect(result.turns).toEqual([
      { lines: [2, 3], waitedS: 12, points: ["need", "value"] },
      { lines: [5], waitedS: null, points: ["order"] },
    ]);
    expect(result.tone).toEqual([
      { line: 2, fault: "rude" },
      { line: 5, fault: "shouting" },
    ]);
    expect(result.ending).toEqual({ slug: "complained", kind: "complained", line: 4 });
    expect(result).toMatchObject({ firstS: 12, averageS: 12, shares: { tone: 0, ending: 0 } });
  });

  it("leaves the weight of what a customer has not to the other parts", () => {
    const points = [
      { slug: "sorry", title: { "zh-CN": "致歉", en: "apology" }, kind: "apology", any_of: { "zh-CN": ["抱歉"], en: ["sorry"] } },
    ];
    const angry = small(
      customer({
        points,
        facts: [],
        nodes: [
          { ...customer().nodes[1], ways: [{ when: { said: ["sorry"] }, to: "left" }], otherwise: "complained", silence: "complained" },
        ],
      }),
    );
    const [one] = gradeRun(angry, after(500, sent([15, "sorry"]), angry)).customers;
    expect(one?.shares).toMatchObject({ needs: null, recommendation: null, order: null, points: 1 });
    // 10 + 10 + 25 + 5 + 30 % of 15, of the 65 that are left.
    expect(one?.total).toBeCloseTo((54.5 / 65) * 100, 6);
  });

  describe("with a need that the customer tells unasked", () => {
    const [start, again] = customer().nodes;
    const telling = (ways: object[] = []) =>
      small(
        customer({
          nodes: [
            { ...start, ways: [...(start?.ways ?? []), ...ways] },
            { ...again, tells: ["use"] },
          ],
        }),
      );
    const needs = (played: ReturnType<typeof telling>, ...replies: Replies) =>
      gradeRun(played, after(500, sent(...replies), played)).customers[0]?.shares.needs;

    it("leaves it out where nobody had listened for the question", () => {
      expect(needs(telling(), [15, "hello"], [28, "order it now"])).toBeNull();
      expect(needs(telling(), [15, "what for?"], [28, "order it now"])).toBe(1);
      expect(needs(telling(), [15, "hello"], [28, "what for?"])).toBe(1);
    });

    it("counts it as missed where asking would have led on, or where it was never told", () => {
      const listening = telling([{ when: { said_now: ["need"] }, to: "again" }]);
      expect(needs(listening, [15, "hello"], [28, "order it now"])).toBe(0);
      expect(needs(listening, [15, "what for?"], [28, "order it now"])).toBe(1);
      expect(needs(telling(), [15, "order it now"])).toBe(0);
    });
  });

  it("is the mean of the customers, and passes only when all chats are over", () => {
    const two = small(customer(), customer({ slug: "bo", arrives_s: 30 }));
    const bo: RunEvent = { at: 45_000, kind: "reply", customer: "bo", text: "order it now" };
    const events = [...sent([15, model]), bo];
    expect(gradeRun(two, after(49, events, two))).toMatchObject({ passed: false });
    const done = gradeRun(two, after(60, events, two));
    expect(done.total).toBeCloseTo((100 + 48.5) / 2, 6);
    expect(done).toMatchObject({ pass: 75, passed: false });
    expect(gradeRun(two, after(60, [...sent([15, model]), { ...bo, text: "sturdy, order it now" }], two)).passed).toBe(true);
  });
});
