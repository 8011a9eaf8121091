import type { ReactNode } from "react";
import { classes } from "./classes";
import { softTone, type Tone } from "./tone";
import { ToneIcon } from "./ToneIcon";

/** A state in a word, with the shape of its tone. `icon={null}` leaves the shape out, only where the word alone is plain. */
export function Badge({
  tone = "neutral",
  icon,
  children,
  className,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const shape = icon === undefined ? tone !== "neutral" && tone !== "accent" && <ToneIcon tone={tone} className="size-[1.1em]" /> : icon;
  return (
    <span
      className={classes(
        "inline-flex max-w-full items-center gap-1 rounded-full px-2 py-0.5 align-middle text-xs leading-[1.4] font-medium",
        softTone[tone],
        className,
      )}
    >
      {shape}
      <span className="min-w-0 truncate">{children}</span>
    </span>
  );
}
