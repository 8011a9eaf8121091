import { Link } from "@remix-run/react";
import ClipboardList from "lucide-react/icons/clipboard-list";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { type Column, Table } from "~/ui/Table";
import { probationMessages } from "../messages";
import { secondMessages } from "../messages.second";

type Row = {
  id: string;
  attempt: number;
  graderName: string;
  abandonedAt: Date | null;
  abandonReason: string | null;
  waits: boolean;
  submittedAt: Date | null;
  result: { total: string; passed: boolean; gradedAt: Date; secondGraderName: string | null; singleExaminer: boolean } | null;
};

/** The gradings of a person, newest first: who graded, when, and what came of it. */
export function GradingList({ personId, gradings }: { personId: string; gradings: Row[] }) {
  const t = useT(probationMessages);
  const { locale, zone } = useReader();
  const columns: Column<Row>[] = [
    {
      key: "attempt",
      header: t("overview.col.attempt"),
      primary: true,
      cell: (g) => (g.abandonedAt ? "—" : t("overview.attempt_n", { n: g.attempt })),
    },
    {
      key: "grader",
      header: t("overview.col.grader"),
      cell: (g) => [g.graderName, g.result?.secondGraderName].filter(Boolean).join(" · "),
    },
    {
      key: "when",
      header: t("overview.col.when"),
      cell: (g) => formatDateTime(g.result?.gradedAt ?? g.abandonedAt ?? g.submittedAt ?? new Date(0), locale, zone),
    },
    { key: "total", header: t("overview.col.total"), align: "end", cell: (g) => g.result?.total ?? "—" },
    { key: "result", header: t("overview.col.result"), cell: (g) => <Outcome personId={personId} grading={g} /> },
  ];
  return (
    <Card title={t("overview.results")} flush>
      <Table
        caption={t("overview.results")}
        columns={columns}
        rows={gradings}
        rowKey={(g) => g.id}
        empty={
          <EmptyState title={t("overview.results_empty")} icon={<ClipboardList />} level={3}>
            {t("overview.results_empty_detail")}
          </EmptyState>
        }
      />
    </Card>
  );
}

function Outcome({ personId, grading }: { personId: string; grading: Row }) {
  const t = useT(probationMessages);
  const say = useT(secondMessages);
  const { locale, zone } = useReader();
  if (grading.waits) return <Badge tone="waiting">{say("waits.title")}</Badge>;
  if (!grading.result) {
    const when = formatDateTime(grading.abandonedAt ?? new Date(0), locale, zone);
    return <span className="text-sm text-muted">{t("overview.given_up", { when, reason: grading.abandonReason ?? "" })}</span>;
  }
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-x-3 gap-y-1 sm:justify-start">
      <Badge tone={grading.result.passed ? "cleared" : "blocked"}>{t(grading.result.passed ? "result.passed" : "result.failed")}</Badge>
      {grading.result.singleExaminer && <Badge tone="waiting">{say("single.title")}</Badge>}
      <Link className="link inline-flex min-h-control-sm items-center" to={`/probation/${personId}/result/${grading.id}`}>
        {t("overview.see")}
      </Link>
    </span>
  );
}
