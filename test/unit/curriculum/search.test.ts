import { describe, expect, it } from "vitest";
import type { ItemBody } from "~/curriculum/pack";
import { excerpt, markedTitle } from "~/curriculum/search-hit";
import { runsOf, spelled, spellingsOf } from "~/curriculum/search-pinyin";
import { searchable, searchFields } from "~/curriculum/search-text";
import { correctionsOf, nearestTo, slipsBetween, vocabularyOf } from "~/curriculum/search-vocabulary";
import { phraseOf, searchWords } from "~/curriculum/search-words";

const t = (zh: string, en: string) => ({ "zh-CN": zh, en });

describe("searchable", () => {
  it.each([
    ["ＤＩＳＰＡＴＣＨ within 48h", "dispatch within 48h"],
    ["發 货", "发货"],
    ["已发。货到付款", "已发\n货到付款"],
    ["B-03-2", "b032"],
    ["¥1,299.00", "129900"],
    ["café　au lait", "cafe au lait"],
    ["付款 pay", "付款 pay"],
    ["😀", ""],
  ])("folds %s", (text, words) => {
    expect(searchable(text).words).toBe(words);
  });

  it("remembers where each unit stood", () => {
    const text = "《發 货》 Now";
    const { words, from, to } = searchable(text);
    const at = words.indexOf("发货");
    expect(text.slice(from[at], to[at + 1])).toBe("發 货");
    expect(from).toHaveLength(words.length);
  });
});

describe("spelling", () => {
  it.each([
    ["xian", [["xian"], ["xi", "an"]]],
    ["fahu", [["fa", "hu"]]],
    [
      "fahuot",
      [
        ["fa", "huo", "t"],
        ["fa", "hu", "o", "t"],
      ],
    ],
    ["lesson", []],
    ["b032", []],
    ["f", []],
  ])("reads %s", (letters, ways) => {
    expect(spellingsOf(letters)).toEqual(ways);
  });

  it("ends, whatever is typed", () => {
    expect(spellingsOf("a".repeat(40)).length).toBeLessThanOrEqual(4);
  });

  it("reads a character by its word, and keeps stretches apart", () => {
    expect(runsOf("重庆\n重量").map((run) => run.syllables)).toEqual([
      ["chong", "qing"],
      ["zhong", "liang"],
    ]);
    expect(spelled("绿色，发货", true)).toBe(" lv se | fa huo | =fh =ls");
  });
});

describe("searchWords", () => {
  it("takes what was typed apart, each word once, at most six", () => {
    expect(searchWords("  发货  Bag BAG, ").map((w) => w.words)).toEqual(["发货", "bag"]);
    expect(searchWords("a b c d e f g h")).toHaveLength(6);
    expect(searchWords("?! %")).toEqual([]);
    expect(searchWords("fh")[0]).toMatchObject({ spellings: [], initials: "fh" });
  });
});

describe("searchFields", () => {
  const lesson = {
    slug: "pick",
    title: t("拣货", "Picking"),
    summary: t("怎么拣", "How"),
    qualities: ["confidence"],
    minutes: 20,
    body: t("## 为什么\n\n- **先看**库位 [表](https://x.test)\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |", "## Why\n\nLook `first`"),
    check: ["q1"],
    sources: [],
    forms: [],
  } as unknown as ItemBody<"lesson">;

  it("gives titles first, texts without Markdown, and no references", () => {
    const { titles, texts } = searchFields(lesson);
    expect(titles.map((f) => f.text)).toEqual(["拣货", "Picking"]);
    const all = texts.map((f) => f.text).join("\n");
    expect(all).toContain("先看库位 表");
    for (const sign of ["**", "##", "https", "`", "|", "q1", "confidence"]) expect(all).not.toContain(sign);
    expect(texts.map((f) => f.text)).toContain("pick");
  });
});

describe("the place of the hit", () => {
  const fields = [
    { locale: "zh-CN" as const, text: `${"前".repeat(80)}付款后四十八小时内发货，逾期赔付。${"后".repeat(200)}` },
    { locale: "en" as const, text: "Send it within 48 hours of payment." },
  ];
  const shown = (words: string, locale: "zh-CN" | "en" = "zh-CN") =>
    excerpt(fields, searchWords(words), locale)
      ?.pieces.map((p) => (p.hit ? `[${p.text}]` : p.text))
      .join("");

  it("is cut around the first mark", () => {
    const text = shown("发货") ?? "";
    expect(text).toMatch(/^…前+付款后四十八小时内\[发货\]，逾期赔付。后+…$/);
    expect(text.length).toBeLessThan(170);
  });

  it("is found as it sounds where it is nowhere written", () => {
    expect(shown("fahuo")).toContain("[发货]");
    expect(shown("pf")).toContain("[赔付]");
  });

  it("is in the other language where the reader's has none", () => {
    expect(shown("payment")).toBe("Send it within 48 hours of [payment].");
    expect(shown("zzz")).toBeUndefined();
    expect(excerpt(fields, searchWords("payment"), "zh-CN")?.locale).toBe("en");
    expect(excerpt([{ locale: null, text: "BX-709" }], searchWords("bx709"), "en")?.locale).toBeNull();
  });

  it("prefers the text that holds more of the words", () => {
    expect(shown("48 hours")).toBe("Send it within [48] [hours] of payment.");
  });

  it("marks a title, overlapping hits as one", () => {
    expect(markedTitle("发货提醒", searchWords("发货 货提 tx"))).toEqual([
      { text: "发货", hit: true },
      { text: "提", hit: true },
      { text: "醒", hit: true },
    ]);
  });
});

describe("a phrase in syllables", () => {
  it.each([
    ["qi tian", [["qi", "tian"]]],
    ["qitian tui huo", [["qi", "tian", "tui", "huo"]]],
    ["fa hu", [["fa", "hu"]]],
    ["fa h", [["fa", "h"]]],
  ])("is read out of %s", (typed, spellings) => {
    expect(phraseOf(typed)).toMatchObject({ words: typed, spellings: expect.arrayContaining(spellings) as string[][], initials: null });
  });

  it.each(["fahuo", "发 货", "refund policy", "fh tx", "fa 48", "h fa", "a b c d e f g h", "", "  "])("is not in %j", (typed) => {
    expect(phraseOf(typed)).toBeNull();
  });

  it("stays small, however many ways there are", () => {
    expect(phraseOf("xian xian xian xian xian xian")?.spellings.length).toBeLessThanOrEqual(4);
  });
});

describe("what may have been meant", () => {
  it.each([
    ["tuihou", "tuihuo", 1],
    ["fahuoo", "fahuo", 1],
    ["refnud", "refund", 1],
    ["dispach", "dispatch", 1],
    ["kitten", "sitting", 3],
    ["same", "same", 0],
    ["", "ab", 2],
    ["abcdef", "uvwxyz", 3],
  ])("%s and %s are %i slips apart, three and more being too many", (a, b, slips) => {
    expect([slipsBetween(a, b, 2), slipsBetween(b, a, 2)]).toEqual([slips, slips]);
  });

  it("is the nearest word, the one that begins alike first", () => {
    expect(nearestTo("dispach", ["display", "dispatch", "despatch", "paper"])).toEqual(["dispatch"]);
    expect(nearestTo("fahu", ["fahuo", "huafu", "fa"])).toEqual(["fahuo"]);
    expect(nearestTo("zzzz", ["fahuo"])).toEqual([]);
  });

  it("is taken from English as it stands and Chinese as it is spelled", () => {
    expect([...vocabularyOf("重庆的订单\nrefund within 48h bx709\n七天无理由")].sort()).toEqual(
      expect.arrayContaining(["chongqing", "dingdan", "qitian", "refund", "within"]),
    );
    expect(vocabularyOf("bx709 48h a of").size).toBe(0);
  });

  it("changes only the words that are none", () => {
    const near = new Map([["polcy", ["policy", "poly"]]]);
    expect(correctionsOf(["refund", "polcy"], near)).toEqual(["refund policy"]);
    expect(correctionsOf(["polcy"], near)).toEqual(["policy", "poly"]);
    expect(correctionsOf(["refund"], near)).toEqual([]);
  });
});
