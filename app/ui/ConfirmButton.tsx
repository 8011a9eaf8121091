import { type ReactNode, useEffect, useRef, useState } from "react";
import { useT } from "~/platform/use-locale";
import { Button, type ButtonProps } from "./Button";
import { buttonStyle } from "./button-style";
import { classes } from "./classes";
import { Dialog, prepareDialog } from "./Dialog";
import { uiMessages } from "./messages";

export type ConfirmButtonProps = ButtonProps & {
  /** The question, as the title of the dialog. */
  question: ReactNode;
  /** What will happen and what will not. */
  consequence?: ReactNode;
  /** The verb on the button that does it; the button's own label otherwise. */
  confirmLabel?: ReactNode;
  /** Instead of sending the form around it. */
  onConfirm?: () => void;
};

/** A button that asks before it acts: sends its form (with its own name and value) or calls `onConfirm`. Without script it asks in place. */
export function ConfirmButton({
  question,
  consequence,
  confirmLabel,
  onConfirm,
  variant = "danger",
  children,
  ...rest
}: ConfirmButtonProps) {
  const t = useT(uiMessages);
  const [open, setOpen] = useState(false);
  const [isAlive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const button = useRef<HTMLButtonElement>(null);
  const confirm = () => {
    setOpen(false);
    if (onConfirm) onConfirm();
    else button.current?.form?.requestSubmit(button.current);
  };
  if (!isAlive && !onConfirm && !rest.disabled)
    return (
      <details className={classes("min-w-0", !rest.block && "inline-block max-w-full")}>
        <summary
          className={classes(buttonStyle(variant, rest.size, rest.block), "list-none [&::-webkit-details-marker]:hidden", rest.className)}
        >
          {rest.icon}
          <span className="min-w-0">{children}</span>
        </summary>
        <div className="mt-2 grid max-w-prose justify-items-start gap-2 rounded-box border border-line bg-surface px-4 py-3">
          <p className="font-semibold">{question}</p>
          {consequence && <div className="text-sm text-muted">{consequence}</div>}
          <Button type="submit" name={rest.name} value={rest.value} variant={variant === "danger" ? "destructive" : "primary"}>
            {confirmLabel ?? children}
          </Button>
        </div>
      </details>
    );
  return (
    <>
      <Button
        {...rest}
        ref={button}
        variant={variant}
        type={onConfirm ? "button" : "submit"}
        aria-haspopup="dialog"
        onPointerEnter={prepareDialog}
        onFocus={prepareDialog}
        onClick={(event) => {
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        urgent
        title={question}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t("action.cancel")}</Button>
            <Button variant={variant === "danger" ? "destructive" : "primary"} onClick={confirm}>
              {confirmLabel ?? children}
            </Button>
          </>
        }
      >
        {consequence && <div className="text-base text-muted">{consequence}</div>}
      </Dialog>
    </>
  );
}
