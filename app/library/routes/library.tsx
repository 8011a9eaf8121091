import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { SearchField } from "~/ui/SearchField";
import { Table } from "~/ui/Table";
import { Tabs } from "~/ui/Tabs";
import { isShownKind, shownKinds } from "../kinds";
import { libraryMessages } from "../messages";
import { saidMessages } from "../messages.said";
import { libraryPage } from "../queries.server";

export const meta: MetaFunction = () => [{ title: "资料库 · Library — 上岗 Deskready" }];

/** All content by kind, searched and paged. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "library:view");
  const query = new URL(args.request.url).searchParams;
  const asked = query.get("kind");
  const kind = isShownKind(asked) ? asked : "plan";
  const search = (query.get("q") ?? "").trim().slice(0, 200);
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(query.get("page"))) || 1));
  return { kind, search, page, kinds: [...shownKinds], ...(await libraryPage(db(), kind, search, page, await requestLocale(args))) };
}

export default function Library() {
  const { kind, kinds, search, page, pages, counts, rows, total } = useLoaderData<typeof loader>();
  const t = useT(libraryMessages);
  const tSaid = useT(saidMessages);
  const to = (more: Record<string, string>) => `/library?${new URLSearchParams({ kind, ...(search ? { q: search } : {}), ...more })}`;
  return (
    <>
      <PageHeader title={t("title")} detail={t("detail")} />
      <SearchField label={t("search")} defaultValue={search} keep={{ kind }} className="mb-4 max-w-md" />
      <Tabs
        label={t("kinds")}
        wrap
        className="mb-4"
        items={kinds.map((k) => ({ to: to({ kind: k }), label: t(`kind.${k}`), current: k === kind, count: counts[k] }))}
      />
      <Card flush>
        <Table
          caption={t(`kind.${kind}`)}
          rows={rows}
          rowKey={(r) => r.slug}
          empty={<EmptyState title={t("empty.title")}>{search ? t("empty.search") : t("empty.kind")}</EmptyState>}
          columns={[
            {
              key: "title",
              header: t("col.title"),
              primary: true,
              width: "sm:w-2/5",
              cell: (r) => (
                <Link to={`/library/${kind}/${r.slug}`} prefetch="intent" className="font-medium text-accent-ink hover:underline">
                  {r.title}{" "}
                  {r.critical &&
                    (kind === "term" ? (
                      <Badge tone="blocked">{tSaid("severity.block")}</Badge>
                    ) : (
                      <Badge tone="waiting">{t("critical")}</Badge>
                    ))}
                </Link>
              ),
            },
            {
              key: "about",
              header: t("col.about"),
              desktopOnly: true,
              cell: (r) => <span className="line-clamp-2 text-sm text-muted">{r.about}</span>,
            },
            { key: "version", header: t("col.version"), align: "end", width: "w-20", cell: (r) => r.version },
          ]}
        />
      </Card>
      <Pagination
        page={page}
        pages={pages}
        summary={t("found", { count: total })}
        previous={page > 1 ? to({ page: String(page - 1) }) : null}
        next={page < pages ? to({ page: String(page + 1) }) : null}
      />
    </>
  );
}
