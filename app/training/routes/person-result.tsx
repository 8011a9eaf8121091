import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { sittingMessages } from "~/drill/messages.sitting";
import { REMEDIAL_ITEMS } from "~/drill/remedial-rules";
import { canDo, requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { formatDateTime, formatTime } from "~/platform/format";
import { idParam, problem } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { remedialMessages } from "../messages.remedial";
import { resultPage } from "../sitting-pages.server";
import { Outcome } from "../ui/sitting/Outcome";
import { Review } from "../ui/sitting/Review";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.name ?? ""} · ${page?.title ?? ""} — 上岗 Deskready` },
];

/** What somebody answered in a quiz or exam, as those read it who lead them. One's own stands where one learns. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "training:view", { personId });
  const sittingId = idParam(args.params.sittingId);
  const page = await resultPage(db(), { personId, sittingId, slug: null, byOther: true }, await requestLocale(args), clock.now());
  // While it is being sat its questions are nobody's business.
  if (page === null || page === "open") throw problem(404, "not_found");
  if (actor.personId === personId) throw redirect(`/learn/${page.slug}/result/${sittingId}`);
  const lacking = page.questions.filter(({ verdict }) => !verdict.correct && !verdict.undecided).map(({ itemId }) => itemId);
  const mayAssign = lacking.length > 0 && (await canDo(args, actor, "remedial:assign", { personId }));
  return { personId, ...page, lacking: mayAssign ? lacking.slice(0, REMEDIAL_ITEMS) : [] };
}

export default function PersonResult() {
  const page = useLoaderData<typeof loader>();
  const t = useT(sittingMessages);
  const remedial = useT(remedialMessages);
  const { locale, zone } = useReader();
  const { focusLosses, focusLostAt } = page;
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={t("result.of_person", { name: page.name, title: page.title })}
        detail={[
          t(`role.${page.role}`),
          t("result.attempt", { n: page.attempt }),
          page.submittedAt ? formatDateTime(page.submittedAt, locale, zone) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
        back={{ to: `/training/${page.personId}`, label: page.name }}
        action={
          page.lacking.length > 0 && (
            <LinkButton to={`/remedial/new?people=${page.personId}${page.lacking.map((id) => `&items=${id}`).join("")}`}>
              {remedial("new.these", { count: page.lacking.length })}
            </LinkButton>
          )
        }
      />
      <Outcome page={page} name={page.name} />
      {page.role !== "quiz" && (
        <Notice tone={focusLosses > 0 ? "waiting" : "neutral"} className="mb-6">
          {focusLosses > 0 ? t("code.left_window", { count: focusLosses }) : t("code.stayed")}
          {focusLostAt.length > 0 && (
            <span className="block tabular-nums">
              {focusLostAt.map((at) => formatTime(at, locale, zone)).join(" · ")}
              {focusLosses > focusLostAt.length && " …"}
            </span>
          )}
        </Notice>
      )}
      <p className="mb-4 text-sm text-muted">{t("result.as_seen", { name: page.name })}</p>
      <Review questions={page.questions} />
    </div>
  );
}
