import { formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { trainingMessages } from "../messages";
import type { ActivityLine } from "../next";
import { KindIcon } from "../KindIcon";

/** After something is done: what comes next, one press away. */
export function NextUp({ next }: { next: ActivityLine | null }) {
  const t = useT(trainingMessages);
  const { locale } = useReader();
  if (!next) {
    return (
      <Card>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-muted">{t("page.all_done_now")}</p>
          <LinkButton to="/today">{t("page.back_today")}</LinkButton>
        </div>
      </Card>
    );
  }
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <p className="text-sm text-muted">
            {t("page.next")} · <span className="tabular-nums">{formatMinutes(next.minutes, locale)}</span>
          </p>
          <p className="mt-0.5 flex items-center gap-2 font-semibold">
            <KindIcon kind={next.kind} />
            {next.title}
          </p>
        </div>
        <LinkButton to={`/learn/${next.slug}`} variant="primary">
          {t("page.next_go")}
        </LinkButton>
      </div>
    </Card>
  );
}
