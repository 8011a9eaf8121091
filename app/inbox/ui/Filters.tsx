import { Form, Link, useSubmit } from "@remix-run/react";
import X from "lucide-react/icons/x";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { SearchField } from "~/ui/SearchField";
import { SelectField } from "~/ui/SelectField";
import { inboxAddress, type InboxFilter } from "../address";
import { inboxMessages } from "../messages";

/** Search by person, and by team where there are several; one person alone is shown as a chip to drop. */
export function Filters({
  filter,
  teams,
  personName,
}: {
  filter: InboxFilter;
  teams: readonly { id: string; name: string }[];
  personName: string | null;
}) {
  const t = useT(inboxMessages);
  const submit = useSubmit();
  const kept = { ...(filter.kind ? { kind: filter.kind } : {}), ...(filter.personId ? { person: filter.personId } : {}) };
  const several = teams.length > 1 || filter.teamId !== null;
  return (
    <div className="flex flex-wrap gap-2">
      <SearchField
        label={t("filter.search")}
        defaultValue={filter.search}
        keep={{ ...kept, ...(filter.teamId ? { team: filter.teamId } : {}) }}
        action="/inbox"
        className="min-w-40 flex-1"
      />
      {several && (
        <Form method="get" action="/inbox" className="flex min-w-36 flex-1 gap-2" onChange={(event) => submit(event.currentTarget)}>
          {Object.entries({ ...kept, ...(filter.search ? { q: filter.search } : {}) }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <SelectField
            key={filter.teamId}
            name="team"
            label={t("filter.team")}
            labelHidden
            placeholder={t("filter.all_teams")}
            defaultValue={filter.teamId ?? ""}
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
            className="flex-1"
          />
          <noscript>
            <Button type="submit">{t("filter.apply")}</Button>
          </noscript>
        </Form>
      )}
      {filter.personId && (
        <Link
          to={inboxAddress({ ...filter, personId: null })}
          title={t("filter.drop")}
          className="inline-flex min-h-control-sm items-center gap-2 rounded-full bg-accent-soft px-3 text-sm text-accent-ink hover:underline"
        >
          {personName ? t("filter.person", { name: personName }) : t("filter.one_person")}
          <X aria-label={t("filter.drop")} className="size-4" />
        </Link>
      )}
    </div>
  );
}
