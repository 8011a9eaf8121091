import { describe, expect, it } from "vitest";
import { byHandOf } from "~/scripts/by-hand";
import { fill, plainText } from "~/scripts/fill-rules";
import { askedByHand, deskName, fillGaps, forNextCustomer, LONGEST_VALUE, shownValue, typedIn, typedInAddress } from "~/scripts/gap-rules";

const said = (text: string, typed: Record<string, string>, presets: Record<string, string> = {}) =>
  plainText(fillGaps(fill(text, { price: "199" }), typed, presets), (name) => `[${name}]`);

describe("what a script asks for by hand", () => {
  it.each([
    ["nothing", ["Hello {{price}}"], false, []],
    ["each once, in the order of the form", ["{{city}} {{order}}", "{{customer}} {{city}}"], false, ["customer", "order", "city"]],
    ["not what a product fills, as long as none is chosen", ["{{product}} {{stock}} {{courier}}"], false, ["courier"]],
    ["what the product that is chosen does not know", ["{{stock}} {{courier}}"], true, ["courier", "stock"]],
    ["no name that nobody knows", ["{{nonsense}} {{date}}"], false, ["date"]],
  ])("is %s", (_, texts, hasProduct, expected) => {
    expect(
      askedByHand(
        texts.map((text) => fill(text, { price: "199" })),
        hasProduct,
      ),
    ).toEqual(expected);
  });
});

describe("what was typed", () => {
  it("stands in its gaps; what is blank stays open", () => {
    expect(said("{{customer}}, {{price}} by {{courier}}.", { customer: " 王女士 ", courier: "  " })).toBe("王女士, 199 by [courier].");
  });

  it("is never read as a text with gaps of its own", () => {
    expect(said("To {{city}}", { city: "{{order}}", order: "1" })).toBe("To {{order}}");
  });

  it("goes before what was preset, emptied too", () => {
    expect(said("I am {{agent}}", {}, { agent: "小洋" })).toBe("I am 小洋");
    expect(said("I am {{agent}}", { agent: "刘洋" }, { agent: "小洋" })).toBe("I am 刘洋");
    expect(said("I am {{agent}}", { agent: "" }, { agent: "小洋" })).toBe("I am [agent]");
    expect(shownValue("agent", { agent: "" }, { agent: "小洋" })).toBe("");
  });

  it("is read whatever lies in the tab", () => {
    for (const junk of [null, 1, "x", [], { other: "x" }, { city: 1 }]) expect(typedIn(junk)).toEqual({});
    expect(typedIn({ city: "a".repeat(500), agent: "", order: "1" })).toEqual({ city: "a".repeat(LONGEST_VALUE), agent: "", order: "1" });
  });

  it("is read from an address: the last of a name, a button after its field; nothing else", () => {
    const query = new URLSearchParams("gap.courier=x&gap.courier=%E4%B8%AD%E9%80%9A&gap.city=+&gap.nonsense=1&city=2&gap.order=+7+");
    expect(typedInAddress(query)).toEqual({ courier: "中通", order: "7" });
  });

  it("leaves one's own name for the next customer", () => {
    expect(forNextCustomer({ agent: "小洋", customer: "王女士", order: "1" })).toEqual({ agent: "小洋" });
    expect(forNextCustomer({ customer: "王女士" })).toEqual({});
  });
});

describe("the form", () => {
  const by = { name: "刘洋", nick: null, couriers: ["中通", "顺丰"], today: "2026-12-31" };
  const wordings = [fill("{{agent}} {{courier}} {{date}}", {})];

  it("offers the shop's couriers, and today and tomorrow as the wording says days", () => {
    expect(byHandOf(wordings, false, "zh-CN", by)).toEqual({
      names: ["agent", "courier", "date"],
      presets: { agent: "刘洋" },
      choices: {
        courier: [{ value: "中通" }, { value: "顺丰" }],
        date: [
          { as: "today", value: "12月31日" },
          { as: "tomorrow", value: "1月1日" },
        ],
      },
    });
    expect(byHandOf(wordings, false, "en", by).choices.date?.map(({ value }) => value)).toEqual(["31 Dec", "1 Jan"]);
  });

  it("knows the reader by their sub-account where they serve by one", () => {
    expect(byHandOf(wordings, false, "en", { ...by, nick: "行囊天猫旗舰店:小洋" }).presets).toEqual({ agent: "小洋" });
  });

  it.each([
    ["行囊天猫旗舰店:小洋", "小洋"],
    ["行囊：小洋", "小洋"],
    ["xiaoyang", "xiaoyang"],
    ["shop:", "shop:"],
  ])("%s is %s to the customer", (nick, name) => {
    expect(deskName(nick)).toBe(name);
  });
});
