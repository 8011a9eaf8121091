import { describe, expect, it } from "vitest";
import { hasProducts, readSheet } from "~/curriculum/sheet-grid";
import { checkSheet, mappingOf } from "~/curriculum/sheet-rules";
import type { Grid, Merge } from "~/platform/spreadsheet";

/** The sheet of a grid, what its columns mean, and what is wrong with its rows. */
function read(grid: Grid, merges: Merge[] = []) {
  const found = readSheet(grid, {}, merges);
  if (!found.ok) throw new Error(found.fault);
  const mapping = mappingOf(found.sheet.headings, {});
  return { ...found.sheet, mapping, ...checkSheet(found.sheet, mapping, { isNew: () => true, hasPicture: null }) };
}
const csv = (...lines: string[]): Grid => lines.map((line) => line.split(","));
/** A merge by its corners as a spreadsheet names them, rows and columns from 1. */
const merge = (top: number, left: number, bottom: number, right: number): Merge => ({
  top: top - 1,
  left: left - 1,
  bottom: bottom - 1,
  right: right - 1,
});

describe("a row that is longer than the headings", () => {
  const HEAD = "商品编码,商品名称,价格,颜色,库位";

  it("is left out and named: an unquoted comma has shifted what follows", () => {
    const { rows, errors } = read(
      csv(HEAD, "RG-0,好的,¥99,黑,A1", "RG-1,没加引号的价格,¥1,299.00,黑,A1", "RG-2,欧式,1.299,00,黑,A1", "RG-3,名字,里有逗号,99,黑,A1"),
    );
    expect(rows.map((row) => [row.code, row.price])).toEqual([["RG-0", 99]]);
    expect(errors.map((e) => [e.row, e.column, e.value, e.code])).toEqual([
      [3, "价格", "¥1,299.00", "price_cut"],
      [4, "价格", "1.299,00", "price_cut"],
      [5, "", "A1", "cells_beyond"],
    ]);
    expect(errors[2]?.params).toEqual({ n: 6 });
  });

  it("is named too where its last cells are blank or were left off", () => {
    const { rows, errors } = read(
      csv(HEAD, "RG-0,好的,¥99,黑,A1", "RG-1,包,¥1,299,黑,", "RG-2,包,¥1,299.00", "RG-3,包,1,299.00,黑", "RG-4,包,¥1,299"),
    );
    expect(rows.map((row) => row.code)).toEqual(["RG-0"]);
    expect(errors.map((e) => [e.row, e.code])).toEqual([3, 4, 5, 6].map((row) => [row, "price_cut"]));
    expect(read(csv("商品编码,商品名称,价格,库位", "RG-1,包,¥1,299.00")).errors).toMatchObject([{ row: 2, code: "price_cut" }]);
  });

  it("is none where every row ends with a delimiter, or where a number merely follows a price", () => {
    expect(read(csv("商品编码,商品名称,价格,库存", "A,包,99,120,", "B,包,99,150,")).rows).toHaveLength(2);
    expect(read(csv("商品编码,商品名称,价格,吊牌价", "A,包,99,199.00", "B,包,¥99,¥199.00")).rows).toHaveLength(2);
    expect(read(csv("商品编码,商品名称,价格,库存", "A,包,129.999,12", "B,包,99,120.00")).rows).toHaveLength(2);
    expect(read(csv("商品编码,商品名称,价格,库位", "A,包,99,101", "B,包,99.00,299.00")).rows).toHaveLength(2);
    expect(read(csv("商品编码,商品名称,价格", "A,包,99", ",,,制表人")).rows).toHaveLength(1);
  });
});

describe("headings over two rows", () => {
  const UPPER = ["商品编码", "商品名称", "规格", null, null, "价格", null, "库位"];
  const LOWER = [null, null, "颜色", "尺寸", "材质", "吊牌价", "活动价", null];
  const merges = [merge(1, 1, 2, 1), merge(1, 2, 2, 2), merge(1, 3, 1, 5), merge(1, 6, 1, 7), merge(1, 8, 2, 8)];
  const DATA = [
    ["BG-1", "包", "黑", "30 cm", "牛皮", 1299, 999, "A-01"],
    ["BG-2", "袋", "白", "20 cm", "帆布", 399, 299, "A-02"],
  ];

  it.each([
    ["merged", merges],
    ["of which nothing more is known", []],
  ])("are joined column by column: %s", (_, known) => {
    const { headings, mapping, rows, errors } = read(
      [["商品表"], UPPER, LOWER, ...DATA],
      known.map((m) => ({ ...m, top: m.top + 1, bottom: m.bottom + 1 })),
    );
    expect(headings).toEqual([
      "商品编码",
      "商品名称",
      "颜色（规格）",
      "尺寸（规格）",
      "材质（规格）",
      "吊牌价（价格）",
      "活动价（价格）",
      "库位",
    ]);
    expect(mapping).toEqual(["code", "name", "colours", "size", "material", null, "price", "shelf"]);
    expect(errors).toEqual([]);
    expect(rows).toMatchObject([
      { row: 4, code: "BG-1", price: 999, colours: ["黑"], size: "30 cm", shelf: "A-01" },
      { row: 5, code: "BG-2", price: 299 },
    ]);
  });

  it("leave a price unmapped where none of two prices is known", () => {
    const lower = LOWER.map((cell) => (cell === "活动价" ? "日常价" : cell));
    const { mapping, errors } = read([UPPER, lower, ...DATA], merges);
    expect(mapping).toEqual(["code", "name", "colours", "size", "material", null, null, "shelf"]);
    expect(errors.map((e) => e.code)).toEqual(["price_missing", "price_missing"]);
  });

  it("are joined where the lower row knows more, and in two languages", () => {
    const upper = ["商品编码", "商品名称", "基本", null, null, "销售", null, null];
    const lower = [null, null, "颜色", "尺寸", "材质", "价格", "库存", "库位"];
    expect(read([upper, lower, ["A", "包", "黑", "1", "皮", 9, 3, "A1"]]).rows).toMatchObject([
      { row: 3, code: "A", name: "包", price: 9, stock: 3 },
    ]);
    const both = read(csv("商品编码,商品名称,价格", "Product code,Product name,Price", "A,包,9"));
    expect([both.mapping, both.rows]).toMatchObject([["code", "name", "price"], [{ row: 3, code: "A", price: 9 }]]);
    const unit = read(csv("商品编码,商品名称,价格,规格,", ",,元,颜色,尺寸", "A,包,9,黑,30"));
    expect([unit.headings[2], unit.mapping[2]]).toEqual(["价格（元）", "price"]);
  });

  it("are not made of the first product", () => {
    const grid = csv("商品编码,商品名称,价格,分类", "A,标题,9,系列", "B,图片,9,数量");
    expect(read(grid).rows.map((row) => [row.row, row.name])).toEqual([
      [2, "标题"],
      [3, "图片"],
    ]);
    const titled = read(csv("基本资料,,仓库,", "商品编码,商品名称,价格,库位", "A,包,9,A1"));
    expect(titled.headings).toEqual(["商品编码", "商品名称", "价格", "库位"]);
  });
});

describe("cells merged down", () => {
  const HEAD = ["商品编码", "商品名称", "价格", "颜色"];
  const grid: Grid = [HEAD, ["BG-1", "包", 99, "黑"], ["BG-2", null, null, "白"], ["BG-3", null, null, "红"], [], ["BG-4", "袋", 59, "蓝"]];

  it("stand for every row that they span", () => {
    const { rows, errors } = read(grid, [merge(2, 2, 5, 2), merge(2, 3, 5, 3)]);
    expect(errors).toEqual([]);
    expect(rows.map((row) => [row.row, row.code, row.name, row.price])).toEqual([
      [2, "BG-1", "包", 99],
      [3, "BG-2", "包", 99],
      [4, "BG-3", "包", 99],
      [6, "BG-4", "袋", 59],
    ]);
  });

  it("are named by row where nothing is known of the merge, or where it is the code", () => {
    expect(read(grid).errors.map((e) => [e.row, e.code])).toEqual(
      [3, 4].flatMap((row) => [
        [row, "name_missing"],
        [row, "price_missing"],
      ]),
    );
    const codes: Grid = [HEAD, ["BG-1", "包", 99, "黑"], [null, "包", 99, "白"]];
    expect(read(codes, [merge(2, 1, 3, 1)]).errors).toMatchObject([{ row: 3, code: "code_twice", params: { first: 2 } }]);
  });

  it("are counted like texts that are written out", () => {
    const long: Grid = [HEAD, ["A", "包".repeat(1999), 9, "黑"], ...Array.from({ length: 4999 }, (_, i) => [`B${i}`, null, 9, "黑"])];
    expect(readSheet(long, {})).toMatchObject({ ok: true });
    expect(readSheet(long, {}, [merge(2, 2, 5001, 2)])).toEqual({ ok: false, fault: "import_too_long" });
  });

  it("are bounded, whatever a file says of them", () => {
    const all = Array.from({ length: 50_000 }, () => merge(1, 1, 1_048_576, 16_384));
    const long: Grid = [...grid, ...Array.from({ length: 200_000 }, () => []), ["BG-5", "包", 9, "绿"]];
    const begun = performance.now();
    read(long, all);
    read(
      long,
      Array.from({ length: 50_000 }, () => merge(2, 2, 1_048_576, 2)),
    );
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe("whether a sheet is one of products", () => {
  it.each<[string, Grid, boolean]>([
    ["headings and a row", csv("商品编码,价格", "A,9"), true],
    ["under a title", csv("商品表", "", "商品编码,价格", "", "A,9"), true],
    ["headings alone", csv("商品编码,价格"), false],
    ["a cover", csv("三只包", "商品编码：见第二页"), false],
    ["other columns", csv("a,b,c", "1,2,3"), false],
    ["nothing", [], false],
  ])("%s", (_, grid, answer) => {
    expect(hasProducts(grid, {})).toBe(answer);
  });
});
