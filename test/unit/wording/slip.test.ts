import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSlipOf, partsOf } from "~/wording/slip";
import { anyText } from "@test/factories/text";

const limits = { letters: 6, characters: 5 };

describe("isSlipOf", () => {
  it.each<[string, string, string]>([
    ["a letter left out", "cowhide", "cowhid"],
    ["a letter more", "supervisor", "superviisor"],
    ["another letter", "leather", "leether"],
    ["two letters swapped", "top-grain leather", "top grain leahter"],
    ["an s more", "dispatch boards", "dispatch board"],
    ["a long word in a phrase", "the problem crate", "The Problm crate!"],
    ["an accent", "décathlon", "decathlon"],
    ["a sound-alike", "咚咚工作台", "咚咚工做台"],
    ["a sound-alike, traditional and full-width", "快案尼龙三用公文包", "快按尼龍三用公文包！"],
    ["的 left out", "待处理的箱子", "待处理箱子"],
    ["的 added", "快案三用公文包", "快案三用的公文包"],
    ["a character typed twice", "快案三用公文包", "快案三用公文文包"],
  ])("forgives %s", (_name, meant, written) => {
    expect(isSlipOf(meant, written, limits)).toBe(true);
  });

  it.each<[string, string]>([
    // the same is no slip
    ["cowhide", "Cowhide!"],
    // too short
    ["split", "splitt"],
    ["退货", "换货"],
    ["真皮", "仿皮"],
    ["可以", "不可以"],
    ["公文包", "公纹包"],
    // numbers, in digits and in words
    ["48小时", "24小时"],
    ["48 hours from payment", "49 hours from payment"],
    ["48 hours from payment", "4 hours from payment"],
    ["四十八小时以内", "二十四小时以内"],
    ["一百二十九元", "一百九十九元"],
    ["事先说好十天", "事先说好时天"],
    ["thirty", "thirsty"],
    ["sixteen", "sixtean"],
    ["seventy", "seventh"],
    // one character off is another word
    ["七天无理由退货", "七天无理由换货"],
    ["真皮手提公文包", "仿皮手提公文包"],
    ["正席公文包（头层牛皮）", "正席公文包（二层牛皮）"],
    ["可以当天退货吗", "可以当天推货吗"],
    ["贴行尼龙胸包大号", "贴行尼龙胸包小号"],
    ["收到货之后退款", "收到货之前退款"],
    ["先收定金再生产", "先收订金再生产"],
    ["买家承担的运费", "卖家承担的运费"],
    ["受理时间要记录", "售理时间要记录"],
    // negations come and go
    ["可以用五年以上", "不可以用五年以上"],
    ["不可以私下转账", "可以私下转账"],
    ["没有赠品可以送", "有赠品可以送"],
    ["不能不说的规则", "不能说的规则"],
    ["can be returned", "can't be returned"],
    ["can be returned", "cant be returned"],
    ["now available", "not available"],
    ["no longer available", "on longer available"],
    ["a typical answer", "atypical answer"],
    ["moral support", "amoral support"],
    ["it is repairable", "it is irrepairable"],
    // other words
    ["unload", "upload"],
    ["inbound", "unbound"],
    ["trainee", "trainer"],
    ["employer", "employee"],
    ["insured", "insurer"],
    ["sender", "lender"],
    ["full refund", "fill refund"],
    ["Close-by nylon chest bag S", "Close-by nylon chest bag L"],
    ["Close-by nylon chest bag S", "Close-by nylon chest bag"],
    // two slips, other lengths, other alphabets
    ["cowhide leather", "cowhid lether"],
    ["咚咚工作台", "冬咚工做台"],
    ["快案尼龙公文包", "快案公文包"],
    ["cowhide", "сowhide"],
    ["cowhide", ""],
    ["cowhide", "👍"],
    ["", "a"],
  ])("does not forgive %j for %j", (meant, written) => {
    expect(isSlipOf(meant, written, limits)).toBe(false);
  });

  it("takes any text, and forgives none that names another number or denies", () => {
    fc.assert(
      fc.property(anyText(40), anyText(40), (a, b) => {
        expect(typeof isSlipOf(a, b, limits)).toBe("boolean");
        expect(isSlipOf(a, a, limits)).toBe(false);
      }),
    );
    const words = [..."不没无未七天退货换货真仿皮公文包可以的", "not", "no", "refund", "48", "24"];
    const numbersAndNegations = (text: string) => partsOf(text).filter((part) => /^(?:[不没无未七]|not?|\d+)$/.test(part));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words), { maxLength: 9 }),
        fc.constantFrom(...words),
        fc.nat(9),
        fc.nat(2),
        (list, word, at, cut) => {
          const meant = list.join(" ");
          const written = list.toSpliced(at, cut, word).join(" ");
          if (isSlipOf(meant, written, { letters: 5, characters: 1 }))
            expect(numbersAndNegations(written)).toEqual(numbersAndNegations(meant));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
