import { describe, expect, it } from "vitest";
import { REPLY_LENGTH } from "~/drill/types/lengths";
import type { QuestionFacts, QuestionOf } from "~/drill/types/question";
import { answerFromForm, gradeOf, parseAnswer, verdictOf, viewOf } from "~/drill/types/registry";
import { base } from "../questions";
import { holdsAgainstAnything, noAnswers } from "./hostile";

const both = (zh: string, en: string) => ({ "zh-CN": zh, en });
const point = (zh: string, en: string, wordings: string[], inEnglish: string[]) => ({
  point: both(zh, en),
  any_of: { "zh-CN": wordings, en: inEnglish },
});
const question: QuestionOf<"rewrite"> = {
  ...base,
  stem: both("下午两点，单号在郑州停了三天。把这句改写。", "Two in the afternoon, stuck in Zhengzhou for three days. Rewrite it."),
  type: "rewrite",
  chat: [{ who: "customer", text: both("包裹三天没动了", "my parcel hasn't moved for 3 days") }],
  poor: both("快递的事您自己联系快递公司问一下哦，单号在订单里。", "Please ask the courier yourself, the number stands in your order."),
  must_say: [
    point("我来查", "I look into it", ["我来查", "帮您查", "我去催"], ["i'll look", "i will look", "i'll chase", "i will chase"]),
    point("几点回话", "When you hear", ["点前", "小时内"], ["by five", "by six", "within the hour"]),
  ],
  should_say: [point("丢了怎么办", "If it is lost", ["补发", "退款"], ["send another", "refund"])],
  must_not_say: [point("没准信", "No certain time", ["再等等", "应该快"], ["be patient", "any time now"])],
  model_answers: {
    "zh-CN": ["让您着急了，我来查：单号停在郑州三天了，今天五点前给您准信，丢了就给您补发。"],
    en: ["Sorry for the worry. I'll chase it now and you hear from me by five; if it is lost we send another."],
  },
};
const facts: QuestionFacts = {
  products: new Map(),
  terms: [
    {
      slug: "wechat",
      severity: "block",
      words: { "zh-CN": ["加微信"], en: ["wechat"] },
      platforms: ["taobao"],
      allowed_in: [],
      reason: both("引到站外", "leads off the platform"),
      instead: both("就在这里聊", "stay in this chat"),
    },
  ],
};
const asked = { body: question, facts };
const good = "让您着急了，我来查，今天五点前给您准信。";
const goodInEnglish = "Sorry for the worry, I'll chase it now and you hear from me by five.";

describe("grading a rewritten reply: two points for each of two, one for a third", () => {
  it.each<[name: string, text: string, points: number, verdict: "right" | "wrong" | "undecided"]>([
    ["everything", `${good}丢了就给您补发。`, 5, "right"],
    ["all that must be said", good, 4, "right"],
    ["in English", goodInEnglish, 4, "right"],
    ["in English, with the third", `${goodInEnglish} If it is lost we send another.`, 5, "right"],
    ["both languages in one", "Sorry, 我来查, and you hear from me by five.", 4, "right"],
    ["traditional", "讓您著急了，我來查，今天五點前給您準信。", 4, "right"],
    ["full-width letters and signs", "Ｓｏｒｒｙ！　Ｉ＇ｌｌ　ｃｈａｓｅ it now，and you hear from me　ｂｙ　ｆｉｖｅ．", 4, "right"],
    ["a curly apostrophe", "Sorry, I’ll chase it and you hear from me by five.", 4, "right"],
    ["a mixture of stops", "让您着急了、我来查。。今天五点前,给您准信!~", 4, "right"],
    ["zero-width and direction marks inside the words", "让您着急了，我\u200b来\u2060查，今天五\u202e点\u202c前给您准信。", 4, "right"],
    ["pictographs", "🙏让您着急了，我来查🔍，今天五点前给您准信📦", 4, "right"],
    ["several lines", "让您着急了，\r\n我来查，\n今天五点前给您准信。", 4, "right"],
    ["a point is missing", "让您着急了，我来查，查到了马上告诉您。", 2, "undecided"],
    ["a point is taken back", "让您着急了，我去催，今天五点前回不了您。", 2, "undecided"],
    ["a sum of the agent's own", `${good}另外补您 20 元。`, 4, "undecided"],
    ["key words only", "我来查 五点前 补发", 5, "undecided"],
    ["neither point, yet about the parcel", "郑州那边积压了，包裹过两天会动的，请您放心。", 0, "undecided"],
    ["the poor reply again", question.poor["zh-CN"], 0, "wrong"],
    ["the poor reply again, in the other language", question.poor.en, 0, "wrong"],
    ["the poor reply with a smile", `${question.poor["zh-CN"]}😊`, 0, "wrong"],
    ["the poor reply in traditional characters and full-width", "快遞的事您自己聯繫快遞公司問一下哦，　單號在訂單裏！", 0, "wrong"],
    ["the customer's own line", "包裹三天没动了", 0, "wrong"],
    ["what must not be said beside all that must", `${good}您再等等。`, 0, "wrong"],
    ["a prohibited term beside all that must", `${good}您加微信。`, 0, "wrong"],
    ["a prohibited term in hiding", `${good}您加 微*信。`, 0, "wrong"],
    ["short and empty", "好的", 0, "wrong"],
    ["pictographs alone", "📦📦📦", 0, "wrong"],
    ["about something else", "今夜月明人尽望", 0, "wrong"],
    ["SQL", "'; DELETE FROM answer; --", 0, "wrong"],
    ["HTML", "<img src=x onerror=alert(1)>", 0, "wrong"],
  ])("%s", (_name, text, points, verdict) => {
    expect(gradeOf(asked, { text })).toEqual({
      points,
      of: 5,
      correct: verdict === "right",
      ...(verdict === "undecided" ? { undecided: true } : {}),
    });
  });

  it.each<[string, unknown]>([
    ...noAnswers,
    ["nothing to be seen", { text: "\u200b\u3000\n\ufeff" }],
    ["a letter too many", { text: "查".repeat(REPLY_LENGTH + 1) }],
    ["a list", { text: [good] }],
    ["an answer of another type", { option: "a" }],
  ])("%s is no answer", (_name, raw) => {
    expect(parseAnswer(question, raw)).toBeNull();
    expect(gradeOf(asked, raw)).toEqual({ points: 0, of: 1, correct: false });
  });

  it("reads the fields of a plain form, and takes no field twice", () => {
    expect(answerFromForm(question, [good, "other"])).toEqual({ text: good });
    expect(answerFromForm(question, [])).toBeNull();
    expect(answerFromForm(question, [" \u200b"])).toBeNull();
  });
});

it("holds against anything", () => holdsAgainstAnything(question, ["a"]));

describe("what is seen", () => {
  it("before the answer: the chat and the poor reply, nothing of what a good one says", () => {
    const view = viewOf(asked, "zh-CN", "seed");
    expect(view).toEqual({
      type: "rewrite",
      stem: question.stem["zh-CN"],
      chat: [{ who: "customer", text: "包裹三天没动了" }],
      poor: question.poor["zh-CN"],
    });
  });

  it("after it: what is missing, why, and good replies", () => {
    expect(verdictOf(asked, { text: "让您着急了，我来查，查到了马上告诉您。" }, "en")).toMatchObject({
      correct: false,
      undecided: true,
      key: {
        missing: [
          { kind: "must", point: "When you hear" },
          { kind: "should", point: "If it is lost" },
        ],
        reasons: ["missing"],
        models: question.model_answers.en,
      },
    });
    expect(verdictOf(asked, { text: question.poor.en }, "en")).toMatchObject({ undecided: false, key: { reasons: ["copy"] } });
  });
});
