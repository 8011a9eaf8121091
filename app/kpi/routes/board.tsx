import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import ChartColumn from "lucide-react/icons/chart-column";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Fold } from "~/ui/Fold";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { Table } from "~/ui/Table";
import { askedOf, boardQuery } from "../boards/asked";
import { type Board, boardOf } from "../boards/board.server";
import { reachOf } from "../led-teams";
import { boardMessages } from "../messages.boards";
import { monthTitle } from "../month-title";
import { monthAddress } from "../months/address";
import { BoardFilters } from "../ui/BoardFilters";
import { ScoreBars } from "../ui/ScoreBars";
import { TeamTrends } from "../ui/TeamTrends";
import { TierCounts } from "../ui/TierCounts";

export const meta: MetaFunction = () => [{ title: "绩效看板 · Board — 上岗 Deskready" }];

/** How a month of a team one leads is spread, and how it came there. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:board");
  return boardOf(db(), reachOf(actor), askedOf(new URL(args.request.url)), clock.now());
}

const tones = { open: "waiting", published: "waiting", closed: "neutral" } as const;

export default function BoardPage() {
  const { chosen, board, teams, months } = useLoaderData<typeof loader>();
  const t = useT(boardMessages);
  const { locale } = useReader();
  if (!chosen || !board)
    return (
      <div className="mx-auto max-w-5xl">
        <PageHeader title={t("title_none")} back={{ to: "/kpi", label: t("own.back") }} />
        <Card>
          <EmptyState icon={<ChartColumn />} title={t("empty")} action={<LinkButton to="/results">{t("to_figures")}</LinkButton>}>
            {t("empty_body")}
          </EmptyState>
        </Card>
      </div>
    );
  const query = boardQuery(chosen);
  return (
    <div className="mx-auto max-w-5xl">
      <PageHeader
        title={t("title", { month: monthTitle(chosen.month, locale) })}
        detail={chosen.team}
        back={{ to: "/kpi", label: t("own.back") }}
        action={
          <div className="flex flex-wrap gap-2">
            <LinkButton to={monthAddress(chosen.month, chosen.teamId)}>{t("people")}</LinkButton>
            <LinkButton to={`/kpi/board/csv?${query}`} reloadDocument download prefetch="none">
              {t("csv")}
            </LinkButton>
          </div>
        }
      />
      <BoardFilters teams={teams} months={months} chosen={chosen} />
      <div className="grid gap-5">
        <Notice tone={tones[board.state]}>
          {t(`state.${board.state}`)}
          {board.state === "closed" && board.waiting > 0 && ` ${t("state.waiting", { count: board.waiting })}`}
        </Notice>
        <Spread board={board} />
        {board.rulesDiffer && (
          <Notice
            action={
              <LinkButton to={`/kpi/board/change?${query}`} size="sm">
                {t("change.link")}
              </LinkButton>
            }
          >
            {t("change.notice")}
          </Notice>
        )}
        <TeamTrends months={board.months} trends={board.trends} />
      </div>
    </div>
  );
}

function Spread({ board }: { board: Board }) {
  const t = useT(boardMessages);
  const { n, notScored, lines, bars, tiers, single } = board;
  return (
    <Card title={t("spread")}>
      {n === 0 ? (
        <p className="text-sm">{t("spread.none")}</p>
      ) : (
        <>
          {single.length > 0 && <p className="measure mb-3 text-sm">{t("spread.few", { count: n })}</p>}
          <ScoreBars bars={bars} lines={lines} single={single} />
          <p className="mt-2 mb-4 flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted tabular-nums">
            <span>{t("spread.n", { count: n })}</span>
            {notScored > 0 && <span>{t("spread.not_scored", { count: notScored })}</span>}
            {lines.length > 0 && <span>{t("spread.lines", { lines: lines.join(t("list_join")) })}</span>}
          </p>
          <TierCounts tiers={tiers} n={n} />
          {single.length === 0 && (
            <Fold className="mt-2" summary={<span className="text-sm text-muted">{t("spread.table")}</span>}>
              <Table
                caption={t("spread.table")}
                dense
                rows={bars.filter(({ count }) => count > 0).toReversed()}
                rowKey={({ from }) => String(from)}
                columns={[
                  { key: "line", header: t("col.line"), primary: true, cell: ({ from, to }) => `${from}–${to}` },
                  { key: "count", header: t("col.count"), align: "end", cell: ({ count }) => count },
                ]}
              />
            </Fold>
          )}
        </>
      )}
    </Card>
  );
}
