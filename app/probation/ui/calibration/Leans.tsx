import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Table } from "~/ui/Table";
import { calibrationMessages } from "../../calibration/messages";

/** A lean in words: milder, stricter, or as the others. */
export function useLean(): (lean: number | null) => string {
  const t = useT(calibrationMessages);
  return (lean) => {
    if (lean === null) return t("no_lean");
    return lean === 0 ? t("even") : t(lean > 0 ? "milder" : "stricter", { lean: Math.abs(lean).toFixed(2) });
  };
}

type Row = { graderId: string; name: string; isOwn: boolean; sets: number; mean: number; last: number };

/** How graders lean over the last sets; a grader is shown only themself. */
export function Leans({ history }: { history: readonly Row[] }) {
  const t = useT(calibrationMessages);
  const lean = useLean();
  if (history.length === 0) return null;
  return (
    <Card title={t("history.title")} flush>
      <p className="measure px-4 pb-3 text-sm text-muted sm:px-5">{t("history.detail")}</p>
      <Table
        caption={t("history.title")}
        rows={history}
        rowKey={(row) => row.graderId}
        columns={[
          { key: "name", header: t("history.grader"), primary: true, cell: (row) => (row.isOwn ? t("history.you") : row.name) },
          { key: "sets", header: t("history.sets"), align: "end", cell: (row) => row.sets },
          { key: "mean", header: t("history.mean"), align: "end", cell: (row) => lean(row.mean) },
          { key: "last", header: t("history.last"), align: "end", cell: (row) => lean(row.last) },
        ]}
      />
    </Card>
  );
}
