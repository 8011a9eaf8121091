import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import { type InputHTMLAttributes, type ReactNode, forwardRef, useState } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "./classes";
import { FieldFrame, type FieldProps, inputStyle, useField } from "./field";
import { uiMessages } from "./messages";

export type TextFieldProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "prefix" | "className"> & {
    /** Inside the box, before and after the text: a unit, a currency sign. */
    prefix?: ReactNode;
    suffix?: ReactNode;
  };

/** A line of text. `type="password"` gets a button that shows it. */
export const TextField = forwardRef<HTMLInputElement, TextFieldProps>(function TextField(
  { name, label, hint, error, optional, labelHidden, className, prefix, suffix, type = "text", id, ...rest },
  ref,
) {
  const t = useT(uiMessages);
  const field = useField({ name, hint, error, id });
  const [shown, setShown] = useState(false);
  const secret = type === "password";
  const Icon = shown ? EyeOff : Eye;
  return (
    <FieldFrame {...{ field, label, hint, optional, labelHidden, className }}>
      <div className="relative flex items-center">
        {prefix && <span className="pointer-events-none absolute start-3 text-ui text-muted">{prefix}</span>}
        <input
          {...rest}
          {...field.input}
          ref={ref}
          type={secret && shown ? "text" : type}
          className={classes(inputStyle, "h-control", prefix && "ps-9", secret ? "pe-12" : suffix && "pe-14")}
        />
        {suffix && <span className="pointer-events-none absolute end-3 text-ui text-muted">{suffix}</span>}
        {secret && (
          <button
            type="button"
            aria-label={t(shown ? "field.hide_password" : "field.show_password")}
            aria-controls={field.input.id}
            onClick={() => setShown(!shown)}
            className="absolute end-0 flex size-control items-center justify-center rounded-box text-muted hover:text-ink"
          >
            <Icon aria-hidden className="size-5" />
          </button>
        )}
      </div>
    </FieldFrame>
  );
});
