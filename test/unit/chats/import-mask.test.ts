import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chatMasker } from "~/chats/import-mask";
import { type MaskContext, maskerOf } from "~/chats/mask";

const LINES = [
  ...[
    "在吗",
    "有的，现在拍今天就发",
    "好的",
    "小鱼儿您好",
    "您好，小满为您服务",
    "我叫陈可欣",
    "陈可欣您好",
    "收件人王晓佳，13900001234，杭州市余杭区文一西路9号3幢",
  ],
  ...[
    "王晓佳收到了",
    "陈可欣说可以",
    "tb_lily88您好，有货",
    "加我微信 lily_8899",
    "我叫高兴",
    "高兴就好",
    "My name is Emma Watson",
    "Emma Watson here again",
    "Emma, thanks",
  ],
  ...[
    "〔姓名〕您好",
    "订单号 2938475610293847561 帮我查",
    "能便宜点吗",
    "李雷和韩梅梅一起用",
    "韩梅梅在吗",
    "快乐的小鱼儿",
    "",
    "Ｔｂ＿ＬＩＬＹ８８",
  ],
];
const chats = fc.array(
  fc.record({
    buyer: fc.constantFrom("tb_lily88", "小鱼儿_2019", "你好", "陈可欣", "", "小满"),
    agent: fc.constantFrom("小满", "王晓佳", ""),
    lines: fc.array(fc.constantFrom(...LINES), { maxLength: 12 }),
  }),
  { maxLength: 12 },
);

describe("the masker of an import", () => {
  it("masks as if every chat were read by itself, whatever was read before", () => {
    fc.assert(
      fc.property(chats, (list) => {
        const harmless = new Set<string>();
        for (const { lines, ...context } of list) {
          const [one, other] = [chatMasker({ ...context }, harmless), maskerOf({ ...context })];
          expect(lines.map(one)).toEqual(lines.map((line) => other(line).text));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("masks a nick that it hears of on the way", () => {
    const harmless = new Set<string>();
    const context: MaskContext = {};
    const mask = chatMasker(context, harmless);
    expect(mask("栗子糖_21您好")).toBe(chatMasker({}, harmless)("栗子糖_21您好"));
    context.buyer = "栗子糖_21";
    expect(mask("栗子糖_21您好")).toBe("〔买家〕您好");
  });
});
