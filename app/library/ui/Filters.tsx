import { Form, useSubmit } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { SelectField } from "~/ui/SelectField";
import type { Choice } from "../list.server";
import { searchMessages } from "../messages.search";

export type FiltersProps = {
  /** What the address keeps beside the filters. */
  keep: Readonly<Record<string, string>>;
  topics: readonly Choice[];
  packs: readonly Choice[];
  chosen: { topic: string | null; pack: string | null; state: string };
};

/** Narrows what is listed, at once as something is chosen; by a button where there is no script. */
export function Filters({ keep, topics, packs, chosen }: FiltersProps) {
  const t = useT(searchMessages);
  const submit = useSubmit();
  return (
    <Form
      key={JSON.stringify(chosen)}
      method="get"
      onChange={(e) => submit(e.currentTarget, { preventScrollReset: true })}
      className="mb-4 grid grid-cols-2 gap-2 sm:grid-cols-3 sm:gap-3"
    >
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SelectField
        className="max-sm:col-span-2"
        name="topic"
        label={t("filter.topic")}
        labelHidden
        placeholder={t("filter.any_topic")}
        options={topics}
        defaultValue={chosen.topic ?? ""}
      />
      <SelectField
        name="pack"
        label={t("filter.pack")}
        labelHidden
        placeholder={t("filter.any_pack")}
        options={packs}
        defaultValue={chosen.pack ?? ""}
      />
      <SelectField
        name="state"
        label={t("filter.state")}
        labelHidden
        options={(["current", "draft", "archived"] as const).map((value) => ({ value, label: t(`state.${value}`) }))}
        defaultValue={chosen.state}
      />
      <ApplyButton>{t("filter.apply")}</ApplyButton>
    </Form>
  );
}
