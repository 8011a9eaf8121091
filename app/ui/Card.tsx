import { type ReactNode, useId } from "react";
import { classes } from "./classes";

export type CardProps = {
  /** Heading of the card; the card becomes a labelled section. */
  title?: ReactNode;
  /** Right of the heading. */
  action?: ReactNode;
  /** Level of the heading. */
  level?: 2 | 3;
  /** No padding: for a table or list that brings its own. */
  flush?: boolean;
  /** Lifts it from the page: for the one thing that matters now. */
  raised?: boolean;
  className?: string;
  children?: ReactNode;
};

/** A sheet on the paper. */
export function Card({ title, action, level = 2, flush, raised, className, children }: CardProps) {
  const id = useId();
  const Heading = `h${level}` as const;
  const Element = title ? "section" : "div";
  return (
    <Element
      aria-labelledby={title ? id : undefined}
      data-print="whole"
      className={classes("min-w-0 rounded-box border border-line bg-surface", raised && "shadow-lift", className)}
    >
      {title && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-5">
          <Heading id={id} className="text-base font-semibold">
            {title}
          </Heading>
          {action}
        </div>
      )}
      <div
        className={
          flush
            ? classes("overflow-hidden rounded-box", title && "pt-3")
            : classes("px-4 pb-4 sm:px-5 sm:pb-5", title ? "pt-3" : "pt-4 sm:pt-5")
        }
      >
        {children}
      </div>
    </Element>
  );
}
