import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { DisputePage } from "../dispute-page.server";
import { outcomeMessages } from "../messages.outcome";

type Sum = DisputePage["before"];

/** What a ruling made of the result; nothing where every grade stands. */
export function RuledSums({ before, after }: { before: Sum; after: Sum | null }) {
  const t = useT(outcomeMessages);
  if (!after) return null;
  const sides = [
    { key: "before", title: t("page.before"), ...before },
    { key: "after", title: t("page.after"), ...after },
  ];
  return (
    <dl className="grid gap-3 sm:grid-cols-2">
      {sides.map(({ key, title, total, passed }) => (
        <div key={key} className="rounded-box border border-line bg-surface px-4 py-3">
          <dt className="text-sm text-muted">{title}</dt>
          <dd className="mt-1 flex flex-wrap items-center gap-3 text-lg font-semibold tabular-nums">
            {t("page.total", { total })}
            <Badge tone={passed ? "cleared" : "blocked"}>{t(passed ? "page.passed" : "page.failed")}</Badge>
          </dd>
        </div>
      ))}
    </dl>
  );
}
