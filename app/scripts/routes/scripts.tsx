import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import ArrowLeft from "lucide-react/icons/arrow-left";
import { requireCan, writeContext } from "~/people/guard.server";
import { may } from "~/people/permissions";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { problem, readForm, safeRedirect, slugParam, textOf } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { EmptyState } from "~/ui/EmptyState";
import { Keys } from "~/ui/Keys";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { SearchField } from "~/ui/SearchField";
import { useSearchKeys } from "~/ui/use-search-keys";
import { askedIn, EVERY_STORE, fieldsOf, scriptsAddress } from "../address";
import { MOST_USES } from "../find.server";
import { scriptMessages } from "../messages";
import { scriptsPage } from "../page.server";
import { waitingCount } from "../review-page.server";
import { scopeFrom } from "../store-scope-rules";
import { setScriptStores } from "../store-scope.server";
import { Branches } from "../ui/Branches";
import { Filters } from "../ui/Filters";
import { List } from "../ui/List";
import { Script } from "../ui/Script";

export const meta: MetaFunction = () => [{ title: "话术 · Scripts — 上岗 Deskready" }];

/** The scripts as they are used at the desk: the scenario tree, what was searched for, and the one that is open beside it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "scripts:use");
  const locale = await requestLocale(args);
  const asked = askedIn(new URL(args.request.url).searchParams);
  const slug = args.params.slug === undefined ? null : slugParam(args.params.slug);
  const text = asked.text ?? locale;
  const seesUses = may("scripts:figures", actor, null);
  const now = clock.now();
  const { personId, name, zone } = actor;
  const by = { personId, name, locale, text, now, today: plainDateIn(zone, now), seesUses };
  const [page, waiting] = await Promise.all([
    scriptsPage(db(), asked, slug, by),
    may("scripts:publish", actor, null) ? waitingCount(db(), actor) : null,
  ]);
  if (!page) throw problem(404, "not_found");
  // A store that chose itself is asked for from here on; one that is not in use is not.
  const store = page.desk.chosen ?? (asked.store === EVERY_STORE ? EVERY_STORE : null);
  const keeps = may("library:edit", actor, null);
  const ways = { writes: may("scripts:write", actor, null), waiting };
  return { ...page, asked: { ...asked, store }, slug, text, mostUses: MOST_USES, ways, keeps };
}

/** In which stores a script holds, set by whoever keeps the library. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "library:edit");
  const form = await readForm(args.request);
  const slug = slugParam(args.params.slug ?? "");
  const scope = scopeFrom(textOf(form, "where"), form.getAll("store").map(String));
  const outcome = scope.ok ? await setScriptStores(writeContext(args, actor, form), actor.personId, slug, scope.value) : scope;
  if (!outcome.ok && outcome.refusals.some(({ code }) => code === "not_found")) throw problem(404, "not_found");
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 400 });
  throw redirect(safeRedirect(textOf(form, "returnTo"), `/scripts/${slug}`), { headers: { "Set-Cookie": await toast("saved") } });
}

export default function Scripts() {
  const { list, platforms, desk, byHand, script, product, offers, asked, slug, text, mostUses, ways, keeps } =
    useLoaderData<typeof loader>();
  const refusals = useActionData<typeof action>()?.refusals;
  const t = useT(scriptMessages);
  const frame = useSearchKeys<HTMLDivElement>();
  const path = slug ? `/scripts/${slug}` : "/scripts";
  // Below 1280 px it is the list or the script; from there on both stand side by side.
  const beside = classes("min-w-0", script && "max-xl:hidden");
  return (
    <div ref={frame}>
      {script ? <Beside ways={ways} /> : <PageHeader title={t("title")} detail={t("detail")} action={<Ways ways={ways} />} />}
      <div className="grid items-start gap-x-5 gap-y-4 lg:grid-cols-[12.5rem_minmax(0,1fr)] xl:grid-cols-[12.5rem_22rem_minmax(0,1fr)]">
        <div className={classes(beside, "xl:sticky xl:top-4 xl:max-h-[calc(100dvh-2rem)] xl:overflow-y-auto")}>
          <Branches list={list} asked={asked} slug={slug} />
        </div>
        <div className={classes(beside, "flex flex-col gap-3 xl:sticky xl:top-4 xl:max-h-[calc(100dvh-2rem)]")}>
          <SearchField
            label={t("search")}
            defaultValue={asked.search}
            action={path}
            keep={fieldsOf({ ...asked, search: "", find: "", page: 1 })}
          />
          <Filters asked={asked} action={path} platforms={platforms} desk={desk} />
          {asked.favouritesFirst && list.favourites === 0 && <p className="text-sm text-muted">{t("favourites.none")}</p>}
          <p role="status" className="sr-only">
            {t("found", { count: list.found })}
          </p>
          <div className="min-h-0 rounded-box xl:overflow-y-auto">
            <List list={list} asked={asked} slug={slug} />
          </div>
          <Pagination
            page={asked.page}
            pages={list.pages}
            summary={t("found", { count: list.found })}
            previous={asked.page > 1 ? scriptsAddress(asked, slug, { page: asked.page - 1 }) : null}
            next={asked.page < list.pages ? scriptsAddress(asked, slug, { page: asked.page + 1 }) : null}
          />
        </div>
        <div className={classes("min-w-0 max-xl:col-span-full", !script && "max-xl:hidden")}>
          {script ? (
            <>
              <BackToList to={scriptsAddress(asked, null)} />
              <Script
                {...{ script, product, offers, asked, text, mostUses, byHand, writes: ways.writes, keeps, refusals }}
                stores={desk.stores}
              />
            </>
          ) : (
            <Card flush>
              <EmptyState title={t("pane.title")}>{t("pane.text")}</EmptyState>
            </Card>
          )}
        </div>
      </div>
    </div>
  );
}

/** The title row beside an open script, whose own title is the page's. */
function Beside({ ways }: WaysProps) {
  const t = useT(scriptMessages);
  return (
    <div className="mb-5 flex items-start justify-between gap-4 max-xl:hidden">
      <div>
        <p className="text-xl font-semibold">{t("title")}</p>
        <p className="mt-1 text-sm text-muted">{t("detail")}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Ways ways={ways} />
      </div>
    </div>
  );
}

/** `waiting`: how many scripts wait for the reader to decide; null: they decide on none. */
type WaysProps = { ways: { writes: boolean; waiting: number | null } };

/** Where one goes from here besides the scripts themselves. */
function Ways({ ways: { writes, waiting } }: WaysProps) {
  const t = useT(scriptMessages);
  return (
    <>
      {writes && <LinkButton to="/scripts/mine">{t("mine")}</LinkButton>}
      {waiting !== null && <LinkButton to="/scripts/review">{t("to_review", { count: waiting })}</LinkButton>}
      <DeskKeys />
    </>
  );
}

function DeskKeys() {
  const t = useT(scriptMessages);
  return (
    <Keys
      title={t("keys.title")}
      switchLabel={t("keys.switch")}
      keys={[
        { key: "/", does: t("keys.search") },
        { key: "↑ ↓", does: t("keys.walk") },
        { key: "1 – 3", does: t("keys.copy") },
        { key: "F", does: t("keys.star") },
        { key: "?", does: t("keys.list") },
      ]}
    />
  );
}

function BackToList({ to }: { to: string }) {
  const t = useT(scriptMessages);
  return (
    <Link
      to={to}
      className="-ms-1 mb-2 inline-flex min-h-control items-center gap-1.5 rounded-box px-1 text-sm text-muted hover:text-ink xl:hidden"
    >
      <ArrowLeft aria-hidden className="size-4" />
      {t("back")}
    </Link>
  );
}
