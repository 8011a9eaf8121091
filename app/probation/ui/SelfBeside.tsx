import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { type Column, Table } from "~/ui/Table";
import { selfMessages } from "../messages.self";
import type { GradingResultPage } from "../result.server";

type Row = NonNullable<GradingResultPage["beside"]>[number];

/** How the person saw themselves, beside what was found: the items that lie far apart first, the others folded. */
export function SelfBeside({ result, rows, self }: { result: GradingResultPage; rows: readonly Row[]; self: boolean }) {
  const t = useT(selfMessages);
  const titles = new Map(result.areas.flatMap((area) => area.items.map((item) => [item.slug, item.title])));
  const far = rows.filter((row) => row.far);
  const near = rows.filter((row) => !row.far);
  const mean = (of: (row: Row) => number) => (rows.reduce((sum, row) => sum + of(row), 0) / rows.length).toFixed(1);
  const columns: Column<Row>[] = [
    {
      key: "item",
      header: t("beside.item"),
      primary: true,
      cell: (row) => (
        <>
          {titles.get(row.slug)}
          {row.far && (
            <Badge tone="waiting" className="ms-2">
              {t("beside.badge")}
            </Badge>
          )}
          {row.remark && <span className="block text-sm font-normal whitespace-pre-line text-muted">{row.remark}</span>}
        </>
      ),
    },
    { key: "own", header: t("beside.own"), align: "end", width: "w-20", cell: (row) => row.own },
    { key: "given", header: t("beside.given"), align: "end", width: "w-20", cell: (row) => row.given },
    {
      key: "difference",
      header: t("beside.difference"),
      align: "end",
      width: "w-24",
      cell: (row) => (row.difference > 0 ? `+${row.difference}` : String(row.difference).replace("-", "−")),
    },
  ];
  const table = (of: readonly Row[], caption: string) => (
    <Table caption={caption} columns={columns} rows={of} rowKey={(row) => row.slug} dense />
  );
  const title = t(self ? "beside.title_self" : "beside.title");
  return (
    <Card title={title} flush>
      <p className="measure px-4 pb-3 text-sm sm:px-5">
        {far.length > 0 ? t("beside.far", { count: far.length }) : t("beside.near")}{" "}
        {rows.length > 0 && t("beside.mean", { own: mean((row) => row.own), given: mean((row) => row.given) })}
      </p>
      {far.length > 0 && table(far, title)}
      {near.length > 0 && (
        <Fold className="border-t border-line" summaryClass="px-4 text-sm sm:px-5" summary={t("beside.rest")}>
          {table(near, t("beside.rest"))}
        </Fold>
      )}
    </Card>
  );
}
