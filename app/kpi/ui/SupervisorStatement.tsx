import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { showScore } from "~/platform/decimal";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { Table } from "~/ui/Table";
import { yuan } from "../month-title";
import { supervisorMessages } from "../supervisor/messages";
import type { SupervisorMonth } from "../supervisor/page.server";

const tone = { provisional: "waiting", published: "accent", closed: "neutral" } as const;
const places = { checks: "/chats", meetings: "/meetings", items: "/inbox" } as const;

/** A supervisor's month in one team: score and bonus, and each part with its inputs and the numbers put in. */
export function SupervisorStatement({ of }: { of: SupervisorMonth }) {
  const t = useT(supervisorMessages);
  const { locale, zone } = useReader();
  const { trace, score, bonusFen } = of;
  return (
    <Card title={of.team}>
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-2">
        <Badge tone={tone[of.state]}>{t(`state.${of.state}`)}</Badge>
        {score === null ? (
          <p>{t("not_scored")}</p>
        ) : (
          <>
            <p className="text-2xl font-semibold tabular-nums">{showScore(score)}</p>
            {bonusFen !== null && <p className="text-lg tabular-nums">{t("yuan", { amount: yuan(bonusFen) })}</p>}
          </>
        )}
      </div>
      {score !== null && bonusFen !== null && (
        <p className="mt-2 text-sm text-muted tabular-nums">
          {t(trace.teams > 1 ? "bonus_teams" : "bonus_how", {
            ...{ base: trace.baseYuan ?? 0, score, bonus: yuan(bonusFen) },
            ...{ active: of.activeDays, working: of.workingDays, teams: trace.teams },
          })}
        </p>
      )}
      <div className="mt-4 divide-y divide-line border-t border-line">
        <Part title={t("part.team")} points={trace.team?.points} of={trace.team?.of}>
          {trace.team && (
            <p className="mb-3 text-sm tabular-nums">
              {t("how.team", { average: trace.average ?? "", of: trace.team.of, points: trace.team.points })}
            </p>
          )}
          <Table
            caption={t("agents")}
            dense
            rows={trace.members}
            rowKey={({ personId }) => personId}
            columns={[
              { key: "agent", header: t("agent"), primary: true, cell: ({ name }) => name },
              { key: "score", header: t("score"), align: "end", cell: (member) => showScore(member.score) },
              { key: "days", header: t("days"), align: "end", cell: ({ activeDays }) => activeDays },
            ]}
          />
        </Part>
        {trace.duties.map(({ duty, done, due, share, points, of: could }) => (
          <Part key={duty} title={t(`part.${duty}`)} points={points} of={could}>
            <p className="text-sm tabular-nums">
              {share !== null && points !== null && could !== null
                ? t(`how.${duty}`, { done, due, share, points, of: could, days: trace.weights.item_working_days })
                : t("how.none", { weight: trace.weights[duty] })}{" "}
              {duty === "items" && of.state !== "closed" && t("how.open")}
            </p>
            <p className="mt-2 text-sm">
              <Link to={places[duty]} className="link">
                {t(`go.${duty}`)}
              </Link>
            </p>
          </Part>
        ))}
      </div>
      {score !== null && <p className="border-t border-line pt-3 font-medium tabular-nums">{t("sum", { score })}</p>}
      {of.versions.length > 0 && (
        <>
          <h3 className="mt-5 mb-2 text-sm font-semibold">{t("versions")}</h3>
          <ul className="grid gap-1 text-sm tabular-nums">
            {of.versions.map((told) => (
              <li key={told.version}>
                {[
                  t(`kind.${told.kind}`),
                  formatDateTime(new Date(told.at), locale, zone),
                  ...(told.score === null ? [] : [showScore(told.score)]),
                  ...(told.bonusFen === null ? [] : [t("yuan", { amount: yuan(told.bonusFen) })]),
                  ...(told.reason ? [told.reason] : []),
                ].join(" · ")}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function Part({ title, points, of, children }: { title: string; points?: string | null; of?: string | null; children: ReactNode }) {
  const t = useT(supervisorMessages);
  return (
    <Fold
      summaryClass="py-3"
      summary={
        <>
          <span className="font-medium">{title}</span>
          <span className="tabular-nums">{points && of ? t("points_of", { points: showScore(points), of: showScore(of) }) : "–"}</span>
        </>
      }
    >
      <div className="pb-4 ps-6">{children}</div>
    </Fold>
  );
}
