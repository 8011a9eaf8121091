import { Link } from "@remix-run/react";
import { formatMonth } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { targetMessages } from "../messages.targets";
import { written } from "../target-form";
import type { TargetsPage } from "../targets.server";

type Row = TargetsPage["rows"][number];

/** The targets of a month as fields, one card a store; what carries over from before stands under its field. */
export function TargetGrid({ rows, month, typed }: { rows: readonly Row[]; month: string; typed: Readonly<Record<string, string>> }) {
  const t = useT(targetMessages);
  return (
    <ul aria-label={t("caption")} className="grid gap-4">
      {rows.map((row) => (
        <li key={row.id}>
          <StoreFields row={row} month={month} typed={typed} />
        </li>
      ))}
    </ul>
  );
}

function StoreFields({ row, month, typed }: { row: Row; month: string; typed: Readonly<Record<string, string>> }) {
  const t = useT(targetMessages);
  const { locale } = useReader();
  const { id, name, own, held } = row;
  const field = (of: string) => `store.${id}.${of}`;
  const value = (of: string, kept: string) => typed[field(of)] ?? kept;
  const carried = (kept: number | null | undefined, said: number | null | undefined) =>
    kept !== null && kept !== undefined && (said === null || said === undefined) && held?.since
      ? t("since", { value: written(kept), month: formatMonth(held.since, locale) })
      : undefined;
  return (
    <Card title={name}>
      <input type="hidden" name="store" value={id} />
      <input type="hidden" name={field("revision")} value={value("revision", String(own?.revision ?? 0))} />
      <div className="grid items-end gap-4 sm:grid-cols-3 lg:grid-cols-6">
        <SelectField
          name={field("counts")}
          label={t("col.counts")}
          defaultValue={value("counts", own?.counts ?? held?.counts ?? "price")}
          options={(["price", "items"] as const).map((one) => ({ value: one, label: t(`counts.${one}`) }))}
        />
        <TextField
          name={field("price")}
          label={t("col.price")}
          hint={carried(held?.priceFen, own?.priceFen)}
          inputMode="decimal"
          defaultValue={value("price", written(own?.priceFen ?? null))}
        />
        <TextField
          name={field("items")}
          label={t("col.items")}
          hint={carried(held?.itemsHundredths, own?.itemsHundredths)}
          inputMode="decimal"
          defaultValue={value("items", written(own?.itemsHundredths ?? null))}
        />
        <TextField
          name={field("push")}
          label={t("col.push")}
          inputMode="numeric"
          defaultValue={value("push", own?.pushUnits === null || !own ? "" : String(own.pushUnits))}
        />
        <TextField
          name={field("quota")}
          label={t("col.quota")}
          inputMode="decimal"
          defaultValue={value("quota", written(own?.quotaFen ?? null))}
        />
        <SelectField
          name={field("season")}
          label={t("col.season")}
          defaultValue={value("season", own?.season ?? "low")}
          options={(["low", "peak"] as const).map((one) => ({ value: one, label: t(`season.${one}`) }))}
        />
      </div>
      <p className="mt-3 flex flex-wrap items-center gap-x-4 text-sm text-muted">
        <span>
          {t("col.products")} {own && own.pushProducts.length > 0 ? t("products", { count: own.pushProducts.length }) : t("nothing")}
        </span>
        <Link to={`/kpi/targets/${id}?month=${month}`} prefetch="intent" className="link inline-flex min-h-control-sm items-center">
          {t("pick")}
          <span className="sr-only"> {name}</span>
        </Link>
      </p>
    </Card>
  );
}
