import { formatDay } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import type { LedgerPage } from "../ledger-page.server";
import { conductMessages } from "../messages";
import { sayMonth } from "../months";

const [WIDTH, HEIGHT, TOP, BOTTOM, LEFT] = [360, 130, 12, 22, 26];

const daysOf = (month: string) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();

/** What is left of the month's points as a line that steps down with each entry, with the thresholds across it. The table below says the same in figures. */
export function BalanceLine({ page }: { page: LedgerPage }) {
  const t = useT(conductMessages);
  const { locale } = useReader();
  const { month, today, entries, marks } = page;
  const [full, days] = [Number(page.full), daysOf(month)];
  const x = (day: number) => LEFT + ((WIDTH - LEFT) * (day - 1)) / (days - 1);
  const y = (points: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - points / full);
  const lastDay = today.startsWith(month.slice(0, 7)) ? Number(today.slice(8)) : days;
  const steps = entries.map((entry) => ({ day: Number(entry.day.slice(8)), left: Number(entry.left) }));
  const path = `M${x(1)} ${y(full)}${steps.map(({ day, left }) => `H${x(day)}V${y(left)}`).join("")}H${x(Math.max(lastDay, steps.at(-1)?.day ?? 1))}`;
  const label = t("chart.label", { month: sayMonth(month, locale), full: page.full, left: page.left, count: entries.length });
  const ends = [month, `${month.slice(0, 8)}${String(days).padStart(2, "0")}`];
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="w-full max-w-md text-xs">
      {[full, 0].map((points) => (
        <g key={points}>
          <line x1={LEFT} x2={WIDTH} y1={y(points)} y2={y(points)} className="stroke-line" />
          <text x={LEFT - 6} y={y(points) + 4} textAnchor="end" className="fill-muted tabular-nums">
            {points}
          </text>
        </g>
      ))}
      {marks.map(({ at, title }) => (
        <g key={title}>
          <title>{title}</title>
          <line x1={LEFT} x2={WIDTH} y1={y(Number(at))} y2={y(Number(at))} className="stroke-waiting" strokeDasharray="4 4" />
          <text x={LEFT - 6} y={y(Number(at)) + 4} textAnchor="end" className="fill-muted tabular-nums">
            {at}
          </text>
          <text x={WIDTH} y={y(Number(at)) - 4} textAnchor="end" className="fill-waiting-ink">
            {title}
          </text>
        </g>
      ))}
      <path d={path} fill="none" className="stroke-accent" strokeWidth="2.5" strokeLinejoin="round" />
      {steps.map(({ day, left }, i) => (
        <circle key={entries[i]?.id} cx={x(day)} cy={y(left)} r="3.5" className="fill-accent" />
      ))}
      {ends.map((day, i) => (
        <text key={day} x={i === 0 ? LEFT : WIDTH} y={HEIGHT - 4} textAnchor={i === 0 ? "start" : "end"} className="fill-muted">
          {formatDay(day, locale)}
        </text>
      ))}
    </svg>
  );
}
