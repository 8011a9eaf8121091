import { useT } from "~/platform/use-locale";
import { classes } from "./classes";
import { uiMessages } from "./messages";

const widths = ["w-11/12", "w-full", "w-4/5", "w-2/3"];

/** Stands in for text or a block that takes more than 200 ms. Give it the height of what comes: nothing may jump. */
export function Skeleton({ lines = 3, className }: { lines?: number; className?: string }) {
  const t = useT(uiMessages);
  return (
    <div role="status" className={classes("animate-breathe", className)}>
      <span className="sr-only">{t("state.loading")}</span>
      <div aria-hidden className="space-y-3">
        {Array.from({ length: lines }, (_, i) => (
          <div key={i} className={classes("h-4 rounded-box bg-hover", widths[i % widths.length])} />
        ))}
      </div>
    </div>
  );
}
