import { Form, useSubmit } from "@remix-run/react";
import { type ListFilter, listParams } from "~/platform/list-filter";
import { ApplyButton } from "./ApplyButton";
import { classes } from "./classes";
import { SearchField } from "./SearchField";
import { SelectField } from "./SelectField";

type ListFiltersProps<Shown extends string> = {
  filter: ListFilter<Shown>;
  /** The tab that an address without one shows. */
  first: Shown;
  teams: readonly { id: string; name: string }[];
  words: { search: string; team: string; allTeams: string; apply: string };
};

/** The search of a list, and beside it the choice of a team where there is more than one. Each keeps what the other says. */
export function ListFilters<Shown extends string>({ filter, first, teams, words }: ListFiltersProps<Shown>) {
  const submit = useSubmit();
  const kept = (without: Partial<ListFilter<Shown>>) => listParams({ ...filter, page: 1, ...without }, first);
  return (
    <div className={classes("mb-4 grid gap-3", teams.length > 1 && "sm:grid-cols-[minmax(0,1fr)_auto]")}>
      <SearchField label={words.search} defaultValue={filter.q} keep={kept({ q: "" })} />
      {teams.length > 1 && (
        <Form
          method="get"
          key={JSON.stringify(filter)}
          onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
          className="flex gap-3"
        >
          {Object.entries(kept({ team: null })).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <SelectField
            name="team"
            label={words.team}
            labelHidden
            className="flex-1 sm:w-48"
            placeholder={words.allTeams}
            defaultValue={filter.team ?? ""}
            options={teams.map((team) => ({ value: team.id, label: team.name }))}
          />
          <ApplyButton>{words.apply}</ApplyButton>
        </Form>
      )}
    </div>
  );
}
