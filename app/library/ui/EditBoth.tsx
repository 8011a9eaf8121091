import type { ReactNode } from "react";
import { locales } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { FieldError } from "~/ui/FieldError";
import { useFormState } from "~/ui/form-context";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { editMessages } from "../messages.edit";
import { libraryMessages } from "../messages";

type BothProps = {
  name: string;
  label: ReactNode;
  hint?: string;
  value: unknown;
  rows: number;
  optional?: boolean;
  /** One wording a line. */
  lines?: boolean;
  markdown?: boolean;
};

/** A text in both languages: beside each other where there is room, one below the other on a phone. */
export function Both({ name, label, hint, value, rows, optional, lines, markdown }: BothProps) {
  const t = useT(editMessages);
  const side = useT(libraryMessages);
  const { errors } = useFormState();
  const said = (value ?? {}) as Record<string, unknown>;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">
        {label}
        {optional && <span className="ms-2 font-normal text-faint">{side("optional")}</span>}
      </legend>
      {hint && <p className="-mt-1 mb-1.5 text-sm text-muted">{hint}</p>}
      {markdown && <p className="-mt-1 mb-1.5 text-sm text-muted">{t("edit.markdown")}</p>}
      <div className="grid gap-2 sm:grid-cols-2">
        {locales.map((locale) => {
          const own = said[locale];
          const props = {
            name: `${name}.${locale}`,
            label: <span className="text-xs font-normal text-faint">{side(`side.${locale}`)}</span>,
            lang: locale,
            defaultValue: lines && Array.isArray(own) ? own.join("\n") : typeof own === "string" ? own : "",
          };
          return rows > 1 || lines ? <TextArea key={locale} {...props} rows={rows} /> : <TextField key={locale} {...props} />;
        })}
      </div>
      <FieldError message={errors[name]} />
    </fieldset>
  );
}
