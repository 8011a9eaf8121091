import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { DISPUTE_FORM_BYTES, disputedIn } from "../dispute-form.server";
import { openDispute } from "../disputes.server";
import { outcomeMessages } from "../messages.outcome";
import { outcomePage } from "../outcome-page.server";
import { gradingsOf } from "../queries.server";
import { gradingResultOf } from "../result.server";
import { DisputeForm } from "../ui/DisputeForm";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The items of one's own result, each with what was found, to say what was graded wrongly. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const gradingId = idParam(args.params.gradingId);
  const actor = await requireCan(args, "probation:request", { personId });
  const locale = await requestLocale(args);
  const [result, found] = await Promise.all([gradingResultOf(db(), personId, gradingId, locale), gradingsOf(db(), personId)]);
  if (!result || !found || result.gradingId !== gradingId) throw problem(404, "not_found");
  const outcome = await outcomePage(db(), found, result, { id: actor.personId, now: clock.now() });
  if (!outcome) throw problem(404, "not_found");
  const title = translate(outcomeMessages, locale)("new.title");
  return { title, result, until: outcome.until, whyNot: outcome.whyNot, chosen: new URL(args.request.url).searchParams.get("item") };
}

export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const gradingId = idParam(args.params.gradingId);
  const actor = await requireCan(args, "probation:request", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request, DISPUTE_FORM_BYTES);
  const outcome = await openDispute(writeContext(args, actor, form), { personId, gradingId }, disputedIn(form));
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/probation/disputes/${outcome.value.disputeId}`, { headers: { "Set-Cookie": await toast("sent") } });
}

export default function DisputeNew() {
  const { result, until, whyNot, chosen } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(outcomeMessages);
  const say: (key: string, params?: Record<string, string | number>) => string = useT<string>(outcomeMessages);
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={t("new.title")} back={{ to: `/probation/${result.person.id}/result/${result.gradingId}`, label: t("new.back") }} />
      {whyNot && !refused ? (
        <Notice title={t("new.shut")}>{say(`refusal.${whyNot.code}`, whyNot.params)}</Notice>
      ) : (
        <DisputeForm result={result} until={until} chosen={chosen} refusals={refused?.refusals} />
      )}
    </div>
  );
}
