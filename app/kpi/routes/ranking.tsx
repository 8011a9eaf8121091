import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import ListOrdered from "lucide-react/icons/list-ordered";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { showScore } from "~/platform/decimal";
import { problem } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { PageHeader } from "~/ui/PageHeader";
import { Table } from "~/ui/Table";
import { askedOf } from "../boards/asked";
import { rankingOf } from "../boards/ranking.server";
import { reachOf } from "../led-teams";
import { boardMessages } from "../messages.boards";
import { monthTitle } from "../month-title";
import { BoardFilters } from "../ui/BoardFilters";

export const meta: MetaFunction = () => [{ title: "团队排名 · Ranking — 上岗 Deskready" }];

/** The ranking of a closed month, where the team shows it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:ranking");
  const ranking = await rankingOf(db(), reachOf(actor), askedOf(new URL(args.request.url)), clock.now());
  if (!ranking) throw problem(404, "not_found");
  const { rows, ...rest } = ranking;
  return {
    ...rest,
    rows: rows.map(({ personId, ...row }) => ({ ...row, score: showScore(row.score), isOwn: personId === actor.personId })),
  };
}

export default function RankingPage() {
  const { rows, teams, months, team, chosen } = useLoaderData<typeof loader>();
  const t = useT(boardMessages);
  const { locale } = useReader();
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={chosen ? t("rank.title", { month: monthTitle(chosen.month, locale) }) : t("rank.title_none")}
        detail={t("rank.lead", { team })}
        back={{ to: "/kpi", label: t("own.back") }}
      />
      {chosen && <BoardFilters teams={teams} months={months} chosen={chosen} />}
      <Card flush>
        {rows.length > 0 ? (
          <Table
            caption={t("rank.caption")}
            rows={rows}
            rowKey={({ rank, name }) => `${rank} ${name}`}
            columns={[
              { key: "rank", header: t("rank.place"), width: "w-20", cell: ({ rank }) => <span className="tabular-nums">{rank}</span> },
              {
                key: "name",
                header: t("rank.name"),
                primary: true,
                cell: ({ name, isOwn }) => (
                  <>
                    {name}
                    {isOwn && <span className="text-muted"> · {t("rank.you")}</span>}
                  </>
                ),
              },
              { key: "score", header: t("rank.score"), align: "end", cell: ({ score }) => score },
            ]}
          />
        ) : (
          <EmptyState icon={<ListOrdered />} title={t("rank.empty")}>
            {t("rank.empty_body")}
          </EmptyState>
        )}
      </Card>
    </div>
  );
}
