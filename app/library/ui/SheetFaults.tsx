import type { SheetError } from "~/curriculum/sheet-rules";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Table } from "~/ui/Table";
import { sheetMessages } from "../messages.sheet";

/** Every fault of a sheet by row, column, value and rule. */
export function SheetFaults({ errors, count }: { errors: readonly SheetError[]; count: number }) {
  const t = useT(sheetMessages);
  const say = useT(sheetMessages) as (key: string, params?: Record<string, string | number>) => string;
  const columnOf = ({ column, field, params }: SheetError) =>
    column || (field ? t(`column.${field}`) : t("columns.no_heading", { n: params?.n ?? "" }));
  return (
    <Card title={t("errors.title", { count })} flush>
      <Table
        caption={t("errors.title", { count })}
        dense
        rows={errors}
        rowKey={(error) => `${error.row} ${error.field} ${error.code}`}
        columns={[
          { key: "row", header: t("errors.row"), align: "end", width: "w-16", cell: (error) => error.row },
          { key: "column", header: t("errors.column"), cell: columnOf },
          {
            key: "value",
            header: t("errors.value"),
            cell: (error) =>
              error.value ? <span className="break-all">{error.value}</span> : <span className="text-faint">{t("errors.empty")}</span>,
          },
          { key: "rule", header: t("errors.rule"), primary: true, cell: (error) => say(`refusal.${error.code}`, error.params) },
        ]}
      />
      {count > errors.length && <p className="px-4 py-3 text-sm text-muted sm:px-5">{t("errors.shown", { count: errors.length })}</p>}
    </Card>
  );
}
