import writeXlsxFile from "write-excel-file/node";
import type { PlainDate } from "~/platform/dates";
import { showScore } from "~/platform/decimal";
import type { Locale } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { monthMessages } from "../messages.months";
import type { MonthPerson } from "./month-people.server";

type BonusTable = { sheet: string; heading: string[]; rows: (string | number)[][] };

/** The list for payroll: who, of which month, score as shown, base, days, bonus in yuan, and whether that is final. */
export function bonusTable({ team, rows }: { team: string; rows: readonly MonthPerson[] }, month: PlainDate, locale: Locale): BonusTable {
  const t = translate(monthMessages, locale);
  const headings = ["number", "name", "team", "month", "score", "base", "active", "working", "bonus", "state"] as const;
  return {
    sheet: t("file.sheet"),
    heading: headings.map((key) => t(`file.${key}`)),
    rows: rows.map((row) => [
      ...[row.externalId ?? "", row.name, team, month.slice(0, 7)],
      row.score === null ? "" : Number(showScore(row.score)),
      row.baseYuan ?? "",
      ...[row.activeDays, row.workingDays],
      row.bonusFen === null ? "" : (row.bonusFen / 100).toFixed(2),
      t(`file.${row.state}`),
    ]),
  };
}

/** The same as a workbook of one sheet; the bonus is a number there. */
export function bonusBook({ sheet, heading, rows }: BonusTable): Promise<Buffer> {
  const amount = heading.length - 2;
  const data = [
    heading.map((value) => ({ value, type: String, fontWeight: "bold" as const })),
    ...rows.map((row) =>
      row.map((value, at) => {
        if (value === "") return null;
        if (at === amount) return { value: Number(value), type: Number, format: "0.00" };
        return typeof value === "number" ? { value, type: Number } : { value, type: String };
      }),
    ),
  ];
  return writeXlsxFile([{ sheet, data, columns: heading.map(() => ({ width: 14 })), stickyRowsCount: 1 }]).toBuffer();
}
