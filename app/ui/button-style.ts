import { classes } from "./classes";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger" | "destructive";
export type ButtonSize = "sm" | "md" | "lg";

const base =
  "relative inline-flex max-w-full items-center justify-center gap-2 rounded-box border text-center font-medium select-none " +
  "transition-colors disabled:pointer-events-none disabled:border-line disabled:bg-sunken disabled:text-faint disabled:shadow-none";

const variants: Record<ButtonVariant, string> = {
  primary: "border-accent bg-accent text-on-accent hover:border-accent-hover hover:bg-accent-hover active:translate-y-px",
  secondary: "border-line-strong/60 bg-surface text-ink hover:border-line-strong hover:bg-hover active:translate-y-px",
  quiet: "border-transparent text-accent-ink hover:bg-hover active:bg-hover disabled:border-transparent disabled:bg-transparent",
  danger: "border-blocked/60 bg-surface text-blocked-ink hover:border-blocked hover:bg-blocked-soft active:translate-y-px",
  // The last press before something is gone: only inside a question.
  destructive: "border-blocked bg-blocked text-surface hover:border-blocked-ink hover:bg-blocked-ink active:translate-y-px",
};

const sizes: Record<ButtonSize, string> = {
  sm: "min-h-control-sm px-3 py-1 text-sm",
  md: "min-h-control px-4 py-1.5 text-ui",
  lg: "min-h-12 px-5 py-2 text-base",
};

/** The class names of a button, for the few elements that must look like one. */
export function buttonStyle(variant: ButtonVariant = "secondary", size: ButtonSize = "md", block = false): string {
  return classes(base, variants[variant], sizes[size], block && "w-full");
}
