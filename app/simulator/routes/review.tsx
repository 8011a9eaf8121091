import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import MessagesSquare from "lucide-react/icons/messages-square";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { formatDateTime, formatRelative } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { type Column, Table } from "~/ui/Table";
import { debriefAddress } from "../address";
import { debriefMessages } from "../messages.debrief";
import { reviewMessages } from "../messages.review";
import { reviewAddress, reviewFilterIn } from "../review-address";
import { type ReviewRow, reviewPage } from "../review-list.server";
import { pointsText } from "../points";
import { outcomeOf } from "../ui/debrief/Outcome";
import { ReviewFilters } from "../ui/review/ReviewFilters";

export const meta: MetaFunction = () => [{ title: "模拟接待点评 · Practice chats — 上岗 Deskready" }];

/** What the people of one's teams played: what waits to be read first, then what was played lately. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "simulator:queue");
  const filter = reviewFilterIn(new URL(args.request.url).searchParams);
  const page = await reviewPage(db(), actor, filter, await requestLocale(args), clock.now());
  return { ...page, filter };
}

export default function Review() {
  const { waiting, rows, hasMore, people, scenarios, filter } = useLoaderData<typeof loader>();
  const t = useT(reviewMessages);
  const { locale, now } = useReader();
  const isFiltered = filter.personId !== null || filter.slug !== null || filter.outcome !== null;
  return (
    <div className="mx-auto grid max-w-5xl gap-5">
      <PageHeader title={t("title")} detail={t("lead")} back={{ to: "/inbox", label: t("inbox") }} />
      <Card
        title={t("waiting.title")}
        flush
        action={waiting.length > 0 && <Badge tone="waiting">{t("waiting.count", { count: waiting.length })}</Badge>}
      >
        {waiting.length === 0 ? (
          <p className="px-4 pb-4 text-sm text-muted sm:px-5">{t("waiting.none")}</p>
        ) : (
          <ul className="divide-y divide-line">
            {waiting.map(({ runId, name, title, since }) => (
              <li key={runId}>
                <Link
                  to={debriefAddress(runId)}
                  className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 px-4 py-2 hover:bg-hover sm:px-5"
                >
                  <span className="min-w-0">
                    <span className="block font-medium">{title}</span>
                    <span className="block text-sm text-muted">{name}</span>
                  </span>
                  <span className="text-sm text-muted">{formatRelative(since, now, locale)}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t("recent.title")} flush>
        <ReviewFilters filter={filter} people={people} scenarios={scenarios} />
        {rows.length === 0 ? (
          <EmptyState icon={<MessagesSquare />} title={t(isFiltered ? "recent.none_filtered" : "recent.none")}>
            {isFiltered ? (
              <Link to="/simulator/review" className="link">
                {t("filter.clear")}
              </Link>
            ) : (
              t("recent.none_body")
            )}
          </EmptyState>
        ) : (
          <Rows rows={rows} />
        )}
        <div className="px-4 sm:px-5">
          <Pagination
            previous={filter.page > 1 ? reviewAddress({ ...filter, page: filter.page - 1 }) : null}
            next={hasMore ? reviewAddress({ ...filter, page: filter.page + 1 }) : null}
          />
        </div>
      </Card>
    </div>
  );
}

function Rows({ rows }: { rows: readonly ReviewRow[] }) {
  const t = useT(reviewMessages);
  const say = useT(debriefMessages);
  const { locale, zone } = useReader();
  const columns: Column<ReviewRow>[] = [
    {
      key: "chat",
      header: t("filter.scenario"),
      primary: true,
      cell: ({ runId, title, counts, isExample }) => (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link to={debriefAddress(runId)} prefetch="intent" className="link font-medium">
            {title}
          </Link>
          {isExample && <Badge tone="cleared">{say("is.example")}</Badge>}
          {!counts && <Badge icon={null}>{say("is.uncounted")}</Badge>}
        </span>
      ),
    },
    { key: "person", header: t("filter.person"), cell: ({ name }) => name },
    {
      key: "outcome",
      header: t("filter.outcome"),
      cell: (row) => {
        const { word, tone } = outcomeOf(row);
        return <Badge tone={tone}>{say(`outcome.${word}`)}</Badge>;
      },
    },
    {
      key: "total",
      header: say("parts.got"),
      align: "end",
      cell: ({ total, pass }) => <span title={t("row.total", { total: pointsText(total), pass })}>{pointsText(total)}</span>,
    },
    { key: "when", header: t("recent.when"), align: "end", cell: ({ endedAt }) => formatDateTime(endedAt, locale, zone) },
  ];
  return <Table caption={t("recent.title")} columns={columns} rows={rows} rowKey={({ runId }) => runId} />;
}
