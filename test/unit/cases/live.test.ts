import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  afterMove,
  caseOn,
  countsOf,
  excerptOf,
  firstState,
  type LiveMove,
  type LiveState,
  optionsOf,
  piecesOf,
  ranMs,
  withTyped,
} from "~/cases/live";

const NOW = new Date("2026-03-06T08:00:00Z");
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const agenda = ["a", "b", "c"];
const on = (values: Partial<LiveState> = {}): LiveState => ({ ...firstState(agenda, NOW), ...values });
const after = (state: LiveState, move: LiveMove, now = later(60), of = agenda) => afterMove(state, move, { agenda: of, pieces: 2, now });

describe("the screen of a meeting", () => {
  it("begins with the first case, covered, six minutes, the clock running", () => {
    expect(firstState(agenda, NOW)).toEqual({ caseId: "a", shown: 0, minutes: 6, extra: 0, runningSince: NOW, ranMs: 0 });
    expect(firstState([], NOW).caseId).toBeNull();
  });

  it.each<[string, LiveMove, string | null]>([
    ["goes on", { do: "next", from: "b" }, "c"],
    ["goes back", { do: "previous", from: "b" }, "a"],
    ["goes to any case", { do: "go", caseId: "a" }, "a"],
    ["does nothing for a press that came before", { do: "next", from: "a" }, "b"],
    ["knows no case of another agenda", { do: "go", caseId: "z" }, null],
    ["takes nothing from another agenda", { do: "next", from: "z" }, null],
  ])("%s", (_, move, caseId) => {
    expect(after(on({ caseId: "b" }), move)?.caseId ?? null).toBe(caseId);
  });

  it.each<[string, LiveState, LiveMove]>([
    ["before the first", on(), { do: "previous", from: "a" }],
    ["after the last", on({ caseId: "c" }), { do: "next", from: "c" }],
    ["to where it is", on({ shown: 1 }), { do: "go", caseId: "a" }],
    ["a clock that runs", on(), { do: "run" }],
    ["an hour on top at most", on({ extra: 60 }), { do: "more" }],
  ])("stays as it is: %s", (_, state, move) => {
    expect(after(state, move)).toBe(state);
  });

  it("covers the next case and begins its time anew", () => {
    const state = on({ shown: 2, extra: 3, ranMs: 5000 });
    expect(after(state, { do: "next", from: "a" })).toEqual({
      ...state,
      caseId: "b",
      shown: 0,
      extra: 0,
      ranMs: 0,
      runningSince: later(60),
    });
    // A clock that stands goes on standing.
    expect(after(on({ runningSince: null }), { do: "next", from: "a" })?.runningSince).toBeNull();
  });

  it.each([
    ["one more", 0, 0, 1],
    ["the press that came twice", 1, 0, 1],
    ["never more than there is", 2, 2, 2],
  ])("reveals %s", (_, shown, said, expected) => {
    expect(after(on({ shown }), { do: "reveal", from: "a", shown: said })?.shown).toBe(expected);
  });

  it("covers again, and covers what takes the place of a case that was left out", () => {
    expect(after(on({ shown: 2 }), { do: "cover", from: "a" })?.shown).toBe(0);
    expect(caseOn(on(), ["b", "c"])).toBe("b");
    expect(after(on({ shown: 2 }), { do: "pause" }, later(60), ["b", "c"])).toMatchObject({ caseId: "b", shown: 0 });
  });

  it("counts the time that a case has had, without its pauses", () => {
    const paused = after(on(), { do: "pause" }, later(90));
    expect(paused).toMatchObject({ runningSince: null, ranMs: 90_000 });
    const again = paused && after(paused, { do: "run" }, later(200));
    expect(again && ranMs(again, later(210))).toBe(100_000);
  });

  it.each([
    [1, 1],
    [60, 60],
    [0, null],
    [61, null],
    [2.5, null],
    [NaN, null],
  ])("takes 1 to 60 whole minutes a case: %s", (minutes, expected) => {
    expect(after(on({ extra: 4 }), { do: "minutes", minutes })?.minutes ?? null).toBe(expected);
  });

  it("stands at a case of its agenda after whatever presses, with no more revealed than there is, and time that never runs back", () => {
    const ids = fc.constantFrom("a", "b", "c", "z");
    const move: fc.Arbitrary<LiveMove> = fc.oneof(
      fc.record({ do: fc.constantFrom("next" as const, "previous" as const, "cover" as const), from: ids }),
      fc.record({ do: fc.constant("go" as const), caseId: ids }),
      fc.record({ do: fc.constant("reveal" as const), from: ids, shown: fc.integer({ min: 0, max: 9 }) }),
      fc.record({ do: fc.constantFrom("run" as const, "pause" as const, "more" as const) }),
      fc.record({ do: fc.constant("minutes" as const), minutes: fc.integer() }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        let state = firstState(agenda, NOW);
        moves.forEach((one, at) => {
          const now = later(at);
          const next = after(state, one, now) ?? state;
          if (next.caseId === state.caseId) expect(ranMs(next, now)).toBe(ranMs(state, now));
          state = next;
          expect(agenda).toContain(state.caseId);
          expect(state.shown).toBeLessThanOrEqual(2);
        });
      }),
    );
  });
});

describe("what should have been said", () => {
  it.each([
    ["这款是头层牛皮，能用三年。今天拍吗？", ["这款是头层牛皮，能用三年。", "今天拍吗？"]],
    ["It is 3.5 mm thick. Shall I send it today?", ["It is 3.5 mm thick.", "Shall I send it today?"]],
    ["一句", ["一句"]],
    ["  \n ", []],
  ])("is revealed sentence by sentence: %s", (text, pieces) => {
    expect(piecesOf(text)).toEqual(pieces);
  });
});

describe("the lines on the screen", () => {
  const lines = Array.from({ length: 12 }, (_, at) => ({
    at: at * 1000,
    who: at % 2 ? ("agent" as const) : ("buyer" as const),
    text: `${at}`,
  }));
  it.each<[string, number[], number[], number[]]>([
    ["what led to it, and what came of it", [5], [3, 4, 5, 6], [3]],
    ["two places, and that something is left out", [1, 8], [0, 1, 2, 6, 7, 8, 9], [6]],
    ["the last ones where none is marked", [], [8, 9, 10, 11], [8]],
  ])("are %s", (_, marked, shown, gaps) => {
    const excerpt = excerptOf(lines, marked);
    expect(excerpt.map(({ at }) => at)).toEqual(shown);
    expect(excerpt.filter(({ gap }) => gap).map(({ at }) => at)).toEqual(gaps);
    expect(excerpt.filter(({ isMarked }) => isMarked).map(({ at }) => at)).toEqual(marked);
  });
});

describe("a vote", () => {
  const one = (number: number, said: string, better: string) => ({
    number,
    better,
    lines: [{ at: 0, who: "buyer" as const, text: "能便宜吗" }, ...(said ? [{ at: 9, who: "agent" as const, text: said }] : [])],
    marked: said ? [0, 1] : [0],
  });
  it.each([
    ["what was said against what should have been", [], ["不议价", "值在皮料"]],
    ["with what others would have said", [one(2, "亲不行", "先问用途")], ["不议价", "值在皮料", "先问用途", "亲不行"]],
    ["four lines at most", [one(2, "亲不行", "先问用途"), one(3, "没有", "送包装")], ["不议价", "值在皮料", "先问用途", "送包装"]],
    ["each line once", [one(2, "不 议价", "值在皮料")], ["不议价", "值在皮料"]],
  ])("is on %s", (_, like, texts) => {
    const options = optionsOf(one(1, "不议价", "值在皮料"), like, "seed");
    expect(options?.map(({ text }) => text).sort()).toEqual([...texts].sort());
    expect(options?.map(({ key }) => key)).toEqual([..."abcd"].slice(0, texts.length));
  });

  it("needs two lines that differ", () => {
    expect(optionsOf(one(1, "不议价", ""), [], "seed")).toBeNull();
    expect(optionsOf(one(1, "", "值在皮料"), [], "seed")).toBeNull();
    expect(optionsOf(one(1, "", "值在皮料"), [one(2, "", "先问用途")], "seed")).toHaveLength(2);
  });

  it("stands in an order that does not tell which line is which", () => {
    const firsts = Array.from({ length: 200 }, (_, at) => optionsOf(one(1, "不议价", "值在皮料"), [], `vote ${at}`)?.[0]?.from);
    const said = firsts.filter((from) => from === "said").length;
    expect(said).toBeGreaterThan(70);
    expect(said).toBeLessThan(130);
  });

  it("counts each line, also those that nobody chose", () => {
    const options = optionsOf(one(1, "不议价", "值在皮料"), [], "seed") ?? [];
    expect(countsOf(options, ["a", "a", "x"])).toEqual({ a: 2, b: 0 });
  });

  it.each([
    ["as one more, by the next letter and of the same case", 2, "先问用途", { key: "c", from: "typed", number: 1, text: "先问用途" }],
    ["not where one says the same but for spaces", 2, "不 议价", "line_there"],
    ["as the eighth", 7, "先问用途", { key: "h", from: "typed", number: 1, text: "先问用途" }],
    ["not as the ninth", 8, "先问用途", "vote_full"],
  ])("takes a line that was typed %s", (_, count, text, expected) => {
    const options = optionsOf(one(1, "不议价", "值在皮料"), [], "seed") ?? [];
    const more = Array.from({ length: count - 2 }, (__, at) => ({
      key: "cdefgh".charAt(at),
      text: `第 ${at} 句`,
      from: "typed" as const,
      number: 1,
    }));
    expect(withTyped([...options, ...more], text)).toEqual(expected);
  });
});
