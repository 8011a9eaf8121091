import { describe, expect, it } from "vitest";
import { isDeniedAfter, isDeniedAround } from "~/wording/denial";
import { fold } from "~/wording/fold";
import { keyPointsIn } from "~/wording/key-points";

describe("words that are taken back after they were said", () => {
  it.each<[text: string, words: string, back: boolean, why: string]>([
    ["运费我们不承担", "运费我们", true, "不承担"],
    ["换新是不可能的", "换新", true, "是不可能"],
    ["加微信真不行", "加微信", true, "真 is an adverb"],
    ["加微信这个真不行", "加微信", true, "这个真不行"],
    ["加微信平台不让", "加微信", true, "who does not let us"],
    ["加微信这事办不了", "加微信", true, "这事"],
    ["加微信就不用了", "加微信", true, "就不用了"],
    ["微信转账我们真收不了", "微信转账", true, "真收不了"],
    ["退货真不用理由", "退货", false, "needs no reason"],
    ["维修这边没办法", "维修", true, "没办法"],
    ["退货无法处理", "退货", true, "无法"],
    ["拿钱换好评这个我们做不了", "拿钱换好评", true, "做不了"],
    ["运费我们出不起", "运费我们", true, "出不起"],
    ["可以退不用理由", "可以退", false, "不用 begins something of its own"],
    ["整块没有拼缝", "整块", false, "没有 is no refusal"],
    ["头层不掉色", "头层", false, "不 of another verb"],
    ["运费我们出，不用您管", "运费我们", false, "another clause"],
    ["换新，不行再说", "换新", false, "another clause"],
    ["An exchange is not possible", "exchange", true, "is not"],
    ["A refund isn’t possible", "refund", true, "a curly apostrophe"],
    ["Repair can't be done", "Repair", true, "can't"],
    ["We can exchange it, not refund", "exchange", false, "another clause"],
    ["Sorry it isn't what you wanted", "Sorry", false, "the denial is of something else"],
    ["a refund within seven days", "refund", false, ""],
    ["退", "退", false, "the end of the text"],
  ])("%j: %j taken back is %s", (text, words, back) => {
    const from = text.indexOf(words);
    expect(isDeniedAfter(fold(text), from + words.length)).toBe(back);
    expect(isDeniedAround(text, from, from + words.length)).toBe(back);
  });

  it("sees a denial before the words too", () => {
    expect(isDeniedAround("我们不能加微信", 4, 7)).toBe(true);
    expect(isDeniedAround("这边不方便加微信", 5, 8)).toBe(true);
    expect(isDeniedAround("我们加微信", 2, 5)).toBe(false);
    expect(isDeniedAround("", 0, 0)).toBe(false);
  });

  it("prefers a place where nothing is taken back", () => {
    const [found] = keyPointsIn("换新不行，维修可以", [{ any_of: { "zh-CN": ["换新", "维修"], en: ["x"] } }]);
    expect(found?.found).toBe("维修");
  });

  it("holds braces to belong to a placeholder", () => {
    const point = [{ any_of: { "zh-CN": ["{价格}"], en: ["{price}"] } }];
    expect(keyPointsIn("价格 129 元", point)).toEqual([null]);
    expect(keyPointsIn("今天｛价格｝元", point)[0]?.found).toBe("｛价格｝");
    expect(keyPointsIn("only {price} today", point)[0]?.found).toBe("{price}");
  });

  it("finds a wording that is two clauses itself", () => {
    const point = [{ any_of: { "zh-CN": ["不方便，您自己看"], en: ["sure, goes"] } }];
    expect(keyPointsIn("Sure, goes today", point)[0]?.found).toBe("Sure, goes");
    expect(keyPointsIn("sure goes today", point)[0]?.found).toBe("sure goes");
    expect(keyPointsIn("不方便，您自己看吧", point)[0]?.found).toBe("不方便，您自己看");
    expect(keyPointsIn("I am sure. Goes today", point)).not.toEqual([expect.objectContaining({ found: "Goes" })]);
  });
});
