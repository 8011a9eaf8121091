import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import MessagesSquare from "lucide-react/icons/messages-square";
import { canDo, requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { readSetting } from "~/people/settings.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { isPlainDate } from "~/platform/dates";
import { formatDateTime } from "~/platform/format";
import { isId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { type Column, Table } from "~/ui/Table";
import { type ChatFilter, chatList, type ListedChat, listChoices } from "../chat-list.server";
import { risks } from "../draw-rules";
import { checkMessages } from "../messages.checks";
import { overviewMessages } from "../messages.overview";
import { ChatFilters } from "../ui/ChatFilters";
import { waitText } from "../ui/waits";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

function filterOf({ searchParams }: URL): ChatFilter {
  const get = (name: string) => searchParams.get(name) ?? "";
  const one = <T extends string>(known: readonly T[], name: string) => known.find((value) => value === get(name)) ?? null;
  return {
    agent: isId(get("agent")) ? get("agent") : null,
    from: isPlainDate(get("from")) ? get("from") : null,
    to: isPlainDate(get("to")) ? get("to") : null,
    outcome: one(["paid", "unpaid", "unknown"] as const, "outcome"),
    product: /^[a-z0-9-]{1,100}$/.test(get("product")) ? get("product") : null,
    risk: one(risks, "risk"),
    checked: one(["yes", "no"] as const, "checked"),
    words: get("q")
      .replace(/\p{Cc}/gu, "")
      .trim()
      .slice(0, 60),
    before: isId(get("before")) ? get("before") : null,
  };
}

/** The address of the list with these filters. */
function addressOf({ words, ...filter }: ChatFilter): string {
  const params = new URLSearchParams(Object.entries({ ...filter, q: words }).flatMap(([key, value]) => (value ? [[key, value]] : [])));
  return params.size > 0 ? `/chats?${params}` : "/chats";
}

/** The chats of one's teams, the newest first, by words and facts. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "chats:list");
  const filter = filterOf(new URL(args.request.url));
  const [terms, locale, mayDuty, mayImport] = await Promise.all([
    readSetting(db(), "chat_checks"),
    requestLocale(args),
    canDo(args, actor, "chats:duty"),
    canDo(args, actor, "chats:import"),
  ]);
  const [list, choices] = await Promise.all([
    chatList(db(), actor.roles, filter, terms),
    listChoices(db(), actor.roles, locale, clock.now()),
  ]);
  return { title: translate(overviewMessages, locale)("list.title"), filter, ...list, ...choices, mayDuty, mayImport };
}

export default function Chats() {
  const { rows, more, filter, agents, products, mayDuty, mayImport } = useLoaderData<typeof loader>();
  const t = useT(overviewMessages);
  const isFiltered = addressOf({ ...filter, before: null }) !== "/chats";
  return (
    <div className="grid gap-4">
      <PageHeader
        title={t("list.title")}
        detail={t("list.lead")}
        action={
          <>
            {mayImport && <LinkButton to="/chats/imports">{t("list.imports")}</LinkButton>}
            <LinkButton to="/chats/orders">{t("list.orders")}</LinkButton>
            {mayDuty && <LinkButton to="/chats/checks">{t("title")}</LinkButton>}
            <LinkButton to="/chats/check" variant="primary">
              {t("list.today")}
            </LinkButton>
          </>
        }
      />
      <ChatFilters filter={filter} agents={agents} products={products} />
      <Card flush>
        {rows.length === 0 ? (
          <EmptyState icon={<MessagesSquare />} level={2} title={t(isFiltered ? "list.none_found" : "list.none")}>
            {isFiltered ? (
              <Link to="/chats" className="link">
                {t("list.clear")}
              </Link>
            ) : (
              t("list.none_body")
            )}
          </EmptyState>
        ) : (
          <Rows rows={rows} />
        )}
      </Card>
      {more && (
        <p>
          <LinkButton to={addressOf({ ...filter, before: more })} rel="next">
            {t("list.more")}
          </LinkButton>
        </p>
      )}
    </div>
  );
}

function Rows({ rows }: { rows: readonly ListedChat[] }) {
  const t = useT(overviewMessages);
  const say = useT(checkMessages);
  const { locale, zone } = useReader();
  const columns: Column<ListedChat>[] = [
    {
      key: "what",
      header: t("list.what"),
      primary: true,
      cell: ({ id, line, risks: found }) => (
        <span className="grid gap-1">
          <Link to={`/chats/${id}`} prefetch="intent" className="link line-clamp-2">
            {line || "–"}
          </Link>
          {found.length > 0 && (
            <span className="flex flex-wrap gap-1">
              {found.map((risk) => (
                <Badge key={risk} tone={risk === "breach" || risk === "term" ? "blocked" : "waiting"}>
                  {say(`risk.${risk}`)}
                </Badge>
              ))}
            </span>
          )}
        </span>
      ),
    },
    { key: "agent", header: t("list.agent"), cell: ({ agent }) => agent },
    {
      key: "outcome",
      header: t("list.outcome"),
      cell: ({ outcome, isInquiry }) => say(`outcome.${isInquiry || outcome === "paid" ? outcome : "no_inquiry"}`),
    },
    {
      key: "first",
      header: t("list.first"),
      align: "end",
      cell: ({ firstResponseMs }) => (firstResponseMs === null ? say("fact.never") : waitText(firstResponseMs)),
    },
    { key: "rating", header: t("list.rating"), align: "end", cell: ({ rating }) => rating ?? "–" },
    { key: "score", header: t("list.score"), align: "end", cell: ({ score }) => score ?? "–" },
    { key: "when", header: t("list.when"), align: "end", cell: ({ startedAt }) => formatDateTime(startedAt, locale, zone) },
  ];
  return <Table caption={t("list.title")} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
