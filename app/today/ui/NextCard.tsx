import { formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { KindIcon } from "~/training/KindIcon";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { todayMessages } from "../messages";
import type { TodayLine } from "../view";

/** The one thing to do now, with the page's one primary button. */
export function NextCard({ next }: { next: TodayLine }) {
  const t = useT(todayMessages);
  const { locale } = useReader();
  const label = next.returned
    ? t("next.mend")
    : next.kind === "quiz"
      ? t("next.sit")
      : next.kind === "exam"
        ? t("next.sit_exam")
        : t(next.status === "open" ? "next.begin" : "next.go_on");
  return (
    <Card raised>
      <p className="text-sm text-muted tabular-nums">{t("next.label", { time: formatMinutes(next.minutes, locale) })}</p>
      <h2 className="mt-1 flex items-start gap-2.5 text-lg font-semibold">
        <KindIcon kind={next.kind} className="mt-[0.15em] size-5" />
        <span className="min-w-0">{next.title}</span>
      </h2>
      {next.returned && (
        <p className="mt-2 rounded-box bg-blocked-soft px-3 py-2 text-sm whitespace-pre-line">
          <span className="font-medium text-blocked-ink">{t("next.returned", { name: next.returned.by })}</span> {next.returned.remark}
        </p>
      )}
      <LinkButton to={`/learn/${next.slug}`} variant="primary" size="lg" className="mt-4 max-sm:w-full">
        {label}
      </LinkButton>
    </Card>
  );
}
