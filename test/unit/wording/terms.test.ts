import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "~/wording/fold";
import { findTerms, type Term } from "~/wording/terms";
import { anyText } from "@test/factories/text";

function term(slug: string, zh: string[], en: string[] = [], more: Partial<Term> = {}): Term {
  return { slug, words: { "zh-CN": zh, en }, platforms: ["taobao", "tmall", "jd"], severity: "block", allowed_in: [], ...more };
}

const terms: Term[] = [
  term("most", ["最"], [], { severity: "warn", allowed_in: ["最近", "最后", "最终", "最多"] }),
  term("best", ["最好"], ["best", "number one"], { allowed_in: ["最好先", "best regards"] }),
  term("special", ["特级", "国家级"]),
  term("first", ["第一"], [], { allowed_in: ["第一次", "第一时间"] }),
  term("wechat", ["微信", "v信", "vx", "加我v", "+v", "💚信", "薇❤"], ["wechat", "qq"]),
  term("absolute", ["绝对", "100%正品", "100%"], ["100%"]),
  term("cash-back", ["好评返现", "返现"]),
  term("jd-only", ["京东最低"], [], { platforms: ["jd"] }),
  term("well", [], ["well", "were", "no.1"], { severity: "warn" }),
  term("phone", ["手机号"]),
  term("rude", ["妈的", "有病"]),
  term("group", ["进群", "去淘宝拍", "秒到"]),
];

const found = (text: string, query = {}) => findTerms(text, terms, query).map((hit) => `${hit.termSlug}:${hit.found}`);

describe("the prohibited terms in a text", () => {
  it.each<[text: string, hits: string[], why: string]>([
    ["这款最好", ["best:最好"], "as it is listed, the longest wins over 最"],
    ["最近到货", [], "inside a harmless word"],
    ["最 近到货", [], "inside a harmless word with a space"],
    ["最近最好", ["best:最好"], "one harmless, one not"],
    ["最好先量一下", ["most:最"], "harmless for one term, still the other's"],
    ["最 好", ["best:最 好"], "a space inside"],
    ["最\u3000好", ["best:最\u3000好"], "a wide space inside"],
    ["最\u200b好", ["best:最\u200b好"], "a zero-width space inside"],
    ["最.好", ["best:最.好"], "a full stop inside"],
    ["最~*~好", ["best:最~*~好"], "signs inside"],
    ["最----------好", ["most:最"], "too far apart to be one word"],
    ["㊕級頭層皮", ["special:㊕級"], "a circled and a traditional character"],
    ["國家級品質", ["special:國家級"], "traditional"],
    ["国\u{e0100}家级", ["special:国\u{e0100}家级"], "a variation selector"],
    ["国\u0336家\u0336级\u0336", ["special:国\u0336家\u0336级\u0336"], "struck through"],
    ["微♥信", ["wechat:微♥信"], "a heart inside"],
    ["加个微❤️信吧", ["wechat:微❤️信"], "a heart with a selector inside"],
    ["v信", ["wechat:v信"], "half pinyin"],
    ["Ｖ信聊", ["wechat:Ｖ信"], "full-width"],
    ["🆅信", ["wechat:🆅信"], "a letter in a square"],
    ["Ⓥ信", ["wechat:Ⓥ信"], "a letter in a circle"],
    ["ⅴ信", ["wechat:ⅴ信"], "a Roman numeral"],
    ["ＶＸ", ["wechat:ＶＸ"], "full-width letters"],
    ["加ＶＸ13800", ["wechat:ＶＸ"], "a number follows"],
    ["加 V X", ["wechat:V X"], "letters apart"],
    ["加我V", ["wechat:加我V"], "letter and characters"],
    ["加我Video看", [], "a longer English word"],
    ["方便的话＋V", ["wechat:＋V"], "a plus that belongs to it, full-width"],
    ["➕v", ["wechat:➕v"], "a plus as a pictograph"],
    ["V领毛衣", [], "without the plus"],
    ["💚信我", ["wechat:💚信"], "a pictograph that belongs to it"],
    ["信我", [], "without the pictograph"],
    ["薇♡同号", ["wechat:薇♡"], "another heart"],
    ["薇小姐您好", [], "without the heart"],
    ["稍微信任我一点", [], "the dictionary sees 稍微 and 信任"],
    ["送妈妈的礼物", [], "begins inside 妈妈"],
    ["妈的", ["rude:妈的"], "the word itself"],
    ["您有病吧", ["rude:有病"], "the word itself"],
    ["百分之百绝对值", ["absolute:绝对"], "inside a longer word"],
    ["先进群领券", ["group:进群"], "先 is a word of its own, whatever the dictionary says"],
    ["您只去淘宝拍的那单", ["group:去淘宝拍"], "long wordings are no accidents"],
    ["只剩 20 秒。到 60 秒才回", [], "across a sentence, with spaces around"],
    ["快到最后几秒。到货了", [], "across a sentence"],
    ["微信号发您", ["wechat:微信"], "ends inside a longer word: still meant"],
    ["只能拒绝对方的要求", [], "拒绝 and 对方"],
    ["这个只能拒绝，对不起", [], "across a comma"],
    ["绝对防水", ["absolute:绝对"], "the word itself"],
    ["微，信", ["wechat:微，信"], "a comma to hide it"],
    ["加。微。信。号", ["wechat:微。信"], "full stops to hide it"],
    ["写好评，返现5元", ["cash-back:好评，返现"], "a longer wording across a comma wins"],
    ["我们是第一", ["first:第一"], ""],
    ["第一时间回您", [], "harmless"],
    ["全国第一。时间不多了", ["first:第一"], "a harmless word does not reach over a full stop"],
    ["保证100%正品", ["absolute:100%正品"], "the sign belongs to it"],
    ["满100减10", [], "without the per cent"],
    ["棉 100 %", ["absolute:100 %"], "the sign stands apart"],
    ["1000%", [], "another number"],
    ["99.100%", [], "the end of another number"],
    ["This is the BEST bag", ["best:BEST"], "case"],
    ["I bestow it", [], "a longer word"],
    ["asbestos-free", [], "inside a word"],
    ["best-selling", ["best:best"], "before a hyphen"],
    ["b e s t price", ["best:b e s t"], "spelled out"],
    ["b.e.s.t", ["best:b.e.s.t"], "full stops inside"],
    ["the be-st one", ["best:be-st"], "a hyphen inside"],
    ["to be strong", [], "an accident over a space"],
    ["be st", [], "an English space is a space"],
    ["bést", ["best:bést"], "an accent"],
    ["Best regards, Li", [], "a harmless phrase"],
    ["We chat here", [], "two words"],
    ["加we chat吧", ["wechat:we chat"], "two words among Chinese"],
    ["we-chat", ["wechat:we-chat"], "a hyphen inside"],
    ["we'll send it, we're here", [], "an apostrophe makes other words"],
    ["well, were you", ["well:well", "well:were"], "the words themselves"],
    ["We are number one", ["best:number one"], "two words, listed so"],
    ["a number\u00a0one bag", ["best:number\u00a0one"], "a fixed space"],
    ["numberone", ["best:numberone"], "written together"],
    ["Give me a number. One bag?", [], "across a sentence"],
    ["No.１ in town", ["well:No.１"], "full-width digit"],
    ["no.10", [], "another number"],
    ["手机号", ["phone:手机号"], ""],
    ["手\n机号", ["phone:手\n机号"], "a line break inside, nothing around"],
    ["不能只靠手\n机号的事另说", [], "a line break inside, words around"],
    ["", [], "nothing"],
    ["、。！", [], "nothing but signs"],
  ])("%j: %j (%s)", (text, hits) => {
    expect(found(text)).toEqual(hits);
  });

  it("says where, in the text as it was given", () => {
    const text = "😀🆅信👍🏽 最\u200b好😀";
    const hits = findTerms(text, terms);
    expect(hits.map(({ from, to }) => text.slice(from, to))).toEqual(["🆅信", "最\u200b好"]);
    expect(hits[0]).toEqual({ termSlug: "wechat", severity: "block", word: "v信", from: 2, to: 5, found: "🆅信" });
  });

  it("asks a term only on its platforms", () => {
    expect(found("京东最低", { platform: "jd" })).toEqual(["jd-only:京东最低"]);
    expect(found("京东最低", { platform: "taobao" })).toEqual(["most:最"]);
    expect(found("京东最低")).toEqual(["jd-only:京东最低"]);
  });

  it("asks only the wordings of a language", () => {
    expect(found("最好 best", { locale: "en" })).toEqual(["best:best"]);
    expect(found("最好 best", { locale: "zh-CN" })).toEqual(["best:最好"]);
  });

  it("finds a term through whatever is put between its characters", () => {
    const hiding = fc.constantFrom("", " ", "\u200b", "\u2060", ".", "·", "♥", "😀", "_", "\u0336", "\u3000", "|");
    const disguise = fc.constantFrom<(c: string) => string>(
      (c) => c,
      (c) => c.toUpperCase(),
      (c) => (/[!-~]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c),
      (c) => ({ 国: "國", 级: "級", 对: "對", 绝: "絕", 机: "機", 号: "號" })[c] ?? c,
    );
    fc.assert(
      fc.property(
        fc.constantFrom("微信", "国家级", "手机号", "绝对", "vx", "v信"),
        fc.array(fc.tuple(hiding, disguise), { minLength: 3, maxLength: 3 }),
        fc.constantFrom("", "亲，", "😀 ", "Hi! "),
        fc.constantFrom("", "。谢谢", " 😀", "!"),
        (word, steps, before, after) => {
          const hidden = [...word].map((c, i) => (steps[i]?.[1](c) ?? c) + (i < word.length - 1 ? (steps[i]?.[0] ?? "") : "")).join("");
          const hits = findTerms(before + hidden + after, terms);
          expect(hits.map(({ from, found: text }) => [from, text])).toEqual([[before.length, hidden]]);
        },
      ),
    );
  });

  it("never overlaps, never leaves the text, whatever is sent", () => {
    const parts = fc.constantFrom(
      ...terms.flatMap((t) => [...t.words["zh-CN"], ...t.words.en, ...t.allowed_in]),
      "，",
      " ",
      "。",
      "号",
      "a",
    );
    const text = fc.oneof(
      anyText(),
      fc.array(parts, { maxLength: 30 }).map((list) => list.join("")),
    );
    fc.assert(
      fc.property(text, (sent) => {
        let last = 0;
        for (const { from, to, found: words } of findTerms(sent, terms)) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          expect(words).toBe(sent.slice(from, to));
          last = to;
        }
        expect(last).toBeLessThanOrEqual(sent.length);
      }),
    );
  });

  it("takes far less than a millisecond for 300 terms and 500 characters", () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      term(`t-${i}`, [`词${String.fromCharCode(0x4e00 + i)}甲`, `最${String.fromCharCode(0x5000 + i)}`], [`word${i}`]),
    );
    const text = "亲，这只包最近到货，头层牛皮，199元，您平时装电脑吗？The best word299 for you 😀。".repeat(12).slice(0, 500);
    expect(text).toHaveLength(500);
    const times = Array.from({ length: 200 }, () => {
      const begun = performance.now();
      findTerms(text, many);
      return performance.now() - begun;
    }).sort((a, b) => a - b);
    expect(times[100]).toBeLessThan(1);
  });
});

describe("a text folded to its letters", () => {
  it("keeps, for every letter, the place it came from", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const { words, from, to } = fold(text);
        expect([from.length, to.length]).toEqual([words.length, words.length]);
        from.forEach((start, i) => {
          const end = to[i] ?? -1;
          expect(end).toBeGreaterThan(start);
          expect(start >= (to[i - 1] ?? 0) || start === from[i - 1]).toBe(true);
          // A place begins and ends between characters, and its own text folds to the same letters.
          expect(fold(text.slice(start, end)).words).toContain(words[i]);
        });
      }),
    );
  });

  it("is settled after once", () => {
    fc.assert(fc.property(anyText(), (text) => fold(fold(text).words).words === fold(text).words));
  });
});
