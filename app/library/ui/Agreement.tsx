import type { QuestionAgreement } from "~/drill/agreement.server";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { agreementMessages } from "../messages.agreement";

const percent = (share: number | null) => Math.floor((share ?? 0) * 100);
/** Landis and Koch's limits, in three words instead of six. */
const wordFor = (kappa: number) => (kappa < 0.2 ? "poor" : kappa < 0.6 ? "fair" : "good");

/** How machine and people agree on the answers to a question, and the answers on which they do not. */
export function Agreement({ agreement }: { agreement: QuestionAgreement }) {
  const t = useT(agreementMessages);
  const { now, before, confusing } = agreement;
  const { kappa } = now;
  return (
    <Card title={t("title")} className="mt-4">
      <p className="text-sm text-muted">{t("lead")}</p>
      <p className="mt-3 text-sm">
        <span className="font-medium">{t("graded", { count: now.graded })}</span>{" "}
        {now.graded > 0 && (
          <>
            {t("agreed", { percent: percent(now.agreed) })}{" "}
            {kappa !== null
              ? t("kappa", { kappa: kappa.toFixed(2), word: t(`kappa.${wordFor(kappa)}`) })
              : t(now.graded < 20 ? "kappa.missing" : "kappa.one_side")}
          </>
        )}
      </p>
      {before.graded > 0 && (
        <p className="mt-1 text-sm text-muted">{t("before", { count: before.graded, percent: percent(before.agreed) })}</p>
      )}
      {confusing.length > 0 && (
        <section className="mt-5">
          <h3 className="text-sm font-semibold">{t("confusing")}</h3>
          <p className="text-sm text-muted">{t("confusing_lead")}</p>
          <ul className="mt-2 divide-y divide-line border-y border-line">
            {confusing.map((one) => (
              <li key={one.attemptId} className="py-2.5 text-sm">
                <p className="break-words whitespace-pre-line">{one.text}</p>
                <p className="mt-1 flex flex-wrap items-center gap-2 text-muted">
                  <Badge>{t(one.guess ? "guess_right" : "guess_wrong")}</Badge>
                  <Badge tone={one.grade >= 3 ? "cleared" : "blocked"}>{t("grade", { grade: one.grade })}</Badge>
                  {one.remark && <span className="min-w-0 break-words">{one.remark}</span>}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  );
}
