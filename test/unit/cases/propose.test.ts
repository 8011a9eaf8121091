import { describe, expect, it } from "vitest";
import type { ChatLine } from "@db/schema";
import { type ChatFacts, languageOf, languageOfChat, proposalFor } from "~/cases/propose";
import { recordingOf } from "~/cases/recording";
import { simulationOf } from "~/simulator/replay";

const lines: ChatLine[] = [
  { at: 0, who: "buyer", text: "在吗" },
  { at: 8000, who: "buyer", text: "晨线双肩包能便宜点吗" },
  { at: 98_000, who: "agent", text: "您好，不议价哦" },
  { at: 120_000, who: "buyer", text: "那有活动吗" },
  { at: 400_000, who: "agent", text: "没有" },
];
const calm: ChatFacts = {
  firstResponseMs: 12_000,
  longestGapMs: 20_000,
  askedForOrder: true,
  hasTerms: false,
  wasTransferred: false,
  terms: [],
};

describe("what a case begins with", () => {
  it("is called by what the customer asked, not by their greeting", () => {
    expect(proposalFor(calm, lines).title).toBe("晨线双肩包能便宜点吗");
    expect(proposalFor(calm, lines.slice(0, 1)).title).toBe("在吗");
    expect(proposalFor(calm, [{ at: 0, who: "buyer", text: "问".repeat(80) }]).title).toHaveLength(60);
  });

  it.each<[string, Partial<ChatFacts>, string[], number[]]>([
    ["a first reply after 60 s is in time", { firstResponseMs: 60_000 }, [], []],
    ["a first reply after 98 s", { firstResponseMs: 98_000 }, ["slow_first_reply"], [2]],
    ["a pause of 280 s", { longestGapMs: 280_000 }, ["slow_follow_up"], [4]],
    ["nobody asked for the order", { askedForOrder: false }, ["did_not_ask"], [4]],
    ["a prohibited term", { hasTerms: true, terms: [{ line: 2 }] }, ["rule_or_term"], [2]],
    ["passed on", { wasTransferred: true }, ["needless_transfer"], [4]],
    [
      "everything at once: the first three",
      { firstResponseMs: 98_000, longestGapMs: 280_000, hasTerms: true, terms: [{ line: 2 }], wasTransferred: true, askedForOrder: false },
      ["slow_first_reply", "slow_follow_up", "rule_or_term"],
      [2, 4],
    ],
  ])("%s", (_, facts, reasons, marked) => {
    expect(proposalFor({ ...calm, ...facts }, lines)).toMatchObject({ reasons, marked });
  });
});

describe("a case as a chat to be played", () => {
  it("is told by its language", () => {
    expect(languageOfChat(lines)).toBe("zh-CN");
    expect(languageOf(["Do you have it in black?"])).toBe("en");
  });

  it("can be played without what the system put in", () => {
    const system: ChatLine = { at: 1000, who: "system", text: "客户正在浏览" };
    const recording = recordingOf({
      number: 41,
      title: "便宜点",
      platform: "taobao",
      products: ["dawn-backpack"],
      lines: [...lines.slice(0, 1), system, ...lines.slice(1)],
    });
    expect(recording.id).toBe("case-41");
    expect(recording.messages).toHaveLength(5);
    const made = simulationOf(recording);
    expect(made.ok && made.simulation.slug).toBe("case-41");
  });
});
