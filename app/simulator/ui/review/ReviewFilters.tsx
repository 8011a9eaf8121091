import { Form, useSubmit } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { SelectField } from "~/ui/SelectField";
import { debriefMessages } from "../../messages.debrief";
import { reviewMessages } from "../../messages.review";
import type { ReviewFilter } from "../../review-address";

type ReviewFiltersProps = {
  filter: ReviewFilter;
  people: readonly { id: string; name: string }[];
  scenarios: readonly { slug: string; title: string }[];
};

/** Narrow the list by person, chat and result; sends itself. */
export function ReviewFilters({ filter, people, scenarios }: ReviewFiltersProps) {
  const t = useT(reviewMessages);
  const say = useT(debriefMessages);
  const submit = useSubmit();
  return (
    <Form
      key={JSON.stringify({ ...filter, page: 1 })}
      action="/simulator/review"
      aria-label={t("filter.title")}
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
      className="grid gap-3 px-4 pb-4 sm:grid-cols-3 sm:px-5"
    >
      <SelectField
        name="person"
        label={t("filter.person")}
        placeholder={t("filter.anybody")}
        defaultValue={filter.personId ?? ""}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        name="scenario"
        label={t("filter.scenario")}
        placeholder={t("filter.any")}
        defaultValue={filter.slug ?? ""}
        options={scenarios.map(({ slug, title }) => ({ value: slug, label: title }))}
      />
      <SelectField
        name="outcome"
        label={t("filter.outcome")}
        placeholder={t("filter.any_outcome")}
        defaultValue={filter.outcome ?? ""}
        options={(["passed", "failed", "undecided"] as const).map((value) => ({ value, label: say(`outcome.${value}`) }))}
      />
      <ApplyButton>{t("filter.apply")}</ApplyButton>
    </Form>
  );
}
