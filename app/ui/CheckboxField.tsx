import Check from "lucide-react/icons/check";
import { type InputHTMLAttributes, type ReactNode, forwardRef } from "react";
import { classes } from "./classes";
import { FieldError } from "./FieldError";
import { useField } from "./field";

export type CheckboxFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "type" | "className"> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  className?: string;
};

/** One box to tick, with its words as part of the target. */
export const CheckboxField = forwardRef<HTMLInputElement, CheckboxFieldProps>(function CheckboxField(
  { name, label, hint, error, id, className, ...rest },
  ref,
) {
  const field = useField({ name, hint, error, id });
  return (
    <div className={classes("min-w-0", className)}>
      <label
        htmlFor={field.input.id}
        className="group flex min-h-control items-start gap-3 rounded-box py-[calc((var(--control)-1.4*var(--ui-size)-2px)/2)] has-disabled:cursor-not-allowed has-disabled:text-faint"
      >
        <span className="relative mt-px inline-flex size-5 shrink-0">
          <input
            {...rest}
            {...field.input}
            ref={ref}
            type="checkbox"
            className="peer size-5 appearance-none rounded-[5px] border border-line-strong bg-surface transition-colors group-hover:border-ink checked:border-accent checked:bg-accent group-hover:checked:border-accent disabled:border-line disabled:bg-sunken aria-invalid:border-blocked"
          />
          <Check
            aria-hidden
            strokeWidth={3}
            className="pointer-events-none absolute inset-0 m-auto size-3.5 text-on-accent opacity-0 peer-checked:opacity-100 peer-disabled:text-faint"
          />
        </span>
        <span className="min-w-0 text-ui">
          {label}
          {hint && (
            <span id={field.hintId} className="mt-0.5 block text-sm text-muted">
              {hint}
            </span>
          )}
        </span>
      </label>
      <FieldError id={field.errorId} message={field.message} />
    </div>
  );
});
