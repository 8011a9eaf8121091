import { isPlainDate, type PlainDate } from "~/platform/dates";
import { cellText, type Grid, plainHeading } from "~/platform/spreadsheet";
import type { Details } from "./forms";
import type { ContractTerm } from "./probation-law";

export const importFields = ["externalId", "name", "team", "email", "hireDate", "contractTerm", "probationEnd"] as const;
export type ImportField = (typeof importFields)[number];

/** What the columns are called, in the spellings that shops' own files use; compared without blanks, stars and brackets. */
const headers: Record<ImportField, string[]> = {
  externalId: [
    "工号",
    "员工编号",
    "员工工号",
    "人员编号",
    "编号",
    "staffnumber",
    "staffno",
    "staffid",
    "employeeid",
    "employeenumber",
    "externalid",
    "id",
  ],
  name: ["姓名", "员工姓名", "名字", "name", "fullname"],
  team: ["团队", "组别", "小组", "班组", "部门", "所属团队", "team", "group", "department"],
  email: ["邮箱", "电子邮箱", "邮件", "email", "mail", "emailaddress"],
  hireDate: ["入职日期", "入职时间", "入职", "到岗日期", "hiredate", "hired", "startdate", "joined"],
  contractTerm: ["合同期限", "合同年限", "合同", "劳动合同期限", "contractterm", "contract", "term"],
  probationEnd: [
    "试用期结束",
    "试用期结束日期",
    "试用期截止",
    "试用期截止日期",
    "试用结束",
    "试用到期",
    "转正日期前一日",
    "probationend",
    "endofprobation",
    "probationuntil",
  ],
};

/** Which field a column's heading means; null for a column that is not ours. */
export function fieldOf(heading: string): ImportField | null {
  const plain = plainHeading(heading);
  return importFields.find((field) => headers[field].includes(plain)) ?? null;
}

/** A row as it was found: its number in the file, and the cells of the columns that are ours. */
export type FoundRow = { row: number; cells: Partial<Record<ImportField, string>> };
export type FoundTable = { rows: FoundRow[]; columns: Partial<Record<ImportField, string>>; ignored: string[] };
export type GridFault = "import_empty" | "import_no_header" | "import_column_twice" | "import_too_many_rows";

export const IMPORT_ROWS = 5000;
const HEADER_WITHIN = 10;

/**
 * Find the heading row (titles may stand above it) and read the rows below. Blank rows are passed over; rows keep the number that
 * the spreadsheet shows.
 */
export function readTable(
  grid: Grid,
): { ok: true; table: FoundTable } | { ok: false; fault: GridFault; params?: Record<string, string | number> } {
  const text = grid.map((row) => row.map(cellText));
  if (text.every((row) => row.every((cell) => cell === ""))) return { ok: false, fault: "import_empty" };
  const at = text.slice(0, HEADER_WITHIN).findIndex((row) => row.map(fieldOf).includes("externalId") && row.map(fieldOf).includes("name"));
  const heading = text[at];
  if (!heading) return { ok: false, fault: "import_no_header" };
  const fields = heading.map(fieldOf);
  const twice = fields.find((field, i) => field !== null && fields.indexOf(field) !== i);
  if (twice) return { ok: false, fault: "import_column_twice", params: { column: heading[fields.lastIndexOf(twice)] ?? "" } };
  const rows: FoundRow[] = [];
  text.slice(at + 1).forEach((row, i) => {
    if (row.every((cell) => cell === "")) return;
    const cells: FoundRow["cells"] = {};
    fields.forEach((field, column) => {
      if (field) cells[field] = row[column] ?? "";
    });
    rows.push({ row: at + i + 2, cells });
  });
  if (rows.length === 0) return { ok: false, fault: "import_empty" };
  if (rows.length > IMPORT_ROWS) return { ok: false, fault: "import_too_many_rows", params: { count: rows.length, limit: IMPORT_ROWS } };
  const columns: FoundTable["columns"] = {};
  fields.forEach((field, i) => {
    if (field) columns[field] = heading[i];
  });
  return { ok: true, table: { rows, columns, ignored: heading.filter((title, i) => title !== "" && fields[i] === null) } };
}

/** A date as merchants write it: 2026-03-02, 2026/3/2, 2026.3.2, 2026年3月2日, 20260302, or a spreadsheet's day number. Null when it is none. */
export function importedDate(text: string): PlainDate | null {
  const plain = text.normalize("NFKC").trim();
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (parts) {
    const day = `${parts[1]}-${parts[2]?.padStart(2, "0")}-${parts[3]?.padStart(2, "0")}`;
    return isPlainDate(day) ? day : null;
  }
  // Days since 30 December 1899; only where they fall into this century.
  if (/^\d{5}$/.test(plain) && Number(plain) >= 36_526 && Number(plain) < 73_051) {
    return new Date(Date.UTC(1899, 11, 30) + Number(plain) * 86_400_000).toISOString().slice(0, 10);
  }
  return null;
}

const terms: [RegExp, ContractTerm][] = [
  [
    /^(under_3_months|不满三个月|不足三个月|三个月以下|3个月以下|以完成一定(工作)?任务为期限|under3months|lessthan3months)$/,
    "under_3_months",
  ],
  [/^(under_1_year|不满一年|不足一年|一年以下|1年以下|1年以内|一年以内|<1年?|under1year|lessthan1year)$/, "under_1_year"],
  [/^(under_3_years|一年以上不满三年|一年以上三年以下|1-3年|1至3年|1~3年|一到三年|under3years|1-3years)$/, "under_3_years"],
  [
    /^(3_years_or_longer|三年以上|3年以上|三年及以上|3年及以上|无固定期限|无固定|≥3年|3yearsorlonger|open-ended|permanent)/,
    "3_years_or_longer",
  ],
];
const chineseDigits = "零一二三四五六七八九十";

/** A contract term as merchants write it: one of the four by name, or a length such as 3年, 18个月, 2 years. Null when it is none. */
export function importedTerm(text: string): ContractTerm | null {
  const plain = text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const named = terms.find(([pattern]) => pattern.test(plain));
  if (named) return named[1];
  const length = /^(\d{1,2}(?:\.\d)?|[一二三四五六七八九十两])(年|years?|个月|月|months?)(期)?$/.exec(plain);
  if (!length) return null;
  const digit = length[1] === "两" ? 2 : chineseDigits.indexOf(length[1] ?? "");
  const n = digit > 0 ? digit : Number(length[1]);
  const months = /月|month/.test(length[2] ?? "") ? n : n * 12;
  if (months <= 0) return null;
  if (months < 3) return "under_3_months";
  return months < 12 ? "under_1_year" : months < 36 ? "under_3_years" : "3_years_or_longer";
}

/** Where an import cannot go on: the row of the file, the heading as the file has it, the value, and the rule as a refusal code. */
export type ImportError = { row: number; column: string; value: string; code: string; params?: Record<string, string | number> };

/** A row in our own terms. `given` names the columns that had a value: what was left blank changes nothing about a known person. */
export type ReadyRow = { row: number; externalId: string; team: string | null; given: ImportField[]; details: Details };

/** Put what a checked row says over what is known already. */
export function mergedDetails(known: Details, ready: ReadyRow): Details {
  const merged = { ...known };
  for (const field of ready.given) {
    if (field === "name") merged.name = ready.details.name;
    else if (field === "email") merged.email = ready.details.email;
    else if (field === "hireDate") merged.hireDate = ready.details.hireDate;
    else if (field === "contractTerm") merged.contractTerm = ready.details.contractTerm;
    else if (field === "probationEnd") merged.probationEnd = ready.details.probationEnd;
  }
  return merged;
}
