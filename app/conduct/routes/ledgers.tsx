import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import UsersRound from "lucide-react/icons/users-round";
import { canDo, requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { listAddress, listFilterOf, listParams } from "~/platform/list-filter";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { ListFilters } from "~/ui/ListFilters";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { Tabs } from "~/ui/Tabs";
import { ledgerList } from "../list.server";
import { conductMessages } from "../messages";
import { sayMonth } from "../months";
import { type LedgerFilter, shows } from "../shown";
import { LedgerTable } from "../ui/LedgerTable";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The ledgers of the teams that somebody leads; an agent comes to their own. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "conduct:open");
  if (!(await canDo(args, actor, "team:view"))) throw redirect(`/conduct/${actor.personId}`);
  const filter = listFilterOf(new URL(args.request.url), shows);
  const locale = await requestLocale(args);
  const viewer = { id: actor.personId, roles: actor.roles, zone: actor.zone };
  const list = await ledgerList(db(), viewer, filter, { locale, now: clock.now() });
  const ownTo = actor.roles.some(({ role }) => role === "agent") ? `/conduct/${actor.personId}` : null;
  return { title: translate(conductMessages, locale)("list.title"), filter, ownTo, ...list };
}

/** The address of this list with something changed. */
const addressOf = (filter: LedgerFilter, change: Partial<LedgerFilter>) => listAddress("/conduct", filter, shows[0], change);

export default function Ledgers() {
  const { rows, more, filter, counts, teams, month, title, ownTo } = useLoaderData<typeof loader>();
  const t = useT(conductMessages);
  const { locale } = useReader();
  const filtered = filter.q !== "" || filter.team !== null;
  const query = new URLSearchParams(listParams({ ...filter, page: 1 }, shows[0]));
  const known = filter.show === "lost" || filter.show === "reached";
  return (
    <>
      <PageHeader
        title={title}
        detail={t("list.lead", { month: sayMonth(month, locale) })}
        back={{ to: "/team", label: t("list.back") }}
        action={
          <>
            {ownTo && <LinkButton to={ownTo}>{t("list.own")}</LinkButton>}
            <LinkButton to={`/conduct/list.csv${query.size > 0 ? `?${query}` : ""}`} reloadDocument>
              {t("list.csv")}
            </LinkButton>
          </>
        }
      />
      <Tabs
        label={t("list.show")}
        className="mb-4"
        items={shows.map((show) => ({
          to: addressOf(filter, { show }),
          label: t(`list.${show}`),
          current: filter.show === show,
          ...((show === "lost" || show === "reached") && filter.show !== "before" ? { count: counts[show] } : {}),
        }))}
      />
      <ListFilters
        filter={filter}
        first={shows[0]}
        teams={teams}
        words={{ search: t("list.search"), team: t("list.team"), allTeams: t("list.all_teams"), apply: t("list.apply") }}
      />
      <Card flush>
        {rows.length > 0 ? (
          <LedgerTable rows={rows} month={month} caption={title} />
        ) : (
          <EmptyState
            icon={<UsersRound />}
            level={2}
            title={t("list.empty")}
            action={filtered && <LinkButton to={addressOf(filter, { q: "", team: null })}>{t("list.clear")}</LinkButton>}
          >
            {t(filtered ? "list.empty_found" : known ? `list.empty_${filter.show as "lost" | "reached"}` : "list.empty_detail")}
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
