import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import ListChecks from "lucide-react/icons/list-checks";
import { remedialCounts, type RemedialFilter, remedialList, type RemedialRow } from "~/drill/remedial-queries.server";
import { requireCan } from "~/people/guard.server";
import { openTeams } from "~/people/queries.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { formatDay } from "~/platform/format";
import { listAddress, listFilterOf } from "~/platform/list-filter";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { ListFilters } from "~/ui/ListFilters";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { Table } from "~/ui/Table";
import { Tabs } from "~/ui/Tabs";
import { remedialMessages } from "../messages.remedial";
import { remedialScope } from "../remedial-page.server";

export const meta: MetaFunction = () => [{ title: "补练 · Remedial drills — 上岗 Deskready" }];

const shown = ["open", "late", "closed"] as const;

/** The remedial drills of the people whom the reader leads. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "remedial:list");
  const [filter, scope, now, locale] = [
    listFilterOf(new URL(args.request.url), shown),
    remedialScope(actor),
    clock.now(),
    await requestLocale(args),
  ];
  const [{ rows, more }, counts, teams] = await Promise.all([
    remedialList(db(), scope, filter, now),
    remedialCounts(db(), scope, now),
    openTeams(db(), scope.teams),
  ]);
  return {
    ...{ filter, more, counts },
    rows: rows.map((row) => ({ ...row, title: pick(row.title, locale) })),
    teams: teams.map(({ id, name }) => ({ id, name })),
  };
}

/** The address of this list with something changed. */
const addressOf = (filter: RemedialFilter, change: Partial<RemedialFilter>) => listAddress("/remedial", filter, shown[0], change);

export default function Remedials() {
  const { rows, more, filter, counts, teams } = useLoaderData<typeof loader>();
  const t = useT(remedialMessages);
  const filtered = filter.q !== "" || filter.team !== null;
  return (
    <>
      <PageHeader
        title={t("title")}
        detail={t("lead")}
        back={{ to: "/team", label: t("team") }}
        action={
          <LinkButton to="/remedial/new" variant="primary">
            {t("assign")}
          </LinkButton>
        }
      />
      <Tabs
        label={t("show.label")}
        className="mb-4"
        items={shown.map((show) => ({
          to: addressOf(filter, { show }),
          label: t(`show.${show}`),
          current: filter.show === show,
          ...(show === "closed" ? {} : { count: counts[show] }),
        }))}
      />
      <ListFilters
        filter={filter}
        first={shown[0]}
        teams={teams}
        words={{ search: t("filter.search"), team: t("filter.team"), allTeams: t("filter.all_teams"), apply: t("filter.apply") }}
      />
      <Card flush>
        {rows.length > 0 ? (
          <Rows rows={rows} />
        ) : filtered ? (
          <EmptyState
            icon={<ListChecks />}
            title={t("empty.filtered")}
            action={<LinkButton to={addressOf(filter, { q: "", team: null })}>{t("empty.clear")}</LinkButton>}
          >
            {t("empty.filtered_body")}
          </EmptyState>
        ) : (
          <EmptyState icon={<ListChecks />} title={t(`empty.${filter.show}`)}>
            {t("empty.body")}
          </EmptyState>
        )}
      </Card>
      <Pagination
        page={filter.page}
        previous={filter.page > 1 ? addressOf(filter, { page: filter.page - 1 }) : null}
        next={more ? addressOf(filter, { page: filter.page + 1 }) : null}
      />
    </>
  );
}

type Row = Omit<RemedialRow, "title"> & { title: string };

function Rows({ rows }: { rows: readonly Row[] }) {
  const t = useT(remedialMessages);
  const { locale } = useReader();
  const namesOf = ({ names, people }: Row) => {
    const said = names.join(t("list.join"));
    return people > names.length ? t("list.more", { names: said, count: people - names.length, total: people }) : said;
  };
  return (
    <Table
      caption={t("title")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "what",
          header: t("list.what"),
          primary: true,
          cell: (row) => (
            <>
              <Link to={`/remedial/${row.id}`} prefetch="intent" className="link font-medium">
                {row.title}
              </Link>
              <span className="block text-sm font-normal text-muted">{t("list.questions", { count: row.questions })}</span>
            </>
          ),
        },
        { key: "who", header: t("list.who"), cell: namesOf },
        { key: "done", header: t("list.done"), align: "end", cell: (row) => t("list.of", { done: row.done, people: row.people }) },
        {
          key: "due",
          header: t("list.due"),
          cell: (row) => (
            <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1 max-sm:justify-end">
              <span className="whitespace-nowrap">{formatDay(row.due, locale)}</span>
              <State row={row} />
            </span>
          ),
        },
        { key: "by", header: t("list.by"), desktopOnly: true, cell: (row) => row.by },
      ]}
    />
  );
}

function State({ row }: { row: Row }) {
  const t = useT(remedialMessages);
  if (row.late > 0) return <Badge tone="blocked">{t("state.late")}</Badge>;
  if (row.open > 0) return null;
  return row.cancelled ? <Badge>{t("state.cancelled")}</Badge> : <Badge tone="cleared">{t("state.done")}</Badge>;
}
