import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { Fold } from "~/ui/Fold";
import type { ChatPage } from "../check-page.server";
import { checkMessages } from "../messages.checks";

export type CheckShown = NonNullable<ChatPage["check"]>;

/** The score with its marks, what each means, and the comment. */
export function ScorePart({ check }: { check: CheckShown }) {
  const t = useT(checkMessages);
  const { locale, zone } = useReader();
  const { card, marks } = check;
  const when = formatDateTime(check.savedAt, locale, zone);
  return (
    <Card title={t("chat.score", { score: check.score })}>
      {check.criticalFailed && <p className="mb-2 text-sm text-blocked-ink">{t("chat.critical")}</p>}
      <p className="text-sm text-muted">
        {check.ruledBy ? t("chat.ruled", { name: check.ruledBy, when }) : t("chat.by", { name: check.supervisor.name, when })}
      </p>
      <dl className="mt-3 grid gap-2 text-sm">
        {card.criteria.map(({ slug, name, weight, critical, anchors }) => {
          const mark = marks[slug] ?? "na";
          return (
            <div key={slug} className="border-t border-line pt-2">
              <dt className="flex flex-wrap items-center justify-between gap-x-2">
                <span className="font-medium">{name}</span>
                <span className="inline-flex items-center gap-1.5">
                  {critical && <Badge icon={null}>{t("card.critical")}</Badge>}
                  <span className={classes(mark === "none" && "text-blocked-ink", mark === "half" && "text-waiting-ink")}>
                    {t(`mark.${mark}`)}
                  </span>
                  <span className="text-xs text-muted tabular-nums">{t("card.weight", { weight })}</span>
                </span>
              </dt>
              {mark !== "na" && <dd className="text-muted">{anchors[mark]}</dd>}
            </div>
          );
        })}
      </dl>
      <h3 className="mt-4 font-semibold">{t("chat.comment")}</h3>
      <p className={classes("mt-1 text-sm whitespace-pre-line", !check.comment && "text-muted")}>{check.comment || t("chat.no_comment")}</p>
      {check.earlier.length > 0 && (
        <Fold summary={t("chat.earlier")} className="mt-3" summaryClass="text-sm text-muted">
          <ul className="grid gap-1 text-sm">
            {check.earlier.map(({ number, score, savedBy, savedAt }) => (
              <li key={number}>{t("chat.earlier_check", { score, name: savedBy, when: formatDateTime(savedAt, locale, zone) })}</li>
            ))}
          </ul>
        </Fold>
      )}
    </Card>
  );
}
