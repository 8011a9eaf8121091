import type { ReactNode } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "./classes";
import { uiMessages } from "./messages";

export type RingProps = {
  /** 0 to 1. */
  value: number;
  /** What it measures; read out with the figure. */
  label: string;
  /** Diameter in pixels. */
  size?: number;
  /** Inside the ring; the percentage otherwise, nothing under 36 px. */
  children?: ReactNode;
  /** Drawn in green: only for what is cleared. */
  cleared?: boolean;
  className?: string;
};

/** A part of a whole as a ring. */
export function Ring({ value, label, size = 48, children, cleared, className }: RingProps) {
  const t = useT(uiMessages);
  const part = Math.min(1, Math.max(0, value));
  // Neither a start that looks like nothing nor an almost that looks like all.
  const percent = part === 1 ? 100 : Math.min(99, Math.round(part * 100));
  const width = size < 36 ? 4 : size < 80 ? 5 : 7;
  const radius = (size - width) / 2;
  const round = 2 * Math.PI * radius;
  return (
    <span
      role="img"
      aria-label={t("ring.label", { label, percent })}
      className={classes("relative inline-flex shrink-0 items-center justify-center align-middle", className)}
      style={{ width: size, height: size }}
    >
      <svg aria-hidden width={size} height={size} viewBox={`0 0 ${size} ${size}`} className="absolute inset-0 -rotate-90">
        <circle cx={size / 2} cy={size / 2} r={radius} fill="none" strokeWidth={width} className="stroke-line" />
        {part > 0 && (
          <circle
            cx={size / 2}
            cy={size / 2}
            r={radius}
            fill="none"
            strokeWidth={width}
            strokeLinecap={part === 1 ? "butt" : "round"}
            strokeDasharray={`${part * round} ${round}`}
            className={cleared ? "stroke-cleared" : "stroke-accent"}
          />
        )}
      </svg>
      {size >= 36 && (
        <span
          aria-hidden
          className={classes("relative font-medium tabular-nums", size < 60 ? "text-xs" : size < 100 ? "text-base" : "text-xl")}
        >
          {children ?? percent}
        </span>
      )}
    </span>
  );
}
