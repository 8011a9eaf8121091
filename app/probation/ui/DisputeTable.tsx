import { Link } from "@remix-run/react";
import { formatDate, formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { type Column, Table } from "~/ui/Table";
import type { DisputeRow } from "../dispute-list.server";
import { outcomeMessages } from "../messages.outcome";

/** Disputes: whose, since when, how many items, and until when somebody rules, or what became of them. */
export function DisputeTable({ rows }: { rows: readonly DisputeRow[] }) {
  const t = useT(outcomeMessages);
  const { locale, zone } = useReader();
  const columns: Column<DisputeRow>[] = [
    {
      key: "person",
      header: t("queue.person"),
      primary: true,
      cell: (row) => (
        <>
          <Link to={`/probation/disputes/${row.id}`} prefetch="intent" className="link font-medium">
            {row.name}
          </Link>
          {row.team && <span className="block text-sm font-normal text-muted">{row.team}</span>}
        </>
      ),
    },
    { key: "opened", header: t("queue.opened"), cell: (row) => formatDateTime(row.openedAt, locale, zone) },
    { key: "items", header: t("queue.items"), align: "end", cell: (row) => row.items },
    { key: "state", header: t("queue.state"), cell: (row) => <State row={row} /> },
  ];
  return <Table caption={t("queue.title")} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

function State({ row }: { row: DisputeRow }) {
  const t = useT(outcomeMessages);
  const { locale, zone } = useReader();
  const line = "inline-flex flex-wrap items-center gap-x-2 gap-y-1 max-sm:justify-end";
  if (row.outcome === null)
    return (
      <span className={line}>
        <Badge tone={row.isLate ? "blocked" : "waiting"}>
          {t(row.isLate ? "queue.overdue" : "queue.due", { day: formatDate(row.due, locale) })}
        </Badge>
        {row.graded && <Badge>{t("queue.yours")}</Badge>}
      </span>
    );
  const when = row.closedAt ? formatDateTime(row.closedAt, locale, zone) : "";
  return (
    <span className={line}>
      {row.outcome === "ruled" ? (
        <Badge tone="accent">{row.changed === 0 ? t("queue.kept") : t("queue.changed", { count: row.changed })}</Badge>
      ) : (
        <Badge>{t(`queue.${row.outcome}`)}</Badge>
      )}
      {row.alone && <Badge tone="waiting">{t("queue.alone")}</Badge>}
      {row.closedBy && <span className="text-sm text-muted">{t("queue.by", { name: row.closedBy, when })}</span>}
    </span>
  );
}
