import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { type Column, Table } from "~/ui/Table";
import type { LedgerRow } from "../list.server";
import { conductMessages } from "../messages";
import { monthName } from "../months";

/** The agents of one's teams with what they have left of a month. */
export function LedgerTable({ rows, month, caption }: { rows: readonly LedgerRow[]; month: string; caption: string }) {
  const t = useT(conductMessages);
  const columns: Column<LedgerRow>[] = [
    {
      key: "name",
      header: t("list.name"),
      primary: true,
      cell: ({ id, name }) => (
        <Link to={`/conduct/${id}?month=${monthName(month)}`} prefetch="intent" className="link font-medium">
          {name}
        </Link>
      ),
    },
    { key: "team", header: t("list.team"), cell: ({ team }) => team },
    { key: "state", header: t("list.state"), cell: (row) => <State row={row} /> },
    { key: "entries", header: t("list.entries"), align: "end", cell: ({ entries }) => entries },
    {
      key: "left",
      header: t("list.left"),
      align: "end",
      cell: ({ balance }) => balance ?? <span className="text-muted">{t("list.full")}</span>,
    },
  ];
  return <Table caption={caption} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function State({ row }: { row: LedgerRow }) {
  const t = useT(conductMessages);
  return (
    <span className="flex flex-wrap gap-1.5 max-sm:justify-end">
      {row.reached.map((title) => (
        <Badge key={title} tone="blocked">
          {title}
        </Badge>
      ))}
      {row.waits > 0 && <Badge tone="waiting">{t("list.waits")}</Badge>}
      {row.appeals > 0 && <Badge tone="waiting">{t("list.appeals", { count: row.appeals })}</Badge>}
    </span>
  );
}
