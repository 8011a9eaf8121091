import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Gauge from "lucide-react/icons/gauge";
import { teamsLedBy } from "~/chats/overview.server";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { listAddress, listFilterOf } from "~/platform/list-filter";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { ListFilters } from "~/ui/ListFilters";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { Tabs } from "~/ui/Tabs";
import { quotaMessages } from "../quota/messages";
import { reviewList } from "../quota/page.server";
import { reviewTabs } from "../quota/review-filter";
import { QuotaReviewTable } from "../ui/QuotaReviewTable";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** Months running below the quota in one's own teams: what waits to be looked at, and what came of it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "quota:list");
  const filter = listFilterOf(new URL(args.request.url), reviewTabs);
  const viewer = { id: actor.personId, teamIds: teamsLedBy(actor.roles, ["manager"]) ?? ("all" as const) };
  const [list, locale] = await Promise.all([reviewList(db(), viewer, filter), requestLocale(args)]);
  return { title: translate(quotaMessages, locale)("list.title"), filter, ...list };
}

export default function QuotaReviews() {
  const { rows, more, open, teams, filter } = useLoaderData<typeof loader>();
  const t = useT(quotaMessages);
  const addressOf = (change: Partial<typeof filter>) => listAddress("/kpi/quota", filter, reviewTabs[0], change);
  const filtered = filter.q !== "" || filter.team !== null;
  const empty = filtered ? "empty_found" : (`empty_${filter.show}` as const);
  return (
    <>
      <PageHeader title={t("list.title")} detail={t("list.lead")} back={{ to: "/kpi", label: t("list.back") }} />
      <Tabs
        label={t("list.show")}
        className="mb-4"
        items={reviewTabs.map((show) => ({
          to: addressOf({ show }),
          label: t(`list.${show}`),
          current: filter.show === show,
          ...(show === "open" ? { count: open } : {}),
        }))}
      />
      <ListFilters
        filter={filter}
        first={reviewTabs[0]}
        teams={teams}
        words={{ search: t("list.search"), team: t("list.team"), allTeams: t("list.all_teams"), apply: t("list.apply") }}
      />
      <Card flush>
        {rows.length > 0 ? (
          <QuotaReviewTable rows={rows} />
        ) : (
          <EmptyState
            icon={<Gauge />}
            level={2}
            title={t(`list.${empty}`)}
            action={filtered && <LinkButton to={addressOf({ q: "", team: null })}>{t("list.clear")}</LinkButton>}
          >
            {t(`list.${empty}_detail`)}
          </EmptyState>
        )}
      </Card>
      <Pagination
        page={filter.page}
        previous={filter.page > 1 ? addressOf({ page: filter.page - 1 }) : null}
        next={more ? addressOf({ page: filter.page + 1 }) : null}
      />
    </>
  );
}
