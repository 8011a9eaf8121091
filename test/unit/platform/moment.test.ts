import { expect, it } from "vitest";
import { msBetween } from "~/platform/moment";

it.each([
  [{ wall: 1000, page: 1, run: 10 }, { wall: 4000, page: 1, run: 3010 }, 3000, "clock and counter agree"],
  [{ wall: 9_000_000, page: 1, run: 10 }, { wall: 1000, page: 1, run: 3010 }, 3000, "the clock was set back meanwhile"],
  [{ wall: 1000, page: 1, run: 10 }, { wall: 3_601_000, page: 1, run: 510 }, 3_600_000, "the phone slept for an hour"],
  [{ wall: 1000, page: 1, run: 90_000 }, { wall: 5000, page: 2, run: 20 }, 4000, "the page was loaded anew: its counter began again"],
  [{ wall: 5000, page: 1, run: 10 }, { wall: 1000, page: 2, run: 20 }, 0, "never less than nothing"],
])("%j → %j is %d ms: %s", (from, to, ms) => {
  expect(msBetween(from, to)).toBe(ms);
});
