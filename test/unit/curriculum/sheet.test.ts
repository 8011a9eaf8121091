import { describe, expect, it } from "vitest";
import { asciiSlug, familyOf, oneText, pictureFinder } from "~/curriculum/catalogue-rules";
import { readSheet } from "~/curriculum/sheet-grid";
import { planSheet } from "~/curriculum/sheet-plan";
import {
  checkSheet,
  importedPrice,
  importedStock,
  isFormula,
  lessonOf,
  mappingOf,
  severalOf,
  type SheetField,
} from "~/curriculum/sheet-rules";
import { formDifferences, formOf, productIn } from "~/curriculum/product-form";

const spell = { family: asciiSlug, mark: () => "abc123" };
const both = (text: string) => ({ "zh-CN": text, en: text });

describe("columns", () => {
  it.each<[string, SheetField | null]>([
    ["商品编码", "code"],
    ["*商家编码", "code"],
    ["商品名称（必填）", "name"],
    ["宝贝标题", "name"],
    ["价格(元)", "price"],
    ["一口价", "price"],
    ["颜色分类", "colours"],
    ["材质", "material"],
    ["尺寸", "size"],
    ["库位", "shelf"],
    ["卖点", "features"],
    ["库存数量", "stock"],
    ["宝贝类目", "family"],
    ["工艺", "craft"],
    ["适合人群", "fits"],
    ["Product code", "code"],
    ["Selling points", "features"],
    ["活动价", "price"],
    ["吊牌价", null],
    ["市场价", null],
    ["", null],
  ])("%s → %s", (heading, field) => {
    expect(mappingOf([heading], {})).toEqual([field]);
  });

  it("takes the plainer of two columns for one field, and what was chosen before over both", () => {
    expect(mappingOf(["名称", "商品名称", "标题"], {})).toEqual([null, "name", null]);
    expect(mappingOf(["名称", "商品名称", "标题"], { 标题: "name", 名称: null })).toEqual([null, null, "name"]);
    expect(lessonOf(["内部号", "商品名称"], ["code", "name"])).toEqual({ 内部号: "code" });
    expect(lessonOf(["商品名称"], [null])).toEqual({ 商品名称: null });
  });

  it("finds the headings under titles and merged cells", () => {
    const grid = [
      ["2026 春季商品表", null, null, null],
      ["", "", "", ""],
      ["基本资料", null, "仓库", null],
      ["商品编码", "商品名称", "价格", "库位"],
      ["A-1", "包", 99, "B-03-2"],
      [null, null, null, null],
      ['="007"', "包", 99.5, ""],
    ];
    const read = readSheet(grid, {});
    expect(read).toMatchObject({
      ok: true,
      sheet: {
        headings: ["商品编码", "商品名称", "价格", "库位"],
        rows: [
          { row: 5, cells: ["A-1", "包", "99", "B-03-2"] },
          { row: 7, cells: ["007", "包", "99.5", ""] },
        ],
      },
    });
    expect(
      readSheet(
        [
          ["x", "y", "z"],
          ["1", "2", "3"],
        ],
        {},
      ),
    ).toMatchObject({ ok: true, sheet: { headings: ["x", "y", "z"] } });
    expect(readSheet([["只有一格"], ["", "1"]], {})).toEqual({ ok: false, fault: "import_no_header" });
    expect(readSheet([["商品编码", "价格"]], {})).toEqual({ ok: false, fault: "import_empty" });
    const many = Array.from({ length: 5001 }, (_, i) => [`A${i}`, "9"]);
    expect(readSheet([["商品编码", "价格"], ...many], {})).toMatchObject({
      ok: false,
      fault: "import_too_many_rows",
      params: { count: 5001, limit: 5000 },
    });
  });
});

describe("cells", () => {
  it.each<[string, number | "range" | null]>([
    ["¥1,299.00 起", 1299],
    ["￥1,299", 1299],
    ["1299元", 1299],
    ["RMB 1299.5", 1299.5],
    ["１２９", 129],
    ["129.999", 130],
    ["59块", 59],
    ["¥59/件", 59],
    ["129-159", "range"],
    ["¥129 ~ ¥159", "range"],
    ["129元至159元", "range"],
    ["0", null],
    ["-5", null],
    ["面议", null],
    ["1.299,00", null],
    ["12,34", null],
    ["", null],
    ["=B2*2", null],
  ])("the price %j → %j", (cell, price) => {
    expect(importedPrice(cell)).toBe(price);
  });
  it.each<[string, number | null]>([
    ["56件", 56],
    ["1,200", 1200],
    ["12.0", 12],
    ["0", 0],
    ["很多", null],
    ["-3", null],
    ["1.5", null],
  ])("the stock %j → %j", (cell, stock) => {
    expect(importedStock(cell)).toBe(stock);
  });
  it.each([
    ["=SUM(A1:A9)", true],
    ["=3*2", true],
    ["#N/A", true],
    ["#DIV/0!", true],
    ["= 好用", false],
    ["#1 热卖", false],
  ])("%j is a formula without value: %j", (cell, formula) => {
    expect(isFormula(cell)).toBe(formula);
  });
  it("takes several things out of one cell", () => {
    expect(severalOf("黑色、棕色，黑色/米白", true)).toEqual(["黑色", "棕色", "米白"]);
    expect(severalOf("1、轻，可上飞机；2.耐磨\n- 有暗袋", false)).toEqual(["轻，可上飞机", "耐磨", "有暗袋"]);
  });
});

describe("rows", () => {
  const headings = ["商品编码", "商品名称", "价格", "库存", "图片"];
  const check = (...rows: string[][]) =>
    checkSheet({ headings, rows: rows.map((cells, i) => ({ row: i + 2, cells })) }, mappingOf(headings, {}), {
      isNew: (key) => key !== "KNOWN",
      hasPicture: (name) => name === "a.jpg",
    });
  it("names every fault by row, column and value", () => {
    const { rows, errors } = check(
      ["A1", "包", "¥99", "3", "a.jpg"],
      ["", "包", "99", "", ""],
      ["A2", "", "99", "", ""],
      ["a1", "又一个", "99", "", ""],
      ["A3", "包", "", "", ""],
      ["A4", "包", "abc", "xyz", "b.jpg"],
      ["A5", "乱\uFFFD码", "9", "", ""],
      ["A6", "包", "#REF!", "", ""],
      ["known", "", "", "5", ""],
    );
    expect(rows.map((row) => [row.code, row.price, row.stock])).toEqual([
      ["A1", 99, 3],
      ["known", undefined, 5],
    ]);
    expect(errors.map((e) => [e.row, e.column, e.value, e.code])).toEqual([
      [3, "商品编码", "", "code_missing"],
      [4, "商品名称", "", "name_missing"],
      [5, "商品编码", "a1", "code_twice"],
      [6, "价格", "", "price_missing"],
      [7, "价格", "abc", "price_unreadable"],
      [7, "库存", "xyz", "stock_unreadable"],
      [7, "图片", "b.jpg", "picture_missing"],
      [8, "商品名称", "乱\uFFFD码", "cell_encoding"],
      [9, "价格", "#REF!", "cell_formula"],
    ]);
  });

  it("gives codes that lose something on the way slugs of their own", () => {
    const sheet = {
      headings,
      rows: ["AB-1", "AB 1", "包/1", "包/2", "import"].map((code, i) => ({ row: i + 2, cells: [code, "包", "9", "", ""] })),
    };
    const { created } = planSheet(sheet, mappingOf(headings, {}), [], null, spell);
    const slugs = created.map((one) => one.body.slug);
    expect(slugs[0]).toBe("ab-1");
    expect(new Set(slugs).size).toBe(5);
    for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(slugs).not.toContain("import");
  });

  it("keeps a translation while the text stays, and both families apart", () => {
    const known = { "zh-CN": "帆布", en: "Canvas" };
    expect(oneText("帆布", known)).toBe(known);
    expect(oneText("牛皮", known)).toEqual(both("牛皮"));
    const families = [{ slug: "tote", name: { "zh-CN": "托特包", en: "Totes" } }];
    expect(familyOf("totes", families, asciiSlug)).toBe(families[0]);
    expect(familyOf("Satchel", families, asciiSlug)).toEqual({ slug: "satchel", name: both("Satchel") });
  });

  it("finds a picture by what the sheet names, by code and by name, wherever it lies in the archive", () => {
    const find = pictureFinder(["包/BG-1.JPG", "bg-2_1.png", "帆布托特.webp", "BG-3-1.png"]);
    expect(find({ code: "bg-1", name: "x" })).toBe("包/BG-1.JPG");
    expect(find({ code: "BG-2", name: "x" })).toBe("bg-2_1.png");
    expect(find({ code: "BG-3", name: "x" })).toBe("BG-3-1.png");
    expect(find({ code: "z", name: "帆布托特" })).toBe("帆布托特.webp");
    expect(find({ code: "z", name: "x", picture: "other/bg-1.jpg" })).toBe("包/BG-1.JPG");
    expect(find({ code: "z", name: "x" })).toBeNull();
  });
});

describe("the form of a product", () => {
  const body = {
    slug: "a",
    code: "A",
    name: { "zh-CN": "包", en: "Bag" },
    family: "tote",
    price_yuan: 99,
    colours: [both("黑色")],
    features: [{ "zh-CN": "轻", en: "Light" }],
    material: both("帆布"),
    untranslated: true as const,
  };
  it("gives back what it was given", () => {
    expect(productIn(formOf(body), body, { slug: "tote", name: undefined }, null)).toEqual({ body });
  });
  it("is translated once every text is", () => {
    const form = { ...formOf(body), colours: { "zh-CN": "黑色", en: "Black" }, material: { "zh-CN": "帆布", en: "Canvas" } };
    const made = productIn(form, body, { slug: "tote", name: undefined }, null);
    expect("body" in made && made.body.untranslated).toBeUndefined();
    expect(formDifferences(formOf(body), form).map((row) => row.field)).toEqual(["material", "colours"]);
  });
  it("refuses what cannot be, next to its field", () => {
    const form = { ...formOf(body), price: "cheap", stock: "x", name: both(""), features: { "zh-CN": "轻\n软", en: "Light" } };
    const made = productIn(form, body, { slug: "tote", name: undefined }, null);
    expect("refusals" in made && made.refusals.map((r) => [r.field, r.code])).toEqual([
      ["price", "price_unreadable"],
      ["stock", "stock_unreadable"],
      ["name-zh-CN", "name_missing"],
      ["features-en", "lines_differ"],
    ]);
  });
});
