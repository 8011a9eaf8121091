import { Link } from "@remix-run/react";
import Dumbbell from "lucide-react/icons/dumbbell";
import { formatDay, formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { KindIcon } from "~/training/KindIcon";
import { StatusBadge } from "~/training/StatusBadge";
import { todayMessages } from "../messages";
import type { BankToday } from "../bank.server";
import type { TodayLine } from "../view";

/** Activities one below the other: what each is, how long it takes or how it stands; what the drill asks comes before what is done. */
export function TodayList({ lines, work }: { lines: readonly TodayLine[]; work?: BankToday["work"] }) {
  const rows = (done: boolean) => lines.map((line) => (line.status === "done") === done && <Row key={line.slug} line={line} />);
  return (
    <ul className="divide-y divide-line">
      {rows(false)}
      {work && (
        <li className="relative flex min-h-12 items-center gap-3 px-4 py-2.5 hover:bg-hover sm:px-5">
          <Dumbbell aria-hidden className="size-5 shrink-0 text-muted" />
          <Link to="/drill" prefetch="intent" className="min-w-0 flex-1 text-ui after:absolute after:inset-0">
            {work.text}
          </Link>
          <span className="shrink-0 text-sm text-muted tabular-nums">{work.time}</span>
        </li>
      )}
      {rows(true)}
    </ul>
  );
}

function Row({ line }: { line: TodayLine }) {
  const t = useT(todayMessages);
  const { locale } = useReader();
  const detail = line.returned
    ? t("then.returned", { remark: line.returned.remark })
    : line.usedUp
      ? t("then.used_up")
      : line.status === "returned" && line.retakeOn
        ? t("then.retake", { date: formatDay(line.retakeOn, locale) })
        : null;
  const waits = line.status === "submitted" || line.status === "done";
  return (
    <li
      className={`relative flex min-h-12 items-center gap-3 px-4 py-2.5 hover:bg-hover sm:px-5 ${line.status === "done" ? "text-muted" : ""}`}
    >
      <KindIcon kind={line.kind} />
      <span className="min-w-0 flex-1">
        <Link to={`/learn/${line.slug}`} prefetch="intent" className="text-ui after:absolute after:inset-0">
          {line.title}
        </Link>
        {detail && <span className="line-clamp-2 text-sm text-muted">{detail}</span>}
      </span>
      {line.locked ? (
        <span className="shrink-0 text-sm text-faint">{t("then.locked")}</span>
      ) : (
        <span className="flex shrink-0 items-center gap-3">
          {line.status !== "open" && line.status !== "submitted" && <StatusBadge status={line.status} kind={line.kind} />}
          {!waits && <span className="text-sm text-muted tabular-nums">{formatMinutes(line.minutes, locale)}</span>}
        </span>
      )}
    </li>
  );
}
