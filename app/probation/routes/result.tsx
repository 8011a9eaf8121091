import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { probationMessages } from "../messages";
import { gradingsOf, standingOf } from "../queries.server";
import { remedialPlanOf } from "../remedial-page.server";
import { gradingResultOf } from "../result.server";
import { attemptsOf } from "../rules";
import { sayRead } from "../outcome.server";
import { outcomePage } from "../outcome-page.server";
import { requestSecond } from "../second.server";
import { secondStanding } from "../second-page.server";
import { ResultView } from "../ui/ResultView";
import { SecondWaits } from "../ui/SecondWaits";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** What counts of an attempt: to the person it is about, and to whoever may grade. Of one that waits for its second grading nothing is here. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const gradingId = idParam(args.params.gradingId);
  const actor = await requireCan(args, "probation:view", { personId });
  const locale = await requestLocale(args);
  const [result, found, plan, canSeeGate, canSettle] = await Promise.all([
    gradingResultOf(db(), personId, gradingId, locale),
    gradingsOf(db(), personId),
    remedialPlanOf(db(), personId, locale, gradingId),
    canDo(args, actor, "gate:view", { personId }),
    canDo(args, actor, "probation:settle", { personId }),
  ]);
  if (!found) throw problem(404, "not_found");
  const self = actor.personId === personId;
  const firstId = found.gradings.find((g) => g.id === gradingId)?.firstGradingId ?? result?.gradingId ?? gradingId;
  if (firstId !== gradingId) throw redirect(`/probation/${personId}/result/${firstId}`);
  const title = translate(probationMessages, locale)("result.title", { name: found.name });
  const head = { title, self, person: { id: personId, name: found.name } };
  const waiting = found.gradings.find((g) => g.id === gradingId && g.waits);
  if (waiting) {
    const viewer = { id: actor.personId, self, canGrade: !self, canSettle };
    return { ...head, waiting: secondStanding(found, waiting, viewer), result: null };
  }
  if (!result) throw problem(404, "not_found");
  const standing = standingOf(found, result.retakes);
  // Whoever has a sheet of this person open grades without knowing how they see themselves.
  const grading = found.gradings.some((g) => g.graderId === actor.personId && !g.submittedAt && !g.abandonedAt);
  return {
    ...head,
    waiting: null,
    result: grading ? { ...result, beside: null } : result,
    // A plan that an earlier result of this attempt made is none of a pass.
    plan: result.passed ? null : plan,
    outcome: await outcomePage(db(), found, result, { id: actor.personId, now: clock.now() }),
    left: attemptsOf(standing).left,
    // Another choice of the team means another sheet: all of it is looked at.
    again: result.checklist === found.checklist ? result.again : null,
    // Another grading has let them pass, or they are no longer in probation: nothing is left to come.
    over: found.state !== "probation" || standing.waiting || standing.results.some((r) => r.passed),
    gate: canSeeGate ? `/gate/${personId}/activation` : null,
  };
}

/** What the person does about their result: they have `read` it, or ask for a `second` grader. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "probation:request", { personId });
  const gradingId = idParam(args.params.gradingId);
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = (["read", "second"] as const).find((one) => one === textOf(form, "intent"));
  if (!intent) throw problem(400, "bad_request");
  const outcome =
    intent === "read" ? await sayRead(ctx, personId, gradingId) : await requestSecond(ctx, personId, gradingId, textOf(form, "reason"));
  if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 422 });
  const done = intent === "read" ? ("done" as const) : ("sent" as const);
  throw redirect(`/probation/${personId}/result/${gradingId}`, { headers: { "Set-Cookie": await toast(done) } });
}

export default function ResultPage() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(probationMessages);
  const { locale, zone } = useReader();
  const { self, person, result, waiting } = page;
  const graders = result && {
    attempt: result.attempt,
    grader: result.graderName,
    second: result.secondGraderName ?? "",
    when: formatDateTime(result.gradedAt, locale, zone),
  };
  return (
    <>
      <PageHeader
        title={self ? t("page.title") : t("result.title", { name: person.name })}
        detail={graders ? t(graders.second ? "result.by_both" : "result.by", graders) : undefined}
        back={{ to: `/probation/${person.id}`, label: self ? t("overview.results") : t("page.back_overview", { name: person.name }) }}
      />
      {result ? (
        <ResultView
          result={result}
          left={page.left}
          over={page.over}
          again={page.again}
          gate={page.gate}
          plan={page.plan}
          self={self}
          outcome={page.outcome}
          refused={refused}
        />
      ) : (
        waiting && <SecondWaits personId={person.id} second={waiting} />
      )}
    </>
  );
}
