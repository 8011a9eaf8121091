import type { ReactNode } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "./classes";
import { FieldError } from "./FieldError";
import { useField } from "./field";
import { KeyHint } from "./KeyHint";
import { uiMessages } from "./messages";
import type { Tone } from "./tone";
import { ToneIcon } from "./ToneIcon";

export type RadioCard = {
  value: string;
  label: ReactNode;
  description?: ReactNode;
  /** The key that chooses it; shown on desktops. The page listens for it. */
  keyHint?: string;
  disabled?: boolean;
  /** After an answer: cleared for right, blocked for wrong. Say it in words beside it too. */
  tone?: Tone;
};

export type RadioCardsProps = {
  name: string;
  legend: ReactNode;
  legendHidden?: boolean;
  hint?: ReactNode;
  error?: string | null;
  options: readonly RadioCard[];
  /** Several may be chosen: native checkboxes instead of radios. */
  multiple?: boolean;
  /** How many side by side from 640 px; one below the other on phones unless `tight`. */
  columns?: 1 | 2 | 3 | 4 | 5;
  /** Keep the columns on phones: for very short labels such as 0–4. */
  tight?: boolean;
  required?: boolean;
  disabled?: boolean;
  defaultValue?: string | readonly string[];
  value?: string | readonly string[];
  onChange?: (value: string, checked: boolean) => void;
  className?: string;
};

const wide = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3", 4: "sm:grid-cols-4", 5: "sm:grid-cols-5" };
const always = { 1: "", 2: "grid-cols-2", 3: "grid-cols-3", 4: "grid-cols-4", 5: "grid-cols-5" };

const card =
  "group relative flex h-full min-h-12 items-start gap-3 rounded-box border px-4 py-3 transition-colors " +
  "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ";

const cardTone: Record<Tone, string> = {
  neutral:
    "border-line-strong/60 bg-surface hover:border-line-strong hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft " +
    "has-checked:shadow-[inset_0_0_0_1px_var(--accent)] has-disabled:border-line has-disabled:bg-sunken has-disabled:text-faint",
  accent: "border-accent bg-accent-soft",
  cleared: "border-cleared bg-cleared-soft shadow-[inset_0_0_0_1px_var(--cleared)]",
  waiting: "border-waiting bg-waiting-soft shadow-[inset_0_0_0_1px_var(--waiting)]",
  blocked: "border-blocked bg-blocked-soft shadow-[inset_0_0_0_1px_var(--blocked)]",
};

/** A choice drawn as large rows: native radios (or checkboxes) under a legend. */
export function RadioCards(props: RadioCardsProps) {
  const { name, legend, legendHidden, hint, error, options, multiple, columns = 1, tight, required, disabled, className } = props;
  const t = useT(uiMessages);
  const field = useField({ name, hint, error });
  const has = (chosen: RadioCardsProps["value"], value: string) =>
    typeof chosen === "string" ? chosen === value : chosen?.includes(value);
  return (
    <fieldset
      disabled={disabled}
      aria-describedby={field.input["aria-describedby"]}
      aria-invalid={field.input["aria-invalid"]}
      className={classes("min-w-0", className)}
    >
      <legend className={legendHidden ? "sr-only" : "mb-1.5 text-sm font-medium"}>
        {legend}
        {required && <span className="sr-only"> {t("field.required_choice")}</span>}
      </legend>
      {hint && (
        <p id={field.hintId} className="-mt-1 mb-2 text-sm text-muted">
          {hint}
        </p>
      )}
      <div className={classes("grid gap-2", tight ? always[columns] : wide[columns])}>
        {options.map((option) => (
          <label
            key={option.value}
            className={classes(card, cardTone[option.tone ?? "neutral"], tight && "flex-col gap-1 px-2! text-center")}
          >
            <input
              type={multiple ? "checkbox" : "radio"}
              name={name}
              value={option.value}
              required={required && !multiple}
              disabled={option.disabled}
              defaultChecked={props.value === undefined ? has(props.defaultValue, option.value) : undefined}
              checked={props.value === undefined ? undefined : (has(props.value, option.value) ?? false)}
              onChange={(event) => props.onChange?.(option.value, event.currentTarget.checked)}
              className={classes(
                "mt-[0.2em] size-[1.15em] shrink-0 appearance-none border border-line-strong bg-surface transition-all",
                multiple ? "rounded-[4px]" : "rounded-full",
                "checked:border-[0.33em] checked:border-accent focus-visible:outline-none",
                tight && "sr-only",
              )}
            />
            <span className={classes("min-w-0 flex-1 text-base", tight && "w-full")}>
              <span className="block">{option.label}</span>
              {option.description && <span className="block text-sm text-muted group-has-disabled:text-faint">{option.description}</span>}
            </span>
            {option.tone && option.tone !== "neutral" && (
              <ToneIcon
                tone={option.tone}
                className={classes("mt-[0.15em] size-5", option.tone === "cleared" ? "text-cleared-ink" : "text-blocked-ink")}
              />
            )}
            {option.keyHint && !option.tone && <KeyHint>{option.keyHint}</KeyHint>}
          </label>
        ))}
      </div>
      <FieldError id={field.errorId} message={field.message} />
    </fieldset>
  );
}
