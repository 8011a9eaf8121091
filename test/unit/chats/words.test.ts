import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bigrams, lineWith, soughtIn, wordsOf } from "~/chats/words";
import { anyText } from "@test/factories/text";

describe("what a chat is found by", () => {
  it.each([
    ["能便宜点吗", ["能便", "便宜", "宜点", "点吗", "吗"]],
    ["包", ["包"]],
    ["15.6寸电脑", ["15", "6", "寸电", "电脑", "脑"]],
    ["Dawn Line 雙肩", ["dawn", "line", "双肩", "肩"]],
    ["𠮷𠮷野", ["𠮷𠮷", "𠮷野", "野"]],
    ["！？", []],
    ["⺀", []],
  ])("%s", (text, expected) => expect(bigrams(text)).toEqual(expected));

  it("is written as PostgreSQL reads it, whatever was said", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(wordsOf([{ text }])).toMatch(/^('[\p{L}\p{N}]+'( |$))*$/u);
      }),
    );
  });
});

describe("what somebody searches for", () => {
  it.each([
    ["便宜", "'便宜'"],
    ["便宜点", "'便宜' & '宜点'"],
    ["包", "'包':*"],
    ["dawn 双肩", "'dawn':* & '双肩'"],
  ])("%s", (typed, query) => expect(soughtIn(typed)?.query).toBe(query));

  it.each(["", "  ", "？！"])("%j is nothing", (typed) => expect(soughtIn(typed)).toBeNull());

  it("must really stand in the lines: pairs alone are found in too many", () => {
    const sought = soughtIn("便宜点");
    if (!sought) throw new Error("nothing sought");
    expect(lineWith([{ text: "好" }, { text: "能便宜点吗" }], sought)).toBe(1);
    expect(lineWith([{ text: "便宜的" }, { text: "适宜点心" }], sought)).toBeNull();
  });

  it("finds every piece of what was said by itself", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const sought = soughtIn(text);
        if (sought) expect(lineWith([{ text }], sought)).toBe(0);
      }),
    );
  });
});
