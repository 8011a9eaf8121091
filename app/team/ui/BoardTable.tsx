import { Link } from "@remix-run/react";
import { activationMessages } from "~/activation/messages";
import { formatDate, formatDay } from "~/platform/format";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { classes } from "~/ui/classes";
import { ProgressLine } from "~/ui/ProgressLine";
import { percentOf } from "~/drill/forecast";
import type { Tone } from "~/ui/tone";
import { teamMessages } from "../messages";
import type { BoardRow, TeamBoard } from "../queries.server";
import { troubleOf } from "../trouble";
import { NextGate } from "./NextGate";

type Plans = TeamBoard["plans"];

const columns = "lg:grid-cols-[9.5rem_14rem_12.5rem_3.5rem_minmax(0,1fr)] lg:gap-x-4 lg:px-5";
const edges = {
  late: "shadow-[inset_3px_0_0_var(--blocked)]",
  waiting: "shadow-[inset_3px_0_0_var(--waiting)]",
};

/**
 * Everybody on the way: the plan as a line, how it stands, and the next gate with the one thing that holds it. A table where there is room,
 * cards on a phone. The whole row opens the person.
 */
export function BoardTable({ rows, plans, withTeam }: { rows: readonly BoardRow[]; plans: Plans; withTeam: boolean }) {
  const t = useT(teamMessages);
  return (
    <div role="table" aria-label={t("caption")}>
      <div role="rowgroup" className="max-lg:sr-only">
        <div role="row" className={classes("grid border-b border-line py-2.5 text-sm font-medium text-muted", columns)}>
          {(["name", "line", "standing", "bank", "gate"] as const).map((key) => (
            <div key={key} role="columnheader">
              {t(`col.${key}`)}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="divide-y divide-line">
        {rows.map((row) => {
          const trouble = troubleOf(row);
          return (
            <div
              key={row.personId}
              role="row"
              className={classes(
                "relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2.5 px-4 py-3.5 transition-colors hover:bg-hover/60 sm:px-5 lg:py-2.5",
                columns,
                trouble && edges[trouble],
              )}
            >
              <div role="rowheader" className="min-w-0">
                <Who row={row} withTeam={withTeam} />
              </div>
              <div role="cell" className="max-lg:order-3 max-lg:col-span-full">
                <Line row={row} plans={plans} />
              </div>
              <div role="cell" className="max-lg:order-2 max-lg:justify-self-end">
                <HowItStands row={row} />
              </div>
              <div role="cell" className="text-sm max-lg:order-4 max-lg:col-span-full max-lg:empty:hidden">
                <Bank row={row} />
              </div>
              <div role="cell" className="min-w-0 max-lg:order-5 max-lg:col-span-full">
                <NextGate row={row} />
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Who({ row, withTeam }: { row: BoardRow; withTeam: boolean }) {
  const notYet = row.state === "invited" && !row.accepted;
  return (
    <>
      {/* The link covers its row; what else can be pressed there lies above it. */}
      <Link
        to={notYet ? `/people/${row.personId}` : `/training/${row.personId}`}
        prefetch="intent"
        className="text-ui font-medium after:absolute after:inset-0"
      >
        {row.name}
      </Link>
      {withTeam && <span className="block truncate text-xs text-muted">{row.teamName}</span>}
    </>
  );
}

function Line({ row, plans }: { row: BoardRow; plans: Plans }) {
  const t = useT(teamMessages);
  const say = useT(activationMessages);
  const { locale } = useReader();
  const plan = row.planVersionId === null ? undefined : plans[row.planVersionId];
  if (row.line.length === 0 || !plan || plan.days.length === 0) return <span className="text-sm text-faint">{t("gate.no_plan")}</span>;
  const { step, days } = plan;
  const last = days.length;
  const passed = row.state === "probation" || row.state === "active";
  const where = row.startsOn
    ? t("day.starts", { date: formatDay(row.startsOn, locale) })
    : t(`${step}.${passed ? "over" : "of"}`, { day: row.entry, of: last });
  return (
    <div className="relative z-10 max-w-md max-lg:pointer-events-none">
      <ProgressLine
        today={row.entry}
        step={step}
        gates={[{ afterDay: last, passed, label: say("gate.desk") }]}
        days={days.map(({ day, phase, title }, i) => {
          const state = row.line[i] ?? "ahead";
          return { day, phase, state, label: t(`line.${step}`, { day, title: pick(title, locale), state: t(`line.${state}`) }) };
        })}
      />
      <p className="mt-0.5 text-xs text-muted tabular-nums">{where}</p>
    </div>
  );
}

function HowItStands({ row }: { row: BoardRow }) {
  const t = useT(teamMessages);
  const { locale } = useReader();
  const since = (words: string) => (row.waitingDays ? `${words} · ${t("standing.since", { count: row.waitingDays })}` : words);
  const parts: { key: string; tone: Tone; words: string }[] = [];
  if (row.state === "suspended") parts.push({ key: "suspended", tone: "blocked", words: t("standing.suspended") });
  if (row.lateDays > 0) parts.push({ key: "late", tone: "blocked", words: t("standing.late", { count: row.lateDays }) });
  if (row.holdup) parts.push({ key: "holdup", tone: "waiting", words: since(t(`standing.${row.holdup}`)) });
  else if (row.waitingFor > 0)
    parts.push({ key: "decisions", tone: "waiting", words: since(t("standing.sign", { count: row.waitingFor })) });
  if (row.onLeave) parts.push({ key: "leave", tone: "neutral", words: t("standing.leave") });
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
    <span className="inline-flex flex-col items-end gap-1 lg:items-start">
      {parts.map(({ key, tone, words }) => (
        <Badge key={key} tone={tone}>
          {words}
        </Badge>
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

/** How much of the required part of the bank is fluent, of those on the way to the desk. */
function Bank({ row }: { row: BoardRow }) {
  const t = useT(teamMessages);
  if (row.gate?.gate !== "desk" || row.gate.bank.required === 0) return null;
  const { required, fluent } = row.gate.bank;
  return (
    <Link
      to={`/mastery/${row.personId}`}
      prefetch="intent"
      title={t("bank.of", { fluent, required })}
      className="relative z-10 inline-flex min-h-control-sm items-center gap-1 tabular-nums hover:underline"
    >
      <span className="lg:sr-only">{t("col.bank")}</span> {t("bank.percent", { percent: percentOf(fluent, required) })}
    </Link>
  );
}
