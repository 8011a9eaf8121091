import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { db } from "~/platform/database.server";
import { addDays, isPlainDate, startOfDay } from "~/platform/dates";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { auditPage, cursorOf } from "../audit.server";
import { requireCan } from "../guard.server";
import { trailMessages } from "../messages.trail";
import { requestLocale } from "../request-locale.server";
import { AuditTimeline } from "../ui/AuditTimeline";

export const meta: MetaFunction = () => [{ title: "审计记录 · Audit trail — 上岗 Deskready" }];

const ROWS = 50;
const areas = [
  ...(["people", "training", "drill", "simulator", "probation", "activation", "chats", "cases", "kpi"] as const),
  ...(["telling", "notifying", "curriculum", "scripts"] as const),
] as const;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "audit:view");
  const params = new URL(args.request.url).searchParams;
  const day = (name: string) => {
    const value = params.get(name);
    return isPlainDate(value) ? value : "";
  };
  const filter = {
    q: (params.get("q") ?? "")
      .replace(/\p{Cc}/gu, "")
      .trim()
      .slice(0, 100),
    area: areas.find((area) => area === params.get("area")) ?? ("" as const),
    from: day("from"),
    until: day("until"),
  };
  const before = params.get("before");
  const page = await auditPage(
    db(),
    {
      q: filter.q || undefined,
      area: filter.area || undefined,
      from: filter.from ? startOfDay(filter.from, actor.zone) : undefined,
      until: filter.until ? startOfDay(addDays(filter.until, 1), actor.zone) : undefined,
    },
    { before: cursorOf(before), rows: ROWS },
    await requestLocale(args),
    actor,
  );
  return { ...page, filter, paged: cursorOf(before) !== null };
}

/** The address of the list under this filter, from before a row. */
function addressOf(filter: Record<string, string>, before?: string): string {
  const given = Object.entries({ ...filter, before: before ?? "" }).filter(([, value]) => value !== "");
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : "/settings/audit";
}

export default function AuditTrail() {
  const { lines, older, filter, paged } = useLoaderData<typeof loader>();
  const t = useT(trailMessages);
  const narrowed = Object.values(filter).some((value) => value !== "");
  return (
    <>
      <PageHeader title={t("title")} detail={t("detail")} back={{ to: "/settings", label: t("back") }} />
      <Form
        method="get"
        className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-[minmax(0,1fr)_12rem_10rem_10rem_auto] lg:items-end"
        key={JSON.stringify(filter)}
      >
        <TextField name="q" label={t("search")} defaultValue={filter.q} maxLength={100} className="col-span-2 lg:col-span-1" />
        <SelectField
          name="area"
          label={t("area")}
          placeholder={t("area.all")}
          defaultValue={filter.area}
          options={areas.map((area) => ({ value: area, label: t(`area.${area}`) }))}
          className="col-span-2 lg:col-span-1"
        />
        <TextField name="from" type="date" label={t("from")} defaultValue={filter.from} />
        <TextField name="until" type="date" label={t("until")} defaultValue={filter.until} />
        <div className="col-span-2 flex gap-2 lg:col-span-1">
          <Button type="submit">{t("show")}</Button>
          {narrowed && (
            <LinkButton to="/settings/audit" variant="quiet">
              {t("clear")}
            </LinkButton>
          )}
        </div>
      </Form>
      <Card>
        {lines.length === 0 ? (
          <EmptyState title={t(narrowed ? "none.title" : "empty.title")}>{t(narrowed ? "none.body" : "empty.body")}</EmptyState>
        ) : (
          <AuditTimeline lines={lines} withPerson />
        )}
      </Card>
      <Pagination previous={paged ? addressOf(filter) : null} next={older ? addressOf(filter, older) : null} />
    </>
  );
}
