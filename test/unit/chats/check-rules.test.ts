import { describe, expect, it } from "vitest";
import { disputeRefusal, neededMs, onScreenMs, rulingRefusal, shortfallOf, skipRefusal, streakOf } from "~/chats/check-rules";

describe("a check counts from max(5 s, messages ÷ 3 s) on screen", () => {
  it.each([
    [0, 5000],
    [15, 5000],
    [16, 5334],
    [42, 14_000],
    [300, 100_000],
  ])("%i messages: %i ms", (messages, ms) => expect(neededMs(messages)).toBe(ms));
});

describe("how long a chat was on screen", () => {
  const at = (s: number) => new Date(Date.UTC(2026, 10, 23, 2, 0, s));
  const opened = (...list: [string, number][]) => list.map(([chatId, s]) => ({ chatId, at: at(s) }));
  it.each([
    ["from its opening to now", opened(["a", 0]), 12, 12_000],
    ["until another one came", opened(["a", 0], ["b", 3]), 40, 3000],
    ["every time that it was there", opened(["a", 0], ["b", 3], ["a", 10]), 14, 7000],
    ["never", opened(["b", 0]), 30, 0],
    ["opened twice in a row: once", opened(["a", 0], ["a", 5]), 9, 9000],
  ])("%s", (_, openings, now, ms) => expect(onScreenMs(openings, "a", at(now))).toBe(ms));

  it("opening fifty and scoring them afterwards gives none of them its time", () => {
    const openings = Array.from({ length: 50 }, (_, n) => ({ chatId: `chat ${n}`, at: new Date(n * 200) }));
    const now = new Date(60_000);
    expect(openings.slice(0, 49).every(({ chatId }) => onScreenMs(openings, chatId, now) < neededMs(1))).toBe(true);
  });
});

describe("passing a chat over", () => {
  it.each([
    ["no_talk", "", null],
    ["other", "", "skip_note"],
    ["other", "重复导入", null],
    ["because", "", "skip_reason"],
    ["robot", "x".repeat(301), "text_long"],
  ])("%s %s", (reason, note, code) => expect(skipRefusal(reason, note)?.code ?? null).toBe(code));
});

describe("disputing a check", () => {
  const facts = { agentId: "agent", lastDay: "2026-11-27", today: "2026-11-27", disputed: null };
  it.each([
    ["on the last day", {}, "agent", null],
    ["a day later", { today: "2026-11-28" }, "agent", "dispute_late"],
    ["somebody else's", {}, "other", "dispute_not_own"],
    ["while it is disputed", { disputed: "open" as const }, "agent", "dispute_open"],
    ["after a ruling", { disputed: "closed" as const }, "agent", "dispute_once"],
  ])("%s", (_, change, actor, code) => expect(disputeRefusal({ ...facts, ...change }, actor)?.code ?? null).toBe(code));

  const ruling = { agentId: "agent", supervisorId: "reader", closed: false };
  it.each([
    ["third", ruling, null],
    ["agent", ruling, "rule_oneself"],
    ["reader", ruling, "rule_own_check"],
    ["third", { ...ruling, closed: true }, "already_ruled"],
  ])("ruled by the %s", (actor, of, code) => expect(rulingRefusal(of, actor)?.code ?? null).toBe(code));
});

describe("streak and shortfall", () => {
  const day = (date: number, counted: number, quota = 50) => ({ day: `2026-11-${date}`, quota, counted });
  it.each([
    ["all fulfilled", [day(18, 50), day(19, 50), day(20, 51)], 3],
    ["today still runs", [day(19, 50), day(20, 50), day(23, 12)], 2],
    ["today is done", [day(20, 50), day(23, 50)], 2],
    ["broken yesterday", [day(18, 50), day(19, 50), day(20, 49)], 0],
    ["a day without chats breaks nothing", [day(18, 50), day(19, 0, 0), day(20, 50)], 2],
    ["fewer chats than fifty", [day(20, 12, 12)], 1],
  ])("%s", (_, days, streak) => expect(streakOf(days, "2026-11-23")).toBe(streak));

  it("counts what is missing of days that are over", () => {
    expect(shortfallOf([day(19, 40), day(20, 55), day(23, 0)], "2026-11-23")).toBe(10);
  });
});
