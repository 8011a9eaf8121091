import type { ReactNode } from "react";
import { classes } from "./classes";

/** A key of the keyboard; hidden where there is none to press. */
export function KeyHint({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={classes(
        "hidden h-[1.6em] min-w-[1.6em] shrink-0 items-center justify-center rounded-[5px] border border-b-2 border-line-strong/50 bg-surface px-1.5 font-sans text-xs leading-none text-muted md:pointer-fine:inline-flex",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
