import type { ReactNode } from "react";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { classes } from "~/ui/classes";
import { inkTone } from "~/ui/tone";
import type { Risk } from "../draw-rules";
import { checkMessages } from "../messages.checks";
import type { ReadChat } from "../reading.server";
import { waitText, waitTone } from "./waits";

/** What is counted of a chat, in one row: waits in their colours, outcome, rating, products, why it was drawn. */
export function Facts({ chat, risks = [] }: { chat: ReadChat; risks?: readonly Risk[] }) {
  const t = useT(checkMessages);
  const { locale, zone } = useReader();
  const { facts } = chat;
  const outcome = !facts.isInquiry && facts.outcome !== "paid" ? "no_inquiry" : facts.outcome;
  return (
    <div className="rounded-box border border-line bg-surface px-4 py-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        <span className="font-medium text-ink">{chat.agent?.name ?? chat.account}</span>
        <span>{formatDateTime(chat.startedAt, locale, zone)}</span>
        {facts.clearance === "not_cleared" && <Badge tone="blocked">{t("fact.not_cleared")}</Badge>}
        {risks
          .filter((risk) => risk !== "breach")
          .map((risk) => (
            <Badge key={risk} tone={risk === "term" ? "blocked" : "waiting"}>
              {t(`risk.${risk}`)}
            </Badge>
          ))}
        {facts.wasTransferred && <Badge>{t("fact.transferred")}</Badge>}
      </p>
      <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-2 text-sm">
        <Wait label={t("fact.first")} ms={facts.firstResponseMs} none={t("fact.never")} />
        <Wait label={t("fact.longest")} ms={facts.longestGapMs} none={t("fact.none")} />
        <Wait label={t("fact.average")} ms={facts.averageResponseMs} none={t("fact.none")} />
        <Fact label={t("fact.lines")}>{t("fact.lines_of", { buyer: facts.buyerLines, agent: facts.agentLines })}</Fact>
        <Fact label={t("fact.outcome")}>
          {t(`outcome.${outcome}`)}
          {facts.isInquiry && <span className="text-muted"> · {t(facts.askedForOrder ? "fact.asked" : "fact.not_asked")}</span>}
        </Fact>
        {facts.rating !== null && (
          <Fact label={t("fact.rating")}>
            <span className={classes("tabular-nums", facts.rating <= 3 && inkTone.blocked)}>
              {t("fact.rating_of", { rating: facts.rating })}
            </span>
          </Fact>
        )}
        {chat.products.length > 0 && (
          <Fact label={t("fact.products")}>{chat.products.map(({ name }) => name).join(locale === "en" ? ", " : "、")}</Fact>
        )}
      </dl>
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function Wait({ label, ms, none }: { label: string; ms: number | null; none: string }) {
  return (
    <Fact label={label}>
      <span className={classes("tabular-nums", ms !== null && waitTone(ms) !== "neutral" && inkTone[waitTone(ms)])}>
        {ms === null ? none : waitText(ms)}
      </span>
    </Fact>
  );
}
