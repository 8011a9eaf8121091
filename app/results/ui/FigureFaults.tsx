import type { FigureFault } from "@db/schema";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { Pagination } from "~/ui/Pagination";
import { type Column, Table } from "~/ui/Table";
import { fieldLabel } from "../labels";
import type { FigureImportPage } from "../import-page.server";
import { figureFaultMessages } from "../messages.faults";
import { figureImportMessages } from "../messages.import";
import { measureMessages } from "../messages.measures";

/** What of a file is faulty or odd, by row and column. */
export function FigureFaults({ page }: { page: FigureImportPage }) {
  const t = useT(figureImportMessages);
  const why = useT(figureFaultMessages);
  const say = useT(measureMessages);
  const { faults, faultCount, named, page: at, pages } = page;
  const isKey = (column: string) => ["date", "from", "to", "agent", "person", "number", "store"].includes(column);
  const columns: Column<FigureFault & { n: number }>[] = [
    { key: "row", header: t("faults.row"), align: "end", width: "w-16", cell: ({ row }) => row },
    {
      key: "why",
      header: t("faults.why"),
      primary: true,
      cell: ({ code, params, isWarning }) => (
        <span className="font-normal">
          {isWarning && <Badge tone="neutral">{t("faults.warning")}</Badge>} {why(code as "negative", params)}
        </span>
      ),
    },
    { key: "column", header: t("faults.column"), cell: ({ column }) => (isKey(column) ? fieldLabel(say, column) : column || "–") },
    { key: "value", header: t("faults.value"), cell: ({ value }) => <span className="break-all">{value || "–"}</span> },
  ];
  const to = (n: number) => `/results/imports/${page.id}?faults=${n}`;
  return (
    <Card title={t("faults.title")} flush>
      <div className="grid justify-items-start gap-2 px-4 pb-3 text-sm text-muted sm:px-5">
        <p>{t("faults.lead", { count: faultCount, shown: named })}</p>
        {page.hasUnknownAgents && page.state === "checked" && (
          <p className="flex flex-wrap items-center gap-2">
            {t("faults.accounts")} <LinkButton to="/settings/stores">{t("faults.to_accounts")}</LinkButton>
          </p>
        )}
      </div>
      <Table
        caption={t("faults.title")}
        columns={columns}
        rows={faults.map((fault, n) => ({ ...fault, n }))}
        rowKey={({ n }) => String(n)}
        dense
      />
      {pages > 1 && (
        <div className="px-4 py-3 sm:px-5">
          <Pagination previous={at > 1 ? to(at - 1) : null} next={at < pages ? to(at + 1) : null} page={at} pages={pages} />
        </div>
      )}
    </Card>
  );
}
