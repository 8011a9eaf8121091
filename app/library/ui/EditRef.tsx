import { createContext, type ReactNode, useContext, useId } from "react";
import type { ItemKind } from "~/curriculum/pack";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import type { Choices } from "../edit-page.server";

/** The items that fields of the form may name. */
export const ChoicesContext = createContext<Choices>({});

const A_LIST = 80;

/** A field that names another item: a list to choose from, or with many of them a box that completes what is typed. */
export function RefField({
  name,
  label,
  kind,
  value,
  optional,
}: {
  name: string;
  label: ReactNode;
  kind: string;
  value: string;
  optional?: boolean;
}) {
  const choices = useContext(ChoicesContext)[kind as ItemKind] ?? [];
  const id = useId();
  const own = choices.find((c) => c.slug === value);
  if (choices.length <= A_LIST) {
    const missing = value !== "" && !own ? [{ value, label: value }] : [];
    return (
      <SelectField
        {...{ name, label, optional }}
        options={[...missing, ...choices.map((c) => ({ value: c.slug, label: c.title }))]}
        defaultValue={value}
        placeholder
        className="max-w-xl"
      />
    );
  }
  return (
    <>
      <TextField
        {...{ name, label, optional }}
        list={`choices-${kind}`}
        id={id}
        defaultValue={value}
        hint={own?.title}
        maxLength={120}
        className="max-w-xl"
        autoComplete="off"
      />
    </>
  );
}

/** What the boxes complete from, once a page. */
export function ChoiceLists() {
  const choices = useContext(ChoicesContext);
  return Object.entries(choices)
    .filter(([, list]) => list.length > A_LIST)
    .map(([kind, list]) => (
      <datalist key={kind} id={`choices-${kind}`}>
        {list.map((c) => (
          <option key={c.slug} value={c.slug}>
            {c.title}
          </option>
        ))}
      </datalist>
    ));
}
