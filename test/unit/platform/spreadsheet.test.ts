import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import type { Grid } from "~/platform/spreadsheet";
import { readGrid } from "~/platform/spreadsheet.server";

const LIMITS = { bytes: 10_000_000, rows: 100 };
const HEAD = ["商品编码", "商品名称", "价格"];
type Value = string | number | Date | null;
const cells = (rows: Value[][]) =>
  rows.map((row) =>
    row.map((value) =>
      value === null
        ? null
        : value instanceof Date
          ? { value, type: Date, format: "yyyy/mm/dd" }
          : { value, type: typeof value === "number" ? Number : String },
    ),
  );

async function book(...sheets: { name: string; rows: Value[][] }[]): Promise<File> {
  const made = writeXlsxFile(sheets.map(({ name, rows }) => ({ data: cells(rows), sheet: name })) as never);
  return new File([new Uint8Array(await made.toBuffer())], "book.xlsx");
}
/** The file with its parts rewritten. */
async function rewritten(file: File, change: (path: string, xml: string) => string): Promise<File> {
  const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
  const changed = Object.entries(parts).map(([path, bytes]) => [path, strToU8(change(path, Buffer.from(bytes).toString()))] as const);
  return new File([new Uint8Array(zipSync(Object.fromEntries(changed)))], "book.xlsx");
}
const inSheet = (change: (xml: string) => string) => (path: string, xml: string) =>
  path.startsWith("xl/worksheets/sheet") ? change(xml) : xml;
const rowsOf = (from: number, to: number, row: (n: number) => string) =>
  Array.from({ length: to - from + 1 }, (_, i) => row(from + i)).join("");
const one = () => book({ name: "商品", rows: [HEAD, ["A1", "包", 99]] });

describe("an XLSX", () => {
  it("is read with numbers, texts, dates and blanks where they stand", async () => {
    const day = new Date(Date.UTC(2026, 2, 2));
    const file = await book({ name: "商品 & <更多>", rows: [["编码", null, "日期"], [], ["A & <1>", 12.5, day]] });
    expect(await readGrid(file, LIMITS)).toEqual({
      ok: true,
      grid: [["编码", null, "日期"], [], ["A & <1>", 12.5, day]],
      merges: [],
      sheet: null,
    });
  });

  it("counts rows that hold a value: blank formatted ones are none", async () => {
    const blanks = rowsOf(3, 20_000, (n) => `<row r="${n}" ht="15"><c r="A${n}" s="0"/><c r="B${n}" s="0"></c></row>`);
    const last = `<row r="20001"><c r="A20001" t="inlineStr"><is><t>A2</t></is></c></row>`;
    const file = await rewritten(
      await one(),
      inSheet((xml) => xml.replace("</sheetData>", `${blanks}${last}</sheetData>`)),
    );
    const read = await readGrid(file, LIMITS);
    if (!read.ok) throw new Error(read.fault);
    expect(read.grid).toHaveLength(20_001);
    expect(read.grid[1]).toEqual(["A1", "包", 99]);
    expect(read.grid[10_000]).toEqual([]);
    expect(read.grid[20_000]?.[0]).toBe("A2");
  });

  it.each<[string, (xml: string) => string, object]>([
    [
      "too many rows with a value",
      (xml) => xml.replace("</sheetData>", `${rowsOf(3, 5000, (n) => `<row r="${n}"><c r="A${n}"><v>1</v></c></row>`)}</sheetData>`),
      { fault: "import_too_many_rows", rows: 5000 },
    ],
    [
      "a prefix before every name",
      (xml) =>
        xml
          .replace("</sheetData>", `${rowsOf(3, 5000, (n) => `<row r="${n}"><c r="A${n}"><v>1</v></c></row>`)}</sheetData>`)
          .replace(/<(\/?)(worksheet|sheetData|row|c|v|is|t)\b/g, "<$1x:$2"),
      { fault: "import_too_many_rows", rows: 5000 },
    ],
    [
      "a row beyond every sheet",
      (xml) => xml.replace("</sheetData>", `<row r="900000000"><c r="A900000000"><v>1</v></c></row></sheetData>`),
      { fault: "import_not_readable" },
    ],
    ["a row hidden in a row", (xml) => xml.replace("</row>", `<row r="900000000"/></row>`), { fault: "import_not_readable" }],
    [
      "a value in the last column of many rows",
      (xml) =>
        xml.replace(
          "</sheetData>",
          `${rowsOf(3, 90, (n) => `<row r="${n}"><c r="A${n}"><v>1</v></c></row>`)}<row r="91"><c r="XFD91"><v>1</v></c></row></sheetData>`,
        ),
      { fault: "import_too_wide" },
    ],
  ])("is refused for %s", async (_, change, answer) => {
    // Ninety rows are few; what counts is rows times columns.
    const limits = { ...LIMITS, cells: 100_000 };
    expect(await readGrid(await rewritten(await one(), inSheet(change)), limits)).toMatchObject({ ok: false, ...answer });
  });

  it("says where cells were merged", async () => {
    const file = await rewritten(
      await one(),
      inSheet((xml) =>
        xml.replace("</sheetData>", `</sheetData><mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref='$B$1:C1'/></mergeCells>`),
      ),
    );
    expect(await readGrid(file, LIMITS)).toMatchObject({
      merges: [
        { top: 0, left: 0, bottom: 1, right: 0 },
        { top: 0, left: 1, bottom: 0, right: 2 },
      ],
    });
  });

  it("is read at the first sheet that is wanted, else at the first", async () => {
    const file = await book(
      { name: "封面", rows: [["三只包商品表"], ["2026 春"]] },
      { name: "空", rows: [[]] },
      { name: "包 & 袋", rows: [["说明"], HEAD, ["A1", "包", 99]] },
      { name: "旧", rows: [HEAD, ["OLD", "包", 1]] },
    );
    const wanted = (grid: Grid) => grid.some((row) => row.includes("商品编码"));
    expect(await readGrid(file, LIMITS, wanted)).toMatchObject({ ok: true, sheet: "包 & 袋", grid: { 2: ["A1", "包", 99] } });
    expect(await readGrid(file, LIMITS, () => false)).toMatchObject({ ok: true, sheet: null, grid: [["三只包商品表"], ["2026 春"]] });
    expect(await readGrid(file, LIMITS)).toMatchObject({ ok: true, sheet: null, grid: [["三只包商品表"], ["2026 春"]] });
    expect(await readGrid(await one(), LIMITS, wanted)).toMatchObject({ ok: true, sheet: null });
  });
});

describe("a file", () => {
  it("that was not chosen is another thing than an empty one", async () => {
    expect(await readGrid(null, LIMITS)).toEqual({ ok: false, fault: "import_no_file" });
    expect(await readGrid(new File([], ""), LIMITS)).toEqual({ ok: false, fault: "import_no_file" });
    expect(await readGrid(new File([], "商品.csv"), LIMITS)).toEqual({ ok: false, fault: "import_file_empty" });
  });

  it("of CSV may hold as many blank lines as it likes", async () => {
    const lines = (count: number) => Array.from({ length: count }, () => ",,").join("\r\n");
    const file = new File([`a,b,c\r\n1,2,3\r\n${lines(5000)}\r\n4,5,6\r\n${lines(50_000)}\r\n`], "x.csv");
    const read = await readGrid(file, LIMITS);
    if (!read.ok) throw new Error(read.fault);
    expect(read.grid).toHaveLength(5003);
    expect(read.grid.filter((row) => row.length > 0)).toEqual([
      ["a", "b", "c"],
      ["1", "2", "3"],
      ["4", "5", "6"],
    ]);
    const many = new File([Array.from({ length: 150 }, (_, i) => `${i},x`).join("\n")], "x.csv");
    expect(await readGrid(many, LIMITS)).toEqual({ ok: false, fault: "import_too_many_rows", rows: 150 });
  });
});
