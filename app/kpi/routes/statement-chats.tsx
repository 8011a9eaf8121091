import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { canDo, requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { isPlainDate } from "~/platform/dates";
import { formatDayOfYear, formatTime } from "~/platform/format";
import { idParam, problem } from "~/platform/http.server";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { PageHeader } from "~/ui/PageHeader";
import { type Column, Table } from "~/ui/Table";
import { rowsAddress } from "../address";
import { dayChats } from "../day-chats.server";
import { chatCountMessages } from "../messages.chats";

export const meta: MetaFunction = () => [{ title: "客户明细 · Customers — 上岗 Deskready" }];

/** The customers behind somebody's day in a store; their chats open for who may read them. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "kpi:statement", { personId });
  const asked = new URL(args.request.url).searchParams;
  const storeId = idParam(asked.get("store") ?? undefined);
  const day = asked.get("day") ?? "";
  if (!isPlainDate(day)) throw problem(404, "not_found");
  const [found, mayRead] = await Promise.all([dayChats(db(), personId, storeId, day), canDo(args, actor, "chats:read", { personId })]);
  if (!found) throw problem(404, "not_found");
  return { ...found, personId, storeId, day, mayRead, isOwn: actor.personId === personId };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

export default function StatementChats() {
  const { personId, storeId, store, person, day, windowDays, filters, rows, mayRead, isOwn } = useLoaderData<typeof loader>();
  const t = useT(chatCountMessages);
  const { locale, zone } = useReader();
  const shownDay = formatDayOfYear(day, locale);
  const hits = ({ filters: hit }: Row) => filters.filter(({ slug }) => hit.includes(slug));
  const columns: Column<Row>[] = [
    {
      key: "when",
      header: t("list.when"),
      primary: true,
      cell: ({ began, chats }) => (
        <span className="flex flex-wrap gap-x-2 tabular-nums">
          {chats.map((id, at) =>
            mayRead ? (
              <Link key={id} to={`/chats/${id}`} className="link">
                {formatTime(new Date(began), locale, zone)}
                {at > 0 && ` (${at + 1})`}
              </Link>
            ) : (
              at === 0 && formatTime(new Date(began), locale, zone)
            ),
          )}
        </span>
      ),
    },
    {
      key: "first",
      header: t("list.first"),
      align: "end",
      cell: ({ firstMs }) => (firstMs === null ? t("list.never") : `${(firstMs / 1000).toFixed(1)} s`),
    },
    { key: "outcome", header: t("list.outcome"), cell: ({ standing }) => t(`outcome.${standing ?? "none"}`) },
    {
      key: "invited",
      header: t("list.invited"),
      cell: ({ invited }) => t(invited === null ? "list.unsaid" : invited ? "list.yes" : "list.no"),
    },
    {
      key: "counts",
      header: t("list.counts"),
      cell: (row) => (
        <span className="grid gap-1">
          {!hits(row).some(({ on }) => on) && t("list.counted")}
          <span className="flex flex-wrap gap-1">
            {hits(row).map(({ slug, title, on }) => (
              <Badge key={slug} tone={on ? "waiting" : "neutral"}>
                {pick(title, locale)}
              </Badge>
            ))}
          </span>
          {row.reasons && <span className="text-sm text-muted">{t("list.reason", { reason: row.reasons })}</span>}
        </span>
      ),
    },
  ];
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={isOwn ? t("own_title", { day: shownDay }) : t("title", { name: person, day: shownDay })}
        detail={`${store} · ${t("body", { days: windowDays })}`}
        back={{ to: rowsAddress(personId, storeId, day), label: t("back") }}
      />
      {rows.length === 0 ? (
        <EmptyState title={t("empty")} />
      ) : (
        <Card flush>
          <Table
            caption={isOwn ? t("own_title", { day: shownDay }) : person}
            columns={columns}
            rows={rows}
            rowKey={({ chats }) => chats[0] ?? ""}
            dense
          />
        </Card>
      )}
    </div>
  );
}
