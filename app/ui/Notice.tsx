import type { ReactNode } from "react";
import { classes } from "./classes";
import { softTone, type Tone } from "./tone";
import { ToneIcon } from "./ToneIcon";

export type NoticeProps = {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** `status` or `alert` when it appears while the page is open. */
  role?: "status" | "alert";
  className?: string;
};

/** A sentence or two that concern the whole page or the part below. */
export function Notice({ tone = "neutral", title, children, action, role, className }: NoticeProps) {
  return (
    <div role={role} className={classes("flex items-start gap-3 rounded-box px-4 py-3", softTone[tone], className)}>
      <ToneIcon tone={tone} className="mt-[0.15em] size-5" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 text-sm">
          {title && <p className="font-semibold">{title}</p>}
          {children && <div className={classes("text-ink", title ? "mt-0.5" : undefined)}>{children}</div>}
        </div>
        {action}
      </div>
    </div>
  );
}
