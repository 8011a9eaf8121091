import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import Printer from "lucide-react/icons/printer";
import { useEffect, useState } from "react";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { publicAddress } from "~/platform/env.server";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { catalogueFamilies, catalogueFilter, type CatalogueRow, catalogueRows } from "../catalogue.server";
import { catalogueMessages } from "../messages.catalogue";
import { QrCode } from "~/ui/QrCode";

export const meta: MetaFunction = () => [{ title: "货架标签 · Shelf labels — 上岗 Deskready" }];

/** Labels on one page, and on one sheet of A4. */
const MOST = 480;
const SHEET = 24;

/** Labels for the shelves, in the order of a walk along them. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "library:view");
  const locale = await requestLocale(args);
  const filter = { ...catalogueFilter(new URL(args.request.url).searchParams), archived: false };
  const [{ rows, total }, families] = await Promise.all([
    catalogueRows(db(), filter, { limit: MOST, offset: 0, byShelf: true }, locale),
    catalogueFamilies(db(), locale),
  ]);
  return { rows, total, families, filter, address: publicAddress };
}

export default function ProductLabels() {
  const { rows, total, families, filter, address } = useLoaderData<typeof loader>();
  const t = useT(catalogueMessages);
  const [base, setBase] = useState(address);
  useEffect(() => setBase(address ?? window.location.origin), [address]);
  return (
    <>
      {/* On paper labels alone, so that 24 of them fill each sheet. */}
      <div data-print="hide">
        <PageHeader
          title={t("labels.title")}
          detail={t("labels.detail")}
          back={{ to: "/library/products", label: t("back") }}
          action={
            rows.length > 0 && (
              <Button variant="primary" icon={<Printer aria-hidden className="size-4" />} onClick={() => window.print()}>
                {t("labels.print")}
              </Button>
            )
          }
        />
      </div>
      <div data-print="hide" className="mb-5 grid gap-4">
        <Form method="get" className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
          <SelectField name="family" label={t("family")} placeholder={t("all_families")} defaultValue={filter.family} options={families} />
          <TextField name="shelf" label={t("shelf")} defaultValue={filter.shelf} maxLength={40} autoComplete="off" />
          <Button type="submit">{t("show")}</Button>
        </Form>
        <p className="text-sm text-muted tabular-nums">
          {t("found", { count: rows.length })} · {t("labels.pages", { count: Math.ceil(rows.length / SHEET) })}
        </p>
        {total > rows.length && <Notice tone="waiting">{t("labels.shown", { shown: rows.length, count: total })}</Notice>}
        {address === null &&
          (base ? (
            <Notice tone="waiting">{t("labels.no_address")}</Notice>
          ) : (
            // No code is built on the address that a request claims to have come by: a printed one would stay wrong.
            <noscript>
              <Notice tone="blocked" title={t("labels.no_codes")}>
                {t("labels.no_codes_why")}
              </Notice>
            </noscript>
          ))}
      </div>
      {rows.length === 0 ? (
        <Card>
          <EmptyState title={t("empty.title")}>{filter.family || filter.shelf ? t("empty.filter") : t("empty.body")}</EmptyState>
        </Card>
      ) : (
        <ul className="grid grid-cols-1 gap-2 sm:grid-cols-2 lg:grid-cols-3 print:grid-cols-3 print:gap-[2mm]">
          {rows.map((row) => (
            <Label key={row.slug} row={row} base={base} />
          ))}
        </ul>
      )}
    </>
  );
}

/** One label: 8 rows of 3 fill a sheet of A4. Black on white in any theme, as it will be printed. */
function Label({ row, base }: { row: CatalogueRow; base: string | null }) {
  const t = useT(catalogueMessages);
  return (
    <li
      data-print="whole"
      className="flex h-32 items-center gap-2 overflow-hidden rounded-box border border-dashed border-[#777] bg-[#fff] p-2 text-[#000] print:h-[30mm] print:rounded-none"
    >
      <span className="flex aspect-square h-full shrink-0 items-center">
        {base && <QrCode text={`${base}/products/${row.slug}`} label={t("labels.qr", { name: row.name })} className="size-full" />}
      </span>
      <span className="flex h-full min-w-0 flex-1 flex-col">
        <span className="line-clamp-2 text-sm leading-snug font-semibold">{row.name}</span>
        <span className="text-xs break-all">{row.code}</span>
        <span className="mt-auto flex flex-wrap items-baseline justify-between gap-x-2">
          <span className="text-lg leading-tight font-semibold whitespace-nowrap">{row.shelf ?? "—"}</span>
          <span className="text-sm tabular-nums">{t("yuan", { price: row.price })}</span>
        </span>
      </span>
    </li>
  );
}
