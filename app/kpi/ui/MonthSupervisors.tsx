import { Link } from "@remix-run/react";
import { showScore } from "~/platform/decimal";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Table } from "~/ui/Table";
import { yuan } from "../month-title";
import { supervisorMessages } from "../supervisor/messages";
import type { SupervisorMonth } from "../supervisor/page.server";

export type SupervisorLine = Pick<SupervisorMonth, "personId" | "name" | "state" | "score" | "bonusFen">;

/** The supervisors of a team's month; each leads to what their score is made of. */
export function MonthSupervisors({ rows, month }: { rows: readonly SupervisorLine[]; month: string }) {
  const t = useT(supervisorMessages);
  if (rows.length === 0) return null;
  return (
    <Card title={t("supervisors")} flush>
      <Table
        caption={t("supervisors")}
        rows={rows}
        rowKey={({ personId }) => personId}
        columns={[
          {
            key: "name",
            header: t("name"),
            primary: true,
            cell: ({ personId, name }) => (
              <Link to={`/kpi/supervisors/${personId}?month=${month.slice(0, 7)}`} prefetch="intent" className="link font-medium">
                {name}
              </Link>
            ),
          },
          { key: "state", header: t("state"), cell: ({ state }) => t(`state.${state}`) },
          { key: "score", header: t("score"), align: "end", cell: ({ score }) => (score === null ? "–" : showScore(score)) },
          {
            key: "bonus",
            header: t("bonus"),
            align: "end",
            cell: ({ bonusFen }) => (bonusFen === null ? "–" : t("yuan", { amount: yuan(bonusFen) })),
          },
        ]}
      />
    </Card>
  );
}
