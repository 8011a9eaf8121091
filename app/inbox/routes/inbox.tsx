import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { drawOf } from "~/chats/draw.server";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { formatRelative } from "~/platform/format";
import { idParam, problem } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { useReader, useT } from "~/platform/use-locale";
import ArrowLeft from "lucide-react/icons/arrow-left";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { isWorkKind } from "~/work/kinds";
import { inboxAddress } from "../address";
import { inboxMessages } from "../messages";
import { inboxPage, ITEMS_A_PAGE } from "../queries.server";
import { EmptyFilter, EmptyInbox } from "../ui/Empty";
import { Filters } from "../ui/Filters";
import { ItemList } from "../ui/ItemList";
import { ItemPane } from "../ui/ItemPane";
import { InboxKeys } from "../ui/InboxKeys";
import { Kinds } from "../ui/Kinds";

/** What waits for the signed-in person, and the one item that is open to act on. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "inbox:view");
  const query = new URL(args.request.url).searchParams;
  const [kind, team, person, item] = ["kind", "team", "person", "item"].map((name) => query.get(name));
  const ask = {
    kind: isWorkKind(kind) ? kind : null,
    teamId: isId(team) ? team : null,
    personId: isId(person) ? person : null,
    search: (query.get("q") ?? "").trim().slice(0, 100),
    page: Math.min(10_000, Math.max(1, Math.trunc(Number(query.get("page"))) || 1)),
    itemId: item ? idParam(item) : null,
  };
  const now = clock.now();
  const leads = actor.roles.some((r) => r.role === "supervisor" || r.role === "manager");
  const [page, chats] = await Promise.all([
    inboxPage(db(), actor, ask, now),
    leads ? drawOf(db(), actor.personId, plainDateIn(actor.zone, now)) : null,
  ]);
  if (!page) throw problem(404, "not_found");
  return { ...page, ask, perPage: ITEMS_A_PAGE, leads, chats: chats && { counted: chats.counted, quota: chats.quota } };
}

export default function Inbox() {
  const inbox = useLoaderData<typeof loader>();
  const { ask, selected, rows, page, pages, perPage } = inbox;
  const t = useT(inboxMessages);
  const { locale, now } = useReader();
  const filter = { kind: ask.kind, teamId: ask.teamId, personId: ask.personId, search: ask.search };
  const oldest = inbox.kinds[0]?.oldest;
  const at = rows.findIndex((r) => r.id === selected?.id);
  // On a phone it is the list or the thing; from 1024 px on both stand side by side.
  const opened = ask.itemId !== null;
  const detail = oldest && t("detail", { count: inbox.waiting, since: formatRelative(oldest, now, locale) });
  return (
    <>
      <div className={classes(opened && "max-lg:hidden")}>
        <PageHeader
          title={t("title")}
          detail={detail}
          action={
            <>
              {inbox.leads && (
                <LinkButton to="/chats/check">
                  {inbox.chats ? t("chats", { counted: inbox.chats.counted, quota: inbox.chats.quota }) : t("chats_none")}
                </LinkButton>
              )}
              {inbox.waiting > 0 && <InboxKeys />}
            </>
          }
        />
      </div>
      {inbox.waiting === 0 && !selected ? (
        <EmptyInbox ahead={inbox.ahead} leads={inbox.leads} />
      ) : (
        <div className="grid items-start gap-x-5 gap-y-4 lg:grid-cols-[19rem_minmax(0,1fr)] xl:grid-cols-[12.5rem_16.5rem_minmax(0,1fr)]">
          <div
            className={classes(
              "min-w-0 max-xl:col-span-full xl:sticky xl:top-4 xl:max-h-[calc(100dvh-2rem)] xl:overflow-y-auto",
              opened && "max-lg:hidden",
            )}
          >
            <Kinds kinds={inbox.kinds} filter={filter} />
          </div>
          <div
            className={classes("flex min-w-0 flex-col gap-3 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)]", opened && "max-lg:hidden")}
          >
            <Filters filter={filter} teams={inbox.teams} personName={rows[0]?.personName ?? selected?.personName ?? null} />
            <Card flush className="flex min-h-0 flex-col *:flex *:min-h-0 *:flex-col">
              {rows.length > 0 ? (
                <ItemList rows={rows} selectedId={selected?.id ?? null} filter={filter} withTeam={inbox.teams.length > 1} />
              ) : (
                <EmptyFilter others={inbox.waiting} />
              )}
            </Card>
            {pages > 1 && (
              <Pagination
                page={page}
                pages={pages}
                previous={page > 1 ? inboxAddress(filter, { page: page - 1 }) : null}
                next={page < pages ? inboxAddress(filter, { page: page + 1 }) : null}
              />
            )}
          </div>
          <div className={classes("min-w-0", !opened && "max-lg:hidden")}>
            <BackToList to={inboxAddress(filter, { page })} />
            {selected && (
              <ItemPane
                item={selected}
                neighbours={{ previous: inbox.previousId, next: inbox.nextId }}
                filter={filter}
                position={at < 0 ? null : { n: (page - 1) * perPage + at + 1, of: inbox.total }}
              />
            )}
          </div>
        </div>
      )}
    </>
  );
}

function BackToList({ to }: { to: string }) {
  const t = useT(inboxMessages);
  return (
    <Link
      to={to}
      className="-ms-1 mb-2 inline-flex min-h-control items-center gap-1.5 rounded-box px-1 text-sm text-muted hover:text-ink lg:hidden"
    >
      <ArrowLeft aria-hidden className="size-4" />
      {t("back")}
    </Link>
  );
}
