import { Link } from "@remix-run/react";
import { formatDateTime } from "~/platform/format";
import { useReader } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Timeline } from "~/ui/Timeline";
import type { RuleSetPage } from "../rule-pages.server";
import { DifferenceLines } from "./DifferenceLines";
import { useRuleWords } from "./rule-words";

/** What was published for the same store, newest first, each with what it changed and why. */
export function RuleHistory({ page }: { page: RuleSetPage }) {
  const { t, month } = useRuleWords();
  const { locale, zone } = useReader();
  return (
    <Card title={t("history.title")}>
      {page.history.length === 0 ? (
        <p className="text-sm text-muted">{t("history.empty")}</p>
      ) : (
        <Timeline
          items={page.history.map((one) => ({
            id: one.id,
            when: one.publishedAt ? formatDateTime(one.publishedAt, locale, zone) : "",
            title: (
              <>
                <Link to={`/kpi/rules/${one.id}`} className="link">
                  {month(one.fromMonth)} · {t("set.version", { version: one.version })}
                </Link>
                {" · "}
                {one.publishedBy}
              </>
            ),
            children: (
              <>
                {one.follows && <p>{t(`set.follows_${one.storeId === null ? "shop" : "store"}`)}</p>}
                <DifferenceLines changes={one.changes} />
                {one.reason && <p className="mt-1 whitespace-pre-line">{one.reason}</p>}
              </>
            ),
          }))}
        />
      )}
    </Card>
  );
}
