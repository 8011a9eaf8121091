import type { ChangedResult } from "~/drill/appeal-preview.server";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { appealMessages } from "../../messages.appeal";

/** Whose results changed by a ruling, from what to what. Nothing where none did. */
export function ChangedResults({ results }: { results: readonly ChangedResult[] }) {
  const t = useT(appealMessages);
  if (results.length === 0) return null;
  return (
    <Card title={t("changed.title")}>
      <ul className="divide-y divide-line">
        {results.map(({ personId, name, title, attempt, before, after }) => {
          const isNew = after.passed && !before?.passed;
          return (
            <li key={`${personId} ${title} ${attempt}`} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{name}</span>
                <span className="block text-sm text-muted">{t("changed.row", { title, attempt })}</span>
              </span>
              <span className="text-sm tabular-nums">
                {before
                  ? t("changed.from_to", { before: before.score, after: after.score })
                  : t("changed.from_none", { after: after.score })}
              </span>
              <Badge tone={after.passed ? "cleared" : "blocked"}>
                {t(isNew ? "changed.passed_now" : after.passed ? "changed.passed" : "changed.failed")}
              </Badge>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
