import ChevronDown from "lucide-react/icons/chevron-down";
import { type SelectHTMLAttributes, forwardRef } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "./classes";
import { FieldFrame, type FieldProps, inputStyle, useField } from "./field";
import { uiMessages } from "./messages";

export type SelectOption = { value: string; label: string; disabled?: boolean };

export type SelectFieldProps = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, "name" | "className" | "children"> & {
    options: readonly SelectOption[];
    /** An empty first choice: `true` for the customary word, or a text. */
    placeholder?: boolean | string;
  };

/** A native select, styled. */
export const SelectField = forwardRef<HTMLSelectElement, SelectFieldProps>(function SelectField(
  { name, label, hint, error, optional, labelHidden, className, id, options, placeholder, ...rest },
  ref,
) {
  const t = useT(uiMessages);
  const field = useField({ name, hint, error, id });
  return (
    <FieldFrame {...{ field, label, hint, optional, labelHidden, className }}>
      <div className="relative">
        <select {...rest} {...field.input} ref={ref} className={classes(inputStyle, "h-control appearance-none truncate pe-10")}>
          {placeholder && <option value="">{placeholder === true ? t("field.choose") : placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute end-3 top-1/2 size-4 -translate-y-1/2 text-muted" />
      </div>
    </FieldFrame>
  );
});
