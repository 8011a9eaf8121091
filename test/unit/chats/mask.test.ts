import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogueWords, LONGEST_LINE, maskerOf, maskLine } from "~/chats/mask";
import { isUnmasked } from "~/simulator/masked-rules";

const HAN_DIGITS = "零一二三四五六七八九";
const phone = fc
  .tuple(fc.constantFrom("13", "15", "17", "18", "19"), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([head, tail]) => head + String(tail).padStart(9, "0"));
const talk = fc.constantFrom(
  "麻烦打这个电话",
  "call me on",
  "收件人王小丽",
  "399元那款",
  "订单",
  "，",
  " ",
  "😀",
  "\u0000",
  "<script>",
  "2026-11-23",
  "满300减40",
);
const writings: ((number: string) => string)[] = [
  (n) => n,
  (n) => `${n.slice(0, 3)} ${n.slice(3, 7)} ${n.slice(7)}`,
  (n) => `${n.slice(0, 3)}-${n.slice(3, 7)}-${n.slice(7)}`,
  (n) => `+86 ${n}`,
  (n) => [...n].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join(""),
  (n) => [...n].map((digit) => HAN_DIGITS[Number(digit)]).join(""),
  (n) => [...n].join("\u200b"),
];

describe("the masker", () => {
  it("keeps no planted telephone, however it is written", () => {
    fc.assert(
      fc.property(phone, fc.constantFrom(...writings), talk, talk, (number, writing, before, after) => {
        const { text } = maskLine(`${before}，${writing(number)}，${after}`);
        expect(isUnmasked(text), text).toBe(false);
      }),
    );
  });

  it("leaves what it has masked as it is, and never throws", () => {
    const piece = fc.oneof(
      talk,
      phone,
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom("浙江省杭州市余杭区文一西路969号3幢2单元501", "Emily Carter", "lily@example.com", "浙A12345", "〔姓名〕", "〔"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const once = maskLine(pieces.join(" "), { buyer: "lily_王王" });
        expect(maskLine(once.text, { buyer: "lily_王王" }).text).toBe(once.text);
        for (const { from, to } of once.spans) expect(from).toBeLessThan(to);
      }),
    );
  });

  it.each([
    ["收件人王小丽，13800138000，浙江省杭州市余杭区文一西路969号3幢2单元501", "收件人〔姓名〕，〔电话〕，〔地址〕"],
    ["My name is Emily Carter, call +44 7911 123456", "My name is 〔name〕, call 〔phone〕"],
    ["退到支付宝 lin@163.com", "退到支付宝 〔邮箱〕"],
    ["城行双肩包 14 寸 129 元，42 × 29 × 13 cm，满300减40", "城行双肩包 14 寸 129 元，42 × 29 × 13 cm，满300减40"],
  ])("reads %j as %j", (line, masked) => expect(maskLine(line, { catalogue: catalogueWords(["城行双肩包 14 寸"]) }).text).toBe(masked));

  it("tells two persons of a chat apart, and knows a name again", () => {
    const mask = maskerOf({ buyer: "云淡风轻88", agent: "小满" });
    expect(mask("收件人陈可欣，13800138000").text).toBe("收件人〔姓名〕，〔电话〕");
    expect(mask("不对，收件人改成赵玉兰，13900139000").text).toBe("不对，收件人改成〔姓名2〕，〔电话2〕");
    expect(mask("好的，陈可欣那单不动").text).toBe("好的，〔姓名〕那单不动");
    expect(mask("云淡风轻88您好，小满在的").text).toBe("〔买家〕您好，小满在的");
  });

  it("stores no more of a line than it has read", () => expect(maskLine("好".repeat(LONGEST_LINE + 500)).text.length).toBe(LONGEST_LINE));
});
