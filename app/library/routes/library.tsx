import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { may } from "~/people/permissions";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { useT } from "~/platform/use-locale";
import { EmptyState } from "~/ui/EmptyState";
import { KeyHint } from "~/ui/KeyHint";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { SearchField } from "~/ui/SearchField";
import { shownKinds } from "../kinds";
import { askedIn, listPage } from "../list.server";
import { libraryMessages } from "../messages";
import { editMessages } from "../messages.edit";
import { exchangeMessages } from "../messages.exchange";
import { publishMessages } from "../messages.publish";
import { searchMessages } from "../messages.search";
import { statisticsMessages } from "../messages.statistics";
import { openNodes } from "../tree";
import { libraryTree } from "../tree.server";
import { Filters } from "../ui/Filters";
import { KindTabs } from "../ui/KindTabs";
import { NewDrafts } from "../ui/NewDrafts";
import { Results } from "../ui/Results";
import { Tree } from "../ui/Tree";
import { useSearchKeys } from "~/ui/use-search-keys";

export const meta: MetaFunction = () => [{ title: "资料库 · Library — 上岗 Deskready" }];

/** All content: as the tree of the plans, or, once something is asked for, as a list that is searched, filtered and paged. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "library:view");
  const query = new URL(args.request.url).searchParams;
  const locale = await requestLocale(args);
  const mayExport = may("library:export", actor, null);
  const mayEdit = may("library:edit", actor, null);
  const asked = askedIn(query);
  if (asked) return { mayExport, mayEdit, asked, list: await listPage(db(), asked, locale, mayEdit), tree: null };
  return { mayExport, mayEdit, asked: null, list: null, tree: await libraryTree(db(), openNodes(query), locale, mayEdit) };
}

export default function Library() {
  const { mayExport, mayEdit, asked, list, tree } = useLoaderData<typeof loader>();
  const t = useT(libraryMessages);
  const tSearch = useT(searchMessages);
  const tEdit = useT(editMessages);
  const tPublish = useT(publishMessages);
  const tStatistics = useT(statisticsMessages);
  const tExchange = useT(exchangeMessages);
  const frame = useSearchKeys<HTMLDivElement>();
  const filters: Record<string, string> = {
    ...(asked?.topic ? { topic: asked.topic } : {}),
    ...(asked?.pack ? { pack: asked.pack } : {}),
    ...(asked && asked.state !== "current" ? { state: asked.state } : {}),
  };
  const words: Record<string, string> = asked?.search ? { q: asked.search } : {};
  const kind: Record<string, string> = asked ? { kind: asked.kind ?? "all" } : {};
  const to = (more: Record<string, string>) => `/library?${new URLSearchParams({ ...words, ...filters, ...kind, ...more })}`;
  const counts = (list ?? tree).counts;
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <div ref={frame}>
      <PageHeader
        title={t("title")}
        detail={t("detail")}
        action={
          <>
            <LinkButton to="/library/products">{t("catalogue")}</LinkButton>
            <LinkButton to="/library/statistics">{tStatistics("link")}</LinkButton>
            {mayEdit && <LinkButton to="/library/drafts">{tEdit("progress.title")}</LinkButton>}
            {mayEdit && <LinkButton to="/library/upgrades">{tPublish("upgrades.title")}</LinkButton>}
            {mayEdit && asked?.kind === "question" && <LinkButton to="/library/questions/import">{tExchange("to.import")}</LinkButton>}
            {mayExport && asked?.kind === "question" && <LinkButton to="/library/questions/export">{tExchange("to.export")}</LinkButton>}
            {mayExport && (
              <LinkButton to="/library/export" title={tSearch("export_hint")}>
                {tSearch("export")}
              </LinkButton>
            )}
          </>
        }
      />
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1">
        <SearchField
          label={tSearch("search")}
          defaultValue={asked?.search ?? ""}
          action="/library"
          keep={{ ...filters, ...kind }}
          className="w-full max-w-xl"
        />
        <span className="hidden items-center gap-1.5 text-xs text-faint md:pointer-fine:inline-flex">
          <KeyHint>/</KeyHint> {tSearch("keys")}
        </span>
      </div>
      <KindTabs
        items={[
          { to: "/library", label: tSearch("tree"), current: tree !== null },
          { to: to({ kind: "all" }), label: tSearch("all"), current: asked !== null && asked.kind === null, count: total },
          ...shownKinds.map((k) => ({ to: to({ kind: k }), label: t(`kind.${k}`), current: asked?.kind === k, count: counts[k] })),
        ]}
      />
      {tree &&
        (total === 0 ? (
          <EmptyState title={tSearch("empty.title")}>{tSearch("empty.text")}</EmptyState>
        ) : (
          <>
            <NewDrafts drafts={tree.drafts} />
            <Tree plans={tree.plans} branches={tree.branches} />
          </>
        ))}
      {asked && (
        <>
          <Filters
            keep={{ ...words, ...kind }}
            topics={list.topics}
            packs={list.packs}
            chosen={{ topic: asked.topic, pack: asked.pack, state: asked.state }}
          />
          <p role="status" className="sr-only">
            {tSearch("found", { count: list.total })}
          </p>
          <Results
            page={list}
            search={asked.search}
            oneKind={asked.kind !== null}
            filtered={Object.keys(filters).length > 0}
            searchFor={(q) => to({ q })}
            state={asked.state}
          />
          <Pagination
            page={asked.page}
            pages={list.pages}
            summary={tSearch("found", { count: list.total })}
            previous={asked.page > 1 ? to({ page: String(asked.page - 1) }) : null}
            next={asked.page < list.pages ? to({ page: String(asked.page + 1) }) : null}
          />
        </>
      )}
    </div>
  );
}
