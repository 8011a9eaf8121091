import { describe, expect, it } from "vitest";
import { landingOf } from "~/library/landing";

describe("where the focus lands after a button of a list", () => {
  it.each<[string, number, Record<string, number>, string | null]>([
    ["add:options", 2, { options: 3 }, "options.2"],
    ["add:options", 0, { options: 1 }, "options.0"],
    ["add:days.3.activities", 3, { "days.3.activities": 4 }, "days.3.activities.3"],
    ["up:options.2", 3, { options: 3 }, "options.1"],
    ["down:options.0", 3, { options: 3 }, "options.1"],
    ["down:options.2", 3, { options: 3 }, "options.2"],
    ["remove:options.1", 3, { options: 2 }, "options.1"],
    ["remove:options.2", 3, { options: 2 }, "options.1"],
    ["remove:options.0", 1, { options: 0 }, null],
    ["up:days.3.activities.0", 4, { "days.3.activities": 3, "days.2.activities": 5 }, "days.2.activities.4"],
    ["down:days.3.activities.3", 4, { "days.3.activities": 3, "days.4.activities": 5 }, "days.4.activities.0"],
    ["up:days.0.activities.0", 4, { "days.0.activities": 4 }, "days.0.activities.0"],
  ])("%s", (asked, before, sizes, entry) => {
    expect(landingOf(asked, before, (list) => sizes[list] ?? 0)?.entry).toBe(entry);
  });

  it.each(["save", "publish", "", "add:", "add:../x", "toss:options.1"])("is nowhere after %j", (asked) => {
    expect(landingOf(asked, 1, () => 1)).toBeNull();
  });
});
