import { Form, useSubmit } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { CheckboxField } from "~/ui/CheckboxField";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import type { LostFilter } from "../address";
import type { Choice } from "../choices.server";
import { caseMessages } from "../messages";
import { lostMessages } from "../messages.lost";
import { useCaseWords } from "./words";

type LostFiltersProps = {
  filter: LostFilter;
  period: { from: string; to: string };
  products: readonly Choice[];
  people: readonly Choice[];
  exposures: readonly string[];
};

/** Narrow the lost inquiries by days, agent, product and what the customer did; sends itself. */
export function LostFilters({ filter, period, products, people, exposures }: LostFiltersProps) {
  const t = useT(lostMessages);
  const say = useT(caseMessages);
  const words = useCaseWords();
  const submit = useSubmit();
  const all = { placeholder: say("list.all") };
  return (
    <Form
      key={JSON.stringify({ ...filter, before: null })}
      action="/cases/lost"
      aria-label={say("list.filter")}
      className="grid grid-cols-2 items-end gap-3 px-4 pb-3 sm:px-5 md:grid-cols-3 xl:grid-cols-6"
      onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
    >
      <TextField name="from" type="date" label={t("lost.from")} defaultValue={period.from} />
      <TextField name="to" type="date" label={t("lost.to")} defaultValue={period.to} />
      {people.length > 0 && (
        <SelectField name="person" label={say("filter.person")} {...all} defaultValue={filter.personId ?? ""} options={people} />
      )}
      <SelectField name="product" label={say("filter.product")} {...all} defaultValue={filter.product ?? ""} options={products} />
      <SelectField
        name="exposure"
        label={t("lost.exposure")}
        {...all}
        defaultValue={filter.exposure ?? ""}
        options={exposures.map((name) => ({ value: name, label: words.exposure(name) }))}
      />
      <SelectField
        name="sort"
        label={t("lost.sort")}
        defaultValue={filter.sort}
        options={(["new", "worth"] as const).map((sort) => ({ value: sort, label: t(`lost.sort_${sort}`) }))}
      />
      <CheckboxField name="all" value="yes" label={t("lost.all")} defaultChecked={filter.all} className="col-span-full" />
      <ApplyButton>{say("list.apply")}</ApplyButton>
    </Form>
  );
}
