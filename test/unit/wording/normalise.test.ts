import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bareWords, numberIn, plain, saysTheSame } from "~/wording/normalise";
import { anyText } from "@test/factories/text";

describe("the bare words of a text", () => {
  it.each([
    ["  Aisle  D. ", "aisled", "spaces, case, full stop"],
    ["Ｂ－０３－２", "b032", "full-width"],
    ["B‑03–2", "b032", "other hyphens"],
    ["头层\u200b牛皮", "头层牛皮", "a zero-width space inside"],
    ["\u202e头层牛皮\u202c\u200f", "头层牛皮", "right-to-left marks"],
    ["「头层牛皮」。", "头层牛皮", "Chinese quotation marks"],
    ["top\u00adgrain", "topgrain", "a soft hyphen"],
    ["ﬁne", "fine", "a ligature"],
    ["7.5 厘米", "7.5厘米", "a decimal point has a meaning"],
    ["17：20", "17:20", "a full-width colon between digits"],
    ["1,299 元", "1299元", "separators of thousands"],
    ["80％", "80%", "per cent stays"],
    ["好的👌🏽️", "好的", "a pictograph goes"],
    ["...", "", "nothing but signs"],
  ])("%j → %j (%s)", (text, words) => {
    expect(bareWords(text)).toBe(words);
  });

  it("is settled after once", () => {
    fc.assert(fc.property(anyText(), (text) => bareWords(bareWords(text)) === bareWords(text)));
  });

  it("leaves nothing that a database refuses", () => {
    expect(plain("a\u0000b\ud800c\u0007")).toBe("a b c ");
  });
});

describe("the number that a text is", () => {
  it.each([
    ["399", "399", null],
    ["399.00", "399", null],
    ["¥399元", "399", "cny"],
    ["￥ ３９９．００", "399", "cny"],
    ["RMB 399", "399", "cny"],
    ["399 Yuan.", "399", "cny"],
    ["399块钱", "399", "cny"],
    ["人民币399元整", "399", "cny"],
    ["1,299", "1299", null],
    ["200 000", "200000", null],
    ["007", "7", null],
    ["0.50", "0.5", null],
    ["-5", "-5", null],
    ["−0.0", "0", null],
    ["$12", "12", "usd"],
    ["12美元", "12", "usd"],
    ["\u200f399\u200b", "399", null],
  ])("%j is %s", (text, value, currency) => {
    expect(numberIn(text)).toEqual({ value, currency });
  });

  it.each(["", "元", "¥", "three", "B-03-2", "3 or 4", "1,29", "12:30", "80%", "399 per bag", "7.5cm", "¥$5", "1e3"])(
    "%j is no number",
    (text) => {
      expect(numberIn(text)).toBeNull();
    },
  );
});

describe("whether an answer says the same", () => {
  it.each([
    ["399", "39.9", false, "the point is not lost"],
    ["399", "399.", true, "a full stop"],
    ["399元", "399", true, "without the currency"],
    ["399元", "$399", false, "another currency"],
    ["7.5 cm", "75cm", false, "the point of a measure"],
    ["B-03-2", "b 03 2", true, "a shelf place in haste"],
    ["B-03-2", "B-03-3", false, "the next place"],
    ["?!", "？！", true, "signs alone"],
    ["?!", "!", false, "other signs alone"],
    ["D", "", false, "nothing"],
    ["D", "   \u200b", false, "nothing to be seen"],
    ["24", "24小时", false, "a unit that is not listed"],
  ])("%j and %j: %s (%s)", (accepted, answer, same) => {
    expect(saysTheSame(accepted, answer)).toBe(same);
  });
});
