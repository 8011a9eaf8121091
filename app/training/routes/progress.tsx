import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import CalendarRange from "lucide-react/icons/calendar-range";
import { canDo, requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { peopleFacts } from "~/people/queries.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { formatDate, formatDateTime, formatDay } from "~/platform/format";
import { idParam, problem } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { ProgressLine } from "~/ui/ProgressLine";
import { roadOf } from "../bank.server";
import { bankNow } from "../bank-days.server";
import { bankLine } from "../bank-line.server";
import { trainingOf } from "../facts.server";
import { planMessages } from "../messages.plan";
import { progressPage } from "../progress-page.server";
import { ProgressDays } from "../ui/ProgressDays";

/** Somebody's way through their plan, as those see it who lead them, and the person themself. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "training:view", { personId });
  const now = clock.now();
  const [training, bank, locale] = await Promise.all([
    trainingOf(db(), personId, now),
    bankNow(db(), personId, now, now),
    requestLocale(args),
  ]);
  const [plan, code, gate, remedial] = await Promise.all(
    (["training:plan", "exam:code", "gate:view", "remedial:assign"] as const).map((permission) =>
      canDo(args, actor, permission, { personId }),
    ),
  );
  const may = { plan, code, gate, remedial, self: actor.personId === personId };
  if (training) {
    const line = bank.required > 0 && roadOf(training) ? bankLine(db(), bank, training, locale) : null;
    const [page, bankIs] = await Promise.all([progressPage(db(), training, locale), line]);
    return { personId, may, ...page, bank: bankIs, none: false as const };
  }
  const facts = await peopleFacts(db(), personId, now);
  if (!facts) throw problem(404, "not_found");
  return { personId, may, name: facts.name, none: true as const };
}

export default function Progress() {
  const page = useLoaderData<typeof loader>();
  const t = useT(planMessages);
  const { locale, zone } = useReader();
  const { personId, may } = page;
  const actions = (
    <>
      {!page.none && <LinkButton to={may.self ? "/mastery" : `/mastery/${personId}`}>{t("progress.mastery")}</LinkButton>}
      {may.gate && !page.none && <LinkButton to={`/gate/${personId}/desk`}>{t("progress.gate")}</LinkButton>}
      {may.code && !page.none && <LinkButton to={`/training/${personId}/exam-code`}>{t("progress.exam_code")}</LinkButton>}
      {may.remedial && !page.none && <LinkButton to={`/remedial/new?people=${personId}`}>{t("progress.remedial")}</LinkButton>}
      {may.plan && (
        <LinkButton to={`/training/${personId}/plan`} variant={page.none ? "primary" : "secondary"}>
          {t(page.none ? "progress.assign" : "progress.plan")}
        </LinkButton>
      )}
    </>
  );
  const back = may.self ? { to: "/today", label: t("progress.back_today") } : { to: `/people/${personId}`, label: t("progress.person") };
  if (page.none) {
    return (
      <>
        <PageHeader title={t("progress.title", { name: page.name })} back={back} action={actions} />
        <EmptyState title={t("progress.none")} icon={<CalendarRange aria-hidden />}>
          {t("progress.none_body")}
        </EmptyState>
      </>
    );
  }
  const { line, late } = page;
  return (
    <>
      <PageHeader
        title={t("progress.title", { name: page.name })}
        detail={`${page.planTitle} · ${page.teamName}`}
        back={back}
        action={actions}
      />
      <Card className="mb-6">
        <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
          <span className="font-semibold tabular-nums">
            {page.begun
              ? t(`progress.${line.step}_of`, { day: line.today, days: line.days.length })
              : t("progress.starts", { date: formatDay(page.startDate, locale) })}
          </span>
          {page.endedAt ? (
            <Badge>{t("progress.ended", { date: formatDateTime(page.endedAt, locale, zone) })}</Badge>
          ) : (
            <>
              {page.leaveUntil && <Badge tone="waiting">{t("progress.on_leave", { date: formatDay(page.leaveUntil, locale) })}</Badge>}
              {late.days > 0 && <Badge tone="blocked">{t("progress.late", { count: late.days })}</Badge>}
              {late.others > 0 && <Badge tone="waiting">{t("progress.waiting", { count: late.others })}</Badge>}
              {page.begun && late.days === 0 && late.others === 0 && <Badge>{t("progress.on_time")}</Badge>}
            </>
          )}
        </div>
        <ProgressLine days={line.days} gates={line.gates} today={line.today} step={line.step} />
        <p className="mt-3 flex flex-wrap gap-x-4 text-sm text-muted tabular-nums">
          <span>{t("progress.done_count", { done: page.done, of: page.of })}</span>
          {page.bank && (
            <Link to={may.self ? "/mastery" : `/mastery/${personId}`} prefetch="intent" className="link">
              {page.bank.text} <span aria-hidden>{page.bank.bars}</span> {page.bank.when}
            </Link>
          )}
          <span>{page.lastDate ? t("plan.last_day", { date: formatDate(page.lastDate, locale) }) : t("progress.no_date")}</span>
        </p>
      </Card>
      {page.usedUp && (
        <Notice
          tone="waiting"
          className="mb-6"
          action={
            may.plan && (
              <LinkButton to={`/training/${personId}/plan`} size="sm">
                {t("progress.decide")}
              </LinkButton>
            )
          }
        >
          {t("progress.used_up")}
        </Notice>
      )}
      <ProgressDays personId={personId} days={page.days} step={line.step} />
    </>
  );
}
