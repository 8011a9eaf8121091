import { type ButtonHTMLAttributes, type ReactNode, forwardRef } from "react";
import { buttonStyle, type ButtonSize, type ButtonVariant } from "./button-style";
import { classes } from "./classes";
import { useFormState } from "./form-context";
import { Spinner } from "./Spinner";

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Leading icon. */
  icon?: ReactNode;
  /** At work: refuses further presses. A submit button inside a `Form` knows by itself. */
  pending?: boolean;
  /** As wide as its container. */
  block?: boolean;
};

/** A button. `type="button"` unless said otherwise; one `primary` a screen. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant = "secondary", size = "md", icon, pending, block, className, children, type = "button", onClick, ...rest },
  ref,
) {
  const form = useFormState();
  const sending = type === "submit" && form.pending;
  const mine =
    sending && (form.pressed === null || (form.pressed.name === (rest.name ?? "") && form.pressed.value === String(rest.value ?? "")));
  const busy = pending ?? mine;
  const held = busy || sending;
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      aria-disabled={held || undefined}
      aria-busy={busy || undefined}
      className={classes(buttonStyle(variant, size, block), className)}
      onClick={(event) => {
        if (held) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <Spinner className="size-[1.1em]" /> : icon}
      {children !== undefined && <span className="min-w-0">{children}</span>}
    </button>
  );
});
