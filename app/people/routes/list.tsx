import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData, useSubmit } from "@remix-run/react";
import Upload from "lucide-react/icons/upload";
import UserPlus from "lucide-react/icons/user-plus";
import Users from "lucide-react/icons/users";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { SearchField } from "~/ui/SearchField";
import { SelectField } from "~/ui/SelectField";
import { Table } from "~/ui/Table";
import { Tabs } from "~/ui/Tabs";
import { canDo, requireCan } from "../guard.server";
import { countByState, filterOf, listPeople, type ListFilter, type ListState, visibleTeams } from "../list.server";
import { peopleMessages } from "../messages";
import { pageMessages } from "../messages.pages";
import { roles } from "../permissions";
import { openTeams } from "../queries.server";
import { ClearanceBadge, LapseBadge, StateBadge } from "../ui/StateBadge";

export const meta: MetaFunction = () => [{ title: "人员 · People — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "people:list");
  const filter = filterOf(new URL(args.request.url));
  const teams = visibleTeams(actor);
  const now = clock.now();
  const [page, counts, teamChoice, mayInvite, mayImport] = await Promise.all([
    listPeople(db(), teams, filter, now),
    countByState(db(), teams, now),
    openTeams(db(), teams),
    canDo(args, actor, "people:invite"),
    canDo(args, actor, "people:import"),
  ]);
  return { ...page, filter, counts, teams: teamChoice.map(({ id, name }) => ({ id, name })), mayInvite, mayImport };
}

/** The address of this list with something changed; what is at its default is left out. */
function addressOf(filter: ListFilter, change: Partial<ListFilter>): string {
  const next = { ...filter, page: 1, ...change };
  const params = new URLSearchParams();
  if (next.q) params.set("q", next.q);
  if (next.state !== "here") params.set("state", next.state);
  if (next.team) params.set("team", next.team);
  if (next.role) params.set("role", next.role);
  if (next.sort !== "name") params.set("sort", next.sort);
  if (next.page > 1) params.set("page", String(next.page));
  const search = params.toString();
  return search ? `?${search}` : "/people";
}

const tabOrder: ListState[] = ["here", "invited", "signed_up", "training", "probation", "active", "suspended", "staff", "left"];

export default function PeopleList() {
  const { rows, total, pages, filter, counts, teams, mayInvite, mayImport } = useLoaderData<typeof loader>();
  const { locale } = useReader();
  const t = useT(pageMessages);
  const people = useT(peopleMessages);
  const rolesOf = (row: { roles: (typeof roles)[number][] }) => row.roles.map((role) => people(`role.${role}`)).join(people("list.join"));
  const nobody = counts.here + counts.left === 0;
  const tabs = tabOrder
    .filter((state) => state === "here" || state === filter.state || counts[state] > 0)
    .map((state) => ({
      to: addressOf(filter, { state }),
      label: state === "here" || state === "staff" ? t(`list.${state}`) : people(`state.${state}`),
      current: filter.state === state,
      count: counts[state],
    }));
  const sort = (by: ListFilter["sort"]) => ({
    sortTo: addressOf(filter, { sort: by }),
    sorted: filter.sort !== by ? undefined : by === "hired" || by === "since" ? ("descending" as const) : ("ascending" as const),
  });

  return (
    <>
      <PageHeader
        title={t("list.title")}
        detail={t("list.found", { count: total })}
        action={
          <>
            {mayImport && (
              <LinkButton to="/people/import" icon={<Upload aria-hidden className="size-4" />}>
                {t("list.import")}
              </LinkButton>
            )}
            {mayInvite && (
              <LinkButton to="/people/invite" variant="primary" icon={<UserPlus aria-hidden className="size-4" />}>
                {t("list.invite")}
              </LinkButton>
            )}
          </>
        }
      />
      <Tabs label={t("list.states")} items={tabs} className="mb-4" />
      <Filters filter={filter} teams={teams} />
      <Card flush>
        <Table
          caption={t("list.title")}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: "name",
              header: t("list.name"),
              primary: true,
              ...sort("name"),
              cell: (row) => (
                <span className="flex flex-wrap items-baseline gap-x-2">
                  <Link to={`/people/${row.id}`} prefetch="intent" className="link font-medium">
                    {row.name}
                  </Link>
                  {row.externalId && <span className="text-sm font-normal text-faint">{row.externalId}</span>}
                  <span className="w-full text-sm font-normal text-muted sm:hidden">
                    {[row.team, rolesOf(row)].filter(Boolean).join(" · ")}
                  </span>
                </span>
              ),
            },
            { key: "team", header: t("list.team"), desktopOnly: true, ...sort("team"), cell: (row) => row.team ?? "—" },
            {
              key: "roles",
              header: t("list.roles"),
              desktopOnly: true,
              cell: (row) => rolesOf(row) || "—",
            },
            {
              key: "state",
              header: t("list.state"),
              ...sort("since"),
              cell: (row) => (
                <span className="flex flex-wrap gap-1.5 max-sm:justify-end">
                  {row.state && <StateBadge state={row.state} accepted={row.accepted} />}
                  {row.clearance !== "none" && <ClearanceBadge clearance={row.clearance} />}
                  {row.lapse && <LapseBadge reason={row.lapse} />}
                  {row.closed && row.state !== "left" && <Badge tone="blocked">{t("list.closed")}</Badge>}
                  {!row.state && !row.closed && <Badge>{row.accepted ? t("list.staff") : people("state.invited")}</Badge>}
                </span>
              ),
            },
            {
              key: "hired",
              header: t("list.hired"),
              desktopOnly: true,
              ...sort("hired"),
              align: "end",
              cell: (row) => (row.hireDate ? formatDate(row.hireDate, locale) : "—"),
            },
          ]}
          empty={
            nobody ? (
              <EmptyState
                icon={<Users />}
                title={t("list.empty.title")}
                action={
                  mayInvite && (
                    <LinkButton to="/people/invite" variant="primary">
                      {t("list.invite")}
                    </LinkButton>
                  )
                }
              >
                {t("list.empty.body")}
              </EmptyState>
            ) : (
              <EmptyState
                icon={<Users />}
                title={t("list.none.title")}
                action={<LinkButton to="/people">{t("list.none.clear")}</LinkButton>}
              >
                {t("list.none.body")}
              </EmptyState>
            )
          }
        />
      </Card>
      <Pagination
        page={filter.page}
        pages={pages}
        previous={filter.page > 1 ? addressOf(filter, { page: Math.min(filter.page - 1, pages) }) : null}
        next={filter.page < pages ? addressOf(filter, { page: filter.page + 1 }) : null}
      />
    </>
  );
}

/** Search, team, role and order; each works without script by its button. */
function Filters({ filter, teams }: { filter: ListFilter; teams: { id: string; name: string }[] }) {
  const t = useT(pageMessages);
  const people = useT(peopleMessages);
  const submit = useSubmit();
  const kept: Record<string, string> = {};
  if (filter.state !== "here") kept.state = filter.state;
  const chosen = { ...kept };
  if (filter.team) chosen.team = filter.team;
  if (filter.role) chosen.role = filter.role;
  if (filter.sort !== "name") chosen.sort = filter.sort;
  return (
    <div className="mb-4 grid gap-3 lg:grid-cols-[minmax(0,1fr)_auto]">
      <SearchField label={t("list.search")} defaultValue={filter.q} keep={chosen} />
      <Form
        method="get"
        onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
        className="grid grid-cols-2 gap-3 sm:flex"
        key={JSON.stringify(filter)}
      >
        {Object.entries({ ...kept, ...(filter.q ? { q: filter.q } : {}) }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SelectField
          name="team"
          label={t("list.team")}
          labelHidden
          className="sm:w-40"
          placeholder={t("list.all_teams")}
          defaultValue={filter.team ?? ""}
          options={teams.map((team) => ({ value: team.id, label: team.name }))}
        />
        <SelectField
          name="role"
          label={t("list.role")}
          labelHidden
          className="sm:w-40"
          placeholder={t("list.all_roles")}
          defaultValue={filter.role ?? ""}
          options={roles.map((role) => ({ value: role, label: people(`role.${role}`) }))}
        />
        <SelectField
          name="sort"
          label={t("list.sort")}
          labelHidden
          className="max-sm:col-span-2 sm:hidden"
          defaultValue={filter.sort}
          options={(["name", "team", "hired", "since"] as const).map((by) => ({ value: by, label: t(`list.sort_${by}`) }))}
        />
        <noscript>
          <Button type="submit">{t("list.apply")}</Button>
        </noscript>
      </Form>
    </div>
  );
}
