import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { MonthRow } from "../months/month-list.server";
import { monthMessages } from "../messages.months";

/** In which state a month is, in a word. */
export function MonthState({ row }: { row: Pick<MonthRow, "state" | "next" | "reopenedAt"> }) {
  const t = useT(monthMessages);
  if (row.state === "closed") return <Badge tone="accent">{t("state.closed")}</Badge>;
  if (row.state === "published") return <Badge tone="waiting">{t(row.reopenedAt ? "state.reopened" : "state.published")}</Badge>;
  return <Badge tone={row.next ? "waiting" : "neutral"}>{t(row.next ? "state.over" : "state.open")}</Badge>;
}

/** What is missing in a month, as a list; a word where nothing is. */
export function Missing({ row }: { row: MonthRow }) {
  const t = useT(monthMessages);
  const lines = [
    row.withoutFigures > 0 && t("missing.figures", { count: row.withoutFigures }),
    row.storesWithoutTarget > 0 && t("missing.targets", { count: row.storesWithoutTarget }),
    row.notScored > 0 && t("missing.not_scored", { count: row.notScored }),
    row.openDisputes > 0 && t("missing.disputes", { count: row.openDisputes }),
    row.state === "closed" && row.waiting > 0 && t("missing.waiting", { count: row.waiting }),
  ].filter((line): line is string => line !== false);
  if (lines.length === 0) return <span className="text-muted">{t("missing.none")}</span>;
  return (
    <ul className="grid gap-0.5 text-sm">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
