import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { Table } from "~/ui/Table";
import type { StoreLoad } from "../workload/load.server";
import { workloadMessages } from "../workload/messages";
import type { Signal } from "../workload/workload-rules";

const tone = { hire: "waiting", rebalance: "waiting", fine: "accent", unclear: "neutral" } as const;

function SignalBadge({ signal }: { signal: Signal }) {
  const t = useT(workloadMessages);
  return <Badge tone={tone[signal]}>{t(`signal.${signal}`)}</Badge>;
}

/** The weeks of a store, or of the team as a whole, and day by day under a fold. */
export function WorkloadTable({ of }: { of: StoreLoad }) {
  const t = useT(workloadMessages);
  const { locale } = useReader();
  const title = of.name ?? t("whole");
  const days = of.weeks.flatMap(({ each }) => each);
  return (
    <Card title={title} flush>
      <Table
        caption={title}
        dense
        rows={of.weeks}
        rowKey={({ week }) => week}
        columns={[
          { key: "week", header: t("week"), primary: true, cell: ({ week }) => formatDate(week, locale) },
          { key: "inquiries", header: t("inquiries"), align: "end", cell: ({ inquiries }) => inquiries },
          { key: "agents", header: t("agents"), align: "end", cell: ({ agentDays }) => agentDays },
          { key: "per", header: t("per"), align: "end", cell: ({ perAgent }) => <strong>{perAgent ?? "–"}</strong> },
          { key: "known", header: t("known"), align: "end", cell: ({ days: known }) => known },
          { key: "says", header: t("says"), cell: ({ signal }) => <SignalBadge signal={signal} /> },
        ]}
      />
      <Fold className="border-t border-line" summaryClass="px-4 py-2 sm:px-5" summary={<span className="text-sm">{t("days")}</span>}>
        <Table
          caption={`${title} · ${t("days")}`}
          dense
          rows={days}
          rowKey={({ day }) => day}
          columns={[
            { key: "day", header: t("day"), primary: true, cell: ({ day }) => formatDate(day, locale) },
            { key: "inquiries", header: t("inquiries"), align: "end", cell: ({ inquiries }) => inquiries },
            { key: "agents", header: t("on_duty"), align: "end", cell: ({ agentDays }) => agentDays },
            { key: "per", header: t("per"), align: "end", cell: ({ perAgent }) => perAgent ?? "–" },
            { key: "says", header: t("says"), cell: ({ signal }) => <SignalBadge signal={signal} /> },
          ]}
        />
      </Fold>
    </Card>
  );
}
