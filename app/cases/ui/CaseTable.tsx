import { Link } from "@remix-run/react";
import { formatDay } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { type Column, Table } from "~/ui/Table";
import { caseAddress } from "../address";
import { caseMessages } from "../messages";
import type { CaseLine } from "../queries.server";
import { ReasonBadges, StateBadge } from "./Badges";
import { useCaseWords } from "./words";

type Row = Pick<CaseLine, "id" | "number" | "kind" | "state" | "title" | "reasons" | "worthFen" | "day" | "name" | "times">;

/** Cases in a list. */
export function CaseTable({ rows }: { rows: readonly Row[] }) {
  const t = useT(caseMessages);
  const words = useCaseWords();
  const { locale } = useReader();
  const columns: Column<Row>[] = [
    {
      key: "case",
      header: t("col.case"),
      primary: true,
      cell: ({ number, title, times }) => (
        <>
          <Link to={caseAddress(number)} prefetch="intent" className="link font-medium">
            <span className="text-muted tabular-nums">{t("number", { number })}</span> {title}
          </Link>
          {times > 1 && <span className="ms-2 text-sm font-normal whitespace-nowrap text-muted">{t("times", { count: times })}</span>}
        </>
      ),
    },
    { key: "reasons", header: t("col.reasons"), cell: ({ kind, reasons }) => <ReasonBadges kind={kind} reasons={reasons} /> },
    { key: "worth", header: t("col.worth"), align: "end", cell: ({ kind, worthFen }) => (kind === "lost" ? words.money(worthFen) : "") },
    { key: "state", header: t("col.state"), cell: ({ state }) => <StateBadge state={state} /> },
    { key: "agent", header: t("col.agent"), cell: ({ name }) => name ?? <span className="text-muted">{t("no_name")}</span> },
    { key: "day", header: t("col.day"), align: "end", cell: ({ day }) => formatDay(day, locale) },
  ];
  return <Table caption={t("list.title")} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
