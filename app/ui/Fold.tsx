import ChevronRight from "lucide-react/icons/chevron-right";
import type { ReactNode } from "react";
import { classes } from "./classes";

export type FoldProps = {
  summary: ReactNode;
  children: ReactNode;
  /** Unfolded when the page arrives. */
  open?: boolean;
  /** On the frame around it; `boxed` draws a sheet. */
  className?: string;
  boxed?: boolean;
  /** On the line that is always there. */
  summaryClass?: string;
};

/** Something folded under one line; opens in place, with or without script. */
export function Fold({ summary, children, open, className, boxed, summaryClass }: FoldProps) {
  return (
    <details open={open || undefined} className={classes("min-w-0", boxed && "rounded-box border border-line bg-surface", className)}>
      <summary
        className={classes(
          "flex min-h-control list-none items-center gap-2 rounded-box hover:text-ink [&::-webkit-details-marker]:hidden",
          boxed && "min-h-12 px-4 sm:px-5",
          summaryClass,
        )}
      >
        <ChevronRight aria-hidden className="size-4 shrink-0 text-muted transition-transform [details[open]>summary>&]:rotate-90" />
        <span className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4">{summary}</span>
      </summary>
      {children}
    </details>
  );
}
