import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import ListTree from "lucide-react/icons/list-tree";
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
import { levelMessages } from "../levels/messages";
import { proposalTabs } from "../levels/proposal-filter";
import { proposalList } from "../levels/proposals.server";
import { ProposalTable } from "../ui/ProposalTable";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** What the closed months propose for the levels of one's own teams, and what was decided. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "levels:list");
  const filter = listFilterOf(new URL(args.request.url), proposalTabs);
  const locale = await requestLocale(args);
  const viewer = { id: actor.personId, teamIds: teamsLedBy(actor.roles, ["manager"]) ?? ("all" as const) };
  const list = await proposalList(db(), viewer, filter, locale);
  return { title: translate(levelMessages, locale)("list.title"), filter, ...list };
}

export default function LevelProposals() {
  const { rows, more, open, teams, filter } = useLoaderData<typeof loader>();
  const t = useT(levelMessages);
  const addressOf = (change: Partial<typeof filter>) => listAddress("/levels/proposals", filter, proposalTabs[0], change);
  const filtered = filter.q !== "" || filter.team !== null;
  const empty = filtered ? "empty_found" : (`empty_${filter.show}` as const);
  return (
    <>
      <PageHeader title={t("list.title")} detail={t("list.lead")} back={{ to: "/levels", label: t("list.back") }} />
      <Tabs
        label={t("list.show")}
        className="mb-4"
        items={proposalTabs.map((show) => ({
          to: addressOf({ show }),
          label: t(`list.${show}`),
          current: filter.show === show,
          ...(show === "open" ? { count: open } : {}),
        }))}
      />
      <ListFilters
        filter={filter}
        first={proposalTabs[0]}
        teams={teams}
        words={{ search: t("list.search"), team: t("list.team"), allTeams: t("list.all_teams"), apply: t("list.apply") }}
      />
      <Card flush>
        {rows.length > 0 ? (
          <ProposalTable rows={rows} />
        ) : (
          <EmptyState
            icon={<ListTree />}
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
