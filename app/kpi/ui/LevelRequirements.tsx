import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { PlainDate } from "~/platform/dates";
import { showScore } from "~/platform/decimal";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { LevelFinding, LevelRequirement } from "../levels/level-rules";
import { levelMessages } from "../levels/messages";
import { useMonth } from "./month";

type Asked = { finding: LevelFinding; countsFrom: PlainDate; modules: Record<string, string>; own?: boolean };

/** What the next level asks for: each met, or exactly what is missing of it. */
export function LevelRequirements({ finding, countsFrom, modules, own = false }: Asked) {
  const t = useT(levelMessages);
  return (
    <ul className="divide-y divide-line">
      {finding.requirements.map((one) => (
        <li
          key={one.kind === "module" ? one.slug : one.kind}
          className="flex items-start justify-between gap-4 py-2.5 first:pt-0 last:pb-0"
        >
          <span className="min-w-0 text-ui">
            <Sentence one={one} countsFrom={countsFrom} modules={modules} own={own} />
          </span>
          <Badge tone={one.isMet ? "accent" : "waiting"} className="shrink-0">
            {t(one.isMet ? "met" : "unmet")}
          </Badge>
        </li>
      ))}
    </ul>
  );
}

function Sentence({ one, countsFrom, modules, own }: { one: LevelRequirement } & Omit<Required<Asked>, "finding">): ReactNode {
  const t = useT(levelMessages);
  const monthOf = useMonth();
  const { locale } = useReader();
  switch (one.kind) {
    case "months":
      return (
        <>
          {t("req.months", { met: one.met, needed: one.needed, score: one.score })}
          {!one.isMet && (
            <span className="block text-sm text-muted">
              {one.broken &&
                t(one.broken.gap ? "req.months_gap" : one.broken.score === null ? "req.months_unscored" : "req.months_broken", {
                  month: monthOf(one.broken.month),
                  had: one.broken.score === null ? "" : showScore(one.broken.score),
                })}{" "}
              {t("req.months_more", { count: one.needed - one.met })}
            </span>
          )}
        </>
      );
    case "scripts":
      return (
        <>
          {t("req.scripts", { met: one.met, needed: one.needed, since: formatDate(countsFrom, locale) })}
          {own && !one.isMet && (
            <Link to="/scripts/mine" className="link block text-sm">
              {t("req.scripts_link")}
            </Link>
          )}
        </>
      );
    case "mentored":
      return t("req.mentored", { met: one.met, needed: one.needed });
    case "conduct":
      return (
        <>
          {t("req.conduct")}
          {!one.isMet && (
            <span className="block text-sm text-muted">{t("req.conduct_months", { months: one.months.map(monthOf).join(" · ") })}</span>
          )}
        </>
      );
    case "module":
      return t("req.module", { module: modules[one.slug] ?? one.slug });
  }
}

/** The closed months that were looked at, with the score as it is shown; those below the level's own score are marked in words above. */
export function LevelMonths({ months }: { months: LevelFinding["months"] }) {
  const t = useT(levelMessages);
  const monthOf = useMonth();
  if (months.length === 0) return <p className="text-sm text-muted">{t("months.none")}</p>;
  return (
    <ol className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
      {months.map(({ month, score }) => (
        <li key={month} className="grid">
          <span className="text-muted">{monthOf(month)}</span>
          <span className="text-ui font-semibold tabular-nums">{score === null ? t("months.unscored") : showScore(score)}</span>
        </li>
      ))}
    </ol>
  );
}
