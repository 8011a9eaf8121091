import { useReader } from "~/platform/use-locale";
import { monthShort } from "../month-title";
import { shownIn } from "./board-words";

const [WIDTH, HEIGHT, TOP, FOOT, LEFT] = [340, 150, 12, 36, 54];

/** What stands over a month: the middle half with its median, single values, one's own. */
export type Stand = {
  month: string;
  provisional: boolean;
  middle: { low: number; median: number; high: number } | null;
  single: readonly number[];
  own: number | null;
  /** A word under the month. */
  note: string | null;
};

/** Months side by side: a bar for the middle half with its median, dots for single people, and one's own as a line. */
export function TrendChart({ unit, label, stands }: { unit: string; label: string; stands: readonly Stand[] }) {
  const { locale } = useReader();
  const all = stands.flatMap(({ middle, single, own }) => [
    ...(middle ? [middle.low, middle.high] : []),
    ...single,
    ...(own === null ? [] : [own]),
  ]);
  if (all.length === 0) return null;
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const spare = most > least ? (most - least) * 0.12 : Math.max(Math.abs(most) * 0.05, 0.01);
  const [low, high] = [Math.max(0, least - spare), most + spare];
  const x = (at: number) => LEFT + ((WIDTH - LEFT) * (at + 0.5)) / stands.length;
  const y = (value: number) => TOP + (HEIGHT - TOP - FOOT) * (1 - (value - low) / (high - low));
  const joined = stands.flatMap(({ own, middle }, at) => {
    const value = own ?? middle?.median ?? null;
    return value === null ? [] : [{ at, value }];
  });
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="w-full max-w-lg text-xs">
      {[most, least].map((value, i) =>
        i === 1 && most === least ? null : (
          <g key={i}>
            <line x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} className="stroke-line" />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end" className="fill-muted tabular-nums">
              {shownIn(unit, value)}
            </text>
          </g>
        ),
      )}
      {stands.map(({ middle }, at) =>
        middle ? (
          <g key={at}>
            <rect
              x={x(at) - 11}
              width="22"
              y={y(middle.high) - 1}
              height={y(middle.low) - y(middle.high) + 2}
              rx="3"
              className="fill-hover stroke-line-strong"
            />
            <line x1={x(at) - 11} x2={x(at) + 11} y1={y(middle.median)} y2={y(middle.median)} className="stroke-ink" strokeWidth="2" />
          </g>
        ) : null,
      )}
      <polyline
        points={joined.map(({ at, value }) => `${x(at)},${y(value)}`).join(" ")}
        className="fill-none stroke-accent"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      {stands.map(({ single, own, provisional }, at) => (
        <g key={at}>
          {single.map((value, i) => (
            <circle key={i} cx={x(at)} cy={y(value)} r="4" className="fill-accent" fillOpacity="0.6" />
          ))}
          {own !== null && (
            <circle
              cx={x(at)}
              cy={y(own)}
              r="4.5"
              strokeWidth="2"
              className={provisional ? "fill-surface stroke-accent" : "fill-accent stroke-accent"}
            />
          )}
        </g>
      ))}
      {stands.map(({ month, note }, at) => (
        <g key={month} className="fill-muted tabular-nums">
          <text x={x(at)} y={HEIGHT - FOOT + 15} textAnchor="middle">
            {monthShort(month, locale)}
          </text>
          {note && (
            <text x={x(at)} y={HEIGHT - 5} textAnchor="middle" className="text-[11px]">
              {note}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
