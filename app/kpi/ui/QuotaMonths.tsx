import { showScore } from "~/platform/decimal";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { type Column, Table } from "~/ui/Table";
import { yuan } from "../month-title";
import { quotaMessages } from "../quota/messages";
import type { QuotaMonth, QuotaStore } from "../quota/quota-rules";
import { useMonth } from "./month";

/** Months against the quota: net sales, what was asked for, season, active part, and how it came out. */
export function QuotaMonths({ caption, months, isOpen = false }: { caption: string; months: readonly QuotaMonth[]; isOpen?: boolean }) {
  const t = useT(quotaMessages);
  const monthOf = useMonth();
  const amount = (fen: number | null) => (fen === null ? t("unknown") : t("yuan", { amount: yuan(fen) }));
  const columns: Column<QuotaMonth>[] = [
    { key: "month", header: t("month"), primary: true, cell: ({ month }) => monthOf(month) },
    { key: "net", header: t("net"), align: "end", cell: ({ netFen }) => amount(netFen) },
    { key: "quota", header: t("quota"), align: "end", cell: ({ quotaFen }) => (quotaFen ? amount(quotaFen) : "–") },
    { key: "season", header: t("season"), cell: ({ season }) => t(`season.${season}`) },
    { key: "part", header: t("part"), cell: ({ activeDays: active, workingDays: working }) => t("days", { active, working }) },
    { key: "verdict", header: t("verdict"), cell: (of) => <Verdict of={of} isOpen={isOpen} /> },
  ];
  return <Table caption={caption} columns={columns} rows={months} rowKey={({ month }) => month} dense />;
}

function Verdict({ of, isOpen }: { of: QuotaMonth; isOpen: boolean }) {
  const t = useT(quotaMessages);
  if (of.why) return <span className="text-sm text-muted">{t(`why.${of.why}`)}</span>;
  if (of.verdict === "met") return <Badge tone="accent">{t("verdict.met")}</Badge>;
  if (isOpen) return <span>{t("verdict.so_far", { amount: yuan((of.quotaFen ?? 0) - (of.netFen ?? 0)) })}</span>;
  return <Badge tone="waiting">{t("verdict.below")}</Badge>;
}

/** How the quota of a month is made up, with its numbers put in. */
export function QuotaFormula({ of, storeNames }: { of: QuotaMonth; storeNames: Record<string, string> }) {
  const t = useT(quotaMessages);
  const line = ({ storeId, share, quota, netFen }: QuotaStore) => {
    const store = storeNames[storeId] ?? "";
    if (!quota) return t("how.none", { store });
    const said = t("how.store", { store, quota: yuan(quota.fen), share: showScore(share) });
    const why = quota.own ? t("how.own") : t("how.rules", { season: t(`season.${quota.season}`) });
    return [said, why, netFen === null ? t("unknown") : t("how.net", { amount: yuan(netFen) })].join(" · ");
  };
  return (
    <ul className="grid gap-1 text-sm tabular-nums">
      {of.stores.map((store) => (
        <li key={store.storeId}>{line(store)}</li>
      ))}
      {of.quotaFen !== null && (
        <li className="font-medium">{t("how.sum", { active: of.activeDays, working: of.workingDays, quota: yuan(of.quotaFen) })}</li>
      )}
    </ul>
  );
}
