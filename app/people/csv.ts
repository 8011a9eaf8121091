/** A cell of a CSV file that spreadsheets will open: quoted where needed, and never a formula. */
export function csvCell(value: string): string {
  const harmless = GUARDED.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** What a spreadsheet would take for a formula, and what looks as if it had been kept from that already. */
const GUARDED = /^'*[=+\-@\t\r]/;

/** A cell as it was before `csvCell` kept it from being a formula. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && GUARDED.test(cell) ? cell.slice(1) : cell;
}

/** A whole CSV file with a byte-order mark, without which spreadsheets take Chinese for something else. */
export function csvFile(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}
