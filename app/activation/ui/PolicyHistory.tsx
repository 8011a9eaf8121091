import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Timeline } from "~/ui/Timeline";
import { policyMessages } from "../messages.policy";
import type { GatePolicyPage } from "../policy-pages.server";
import { ChangeLines } from "./ChangeLines";

/** The versions of a policy, newest first, each with what it changed and why. */
export function PolicyHistory({ page }: { page: GatePolicyPage }) {
  const t = useT(policyMessages);
  const { locale, zone } = useReader();
  return (
    <Card title={t("history")}>
      {page.versions.length === 0 ? (
        <p className="text-sm text-muted">{t("history.empty")}</p>
      ) : (
        <Timeline
          items={page.versions.map((v) => ({
            id: String(v.version),
            when: formatDateTime(v.publishedAt, locale, zone),
            title: `${t("list.version", { version: v.version })} · ${v.by ?? t("list.house")}`,
            children: (
              <>
                {v.follows && page.teamId !== null && <p>{t("history.follows")}</p>}
                {v.repeats !== null && <p>{t("history.repeats", { version: v.repeats })}</p>}
                <ChangeLines changes={v.changes} />
                {v.reason && <p className="whitespace-pre-line">{v.reason}</p>}
              </>
            ),
          }))}
        />
      )}
    </Card>
  );
}
