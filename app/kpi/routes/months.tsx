import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData, useSubmit } from "@remix-run/react";
import CalendarRange from "lucide-react/icons/calendar-range";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { formatDate } from "~/platform/format";
import { isId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { SelectField } from "~/ui/SelectField";
import { type Column, Table } from "~/ui/Table";
import { monthTitle, yuan } from "../month-title";
import { monthMessages } from "../messages.months";
import { monthAddress, queried } from "../months/address";
import { type MonthFilter, monthList, type MonthRow } from "../months/month-list.server";
import { reachOf } from "../led-teams";
import { Missing, MonthState } from "../ui/MonthState";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

const states = ["open", "published", "closed"] as const;

function filterOf({ searchParams }: URL): MonthFilter {
  const [team, page] = [searchParams.get("team") ?? "", Number(searchParams.get("page"))];
  return {
    team: isId(team) ? team : null,
    state: states.find((state) => state === searchParams.get("state")) ?? null,
    page: Number.isInteger(page) && page > 0 && page < 1000 ? page : 1,
  };
}

/** The months of the teams that one leads, and what is missing in each. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:months");
  const filter = filterOf(new URL(args.request.url));
  const [list, locale] = await Promise.all([monthList(db(), reachOf(actor), filter, clock.now()), requestLocale(args)]);
  return { title: translate(monthMessages, locale)("title.months"), filter, ...list };
}

const addressOf = ({ team, state, page }: MonthFilter) =>
  queried("/kpi/months", { team: team ?? "", state: state ?? "", page: page > 1 ? String(page) : "" });

export default function Months() {
  const { rows, more, teams, filter, title } = useLoaderData<typeof loader>();
  const t = useT(monthMessages);
  const { locale } = useReader();
  const submit = useSubmit();
  const filtered = filter.team !== null || filter.state !== null;
  const columns: Column<MonthRow>[] = [
    {
      key: "month",
      header: t("col.month"),
      primary: true,
      cell: (row) => (
        <Link to={monthAddress(row.month, row.teamId)} prefetch="intent" className="link font-medium">
          {monthTitle(row.month, locale)}
          {teams.length > 1 && <span className="sr-only"> {row.team}</span>}
        </Link>
      ),
    },
    { key: "team", header: t("col.team"), cell: (row) => row.team },
    { key: "state", header: t("col.state"), cell: (row) => <MonthState row={row} /> },
    { key: "people", header: t("col.people"), align: "end", cell: (row) => row.people },
    { key: "missing", header: t("col.missing"), cell: (row) => <Missing row={row} /> },
    { key: "bonus", header: t("col.bonus"), align: "end", cell: (row) => (row.bonusFen === null ? "–" : yuan(row.bonusFen)) },
    {
      key: "next",
      header: t("col.next"),
      cell: (row) =>
        row.next ? (
          <LinkButton to={monthAddress(row.month, row.teamId)} size="sm">
            {t(`next.${row.next}`)}
          </LinkButton>
        ) : row.state === "published" && row.closableOn ? (
          <span className="text-sm text-muted">{t("next.closable", { day: formatDate(row.closableOn, locale) })}</span>
        ) : null,
    },
  ];
  return (
    <div className="mx-auto max-w-6xl">
      <PageHeader title={title} detail={<span className="measure block">{t("months.lead")}</span>} />
      <Form
        method="get"
        key={JSON.stringify(filter)}
        onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
        className="mb-4 flex flex-wrap items-end gap-3"
      >
        <SelectField
          name="state"
          label={t("filter.state")}
          className="flex-1 sm:max-w-48"
          placeholder={t("filter.all_states")}
          defaultValue={filter.state ?? ""}
          options={states.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
        {teams.length > 1 && (
          <SelectField
            name="team"
            label={t("filter.team")}
            className="flex-1 sm:max-w-48"
            placeholder={t("filter.all_teams")}
            defaultValue={filter.team ?? ""}
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <ApplyButton>{t("filter.apply")}</ApplyButton>
      </Form>
      <Card flush>
        {rows.length > 0 ? (
          <Table caption={t("months.caption")} columns={columns} rows={rows} rowKey={(row) => `${row.month} ${row.teamId}`} />
        ) : (
          <EmptyState
            icon={<CalendarRange />}
            title={t(filtered ? "months.empty_found" : "months.empty")}
            action={filtered && <LinkButton to="/kpi/months">{t("months.clear")}</LinkButton>}
          >
            {!filtered && t("months.empty_detail")}
          </EmptyState>
        )}
      </Card>
      <Pagination
        page={filter.page}
        previous={filter.page > 1 ? addressOf({ ...filter, page: filter.page - 1 }) : null}
        next={more ? addressOf({ ...filter, page: filter.page + 1 }) : null}
      />
    </div>
  );
}
