import { Form as GetForm } from "@remix-run/react";
import ListX from "lucide-react/icons/list-x";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Pagination } from "~/ui/Pagination";
import { SelectField } from "~/ui/SelectField";
import { Table } from "~/ui/Table";
import type { Tone } from "~/ui/tone";
import { robotMessages } from "../messages.robots";

type State = "waiting" | "sent" | "given_up" | "dropped";
type Row = {
  id: string;
  what: "notice" | "item" | "digest" | "confirm" | "test";
  inDigest: boolean;
  state: State;
  attempts: number;
  nextAt: Date;
  createdAt: Date;
  settledAt: Date | null;
  fault: string | null;
  answer: string | null;
  personName: string | null;
  robotName: string | null;
};

const tones: Record<State, Tone> = { waiting: "waiting", sent: "accent", given_up: "blocked", dropped: "neutral" };

/** What was sent or is to be, and how it went. */
export function DeliveryLog({
  rows,
  state,
  older,
  isFirst,
}: {
  rows: readonly Row[];
  state: State | null;
  older: string | null;
  isFirst: boolean;
}) {
  const t = useT(robotMessages);
  const { locale, zone } = useReader();
  const at = (before: string | null) =>
    `?${new URLSearchParams({ ...(state ? { state } : {}), ...(before ? { before } : {}) }).toString()}`;
  const empty = (
    <EmptyState icon={<ListX />} title={t(state ? "log.none" : "log.empty")} level={3}>
      {state ? null : t("log.empty_body")}
    </EmptyState>
  );
  return (
    <Card title={t("log.title")} flush>
      <p className="px-4 pb-3 text-sm text-muted sm:px-5">{t("log.body")}</p>
      <GetForm className="flex flex-wrap items-end gap-3 px-4 pb-4 sm:px-5">
        <SelectField
          name="state"
          label={t("log.state")}
          placeholder={t("log.all")}
          defaultValue={state ?? ""}
          options={(Object.keys(tones) as State[]).map((one) => ({ value: one, label: t(`delivery.${one}`) }))}
          className="w-full max-w-xs"
        />
        <Button type="submit">{t("log.show")}</Button>
      </GetForm>
      <Table
        caption={t("log.title")}
        rows={rows}
        rowKey={(row) => row.id}
        empty={empty}
        dense
        columns={[
          { key: "to", header: t("log.to"), primary: true, cell: (row) => row.personName ?? row.robotName },
          { key: "what", header: t("log.what"), cell: (row) => t(`what.${row.what}`) },
          {
            key: "when",
            header: t("log.when"),
            cell: (row) => <span className="tabular-nums">{formatDateTime(row.settledAt ?? row.createdAt, locale, zone)}</span>,
          },
          { key: "went", header: t("log.went"), cell: (row) => <Went row={row} /> },
        ]}
      />
      <div className="px-4 sm:px-5">
        <Pagination previous={isFirst ? null : at(null)} next={older ? at(older) : null} />
      </div>
    </Card>
  );
}

function Went({ row: { state, inDigest, attempts, nextAt, fault, answer } }: { row: Row }) {
  const t = useT(robotMessages) as (key: string, params?: Record<string, string | number>) => string;
  const { locale, zone } = useReader();
  return (
    <div className="grid gap-0.5 max-sm:justify-items-end">
      <span>
        <Badge tone={tones[state]}>{t(`delivery.${state}`)}</Badge>
      </span>
      {state === "waiting" && (
        <span className="text-sm text-muted">
          {inDigest ? t("log.in_digest") : t("log.next", { when: formatDateTime(nextAt, locale, zone) })}
        </span>
      )}
      {fault && state !== "sent" && <span className="text-sm">{t(`fault.${fault}`)}</span>}
      {answer && state !== "sent" && <span className="text-sm break-all text-muted">{t("log.answered", { answer })}</span>}
      {attempts > 1 && <span className="text-sm text-muted">{t("log.tries", { count: attempts })}</span>}
    </div>
  );
}
