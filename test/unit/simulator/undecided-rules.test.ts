import { describe, expect, it } from "vitest";
import { gradeRun } from "~/curriculum/simulation-grade";
import { isUndecided, saysSomething, unreadLines, withGranted } from "~/simulator/undecided-rules";
import { after, customer, type Replies, sent, small } from "../curriculum/simulation-chat";

const simulation = small();
const run = (...replies: Replies) => {
  const state = after(1000, sent(...replies));
  return { state, grade: gradeRun(simulation, state) };
};
const undecided = (...replies: Replies) => {
  const { state, grade } = run(...replies);
  return isUndecided(simulation, state, grade);
};
const ORDER = "sturdy, order it now";

describe("what says something", () => {
  it.each([
    ["亲，在的", false],
    ["您好，欢迎光临小店，请问有什么可以帮您的吗？", false],
    ["好的，请您稍等一下，马上", false],
    ["亲亲，我在的呢，很高兴为您服务", false],
    ["这款背着很轻，不勒肩", true],
    ["亲，这款能装 14 寸电脑", true],
    ["收到，我再看看", false],
    ["好的，我帮您问问仓库还有没有", true],
    ["Got it, let me check", false],
    ["挺好", false],
    ["Hi, I'm here", false],
    ["Hello dear, welcome to our shop, how can I help you today?", false],
    ["Thank you very much, one moment please", false],
    ["The strap won't cut your shoulder", true],
    ["Nice bag", false],
    ["👍👍👍👍👍👍👍👍", false],
    ["", false],
    ["在".repeat(1000), false],
  ])("%s: %s", (text, says) => expect(saysSomething(text)).toBe(says));
});

describe("unread lines", () => {
  it("are those that came in time and in which nothing was found", () => {
    const { state } = run(
      [12, "what for"],
      [13, "do you carry it every day?"],
      [14, "hi"],
      [25, "and how large should it be?"],
      [90, "are you still there, sir?"],
    );
    expect(state.customers.map(unreadLines)).toEqual([[3, 6]]);
  });
});

describe("a run that a machine cannot decide", () => {
  it.each<[string, Replies, boolean]>([
    // 48.5 + 18.75 = 67.25 of 75: one point more decides it.
    [
      "a message that may be the missing point",
      [
        [15, ORDER],
        [16, "how do you want to carry it about?"],
      ],
      true,
    ],
    ["no message that could be one", [[15, ORDER]], false],
    [
      "only a greeting beside it",
      [
        [15, ORDER],
        [16, "Hello, how can I help you?"],
      ],
      false,
    ],
    [
      "one message, where two points are missing",
      [
        [15, "order it now"],
        [16, "how do you want to carry it about?"],
      ],
      false,
    ],
    [
      "a message after the customer has gone",
      [
        [15, ORDER],
        [40, "how do you want to carry it about?"],
      ],
      false,
    ],
    [
      "a prohibited term beside it",
      [
        [15, ORDER],
        [16, "how do you carry it? this one is the best"],
      ],
      false,
    ],
    [
      "passed anyway",
      [
        [15, "What for? The City bag is sturdy and in stock, order it now?"],
        [16, "it goes well with a dark coat"],
      ],
      false,
    ],
    ["nobody there", [], false],
  ])("%s", (_, replies, expected) => expect(undecided(...replies)).toBe(expected));

  it("is not one that goes on or that was given up", () => {
    const state = after(17, sent([15, ORDER], [16, "how do you want to carry it about?"]));
    expect(isUndecided(simulation, state, gradeRun(simulation, state))).toBe(false);
  });

  it("takes the messages of each customer for that customer alone", () => {
    const two = small(customer(), customer({ slug: "bo" }));
    const events = [
      ...sent([15, ORDER], [16, "how do you carry it about?"], [17, "is it for every day then?"], [18, "which colour do you like best?"]),
      ...sent([15, ORDER]).map((event) => ({ ...event, customer: "bo" })),
    ];
    const state = after(1000, events, two);
    const grade = gradeRun(two, state);
    // One may reach 98.5 with three points more, the other stays at 67.25.
    expect(isUndecided(two, state, grade)).toBe(true);
    expect(grade.passed).toBe(false);
  });
});

describe("points that somebody saw", () => {
  const { grade } = run([15, ORDER], [16, "how do you want to carry it about?"]);

  it("count by the same weights, in their line, and leave the ending", () => {
    const granted = withGranted(simulation, grade, [{ customer: "an", point: "need", line: 3 }]);
    expect(granted.total).toBeCloseTo(grade.total + 15, 6);
    expect(granted).toMatchObject({ passed: true, hasProhibited: false });
    const [own] = granted.customers;
    expect(own?.points[0]).toEqual({ slug: "need", kind: "need", line: 3 });
    expect(own?.turns[0]?.points).toEqual(["value", "order", "need"]);
    expect(own?.ending).toEqual(grade.customers[0]?.ending);
    expect(own?.shares.ending).toBe(grade.customers[0]?.shares.ending);
  });

  it("give the same as if the machine had read them, but for the ending", () => {
    const read = run([15, ORDER], [16, "what for?"]).grade;
    const granted = withGranted(simulation, grade, [{ customer: "an", point: "need", line: 3 }]);
    expect(granted.total).toBe(read.total);
  });

  it.each([
    ["nothing", []],
    ["what the machine found already", [{ customer: "an", point: "value", line: 3 }]],
    ["nobody of that name", [{ customer: "bo", point: "need", line: 3 }]],
    ["no such point", [{ customer: "an", point: "nothing", line: 3 }]],
  ])("change nothing: %s", (_, granted) => expect(withGranted(simulation, grade, granted)).toEqual(grade));

  it("never pass a run with a prohibited term", () => {
    const { grade: bad } = run([15, ORDER], [16, "how do you carry it? this is the best"]);
    expect(withGranted(simulation, bad, [{ customer: "an", point: "need", line: 3 }]).passed).toBe(false);
  });
});
