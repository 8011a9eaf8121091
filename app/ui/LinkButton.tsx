import { Link, type LinkProps } from "@remix-run/react";
import type { ReactNode } from "react";
import { buttonStyle, type ButtonSize, type ButtonVariant } from "./button-style";
import { classes } from "./classes";

export type LinkButtonProps = LinkProps & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  block?: boolean;
};

/** A link that looks like a button: for going somewhere, never for changing something. */
export function LinkButton({ variant = "secondary", size = "md", icon, block, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link prefetch="intent" {...rest} className={classes(buttonStyle(variant, size, block), className)}>
      {icon}
      <span className="min-w-0">{children}</span>
    </Link>
  );
}
