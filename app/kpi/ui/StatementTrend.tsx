import { Link } from "@remix-run/react";
import { showScore } from "~/platform/decimal";
import { formatMonth } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import type { Tier } from "../bonus";
import { statementMessages } from "../messages.statement";
import type { Statement } from "../statement.server";

/** The score of each month as a bar, with the lines of the tiers; each bar leads to its month. */
export function StatementTrend({
  months,
  tiers,
  current,
  to,
  personId,
}: {
  months: Statement["months"];
  tiers: readonly Tier[];
  current: string;
  to: (month: string) => string;
  personId: string;
}) {
  const t = useT(statementMessages);
  const { locale } = useReader();
  if (months.length < 2) return null;
  return (
    <div data-print="hide" className="mt-4">
      <Card
        title={t("trend")}
        action={
          <Link to={`/kpi/trend/${personId}`} className="link text-sm">
            {t("trend_more")}
          </Link>
        }
      >
        <div className="relative">
          {tiers
            .filter(({ from }) => from > 0)
            .map(({ from }) => (
              <div
                key={from}
                aria-hidden
                className="absolute inset-x-0 border-t border-dashed border-line-strong"
                style={{ bottom: `calc((16rem * 0.8 * ${from} / 100) + 2.25rem)` }}
              >
                <span className="absolute end-0 -top-4.5 text-xs text-muted tabular-nums">{from}</span>
              </div>
            ))}
          <ol className="flex h-64 items-end gap-1 sm:gap-2">
            {months.map(({ month, score }) => (
              <li key={month} className="h-full min-w-0 flex-1">
                <Link
                  to={to(month)}
                  aria-current={month === current ? "page" : undefined}
                  className="flex h-full flex-col justify-end rounded-box text-center text-xs"
                >
                  <span className="tabular-nums">{score === null ? "–" : showScore(score).replace(/\..*/, "")}</span>
                  <span
                    aria-hidden
                    className={
                      month === current ? "mx-auto w-full max-w-8 rounded-t-box bg-accent" : "mx-auto w-full max-w-8 rounded-t-box bg-hover"
                    }
                    style={{ height: `calc(16rem * 0.8 * ${Number(score ?? 0)} / 100)` }}
                  />
                  <span className="h-9 shrink-0 truncate pt-1 text-muted">{formatMonth(month, locale)}</span>
                </Link>
              </li>
            ))}
          </ol>
        </div>
      </Card>
    </div>
  );
}
