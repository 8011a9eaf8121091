import type { LocalText } from "~/platform/locale";
import type { Scorecard } from "./scorecard-rules";

const both = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });

/** The scorecard that is there from the start, under a fixed id; a shop edits it or makes its own. */
export const HOUSE_CARD_ID = "0195f000-0000-7000-8000-00000000c0de";
export const HOUSE_VERSION_ID = "0195f000-0000-7000-8000-00000001c0de";

export const houseCard: Scorecard = {
  name: both("售前接待评分表", "Chats before the order"),
  criteria: [
    {
      slug: "first-reply",
      name: both("招呼与首句", "Greeting and first reply"),
      weight: 10,
      critical: false,
      anchors: {
        none: both(
          "让人等了一分钟以上，或者只发一句自动回复就没了下文。",
          "Let them wait more than a minute, or sent an automatic line and nothing after it.",
        ),
        half: both(
          "来得及时，但只有“在的”，没有接客户问的那件事。",
          "Came in time but only said “hello”, without touching what was asked.",
        ),
        full: both("二十秒内开口，第一句就答了客户问的事。", "Spoke within twenty seconds, and the first sentence answered the question."),
      },
    },
    {
      slug: "needs",
      name: both("问清需要", "Finding the need"),
      weight: 15,
      critical: false,
      anchors: {
        none: both(
          "一句没问就推，或者客户说了用途也没接。",
          "Recommended without a single question, or ignored what the customer said it was for.",
        ),
        half: both("问了，但问得泛，问完没有用上。", "Asked, but too generally, and did not use the answer."),
        full: both(
          "问到用途、场合或要装什么，并且照着答案推荐。",
          "Asked what it is for, when, or what goes in it, and recommended by the answer.",
        ),
      },
    },
    {
      slug: "facts",
      name: both("商品说得准", "Right about the goods"),
      weight: 20,
      critical: false,
      anchors: {
        none: both("尺寸、料子、库存说错了，或者用“应该可以”糊弄。", "Got size, material or stock wrong, or got by with “should be fine”."),
        half: both(
          "没说错，但让客户自己看详情页，或者漏了关键的一条。",
          "Nothing wrong, but sent them to the product page, or left out the one fact that mattered.",
        ),
        full: both(
          "说得准，短处也主动讲；拿不准的说明去核实，并且回来答了。",
          "Right, shortcomings named unasked; what was unsure was checked, and answered.",
        ),
      },
    },
    {
      slug: "value-before-price",
      name: both("先讲价值再讲价", "Value before price"),
      weight: 15,
      critical: false,
      anchors: {
        none: both("只报一个数，或者一句“不议价”把话堵死。", "Gave a bare number, or shut the door with “no bargaining”."),
        half: both(
          "讲了好处，但和这位客户没有关系，或者讲在报价之后很久。",
          "Named benefits, but none that matter to this customer, or long after the price.",
        ),
        full: both(
          "报价带着理由；还价时接住情绪，把话转回他用得着的地方。",
          "The price came with its reason; when they bargained, took it kindly and turned to what they get.",
        ),
      },
    },
    {
      slug: "asks-for-order",
      name: both("开口要单", "Asking for the order"),
      weight: 15,
      critical: false,
      anchors: {
        none: both("聊到最后没提下单，“有需要再联系”就放走了。", "Never mentioned ordering; let them go with “contact us any time”."),
        half: both("提了，但含糊，比如“喜欢可以拍哦”。", "Mentioned it vaguely: “you can order if you like”."),
        full: both("给了具体的下一步：颜色、什么时候发、现在拍。", "Offered a definite next step: which colour, when it ships, order now."),
      },
    },
    {
      slug: "rules",
      name: both("规则与违禁", "Rules and prohibited terms"),
      weight: 10,
      critical: true,
      anchors: {
        none: both(
          "引到平台外、许下做不到的承诺、用了极限词，或者顶撞客户。",
          "Led off the platform, promised what cannot be kept, used a prohibited term, or was rude.",
        ),
        half: both("擦边的话，没有造成后果，自己收了回来。", "A borderline word without consequence, taken back by themself."),
        full: both("没有一句违规，该拒绝的客气地拒绝了。", "Not a word against the rules, and refused politely what had to be refused."),
      },
    },
    {
      slug: "tone",
      name: both("语气", "Tone"),
      weight: 10,
      critical: false,
      anchors: {
        none: both("冷、推、讲理，或者一串套话看不出在跟谁说话。", "Cold, dismissive, arguing, or canned lines that could be for anybody."),
        half: both("客气，但像念稿。", "Polite, but as if read from a card."),
        full: both("像人在说话，跟着客户的急缓走。", "Sounds like a person, and keeps the customer's pace."),
      },
    },
    {
      slug: "ending",
      name: both("收尾与跟进", "Ending and follow-up"),
      weight: 5,
      critical: false,
      anchors: {
        none: both("客户最后一句没人回，答应的事没有下文。", "The customer's last line stayed unanswered, or a promise was left hanging."),
        half: both("回了，但没有说接下来会怎样。", "Answered, but did not say what happens next."),
        full: both("核对了要点，说清什么时候发、什么时候再联系。", "Went over the essentials, said when it ships or when they will hear."),
      },
    },
  ],
};
