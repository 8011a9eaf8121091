import { Link } from "@remix-run/react";
import { plainDateIn } from "~/platform/dates";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { type Column, Table } from "~/ui/Table";
import { yuan } from "../month-title";
import { quotaMessages } from "../quota/messages";
import type { ReviewRow } from "../quota/page.server";
import { useMonth } from "./month";

/** Reviews: whose, which months, how far below, and since when they wait or what came of them. */
export function QuotaReviewTable({ rows }: { rows: readonly ReviewRow[] }) {
  const t = useT(quotaMessages);
  const monthOf = useMonth();
  const { locale, zone } = useReader();
  const dayOf = (at: Date) => formatDate(plainDateIn(zone, new Date(at)), locale);
  const columns: Column<ReviewRow>[] = [
    {
      key: "person",
      header: t("list.person"),
      primary: true,
      cell: (row) => (
        <>
          <Link to={`/kpi/quota/reviews/${row.id}`} prefetch="intent" className="link font-medium">
            {row.name}
          </Link>
          {row.team && <span className="block text-sm font-normal text-muted">{row.team}</span>}
        </>
      ),
    },
    { key: "months", header: t("list.months"), cell: ({ months }) => months.map(({ month }) => monthOf(month)).join(" · ") },
    {
      key: "missing",
      header: t("list.missing"),
      align: "end",
      cell: ({ months }) => {
        const last = months.at(-1);
        return t("list.of", { net: yuan(last?.netFen ?? 0), quota: yuan(last?.quotaFen ?? 0) });
      },
    },
    {
      key: "state",
      header: t("list.state"),
      cell: (row) =>
        row.outcome === null ? (
          <Badge tone="waiting">{t("list.waits", { day: dayOf(row.openedAt) })}</Badge>
        ) : (
          <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1 max-sm:justify-end">
            <Badge tone={row.outcome === "lapsed" ? "neutral" : "accent"}>{t(`outcome.${row.outcome}`)}</Badge>
            {row.closedBy && row.closedAt && (
              <span className="text-sm text-muted">{t("outcome.by", { name: row.closedBy, when: dayOf(row.closedAt) })}</span>
            )}
          </span>
        ),
    },
  ];
  return <Table caption={t("list.title")} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
