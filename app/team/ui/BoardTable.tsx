import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { activationMessages } from "~/activation/messages";
import { formatDate, formatDay } from "~/platform/format";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { ProgressLine } from "~/ui/ProgressLine";
import { Table } from "~/ui/Table";
import { teamMessages } from "../messages";
import type { BoardRow, TeamBoard } from "../queries.server";
import { troubleOf } from "../trouble";
import { NextGate } from "./NextGate";

type Plans = TeamBoard["plans"];

/** Everybody on the way: the plan as a line, how it stands, and the next gate with the one thing that holds it. The whole row opens the person. */
export function BoardTable({
  rows,
  plans,
  withTeam,
  empty,
}: {
  rows: readonly BoardRow[];
  plans: Plans;
  withTeam: boolean;
  empty: ReactNode;
}) {
  const t = useT(teamMessages);
  return (
    <Table
      caption={t("caption")}
      rows={rows}
      rowKey={(r) => r.personId}
      rowClass={(r) => {
        const trouble = troubleOf(r);
        const edge =
          trouble === "late"
            ? "shadow-[inset_3px_0_0_var(--blocked)]"
            : trouble === "waiting"
              ? "shadow-[inset_3px_0_0_var(--waiting)]"
              : "";
        return `relative ${edge}`;
      }}
      empty={empty}
      columns={[
        { key: "name", header: t("col.name"), primary: true, width: "sm:w-44", cell: (r) => <Who row={r} withTeam={withTeam} /> },
        { key: "line", header: t("col.line"), width: "sm:w-64", cell: (r) => <Line row={r} plans={plans} /> },
        { key: "standing", header: t("col.standing"), width: "sm:w-52", cell: (r) => <HowItStands row={r} /> },
        { key: "gate", header: t("col.gate"), cell: (r) => <NextGate row={r} /> },
      ]}
    />
  );
}

function Who({ row, withTeam }: { row: BoardRow; withTeam: boolean }) {
  return (
    <>
      {/* The link covers its row; what else can be pressed there lies above it. */}
      <Link
        to={row.state === "invited" && !row.accepted ? `/people/${row.personId}` : `/training/${row.personId}`}
        prefetch="intent"
        className="font-medium after:absolute after:inset-0"
      >
        {row.name}
      </Link>
      {withTeam && <span className="block truncate text-xs font-normal text-muted">{row.teamName}</span>}
    </>
  );
}

function Line({ row, plans }: { row: BoardRow; plans: Plans }) {
  const t = useT(teamMessages);
  const say = useT(activationMessages);
  const { locale } = useReader();
  const days = (row.planVersionId && plans[row.planVersionId]) || [];
  if (row.line.length === 0 || days.length === 0) return <span className="text-sm text-faint">{t("gate.no_plan")}</span>;
  const last = days.length;
  const passed = row.state === "probation" || row.state === "active";
  return (
    <span className="relative z-10 inline-flex flex-col gap-0.5 max-sm:items-end">
      <ProgressLine
        size="compact"
        today={row.day}
        gates={[{ afterDay: last, passed, label: say("gate.desk") }]}
        days={days.map(({ day, phase, title }, i) => {
          const state = row.line[i] ?? "ahead";
          return { day, phase, state, label: t("line.day", { day, title: pick(title, locale), state: t(`line.${state}`) }) };
        })}
      />
      <span className="text-xs text-muted tabular-nums">
        {row.startsOn
          ? t("day.starts", { date: formatDay(row.startsOn, locale) })
          : passed
            ? t("day.over", { of: last })
            : t("day.of", { day: row.day, of: last })}
      </span>
    </span>
  );
}

function HowItStands({ row }: { row: BoardRow }) {
  const t = useT(teamMessages);
  const { locale } = useReader();
  const since = (words: string) => (!row.waitingDays ? words : `${words} · ${t("standing.since", { count: row.waitingDays })}`);
  const parts: [string, ReactNode][] = [];
  if (row.state === "suspended") parts.push(["suspended", <Badge tone="blocked">{t("standing.suspended")}</Badge>]);
  if (row.lateDays > 0) parts.push(["late", <Badge tone="blocked">{t("standing.late", { count: row.lateDays })}</Badge>]);
  if (row.holdup) parts.push(["holdup", <Badge tone="waiting">{since(t(`standing.${row.holdup}`))}</Badge>]);
  else if (row.waitingFor > 0)
    parts.push(["decisions", <Badge tone="waiting">{since(t("standing.sign", { count: row.waitingFor }))}</Badge>]);
  if (row.onLeave) parts.push(["leave", <Badge>{t("standing.leave")}</Badge>]);
  if (parts.length === 0) {
    const quiet =
      row.state === "probation" && row.probationEnd
        ? t("standing.probation_until", { date: formatDate(row.probationEnd, locale) })
        : row.state === "invited" && !row.accepted
          ? t("standing.not_accepted")
          : t("standing.fine");
    return <span className="text-sm text-muted">{quiet}</span>;
  }
  const badges = (
    <span className="inline-flex flex-wrap items-center gap-1 max-sm:justify-end">
      {parts.map(([key, badge]) => (
        <span key={key} className="inline-flex max-w-full">
          {badge}
        </span>
      ))}
    </span>
  );
  if (row.waitingFor === 0 && row.holdup === null) return badges;
  // Something waits for a decision: the inbox is where it is decided.
  return (
    <Link to={`/inbox?person=${row.personId}`} title={t("inbox.of")} className="relative z-10 inline-flex rounded-box">
      {badges}
    </Link>
  );
}
