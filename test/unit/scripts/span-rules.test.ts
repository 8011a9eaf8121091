import { describe, expect, it } from "vitest";
import { changesBetween } from "~/scripts/change-rules";
import { cutAt, findAgain, spanOf } from "~/scripts/span-rules";

describe("a stretch that was commented on", () => {
  it.each([
    ["它没动", "一二三四", { from: 1, to: 3, quote: "二三" }, [1, 3]],
    ["前面多了字", "零一二三四", { from: 1, to: 3, quote: "二三" }, [2, 4]],
    ["到处都有，取最近的", "好不好好不好好不好", { from: 4, to: 5, quote: "不" }, [4, 5]],
    ["后面的近", "甲乙丙甲乙", { from: 4, to: 5, quote: "甲" }, [3, 4]],
    ["没有了", "一四", { from: 1, to: 3, quote: "二三" }, null],
    ["空的", "一四", { from: 1, to: 1, quote: "" }, null],
  ])("%s", (_, text, quoted, place) => {
    const found = findAgain(text, quoted);
    expect(found && [found.from, found.to]).toEqual(place);
  });
});

describe("what somebody marked", () => {
  it.each([
    ["by its place", { from: 1, to: 3, quote: "" }, { from: 1, to: 3, quote: "bc" }],
    ["without white space at its ends", { from: 3, to: 6, quote: "" }, { from: 4, to: 5, quote: "e" }],
    ["by its words", { from: null, to: null, quote: " e " }, { from: 4, to: 5, quote: "e" }],
    ["beyond the end: by its words", { from: 0, to: 99, quote: "f" }, { from: 6, to: 7, quote: "f" }],
    ["other words than those at the place", { from: 0, to: 3, quote: "f" }, { from: 6, to: 7, quote: "f" }],
    ["nothing", { from: null, to: null, quote: "zz" }, null],
    ["white space alone", { from: 3, to: 4, quote: "" }, null],
  ])("%s", (_, marked, span) => expect(spanOf("abc e f", marked)).toEqual(span));
});

it("cuts a text where stretches begin and end, overlapping ones too", () => {
  const pieces = cutAt("abcdef", [
    { from: 1, to: 4, id: 1 },
    { from: 3, to: 6, id: 2 },
  ]);
  expect(pieces.map(({ text, of }) => [text, of.map(({ id }) => id)])).toEqual([
    ["a", []],
    ["bc", [1]],
    ["d", [1, 2]],
    ["ef", [2]],
  ]);
});

it("compares Chinese word by word, and only what the earlier state says", () => {
  const [change, ...others] = changesBetween({ text: { "zh-CN": "这款包是牛皮的" } }, { text: { "zh-CN": "这款包是帆布的" }, title: "新" });
  expect(others).toEqual([]);
  expect(change?.stretches.filter(({ was }) => was !== "kept").map(({ text, was }) => [text, was])).toEqual([
    ["牛皮", "removed"],
    ["帆布", "added"],
  ]);
});
