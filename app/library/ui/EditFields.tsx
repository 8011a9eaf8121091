import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import Plus from "lucide-react/icons/plus";
import Trash2 from "lucide-react/icons/trash-2";
import type { ReactNode } from "react";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { CheckboxField } from "~/ui/CheckboxField";
import { FieldError } from "~/ui/FieldError";
import { Fold } from "~/ui/Fold";
import { useFormState } from "~/ui/form-context";
import { IconButton } from "~/ui/IconButton";
import { RadioCards } from "~/ui/RadioCards";
import { SelectField } from "~/ui/SelectField";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import type { Field, Fields } from "../field";
import { choiceMessages } from "../messages.choices";
import { editMessages } from "../messages.edit";
import { fieldMessages } from "../messages.fields";
import { Both } from "./EditBoth";
import { RefField } from "./EditRef";

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const items = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const plain = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** The fields of a group, in order. `at`: where it stands, as the beginning of its fields' names. */
export function EditFields({ fields, value, at = "" }: { fields: Fields; value: unknown; at?: string }) {
  return (
    <div className="grid gap-5">
      {Object.entries(fields).map(([name, field]) => (
        <EditField key={name} name={`${at}${name}`} word={name} field={field} value={record(value)[name]} beside={record(value)} />
      ))}
    </div>
  );
}

type One = { name: string; word: string; field: Field; value: unknown; beside: Record<string, unknown> };

function EditField({ name, word, field, value, beside }: One) {
  const say = useT<string>(fieldMessages);
  const choice = useT<string>(choiceMessages);
  const edit = useT(editMessages);
  // The answer of a true-or-false question is a tick, that of a number a number.
  const label = word === "answer" && field.type === "tick" ? say("field.answer_true") : say(`field.${word}`);
  const common = { name, label, optional: field.optional };
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
          inputMode="decimal"
          min={field.min}
          max={field.max}
          step={field.step ?? 1}
          defaultValue={plain(value)}
          className="max-w-40"
        />
      );
    case "tick":
      return <CheckboxField name={name} label={label} defaultChecked={value === true} />;
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
      return <RefField {...common} kind={field.kind === "sibling" ? plain(beside.kind) : field.kind} value={plain(value)} />;
    case "letter":
    case "place":
      return <input type="hidden" name={name} value={plain(value)} />;
    case "cells":
      return <Cells name={name} value={items(value)} />;
    case "group":
      return (
        <fieldset className="min-w-0 rounded-box border border-line px-4 pt-2 pb-4">
          <legend className="px-1 text-sm font-medium">{label}</legend>
          <EditFields fields={field.fields} value={value} at={`${name}.`} />
        </fieldset>
      );
    case "list":
      return <EditList name={name} label={label} field={field} value={items(value)} beside={beside} />;
  }
}

function Cells({ name, value }: { name: string; value: readonly unknown[] }) {
  const t = useT(editMessages);
  return (
    <div className="grid gap-3">
      <input type="hidden" name={`${name}:n`} value={value.length} />
      {value.map((cell, i) => (
        <Both
          key={i}
          name={`${name}.${i}`}
          label={t("edit.entry", { n: i + 1 })}
          value={typeof cell === "string" ? { "zh-CN": cell, en: cell } : cell}
          rows={1}
        />
      ))}
    </div>
  );
}

/** The entries of a list, each with its buttons. They are sent as the form is, and work without script. */
function EditList({
  name,
  label,
  field,
  value,
  beside,
}: {
  name: string;
  label: ReactNode;
  field: Extract<Field, { type: "list" }>;
  value: readonly unknown[];
  beside: Record<string, unknown>;
}) {
  const t = useT(editMessages);
  const say = useT<string>(fieldMessages);
  const { errors } = useFormState();
  const { item } = field;
  const word = name.split(".").at(-1) ?? "";
  const many = item.type === "group" && value.length > 8;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-semibold">{label}</legend>
      <input type="hidden" name={`${name}:n`} value={value.length} />
      <FieldError message={errors[name]} />
      {value.length === 0 && <p className="mb-2 text-sm text-muted">{t("edit.none")}</p>}
      <ol className="grid gap-3">
        {value.map((entry, i) => {
          const at = `${name}.${i}`;
          const title = entryTitle(entry, word === "days" ? t("edit.day_entry", { n: i + 1 }) : t("edit.entry", { n: i + 1 }));
          const inside =
            item.type === "group" ? (
              <EditFields fields={item.fields} value={entry} at={`${at}.`} />
            ) : (
              <EditField
                name={at}
                word={item.type === "ref" ? item.kind : item.type === "cells" ? "rows" : "text"}
                field={item}
                value={entry}
                beside={beside}
              />
            );
          return (
            <li key={i} className="min-w-0 rounded-box border border-line px-3 pt-1 pb-3 sm:px-4">
              <div className="flex items-center justify-between gap-2">
                <span className="truncate text-sm text-muted">{title}</span>
                <Moves
                  at={at}
                  name={`${String(label)} ${title}`}
                  first={i === 0 && !at.includes("activities")}
                  last={i === value.length - 1 && !at.includes("activities")}
                />
              </div>
              {many ? <Fold summary={<span className="text-sm text-accent-ink">{t("item.edit")}</span>}>{inside}</Fold> : inside}
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

/** What an entry is known by in the list: its letter, its title. */
function entryTitle(entry: unknown, place: string): string {
  const { id, title, slug, text } = record(entry);
  const name = typeof id === "string" ? id.toUpperCase() : plain(record(title)["zh-CN"]) || plain(slug) || plain(record(text)["zh-CN"]);
  return name ? `${place} · ${name}` : place;
}

function Moves({ at, name, first, last }: { at: string; name: string; first: boolean; last: boolean }) {
  const t = useT(editMessages);
  const button = "size-9";
  return (
    <span className="flex shrink-0">
      {!first && (
        <IconButton
          type="submit"
          name="do"
          value={`up:${at}`}
          label={`${t("edit.up")}: ${name}`}
          icon={<ArrowUp aria-hidden />}
          className={button}
        />
      )}
      {!last && (
        <IconButton
          type="submit"
          name="do"
          value={`down:${at}`}
          label={`${t("edit.down")}: ${name}`}
          icon={<ArrowDown aria-hidden />}
          className={button}
        />
      )}
      <IconButton
        type="submit"
        name="do"
        value={`remove:${at}`}
        label={`${t("edit.remove")}: ${name}`}
        icon={<Trash2 aria-hidden />}
        className={button}
      />
    </span>
  );
}
