import { locales, type LocalText } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { publishMessages } from "../../messages.publish";

type BothFieldsProps = {
  /** The name of the two fields without their language. */
  name: string;
  field: "customer" | "text" | "title" | "situation" | "why";
  value: LocalText;
  rows?: number;
  /** What stands there is another's, and is not changed here. */
  readOnly?: boolean;
};

/** One text in both languages, side by side where there is room. */
export function BothFields({ name, field, value, rows, readOnly }: BothFieldsProps) {
  const t = useT(publishMessages);
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {locales.map((locale) => {
        const given = {
          name: `${name}.${locale}`,
          lang: locale,
          label: `${t(`field.${field}`)} · ${t(`in.${locale}`)}`,
          defaultValue: value[locale],
          readOnly,
        };
        return rows ? <TextArea key={locale} {...given} rows={rows} /> : <TextField key={locale} {...given} />;
      })}
    </div>
  );
}
