import { Link } from "@remix-run/react";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Fold } from "~/ui/Fold";
import type { GatePage } from "../gate-page.server";
import { gateMessages } from "../messages.gate";

/** The rows on which a requirement rests, opened in place: what kind, who vouches for it, when, and where to see it. */
export function EvidenceList({ evidence }: { evidence: GatePage["requirements"][number]["evidence"] }) {
  const t = useT(gateMessages);
  const { locale, zone } = useReader();
  if (evidence.length === 0) return null;
  return (
    <Fold
      className="mt-1"
      summaryClass="inline-flex min-h-control-sm! text-sm text-accent-ink"
      summary={evidence.length > 1 ? t("evidence_count", { n: evidence.length }) : t("evidence")}
    >
      <ul className="mb-1 border-s-2 border-line ps-3">
        {evidence.map((e) => (
          <li key={e.id} className="flex flex-wrap items-center justify-between gap-x-4 py-1.5 text-sm">
            <span className="min-w-0">
              <span className="block">
                {t(`evidence.${e.kind}`)}
                {e.label && `: ${e.label}`}
              </span>
              <span className="block text-muted">
                {e.by ? t("evidence.by", { name: e.by, when: formatDateTime(e.at, locale, zone) }) : formatDateTime(e.at, locale, zone)}
              </span>
            </span>
            {e.to && (
              <Link to={e.to} className="link inline-flex min-h-control-sm items-center">
                {t("evidence.open")}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Fold>
  );
}
