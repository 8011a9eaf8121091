import { Link } from "@remix-run/react";
import ShieldAlert from "lucide-react/icons/shield-alert";
import ShieldCheck from "lucide-react/icons/shield-check";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import type { GatePage } from "../gate-page.server";
import { gateMessages } from "../messages.gate";

/** Who opened the gate, when, under which policy, and the digest of all that it rests on. */
export function Decision({
  personId,
  gate,
  decision,
}: {
  personId: string;
  gate: GatePage["gate"];
  decision: NonNullable<GatePage["decision"]>;
}) {
  const t = useT(gateMessages);
  const { locale, zone } = useReader();
  const Seal = decision.intact ? ShieldCheck : ShieldAlert;
  return (
    <Card
      title={t("decision.title")}
      action={
        <span className="flex flex-wrap gap-x-4">
          {gate === "activation" && (
            <Link
              to={`/gate/${personId}/certificate/${decision.id}`}
              prefetch="intent"
              className="link inline-flex min-h-control-sm items-center"
            >
              {t("decision.certificate")}
            </Link>
          )}
          <Link
            to={`/gate/${personId}/dossier/${decision.id}`}
            prefetch="intent"
            className="link inline-flex min-h-control-sm items-center"
          >
            {t("decision.dossier")}
          </Link>
        </span>
      }
    >
      {decision.singleExaminer && (
        <Notice tone="waiting" className="mb-4">
          {t("decision.single")}
        </Notice>
      )}
      <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[8rem_1fr]">
        <dt className="text-muted">{t("decision.by")}</dt>
        <dd>{decision.by}</dd>
        <dt className="text-muted">{t("decision.when")}</dt>
        <dd>{formatDateTime(decision.at, locale, zone)}</dd>
        <dt className="text-muted">{t("decision.policy")}</dt>
        <dd>{t("decision.policy_version", { version: decision.policyVersion })}</dd>
        <dt className="text-muted">{t("decision.digest")}</dt>
        <dd className="min-w-0">
          <code className="font-mono text-xs break-all">{decision.digest}</code>
          <span
            className={decision.intact ? "mt-1 flex items-center gap-1.5 text-muted" : "mt-1 flex items-center gap-1.5 text-blocked-ink"}
          >
            <Seal aria-hidden className="size-4 shrink-0" />
            {t(decision.intact ? "decision.intact" : "decision.broken")}
          </span>
        </dd>
      </dl>
    </Card>
  );
}
