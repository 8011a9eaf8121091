import { Link } from "@remix-run/react";
import InboxIcon from "lucide-react/icons/inbox";
import type { ReactNode } from "react";
import { formatRelative } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import type { WorkKind } from "~/work/kinds";
import { workMessages } from "~/work/messages";
import { inboxAddress, type InboxFilter } from "../address";
import { inboxMessages } from "../messages";
import { KindIcon } from "./KindIcon";

/** What waits, by kind with its count and the age of its oldest: a column on a wide desktop, a row to swipe elsewhere. */
export function Kinds({ kinds, filter }: { kinds: readonly { kind: WorkKind; count: number; oldest: Date }[]; filter: InboxFilter }) {
  const t = useT(inboxMessages);
  const say = useT(workMessages);
  const { locale, now } = useReader();
  const all = kinds.reduce((sum, k) => sum + k.count, 0);
  const oldest = kinds[0]?.oldest;
  const age = (at: Date) => t("oldest", { age: formatRelative(at, now, locale) });
  return (
    <nav aria-label={t("kinds")} className="-mx-gutter overflow-x-auto scrollbar-none px-gutter lg:mx-0 lg:px-0">
      <ul className="flex gap-2 xl:flex-col xl:gap-0.5">
        <Kind
          to={inboxAddress({ ...filter, kind: null })}
          current={filter.kind === null}
          count={all}
          age={oldest && age(oldest)}
          icon={<InboxIcon aria-hidden className="size-4.5" />}
        >
          {t("kinds.all")}
        </Kind>
        {kinds.map(({ kind, count, oldest: since }) => (
          <Kind
            key={kind}
            to={inboxAddress({ ...filter, kind })}
            current={filter.kind === kind}
            count={count}
            age={age(since)}
            icon={<KindIcon kind={kind} className="size-4.5" />}
          >
            {say(`kind.${kind}`)}
          </Kind>
        ))}
      </ul>
    </nav>
  );
}

function Kind({
  to,
  current,
  count,
  age,
  icon,
  children,
}: {
  to: string;
  current: boolean;
  count: number;
  age?: string;
  icon: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className="shrink-0">
      <Link
        to={to}
        aria-current={current ? "true" : undefined}
        className={classes(
          "flex min-h-control items-center gap-2.5 rounded-box border px-3 text-ui xl:px-2.5 xl:text-sm whitespace-nowrap transition-colors xl:border-transparent xl:py-1.5 xl:whitespace-normal",
          current
            ? "border-accent/50 bg-accent-soft font-medium text-accent-ink"
            : "border-line bg-surface hover:bg-hover xl:bg-transparent",
        )}
      >
        <span className={classes("shrink-0", !current && "text-muted")}>{icon}</span>
        <span className="min-w-0 flex-1 xl:leading-snug">
          {children}
          {age && <span className="hidden text-xs font-normal text-muted xl:block">{age}</span>}
        </span>
        <span className="shrink-0 text-sm tabular-nums">{count}</span>
      </Link>
    </li>
  );
}
