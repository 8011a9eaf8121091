import { Link } from "@remix-run/react";
import { plainDateIn } from "~/platform/dates";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { type Column, Table } from "~/ui/Table";
import { levelMessages } from "../levels/messages";
import type { ProposalRow } from "../levels/proposals.server";
import { useMonth } from "./month";

/** Proposals: whose, which step, by which months, and since when they wait or what became of them. */
export function ProposalTable({ rows }: { rows: readonly ProposalRow[] }) {
  const t = useT(levelMessages);
  const monthOf = useMonth();
  const { locale, zone } = useReader();
  const dayOf = (at: Date) => formatDate(plainDateIn(zone, new Date(at)), locale);
  const columns: Column<ProposalRow>[] = [
    {
      key: "person",
      header: t("list.person"),
      primary: true,
      cell: (row) => (
        <>
          <Link to={`/levels/proposals/${row.id}`} prefetch="intent" className="link font-medium">
            {row.name}
          </Link>
          {row.team && <span className="block text-sm font-normal text-muted">{row.team}</span>}
        </>
      ),
    },
    { key: "step", header: t("list.step"), cell: (row) => t(`list.${row.kind}`, { to: row.to }) },
    { key: "month", header: t("list.month"), cell: (row) => monthOf(row.month) },
    {
      key: "state",
      header: t("list.state"),
      cell: (row) =>
        row.outcome === null ? (
          <Badge tone="waiting">{t("list.waits", { day: dayOf(row.openedAt) })}</Badge>
        ) : (
          <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1 max-sm:justify-end">
            <Badge tone={row.outcome === "confirmed" ? "accent" : "neutral"}>{t(`outcome.${row.outcome}`)}</Badge>
            {row.closedBy && row.closedAt && (
              <span className="text-sm text-muted">{t("outcome.by", { name: row.closedBy, when: dayOf(row.closedAt) })}</span>
            )}
          </span>
        ),
    },
  ];
  return <Table caption={t("list.title")} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
