import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { PageHeader } from "~/ui/PageHeader";
import { type Column, Table } from "~/ui/Table";
import { Tabs } from "~/ui/Tabs";
import type { Comparison, Side } from "../../debrief.server";
import { debriefMessages } from "../../messages.debrief";
import { pointsText } from "../../points";
import { outcomeOf } from "./Outcome";
import { PlainChats } from "./PlainChats";

type ComparedProps = { compared: Comparison; runId: string; shown: "now" | "then" };
type Row = { key: string; name: string; now: number; then: number; difference: number };

/** Two tries of the same chat beside each other; on a phone one at a time. */
export function Compared({ compared, runId, shown }: ComparedProps) {
  const t = useT(debriefMessages);
  const { now, then, parts, title } = compared;
  const other = now.runId === runId ? then.runId : now.runId;
  const rows: Row[] = [
    ...parts.map(({ part, ...row }) => ({ key: part, name: t(`part.${part}`), ...row })),
    { key: "total", name: t("compare.total"), now: now.total, then: then.total, difference: now.total - then.total },
  ];
  const points = (value: number) => pointsText(value);
  const columns: Column<Row>[] = [
    { key: "part", header: t("compare.part"), primary: true, cell: ({ name }) => name },
    { key: "then", header: t("compare.then"), align: "end", cell: (row) => points(row.then) },
    { key: "now", header: t("compare.now"), align: "end", cell: (row) => points(row.now) },
    { key: "difference", header: t("compare.difference"), align: "end", cell: ({ difference }) => <Difference value={difference} /> },
  ];
  const side = (which: "now" | "then") => `/simulator/runs/${runId}/debrief?with=${other}&show=${which}`;
  return (
    <div className="mx-auto grid max-w-6xl gap-5">
      <PageHeader title={t("compare.title", { title })} back={{ to: `/simulator/runs/${runId}/debrief`, label: t("compare.back") }} />
      <Card flush>
        <Table
          caption={t("compare.title", { title })}
          columns={columns}
          rows={rows}
          rowKey={({ key }) => key}
          rowClass={({ key }) => (key === "total" ? "font-semibold" : undefined)}
          dense
        />
      </Card>
      <Tabs
        className="lg:hidden"
        label={t("compare.sides")}
        items={(["then", "now"] as const).map((which) => ({ to: side(which), label: t(`compare.${which}`), current: shown === which }))}
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <SideView side={then} word={t("compare.then")} className={classes(shown !== "then" && "max-lg:hidden")} />
        <SideView side={now} word={t("compare.now")} className={classes(shown !== "now" && "max-lg:hidden")} />
      </div>
    </div>
  );
}

function Difference({ value }: { value: number }) {
  const t = useT(debriefMessages);
  const points = pointsText(Math.abs(value));
  if (points === "0") return <span className="text-muted">{t("compare.same")}</span>;
  return value > 0 ? (
    <span className="text-cleared-ink">↑ {t("compare.better", { points })}</span>
  ) : (
    <span className="text-blocked-ink">↓ {t("compare.worse", { points })}</span>
  );
}

function SideView({ side, word, className }: { side: Side; word: string; className: string }) {
  const t = useT(debriefMessages);
  const { locale, zone } = useReader();
  const outcome = outcomeOf(side);
  return (
    <Card
      className={className}
      title={
        <span className="flex flex-wrap items-baseline gap-x-3">
          {word}
          <span className="text-sm font-normal text-muted">{formatDateTime(side.startedAt, locale, zone)}</span>
        </span>
      }
      action={<Badge tone={outcome.tone}>{t(`outcome.${outcome.word}`)}</Badge>}
    >
      <PlainChats chats={side.chats} lang={side.locale} />
    </Card>
  );
}
