import { describe, expect, it } from "vitest";
import type { QuestionOf } from "~/drill/types/question";
import { numeralIn } from "~/drill/types/number/numeral";
import { answerFromForm, gradeOf, parseAnswer, verdictOf, viewOf } from "~/drill/types/registry";
import { noFacts, single } from "../questions";
import { holdsAgainstAnything, noAnswers } from "./hostile";
import { shopQuestions } from "./shop-content";

const { options: _, ...base } = single;
const asks = (answer: number, zh: string, en: string, tolerance = 0) => ({
  body: { ...base, type: "number", answer, tolerance, unit: { "zh-CN": zh, en } } satisfies QuestionOf<"number">,
  facts: noFacts,
});
const yuan = asks(1299, "元", "yuan");
const minutes = asks(150, "分钟", "minutes");
const grams = asks(730, "克", "grams");
const points = asks(46, "分", "points");
const bags = asks(36, "只", "bags");
const share = asks(80, "%", "%");
const day = asks(4, "号（12 月）", "December (day of the month)");
const width = asks(7.5, "厘米", "cm", 0.1);
const tenths = asks(0.3, "元", "yuan", 0.1);
const below = asks(-5, "度", "degrees");

describe("grading", () => {
  it.each<[string, typeof yuan, string, boolean]>([
    ["digits", yuan, "1299", true],
    ["a separator", yuan, "1,299", true],
    ["a Chinese separator", yuan, "1，299", true],
    ["a space as separator", yuan, "1 299", true],
    ["full-width with sign", yuan, "￥１２９９", true],
    ["a unit", yuan, "1299元", true],
    ["a unit with a space and a full stop", yuan, " 1299 yuan. ", true],
    ["two units that say the same", yuan, "人民币 1,299 元", true],
    ["decimals that are none", yuan, "1299.00", true],
    ["Chinese", yuan, "一千二百九十九", true],
    ["Chinese with a unit", yuan, "一千二百九十九块钱", true],
    ["for documents, traditional", yuan, "壹仟貳佰玖拾玖元", true],
    ["digit by digit", yuan, "一二九九", true],
    ["English", yuan, "one thousand two hundred and ninety-nine yuan", true],
    ["in ten thousands", yuan, "0.1299万元", true],
    ["zero-width spaces", yuan, "12\u200b99", true],
    ["marks from right to left", yuan, "\u202e1299\u202c", true],
    ["a wrong separator", yuan, "12,99", false],
    ["a European point", yuan, "1.299", false],
    ["a neighbour", yuan, "1298", false],
    ["a hair beside", yuan, "1299.000000000001", false],
    ["a hair that no decimal holds", yuan, "1299.0000000000000001", false],
    ["minus", yuan, "-1299", false],
    ["another currency", yuan, "$1299", false],
    ["another currency in Chinese", yuan, "1299美元", false],
    ["minutes for yuan", yuan, "1299分钟", false],
    ["a range", yuan, "1200-1299", false],
    ["two numbers", yuan, "1299 or 1399", false],
    ["about", yuan, "about 1299", false],
    ["an exponent", yuan, "1.299e3", false],
    ["a formula", yuan, "=1000+299", false],
    ["an emoji beside it", yuan, "1299👍", false],
    ["emoji alone", yuan, "👍", false],
    ["SQL", yuan, "1299; drop table attempt", false],
    ["HTML", yuan, "<b>1299</b>", false],
    ["Infinity", yuan, "Infinity", false],
    ["spaces", yuan, "   ", false],
    ["minutes in short", minutes, "150 mins.", true],
    ["minutes as 分", minutes, "一百五十分", true],
    ["as people speak", minutes, "一百五", true],
    ["the same in hours", minutes, "2.5 hours", true],
    ["the same in Chinese hours", minutes, "两个半小时", true],
    ["the figure, in hours", minutes, "150小时", false],
    ["the same in kilograms", grams, "0.73 公斤", true],
    ["the same in 斤", grams, "1.46斤", true],
    ["kilograms without saying so", grams, "0.73", false],
    ["points", points, "46分", true],
    ["points in English", points, "46 points", true],
    ["minutes for points", points, "46分钟", false],
    ["another word for pieces", bags, "三十六个", true],
    ["one bag", bags, "36 bag", true],
    ["boxes for bags", bags, "36箱", false],
    ["per cent", share, "80%", true],
    ["per cent, full-width", share, "８０％", true],
    ["per cent in Chinese", share, "百分之八十", true],
    ["tenths in Chinese", share, "八成", true],
    ["per cent in two words", share, "80 per cent", true],
    ["a share for per cent", share, "0.8", false],
    ["per mille", share, "80‰", false],
    ["per cent where none is asked", points, "46%", false],
    ["a day with its month", day, "12月4日", true],
    ["a day with its month in English", day, "December 4th", true],
    ["a day as an ordinal", day, "四号", true],
    ["days for a day", day, "4天", false],
    ["the upper bound", width, "7.6", true],
    ["the lower bound, in millimetres", width, "74 mm", true],
    ["beyond the bound", width, "7.600000000001", false],
    ["Chinese decimals", width, "七点五厘米", true],
    ["English decimals", width, "seven point five", true],
    ["0.1 + 0.2 is 0.3, and its bounds are exact", tenths, "0.4", true],
    ["at the lower bound", tenths, "0.2", true],
    ["two jiao", tenths, "3角", true],
    ["a number below nothing", below, "-5", true],
    ["a typographic minus", below, "−５", true],
    ["负", below, "负五度", true],
    ["its amount alone", below, "5", false],
  ])("%s", (_name, question, text, correct) => {
    expect(gradeOf(question, { text })).toEqual({ points: correct ? 1 : 0, of: 1, correct });
  });

  it.each<[string, unknown]>([
    ...noAnswers,
    ["81 characters", { text: "1".repeat(81) }],
    ["a number", { text: 1299 }],
    ["a list", { text: ["1299"] }],
    ["an object", { text: { toString: "1299" } }],
  ])("%s is no answer", (_name, raw) => {
    expect(parseAnswer(yuan.body, raw)).toBeNull();
    expect(gradeOf(yuan, raw).points).toBe(0);
  });

  it("holds against anything", () => {
    holdsAgainstAnything(yuan.body, ["a"]);
    holdsAgainstAnything({ ...yuan.body, answer: 1e21, tolerance: 1e-9 }, ["a"]);
  });

  it.each(shopQuestions("number").map((q) => [q.slug, q] as const))("%s can be answered in both languages", (_slug, q) => {
    for (const text of [`${q.answer}`, `${q.answer}${q.unit["zh-CN"]}`, `${q.answer} ${q.unit.en}`])
      expect([text, gradeOf({ body: q, facts: noFacts }, { text }).correct]).toEqual([text, true]);
    expect(gradeOf({ body: q, facts: noFacts }, { text: `${q.answer} 欧元` }).correct).toBe(false);
  });
});

describe("numbers in words", () => {
  it.each([
    ["零", "0"],
    ["十", "10"],
    ["十五", "15"],
    ["二十", "20"],
    ["一百零五", "105"],
    ["一百一十", "110"],
    ["两百五", "250"],
    ["两千零三十", "2030"],
    ["一千二百三", "1230"],
    ["一万二", "12000"],
    ["一万零二", "10002"],
    ["三千五百万", "35000000"],
    ["一亿零五万", "100050000"],
    ["二〇二六", "2026"],
    ["十五点六", "15.6"],
    ["半", "0.5"],
    ["3千", "3000"],
    ["1.5 万", "15000"],
    ["a hundred", "100"],
    ["fifteen hundred", "1500"],
    ["two thousand and five", "2005"],
    ["one million two hundred thousand", "1200000"],
    ["minus twenty-one", "-21"],
    [".5", "0.5"],
    ["007", "7"],
  ])("%s is %s", (text, value) => expect(numeralIn(text)?.toString()).toBe(value));

  it.each([
    "",
    "百",
    "两三",
    "一百零",
    "百千",
    "十十",
    "万",
    "点五",
    "五点",
    "one two",
    "ten five",
    "hundred",
    "and five",
    "five and",
    "a",
    "1,29",
    "1,299 500",
    "--5",
  ])("%s is none", (text) => expect(numeralIn(text)).toBeNull());
});

it("reads the fields of a plain form", () => {
  expect(answerFromForm(yuan.body, ["1299"])).toEqual({ text: "1299" });
  expect(answerFromForm(yuan.body, [" \u200b "])).toBeNull();
  expect(answerFromForm(yuan.body, [])).toBeNull();
});

describe("what is seen", () => {
  it("before the answer: the unit, nothing of the key", () => {
    expect(viewOf(width, "en", "seed")).toEqual({ type: "number", stem: "the stem", unit: "cm" });
  });

  it("after the answer: the number, how far off is right, and what was read", () => {
    expect(verdictOf(width, { text: "八十毫米" }, "zh-CN")).toMatchObject({
      correct: false,
      key: { answer: "7.5", tolerance: "0.1", unit: "厘米", read: "8" },
    });
    expect(verdictOf(yuan, { text: "many" }, "en")).toMatchObject({ key: { answer: "1299", tolerance: null, unit: "yuan", read: null } });
    expect(verdictOf(yuan, null, "en")).toMatchObject({ key: { read: null } });
  });
});
