import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { type Column, Table } from "~/ui/Table";
import type { AgreementFigures } from "../agreement-rules";
import { secondMessages } from "../messages.second";

type Row = AgreementFigures & { key: string; title: string; sheets: number };

/** Who, or what, with how many grades were compared and how far they agree. */
export function AgreementTable({ title, name, rows, withSheets }: { title: string; name: string; rows: Row[]; withSheets?: boolean }) {
  const t = useT(secondMessages);
  const share = (value: number | null) => (value === null ? "—" : t("agreement.percent", { percent: Math.floor(value * 100) }));
  const columns: Column<Row>[] = [
    { key: "title", header: name, primary: true, cell: (row) => row.title },
    ...(withSheets ? [{ key: "sheets", header: t("agreement.sheets"), align: "end" as const, cell: (row: Row) => row.sheets }] : []),
    { key: "n", header: t("agreement.n"), align: "end", cell: (row) => row.n },
    { key: "same", header: t("agreement.same"), align: "end", cell: (row) => share(row.same) },
    { key: "near", header: t("agreement.near"), align: "end", cell: (row) => share(row.near) },
    { key: "kappa", header: t("agreement.kappa"), align: "end", cell: (row) => <Kappa row={row} /> },
  ];
  return (
    <Card title={title} flush>
      <Table caption={title} columns={columns} rows={rows} rowKey={(row) => row.key} />
    </Card>
  );
}

function Kappa({ row }: { row: Row }) {
  const t = useT(secondMessages);
  if (row.kappa !== null) return <strong className="font-semibold">{row.kappa.toFixed(2)}</strong>;
  return <span className="text-muted">{t(row.isEnough ? "agreement.flat" : "agreement.few")}</span>;
}
