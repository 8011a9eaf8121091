import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { addLeave, cancelLeave } from "~/people/leaves.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { assignPlan, grantExtraAttempt } from "../actions.server";
import { planMessages } from "../messages.plan";
import { planPage } from "../plan-page.server";
import { AssignPlan } from "../ui/AssignPlan";
import { ExtraAttempts } from "../ui/ExtraAttempts";
import { Leaves } from "../ui/Leaves";

/** A manager sets somebody's plan: which, from when; leave; another attempt after all are used up. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  await requireCan(args, "training:plan", { personId });
  const page = await planPage(db(), personId, await requestLocale(args), clock.now());
  if (!page) throw problem(404, "not_found");
  return { personId, ...page };
}

/** `assign`, `leave`, `cancel_leave` or `extra`. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "training:plan", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const outcome = await (() => {
    switch (intent) {
      case "assign":
        return assignPlan(ctx, personId, { planSlug: textOf(form, "planSlug"), startDate: textOf(form, "startDate") });
      case "leave":
        return addLeave(ctx, personId, { from: textOf(form, "from"), to: textOf(form, "to"), reason: textOf(form, "reason") });
      case "cancel_leave": {
        const leaveId = textOf(form, "leaveId");
        if (!isId(leaveId)) throw problem(400, "bad_request");
        return cancelLeave(ctx, personId, leaveId);
      }
      case "extra":
        return requireCan(args, "exam:extra", { personId }).then(() =>
          grantExtraAttempt(ctx, personId, textOf(form, "slug"), textOf(form, "reason")),
        );
      default:
        throw problem(400, "bad_request");
    }
  })();
  if (!outcome.ok) return data({ intent, slug: textOf(form, "slug"), refusals: outcome.refusals }, { status: 422 });
  throw redirect(intent === "assign" ? `/training/${personId}` : `/training/${personId}/plan`, {
    headers: { "Set-Cookie": await toast("saved") },
  });
}

export default function Plan() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(planMessages);
  const refusalsOf = (intent: string) => (reply?.intent === intent ? reply.refusals : null);
  return (
    <>
      <PageHeader
        title={t("plan.title", { name: page.name })}
        back={{ to: `/training/${page.personId}`, label: t("progress.title", { name: page.name }) }}
      />
      <div className="grid max-w-2xl gap-6">
        {page.usedUp.length > 0 && <ExtraAttempts activities={page.usedUp} refusals={refusalsOf("extra")} about={reply?.slug ?? null} />}
        <AssignPlan page={page} refusals={refusalsOf("assign")} />
        <Leaves
          leaves={page.leaves}
          today={page.today}
          refusals={refusalsOf("leave") ?? refusalsOf("cancel_leave")}
          personId={page.personId}
        />
      </div>
    </>
  );
}
