import Plus from "lucide-react/icons/plus";
import type { ReactNode } from "react";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { CheckboxField } from "~/ui/CheckboxField";
import { classes } from "~/ui/classes";
import { FieldError } from "~/ui/FieldError";
import { useFormState } from "~/ui/form-context";
import { RadioCards } from "~/ui/RadioCards";
import { SelectField } from "~/ui/SelectField";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import type { Field, Fields } from "../field";
import { choiceMessages } from "../messages.choices";
import { editMessages } from "../messages.edit";
import { fieldMessages } from "../messages.fields";
import { Both } from "./EditBoth";
import { Cells, entryTitle, FoldedEntry, Moves, plain, record, useHint } from "./EditEntry";
import { RefField } from "./EditRef";
import { EditSum } from "./EditSum";

const items = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const onlyNumbers = (fields: readonly Field[]) => fields.every((field) => field.type === "number");

/** The fields of a group, in order. `at`: where it stands, as the beginning of its fields' names. */
export function EditFields({ fields, value, at = "" }: { fields: Fields; value: unknown; at?: string }) {
  return (
    <div className={onlyNumbers(Object.values(fields)) ? "grid grid-cols-2 items-end gap-3 sm:grid-cols-3" : "grid gap-5"}>
      {Object.entries(fields).map(([name, field]) => (
        <EditField
          key={name}
          name={`${at}${name}`}
          word={field.word ?? name}
          field={field}
          value={record(value)[name]}
          beside={record(value)}
        />
      ))}
    </div>
  );
}

type One = {
  name: string;
  word: string;
  field: Field;
  value: unknown;
  beside: Record<string, unknown>;
  /** It stands in a list under its title: its own name would say it again. */
  isEntry?: boolean;
};

function EditField({ name, word, field, value, beside, isEntry = false }: One) {
  const say = useT<string>(fieldMessages);
  const choice = useT<string>(choiceMessages);
  const edit = useT(editMessages);
  const hintOf = useHint();
  // The answer of a true-or-false question is a tick, that of a number a number.
  const label = word === "answer" && field.type === "tick" ? say("field.answer_true") : say(`field.${word}`);
  const hint = hintOf(word);
  const common = { name, label, hint, optional: field.optional };
  switch (field.type) {
    case "text":
    case "words":
      return (
        <Both
          {...common}
          value={value}
          lines={field.type === "words"}
          rows={field.type === "words" ? 3 : (field.rows ?? 1)}
          markdown={field.type === "text" && field.markdown}
        />
      );
    case "line":
      return <TextField {...common} defaultValue={plain(value)} maxLength={300} className="max-w-md" />;
    case "date":
      return <TextField {...common} type="date" defaultValue={plain(value)} className="max-w-48" />;
    case "lines":
      return <TextArea {...common} rows={2} defaultValue={items(value).map(plain).join("\n")} />;
    case "number":
      return (
        <TextField
          {...common}
          type="number"
          // The decimal keys of a phone have no minus.
          inputMode={field.min !== undefined && field.min >= 0 ? "decimal" : undefined}
          min={field.min}
          max={field.max}
          step={field.step ?? 1}
          defaultValue={plain(value)}
          className="max-w-xl [&_input]:max-w-40"
        />
      );
    case "tick":
      return <CheckboxField name={name} label={label} hint={hint} defaultChecked={value === true} />;
    case "choice":
      return (
        <SelectField
          {...common}
          options={field.of.map((v) => ({ value: v, label: choice(`choice.${v}`) }))}
          defaultValue={plain(value)}
          placeholder={field.optional ? edit("edit.nothing_chosen") : false}
          className="max-w-md"
        />
      );
    case "several":
      return (
        <RadioCards
          name={name}
          legend={label}
          multiple
          columns={field.of.length > 3 ? 2 : 3}
          options={[
            ...new Set([
              ...items(value)
                .map(plain)
                .filter((v) => field.of.includes(v)),
              ...field.of,
            ]),
          ].map((v) => ({
            value: v,
            label: choice(`choice.${v}`),
          }))}
          defaultValue={items(value).map(plain)}
        />
      );
    case "ref":
      return (
        <RefField
          {...{ name, label, optional: field.optional }}
          kind={field.kind === "sibling" ? plain(beside.kind) : field.kind}
          value={plain(value)}
        />
      );
    case "letter":
    case "key":
    case "place":
      return <input type="hidden" name={name} value={plain(value)} />;
    case "cells":
      return <Cells name={name} value={items(value)} />;
    case "tuple":
      return (
        <fieldset className="min-w-0">
          <legend className={classes("text-sm font-medium", isEntry ? "sr-only" : "mb-1.5")}>{label}</legend>
          {hint && !isEntry && <p className="-mt-1 mb-3 text-sm text-muted">{hint}</p>}
          <div className={classes("grid", onlyNumbers(field.of) ? "max-w-80 grid-cols-2 items-end gap-3" : "gap-4")}>
            {field.of.map((one, i) => (
              <EditField key={i} name={`${name}.${i}`} word={one.word ?? word} field={one} value={items(value)[i]} beside={beside} />
            ))}
          </div>
        </fieldset>
      );
    case "group":
      return (
        <fieldset className="min-w-0 rounded-box border border-line px-4 pt-2 pb-4">
          <legend className="px-1 text-sm font-medium">{label}</legend>
          {hint && <p className="mb-3 text-sm text-muted">{hint}</p>}
          <EditFields fields={field.fields} value={value} at={`${name}.`} />
        </fieldset>
      );
    case "list":
      return <EditList name={name} label={label} hint={hint} field={field} value={items(value)} beside={beside} />;
  }
}

/** The entries of a list, each with its buttons. They are sent as the form is, and work without script. */
function EditList({
  name,
  label,
  hint,
  field,
  value,
  beside,
}: {
  name: string;
  label: ReactNode;
  hint?: string;
  field: Extract<Field, { type: "list" }>;
  value: readonly unknown[];
  beside: Record<string, unknown>;
}) {
  const t = useT(editMessages);
  const say = useT<string>(fieldMessages);
  const { locale } = useReader();
  const { errors } = useFormState();
  const { item } = field;
  const word = name.split(".").at(-1) ?? "";
  const folded = item.type === "group" && (field.folded === true || value.length > 8);
  // From the end of such a list an entry goes on into the group beside it.
  const crosses = /\b(activities|items)\b/.test(name);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-semibold">{label}</legend>
      {hint && <p className="-mt-1.5 mb-2 text-sm text-muted">{hint}</p>}
      <input type="hidden" name={`${name}:n`} value={value.length} />
      <FieldError message={errors[name]} />
      {field.sums && <EditSum name={name} of={field.sums.of} to={field.sums.to} value={value} />}
      {value.length === 0 && <p className="mb-2 text-sm text-muted">{t("edit.none")}</p>}
      <ol className="grid gap-3">
        {value.map((entry, i) => {
          const at = `${name}.${i}`;
          const title = entryTitle(entry, word === "days" ? t("edit.day_entry", { n: i + 1 }) : t("edit.entry", { n: i + 1 }), locale);
          const inside =
            item.type === "group" ? (
              <EditFields fields={item.fields} value={entry} at={`${at}.`} />
            ) : (
              <EditField
                name={at}
                word={
                  item.word ?? (item.type === "ref" ? item.kind : item.type === "cells" ? "rows" : item.type === "tuple" ? word : "text")
                }
                field={item}
                value={entry}
                beside={beside}
                isEntry
              />
            );
          return (
            <li key={i} className={classes("relative min-w-0 rounded-box border border-line px-3 sm:px-4", folded ? "py-1" : "pt-1 pb-3")}>
              <div className={folded ? "absolute end-2 top-1" : "flex items-center justify-between gap-2"}>
                {!folded && <span className="truncate text-sm text-muted">{title}</span>}
                <Moves at={at} name={`${String(label)} ${title}`} first={i === 0 && !crosses} last={i === value.length - 1 && !crosses} />
              </div>
              {folded ? (
                <FoldedEntry at={at} title={title} entry={entry}>
                  {inside}
                </FoldedEntry>
              ) : (
                inside
              )}
            </li>
          );
        })}
      </ol>
      {value.length < field.max && (
        <Button
          type="submit"
          name="do"
          value={`add:${name}`}
          size="sm"
          variant="quiet"
          icon={<Plus aria-hidden className="size-4" />}
          className="mt-2"
        >
          {t("edit.add")} <span className="sr-only">{say(`field.${word}`)}</span>
        </Button>
      )}
    </fieldset>
  );
}
