import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canDo, requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { PageHeader } from "~/ui/PageHeader";
import { probationMessages } from "../messages";
import { gradingResultOf, gradingsOf, standingOf } from "../queries.server";
import { remedialPlanOf } from "../remedial-page.server";
import { attemptsOf } from "../rules";
import { AreaBars } from "../ui/AreaBars";
import { CriticalItems } from "../ui/CriticalItems";
import { ItemResults } from "../ui/ItemResults";
import { RemedialPlan } from "../ui/RemedialPlan";
import { WhatNext } from "../ui/WhatNext";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** A submitted grading: to the person it is about, and to whoever may grade. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const gradingId = idParam(args.params.gradingId);
  const actor = await requireCan(args, "probation:view", { personId });
  const locale = await requestLocale(args);
  const [result, found, plan, canSeeGate] = await Promise.all([
    gradingResultOf(db(), personId, gradingId, locale),
    gradingsOf(db(), personId),
    remedialPlanOf(db(), personId, locale, gradingId),
    canDo(args, actor, "gate:view", { personId }),
  ]);
  if (!result || !found) throw problem(404, "not_found");
  const standing = standingOf(found, result.retakes);
  return {
    title: translate(probationMessages, locale)("result.title", { name: result.person.name }),
    self: actor.personId === personId,
    result,
    plan,
    left: attemptsOf(standing).left,
    // Another grading has let them pass, or they are no longer in probation: nothing is left to come.
    over: found.state !== "probation" || standing.results.some((r) => r.passed),
    gate: canSeeGate ? `/gate/${personId}/activation` : null,
  };
}

export default function ResultPage() {
  const { self, result, plan, left, over, gate } = useLoaderData<typeof loader>();
  const t = useT(probationMessages);
  const { locale, zone } = useReader();
  return (
    <>
      <PageHeader
        title={self ? t("page.title") : t("result.title", { name: result.person.name })}
        detail={t("result.by", { attempt: result.attempt, grader: result.graderName, when: formatDateTime(result.gradedAt, locale, zone) })}
        back={{
          to: `/probation/${result.person.id}`,
          label: self ? t("overview.results") : t("page.back_overview", { name: result.person.name }),
        }}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Card raised>
          <div className="mb-6 flex flex-wrap items-center gap-x-6 gap-y-2">
            <p>
              <span className="block text-sm text-muted">{t("result.total")}</span>
              <span className="text-2xl font-semibold tabular-nums">{result.total}</span>
              <span className="ms-2 text-sm text-muted">{t("result.total_of", { mark: result.passTotal })}</span>
            </p>
            <Badge tone={result.passed ? "cleared" : "blocked"} className="text-sm">
              {t(result.passed ? "result.passed" : "result.failed")}
            </Badge>
          </div>
          {result.carriedFrom !== null && (
            <p className="mb-5 max-w-prose text-sm text-muted">{t("result.carried_from", { attempt: result.carriedFrom })}</p>
          )}
          <AreaBars areas={result.areas} mark={result.passArea} />
        </Card>
        <div className="grid min-w-0 gap-5 lg:col-start-2 lg:row-start-1">
          <WhatNext result={result} left={left} over={over} gate={gate} />
          {plan && <RemedialPlan plan={plan} self={self} canSee={false} />}
          <CriticalItems areas={result.areas} mark={result.passCritical} />
        </div>
        <section aria-labelledby="items" className="min-w-0 lg:col-span-2">
          <h2 id="items" className="mb-3 text-lg font-semibold">
            {t("result.items")}
          </h2>
          <ItemResults personId={result.person.id} areas={result.areas} passCritical={result.passCritical} />
        </section>
      </div>
    </>
  );
}
