import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { addDays, plainDateIn } from "~/platform/dates";
import { formatDate } from "~/platform/format";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { type Column, Table } from "~/ui/Table";
import { overviewMessages } from "../messages.overview";
import { type ChecksOverview, checksOverview } from "../overview.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** How the checks of a manager's teams stand. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "chats:duty");
  const today = plainDateIn(actor.zone, clock.now());
  const from = addDays(today, -30);
  const [overview, locale] = await Promise.all([checksOverview(db(), actor.roles, { from, today }), requestLocale(args)]);
  return { title: translate(overviewMessages, locale)("title"), from, ...overview };
}

type Reader = ChecksOverview["readers"][number];
type Agent = ChecksOverview["agents"][number];

export default function Overview() {
  const { readers, agents, from } = useLoaderData<typeof loader>();
  const t = useT(overviewMessages);
  const { locale } = useReader();
  const lacking = (count: number) => (count > 0 ? <span className="text-waiting-ink">{count}</span> : count);
  const readerColumns: Column<Reader>[] = [
    { key: "name", header: t("readers.name"), primary: true, cell: ({ name }) => name },
    {
      key: "today",
      header: t("readers.today"),
      align: "end",
      cell: ({ today }) => (today ? `${today.counted} / ${today.quota}` : <span className="text-muted">{t("readers.no_draw")}</span>),
    },
    { key: "streak", header: t("readers.streak"), align: "end", cell: ({ streak }) => streak },
    { key: "week", header: t("readers.week"), align: "end", cell: ({ week }) => lacking(week) },
    { key: "month", header: t("readers.month"), align: "end", cell: ({ month }) => lacking(month) },
    { key: "quick", header: t("readers.quick"), align: "end", cell: ({ quick }) => lacking(quick) },
    { key: "skipped", header: t("readers.skipped"), align: "end", cell: ({ skipped }) => skipped },
  ];
  const agentColumns: Column<Agent>[] = [
    {
      key: "name",
      header: t("agents.name"),
      primary: true,
      cell: ({ id, name }) => (
        <Link to={`/chats?agent=${id}`} prefetch="intent" className="link font-medium">
          {name}
        </Link>
      ),
    },
    { key: "checked", header: t("agents.checked"), align: "end", cell: ({ checked }) => checked },
    { key: "mean", header: t("agents.mean"), align: "end", cell: ({ mean }) => mean ?? "–" },
    {
      key: "critical",
      header: t("agents.critical"),
      align: "end",
      cell: ({ critical }) => (critical > 0 ? <Badge tone="blocked">{critical}</Badge> : 0),
    },
    { key: "disputed", header: t("agents.disputed"), align: "end", cell: ({ disputed }) => disputed },
  ];
  return (
    <div className="grid gap-5">
      <PageHeader
        title={t("title")}
        detail={t("lead", { from: formatDate(from, locale) })}
        back={{ to: "/team", label: t("back") }}
        action={
          <>
            <LinkButton to="/chats">{t("chats")}</LinkButton>
            <LinkButton to="/chats/scorecards">{t("scorecards")}</LinkButton>
            <LinkButton to="/chats/calibration">{t("calibration")}</LinkButton>
            <LinkButton to="/chats/checks.csv" reloadDocument>
              {t("csv")}
            </LinkButton>
          </>
        }
      />
      <Card title={t("readers.title")} flush>
        <Table
          caption={t("readers.title")}
          columns={readerColumns}
          rows={readers}
          rowKey={({ id }) => id}
          empty={<p className="px-4 py-4 text-sm text-muted">{t("readers.none")}</p>}
        />
      </Card>
      <Card title={t("agents.title")} flush>
        <Table
          caption={t("agents.title")}
          columns={agentColumns}
          rows={agents}
          rowKey={({ id }) => id}
          empty={<p className="px-4 py-4 text-sm text-muted">{t("agents.none")}</p>}
        />
      </Card>
    </div>
  );
}
