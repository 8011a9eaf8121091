import type { ReactNode } from "react";
import { classes } from "./classes";

export type EmptyStateProps = {
  title: ReactNode;
  /** What will be here and how it gets here. */
  children?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
  level?: 2 | 3;
  className?: string;
};

/** A place with nothing in it yet: says what will be here and how to get it. */
export function EmptyState({ title, children, action, icon, level = 2, className }: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={classes("flex flex-col items-center px-6 py-12 text-center", className)}>
      {icon && (
        <span aria-hidden className="mb-4 flex size-12 items-center justify-center rounded-full bg-hover text-muted [&_svg]:size-6">
          {icon}
        </span>
      )}
      <Heading className="text-base font-semibold">{title}</Heading>
      {children && <div className="mt-1 max-w-md text-sm text-pretty text-muted">{children}</div>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
