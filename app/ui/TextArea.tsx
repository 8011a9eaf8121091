import { type TextareaHTMLAttributes, forwardRef, useState } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "./classes";
import { FieldFrame, type FieldProps, inputStyle, useField } from "./field";
import { uiMessages } from "./messages";

export type TextAreaProps = FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "name" | "className">;

/** Several lines of text; grows with what is typed and counts when there is a `maxLength`. */
export const TextArea = forwardRef<HTMLTextAreaElement, TextAreaProps>(function TextArea(
  { name, label, hint, error, optional, labelHidden, className, id, rows = 3, onInput, maxLength, ...rest },
  ref,
) {
  const t = useT(uiMessages);
  const field = useField({ name, hint, error, id });
  const [typed, setTyped] = useState(String(rest.defaultValue ?? "").length);
  const count = rest.value === undefined ? typed : String(rest.value).length;
  return (
    <FieldFrame {...{ field, label, hint, optional, labelHidden, className }}>
      <textarea
        {...rest}
        {...field.input}
        ref={ref}
        rows={rows}
        maxLength={maxLength}
        onInput={(event) => {
          setTyped(event.currentTarget.value.length);
          onInput?.(event);
        }}
        className={classes(inputStyle, "field-sizing-content max-h-96 resize-y py-2 leading-[var(--body-leading)]")}
        style={{ minHeight: `calc(${rows} * 1em * var(--body-leading) + 1.125rem)` }}
      />
      {maxLength !== undefined && (
        <p className="mt-1 text-end text-xs text-faint tabular-nums">{t("field.count", { count, max: maxLength })}</p>
      )}
    </FieldFrame>
  );
});
