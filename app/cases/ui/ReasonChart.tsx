import { pick } from "~/platform/locale";
import { formatDay, formatDayOfYear } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { Fold } from "~/ui/Fold";
import { Table } from "~/ui/Table";
import type { Measure, Verdict } from "../effect-rules";
import type { Week } from "../effect-view";
import { effectMessages } from "../messages.effects";
import { type LossReason, lossReasons } from "../reasons";
import { percentOf } from "./effect-words";

/** What is marked on the line of weeks: an action by its letter. */
export type Mark = { mark: string; day: string; kind: string; verdict: Verdict };

const WIDTH = 640;
const HEIGHT = 132;
const TOP = 18;
const BOTTOM = 8;
/** A week of fewer says little: its dot is hollow. */
const FEW = 10;

const markTone: Record<Verdict, string> = {
  helped: "stroke-accent",
  harmed: "stroke-blocked",
  nothing: "stroke-line-strong",
  running: "stroke-waiting",
  too_little: "stroke-line-strong",
};

/** A reason week by week as a line, with the actions marked on it; the numbers stand folded below. */
export function ReasonChart({
  reason,
  measure,
  weeks,
  marks,
}: {
  reason: LossReason;
  measure: Measure;
  weeks: readonly Week[];
  marks: readonly Mark[];
}) {
  const t = useT(effectMessages);
  const { locale } = useReader();
  const shares = weeks.map(({ part, of }) => (of === 0 ? null : part / of));
  const top = Math.max(0.1, Math.ceil(10 * Math.max(0, ...shares.map((share) => share ?? 0))) / 10);
  const x = (week: number) => ((week + 0.5) * WIDTH) / weeks.length;
  const y = (share: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - share / top);
  const last = weeks.at(-1);
  const label = t("chart", {
    reason: pick(lossReasons[reason].name, locale),
    weeks: weeks.length,
    last: last && last.of > 0 ? t("chart.week", { part: last.part, of: last.of }) : t("chart.none"),
  });
  return (
    <figure className="min-w-0">
      <div className="flex gap-2">
        <div aria-hidden className="flex w-10 shrink-0 flex-col justify-between pt-3 text-end text-xs text-muted tabular-nums">
          <span>{t("percent", { value: Math.round(100 * top) })}</span>
          <span>{t("percent", { value: 0 })}</span>
        </div>
        <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="min-w-0 flex-1">
          {[0, 0.5, 1].map((part) => (
            <line key={part} x1="0" x2={WIDTH} y1={y(top * part)} y2={y(top * part)} className="stroke-line" strokeWidth="1" />
          ))}
          {marks.map(({ mark, day, kind, verdict }) => {
            const at = placeOf(day, weeks);
            if (at === null) return null;
            return (
              <g key={mark}>
                <title>{t("chart.mark", { mark, kind, day: formatDay(day, locale) })}</title>
                <line
                  x1={x(at)}
                  x2={x(at)}
                  y1={TOP - 2}
                  y2={HEIGHT - BOTTOM}
                  className={markTone[verdict]}
                  strokeWidth="2"
                  strokeDasharray="4 3"
                />
                <text x={x(at)} y={TOP - 6} textAnchor="middle" className="fill-ink text-[13px] font-semibold">
                  {mark}
                </text>
              </g>
            );
          })}
          {linesOf(shares).map((line) => (
            <polyline
              key={line[0]?.week}
              points={line.map(({ week, share }) => `${x(week)},${y(share)}`).join(" ")}
              className="fill-none stroke-accent"
              strokeWidth="2.5"
              strokeLinejoin="round"
            />
          ))}
          {shares.map(
            (share, week) =>
              share !== null && (
                <circle
                  key={week}
                  cx={x(week)}
                  cy={y(share)}
                  r="4"
                  strokeWidth="2"
                  className={classes("stroke-accent", (weeks[week]?.of ?? 0) < FEW ? "fill-surface" : "fill-accent")}
                />
              ),
          )}
        </svg>
      </div>
      <figcaption className="ms-12 flex justify-between text-xs text-muted tabular-nums">
        <span>{weeks[0] && formatDayOfYear(weeks[0].from, locale)}</span>
        <span>{last && formatDayOfYear(last.to, locale)}</span>
      </figcaption>
      <Fold summary={<span className="text-sm text-muted">{t("table")}</span>} className="mt-1">
        <Table
          caption={t("table")}
          dense
          rows={weeks.filter(({ of }) => of > 0).toReversed()}
          rowKey={({ from }) => from}
          columns={[
            { key: "week", header: t("col.week"), primary: true, cell: ({ from }) => formatDay(from, locale) },
            { key: "of", header: t(`col.of.${measure}`), align: "end", cell: ({ of }) => of },
            { key: "part", header: t(`col.part.${measure}`), align: "end", cell: ({ part }) => part },
            { key: "share", header: t("col.share"), align: "end", cell: (week) => t("percent", { value: percentOf(week) }) },
          ]}
        />
      </Fold>
    </figure>
  );
}

/** The pieces of the line: a week of nothing breaks it. */
function linesOf(shares: readonly (number | null)[]): { week: number; share: number }[][] {
  const lines: { week: number; share: number }[][] = [[]];
  shares.forEach((share, week) => {
    if (share === null) lines.push([]);
    else lines.at(-1)?.push({ week, share });
  });
  return lines.filter((line) => line.length > 1);
}

/** Where a day stands between the weeks, counted from the first; null: not among them. */
function placeOf(day: string, weeks: readonly Week[]): number | null {
  const found = weeks.findIndex(({ from, to }) => day >= from && day <= to);
  if (found >= 0) return found;
  // The day of an action itself lies between two weeks of its own chart.
  const next = weeks.findIndex(({ from }) => from > day);
  return next > 0 ? next - 0.5 : null;
}
