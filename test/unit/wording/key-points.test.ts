import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyPointsIn, saysPoints } from "~/wording/key-points";
import { anyText } from "@test/factories/text";

const point = (zh: string[], en: string[] = ["nothing of this"]) => ({ any_of: { "zh-CN": zh, en } });

describe("the key points of a reply", () => {
  it.each<[text: string, zh: string[], en: string[], said: boolean | "denied", why: string]>([
    ["48小时内发出", ["48小时内"], [], true, "as listed"],
    ["４８ 小時內发出", ["48小时内"], [], true, "full-width, traditional, spaces"],
    ["148小时内发出", ["48小时内"], [], false, "another number"],
    ["您不用出运费", ["不用出运费"], [], true, "the wording itself begins with a negation"],
    ["运费不用您出", ["您出"], [], "denied", "不用 before it"],
    ["我保证修好", ["保证"], [], true, ""],
    ["我不能保证", ["保证"], [], "denied", "不能"],
    ["没办法给您保证，我去问", ["保证"], [], "denied", "with words between"],
    ["没关系，保证给您换", ["保证"], [], true, "the negation is in another clause"],
    ["不好意思给您退款", ["退款"], [], true, "不好意思 denies nothing"],
    ["能不能退款我查一下", ["退款"], [], true, "a question denies nothing"],
    ["这个能不能退", ["能退"], [], true, "a question that goes on into the words"],
    ["这款特别轻", ["轻"], [], true, "特别 is not 别"],
    ["别加微信", ["加微信"], [], "denied", "别"],
    ["请别直接加微信", ["加微信"], [], "denied", "别 with a word between"],
    ["要不先给您换一只", ["先给您换"], [], true, "要不 proposes"],
    ["不得不换", ["换"], [], true, "不得不 affirms"],
    ["不会超过三天", ["三天"], [], true, "超过 is what is denied"],
    ["不能退，只能退款", ["退"], [], true, "once denied, once said"],
    ["We will refund you", [], ["refund"], true, ""],
    ["It was refunded today", [], ["refund"], true, "an ending"],
    ["The refundable part", [], ["refund"], false, "another word"],
    ["We cannot refund it", [], ["refund"], "denied", "cannot"],
    ["I can’t promise you that", [], ["promise"], "denied", "a curly apostrophe"],
    ["Please don't add me on WeChat", [], ["add me"], "denied", "don't"],
    ["No problem, we refund it", [], ["refund"], true, "the negation is in another clause"],
    ["no more than 48 hours", [], ["48 hours"], true, "a limit"],
    ["Not only a refund", [], ["refund"], true, "not only"],
    ["我们 will refund 给您", [], ["refund"], true, "mixed"],
    ["只能拒绝对方", ["绝对"], [], false, "an accident"],
    ["", ["退"], ["refund"], false, "nothing"],
  ])("%j, %j %j: %s (%s)", (text, zh, en, said) => {
    const [found] = keyPointsIn(text, [point(zh, en)]);
    expect(found ? (found.negated ? "denied" : true) : false).toBe(said);
    expect(saysPoints(text, [point(zh, en)])).toEqual([said === true]);
  });

  it("says which wording was found where", () => {
    const text = "😀 好的，４８小时內发出";
    expect(keyPointsIn(text, [point(["24小时", "48小时内"]), point(["退款"])])).toEqual([
      { wording: "48小时内", from: 6, to: 11, found: "４８小时內", negated: false },
      null,
    ]);
  });

  it("holds with anything that is sent", () => {
    fc.assert(
      fc.property(anyText(), fc.string(), (text, wording) => {
        for (const found of keyPointsIn(text + wording + text, [point([wording], [text])]))
          if (found) expect((text + wording + text).slice(found.from, found.to)).toBe(found.found);
      }),
    );
  });
});
