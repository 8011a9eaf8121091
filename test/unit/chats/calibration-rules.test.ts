import { describe, expect, it } from "vitest";
import { leansOf, setRefusals, spreadOf } from "~/chats/calibration-rules";
import type { Mark } from "~/chats/scorecard-rules";

const sheet = (graderId: string, chatId: string, tone: Mark) => ({ graderId, chatId, marks: { tone } });

describe("how far apart a criterion was marked", () => {
  it.each<[string, Mark[], { range: number | null; agreed: number; split: number }]>([
    ["all the same", ["full", "full", "full"], { range: 0, agreed: 1, split: 0 }],
    ["from nought to full", ["none", "half", "full"], { range: 2, agreed: 0, split: 0 }],
    ["no occasion beside a step", ["na", "half", "full"], { range: 1, agreed: 0, split: 1 }],
    ["no occasion for anybody", ["na", "na"], { range: null, agreed: 1, split: 0 }],
  ])("%s", (_, given, expected) => {
    const sheets = given.map((mark, n) => sheet(`grader ${n}`, "chat", mark));
    expect(spreadOf(["tone"], sheets)[0]).toEqual({ slug: "tone", chats: 1, ...expected });
  });

  it("is the mean over chats that at least two have scored", () => {
    const sheets = [
      sheet("a", "1", "none"),
      sheet("b", "1", "full"),
      sheet("a", "2", "half"),
      sheet("b", "2", "full"),
      sheet("a", "3", "none"),
    ];
    expect(spreadOf(["tone"], sheets)[0]).toMatchObject({ range: 1.5, chats: 2 });
  });
});

describe("who leans how", () => {
  it("is the mean difference to the others on the same chats", () => {
    const scores = [
      { graderId: "a", chatId: "1", score: 90 },
      { graderId: "b", chatId: "1", score: 80 },
      { graderId: "c", chatId: "1", score: 70 },
      { graderId: "a", chatId: "2", score: 100 },
    ];
    expect(leansOf(scores)).toEqual([
      { graderId: "a", lean: 15 },
      { graderId: "b", lean: 0 },
      { graderId: "c", lean: -15 },
    ]);
    expect(leansOf([{ graderId: "a", chatId: "1", score: 90 }])).toEqual([{ graderId: "a", lean: null }]);
  });
});

describe("a set that can be made", () => {
  const fine = { title: "周校", chats: 5, found: 40, daysAhead: 3, graders: 2 };
  it.each([
    ["as it is", {}, []],
    ["with one who scores", { graders: 1 }, ["set_graders"]],
    ["with more chats than there are", { found: 4 }, ["set_found"]],
    ["with a day gone by", { daysAhead: -1 }, ["set_due"]],
    ["with eleven chats", { chats: 11 }, ["set_chats"]],
  ])("%s", (_, change, codes) => expect(setRefusals({ ...fine, ...change }).map(({ code }) => code)).toEqual(codes));
});
