import { showScore } from "~/platform/decimal";
import { useT } from "~/platform/use-locale";
import type { Bar } from "../boards/board-rules";
import { boardMessages } from "../messages.boards";

const [WIDTH, HEIGHT, TOP, FOOT] = [360, 170, 26, 22];

/** Agents by score in steps of five points with the lines of the bonus; single points where there are few (`single`). */
export function ScoreBars({ bars, lines, single }: { bars: readonly Bar[]; lines: readonly number[]; single: readonly string[] }) {
  const t = useT(boardMessages);
  const begins = bars[0]?.from ?? 0;
  const x = (score: number) => 6 + ((WIDTH - 12) * (score - begins)) / (100 - begins);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const bottom = HEIGHT - FOOT;
  const height = (count: number) => ((bottom - TOP - 14) * count) / most;
  const filled = bars.filter(({ count }) => count > 0);
  const label =
    single.length > 0
      ? t("spread.single", { scores: single.map(showScore).join(t("list_join")) })
      : t("spread.label", { steps: filled.map((bar) => t("spread.step", bar)).join(t("sentence_join")) });
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="w-full max-w-2xl text-xs">
      {lines.map((line) => (
        <g key={line}>
          <line x1={x(line)} x2={x(line)} y1={TOP - 8} y2={bottom} className="stroke-ink" strokeWidth="1.5" strokeDasharray="4 3" />
          <text x={x(line)} y={TOP - 12} textAnchor="middle" className="fill-ink font-semibold tabular-nums">
            {line}
          </text>
        </g>
      ))}
      {single.length > 0
        ? single.map((score, i) => (
            <circle key={i} cx={x(Number(score))} cy={bottom - 30} r="5" className="fill-accent" fillOpacity="0.75" />
          ))
        : filled.map(({ from, to, count }) => (
            <g key={from}>
              <rect
                x={x(from) + 1.5}
                width={x(to) - x(from) - 3}
                y={bottom - height(count)}
                height={height(count)}
                rx="2"
                className="fill-accent"
              />
              <text x={(x(from) + x(to)) / 2} y={bottom - height(count) - 4} textAnchor="middle" className="fill-muted tabular-nums">
                {count}
              </text>
            </g>
          ))}
      <line x1={x(begins)} x2={x(100)} y1={bottom} y2={bottom} className="stroke-line-strong" />
      {Array.from({ length: (100 - begins) / 10 + 1 }, (_, i) => begins + 10 * i).map((score, i, all) => (
        <text
          key={score}
          x={x(score)}
          y={HEIGHT - 6}
          textAnchor={i === 0 ? "start" : i === all.length - 1 ? "end" : "middle"}
          className="fill-muted tabular-nums"
        >
          {score}
        </text>
      ))}
    </svg>
  );
}
