import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import ChevronRight from "lucide-react/icons/chevron-right";
import UserPlus from "lucide-react/icons/user-plus";
import UsersRound from "lucide-react/icons/users-round";
import { canDo, requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { isId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { Tabs } from "~/ui/Tabs";
import { teamAddress } from "../address";
import { teamMessages } from "../messages";
import { type Show, shows, type Sort, sorts, teamBoard } from "../queries.server";
import { ActiveTable } from "../ui/ActiveTable";
import { BoardTable } from "../ui/BoardTable";
import { TeamFilters } from "../ui/TeamFilters";
import { WaitingGates } from "../ui/WaitingGates";

/** Everybody on the way to the desk in the teams that the signed-in person leads. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "team:view");
  const query = new URL(args.request.url).searchParams;
  const leads = actor.roles.filter((r) => r.role === "supervisor" || r.role === "manager");
  const teamIds = leads.some((r) => r.teamId === null) ? ("all" as const) : leads.flatMap((r) => r.teamId ?? []);
  const team = query.get("team");
  const filter = {
    show: shows.find((s) => s === query.get("show")) ?? ("all" satisfies Show),
    teamId: isId(team) ? team : null,
    search: (query.get("q") ?? "").trim().slice(0, 100),
    sort: sorts.find((s) => s === query.get("sort")) ?? ("trouble" satisfies Sort),
    page: Math.min(10_000, Math.max(1, Math.trunc(Number(query.get("page"))) || 1)),
  };
  const [board, mayInvite, mayCompare, mayPropose] = await Promise.all([
    teamBoard(db(), teamIds, filter, clock.now()),
    canDo(args, actor, "people:invite"),
    canDo(args, actor, "probation:agreement"),
    canDo(args, actor, "levels:list"),
  ]);
  return {
    ...board,
    filter: { ...filter, page: board.page },
    mayInvite,
    mayCompare,
    mayPropose,
    tabs: shows.filter((s) => s !== "active"),
  };
}

export default function Team() {
  const board = useLoaderData<typeof loader>();
  const { filter, counts, rows, teams, page, pages } = board;
  const t = useT(teamMessages);
  const summary = [
    t("summary", { count: counts.all }),
    ...(counts.late > 0 ? [t("summary.late", { count: counts.late })] : []),
    ...(counts.waiting > 0 ? [t("summary.waiting", { count: counts.waiting })] : []),
    ...(counts.all > 0 && counts.late + counts.waiting === 0 ? [t("summary.calm")] : []),
  ].join(" · ");
  const filtered = filter.search !== "" || filter.teamId !== null || filter.show !== "all";
  const folded = filter.show === "all" && page === pages && counts.active > 0;
  return (
    <>
      <PageHeader
        title={t("title")}
        detail={teams.length > 0 ? summary : undefined}
        action={
          teams.length > 0 && (
            <>
              {board.mayCompare && <LinkButton to="/probation/agreement">{t("agreement")}</LinkButton>}
              <LinkButton to="/calibration">{t("calibration")}</LinkButton>
              <LinkButton to="/probation/disputes">{t("disputes")}</LinkButton>
              <LinkButton to={board.mayCompare ? "/chats/checks" : "/chats"}>{t("chats")}</LinkButton>
              <LinkButton to="/conduct">{t("conduct")}</LinkButton>
              <LinkButton to="/results">{t("results")}</LinkButton>
              <LinkButton to="/simulator/review">{t("simulator")}</LinkButton>
              <LinkButton to="/remedial">{t("remedial")}</LinkButton>
              {board.mayPropose && <LinkButton to="/levels/proposals">{t("levels")}</LinkButton>}
            </>
          )
        }
      />
      {teams.length === 0 ? (
        <Card flush>
          <EmptyState title={t("empty.title")} icon={<UsersRound />}>
            {t("empty.no_team")}
          </EmptyState>
        </Card>
      ) : (
        <>
          <Tabs
            label={t("shows")}
            className="mb-4"
            items={board.tabs.map((show) => ({
              to: teamAddress({ ...filter, show, page: 1 }),
              label: t(`show.${show}`),
              current: show === filter.show,
              count: counts[show],
            }))}
          />
          <TeamFilters filter={filter} teams={teams} />
          <Card flush>
            {filter.show === "active" ? (
              <ActiveTable rows={board.active} withTeam={teams.length > 1} />
            ) : rows.length > 0 ? (
              <BoardTable rows={rows} plans={board.plans} withTeam={teams.length > 1} />
            ) : (
              <EmptyBoard show={filter.show} filtered={filtered} others={counts.all + counts.active} mayInvite={board.mayInvite} />
            )}
            {folded && (
              <Link
                to={teamAddress({ ...filter, show: "active", page: 1 })}
                prefetch="intent"
                className="flex min-h-control items-center gap-2 border-t border-line px-4 py-2.5 text-sm text-muted hover:bg-hover hover:text-ink"
              >
                <ChevronRight aria-hidden className="size-4" />
                {t("active.fold", { count: counts.active })}
              </Link>
            )}
          </Card>
          <Pagination
            page={page}
            pages={pages}
            summary={pages === 1 && board.total > 0 ? t("found", { count: board.total }) : undefined}
            previous={page > 1 ? teamAddress({ ...filter, page: page - 1 }) : null}
            next={page < pages ? teamAddress({ ...filter, page: page + 1 }) : null}
          />
          <WaitingGates gates={board.gates} withTeam={teams.length > 1} />
        </>
      )}
    </>
  );
}

function EmptyBoard({ show, filtered, others, mayInvite }: { show: Show; filtered: boolean; others: number; mayInvite: boolean }) {
  const t = useT(teamMessages);
  if (filtered) {
    const calm = show === "late" || show === "waiting" ? t(`empty.none_${show}`) : null;
    return (
      <EmptyState title={calm ?? t("empty.filtered")} action={<LinkButton to="/team">{t("empty.show_all")}</LinkButton>}>
        {!calm && others > 0 && t("empty.filtered_lead")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("empty.title")}
      icon={<UsersRound />}
      action={
        mayInvite && (
          <LinkButton to="/people/invite" variant="primary" icon={<UserPlus aria-hidden className="size-4" />}>
            {t("empty.invite")}
          </LinkButton>
        )
      }
    >
      {t("empty.lead")}
    </EmptyState>
  );
}
