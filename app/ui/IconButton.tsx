import { type ButtonHTMLAttributes, type ReactNode, forwardRef } from "react";
import { classes } from "./classes";

export type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children" | "aria-label"> & {
  /** What it does, in words: read out and shown on hover. */
  label: string;
  icon: ReactNode;
};

/** A square button with an icon alone. */
export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { label, icon, className, type = "button", ...rest },
  ref,
) {
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      aria-label={label}
      title={label}
      className={classes(
        "inline-flex size-control shrink-0 items-center justify-center rounded-box text-muted transition-colors [&_svg]:size-5",
        "hover:bg-hover hover:text-ink aria-expanded:bg-hover aria-expanded:text-ink disabled:pointer-events-none disabled:text-line-strong",
        className,
      )}
    >
      {icon}
    </button>
  );
});
