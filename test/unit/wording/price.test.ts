import { describe, expect, it } from "vitest";
import { amountsIn, plainFigures } from "~/wording/price/amounts";
import { possiblePrices } from "~/wording/price/told";
import { worthNamed } from "~/wording/price/worth";

const told = (text: string) => {
  const found = possiblePrices(text).find((price) => price.told) ?? null;
  return found && text.slice(found.from, found.to);
};

describe("numbers in a text", () => {
  it.each<[text: string, values: number[]]>([
    ["老城 379，远驿 189", [379, 189]],
    ["１５９ 和 1,299", [159, 1299]],
    ["一百六", [160]],
    ["三百九十九一只", [399]],
    ["两千五", [2500]],
    ["one-sixty or a hundred and forty-nine", [160, 149]],
    ["two hundred and fifty", [250]],
    ["单号 SF1398845521007，货号 BP-101-P-14", []],
    ["138****4417", []],
    ["十分感谢，百分百放心，百搭", []],
    ["14.5 寸", [14.5]],
  ])("%s", (text, values) => {
    expect(amountsIn(plainFigures(text)).map(({ value }) => value)).toEqual(values);
  });
});

describe("a price that is told", () => {
  it.each([
    ["老城这只 379。", "379"],
    ["这款 399 元", "399 元"],
    ["￥１５９，喜欢就拍", "￥１５９"],
    ["一百六给您，要就拍", "一百六"],
    ["两只一起算您两百出头", "两百"],
    ["九十九拿走", "九十九"],
    ["全场满300减30", "满300减"],
    ["第二只半价", "半价"],
    ["便宜您二十块吧", "二十块"],
    ["亲，八五折，今天截止", "八五折"],
    ["领五元券再付，一百二十四", "一百二十四"],
    ["It's one sixty, dear.", "one sixty"],
    ["A bit under 200 for you.", "200"],
    ["20 off if you order today", "20"],
    ["10% off for you, deal?", "10% off"],
    ["Spend 200 and 20 comes off", "Spend 200 and 20 comes off"],
    ["229 for the 50, 189 for the 35.", "229"],
    ["Price was cut by 20 this morning.", "20"],
  ])("%s", (text, price) => {
    expect(told(text)).toBe(price);
  });

  it.each([
    ["15.6 寸，42×31×13，空包 0.62 公斤"],
    ["肩带 80 到 140 厘米可调"],
    ["订单尾号 5521，对吗"],
    ["后四位 1990，昨晚九点揽的"],
    ["身高 178 背 16 寸刚好"],
    ["库存还有 120，不急"],
    ["您预算两百以内的话，邮路可以看看"],
    ["您说的 300 我做不了主"],
    ["300 真拿不了，抱歉"],
    ["运费 12 元我们出"],
    ["您付的 379 已经原路退回"],
    ["发票 379 元开好了"],
    ["隔壁卖 219 的那只我没摸过"],
    ["满 300 包邮，您这单够了"],
    ["对折一次放进抽屉，折痕用手抚平"],
    ["今天发了 260 单，618 那批都发了"],
    ["8 折这种事我做不了主"],
    ["先付订金给我五十"],
    ["The strap goes from 80 to 140 cm."],
    ["Order ending 0199, room 305, on shelf 120."],
    ["The 20 yuan went back to your card."],
    ["You said 300, and I can't do that."],
    ["We packed 260 parcels and 200 boxes."],
    ["It was 2019 when we began."],
    ["Is the Relay 50 yours?"],
    ["340 is handsomely said"],
  ])("is none: %s", (text) => {
    expect(told(text)).toBeNull();
  });
});

describe("what a price is told for", () => {
  it.each<[text: string, kinds: string[]]>([
    ["169 买的是厚帆布", ["material", "quality", "reason"]],
    ["16 寸 149，比 14 寸多 6 升", ["room"]],
    ["店庆九折", ["reason"]],
    ["129 的那只附礼盒", ["service"]],
    ["It's 89 because it's plain canvas", ["material", "reason"]],
    ["老城 379，远驿 189，您挑哪个？", []],
    ["129，您装电脑吗？", []],
    ["99, black or light grey", []],
    ["Is it for work, or a gift? 149.", []],
  ])("%s", (text, kinds) => {
    expect(worthNamed(text)).toEqual(kinds);
  });
});
