import { Link } from "@remix-run/react";
import Coffee from "lucide-react/icons/coffee";
import { addDays, plainDateIn } from "~/platform/dates";
import { formatDay } from "~/platform/format";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Avatar } from "~/ui/Avatar";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import type { ComingUp } from "../ahead";
import { inboxMessages } from "../messages";

/** Nothing waits at all: what comes next, from whom and when. `leads`: the reader leads a team, whose practicals come here. */
export function EmptyInbox({ ahead, leads }: { ahead: readonly ComingUp[]; leads: boolean }) {
  const t = useT(inboxMessages);
  return (
    <div className="mx-auto max-w-2xl">
      <Card flush>
        <EmptyState title={t("empty.title")} icon={<Coffee />}>
          {leads ? t(ahead.length > 0 ? "empty.lead" : "empty.nothing_next") : t("empty.role")}
        </EmptyState>
      </Card>
      {ahead.length > 0 && (
        <Card title={t("empty.next")} flush className="mt-4">
          <ul className="divide-y divide-line border-t border-line">
            {ahead.map((next) => (
              <li key={`${next.personId} ${next.slug}`} className="flex items-center gap-3 px-4 py-2.5 sm:px-5">
                <Avatar name={next.name} size="sm" />
                <span className="min-w-0 flex-1 text-sm">
                  <Link to={`/training/${next.personId}`} prefetch="intent" className="font-medium hover:underline">
                    {next.name}
                  </Link>
                  <Title next={next} />
                </span>
                <When next={next} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}

function Title({ next }: { next: ComingUp }) {
  const { locale } = useReader();
  return <span className="block truncate text-muted">{pick(next.title, locale)}</span>;
}

function When({ next }: { next: ComingUp }) {
  const t = useT(inboxMessages);
  const { locale, zone, now } = useReader();
  const today = plainDateIn(zone, now);
  const day = formatDay(next.date, locale);
  if (next.overdue) return <span className="max-w-40 text-end text-sm text-waiting-ink">{t("empty.overdue", { date: day })}</span>;
  const near = next.date === today ? "today" : next.date === addDays(today, 1) ? "tomorrow" : null;
  return (
    <span className="shrink-0 text-end text-sm text-muted">
      {near && <span className="block font-medium text-ink">{t(`empty.${near}`)}</span>}
      {day}
    </span>
  );
}

/** Something waits, but nothing under these filters. */
export function EmptyFilter({ others }: { others: number }) {
  const t = useT(inboxMessages);
  return (
    <EmptyState title={t("empty.filtered")} action={<LinkButton to="/inbox">{t("empty.show_all")}</LinkButton>}>
      {t("empty.filtered_lead", { count: others })}
    </EmptyState>
  );
}
