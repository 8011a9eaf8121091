import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { selfMessages } from "../messages.self";
import { checklistFor, gradingsOf, standingOf } from "../queries.server";
import { takeSelfForm } from "../self-form.server";
import { selfAssessmentOf } from "../self-page.server";
import { selfRefusal } from "../self-rules";
import { startSelfAssessment, submitSelfAssessment } from "../self.server";
import { SelfSheet } from "../ui/SelfSheet";
import { SelfState } from "../ui/SelfState";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** How the person sees themselves before the next grading: theirs alone until that is in. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "probation:assess_self", { personId });
  const locale = await requestLocale(args);
  const [sheet, found] = await Promise.all([selfAssessmentOf(db(), personId, locale), gradingsOf(db(), personId)]);
  if (!found) throw problem(404, "not_found");
  const checklist = await checklistFor(db(), found);
  const refusal = selfRefusal(standingOf(found, checklist.body.retakes), actor.personId);
  return {
    title: translate(selfMessages, locale)("title"),
    personId,
    sheet,
    // What was closed gives way to the next one as soon as there may be a next one.
    mayStart: refusal === null && (sheet === null || sheet.closed),
    refusal,
    startAt: new URL(args.request.url).searchParams.get("item") ?? "",
  };
}

/** `start` an assessment of oneself or `submit` it; a page without script saves its items here too. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "probation:assess_self", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const page = `/probation/${personId}/self`;
  switch (textOf(form, "intent")) {
    case "start": {
      const outcome = await startSelfAssessment(ctx, personId);
      if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
      throw redirect(page);
    }
    case "submit": {
      const revision = Number(textOf(form, "revision"));
      if (!Number.isSafeInteger(revision)) throw problem(400, "bad_request");
      const outcome = await submitSelfAssessment(ctx, personId, revision);
      if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
      throw redirect(page, { headers: { "Set-Cookie": await toast("sent") } });
    }
    default: {
      const outcome = await takeSelfForm(ctx, personId, form);
      if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
      throw redirect(`${page}?item=${encodeURIComponent(textOf(form, "item"))}`);
    }
  }
}

export default function SelfPage() {
  const { sheet, startAt, ...page } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const refusals = refused?.refusals ?? null;
  if (sheet && !sheet.submittedAt && !sheet.closed) return <SelfSheet key={sheet.id} sheet={sheet} startAt={startAt} refusals={refusals} />;
  return <SelfState page={{ ...page, sheet }} refusals={refusals} />;
}
