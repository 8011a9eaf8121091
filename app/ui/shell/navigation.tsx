import { NavLink } from "@remix-run/react";
import BookOpen from "lucide-react/icons/book-open";
import CalendarCheck from "lucide-react/icons/calendar-check";
import ChartColumn from "lucide-react/icons/chart-column";
import ChartNoAxesGantt from "lucide-react/icons/chart-no-axes-gantt";
import Ellipsis from "lucide-react/icons/ellipsis";
import Dumbbell from "lucide-react/icons/dumbbell";
import FolderOpen from "lucide-react/icons/folder-open";
import Gauge from "lucide-react/icons/gauge";
import Inbox from "lucide-react/icons/inbox";
import MessagesSquare from "lucide-react/icons/messages-square";
import MessageSquareQuote from "lucide-react/icons/message-square-quote";
import Settings from "lucide-react/icons/settings";
import UsersRound from "lucide-react/icons/users-round";
import { useT } from "~/platform/use-locale";
import { classes } from "../classes";
import { uiMessages } from "../messages";
import { Flyout } from "./Flyout";

/** A destination: its text is `nav.<key>`, its icon goes by the key, `count` is what waits there. */
export type NavItem = { key: keyof typeof icons; to: string; count?: number };

const icons = {
  today: CalendarCheck,
  drill: Dumbbell,
  simulator: MessagesSquare,
  scripts: MessageSquareQuote,
  mastery: Gauge,
  inbox: Inbox,
  cases: FolderOpen,
  kpi: ChartColumn,
  team: ChartNoAxesGantt,
  people: UsersRound,
  library: BookOpen,
  settings: Settings,
};

const THUMB = 5;

function Count({ count, className }: { count: number; className?: string }) {
  const t = useT(uiMessages);
  return (
    <span
      className={classes(
        "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-waiting-soft px-1 text-[0.6875rem] leading-none font-semibold text-waiting-ink ring-2 ring-surface",
        className,
      )}
    >
      <span aria-hidden>{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{t("shell.waiting", { count })}</span>
    </span>
  );
}

function Destination({ item, className }: { item: NavItem; className: string }) {
  const t = useT(uiMessages);
  const Icon = icons[item.key];
  return (
    <NavLink to={item.to} prefetch="intent" className={classes("group/nav", className)}>
      <span className="relative flex h-8 w-14 items-center justify-center rounded-full transition-colors group-hover/nav:bg-hover group-aria-[current=page]/nav:bg-accent-soft">
        <Icon aria-hidden className="size-5" />
        {item.count !== undefined && item.count > 0 && <Count count={item.count} className="absolute -end-0.5 -top-1" />}
      </span>
      <span className="max-w-full truncate">{t(`nav.${item.key}`)}</span>
    </NavLink>
  );
}

const stacked =
  "flex flex-col items-center justify-center gap-0.5 text-[0.75rem] leading-[1.35] text-muted hover:text-ink " +
  "aria-[current=page]:font-semibold aria-[current=page]:text-accent-ink focus-visible:-outline-offset-2 rounded-box";

/** The slim rail at the left of a desktop. */
export function Rail({ items }: { items: readonly NavItem[] }) {
  const t = useT(uiMessages);
  return (
    <nav aria-label={t("shell.navigation")} className="flex flex-1 flex-col gap-2 overflow-y-auto px-2 py-3">
      {items.map((item) => (
        <Destination key={item.key} item={item} className={classes(stacked, "py-1")} />
      ))}
    </nav>
  );
}

/** The bar at the foot of a phone: at most five, the rest behind "more". */
export function BottomBar({ items }: { items: readonly NavItem[] }) {
  const t = useT(uiMessages);
  const direct = items.length > THUMB ? items.slice(0, THUMB - 1) : items;
  const rest = items.slice(direct.length);
  return (
    <nav
      aria-label={t("shell.navigation")}
      data-print="hide"
      className="fixed inset-x-0 bottom-0 z-30 flex justify-around in-[:root:has([data-fills])]:hidden border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {direct.map((item) => (
        <Destination key={item.key} item={item} className={classes(stacked, "min-w-0 flex-1 py-1.5")} />
      ))}
      {rest.length > 0 && (
        <Flyout
          label={t("shell.more")}
          triggerClass={classes(stacked, "h-full flex-1 px-4 py-1.5")}
          sheetClass="end-2 bottom-full mb-2"
          trigger={
            <>
              <span className="flex h-8 w-14 items-center justify-center">
                <Ellipsis aria-hidden className="size-5" />
              </span>
              {t("shell.more")}
            </>
          }
        >
          <ul>
            {rest.map((item) => (
              <li key={item.key}>
                <RestLink item={item} />
              </li>
            ))}
          </ul>
        </Flyout>
      )}
    </nav>
  );
}

function RestLink({ item }: { item: NavItem }) {
  const t = useT(uiMessages);
  const Icon = icons[item.key];
  return (
    <NavLink
      to={item.to}
      className="flex min-h-control items-center gap-3 rounded-[0.375rem] px-3 text-ui hover:bg-hover aria-[current=page]:font-semibold aria-[current=page]:text-accent-ink"
    >
      <Icon aria-hidden className="size-5 text-muted" />
      {t(`nav.${item.key}`)}
      {item.count !== undefined && item.count > 0 && <Count count={item.count} className="ms-auto" />}
    </NavLink>
  );
}
