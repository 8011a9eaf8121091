import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import ChevronLeft from "lucide-react/icons/chevron-left";
import ChevronRight from "lucide-react/icons/chevron-right";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { addMonths, plainDateIn } from "~/platform/dates";
import { formatDateTime, formatMonth } from "~/platform/format";
import { idParam, problem } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { PrintButton } from "~/ui/PrintButton";
import { monthOfAddress, statementAddress } from "../address";
import { statementMessages } from "../messages.statement";
import { statementOf } from "../statement.server";
import { StatementHead } from "../ui/StatementHead";
import { StatementStore } from "../ui/StatementStore";
import { StatementTrend } from "../ui/StatementTrend";
import { StatementVersions } from "../ui/StatementVersions";
import { WhatIf } from "../ui/WhatIf";

export const meta: MetaFunction = () => [{ title: "绩效单 · Statement — 上岗 Deskready" }];

/** Somebody's month with everything that it is made of. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "kpi:statement", { personId });
  const asked = new URL(args.request.url).searchParams;
  const today = plainDateIn(actor.zone, clock.now());
  const month = monthOfAddress(asked.get("month"), today);
  const version = /^\d{1,4}$/.test(asked.get("version") ?? "") ? Number(asked.get("version")) : null;
  const statement = await statementOf(db(), personId, month, version);
  if (!statement) throw problem(404, "not_found");
  return { statement, isOwn: actor.personId === personId, later: month < monthOfAddress(null, today) ? addMonths(month, 1) : null };
}

const tone = { provisional: "waiting", published: "accent", closed: "neutral" } as const;

export default function StatementPage() {
  const { statement, isOwn, later } = useLoaderData<typeof loader>();
  const t = useT(statementMessages);
  const { locale, zone } = useReader();
  const { person, month, told, version } = statement;
  const shownMonth = formatMonth(month, locale);
  const to = (other: string) => statementAddress(person.id, other);
  const days = { active: told?.activeDays ?? 0, working: told?.workingDays ?? 0 };
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={isOwn ? t("own_title", { month: shownMonth }) : t("title", { name: person.name, month: shownMonth })}
        detail={
          <span className="flex flex-wrap items-center gap-2">
            {told && <Badge tone={tone[told.state]}>{t(`state.${told.state}`)}</Badge>}
            {statement.teamName}
          </span>
        }
        action={
          <div data-print="hide" className="flex flex-wrap gap-2">
            <LinkButton to={to(addMonths(month, -1))} icon={<ChevronLeft aria-hidden className="size-4" />}>
              {t("earlier")}
            </LinkButton>
            {later && (
              <LinkButton to={to(later)} icon={<ChevronRight aria-hidden className="size-4" />}>
                {t("later")}
              </LinkButton>
            )}
            <PrintButton label={t("print")} />
            {told && (
              <LinkButton to={`/kpi/statements/${person.id}/csv?month=${month.slice(0, 7)}`} reloadDocument>
                {t("csv")}
              </LinkButton>
            )}
          </div>
        }
      />
      {!told ? (
        <EmptyState title={t("empty")}>{t("empty_body")}</EmptyState>
      ) : (
        <div className="grid gap-4">
          {version !== null && <Notice tone="waiting">{t("looking_back", { version })}</Notice>}
          <StatementHead told={told} tiers={told.trace.tiers} days={days} />
          <p className="max-w-prose text-sm text-muted">
            {t(`state_hint.${told.state}`, { at: formatDateTime(new Date(told.computedAt), locale, zone) })}
          </p>
          {told.trace.stores.map((store) => (
            <StatementStore
              key={store.storeId}
              personId={person.id}
              month={month}
              store={store}
              name={statement.storeNames[store.storeId] ?? ""}
              rules={statement.rules.find(({ storeId }) => storeId === store.storeId)}
              days={statement.days[store.storeId]}
              disputable={isOwn && version === null && told.state === "published"}
            />
          ))}
          {told.score !== null && version === null && (
            <WhatIf trace={told.trace} rules={statement.rules} tiers={told.trace.tiers} days={days} storeNames={statement.storeNames} />
          )}
          <StatementVersions statement={statement} />
        </div>
      )}
      <StatementTrend months={statement.months} tiers={told?.trace.tiers ?? []} current={month} to={to} personId={person.id} />
    </div>
  );
}
