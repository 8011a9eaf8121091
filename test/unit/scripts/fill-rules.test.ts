import { describe, expect, it } from "vitest";
import { itemSchemas } from "~/curriculum/pack";
import { asksForProduct, fill, firstLine, gapsIn, leadVariant, type Part, plainText, productValues } from "~/scripts/fill-rules";
import { both } from "@test/factories/curriculum";

const bag = itemSchemas.product.parse({
  slug: "ridge",
  code: "BP-1",
  name: { "zh-CN": "卷山背包", en: "Ridge backpack" },
  family: "backpack",
  price_yuan: 169.5,
  colours: [
    { "zh-CN": "黑色", en: "Black" },
    { "zh-CN": "军绿", en: "Army green" },
  ],
  size: both("large"),
  material: { "zh-CN": "打蜡帆布。", en: "Waxed canvas." },
  features: [both("light"), both("Box-and-X stitching.")],
  stock: 0,
});
const bare = itemSchemas.product.parse({ slug: "bare", code: "B", name: both("Bare"), family: "x", price_yuan: 9 });

describe("what a product fills", () => {
  it.each([
    ["product", "卷山背包", "Ridge backpack"],
    ["price", "169.5", "169.5"],
    ["stock", "0", "0"],
    ["colour", "黑色", "black"],
    ["material", "打蜡帆布", "Waxed canvas"],
    ["feature", "中文 light", "light"],
    ["size", "中文 large", "large"],
  ])("%s", (name, zh, en) => {
    expect(productValues(bag, { colour: 0, feature: 0 }, "zh-CN")[name]).toBe(zh);
    expect(productValues(bag, { colour: 0, feature: 0 }, "en")[name]).toBe(en);
  });

  it.each([
    [{ colour: 1, feature: 1 }, "army green", "Box-and-X stitching"],
    [{ colour: 7, feature: 7 }, "black", "light"],
  ])("takes the colour and the feature that are meant: %j", (chosen, colour, feature) => {
    expect(productValues(bag, chosen, "en")).toMatchObject({ colour, feature });
  });

  it("leaves open what it does not know", () => {
    expect(productValues(bare, { colour: 0, feature: 0 }, "en")).toEqual({ product: "Bare", price: "9" });
  });

  it.each([
    ["在的，{{customer}}", false],
    ["{{price}} 元", true],
    ["{{product_2}}", false],
    ["{{product}}", true],
  ])("is asked for by %s: %s", (text, expected) => {
    expect(asksForProduct(text)).toBe(expected);
  });
});

const mark = (name: string) => `[${name}]`;

describe("a filled text", () => {
  it.each<[string, Record<string, string>, Part[]]>([
    ["", {}, []],
    ["as it is", {}, [{ as: "text", text: "as it is" }]],
    [
      "{{price}} 元，{{city}}",
      { price: "9" },
      [
        { as: "filled", text: "9" },
        { as: "text", text: " 元，" },
        { as: "gap", name: "city" },
      ],
    ],
    ["{{ price }}", { price: "9" }, [{ as: "text", text: "{{ price }}" }]],
    ["{{price}}", { price: "{{city}}" }, [{ as: "filled", text: "{{city}}" }]],
  ])("%j with %j", (text, values, parts) => {
    expect(fill(text, values)).toEqual(parts);
  });

  it("is copied whole, with its gaps marked", () => {
    const parts = fill("{{agent}}：{{price}} 元\n发{{city}}，{{agent}}", { price: "9" });
    expect(plainText(parts, mark)).toBe("[agent]：9 元\n发[city]，[agent]");
    expect(gapsIn(parts)).toEqual(["agent", "city"]);
  });

  it.each([
    ["one line", "one line"],
    ["first\n\nsecond", "first"],
    ["\n\n  \nthird", "third"],
    ["{{city}}到了\nlater", "[city]到了"],
    ["\n{{city}}\nlater", "[city]"],
    ["{{city}} {{date}}\nlater", "[city] [date]"],
    ["", ""],
  ])("begins in a list: %j", (text, line) => {
    expect(plainText(firstLine(fill(text, {})), mark)).toBe(line);
  });
});

describe("the variant that leads", () => {
  const variant = (slug: string, text: string) => ({ slug, customer: both(slug), text: { "zh-CN": text, en: text } });
  it.each([
    [["{{city}} {{date}}", "{{price}}", "{{order}}"], {}, "b"],
    [["{{city}} {{date}}", "{{price}}", "plain"], {}, "c"],
    [["{{city}}", "{{order}}"], {}, "a"],
    [["{{city}}", "{{price}}"], { price: "9" }, "b"],
    [["{{city}} {{city}}", "{{price}} {{order}}"], {}, "a"],
  ])("of %j with %j is %s", (texts, values, expected) => {
    const variants = texts.map((text, at) => variant("abc".charAt(at), text));
    expect(leadVariant(variants, values, "en")?.slug).toBe(expected);
  });

  it("is none of none", () => {
    expect(leadVariant([], {}, "en")).toBeNull();
  });
});
