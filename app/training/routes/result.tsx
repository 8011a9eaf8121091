import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { sittingMessages } from "~/drill/messages.sitting";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, slugParam } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { ToneIcon } from "~/ui/ToneIcon";
import { resultPage } from "../sitting-pages.server";
import { Review } from "../ui/sitting/Review";
import { forgetSitting } from "../ui/sitting/use-answers";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} — 上岗 Deskready` }];

/** The result of one's own sitting, with its review. One that is still open is gone on with instead. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  const slug = slugParam(args.params.slug);
  const page = await resultPage(db(), actor.personId, slug, idParam(args.params.sittingId), await requestLocale(args), clock.now());
  if (page === null) throw problem(404, "not_found");
  if (page === "open") throw redirect(`/learn/${slug}/sitting`);
  return page;
}

export default function Result() {
  const page = useLoaderData<typeof loader>();
  const t = useT(sittingMessages);
  const { locale, zone } = useReader();
  const { passed, retake } = page;
  const right = page.questions.filter((q) => q.verdict.correct).length;

  useEffect(() => forgetSitting(page.sittingId), [page.sittingId]);

  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={page.title}
        detail={[
          t(`role.${page.role}`),
          t("result.attempt", { n: page.attempt }),
          page.submittedAt ? formatDateTime(page.submittedAt, locale, zone) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
        back={{ to: "/today", label: t("back") }}
      />
      <Card raised className="mb-6">
        <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
          <div className="flex items-center gap-3">
            <ToneIcon tone={passed ? "cleared" : "blocked"} className={`size-9 ${passed ? "text-cleared" : "text-blocked"}`} />
            <div>
              <p className={`text-xl font-semibold ${passed ? "text-cleared-ink" : "text-blocked-ink"}`}>
                {t(passed ? "result.passed" : "result.failed")}
              </p>
              <p className="text-sm text-muted">
                {t(page.criticalMustBeRight ? "result.needed_critical" : "result.needed", { percent: page.pass })}
              </p>
            </div>
          </div>
          <div className="sm:text-end">
            <p className="text-2xl font-semibold tabular-nums">{t("result.score", { score: page.score })}</p>
            <p className="text-sm text-muted tabular-nums">{t("result.right_of", { right, of: page.questions.length })}</p>
          </div>
        </div>
        {page.criticalMustBeRight && page.criticalWrong > 0 && (
          <Notice tone="blocked" className="mt-4">
            {t("result.critical", { count: page.criticalWrong })}
          </Notice>
        )}
        {retake && (
          <Notice tone="waiting" className="mt-4">
            {retake.state === "later" && t("result.retake", { day: retake.day })}
            {retake.state === "now" && t("result.retake_now")}
            {retake.state === "unknown" && t("result.retake_unknown")}
            {retake.state === "used_up" && t("result.none_left")}
          </Notice>
        )}
        <div className="mt-5 flex flex-wrap gap-2" data-print="hide">
          {retake?.state === "now" ? (
            <LinkButton to={`/learn/${page.slug}/sitting`} variant="primary">
              {t("result.again")}
            </LinkButton>
          ) : (
            <LinkButton to="/today" variant="primary">
              {t("result.onward")}
            </LinkButton>
          )}
        </div>
      </Card>
      <Review questions={page.questions} />
    </div>
  );
}
