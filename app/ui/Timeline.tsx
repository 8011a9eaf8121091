import type { ReactNode } from "react";
import { classes } from "./classes";
import { inkTone, type Tone } from "./tone";
import { ToneIcon } from "./ToneIcon";

export type TimelineItem = {
  id: string;
  /** The moment, already formatted in the reader's language and zone. */
  when: string;
  title: ReactNode;
  children?: ReactNode;
  tone?: Tone;
};

/** What happened, newest first or last as given. */
export function Timeline({ items, className }: { items: readonly TimelineItem[]; className?: string }) {
  return (
    <ol className={classes("min-w-0", className)}>
      {items.map((item) => (
        <li key={item.id} className="group relative flex gap-3 pb-5 last:pb-0">
          <span aria-hidden className="absolute start-[0.5625rem] top-7 bottom-0 w-px bg-line group-last:hidden" />
          <span className={classes("flex h-[1.5em] w-5 shrink-0 items-center justify-center text-ui", inkTone[item.tone ?? "neutral"])}>
            {item.tone && item.tone !== "neutral" ? (
              <ToneIcon tone={item.tone} className="size-5" />
            ) : (
              <span className="size-2.5 rounded-full border-2 border-line-strong bg-surface" />
            )}
          </span>
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <p className="text-ui">{item.title}</p>
              <p className="text-xs text-faint tabular-nums">{item.when}</p>
            </div>
            {item.children && <div className="mt-1 text-sm text-muted">{item.children}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
