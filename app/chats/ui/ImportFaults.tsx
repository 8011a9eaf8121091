import type { ImportFault } from "@db/schema";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { type Column, Table } from "~/ui/Table";
import { importMessages } from "../messages.import";

/** What of a file could not be brought in, by its line; what is quoted was masked. */
export function ImportFaults({ faults, count }: { faults: readonly ImportFault[]; count: number }) {
  const t = useT(importMessages);
  const columns: Column<ImportFault & { n: number }>[] = [
    { key: "at", header: t("faults.at"), align: "end", width: "w-20", cell: ({ at }) => at },
    {
      key: "why",
      header: t("faults.why"),
      primary: true,
      cell: ({ code }) => <span className="font-normal">{t(`fault.${code}` as "fault.row_time")}</span>,
    },
    { key: "value", header: t("faults.value"), cell: ({ value }) => <span className="break-all">{value || "–"}</span> },
  ];
  return (
    <Card title={t("faults.title")} flush>
      <p className="px-4 pb-3 sm:px-5 text-sm text-muted">{t("faults.lead", { count, shown: faults.length })}</p>
      <Table
        caption={t("faults.title")}
        columns={columns}
        rows={faults.map((fault, n) => ({ ...fault, n }))}
        rowKey={({ n }) => String(n)}
        dense
      />
    </Card>
  );
}
