import { useT } from "~/platform/use-locale";
import { sittingMessages } from "~/drill/messages.sitting";
import { classes } from "~/ui/classes";
import { clockText } from "./use-time-left";

const MINUTE = 60_000;

/** The time that is left as a thin bar; said aloud twice, at five minutes and at one. */
export function TimeBar({ left, total }: { left: number; total: number }) {
  const t = useT(sittingMessages);
  const tone = left <= MINUTE ? "bg-blocked" : left <= 5 * MINUTE ? "bg-waiting" : "bg-accent";
  const said = left <= 0 ? "over.title" : left <= MINUTE ? "run.one_minute" : left <= 5 * MINUTE ? "run.five_minutes" : null;
  return (
    <>
      <div className="h-1 overflow-hidden rounded-full bg-line" aria-hidden>
        <div
          className={classes("h-full origin-left transition-transform duration-1000 ease-linear", tone)}
          style={{ transform: `scaleX(${Math.min(1, left / total)})` }}
        />
      </div>
      <span role="status" className="sr-only">
        {said && t(said)}
      </span>
    </>
  );
}

/** The same in figures. */
export function TimeFigures({ left }: { left: number }) {
  const t = useT(sittingMessages);
  return (
    <p
      role="timer"
      aria-label={t("run.time_label")}
      className={classes("ms-auto shrink-0 text-sm tabular-nums", left <= MINUTE ? "font-semibold text-blocked-ink" : "text-muted")}
    >
      {t("run.time_left", { time: clockText(left) })}
    </p>
  );
}
