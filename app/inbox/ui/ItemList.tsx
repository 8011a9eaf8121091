import { Link } from "@remix-run/react";
import Images from "lucide-react/icons/images";
import { useEffect, useRef } from "react";
import { formatRelative } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { classes } from "~/ui/classes";
import type { OpenItem } from "~/work/queries.server";
import { inboxAddress, type InboxFilter } from "../address";
import { inboxMessages } from "../messages";
import { isAboutNobody } from "../explain";
import { itemLine, textIn } from "~/work/item-line";
import { KindIcon } from "./KindIcon";

/** Items should be closed within two days: from then on their age is set off. */
const OLD_MS = 2 * 86_400_000;

/** One page of what waits, urgent first, then the oldest. On a desktop it scrolls by itself and keeps the open item in view. */
export function ItemList({
  rows,
  selectedId,
  filter,
  withTeam,
}: {
  rows: readonly OpenItem[];
  selectedId: string | null;
  filter: InboxFilter;
  withTeam: boolean;
}) {
  const t = useT(inboxMessages);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const pane = list.current;
    const row = pane?.querySelector<HTMLElement>("[aria-current]");
    if (!pane || !row || pane.scrollHeight <= pane.clientHeight) return;
    const above = row.offsetTop - pane.scrollTop;
    if (above < 0) pane.scrollTop = row.offsetTop;
    else if (above + row.offsetHeight > pane.clientHeight) pane.scrollTop = row.offsetTop + row.offsetHeight - pane.clientHeight;
  }, [selectedId]);
  return (
    <ol ref={list} aria-label={t("list")} className="relative divide-y divide-line overflow-y-auto overscroll-contain lg:min-h-0 lg:flex-1">
      {rows.map((row) => (
        <li key={row.id}>
          <Row item={row} current={row.id === selectedId} to={inboxAddress(filter, { item: row.id })} withTeam={withTeam} />
        </li>
      ))}
    </ol>
  );
}

function Row({ item, current, to, withTeam }: { item: OpenItem; current: boolean; to: string; withTeam: boolean }) {
  const t = useT(inboxMessages);
  const { locale, now } = useReader();
  const { attempt, photos } = item.data;
  const old = now.getTime() - item.openedAt.getTime() >= OLD_MS;
  return (
    <Link
      to={to}
      prefetch="intent"
      aria-current={current ? "true" : undefined}
      className={classes(
        "flex gap-3 px-4 py-3 transition-colors focus-visible:-outline-offset-2 lg:py-2.5",
        current ? "lg:bg-accent-soft lg:shadow-[inset_3px_0_0_var(--accent)]" : "hover:bg-hover/70",
      )}
    >
      <KindIcon kind={item.kind} className="mt-0.5 size-4.5 shrink-0 text-muted" />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-3">
          <span className="truncate text-ui font-medium">
            {isAboutNobody(item.kind) ? textIn(item.data.title, locale) || item.teamName : (item.personName ?? t("item.nobody"))}
          </span>
          <span className={classes("shrink-0 text-xs tabular-nums", old ? "font-medium text-waiting-ink" : "text-faint")}>
            {formatRelative(item.openedAt, now, locale)}
          </span>
        </span>
        <span className="mt-0.5 line-clamp-2 text-sm text-muted">{itemLine(item, locale)}</span>
        <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-faint empty:hidden">
          {item.urgent && <Badge tone="blocked">{t("item.urgent")}</Badge>}
          {typeof attempt === "number" && attempt > 1 && <span>{t("item.attempt", { attempt })}</span>}
          {typeof photos === "number" && photos > 0 && (
            <span className="inline-flex items-center gap-1">
              <Images aria-hidden className="size-3.5" />
              {t("item.photos", { count: photos })}
            </span>
          )}
          {withTeam && <span className="truncate">{item.teamName ?? t("item.shop")}</span>}
        </span>
      </span>
    </Link>
  );
}
