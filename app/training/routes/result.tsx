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
import { PageHeader } from "~/ui/PageHeader";
import { resultPage } from "../sitting-pages.server";
import { Outcome } from "../ui/sitting/Outcome";
import { Review } from "../ui/sitting/Review";
import { forgetSitting } from "../ui/sitting/use-answers";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} — 上岗 Deskready` }];

/** The result of one's own sitting, with its review. One that is still open is gone on with instead. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  const slug = slugParam(args.params.slug);
  const whose = { personId: actor.personId, sittingId: idParam(args.params.sittingId), slug, byOther: false };
  const page = await resultPage(db(), whose, await requestLocale(args), clock.now());
  if (page === null) throw problem(404, "not_found");
  if (page === "open") throw redirect(`/learn/${slug}/sitting`);
  return page;
}

export default function Result() {
  const page = useLoaderData<typeof loader>();
  const t = useT(sittingMessages);
  const { locale, zone } = useReader();

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
      <Outcome page={page} />
      <Review questions={page.questions} />
    </div>
  );
}
