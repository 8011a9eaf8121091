import { useT } from "~/platform/use-locale";
import type { VoteResult } from "../meeting-page.server";
import { liveMessages } from "../messages.live";

/** How a meeting voted on the better line of a case: each line, whose it is, how many chose it; the most chosen first. */
export function VoteOutcome({ vote }: { vote: VoteResult }) {
  const t = useT(liveMessages);
  const rows = vote.options.map((option) => ({ ...option, count: vote.counts[option.key] ?? 0 })).sort((a, b) => b.count - a.count);
  return (
    <div>
      <h3 className="text-sm font-semibold">{t("vote.result")}</h3>
      {rows.every(({ count }) => count === 0) ? (
        <p className="text-sm text-muted">{t("vote.none")}</p>
      ) : (
        <ol className="grid gap-1">
          {rows.map(({ key, text, from, number, count }) => (
            <li key={key} className="flex items-baseline gap-3">
              <span className="shrink-0 font-medium tabular-nums">{t("vote.count", { count })}</span>
              <span className="min-w-0 break-words whitespace-pre-line">
                {text} <span className="text-sm text-muted">{t(`from.${from}`, { number })}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
