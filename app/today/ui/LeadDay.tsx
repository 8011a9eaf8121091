import { Link } from "@remix-run/react";
import ChevronRight from "lucide-react/icons/chevron-right";
import { formatRelative } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import type { WorkKind } from "~/work/kinds";
import { todayMessages } from "../messages";

type LeadDayProps = {
  name: string;
  /** Somebody whose last role was taken away still signs in. */
  hasRole: boolean;
  counts: readonly { kind: WorkKind; name: string; count: number; oldest: Date }[];
  places: readonly ("team" | "library" | "people" | "settings")[];
};

/** Today of somebody who is no agent: what waits for them, and where their work is. */
export function LeadDay({ name, hasRole, counts, places }: LeadDayProps) {
  const t = useT(todayMessages);
  const { locale, now } = useReader();
  if (!hasRole)
    return (
      <>
        <PageHeader title={t("lead.title", { name })} />
        <Notice title={t("lead.no_role")}>{t("lead.no_role_body")}</Notice>
      </>
    );
  return (
    <>
      <PageHeader title={t("lead.title", { name })} />
      <div className="grid max-w-2xl gap-5">
        <Card
          title={t("lead.inbox")}
          flush
          action={
            counts.length > 0 && (
              <LinkButton to="/inbox" variant="primary" size="sm">
                {t("lead.open_inbox")}
              </LinkButton>
            )
          }
        >
          {counts.length === 0 ? (
            <p className="px-4 pb-4 text-muted sm:px-5">{t("lead.inbox_empty")}</p>
          ) : (
            <ul className="divide-y divide-line border-t border-line">
              {counts.map(({ kind, name: title, count, oldest }) => (
                <Row
                  key={kind}
                  to={`/inbox?kind=${kind}`}
                  title={title}
                  detail={t("lead.inbox_oldest", { when: formatRelative(oldest, now, locale) })}
                  count={count}
                />
              ))}
            </ul>
          )}
        </Card>
        {places.length > 0 && (
          <Card flush>
            <ul className="divide-y divide-line">
              {places.map((place) => (
                <Row key={place} to={`/${place}`} title={t(`lead.${place}`)} detail={t(`lead.${place}_body`)} />
              ))}
            </ul>
          </Card>
        )}
      </div>
    </>
  );
}

function Row({ to, title, detail, count }: { to: string; title: string; detail: string; count?: number }) {
  return (
    <li className="relative flex min-h-14 items-center gap-3 px-4 py-2.5 hover:bg-hover sm:px-5">
      <span className="min-w-0 flex-1">
        <Link to={to} prefetch="intent" className="text-ui after:absolute after:inset-0">
          {title}
        </Link>
        <span className="block text-sm text-muted">{detail}</span>
      </span>
      {count !== undefined && <span className="font-semibold tabular-nums">{count}</span>}
      <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" />
    </li>
  );
}
