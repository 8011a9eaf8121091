import { Fragment } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "./classes";
import { lineMessages } from "./messages.line";

/** `waiting`: done by the trainee, waits for a sign-off. `paused`: leave or holiday stretched the plan here. */
export type LineDayState = "done" | "today" | "late" | "waiting" | "ahead" | "paused";

export type LineDay = {
  day: number;
  /** Days of one phase stand together. */
  phase: string;
  state: LineDayState;
  /** Shown on hover: "Day 4 · Warehouse II". */
  label?: string;
};

export type LineGate = { afterDay: number; passed: boolean; label?: string };

export type ProgressLineProps = {
  days: readonly LineDay[];
  gates?: readonly LineGate[];
  /** The number of the current day; past the last one when all is done. */
  today: number;
  /** What a mark stands for. */
  step?: "day" | "week";
  /** `full` fills its width; `compact` has a fixed size, for rows that are compared. */
  size?: "full" | "compact";
  className?: string;
};

const measures = {
  full: { pitch: 18, gap: 7, r: 5.5, height: 22 },
  compact: { pitch: 11, gap: 5, r: 3.75, height: 16 },
};

/** The plan as a line: one mark a day (or a week), grouped by phase, a diamond for each gate. */
export function ProgressLine({ days, gates = [], today, step = "day", size = "full", className }: ProgressLineProps) {
  const t = useT(lineMessages);
  const { pitch, gap, r, height } = measures[size];
  const middle = height / 2;
  const count = (state: LineDayState) => days.filter((d) => d.state === state).length;
  const late = count("late");
  const done = count("done");
  const label = [
    t(`label${late > 0 ? "_late" : ""}_${step}`, { day: Math.min(today, days.length), days: days.length, done, late }),
    ...gates.map((g) => t(`gate_${g.passed ? "open" : "shut"}_${step}`, { day: g.afterDay })),
  ].join(" ");

  const { marks, width } = place(days, gates, pitch, gap);

  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      width={size === "compact" ? width : undefined}
      height={size === "compact" ? height : undefined}
      className={classes(size === "full" ? "block h-auto w-full max-w-lg" : "shrink-0", className)}
    >
      {marks.map(({ day, at, gate, gateAt }) => (
        <Fragment key={day.day}>
          <g>
            {day.label && <title>{day.label}</title>}
            <rect x={at - pitch / 2} width={pitch} height={height} fill="none" pointerEvents="all" />
            <Mark state={day.state} x={at} y={middle} r={r} />
          </g>
          {gate && (
            <g>
              {gate.label && <title>{gate.label}</title>}
              <Gate passed={gate.passed} x={gateAt} y={middle} r={r * 1.2} />
            </g>
          )}
        </Fragment>
      ))}
    </svg>
  );
}

/** Where each day and gate stands. */
function place(days: readonly LineDay[], gates: readonly LineGate[], pitch: number, gap: number) {
  let x = 0;
  const marks: { day: LineDay; at: number; gate: LineGate | undefined; gateAt: number }[] = [];
  days.forEach((day, i) => {
    if (i > 0 && days[i - 1]?.phase !== day.phase) x += gap;
    const gate = gates.find((g) => g.afterDay === day.day);
    marks.push({ day, at: x + pitch / 2, gate, gateAt: x + pitch * 1.5 });
    x += gate ? pitch * 2 : pitch;
  });
  return { marks, width: x };
}

function Mark({ state, x, y, r }: { state: LineDayState; x: number; y: number; r: number }) {
  const thin = r * 0.28;
  switch (state) {
    case "done":
      return <circle cx={x} cy={y} r={r} className="fill-ink" />;
    case "today":
      return (
        <>
          <circle cx={x} cy={y} r={r * 1.3} strokeWidth={thin * 1.4} className="fill-surface stroke-accent" />
          <circle cx={x} cy={y} r={r * 0.68} className="fill-accent" />
        </>
      );
    case "waiting":
      return (
        <>
          <circle cx={x} cy={y} r={r - thin / 2} strokeWidth={thin * 1.3} className="fill-none stroke-waiting" />
          <path d={`M${x} ${y - r + thin} A${r - thin} ${r - thin} 0 0 0 ${x} ${y + r - thin} Z`} className="fill-waiting" />
        </>
      );
    case "late":
      return (
        <>
          <circle cx={x} cy={y} r={r - thin / 2} strokeWidth={thin * 1.3} className="fill-blocked-soft stroke-blocked" />
          <path
            d={`M${x} ${y - r * 0.5} v${r * 0.5} M${x} ${y + r * 0.42} v${r * 0.06}`}
            strokeWidth={thin * 1.3}
            strokeLinecap="round"
            className="stroke-blocked"
          />
        </>
      );
    case "paused":
      return <path d={`M${x - r * 0.6} ${y} h${r * 1.2}`} strokeWidth={thin * 1.3} strokeLinecap="round" className="stroke-line-strong" />;
    case "ahead":
      return <circle cx={x} cy={y} r={r - thin / 2} strokeWidth={thin} className="fill-none stroke-line-strong" />;
  }
}

function Gate({ passed, x, y, r }: { passed: boolean; x: number; y: number; r: number }) {
  return (
    <path
      d={`M${x} ${y - r} L${x + r} ${y} L${x} ${y + r} L${x - r} ${y} Z`}
      strokeWidth={r * 0.26}
      strokeLinejoin="round"
      className={passed ? "fill-cleared stroke-cleared" : "fill-none stroke-ink"}
    />
  );
}
