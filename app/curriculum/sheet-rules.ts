import { plainHeading } from "~/platform/spreadsheet";

/** What the columns of a sheet of products may mean. `picture` names a file of the archive. */
export const sheetFields = [
  "code",
  "name",
  "nameEn",
  "price",
  "family",
  "colours",
  "size",
  "material",
  "features",
  "craft",
  "shelf",
  "stock",
  "reason",
  "fits",
  "notFor",
  "picture",
] as const;
export type SheetField = (typeof sheetFields)[number];
/** The field of each column, in their order; null: passed over. */
export type Mapping = (SheetField | null)[];

/** What shops call their columns, as `plainHeading` leaves it. An earlier spelling wins where a sheet has two columns for one field. */
const spellings: Record<SheetField, string> = {
  code: "商品编码 商家编码 商品货号 货号 款号 编码 商品代码 宝贝编码 sku编码 sku 商品id productcode itemcode itemno articleno stylecode code",
  name: "商品名称 商品标题 宝贝标题 宝贝名称 商品名 品名 标题 名称 productname itemname title name",
  nameEn: "英文名称 商品英文名称 英文品名 英文名 英文标题 englishname nameenglish nameen",
  price:
    "价格 售价 销售价 销售价格 商品价格 宝贝价格 一口价 零售价 单价 现价 到手价 券后价 活动价 活动价格 促销价 促销价格 price saleprice sellingprice retailprice unitprice priceyuan",
  family: "分类 商品分类 宝贝类目 商品类目 类目 品类 类别 系列 category family producttype",
  colours: "颜色 颜色分类 颜色规格 主要颜色 色彩 colours colors colour color",
  size: "尺寸 商品尺寸 尺码 大小 规格 规格尺寸 size dimensions",
  material: "材质 主要材质 面料 面料材质 材料 质地 material fabric",
  features: "卖点 商品卖点 宝贝卖点 核心卖点 产品卖点 特点 产品特点 features sellingpoints keyfeatures",
  craft: "工艺 工艺说明 做工 制作工艺 craft workmanship",
  shelf: "库位 库位号 货位 货位号 货架 货架号 仓位 储位 shelf location bin shelflocation",
  stock: "库存 库存数量 可售库存 现货库存 宝贝数量 数量 stock quantity qty inventory",
  reason: "价值说明 值在哪里 价格说明 推荐理由 reason whyworthit",
  fits: "适合人群 适用人群 适合 适用对象 推荐人群 fits suits suitablefor targetcustomer",
  notFor: "不适合 不适合人群 不适用人群 notfor notsuitablefor",
  picture: "图片 主图 商品图片 宝贝图片 图片文件 图片文件名 图片名称 picture image photo picturefile imagefile",
};
const ranked = new Map(sheetFields.flatMap((field) => spellings[field].split(" ").map((word, rank) => [word, { field, rank }] as const)));

/** What a heading was taken for before, by its plain spelling; null: passed over. */
export type Remembered = Record<string, SheetField | null>;

/** The field of each heading: as it was chosen before, else by the spellings that shops use. No field twice. */
export function mappingOf(headings: readonly string[], remembered: Remembered): Mapping {
  const mapping: Mapping = headings.map(() => null);
  const best = new Map<SheetField, { column: number; rank: number }>();
  headings.forEach((heading, column) => {
    const plain = plainHeading(heading);
    const known = plain in remembered;
    const found = known ? { field: remembered[plain] ?? null, rank: -1 } : (ranked.get(plain) ?? null);
    if (!found?.field) return;
    const other = best.get(found.field);
    if (!other || found.rank < other.rank) best.set(found.field, { column, rank: found.rank });
  });
  for (const [field, { column }] of best) mapping[column] = field;
  return mapping;
}

/** What the choice of a mapping teaches: every heading with what it was taken for, where the spellings alone would say something else. */
export function lessonOf(headings: readonly string[], mapping: Mapping): Remembered {
  const unaided = mappingOf(headings, {});
  const learnt: Remembered = {};
  headings.forEach((heading, column) => {
    const plain = plainHeading(heading);
    if (plain !== "" && plain.length <= 60 && (mapping[column] ?? null) !== unaided[column]) learnt[plain] = mapping[column] ?? null;
  });
  return learnt;
}

/**
 * A sheet as it was found: its headings, and its rows under the numbers that the spreadsheet shows. `over`: a row that is longer than the headings and the
 * other rows, with what stands in the cells beyond, if anything. `name`: of the sheet, when it is not the first of its file.
 */
export type Sheet = { headings: string[]; rows: { row: number; cells: string[]; over?: string }[]; name?: string };

/** Characters of a cell that are read. */
export const CELL = 2000;

/** Whether a cell holds a formula without its value, or the error that a formula came to. */
export function isFormula(cell: string): boolean {
  return (
    /^=[A-Za-z@(+-]/.test(cell) || /^=\d/.test(cell) || /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|GETTING_DATA|SPILL!)/.test(cell)
  );
}

/**
 * A price as shops write it: ¥1,299.00 起, 1299元, RMB 1299, 1299.00/件. Null when it is none, "range" when two prices stand there: which of them a
 * customer pays only a person knows.
 */
export function importedPrice(cell: string): number | "range" | null {
  const plain = cell.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
  const bare = plain
    .replace(/^(?:人民币|售价|价格|约)?(?:rmb|cny|[¥￥]|元)?/, "")
    .replace(/(?:元|rmb|cny|块)?(?:起|起售|\/[件个只款条包]|\+)?$/, "");
  if (/^[\d.,]+(?:元)?[-~至到—–][¥￥]?[\d.,]+$/.test(bare)) return "range";
  if (!/^(?:\d{1,3}(?:,\d{3})+|\d{1,8})(?:\.\d{1,4})?$/.test(bare)) return null;
  const price = Math.round(Number(bare.replaceAll(",", "")) * 100) / 100;
  return price > 0 && price < 100_000_000 ? price : null;
}

/**
 * Whether a comma cut a price in two, as it does in a CSV without quotation marks: ¥1 | 299.00, or 1.299 | 00. `next`: the cell after it, and what that
 * should be. Two numbers may stand side by side by right: then only what no number of pieces and no other price looks like counts, unless the row `isLonger`.
 */
function isCutPrice(cell: string, next: { cell: string; field: SheetField | null }, isLonger: boolean): boolean {
  const plain = (text: string) => text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
  const [head, tail] = [plain(cell), plain(next.cell)];
  const end = "(?:元|rmb|cny|块)?(?:起|起售|\\/[件个只款条包]|\\+)?$";
  const isDotted = /^\D{0,3}\d{1,3}(?:\.\d{3})+$/.test(head);
  if (!isDotted && !/^\D{0,3}\d{1,3}$/.test(head)) return false;
  if (!new RegExp(`^${isDotted ? "\\d{2}" : "\\d{3}(?:\\.\\d{1,2})?"}${end}`).test(tail)) return false;
  const isMarked = /^\D/.test(head) && (isDotted || tail.includes("."));
  return isLonger || (next.field !== null && (isMarked || numberless.has(next.field)));
}
const numberless = new Set<SheetField>(["colours", "material", "features", "craft", "reason", "fits", "notFor", "picture"]);

/** A number of pieces: 1,200, 56件, 0. Null when it is none. */
export function importedStock(cell: string): number | null {
  const bare = cell
    .normalize("NFKC")
    .replace(/\s+/g, "")
    .replace(/(?:件|个|只|pcs|pieces?)$/i, "");
  return /^(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.0+)?$/.test(bare) ? Math.trunc(Number(bare.replaceAll(",", ""))) : null;
}

/** Several things of one cell, by the separators that people use; `commas` too where a single thing never holds one. */
export function severalOf(cell: string, commas: boolean): string[] {
  const parts = cell
    .split(commas ? /[;；|｜\n、,，/]+/ : /[;；|｜\n]+/)
    .map((part) => part.replace(/^\s*(?:\d{1,2}[.、)）]|[-•·*])\s*/, "").trim());
  return [...new Set(parts.filter((part) => part !== ""))].slice(0, 20);
}

/** A code as it is kept: of one width, with single spaces. */
export function tidyCode(code: string): string {
  return code.normalize("NFKC").replace(/\s+/g, " ").trim();
}

/** A code as it is compared: width and case make no other product. */
export function codeKey(code: string): string {
  return tidyCode(code).toUpperCase();
}

/** Where an import cannot go on: the row of the file, the heading as the file has it, the value, and the rule as a refusal code. */
export type SheetError = {
  row: number;
  /** Null: the fault is the whole row's. */
  field: SheetField | null;
  column: string;
  value: string;
  code: string;
  params?: Record<string, string | number>;
};

/** A row in our own terms; what the sheet left blank is not there. */
export type SheetRow = {
  row: number;
  code: string;
  name: string;
  nameEn?: string;
  price?: number;
  stock?: number;
  colours?: string[];
  features?: string[];
  picture?: string;
} & Partial<Record<"family" | "size" | "material" | "craft" | "shelf" | "reason" | "fits" | "notFor", string>>;

const plainTexts = ["nameEn", "family", "size", "material", "craft", "shelf", "reason", "fits", "notFor"] as const;
/** Characters of a code. */
export const CODE_LENGTH = 60;
const longest: Partial<Record<SheetField, number>> = { code: CODE_LENGTH, name: 120, nameEn: 120, family: 40, shelf: 40, picture: 200 };

/**
 * Check every row by itself and against the others of the file. `newcomer` says whether a code is of no known product: such a row needs a price.
 * `pictureOf` finds a picture's name in the archive; null where none came.
 */
export function checkSheet(
  sheet: Sheet,
  mapping: Mapping,
  known: { isNew: (codeKey: string) => boolean; hasPicture: ((name: string) => boolean) | null },
): { rows: SheetRow[]; errors: SheetError[] } {
  const columns = new Map(mapping.flatMap((field, column) => (field ? [[field, column] as const] : [])));
  const rows: SheetRow[] = [];
  const errors: SheetError[] = [];
  const firstRow = new Map<string, number>();
  for (const { row, cells, over } of sheet.rows) {
    const cell = (field: SheetField) => cells[columns.get(field) ?? -1] ?? "";
    const headingOf = (field: SheetField) => sheet.headings[columns.get(field) ?? -1] ?? "";
    const before = errors.length;
    const key = codeKey(cell("code"));
    const first = firstRow.get(key);
    if (key !== "" && first === undefined) firstRow.set(key, row);
    const priceAt = columns.get("price") ?? -1;
    const next = { cell: cells[priceAt + 1] ?? over ?? "", field: mapping[priceAt + 1] ?? null };
    if (isCutPrice(cell("price"), next, over !== undefined)) {
      errors.push({
        row,
        field: "price",
        column: headingOf("price"),
        value: `${cell("price")},${next.cell}`.slice(0, 80),
        code: "price_cut",
      });
      continue;
    }
    if (over) {
      errors.push({
        row,
        field: null,
        column: "",
        value: over.slice(0, 80),
        code: "cells_beyond",
        params: { n: sheet.headings.length + 1 },
      });
      continue;
    }
    const wrong = (field: SheetField, code: string, params?: SheetError["params"]) =>
      errors.push({ row, field, column: headingOf(field), value: cell(field).slice(0, 80), code, params });

    for (const field of columns.keys()) {
      const limit = longest[field] ?? CELL - 1;
      if (isFormula(cell(field))) wrong(field, "cell_formula");
      else if (cell(field).includes("\uFFFD")) wrong(field, "cell_encoding");
      else if (cell(field).length > limit) wrong(field, "cell_long", { limit });
    }
    const broken = errors.length > before;
    if (key === "") wrong("code", "code_missing");
    else if (first !== undefined) wrong("code", "code_twice", { first });
    const isNew = known.isNew(key);
    if (isNew && cell("name") === "") wrong("name", "name_missing");
    const price = cell("price") === "" ? undefined : importedPrice(cell("price"));
    if (price === undefined && isNew && key !== "") wrong("price", "price_missing");
    if (!broken && price === "range") wrong("price", "price_range");
    else if (!broken && price === null) wrong("price", "price_unreadable");
    const stock = cell("stock") === "" ? undefined : importedStock(cell("stock"));
    if (!broken && stock === null) wrong("stock", "stock_unreadable");
    const picture = cell("picture");
    if (picture !== "" && known.hasPicture && !known.hasPicture(picture)) wrong("picture", "picture_missing");
    if (errors.length > before) continue;
    const ready: SheetRow = { row, code: tidyCode(cell("code")), name: cell("name") };
    if (typeof price === "number") ready.price = price;
    if (typeof stock === "number") ready.stock = stock;
    if (cell("colours") !== "") ready.colours = severalOf(cell("colours"), true);
    if (cell("features") !== "") ready.features = severalOf(cell("features"), false);
    if (picture !== "") ready.picture = picture;
    for (const field of plainTexts) if (cell(field) !== "") ready[field] = cell(field);
    rows.push(ready);
  }
  return { rows, errors };
}

/** What a mapping lacks or has twice, as refusal codes. Without a column of names only known products can be brought up to date. */
export function mappingFaults(mapping: Mapping, anyNew: boolean): { code: string; params?: Record<string, string> }[] {
  const faults: { code: string; params?: Record<string, string> }[] = [];
  if (!mapping.includes("code")) faults.push({ code: "column_code_missing" });
  if (anyNew && !mapping.includes("name")) faults.push({ code: "column_name_missing" });
  for (const field of new Set(mapping))
    if (field && mapping.filter((f) => f === field).length > 1) faults.push({ code: "column_twice", params: { field } });
  return faults;
}
