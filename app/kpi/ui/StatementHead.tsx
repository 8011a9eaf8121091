import { showScore } from "~/platform/decimal";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import type { Tier } from "../bonus";
import { statementMessages } from "../messages.statement";
import { nextPoint, worth, yuan } from "../statement-values";
import type { Statement } from "../statement.server";

/** Score, tier and bonus, and what a point more would be worth. */
export function StatementHead({
  told,
  tiers,
  days,
}: {
  told: NonNullable<Statement["told"]>;
  tiers: readonly Tier[];
  days: { active: number; working: number };
}) {
  const t = useT(statementMessages);
  const score = told.score ?? told.decidedScore;
  if (score === null || tiers.length === 0)
    return (
      <Card raised>
        <p className="text-2xl font-semibold">{t("not_scored")}</p>
        <p className="mt-1 max-w-prose text-ui text-muted">{t("not_scored_body")}</p>
      </Card>
    );
  const { base, bonus } = worth(tiers, score, days);
  const { point, edge } = nextPoint(tiers, score, days);
  return (
    <Card raised>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-[auto_auto_1fr] sm:gap-x-10">
        <Figure label={t("score")} value={showScore(score)} note={t("of_100")} big />
        <Figure label={t("tier")} value={t("yuan", { amount: base })} />
        <Figure label={t("bonus")} value={t("yuan", { amount: told.bonusFen === null ? bonus : yuan(told.bonusFen) })} big wide />
      </dl>
      {told.score === null && told.decidedScore !== null && (
        <p className="mt-3 text-ui">{t("decided", { score: showScore(told.decidedScore), reason: told.decidedReason })}</p>
      )}
      <p className="mt-3 text-sm text-muted tabular-nums">
        {t("bonus_formula", { base, score, active: days.active, working: days.working, bonus })}
        {" · "}
        {days.active < days.working ? t("part_month", days) : t("whole_month", days)}
      </p>
      <ul className="mt-4 grid gap-1 border-t border-line pt-3 text-ui">
        <li className="font-medium">{point > 0n ? t("point", { amount: yuan(point) }) : t("point_none")}</li>
        <li>{edge ? t("edge", { missing: edge.missing, from: edge.from, adds: yuan(edge.adds) }) : t("top")}</li>
        <li className="text-sm text-muted">{t("edge_how", { score })}</li>
      </ul>
    </Card>
  );
}

function Figure({ label, value, note, big, wide }: { label: string; value: string; note?: string; big?: boolean; wide?: boolean }) {
  return (
    <div className={wide ? "max-sm:col-span-2" : undefined}>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className={big ? "text-2xl font-semibold tabular-nums" : "text-lg tabular-nums"}>
        {value}
        {note && <span className="ms-2 text-sm font-normal whitespace-nowrap text-muted">{note}</span>}
      </dd>
    </div>
  );
}
