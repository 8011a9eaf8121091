import { describe, expect, it } from "vitest";
import { chatCount, countedRow } from "~/kpi/chat-counts";

const filters = [
  ["empty-chats", true],
  ["own-accounts", true],
  ["transferred-chats", false],
  ["monologues", true],
].map(([slug, on]) => ({ slug: String(slug), title: { "zh-CN": String(slug), en: String(slug) }, on: on === true }));
const row = (part: string, day: string, masks: Record<string, Record<string, number>>) => ({
  ...{ part, source: "chats" as const, from: day, to: day },
  measures: { masks },
});
const reception = (day: string) =>
  row("reception", day, {
    "0": { received: 10, effective: 8, firstResponseWeighted: 160_000, firstResponseWeight: 8 },
    "4": { received: 2, effective: 2, firstResponseWeighted: 90_000, firstResponseWeight: 2 },
    "9": { received: 3, effective: 0, firstResponseWeighted: 0, firstResponseWeight: 0 },
  });

describe("a figure from chats", () => {
  it("counts what no filter hits that is on, with the mean of the first answers", () =>
    expect(countedRow(reception("2026-03-02"), filters)).toEqual({
      counted: { received: 12, effective: 10, firstResponseMs: 25_000 },
      out: 3,
    }));
  it("has no first answer where nobody was answered", () =>
    expect(
      countedRow(row("reception", "2026-03-02", { "0": { received: 1, firstResponseWeighted: 0, firstResponseWeight: 0 } }), filters),
    ).toEqual({
      counted: { received: 1 },
      out: 0,
    }));
});

describe("a month's customers from chats", () => {
  it("stand under each filter that hit them, and count where none is on", () => {
    const count = chatCount([reception("2026-03-02"), reception("2026-03-03")], filters);
    expect(count).toMatchObject({ customers: 30, counted: 24 });
    expect(count?.filters.map(({ slug, on, customers }) => [slug, on, customers])).toEqual([
      ["empty-chats", true, 6],
      ["own-accounts", true, 0],
      ["transferred-chats", false, 4],
      ["monologues", true, 6],
    ]);
  });
  it("leave out days that a report covers", () => {
    const reported = { part: "reception", source: "reported" as const, from: "2026-03-01", to: "2026-03-02", measures: { received: 50 } };
    expect(chatCount([reception("2026-03-02"), reported, reception("2026-03-03")], filters)).toMatchObject({ customers: 15 });
    expect(chatCount([reception("2026-03-02"), reported], filters)).toBeNull();
  });
});
