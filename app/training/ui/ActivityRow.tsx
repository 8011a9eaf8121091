import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { trainingMessages } from "../messages";
import type { ActivityLine } from "../next";
import { KindIcon } from "../KindIcon";
import { StatusBadge } from "../StatusBadge";

/** An activity in a list: its kind, its title as a link, and either how long it takes or how it stands. */
export function ActivityRow({ activity, detail }: { activity: ActivityLine; detail?: ReactNode }) {
  const t = useT(trainingMessages);
  const { locale } = useReader();
  const settled = activity.status !== "open";
  return (
    <li className="relative flex min-h-12 items-center gap-3 px-4 py-2.5 hover:bg-hover sm:px-5">
      <KindIcon kind={activity.kind} />
      <span className="min-w-0 flex-1">
        <Link to={`/learn/${activity.slug}`} prefetch="intent" className="text-ui after:absolute after:inset-0">
          {activity.title}
        </Link>
        {detail && <span className="block text-sm text-muted">{detail}</span>}
      </span>
      <span className="flex shrink-0 flex-wrap items-center justify-end gap-x-3 gap-y-1">
        {!activity.mandatory && <span className="text-xs text-faint">{t("status.optional")}</span>}
        {settled && <StatusBadge status={activity.status} kind={activity.kind} />}
        {activity.status !== "done" && activity.status !== "submitted" && (
          <span className="text-sm text-muted tabular-nums">{formatMinutes(activity.minutes, locale)}</span>
        )}
      </span>
    </li>
  );
}

/** Rows of activities, divided by hairlines. */
export function ActivityList({ children }: { children: ReactNode }) {
  return <ul className="divide-y divide-line">{children}</ul>;
}
