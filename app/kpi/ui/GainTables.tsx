import { Link } from "@remix-run/react";
import { showScore } from "~/platform/decimal";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { Table } from "~/ui/Table";
import { previewMessages } from "../messages.preview";
import { yuan } from "../money";
import type { RulePreview } from "../rule-preview.server";

type Reckoned = NonNullable<RulePreview["reckoned"]>;

/** Each store: how many gain and lose, and the mean of its scores before and after. */
export function StoreGains({ stores }: { stores: Reckoned["stores"] }) {
  const t = useT(previewMessages);
  return (
    <Card title={t("stores")} flush>
      <Table
        caption={t("stores")}
        dense
        rows={stores}
        rowKey={(row) => row.storeId}
        columns={[
          { key: "store", header: t("col.store"), primary: true, cell: (row) => row.name },
          { key: "agents", header: t("col.agents"), align: "end", cell: (row) => row.agents },
          { key: "gain", header: t("col.gain"), align: "end", cell: (row) => row.gain },
          { key: "lose", header: t("col.lose"), align: "end", cell: (row) => row.lose },
          {
            key: "mean",
            header: t("col.mean"),
            align: "end",
            cell: (row) => [row.before ?? "–", row.after ?? "–"].join(" → "),
          },
        ]}
      />
    </Card>
  );
}

/** Each agent: score and bonus under both rules. */
export function AgentGains({ rows }: { rows: Reckoned["rows"] }) {
  const t = useT(previewMessages);
  const score = (value: string | null) => (value === null ? t("unscored") : showScore(value));
  const money = (fen: number | null) => (fen === null ? "–" : yuan(fen));
  return (
    <Card title={t("agents")} flush>
      <Table
        caption={t("agents")}
        dense
        rows={rows}
        rowKey={(row) => row.personId}
        columns={[
          {
            key: "agent",
            header: t("col.agent"),
            primary: true,
            cell: (row) => (
              <Link to={`/people/${row.personId}`} prefetch="intent" className="link">
                {row.name}
              </Link>
            ),
          },
          { key: "team", header: t("col.team"), desktopOnly: true, cell: (row) => row.team },
          { key: "before", header: t("col.before"), align: "end", cell: (row) => score(row.before) },
          {
            key: "after",
            header: t("col.after"),
            align: "end",
            cell: (row) => (
              <>
                {row.crosses && <Badge tone={row.crosses === "up" ? "accent" : "waiting"}>{t(`cross.${row.crosses}`)}</Badge>}{" "}
                {score(row.after)}
              </>
            ),
          },
          { key: "bonus_before", header: t("col.bonus_before"), align: "end", cell: (row) => money(row.bonusBefore) },
          { key: "bonus_after", header: t("col.bonus_after"), align: "end", cell: (row) => money(row.bonusAfter) },
          {
            key: "change",
            header: t("col.change"),
            align: "end",
            cell: (row) => (row.change === null ? "–" : row.change > 0 ? `+${yuan(row.change)}` : yuan(row.change)),
          },
        ]}
      />
    </Card>
  );
}
