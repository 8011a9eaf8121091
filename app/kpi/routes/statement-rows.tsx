import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { formatDateTime, formatDayOfYear, formatMonth } from "~/platform/format";
import { idParam, problem } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { measureMessages } from "~/results/messages.measures";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { PageHeader } from "~/ui/PageHeader";
import { Table } from "~/ui/Table";
import { monthOfAddress, statementAddress } from "../address";
import { statementMessages } from "../messages.statement";
import { figureRows, statementOf } from "../statement.server";

export const meta: MetaFunction = () => [{ title: "原始数据 · Rows — 上岗 Deskready" }];

/** The rows that somebody's month in a store rests on. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "kpi:statement", { personId });
  const asked = new URL(args.request.url).searchParams;
  const month = monthOfAddress(asked.get("month"), plainDateIn(actor.zone, clock.now()));
  const storeId = idParam(asked.get("store") ?? undefined);
  const statement = await statementOf(db(), personId, month, null);
  const store = statement?.storeNames[storeId];
  if (store === undefined) throw problem(404, "not_found");
  return { personId, month, store, rows: await figureRows(db(), personId, month, storeId) };
}

export default function StatementRows() {
  const { personId, month, store, rows } = useLoaderData<typeof loader>();
  const t = useT(statementMessages);
  const name: (key: string) => string = useT<string>(measureMessages);
  const { locale, zone } = useReader();
  const values = (measures: Record<string, unknown>) =>
    Object.entries(measures)
      .map(([measure, value]) => `${name(`measure.${measure}`)} ${shown(measure, value)}`)
      .join(" · ");
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={t("rows.title", { store, month: formatMonth(month, locale) })}
        detail={t("rows.body")}
        back={{ to: statementAddress(personId, month), label: t("back") }}
      />
      {rows.length === 0 ? (
        <EmptyState title={t("rows.empty")} />
      ) : (
        <Card flush>
          <Table
            caption={t("rows")}
            dense
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "day",
                header: t("rows.day"),
                primary: true,
                cell: ({ from, to }) =>
                  from === to ? formatDayOfYear(from, locale) : `${formatDayOfYear(from, locale)} – ${formatDayOfYear(to, locale)}`,
              },
              { key: "part", header: t("rows.part"), cell: ({ part }) => name(`part.${part}`) },
              {
                key: "values",
                header: t("rows.values"),
                cell: ({ source, measures, past }) => (
                  <span className="tabular-nums">
                    {source === "chats" ? chatValues(measures).map(values).join(" / ") : values(measures)}
                    {past.map((old) => (
                      <s key={old.endedAt} className="block text-sm text-muted">
                        {t("rows.was", { at: formatDateTime(new Date(old.endedAt), locale, zone), values: values(old.measures) })}
                        {[old.by, old.reason].filter(Boolean).map((word) => ` · ${word}`)}
                      </s>
                    ))}
                  </span>
                ),
              },
              {
                key: "origin",
                header: t("rows.origin"),
                cell: ({ source, fileName, row, enteredBy }) =>
                  source === "chats"
                    ? t("rows.chats")
                    : fileName === null
                      ? t("rows.entered", { name: enteredBy })
                      : t("rows.file", { file: fileName, row }),
              },
            ]}
          />
        </Card>
      )}
    </div>
  );
}

/** What chats yield is kept by the filters that hit: each kind for itself, with nothing hit first. */
function chatValues(measures: Record<string, unknown>): Record<string, unknown>[] {
  return Object.values((measures.masks ?? {}) as Record<string, Record<string, unknown>>);
}

function shown(measure: string, value: unknown): string {
  const number = Number(value);
  if (measure.endsWith("Fen")) return (number / 100).toFixed(2);
  return measure.endsWith("Ms") ? `${(number / 1000).toFixed(1)} s` : String(number);
}
