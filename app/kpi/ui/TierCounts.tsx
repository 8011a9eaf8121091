import { useT } from "~/platform/use-locale";
import { Table } from "~/ui/Table";
import type { TierCount } from "../boards/board-rules";
import { boardMessages } from "../messages.boards";

/** How many stand between which lines of the bonus, in figures. */
export function TierCounts({ tiers, n }: { tiers: readonly TierCount[]; n: number }) {
  const t = useT(boardMessages);
  const words = ({ from, to }: TierCount) => {
    if (from <= 0) return t("line.below", { to });
    return to >= 100 ? t("line.over", { from }) : t("line.between", { from, to });
  };
  return (
    <Table
      caption={t("tier.caption")}
      dense
      rows={tiers}
      rowKey={({ from }) => String(from)}
      columns={[
        { key: "line", header: t("col.line"), primary: true, cell: words },
        { key: "base", header: t("col.base"), align: "end", cell: ({ baseYuan }) => t("yuan", { amount: baseYuan }) },
        { key: "count", header: t("col.count"), align: "end", cell: ({ count }) => count },
        {
          key: "share",
          header: t("col.share"),
          align: "end",
          cell: ({ count }) => (n === 0 ? "–" : t("percent", { value: Math.round((100 * count) / n) })),
        },
      ]}
    />
  );
}
