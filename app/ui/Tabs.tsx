import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { classes } from "./classes";

export type Tab = { to: string; label: ReactNode; current: boolean; count?: number };

/** Links between the parts of one page. The page says which is current: an address may differ in its parameters only. */
export function Tabs({
  label,
  items,
  wrap,
  list,
  className,
}: {
  label: string;
  items: readonly Tab[];
  /** Many tabs: they stand in several lines where there is room, instead of running out of the page. */
  wrap?: boolean;
  /** Two beside each other, below each other: in a fold on a phone. */
  list?: boolean;
  className?: string;
}) {
  return (
    <nav
      aria-label={label}
      data-print="hide"
      className={classes(!list && "-mx-gutter overflow-x-auto scrollbar-none px-gutter shadow-[inset_0_-1px_0_var(--line)]", className)}
    >
      <ul className={classes("gap-x-5", list ? "grid grid-cols-2" : "flex whitespace-nowrap", wrap && "sm:flex-wrap")}>
        {items.map((tab) => (
          <li key={tab.to}>
            <Link
              to={tab.to}
              prefetch="intent"
              preventScrollReset
              aria-current={tab.current ? "page" : undefined}
              className={classes(
                "flex min-h-control items-center gap-2 border-b-2 text-ui transition-colors focus-visible:-outline-offset-2",
                tab.current
                  ? "border-accent font-medium text-ink"
                  : "border-transparent text-muted hover:border-line-strong hover:text-ink",
              )}
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="rounded-full bg-hover px-1.5 text-xs leading-[1.5] text-muted tabular-nums">{tab.count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
