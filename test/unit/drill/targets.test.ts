import { describe, expect, it } from "vitest";
import { itemSchemas } from "~/curriculum/pack";
import { targetMs } from "~/drill/targets";
import { single, typed } from "./questions";

const texts = { "zh-CN": "题目共七个字。", en: "Eighteen letters !" };
const { seconds, reading } = itemSchemas.drill_rules.parse({ slug: "drill", title: texts });
const usual = { seconds, reading };
/** Nothing to read but the stem. */
const said = { ...typed(["是"], ["yes"]), stem: texts };
const picked = {
  ...single,
  stem: texts,
  options: [
    { id: "a", text: texts, correct: true },
    { id: "b", text: texts, correct: false },
  ],
};

describe("the time in which an answer counts as quick", () => {
  it.each([
    ["45 s for a few words, and a second for 7 Chinese letters", said, "zh-CN", usual, 46_000],
    ["the same for 18 English ones", said, "en", usual, 46_000],
    ["12 s to pick, and three seconds for the stem and two options", picked, "zh-CN", usual, 15_000],
    ["what content says of the type", picked, "zh-CN", { ...usual, seconds: { ...seconds, single_choice: 20 } }, 23_000],
    ["what content says of reading, by language", picked, "en", { ...usual, reading: { chinese: 7, english: 9 } }, 18_000],
    ["the other language's speed changes nothing", picked, "zh-CN", { ...usual, reading: { chinese: 7, english: 9 } }, 15_000],
    ["its own target before all, reading included", { ...picked, target_seconds: 8 }, "zh-CN", usual, 8_000],
  ] as const)("%s", (_, asked, locale, targets, ms) => {
    expect(targetMs(asked, locale, targets)).toBe(ms);
  });
});
