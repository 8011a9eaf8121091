import { codeOf, detailsShape } from "./forms";
import { type FoundTable, type ImportError, type ImportField, importedDate, importedTerm, type ReadyRow } from "./import-rules";

/** Errors shown at most; the count goes on. */
export const IMPORT_ERRORS = 1000;

/**
 * Check every row by itself and against the others of the file: shapes, dates, terms, and that no staff number or address comes twice.
 * What depends on the shop (teams, people, the legal limit of a known person) is checked where the shop is known.
 */
export function checkRows(table: FoundTable): { rows: ReadyRow[]; errors: ImportError[] } {
  const errors: ImportError[] = [];
  const rows: ReadyRow[] = [];
  const firstRow = { externalId: new Map<string, number>(), email: new Map<string, number>() };
  for (const found of table.rows) {
    const cell = (field: ImportField) => found.cells[field] ?? "";
    const wrong = (field: ImportField, code: string, params?: ImportError["params"]) =>
      errors.push({ row: found.row, column: table.columns[field] ?? field, value: cell(field).slice(0, 80), code, params });
    const before = errors.length;

    const dates = { hireDate: "", probationEnd: "" };
    for (const field of ["hireDate", "probationEnd"] as const) {
      if (cell(field) === "") continue;
      const day = importedDate(cell(field));
      if (day) dates[field] = day;
      else wrong(field, "date_malformed");
    }
    const term = cell("contractTerm") === "" ? ("" as const) : importedTerm(cell("contractTerm"));
    if (term === null) wrong("contractTerm", "import_term");
    if (cell("externalId") === "") wrong("externalId", "import_external_id");

    const parsed = detailsShape.safeParse({
      name: cell("name"),
      externalId: cell("externalId"),
      email: cell("email"),
      contractTerm: term ?? "",
      ...dates,
    });
    if (!parsed.success) {
      const seen = new Set<unknown>();
      for (const issue of parsed.error.issues) {
        const field = issue.path[0] as ImportField;
        if (!seen.has(field)) wrong(field, codeOf(issue));
        seen.add(field);
      }
    }
    for (const field of ["externalId", "email"] as const) {
      const value = cell(field).toLowerCase();
      if (value === "") continue;
      const first = firstRow[field].get(value);
      if (first !== undefined) wrong(field, "import_twice", { first });
      else firstRow[field].set(value, found.row);
    }
    if (errors.length > before || !parsed.success || parsed.data.externalId === null) continue;
    rows.push({
      row: found.row,
      externalId: parsed.data.externalId,
      team: cell("team") || null,
      given: (Object.keys(found.cells) as ImportField[]).filter((field) => cell(field) !== ""),
      details: parsed.data,
    });
  }
  return { rows, errors };
}
