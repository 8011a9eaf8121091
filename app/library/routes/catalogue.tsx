import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { may } from "~/people/permissions";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { Picture } from "~/ui/Picture";
import { SelectField } from "~/ui/SelectField";
import { Tabs } from "~/ui/Tabs";
import { TextField } from "~/ui/TextField";
import { catalogueFamilies, catalogueFilter, catalogueRows } from "../catalogue.server";
import { catalogueMessages } from "../messages.catalogue";
import { libraryMessages } from "../messages";

export const meta: MetaFunction = () => [{ title: "商品目录 · Catalogue — 上岗 Deskready" }];

const PAGE = 48;

/** The catalogue: what the shop sells, with its pictures. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "library:view");
  const query = new URL(args.request.url).searchParams;
  const locale = await requestLocale(args);
  const filter = catalogueFilter(query);
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(query.get("page"))) || 1));
  const [{ rows, total }, families] = await Promise.all([
    catalogueRows(db(), filter, { limit: PAGE, offset: (page - 1) * PAGE, byShelf: false }, locale),
    catalogueFamilies(db(), locale),
  ]);
  return { rows, total, families, filter, page, pages: Math.max(1, Math.ceil(total / PAGE)), mayEdit: may("catalogue:edit", actor, null) };
}

export default function Catalogue() {
  const { rows, total, families, filter, page, pages, mayEdit } = useLoaderData<typeof loader>();
  const t = useT(catalogueMessages);
  const tLibrary = useT(libraryMessages);
  const kept = { q: filter.search, family: filter.family, shelf: filter.shelf };
  const to = (more: Record<string, string>) => {
    const given = Object.entries({ ...kept, archived: filter.archived ? "1" : "", ...more }).filter(([, value]) => value !== "");
    return `/library/products?${new URLSearchParams(given)}`;
  };
  const isNarrowed = filter.archived || Object.values(kept).some((value) => value !== "");
  return (
    <>
      <PageHeader
        title={t("title")}
        detail={t("detail")}
        back={{ to: "/library?kind=product", label: tLibrary("title") }}
        action={
          <>
            <LinkButton to="/library/products/labels">{t("labels")}</LinkButton>
            {mayEdit && <LinkButton to="/library/products/new">{t("new")}</LinkButton>}
            {mayEdit && (
              <LinkButton to="/library/products/import" variant="primary">
                {t("import")}
              </LinkButton>
            )}
          </>
        }
      />
      <Form method="get" role="search" className="mb-4 grid items-end gap-3 sm:grid-cols-[2fr_1fr_1fr_auto]">
        <TextField name="q" type="search" label={t("search")} defaultValue={filter.search} maxLength={100} autoComplete="off" />
        <SelectField name="family" label={t("family")} placeholder={t("all_families")} defaultValue={filter.family} options={families} />
        <TextField name="shelf" label={t("shelf")} defaultValue={filter.shelf} maxLength={40} autoComplete="off" />
        {filter.archived && <input type="hidden" name="archived" value="1" />}
        <Button type="submit">{t("show")}</Button>
      </Form>
      <Tabs
        label={t("filters")}
        className="mb-4"
        items={[
          { to: to({ archived: "" }), label: t("in_use"), current: !filter.archived },
          { to: to({ archived: "1" }), label: t("archived"), current: filter.archived },
        ]}
      />
      {rows.length === 0 ? (
        <Card>
          <EmptyState
            title={t("empty.title")}
            action={mayEdit && !isNarrowed && <LinkButton to="/library/products/new">{t("new")}</LinkButton>}
          >
            {isNarrowed ? t("empty.filter") : t("empty.body")}
          </EmptyState>
        </Card>
      ) : (
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">
          {rows.map((row) => (
            <li key={row.slug} className="min-w-0">
              <Link
                to={`/library/product/${row.slug}`}
                prefetch="intent"
                className="flex h-full flex-col rounded-box border border-line bg-surface p-3 transition-colors hover:border-line-strong"
              >
                {row.picture ? (
                  <Picture src={row.picture} alt="" width={4} height={3} />
                ) : (
                  <span className="flex aspect-[4/3] items-center justify-center rounded-box bg-sunken text-sm text-faint">
                    {t("no_picture")}
                  </span>
                )}
                <span className="mt-2 line-clamp-2 font-medium">{row.name}</span>
                <span className="text-xs break-all text-muted">{row.code}</span>
                <span className="mt-auto flex flex-wrap items-baseline justify-between gap-x-2 pt-1">
                  <span className="font-semibold tabular-nums">{t("yuan", { price: row.price })}</span>
                  {row.shelf && <span className="text-sm text-muted">{row.shelf}</span>}
                </span>
                {row.untranslated && (
                  <span className="mt-1">
                    <Badge>{t("untranslated")}</Badge>
                  </span>
                )}
              </Link>
            </li>
          ))}
        </ul>
      )}
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
