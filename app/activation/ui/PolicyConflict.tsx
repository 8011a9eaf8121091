import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import type { Gate } from "../gate-facts";
import { policyMessages } from "../messages.policy";
import type { ShownVersion } from "../policy-pages.server";
import type { PolicyAsked } from "../policy-rules";
import { PolicyLines } from "./PolicyLines";

/** Two people published at once: what the other one made, beside what this one wants. */
export function PolicyConflict({ gate, theirs, yours }: { gate: Gate; theirs: ShownVersion; yours: PolicyAsked }) {
  const t = useT(policyMessages);
  const { locale, zone } = useReader();
  const when = formatDateTime(theirs.publishedAt, locale, zone);
  return (
    <>
      <Notice tone="waiting" role="alert" title={t("conflict.title")}>
        <p>{t("conflict.body", { by: theirs.by ?? t("list.house"), version: theirs.version, when })}</p>
        {theirs.reason && <p className="mt-1">{t("conflict.reason", { reason: theirs.reason })}</p>}
      </Notice>
      <div className="grid gap-5 sm:grid-cols-2">
        <Card title={t("conflict.theirs")}>
          <Side gate={gate} policy={theirs} />
        </Card>
        <Card title={t("conflict.yours")}>
          <Side gate={gate} policy={yours} />
        </Card>
      </div>
    </>
  );
}

function Side({ gate, policy }: { gate: Gate; policy: PolicyAsked }) {
  const t = useT(policyMessages);
  return policy.follows ? <p className="text-sm">{t("history.follows")}</p> : <PolicyLines gate={gate} policy={policy} />;
}
