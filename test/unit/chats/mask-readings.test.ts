import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordsOf } from "~/chats/mask-name-shape";
import { buyerIn } from "~/chats/mask-nicks-buyer";
import { readingOf } from "~/chats/mask-text";

const sign = fc.constantFrom(
  ..."亲你好在吗城行双肩包王小丽电话地址的了，。！：「」〓①…々〇ーアKkſ１ａ0123456789 abAB_'.-:",
  "\u200d",
  "\u0301",
  "😀",
);
const text = fc.array(sign, { maxLength: 24 }).map((signs) => signs.join(""));

describe("words of the dictionary", () => {
  it("are the same at the first line that a process reads", () => {
    expect(wordsOf("ー包a")).toEqual(["ー", "包", "a"]);
  });

  it("are those of the whole line, though runs are divided by themselves", () => {
    const whole = new Intl.Segmenter("zh", { granularity: "word" });
    fc.assert(
      fc.property(text, (line) => {
        expect(wordsOf(line)).toEqual(Array.from(whole.segment(line), ({ segment }) => segment));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the buyer's nick", () => {
  const found = (line: string, buyer: string) => {
    const reading = readingOf(line);
    return buyerIn(reading, buyer).map(({ from, to }) => reading.text.slice(from, to));
  };

  it.each([
    ["t b_l.i-l y88在吗", "tb_lily88", ["t b_l.i-l y88"]],
    ["TB LILY88，收件人换人", "tb_lily88", ["TB LILY88"]],
    ["t  b lily88在吗", "tb_lily88", []],
    ["xt blily88在吗", "tb_lily88", []],
    ["t blily889在吗", "tb_lily88", []],
    ["aab aab", "a_a_b", ["aab", "aab"]],
    ["t***8在吗", "tb_lily88", ["t***8"]],
    ["Tb…在吗", "tb_lily88", ["Tb..."]],
    ["a\u212at在吗", "akt_1", []],
  ])("stands in %j, of %j, as %j", (line, buyer, words) => expect(found(line, buyer)).toEqual(words));

  it("is found with a sign between its letters wherever a pattern made of it finds it", () => {
    const part = fc.constantFrom("a", "A", "b", "a_b", "ab1", "A b-1", "王", "1", " ", "_", "，", "。", "x", "～");
    const line = fc.array(part, { maxLength: 10 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(line, fc.constantFrom("a_b_1", "ab1", "aab", "王a.b", "1a1"), (words, buyer) => {
        const letters = [...buyer.replace(/[_.]/g, "")].join("[\\s_.·-]?");
        const pattern = new RegExp(`(?<![A-Za-z\\d])${letters}(?![A-Za-z\\d])`, "giu");
        const places = buyerIn(readingOf(words), buyer).map(({ from, to }) => `${from} ${to}`);
        for (const hit of readingOf(words).text.matchAll(pattern)) expect(places).toContain(`${hit.index} ${hit.index + hit[0].length}`);
      }),
      { numRuns: 2000 },
    );
  });
});
