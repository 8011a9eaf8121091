import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Notice } from "~/ui/Notice";
import { webhookMessages } from "../messages.webhooks";
import { PAUSE_AFTER_DAYS } from "../retry-rules";

type StandingProps = {
  endpoint: { state: "active" | "paused"; pausedAt: Date | null; pausedFor: "hand" | "failures" | null; failingSince: Date | null };
};

/** What is wrong with an endpoint and what happens next, in words; nothing while all is well. */
export function Standing({ endpoint: { state, pausedAt, pausedFor, failingSince } }: StandingProps) {
  const t = useT(webhookMessages);
  const { locale, zone } = useReader();
  const when = (instant: Date | null) => (instant ? formatDateTime(instant, locale, zone) : "");
  const days = PAUSE_AFTER_DAYS;
  if (state === "paused" && pausedFor === "failures")
    return (
      <Notice tone="blocked" title={t("hopeless.title", { days })}>
        {t("hopeless.body")}
      </Notice>
    );
  if (state === "paused")
    return (
      <Notice tone="waiting" title={t("paused.title", { when: when(pausedAt) })}>
        {t("paused.body")}
      </Notice>
    );
  if (!failingSince) return null;
  return (
    <Notice tone="blocked" title={t("failing.title", { when: when(failingSince) })}>
      {t("failing.body", { days })}
    </Notice>
  );
}
