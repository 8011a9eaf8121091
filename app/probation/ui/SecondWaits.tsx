import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { secondMessages } from "../messages.second";
import type { SecondStanding } from "../second-page.server";

/** Instead of a result: what it waits for, and nothing of what was found so far. */
export function SecondWaits({ personId, second }: { personId: string; second: SecondStanding }) {
  const t = useT(secondMessages);
  const { view, attempt, settling } = second;
  return (
    <Card raised className="max-w-3xl">
      <Notice tone="waiting" title={t("waits.title")}>
        {settling ? t(view === "self" ? "waits.settle_self" : "waits.settle", { attempt }) : t(`waits.${view}`, { attempt })}
      </Notice>
      <div className="mt-4 flex flex-wrap gap-2">
        {settling?.to && (
          <LinkButton variant="primary" to={settling.to}>
            {t("settle")}
          </LinkButton>
        )}
        <LinkButton to={`/probation/${personId}`}>{t("waits.overview")}</LinkButton>
      </div>
    </Card>
  );
}
