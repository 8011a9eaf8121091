import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Table } from "~/ui/Table";
import { targetMessages } from "../messages.targets";
import { written } from "../target-form";
import type { TargetsPage } from "../targets.server";

/** The targets of a month to be read: what holds for each store. */
export function TargetTable({ rows }: { rows: TargetsPage["rows"] }) {
  const t = useT(targetMessages);
  const or = (text: string) => (text === "" ? t("nothing") : text);
  return (
    <Card flush>
      <Table
        caption={t("caption")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "store", header: t("col.store"), primary: true, cell: (row) => row.name },
          { key: "counts", header: t("col.counts"), cell: ({ held }) => (held ? t(`counts.${held.counts}`) : t("nothing")) },
          { key: "price", header: t("col.price"), align: "end", cell: ({ held }) => or(written(held?.priceFen ?? null)) },
          { key: "items", header: t("col.items"), align: "end", cell: ({ held }) => or(written(held?.itemsHundredths ?? null)) },
          { key: "push", header: t("col.push"), align: "end", cell: ({ held }) => held?.pushUnits ?? t("nothing") },
          {
            key: "products",
            header: t("col.products"),
            cell: ({ held }) => (held && held.pushProducts.length > 0 ? t("products", { count: held.pushProducts.length }) : t("nothing")),
          },
          { key: "quota", header: t("col.quota"), align: "end", cell: ({ held }) => or(written(held?.quotaFen ?? null)) },
          { key: "season", header: t("col.season"), cell: ({ held }) => t(`season.${held?.season ?? "low"}`) },
        ]}
      />
    </Card>
  );
}
