import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import MessagesSquare from "lucide-react/icons/messages-square";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { type Column, Table } from "~/ui/Table";
import { checkMessages } from "../messages.checks";
import { ownChecks } from "../own-checks.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** What supervisors found in the signed-in agent's own chats. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "chats:own");
  const before = new Date(new URL(args.request.url).searchParams.get("before") ?? "");
  const [checks, locale] = await Promise.all([
    ownChecks(db(), actor.personId, Number.isNaN(before.getTime()) ? null : before, clock.now()),
    requestLocale(args),
  ]);
  return { title: translate(checkMessages, locale)("mine.title"), ...checks };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

export default function Mine() {
  const { rows, more, count, mean } = useLoaderData<typeof loader>();
  const t = useT(checkMessages);
  const { locale, zone } = useReader();
  const columns: Column<Row>[] = [
    {
      key: "chat",
      header: t("mine.chat"),
      primary: true,
      cell: ({ chatId, startedAt }) => (
        <Link to={`/chats/${chatId}`} prefetch="intent" className="link font-medium">
          {formatDateTime(startedAt, locale, zone)}
        </Link>
      ),
    },
    {
      key: "score",
      header: t("mine.score"),
      align: "end",
      cell: ({ score, criticalFailed }) => (
        <span className="inline-flex items-center gap-2">
          {criticalFailed && <Badge tone="blocked">{t("mine.critical")}</Badge>}
          {score}
        </span>
      ),
    },
    { key: "comment", header: t("mine.comment"), cell: ({ comment }) => <span className="line-clamp-2">{comment}</span> },
    {
      key: "said",
      header: t("mine.said"),
      cell: ({ replies, disputed }) => (
        <span className="inline-flex flex-wrap gap-2 text-sm">
          {disputed && <Badge tone="waiting">{t("mine.disputed")}</Badge>}
          {replies > 0 && t("mine.replies", { count: replies })}
        </span>
      ),
    },
  ];
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={t("mine.title")}
        detail={
          <span>
            {t("mine.lead")}
            {count > 0 && ` · ${t("mine.count", { count })}`}
            {mean !== null && ` · ${t("mine.mean", { score: mean })}`}
          </span>
        }
      />
      <Card flush>
        {rows.length === 0 ? (
          <EmptyState icon={<MessagesSquare />} level={2} title={t("mine.none")}>
            {t("mine.none_body")}
          </EmptyState>
        ) : (
          <Table caption={t("mine.title")} columns={columns} rows={rows} rowKey={({ chatId }) => chatId} />
        )}
      </Card>
      {more && (
        <p className="mt-3">
          <LinkButton to={`/chats/mine?before=${more.toISOString()}`} rel="next">
            {t("mine.more")}
          </LinkButton>
        </p>
      )}
    </div>
  );
}
