import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import type { Tier } from "../bonus";
import { previewMessages } from "../messages.preview";

const WIDTH = 640;
const HEIGHT = 160;
const FOOT = 20;

/** Agents by score before and after, in steps of five points, with the bonus lines. */
export function ScoreSpread({ before, after, lines }: { before: readonly number[]; after: readonly number[]; lines: readonly Tier[] }) {
  const t = useT(previewMessages);
  const step = WIDTH / before.length;
  const most = Math.max(1, ...before, ...after);
  const height = (count: number) => ((HEIGHT - FOOT - 8) * count) / most;
  const span = 100 / before.length;
  const said = before
    .flatMap((was, i) => {
      const now = after[i] ?? 0;
      return was + now === 0 ? [] : [t("spread.step", { from: i * span, to: (i + 1) * span, before: was, after: now })];
    })
    .join("; ");
  return (
    <Card title={t("spread")}>
      <svg role="img" aria-label={t("spread.label", { steps: said })} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="w-full max-w-2xl">
        <line x1="0" x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} className="stroke-line" strokeWidth="1" />
        {before.map((was, i) => {
          const now = after[i] ?? 0;
          return (
            <g key={i * span}>
              <rect
                x={i * step + 3}
                width={step / 2 - 4}
                y={HEIGHT - FOOT - height(was)}
                height={height(was)}
                className="fill-line-strong"
              />
              <rect
                x={i * step + step / 2}
                width={step / 2 - 4}
                y={HEIGHT - FOOT - height(now)}
                height={height(now)}
                className="fill-accent"
              />
              {i % 4 === 0 && (
                <text x={i * step + 3} y={HEIGHT - 4} className="fill-muted text-[13px] tabular-nums">
                  {i * span}
                </text>
              )}
            </g>
          );
        })}
        {lines
          .filter(({ from }) => from > 0)
          .map(({ from }) => (
            <line
              key={from}
              x1={(from / 100) * WIDTH}
              x2={(from / 100) * WIDTH}
              y1="4"
              y2={HEIGHT - FOOT}
              className="stroke-ink"
              strokeWidth="1.5"
              strokeDasharray="4 3"
            />
          ))}
      </svg>
      <p className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
        <span className="inline-flex items-center gap-2">
          <span aria-hidden className="size-3 rounded-sm bg-line-strong" />
          {t("spread.before")}
        </span>
        <span className="inline-flex items-center gap-2">
          <span aria-hidden className="size-3 rounded-sm bg-accent" />
          {t("spread.after")}
        </span>
        <span>{t("spread.lines")}</span>
      </p>
    </Card>
  );
}
