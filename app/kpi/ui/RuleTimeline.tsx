import { Link } from "@remix-run/react";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { Table } from "~/ui/Table";
import type { RulesTimeline } from "../rule-pages.server";
import { useRuleWords } from "./rule-words";

type Row = RulesTimeline["rows"][number];
type Cell = Row["cells"][number];

const fill = { store: "bg-accent-soft", shop: "bg-hover", content: "bg-sunken" };

/** The shop and its stores against the months: whose rules hold in each; where they change a new bar begins. */
export function RuleTimeline({ page }: { page: Pick<RulesTimeline, "rows" | "months" | "thisMonth"> }) {
  const { t, month, whose } = useRuleWords();
  return (
    <Card title={t("timeline.title")} flush>
      <Table
        caption={t("timeline.title")}
        rows={page.rows}
        rowKey={(row) => row.id ?? "shop"}
        dense
        columns={[
          { key: "store", header: t("timeline.store"), primary: true, cell: (row: Row) => whose(row.id === null ? null : row.name) },
          ...page.months.map((one, i) => ({
            key: one,
            header: one === page.thisMonth ? `${month(one)} · ${t("month.now")}` : month(one),
            cell: (row: Row) => <Holds cell={row.cells[i]} />,
          })),
        ]}
      />
    </Card>
  );
}

function Holds({ cell }: { cell: Cell | undefined }) {
  const { t } = useRuleWords();
  if (!cell) return null;
  const { source, set } = cell;
  return (
    <Link
      to={`/kpi/rules/${set?.id ?? "shipped"}`}
      prefetch="intent"
      className={classes("inline-flex min-h-6 items-center rounded-box px-2 text-xs hover:underline", fill[source])}
    >
      {source === "content" || !set ? t("timeline.content") : t(`timeline.${source}_rules`, { version: set.version })}
    </Link>
  );
}
