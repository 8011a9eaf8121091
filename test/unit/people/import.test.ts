import { describe, expect, it } from "vitest";
import { csvCell, csvFile } from "~/people/csv";
import { checkRows } from "~/people/import-check";
import { fieldOf, importedDate, importedTerm, mergedDetails, readTable } from "~/people/import-rules";

describe("headings", () => {
  it.each([
    ["工号", "externalId"],
    ["员工编号*", "externalId"],
    ["Staff number", "externalId"],
    ["employee_id", "externalId"],
    [" 姓 名 ", "name"],
    ["姓名（必填）", "name"],
    ["NAME", "name"],
    ["入职日期", "hireDate"],
    ["Hire date", "hireDate"],
    ["合同期限", "contractTerm"],
    ["试用期结束日期", "probationEnd"],
    ["组别", "team"],
    ["E-mail", "email"],
    ["身份证号", null],
    ["", null],
  ])("%s → %s", (heading, field) => {
    expect(fieldOf(heading)).toBe(field);
  });
});

describe("dates as merchants write them", () => {
  it.each([
    ["2026-03-02", "2026-03-02"],
    ["2026/3/2", "2026-03-02"],
    ["2026.03.02", "2026-03-02"],
    ["2026年3月2日", "2026-03-02"],
    ["20260302", "2026-03-02"],
    ["２０２６-０３-０２", "2026-03-02"],
    ["2026-03-02 00:00:00", "2026-03-02"],
    ["46083", "2026-03-02"],
    ["2026-02-30", null],
    ["2026/13/1", null],
    ["3/2/2026", null],
    ["soon", null],
    ["12345678901", null],
  ])("%s → %s", (text, day) => {
    expect(importedDate(text)).toBe(day);
  });
});

describe("contract terms as merchants write them", () => {
  it.each([
    ["1年", "under_3_years"],
    ["3年", "3_years_or_longer"],
    ["三年", "3_years_or_longer"],
    ["两年", "under_3_years"],
    ["18个月", "under_3_years"],
    ["6 个月", "under_1_year"],
    ["3个月", "under_1_year"],
    ["2个月", "under_3_months"],
    ["不满三个月", "under_3_months"],
    ["以完成一定任务为期限", "under_3_months"],
    ["36个月", "3_years_or_longer"],
    ["2 years", "under_3_years"],
    ["0.5年", "under_1_year"],
    ["无固定期限", "3_years_or_longer"],
    ["不满一年", "under_1_year"],
    ["under_1_year", "under_1_year"],
    ["0年", null],
    ["long", null],
    ["3", null],
  ])("%s → %s", (text, term) => {
    expect(importedTerm(text)).toBe(term);
  });
});

describe("the table in a file", () => {
  it("finds the heading under titles, passes over blank rows and foreign columns, and keeps the rows' numbers", () => {
    const read = readTable([
      ["三只包 人员表"],
      [],
      ["姓名", "身份证号", "工号"],
      ["李小梅", "x", "A1"],
      [null, "", null],
      ["王强", null, 7],
    ]);
    expect(read).toEqual({
      ok: true,
      table: {
        rows: [
          { row: 4, cells: { name: "李小梅", externalId: "A1" } },
          { row: 6, cells: { name: "王强", externalId: "7" } },
        ],
        columns: { name: "姓名", externalId: "工号" },
        ignored: ["身份证号"],
      },
    });
  });

  it.each([
    [[], "import_empty"],
    [[["", null]], "import_empty"],
    [[["姓名", "工号"]], "import_empty"],
    [
      [
        ["姓名", "电话"],
        ["a", "b"],
      ],
      "import_no_header",
    ],
    [
      [
        ["姓名", "工号", "员工编号"],
        ["a", "b", "c"],
      ],
      "import_column_twice",
    ],
    [[["姓名", "工号"], ...Array.from({ length: 5001 }, (_, i) => [`n${i}`, `${i}`])], "import_too_many_rows"],
  ])("refuses what it cannot read: case %#", (grid, fault) => {
    const read = readTable(grid as string[][]);
    expect(read.ok ? null : read.fault).toBe(fault);
  });
});

describe("the rows", () => {
  const check = (...rows: string[][]) => {
    const read = readTable([["工号", "姓名", "邮箱", "入职日期", "合同期限", "试用期结束"], ...rows]);
    if (!read.ok) throw new Error(read.fault);
    return checkRows(read.table);
  };

  it("names row, column, value and rule of every error", () => {
    const { errors, rows } = check(
      ["A1", "李小梅", "mei@example.com", "2026/3/2", "3年", "2026-09-01"],
      ["", "", "", "", "", ""],
      ["A2", "", "not an address", "soon", "whenever", ""],
      ["a1", "王强", "MEI@example.com", "", "", ""],
      ["", "赵六", "", "", "", ""],
      ["=cmd()", "钱七", "", "", "", ""],
    );
    expect(rows.map((r) => r.externalId)).toEqual(["A1"]);
    expect(errors.map((e) => [e.row, e.column, e.value, e.code])).toEqual([
      [4, "入职日期", "soon", "date_malformed"],
      [4, "合同期限", "whenever", "import_term"],
      [4, "姓名", "", "name_missing"],
      [4, "邮箱", "not an address", "email_shape"],
      [5, "工号", "a1", "import_twice"],
      [5, "邮箱", "MEI@example.com", "import_twice"],
      [6, "工号", "", "import_external_id"],
      [7, "工号", "=cmd()", "external_id_shape"],
    ]);
  });

  it("changes of a known person only what the file gives", () => {
    const { rows } = check(["A1", "李小美", "", "2026-03-02", "", ""]);
    const known = {
      name: "李小梅",
      externalId: "A1",
      email: "mei@example.com",
      hireDate: null,
      contractTerm: "under_1_year" as const,
      probationEnd: null,
    };
    const [row] = rows;
    if (!row) throw new Error("no row");
    expect(mergedDetails(known, row)).toEqual({ ...known, name: "李小美", hireDate: "2026-03-02" });
  });
});

describe("CSV that spreadsheets open", () => {
  it.each([
    ["plain", "plain"],
    ["=1+1", "'=1+1"],
    ["+86 138", "'+86 138"],
    ["-5", "'-5"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ['say "hi", twice', '"say ""hi"", twice"'],
    ["two\nlines", '"two\nlines"'],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ])("%j → %j", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it("begins with a byte-order mark", () => {
    expect(
      csvFile([
        ["工号", "b"],
        ["1", "2"],
      ]),
    ).toBe("\uFEFF工号,b\r\n1,2\r\n");
  });
});
