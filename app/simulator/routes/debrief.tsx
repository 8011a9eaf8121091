import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { requireCan, writeContext } from "~/people/guard.server";
import { may } from "~/people/permissions";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { runAddress } from "../address";
import { comparison, debriefPage } from "../debrief.server";
import { changeRun } from "../change-run.server";
import { runToSee } from "../run-access.server";
import { lineId } from "../shown";
import { Compared } from "../ui/debrief/Compared";
import { Debrief } from "../ui/debrief/Debrief";

export const meta: MetaFunction = () => [{ title: "复盘 · Debrief — 上岗 Deskready" }];

/** A chat that is over, to whoever had it and to those who lead them; with another try named, both beside each other. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const { run, isOwn } = await runToSee(args, args.params.runId, actor);
  if (!run.endedAt) throw redirect(isOwn ? runAddress(run.id) : "/simulator/review");
  const locale = await requestLocale(args);
  const query = new URL(args.request.url).searchParams;
  const beside = query.get("with");
  if (beside !== null) {
    const compared = isId(beside) ? await comparison(db(), run, beside, locale) : null;
    if (!compared) throw problem(404, "not_found");
    return {
      kind: "compared" as const,
      compared,
      shown: query.get("show") === "then" ? ("then" as const) : ("now" as const),
      runId: run.id,
    };
  }
  const page = await debriefPage(db(), run, { personId: actor.personId, locale });
  if (!page) throw problem(404, "not_found");
  return { kind: "debrief" as const, page, grading: !isOwn && (page.grade.undecided || query.get("correct") === "1") };
}

/** To the trainee: try again from a line. To those who lead them: a grade, a comment, an example. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const { run, isOwn } = await runToSee(args, args.params.runId, actor);
  const form = await readForm(args.request);
  const intent = textOf(form, "intent");
  const outcome = await changeRun(writeContext(args, actor, form), { run, isOwn, mayPlay: may("simulator:do", actor, null), intent, form });
  if (!outcome) throw problem(404, "not_found");
  const place = lineId(textOf(form, "customer"), Number(textOf(form, "line")));
  if (!outcome.ok) return data({ intent, place, refusals: outcome.refusals }, { status: 409 });
  throw redirect(outcome.value, intent === "again" ? {} : { headers: { "Set-Cookie": await toast("done") } });
}

export default function DebriefRoute() {
  const shown = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [current, setCurrent] = useState(0);
  if (shown.kind === "compared") return <Compared {...shown} />;
  return (
    <Debrief page={shown.page} grading={shown.grading} current={current} onStep={setCurrent} reply={reply ?? null} key={shown.page.runId} />
  );
}
