import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { abandonGrading, submitGrading } from "../actions.server";
import { DRAFT_FORM_BYTES, takeDraftForm } from "../draft-form.server";
import { sheetMessages } from "../messages.sheet";
import { gradingSheet } from "../sheet.server";
import { GraderSheet } from "../ui/GraderSheet";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The sheet of one's own open grading. Nothing in it adds up the grades. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const gradingId = idParam(args.params.gradingId);
  const actor = await requireCan(args, "probation:grade", { personId });
  const locale = await requestLocale(args);
  const sheet = await gradingSheet(db(), { personId, gradingId, graderId: actor.personId }, locale);
  if (!sheet) throw problem(404, "not_found");
  if (sheet.submittedAt) throw redirect(`/probation/${personId}/result/${gradingId}`);
  if (sheet.abandonedAt) throw redirect(`/probation/${personId}`);
  const startAt = new URL(args.request.url).searchParams.get("item") ?? "";
  return { title: translate(sheetMessages, locale)("title", { name: sheet.person.name }), sheet, startAt };
}

/** `submit` or `abandon` the grading; a page without script saves its items here too. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const gradingId = idParam(args.params.gradingId);
  const actor = await requireCan(args, "probation:grade", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request, DRAFT_FORM_BYTES);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  if (intent === "submit") {
    const revision = Number(textOf(form, "revision"));
    if (!Number.isSafeInteger(revision)) throw problem(400, "bad_request");
    const outcome = await submitGrading(ctx, personId, gradingId, revision);
    if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 422 });
    throw redirect(`/probation/${personId}/result/${gradingId}`, { headers: { "Set-Cookie": await toast("sent") } });
  }
  if (intent === "abandon") {
    const outcome = await abandonGrading(ctx, personId, gradingId, textOf(form, "reason"));
    if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 422 });
    throw redirect(`/probation/${personId}`, { headers: { "Set-Cookie": await toast("done") } });
  }
  const outcome = await takeDraftForm(ctx, personId, gradingId, form);
  if (!outcome.ok) return data({ intent: "submit", refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/probation/${personId}/grading/${gradingId}?item=${encodeURIComponent(textOf(form, "item"))}`);
}

export default function GradingPage() {
  const { sheet, startAt } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <GraderSheet key={sheet.gradingId} sheet={sheet} startAt={startAt} refused={refused} />;
}
