import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { quotaMessages } from "../quota/messages";
import type { PersonQuota } from "../quota/page.server";
import { useMonth } from "./month";

/** What managers made of months below the quota, as the agent reads it. */
export function QuotaReviewed({ reviews }: { reviews: PersonQuota["reviews"] }) {
  const t = useT(quotaMessages);
  const monthOf = useMonth();
  const { locale, zone } = useReader();
  return (
    <Card title={t("reviews")}>
      {reviews.length === 0 && <p className="text-ui text-muted">{t("reviews.none")}</p>}
      <ul className="divide-y divide-line">
        {reviews.map(({ id, months, outcome, closedAt, closedBy, note }) => {
          const said = months.map(monthOf).join(" · ");
          return (
            <li key={id} className="py-3 first:pt-0 last:pb-0">
              <p className="font-medium">
                {outcome ? t("reviews.done", { months: said, outcome: t(`outcome.${outcome}`) }) : t("reviews.waits", { months: said })}
              </p>
              {note && <p className="mt-1 text-ui whitespace-pre-line">{note}</p>}
              {closedAt && closedBy && (
                <p className="mt-1 text-sm text-muted">
                  {t("reviews.by", { name: closedBy, when: formatDateTime(new Date(closedAt), locale, zone) })}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
