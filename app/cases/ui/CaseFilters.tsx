import { Form, useSubmit } from "@remix-run/react";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { SearchField } from "~/ui/SearchField";
import { SelectField } from "~/ui/SelectField";
import type { CaseFilter } from "../address";
import type { Choice } from "../choices.server";
import { caseMessages } from "../messages";
import { lossReasonNames, lossReasons } from "../reasons";

type CaseFiltersProps = { filter: CaseFilter; products: readonly Choice[]; people: readonly Choice[] };

/** Narrow the list of cases by words, kind, reason, product and agent; sends itself. */
export function CaseFilters({ filter, products, people }: CaseFiltersProps) {
  const t = useT(caseMessages);
  const { locale } = useReader();
  const submit = useSubmit();
  const keep = Object.fromEntries(
    Object.entries({
      state: filter.state,
      kind: filter.kind,
      reason: filter.reason,
      product: filter.product,
      person: filter.personId,
    }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  const shown = { placeholder: t("list.all") };
  return (
    <div className="grid gap-3 px-4 pb-3 sm:px-5">
      <SearchField label={t("list.search")} defaultValue={filter.search} keep={keep} action="/cases" className="max-w-md" />
      <Form
        key={JSON.stringify(filter)}
        action="/cases"
        aria-label={t("list.filter")}
        className="grid grid-cols-2 items-end gap-3 md:grid-cols-4"
        onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
      >
        {filter.state && <input type="hidden" name="state" value={filter.state} />}
        {filter.search && <input type="hidden" name="q" value={filter.search} />}
        <SelectField
          name="kind"
          label={t("filter.kind")}
          {...shown}
          defaultValue={filter.kind ?? ""}
          options={(["lost", "excellent"] as const).map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
        <SelectField
          name="reason"
          label={t("filter.reason")}
          {...shown}
          defaultValue={filter.reason ?? ""}
          options={lossReasonNames.map((slug) => ({ value: slug, label: pick(lossReasons[slug].name, locale) }))}
        />
        <SelectField name="product" label={t("filter.product")} {...shown} defaultValue={filter.product ?? ""} options={products} />
        {people.length > 0 && (
          <SelectField name="person" label={t("filter.person")} {...shown} defaultValue={filter.personId ?? ""} options={people} />
        )}
        <ApplyButton>{t("list.apply")}</ApplyButton>
      </Form>
    </div>
  );
}
