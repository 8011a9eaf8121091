import { describe, expect, it, vi } from "vitest";
import { followServerTime, idTimeMs, isId, newId } from "~/platform/ids";
import { preferredLocale } from "~/platform/locale";
import { defineMessages, translate } from "~/platform/messages";

describe("ids", () => {
  it("are UUIDv7 that carry their time and sort by it", () => {
    const at = Date.UTC(2026, 2, 2, 1);
    const early = newId(at);
    const late = newId(at + 1);
    expect([isId(early), idTimeMs(early), early < late]).toEqual([true, at, true]);
    expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
  });

  it("are made by the server's clock in a browser, whatever the phone's says", () => {
    const date = vi.spyOn(Date, "now").mockReturnValue(0);
    for (const nothing of [Number.NaN, 0, -1]) followServerTime(nothing);
    expect(idTimeMs(newId())).toBe(0);
    const server = Date.UTC(2026, 10, 22);
    followServerTime(server);
    date.mockReturnValue(Date.UTC(2099, 0, 1));
    const made = idTimeMs(newId()) ?? 0;
    expect(made - server).toBeGreaterThanOrEqual(0);
    expect(made - server).toBeLessThan(60_000);
    date.mockRestore();
  });

  it.each([
    "",
    "abc",
    "018f0000-0000-7000-8000-00000000000",
    "018F0000-0000-7000-8000-000000000000",
    "018f0000-0000-7000-c000-000000000000",
    null,
    7,
  ])("%j is no id", (value) => {
    expect(isId(value)).toBe(false);
  });

  it("a random UUID has no time", () => {
    expect(idTimeMs("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")).toBeNull();
  });
});

describe("preferredLocale", () => {
  it.each([
    [null, "zh-CN"],
    ["en-GB,en;q=0.9", "en"],
    ["zh-TW,zh;q=0.9,en;q=0.8", "zh-CN"],
    ["fr-FR,en;q=0.5,zh;q=0.4", "en"],
    ["en;q=0.1,zh-Hans;q=0.9", "zh-CN"],
    ["en;q=0,zh", "zh-CN"],
    ["fr", "zh-CN"],
    [";;;,,", "zh-CN"],
  ])("%j → %s", (header, expected) => {
    expect(preferredLocale(header)).toBe(expected);
  });
});

describe("translate", () => {
  const bundle = defineMessages("test-of-messages", {
    en: { hello: "Hello {{name}}", left_one: "{{count}} day left", left_other: "{{count}} days left" },
    "zh-CN": { hello: "你好，{{name}}", left_one: "还剩 {{count}} 天", left_other: "还剩 {{count}} 天" },
  });

  it("puts values in as they are and counts", () => {
    const en = translate(bundle, "en");
    const zh = translate(bundle, "zh-CN");
    expect([en("hello", { name: "<b>" }), en("left", { count: 1 }), en("left", { count: 3 }), zh("left", { count: 1 })]).toEqual([
      "Hello <b>",
      "1 day left",
      "3 days left",
      "还剩 1 天",
    ]);
  });
});
