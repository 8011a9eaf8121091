import { Link } from "@remix-run/react";
import { formatDateTime, formatDay } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import type { ActivityContent } from "../activity-page.server";
import { trainingMessages } from "../messages";

type TestContent = Extract<ActivityContent, { kind: "test" }>;

/** A quiz or exam that cannot be sat now: why, when it can be again, and what was reached so far. */
export function TestStanding({ slug, content }: { slug: string; content: TestContent }) {
  const t = useT(trainingMessages);
  const { locale, zone } = useReader();
  return (
    <div className="grid max-w-2xl gap-6">
      {content.passed ? (
        <Notice title={t("test.passed")} />
      ) : content.waiting ? (
        <Notice tone="waiting">{t("test.waits")}</Notice>
      ) : content.usedUp ? (
        <Notice tone="waiting">{t("test.used_up")}</Notice>
      ) : (
        <Notice tone="waiting">
          {content.retakeOn ? t("test.next_on", { date: formatDay(content.retakeOn, locale) }) : t("test.next_never")}
        </Notice>
      )}
      {content.past.length > 0 && (
        <Card title={t("test.past")} flush>
          <ul className="divide-y divide-line">
            {content.past.map((p) => (
              <li key={p.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 sm:px-5">
                <span>
                  <span className="tabular-nums">
                    {p.score === null ? t("test.past_waits", { n: p.attempt }) : t("test.past_row", { n: p.attempt, score: p.score })}
                  </span>
                  <span className="block text-sm text-muted">{formatDateTime(p.at, locale, zone)}</span>
                </span>
                <Link to={`/learn/${slug}/result/${p.id}`} prefetch="intent" className="link">
                  {t("test.see")}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {!content.passed && (
        <p className="text-sm text-muted">
          {t("test.pass")}: <span className="tabular-nums">{t("test.pass_value", { percent: content.pass })}</span>
        </p>
      )}
    </div>
  );
}
