import { Form, useSubmit } from "@remix-run/react";
import { useReader, useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { SelectField } from "~/ui/SelectField";
import { boardMessages } from "../messages.boards";
import { monthTitle } from "../month-title";

type Choice = { teams: readonly { id: string; name: string }[]; months: readonly string[]; chosen: { teamId: string; month: string } };

/** Which month of which team: sends itself as soon as something is chosen. */
export function BoardFilters({ teams, months, chosen }: Choice) {
  const t = useT(boardMessages);
  const { locale } = useReader();
  const submit = useSubmit();
  return (
    <Form
      method="get"
      key={`${chosen.teamId} ${chosen.month}`}
      onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
      className="mb-4 flex flex-wrap items-end gap-3"
    >
      <SelectField
        name="month"
        label={t("month")}
        className="flex-1 sm:max-w-48"
        defaultValue={chosen.month.slice(0, 7)}
        options={months.map((month) => ({ value: month.slice(0, 7), label: monthTitle(month, locale) }))}
      />
      {teams.length > 1 && (
        <SelectField
          name="team"
          label={t("team")}
          className="flex-1 sm:max-w-48"
          defaultValue={chosen.teamId}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <ApplyButton>{t("show")}</ApplyButton>
    </Form>
  );
}
