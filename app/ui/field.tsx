import { type ReactNode, useId } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "./classes";
import { FieldError } from "./FieldError";
import { useFormState } from "./form-context";
import { uiMessages } from "./messages";

/** What every field takes besides what its native element takes. */
export type FieldProps = {
  name: string;
  label: ReactNode;
  /** A sentence under the label, before anything is typed. */
  hint?: ReactNode;
  /** Overrides the sentence that the `Form` around it has for this name. */
  error?: string | null;
  /** Say "(optional)" beside the label. */
  optional?: boolean;
  /** Keep the label for screen readers only. */
  labelHidden?: boolean;
  /** On the frame around label and input. */
  className?: string;
};

/** Ids, error and the aria attributes of a field; `id` only when the page needs a fixed one. */
export function useField({ name, hint, error, id }: { name: string; hint?: ReactNode; error?: string | null; id?: string }) {
  const own = useId();
  const form = useFormState();
  const message = error ?? form.errors[name] ?? null;
  const inputId = id ?? own;
  const hintId = hint ? `${inputId}-hint` : undefined;
  const errorId = message ? `${inputId}-error` : undefined;
  return {
    message,
    hintId,
    errorId,
    input: {
      id: inputId,
      name,
      "aria-invalid": message ? true : undefined,
      "aria-describedby": classes(hintId, errorId) || undefined,
    },
  };
}

/** The looks of a text box, select or text area. */
export const inputStyle =
  "block w-full min-w-0 rounded-box border border-line-strong/70 bg-surface px-3 text-ui text-ink transition-colors " +
  "hover:border-line-strong focus-visible:border-accent focus-visible:outline-offset-0 focus-visible:outline-accent/60 " +
  "aria-invalid:border-blocked aria-invalid:focus-visible:outline-blocked/60 [&[readonly]]:bg-sunken " +
  "disabled:border-line disabled:bg-sunken disabled:text-faint";

/** Label, hint, the input itself, and what is wrong with it. */
export function FieldFrame({
  field,
  label,
  hint,
  optional,
  labelHidden,
  className,
  children,
}: Pick<FieldProps, "label" | "hint" | "optional" | "labelHidden" | "className"> & {
  field: ReturnType<typeof useField>;
  children: ReactNode;
}) {
  const t = useT(uiMessages);
  return (
    <div className={classes("min-w-0", className)}>
      <label htmlFor={field.input.id} className={classes("block text-sm font-medium", labelHidden ? "sr-only" : "mb-1.5")}>
        {label}
        {optional && <span className="ms-2 font-normal text-faint">{t("field.optional")}</span>}
      </label>
      {hint && (
        <p id={field.hintId} className="-mt-1 mb-1.5 text-sm text-muted">
          {hint}
        </p>
      )}
      {children}
      <FieldError id={field.errorId} message={field.message} />
    </div>
  );
}
