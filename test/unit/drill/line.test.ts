import { describe, expect, it } from "vitest";
import { issueLine, readLine } from "~/drill/line.server";
import { afterAnswer, isSpent, type Line, LINE_MOST, nextOf, without } from "~/drill/line";
import { newId } from "~/platform/ids";

const NOW = new Date("2026-03-02T01:00:00.000Z");
const minutes = (n: number) => new Date(NOW.getTime() + n * 60_000);
const ids = Array.from({ length: 5 }, () => newId());
const [a = "", b = "", c = "", d = "", e = ""] = ids;
const line: Line = {
  plannedAt: NOW,
  readyBy: minutes(9000),
  required: 30,
  fluent: 4,
  whole: false,
  chosen: false,
  locale: "en",
  order: [a, b, c].map((itemId) => ({ itemId, reason: "due", from: null })),
};
const names = (entries: { itemId: string }[]) => entries.map(({ itemId }) => itemId);
const none = new Set<string>();

describe("the line of a go", () => {
  it("gives its questions in order, but for those that the browser holds", () => {
    expect(names(nextOf(line, NOW, none, 2))).toEqual([a, b]);
    expect(names(nextOf(line, NOW, new Set([a, c]), 2))).toEqual([b]);
    expect(names([...without(line, new Set([a, b])).order])).toEqual([c]);
  });

  it("gives what was wrong again once its short step is over, before all others", () => {
    const after = afterAnswer(afterAnswer(line, { itemId: d, standing: -1, stepAt: minutes(10) }), {
      itemId: e,
      standing: 0,
      stepAt: minutes(4),
    });
    expect(after.fluent).toBe(3);
    expect(names(nextOf(after, minutes(3), none, 9))).toEqual([a, b, c]);
    expect(names(nextOf(after, minutes(5), none, 9))).toEqual([e, a, b, c]);
    expect(names(nextOf(after, minutes(10), none, 9))).toEqual([e, d, a, b, c]);
    // Right at last: it does not come again.
    expect(names(nextOf(afterAnswer(after, { itemId: e, standing: 1, stepAt: null }), minutes(10), none, 9))).toEqual([d, a, b, c]);
  });

  it("never grows beyond its length", () => {
    const full = Array.from({ length: 60 }).reduce<Line>(
      (was) => afterAnswer(was, { itemId: newId(), standing: 0, stepAt: minutes(1) }),
      line,
    );
    expect(full.order.length).toBe(LINE_MOST);
    const text = issueLine(a, full);
    expect(readLine(text)?.line.order.length).toBe(LINE_MOST);
  });

  it.each([
    ["one that holds not all that was to be asked", {}, 1, true],
    ["one that holds all, right after", { whole: true }, 9, false],
    ["one that holds all, when what was right may be asked again", { whole: true }, 10, true],
    ["one of a chosen set", { chosen: true }, 500, false],
  ])("used up, %s: planned anew or not", (_, more, at, spent) => {
    expect(isSpent({ ...line, ...more }, minutes(at))).toBe(spent);
  });

  it("travels sealed, whole, and says whose it is", () => {
    const after = afterAnswer(line, { itemId: d, standing: 1, stepAt: minutes(3) });
    const text = issueLine(a, after);
    expect(readLine(text)).toEqual({ personId: a, line: after });
    expect(readLine(issueLine(b, after))?.personId).toBe(b);
    for (const broken of ["", "x", `${text}0`, text.replace(/^./, "Z"), `${text}.more`, "x".repeat(100_000), null])
      expect(readLine(broken)).toBeNull();
  });
});
