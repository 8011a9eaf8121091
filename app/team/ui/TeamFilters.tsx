import { Form, useSubmit } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { SearchField } from "~/ui/SearchField";
import { SelectField } from "~/ui/SelectField";
import { teamMessages } from "../messages";
import type { TeamFilter } from "../queries.server";

const orders = ["trouble", "day", "name"] as const;

/** Search, team (where there are several) and order: all in the address. */
export function TeamFilters({ filter, teams }: { filter: TeamFilter; teams: readonly { id: string; name: string }[] }) {
  const t = useT(teamMessages);
  const submit = useSubmit();
  const show: Record<string, string> = filter.show === "all" ? {} : { show: filter.show };
  const kept = { ...show, ...(filter.teamId ? { team: filter.teamId } : {}), ...(filter.sort === "trouble" ? {} : { sort: filter.sort }) };
  return (
    <div className="mb-4 flex flex-wrap gap-2">
      <SearchField label={t("search")} defaultValue={filter.search} keep={kept} action="/team" className="w-full sm:w-64" />
      <Form
        key={`${filter.teamId} ${filter.sort}`}
        method="get"
        action="/team"
        className="flex min-w-0 flex-1 gap-2 sm:flex-none"
        onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
      >
        {Object.entries({ ...show, ...(filter.search ? { q: filter.search } : {}) }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {teams.length > 1 && (
          <SelectField
            name="team"
            label={t("team")}
            labelHidden
            placeholder={t("all_teams")}
            defaultValue={filter.teamId ?? ""}
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
            className="flex-1 sm:w-44"
          />
        )}
        {filter.show !== "active" && (
          <SelectField
            name="sort"
            label={t("sort")}
            labelHidden
            defaultValue={filter.sort}
            options={orders.map((value) => ({ value, label: t(`sort.${value}`) }))}
            className="flex-1 sm:w-40"
          />
        )}
        <ApplyButton>{t("apply")}</ApplyButton>
      </Form>
    </div>
  );
}
