import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
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
import { dayChatsAddress, monthOfAddress, statementAddress } from "../address";
import { chatCount, countedRow } from "../chat-counts";
import { chatCountMessages } from "../messages.chats";
import { statementMessages } from "../messages.statement";
import { figureRows, statementOf } from "../statement.server";
import { FilterCounts } from "../ui/FilterCounts";

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
  const filters = statement?.rules.find((rules) => rules.storeId === storeId)?.filters ?? [];
  const rows = [...(await figureRows(db(), personId, month, storeId))];
  return {
    ...{ personId, month, store, storeId },
    chats: chatCount(rows, filters),
    rows: rows.map((row) => ({ ...row, ...(row.source === "chats" ? countedRow(row, filters) : { counted: null, out: 0 }) })),
  };
}

export default function StatementRows() {
  const { personId, month, store, storeId, chats, rows } = useLoaderData<typeof loader>();
  const t = useT(statementMessages);
  const say = useT(chatCountMessages);
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
        <div className="grid gap-4">
          {chats && <FilterCounts count={chats} />}
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
                  cell: ({ counted, out, measures, past }) => (
                    <span className="tabular-nums">
                      {values(counted ?? measures)}
                      {out > 0 && <span className="block text-sm text-muted">{say("out", { count: out })}</span>}
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
                  cell: ({ source, from, fileName, row, enteredBy }) =>
                    source === "chats" ? (
                      <>
                        {t("rows.chats")} ·{" "}
                        <Link
                          to={dayChatsAddress(personId, storeId, from)}
                          className="link"
                          aria-label={`${say("see")} ${formatDayOfYear(from, locale)}`}
                        >
                          {say("see")}
                        </Link>
                      </>
                    ) : fileName === null ? (
                      t("rows.entered", { name: enteredBy })
                    ) : (
                      t("rows.file", { file: fileName, row })
                    ),
                },
              ]}
            />
          </Card>
        </div>
      )}
    </div>
  );
}

function shown(measure: string, value: unknown): string {
  const number = Number(value);
  if (measure.endsWith("Fen")) return (number / 100).toFixed(2);
  return measure.endsWith("Ms") ? `${(number / 1000).toFixed(1)} s` : String(number);
}
