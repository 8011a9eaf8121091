import { Link } from "@remix-run/react";
import ChevronRight from "lucide-react/icons/chevron-right";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { pageMessages } from "../messages.pages";
import type { PersonPage } from "../person-page.server";

/** The decisions at this person's gates, each with what it rests on and the certificate of it: by address, since that room is above this one. */
export function Dossiers({ personId, decisions }: { personId: string; decisions: PersonPage["decisions"] }) {
  const t = useT(pageMessages);
  const { locale, zone } = useReader();
  if (decisions.length === 0) return null;
  const ways = decisions.flatMap(({ id, gate, at }) => [
    { to: `/gate/${personId}/dossier/${id}`, label: `person.dossier_${gate}` as const, at },
    ...(gate === "activation" ? [{ to: `/gate/${personId}/certificate/${id}`, label: "person.certificate" as const, at }] : []),
  ]);
  return (
    <Card title={t("person.dossiers")} flush>
      <ul className="divide-y divide-line">
        {ways.map(({ to, label, at }) => (
          <li key={to}>
            <Link
              to={to}
              prefetch="intent"
              className="flex min-h-control items-center justify-between gap-4 px-4 py-2 hover:bg-hover sm:px-5"
            >
              <span className="min-w-0">
                <span className="block text-ui">{t(label)}</span>
                <span className="block text-sm text-muted">{formatDateTime(new Date(at), locale, zone)}</span>
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
