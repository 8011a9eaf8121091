import { describe, expect, it } from "vitest";
import { mergeBodies, type Side } from "~/library/three-way";

type Body = Record<string, unknown>;
const options = (...entries: [string, string][]) => entries.map(([id, text]) => ({ id, text }));
const days = (...titles: string[]) => titles.map((title, i) => ({ day: i + 1, title }));
const picking = (picks: Record<string, Side>) => (path: readonly string[]) => picks[path.join(".")] ?? null;

describe("a merge of what two made of one beginning", () => {
  const cases: [string, Body, Body, Body, Body, string[]][] = [
    [
      "two steps, each changed by one",
      { steps: ["a", "b", "c"] },
      { steps: ["A", "b", "c"] },
      { steps: ["a", "b", "C"] },
      { steps: ["A", "b", "C"] },
      [],
    ],
    [
      "a step added by them and one changed by us",
      { steps: ["a", "b"] },
      { steps: ["a", "b", "c"] },
      { steps: ["A", "b"] },
      { steps: ["A", "b", "c"] },
      [],
    ],
    [
      "a step added by both, in different places",
      { steps: ["a", "b"] },
      { steps: ["x", "a", "b"] },
      { steps: ["a", "b", "y"] },
      { steps: ["x", "a", "b", "y"] },
      [],
    ],
    ["the same step added by both", { steps: ["a"] }, { steps: ["a", "b"] }, { steps: ["a", "b"], n: 1 }, { steps: ["a", "b"], n: 1 }, []],
    [
      "a step removed by them and another changed by us",
      { steps: ["a", "b", "c"] },
      { steps: ["a", "c"] },
      { steps: ["a", "b", "C"] },
      { steps: ["a", "C"] },
      [],
    ],
    ["one step changed by both", { steps: ["a", "b"] }, { steps: ["a", "T"] }, { steps: ["a", "M"] }, { steps: ["a", "M"] }, ["steps.2"]],
    [
      "days: one put in by them, a later one changed by us",
      { days: days("one", "two", "three") },
      { days: days("one", "new", "two", "three") },
      { days: days("one", "two", "THREE") },
      { days: days("one", "new", "two", "THREE") },
      [],
    ],
    [
      "an order changed by them and a text by us",
      { o: options(["a", "1"], ["b", "2"], ["c", "3"]) },
      { o: options(["c", "3"], ["a", "1"], ["b", "2"]) },
      { o: options(["a", "1"], ["b", "B"], ["c", "3"]) },
      { o: options(["c", "3"], ["a", "1"], ["b", "B"]) },
      [],
    ],
    [
      "an order changed by both",
      { o: options(["a", "1"], ["b", "2"], ["c", "3"]) },
      { o: options(["c", "3"], ["a", "1"], ["b", "2"]) },
      { o: options(["b", "2"], ["a", "1"], ["c", "3"]) },
      { o: options(["b", "2"], ["a", "1"], ["c", "3"]) },
      ["o.order"],
    ],
    ["what a form leaves out beside what it sends empty", { s: [] }, { t: 1 }, { s: [], n: "", m: 2 }, { t: 1, s: [], n: "", m: 2 }, []],
  ];
  it.each(cases)("%s", (_, base, theirs, mine, body, conflicts) => {
    const merge = mergeBodies(base, theirs, mine);
    expect(merge.body).toEqual(body);
    expect(merge.conflicts.map((path) => path.join("."))).toEqual(conflicts);
  });

  const base = { title: "a", o: options(["x", "1"], ["y", "2"]) };
  it.each<[string, Body, Body, Record<string, Side>, Body]>([
    ["theirs of a text", { ...base, title: "T" }, { ...base, title: "M" }, { title: "theirs" }, { ...base, title: "T" }],
    ["ours of a text", { ...base, title: "T" }, { ...base, title: "M" }, { title: "mine" }, { ...base, title: "M" }],
    [
      "back what we removed and they changed",
      { ...base, o: options(["x", "1"], ["y", "T"]) },
      { ...base, o: options(["x", "1"]) },
      { "o.y": "theirs" },
      { ...base, o: options(["x", "1"], ["y", "T"]) },
    ],
    [
      "away what they removed and we changed",
      { ...base, o: options(["x", "1"]) },
      { ...base, o: options(["x", "1"], ["y", "M"]) },
      { "o.y": "theirs" },
      { ...base, o: options(["x", "1"]) },
    ],
  ])("takes %s when asked to", (_, theirs, mine, picks, body) => {
    const merge = mergeBodies(base, theirs, mine, picking(picks));
    expect(merge.body).toEqual(body);
    expect(merge.clashes).toHaveLength(1);
  });

  it("says what each side made of a place, so that somebody can choose", () => {
    const { clashes } = mergeBodies({ t: "a" }, { t: "T" }, { t: "M" });
    expect(clashes).toEqual([{ path: ["t"], theirs: "T", mine: "M" }]);
  });

  it("without a beginning takes every difference for one that somebody must choose about", () => {
    const merge = mergeBodies(null, { t: "T", only: "theirs" }, { t: "M" });
    expect(merge.body).toEqual({ t: "M", only: "theirs" });
    expect(merge.conflicts).toEqual([["t"]]);
  });
});
