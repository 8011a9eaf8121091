import { formatDateTime, formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { Ring } from "~/ui/Ring";
import type { CertificateView, MasteryPage } from "../../mastery-page.server";
import { masteryMessages } from "../../messages.mastery";
import { forecastInWords } from "../../outlook-text";

/** The bank as a whole: how much of it is fluent, when all of it will be, and what is to be answered today. */
export function BankCard({ page, self }: { page: MasteryPage; self: boolean }) {
  const t = useT(masteryMessages);
  const { locale, zone } = useReader();
  const { required, fluent, road, work, nextAt } = page;
  const todo = [
    ...(work.reviews > 0 ? [t("due.reviews", { count: work.reviews })] : []),
    ...(work.fresh > 0 ? [t("due.fresh", { count: work.fresh })] : []),
    ...(work.minutes > 0 ? [t("due.minutes", { time: formatMinutes(work.minutes, locale) })] : []),
  ];
  return (
    <Card raised>
      <div className="flex items-center gap-4">
        <Ring value={required === 0 ? 0 : fluent / required} label={t("bank.ring")} size={88} cleared={fluent === required} />
        <div className="min-w-0">
          <p className="text-lg font-semibold tabular-nums">{t("bank.fluent", { fluent, required })}</p>
          {road && (
            <p className="mt-1 text-sm text-muted">
              <span aria-hidden title={t("bank.days")} className="me-2 text-ink">
                {road.outlook.bars}
              </span>
              {forecastInWords(road.outlook, road.step, locale)}
            </p>
          )}
        </div>
      </div>
      <div className="mt-4 flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
        <p className="text-sm tabular-nums">
          {todo.length > 0 ? todo.join(" · ") : t("due.none")}
          {todo.length === 0 && nextAt && <> {t("due.next", { time: formatDateTime(nextAt, locale, zone) })}</>}
          <span className="block text-muted">{t(road ? "forecast.rule" : "due.keeps")}</span>
        </p>
        {self && todo.length > 0 && (
          <LinkButton to="/drill" variant="primary" className="max-sm:w-full">
            {t("drill")}
          </LinkButton>
        )}
      </div>
    </Card>
  );
}

/** The bank certificate: valid and for how long, or what it lacks. */
export function Certificate({ view, self }: { view: CertificateView; self: boolean }) {
  const t = useT(masteryMessages);
  const { locale, zone } = useReader();
  const tone = view.state === "valid" ? "cleared" : "waiting";
  return (
    <Card title={t("certificate.title")} action={<Badge tone={tone}>{t(`certificate.${view.state}`)}</Badge>}>
      {view.state === "valid" ? (
        <p className="text-sm">
          {t("certificate.since", { when: formatDateTime(view.issuedAt, locale, zone) })}{" "}
          {view.daysLeft > 0 ? t("certificate.left", { count: view.daysLeft }) : t("certificate.today")}
        </p>
      ) : (
        <>
          <p className="text-sm">
            {view.lack === "lessons"
              ? view.lesson
                ? t("certificate.lessons", { title: view.lesson.title })
                : t("certificate.lessons_plain")
              : t(`certificate.${view.lack}`, { count: view.open })}{" "}
            <span className="text-muted">{t("certificate.why")}</span>
          </p>
          {self && view.lack === "lessons" && view.lesson && (
            <LinkButton to={view.lesson.to} size="sm" className="mt-3">
              {view.lesson.title}
            </LinkButton>
          )}
        </>
      )}
    </Card>
  );
}
