import { type ReactNode, useRef, useState } from "react";
import { useT } from "~/platform/use-locale";
import { Button, type ButtonProps } from "./Button";
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

/** A button that asks before it acts: sends its form (with its own name and value) or calls `onConfirm`. */
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
  const button = useRef<HTMLButtonElement>(null);
  const confirm = () => {
    setOpen(false);
    if (onConfirm) onConfirm();
    else button.current?.form?.requestSubmit(button.current);
  };
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
