import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { type Column, Table } from "~/ui/Table";
import { secondMessages } from "../messages.second";
import type { GradingResultPage } from "../result.server";

type Row = { key: string; title: string; first: string; second: string; agreed: string };

/** What each of two graders came to, what counts, and by which arithmetic. */
export function TwoGradings({ result, apart }: { result: GradingResultPage; apart: { first: string; second: string } }) {
  const t = useT(secondMessages);
  const items = result.areas.flatMap((area) => area.items);
  const count = (how: (typeof items)[number]["how"]) => items.filter((item) => item.how === how).length;
  const percent = (value: string) => t("two.percent", { percent: value });
  const rows: Row[] = [
    { key: "total", title: t("two.total"), ...apart, agreed: result.total },
    ...result.areas.map((area) => ({
      key: area.slug,
      title: area.title,
      first: percent(area.apart?.first ?? ""),
      second: percent(area.apart?.second ?? ""),
      agreed: percent(area.percent),
    })),
  ];
  const columns: Column<Row>[] = [
    { key: "title", header: "", primary: true, cell: (row) => row.title },
    { key: "first", header: t("two.first"), align: "end", cell: (row) => row.first },
    { key: "second", header: t("two.second"), align: "end", cell: (row) => row.second },
    { key: "agreed", header: t("two.agreed"), align: "end", cell: (row) => <strong className="font-semibold">{row.agreed}</strong> },
  ];
  return (
    <Card title={t("two.title")} flush>
      <div className="grid gap-1 px-4 pb-3 text-sm sm:px-5">
        <p className="measure">
          {t("two.intro", { same: count("same"), averaged: count("averaged"), settled: count("reconciled") })}
          {result.settledBy && ` ${t("two.by", { name: result.settledBy })}`}
        </p>
        <p className="measure text-muted">{t("two.arithmetic")}</p>
      </div>
      <Table caption={t("two.title")} columns={columns} rows={rows} rowKey={(row) => row.key} />
    </Card>
  );
}
