import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Gavel from "lucide-react/icons/gavel";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
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
import { type DisputeFilter, disputeList } from "../dispute-list.server";
import { outcomeMessages } from "../messages.outcome";
import { DisputeTable } from "../ui/DisputeTable";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

const tabs = ["open", "decided"] as const;

/** What agents of the whole shop dispute, to whoever may rule on it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "probation:disputes");
  const filter = listFilterOf(new URL(args.request.url), tabs);
  const [list, locale] = await Promise.all([disputeList(db(), actor.personId, filter, clock.now()), requestLocale(args)]);
  return { title: translate(outcomeMessages, locale)("queue.title"), filter, ...list };
}

/** The address of this list with something changed. */
const addressOf = (filter: DisputeFilter, change: Partial<DisputeFilter>) => listAddress("/probation/disputes", filter, tabs[0], change);

export default function Disputes() {
  const { rows, more, filter, open, teams } = useLoaderData<typeof loader>();
  const t = useT(outcomeMessages);
  const filtered = filter.q !== "" || filter.team !== null;
  return (
    <>
      <PageHeader title={t("queue.title")} detail={t("queue.lead")} back={{ to: "/team", label: t("queue.back") }} />
      <Tabs
        label={t("queue.show")}
        className="mb-4"
        items={tabs.map((show) => ({
          to: addressOf(filter, { show }),
          label: t(`queue.${show}`),
          current: filter.show === show,
          ...(show === "open" ? { count: open } : {}),
        }))}
      />
      <ListFilters
        filter={filter}
        first={tabs[0]}
        teams={teams}
        words={{ search: t("queue.search"), team: t("queue.team"), allTeams: t("queue.all_teams"), apply: t("queue.apply") }}
      />
      <Card flush>
        {rows.length > 0 ? (
          <DisputeTable rows={rows} />
        ) : (
          <EmptyState
            icon={<Gavel />}
            level={2}
            title={t(filtered ? "queue.empty_found" : `queue.empty_${filter.show}`)}
            action={filtered && <LinkButton to={addressOf(filter, { q: "", team: null })}>{t("queue.clear")}</LinkButton>}
          >
            {t(filtered ? "queue.empty_found_detail" : `queue.empty_${filter.show}_detail`)}
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
