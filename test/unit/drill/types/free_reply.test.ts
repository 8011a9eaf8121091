import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replyPieces } from "~/drill/types/free_reply/pieces";
import { freeReply } from "~/drill/types/free_reply/rules";
import { REPLY_LENGTH } from "~/drill/types/lengths";
import type { ProhibitedTerm, QuestionFacts, QuestionOf } from "~/drill/types/question";
import { rewrite } from "~/drill/types/rewrite/rules";
import { anyText } from "@test/factories/text";
import { base, noFacts } from "../questions";

const both = (zh: string, en: string) => ({ "zh-CN": zh, en });
const point = (name: string, zh: string[], en: string[]) => ({ point: both(`要点${name}`, `point ${name}`), any_of: { "zh-CN": zh, en } });
const points = {
  must_say: [
    point("sorry", ["抱歉", "不好意思"], ["sorry"]),
    point("photo", ["照片"], ["photo"]),
    point("way", ["换新", "维修"], ["exchange", "repair"]),
  ],
  should_say: [point("when", ["今天"], ["today"])],
  must_not_say: [point("late", ["过了七天"], ["over seven days"])],
  model_answers: {
    "zh-CN": ["抱歉，麻烦拍张照片给我，今天就给您换新，或者寄回来维修，您看哪样方便？"],
    en: ["Sorry about that. Could you send me a photo? I can exchange the bag or repair it today, whichever you like."],
  },
};
const chat = [{ who: "customer" as const, text: both("主拉链爆了，怎么办啊？", "the main zip burst, what now?") }];
const stem = both("签收第九天，写出你的回复。", "Day nine after receipt. Write your reply.");
const question: QuestionOf<"free_reply"> = { ...base, stem, type: "free_reply", chat, ...points };
const poor = both("亲，这个我们没办法的哦，您找快递吧。", "Nothing we can do dear, ask the courier please.");
const rewritten: QuestionOf<"rewrite"> = { ...base, stem, type: "rewrite", chat, poor, ...points };
const term = (slug: string, severity: "block" | "warn", zh: string, en: string): ProhibitedTerm => ({
  slug,
  severity,
  words: { "zh-CN": [zh], en: [en] },
  platforms: ["taobao"],
  allowed_in: [],
  reason: both(`${slug}的原因`, `why ${slug}`),
  instead: both(`不说${slug}`, `instead of ${slug}`),
});
const facts: QuestionFacts = {
  products: new Map(),
  terms: [term("off", "block", "加微信", "wechat"), term("sure", "warn", "肯定", "surely")],
};

const said = "抱歉，麻烦您拍张照片发过来，可以给您换新。";
const saidInEnglish = "I am sorry about the zip. Please send a photo and we exchange the bag.";

describe("grading a free reply: two points for each of three, one for a fourth", () => {
  it.each<[text: string, points: number, verdict: "right" | "wrong" | "undecided", why: string]>([
    [`${said}今天就办。`, 7, "right", "everything"],
    [said, 6, "right", "what should be said is no condition"],
    [saidInEnglish, 6, "right", "in English"],
    [`${saidInEnglish} Today.`, 7, "right", "in English, with the fourth"],
    ["抱歉，please send a photo，可以给您换新一只的", 6, "right", "mixed"],
    ["抱歉，麻煩您拍張照片發過來，可以給您換新。", 6, "right", "traditional"],
    ["ＳＯＲＲＹ　ａｂｏｕｔ that. Ｐｈｏｔｏ please, then we exchange it for another.", 6, "right", "full-width"],
    ["抱\u200b歉，麻烦您拍张照\u200d片发过来，可以给您换\u202e新。", 6, "right", "zero-width and right-to-left marks inside the words"],
    ["🙏抱歉😭，麻烦您拍张照片📷发过来，可以给您换新👍", 6, "right", "pictographs"],
    ["抱歉，\n麻烦您拍张照片发过来，\r\n可以给您换新。", 6, "right", "several lines"],
    ["抱歉，麻烦您拍张照片发过来。", 4, "undecided", "a point is missing"],
    ["抱歉，麻烦您拍张照片，不能给您换新。", 4, "undecided", "a point is denied"],
    ["抱歉，麻烦您拍张照片，换新我们办不到。", 4, "undecided", "a point is taken back"],
    ["抱歉，麻烦您拍张照片，虽然不是过了七天，可以换新。", 6, "undecided", "what must not be said is denied"],
    ["抱歉，麻烦您拍张照片发过来，可以给您换新，另外赔您 50 元。", 6, "undecided", "a sum of the agent's own"],
    ["抱歉，麻烦您拍张照片发过来，可以给您换新，补您五十块。", 6, "undecided", "the same in characters"],
    ["抱歉 照片 换新", 6, "undecided", "a list of key words"],
    [`${said}${"您平时背的时候多留意一下，".repeat(12)}`, 6, "undecided", "something of everything"],
    [`${said}我们不加微信的。`, 6, "undecided", "a prohibited term, denied"],
    [`${said}肯定给您办好。`, 6, "right", "a term to be thought about"],
    ["这事我先去看看情况，等一下再回您，拉链的事我来管。", 0, "undecided", "none of the points, but long and about it"],
    [`${said}不过这都过了七天了。`, 0, "wrong", "what must not be said"],
    [`${said}您加微信我发您。`, 0, "wrong", "a prohibited term"],
    [`${said}您加 微-信 我发您。`, 0, "wrong", "a prohibited term in hiding"],
    [`${saidInEnglish} Add me on W e C h a t.`, 0, "wrong", "a prohibited term, spelled out"],
    ["好的", 0, "wrong", "short and empty"],
    ["ok", 0, "wrong", "short and empty, in English"],
    ["👍👍👍", 0, "wrong", "no word"],
    ["主拉链爆了，怎么办啊？", 0, "wrong", "the customer's line again"],
    ["签收第九天，写出你的回复!!!", 0, "wrong", "the stem again"],
    ["It never rains in southern California, my friend plays the drums", 0, "wrong", "about something else, in English"],
    ["今夜月明人尽望，不知秋思落谁家，床前明月光", 0, "wrong", "about something else"],
    ["'; DROP TABLE attempt; --", 0, "wrong", "SQL"],
    ["<script>alert(document.cookie)</script><img src=x onerror=alert(1)>", 0, "wrong", "HTML"],
  ])("%j: %d of 7, %s (%s)", (text, worth, verdict) => {
    const answer = freeReply.parse(question, { text });
    expect(answer && freeReply.grade(question, answer, facts)).toEqual({
      points: worth,
      of: 7,
      correct: verdict === "right",
      ...(verdict === "undecided" ? { undecided: true } : {}),
    });
  });

  it("calls the poor reply again wrong, and the customer's line; a rewritten one is graded alike", () => {
    for (const text of [poor["zh-CN"], poor.en, `${poor["zh-CN"]}～`, chat[0]?.text.en ?? ""])
      expect(rewrite.grade(rewritten, { text }, facts)).toEqual({ points: 0, of: 7, correct: false });
    expect(rewrite.grade(rewritten, { text: said }, facts)).toEqual({ points: 6, of: 7, correct: true });
  });

  it("does without terms", () => {
    expect(freeReply.grade(question, { text: `${said}您加微信我发您。` }, noFacts)).toMatchObject({ correct: true });
  });
});

describe("reading a reply", () => {
  it("keeps lines, and counts them as the field does", () => {
    expect(freeReply.parse(question, { text: "一\r\n二\r三\u0000四\ud800" })).toEqual({ text: "一\n二\n三 四 " });
    const lines = "一\n".repeat(REPLY_LENGTH / 2);
    expect(freeReply.parse(question, { text: lines.replaceAll("\n", "\r\n") })).toEqual({ text: lines });
  });

  it.each([
    [null],
    ["抱歉"],
    [[]],
    [{}],
    [{ text: 1 }],
    [{ text: ["抱歉"] }],
    [{ text: "" }],
    [{ text: " \n\u200b\u3000" }],
    [{ text: "x".repeat(REPLY_LENGTH + 1) }],
    [{ text: "长".repeat(1_000_000) }],
    [{ reply: "抱歉" }],
    [Object.create({ text: 5 })],
  ])("%# is none", (raw) => {
    expect(freeReply.parse(question, raw)).toBeNull();
    expect(rewrite.parse(rewritten, raw)).toBeNull();
  });

  it("takes what a plain form posts", () => {
    expect(freeReply.fromForm(["抱歉"])).toEqual({ text: "抱歉" });
    expect(freeReply.fromForm([])).toBeNull();
    expect(rewrite.fromForm([" \u200b "])).toBeNull();
  });

  it("reads what it read as the same, and grades anything", () => {
    fc.assert(
      fc.property(fc.oneof(anyText(80), fc.constantFrom(...points.model_answers["zh-CN"], poor.en)), anyText(20), (text, more) => {
        const answer = freeReply.parse(question, { text: text + more });
        if (!answer) return;
        expect(freeReply.parse(question, answer)).toEqual(answer);
        const grade = freeReply.grade(question, answer, facts);
        expect(grade.points).toBeGreaterThanOrEqual(0);
        expect(grade.points).toBeLessThanOrEqual(grade.of);
        for (const { from, to } of freeReply.key(question, "en", answer, facts).findings) {
          expect(from).toBeLessThan(to);
          expect(to).toBeLessThanOrEqual(answer.text.length);
        }
      }),
    );
  });
});

describe("what is shown", () => {
  it("holds nothing of the key before the answer", () => {
    expect(freeReply.view(question, "zh-CN", "s", facts)).toEqual({
      type: "free_reply",
      stem: stem["zh-CN"],
      chat: [{ who: "customer", text: "主拉链爆了，怎么办啊？" }],
    });
    const shown = JSON.stringify([freeReply.view(question, "en", "s", facts), rewrite.view(rewritten, "en", "s", facts)]);
    for (const hidden of ["point", "sorry", "repair", "over seven", "model", "wechat"]) expect(shown.toLowerCase()).not.toContain(hidden);
    expect(shown).toContain(poor.en);
    expect(freeReply.view({ ...question, chat: undefined }, "en", "s", facts).chat).toEqual([]);
  });

  it("says after the answer what stands where, in the reader's language", () => {
    const text = "抱歉，您加微信，肯定快，我不给您换新，赔您 50 元。";
    const key = freeReply.key(question, "en", { text }, facts);
    expect(key.findings.map(({ from, to, ...finding }) => ({ ...finding, words: text.slice(from, to) }))).toEqual([
      { kind: "must", about: "point sorry", instead: null, denied: false, words: "抱歉" },
      { kind: "block", about: "why off", instead: "instead of off", denied: false, words: "加微信" },
      { kind: "warn", about: "why sure", instead: "instead of sure", denied: false, words: "肯定" },
      { kind: "must", about: "point way", instead: null, denied: true, words: "换新" },
      { kind: "figure", about: null, instead: null, denied: false, words: "50 元" },
    ]);
    expect(key.missing).toEqual([
      { kind: "must", point: "point photo" },
      { kind: "must", point: "point way" },
      { kind: "should", point: "point when" },
    ]);
    expect(key.reasons).toEqual(["term"]);
    expect(key.models).toEqual(points.model_answers.en);
  });

  it("shows what was asked for when nothing was answered", () => {
    const key = rewrite.key(rewritten, "zh-CN", null, facts);
    expect(key).toMatchObject({ findings: [], reasons: [], models: points.model_answers["zh-CN"] });
    expect(key.missing).toHaveLength(4);
  });

  it("cuts the text where findings begin and end, and loses none of it", () => {
    expect(
      replyPieces("abcdef", [
        { from: 1, to: 4 },
        { from: 3, to: 5 },
      ]),
    ).toEqual([
      { text: "a", on: [], ends: [] },
      { text: "bc", on: [0], ends: [] },
      { text: "d", on: [0, 1], ends: [0] },
      { text: "e", on: [1], ends: [1] },
      { text: "f", on: [], ends: [] },
    ]);
    expect(replyPieces("abc", [])).toEqual([{ text: "abc", on: [], ends: [] }]);
  });
});
