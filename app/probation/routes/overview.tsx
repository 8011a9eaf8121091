import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { showScore } from "~/platform/decimal";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { pick } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { abandonGrading, allowExtraGrading, startGrading } from "../actions.server";
import { probationMessages } from "../messages";
import { checklistFor, gradingsOf, standingOf } from "../queries.server";
import { attemptsOf, extraRefusal, isRetake, startRefusal } from "../rules";
import { remedialPlanOf } from "../remedial-page.server";
import { seePractical } from "../remedial-plan.server";
import { coveredBy, remedialRefusal } from "../retake-rules";
import { retakeOf } from "../retake.server";
import { selfRefusal } from "../self-rules";
import { releaseSecond, startSecondGrading } from "../second.server";
import { secondStanding } from "../second-page.server";
import { GradingList } from "../ui/GradingList";
import { HowGraded } from "../ui/HowGraded";
import { RemedialPlan } from "../ui/RemedialPlan";
import { Standing } from "../ui/Standing";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** Where a person stands with the checklist: to themselves, and to whoever may grade. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "probation:view", { personId });
  const locale = await requestLocale(args);
  const [found, plan] = await Promise.all([gradingsOf(db(), personId), remedialPlanOf(db(), personId, locale)]);
  if (!found) throw problem(404, "not_found");
  const checklist = await checklistFor(db(), found);
  const { body } = checklist;
  const standing = standingOf(found, body.retakes);
  const self = actor.personId === personId;
  const isAgain = isRetake(standing);
  const [retake, canGrade, canAllow, canSeePerson] = await Promise.all([
    isAgain ? retakeOf(db(), found, checklist) : null,
    canDo(args, actor, "probation:grade", { personId }),
    canDo(args, actor, "exam:extra", { personId }),
    canDo(args, actor, "person:view", { personId }),
  ]);
  const mine = found.gradings.find((g) => g.graderId === actor.personId && !g.submittedAt && !g.abandonedAt) ?? null;
  const covered = (areas: string[] | null) => coveredBy(body, areas).areas;
  const waiting = (found.state === "probation" && found.gradings.find((g) => g.waits)) || null;
  const canSettle = waiting !== null && (await canDo(args, actor, "probation:settle", { personId }));
  return {
    title: translate(probationMessages, locale)("page.of", { name: found.name }),
    person: { id: personId, name: found.name },
    state: found.state,
    self,
    canSeePerson,
    passed: standing.results.some((r) => r.passed),
    disputeId: found.gradings.find((g) => g.dispute?.outcome === null)?.dispute?.id ?? null,
    second: waiting && secondStanding(found, waiting, { id: actor.personId, self, canGrade, canSettle }),
    attempts: attemptsOf(standing),
    mine: mine && { id: mine.id, startedAt: mine.startedAt, graded: mine.graded, of: covered(mine.areas).flatMap((a) => a.items).length },
    others: found.gradings
      .filter((g) => !g.submittedAt && !g.abandonedAt && !g.firstGradingId && g !== mine)
      .map((g) => ({ id: g.id, name: g.graderName, startedAt: g.startedAt })),
    gradings: found.gradings
      .filter((g) => g.result || g.waits || (g.abandonedAt && !self))
      .map((g) => ({ ...g, result: g.result && { ...g.result, total: showScore(g.result.total) } })),
    own: found.self && { submittedAt: found.self.submittedAt },
    mayAssess: self && selfRefusal(standing, actor.personId) === null,
    canGrade: canGrade && !self,
    whyNot: startRefusal(standing, actor.personId) ?? remedialRefusal(body.retake_after_remedial, plan),
    /** What the next grading looks at, where it is a retake; `areas` null: all of it. */
    again: isAgain && { areas: retake && covered(retake.areas).map((a) => pick(a.title, locale)) },
    // What was missed is a part of what the first grader found.
    plan: standing.waiting || standing.results.some((r) => r.passed) ? null : plan,
    canAllow: canAllow && extraRefusal(standing, actor.personId, "a reason") === null,
    checklist: pick(body.title, locale),
    marks: { total: body.pass_total, area: body.pass_area, critical: body.pass_critical },
    areas: body.areas.map((a) => ({ slug: a.slug, title: pick(a.title, locale), weight: a.weight, items: a.items.length })),
  };
}

/**
 * `start` a grading or the `second` one, `abandon` one's own, say that a `practical` of the remedial plan was seen, or (a manager) `release` somebody's second or
 * allow one more as `extra`.
 */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "probation:grade", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const page = `/probation/${personId}`;
  switch (textOf(form, "intent")) {
    case "start": {
      const outcome = await startGrading(ctx, personId);
      if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
      throw redirect(`${page}/grading/${outcome.value.gradingId}`);
    }
    case "second": {
      const outcome = await startSecondGrading(ctx, personId, idParam(textOf(form, "gradingId")));
      if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
      throw redirect(`${page}/grading/${outcome.value.gradingId}`);
    }
    case "release": {
      await requireCan(args, "probation:settle", { personId });
      const outcome = await releaseSecond(ctx, personId, idParam(textOf(form, "gradingId")), textOf(form, "reason"));
      if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
      throw redirect(page, { headers: { "Set-Cookie": await toast("done") } });
    }
    case "abandon": {
      const outcome = await abandonGrading(ctx, personId, idParam(textOf(form, "gradingId")), textOf(form, "reason"));
      if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
      throw redirect(page, { headers: { "Set-Cookie": await toast("done") } });
    }
    case "extra": {
      await requireCan(args, "exam:extra", { personId });
      const outcome = await allowExtraGrading(ctx, personId, textOf(form, "reason"));
      if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
      throw redirect(page, { headers: { "Set-Cookie": await toast("done") } });
    }
    case "practical": {
      const seen = { planId: idParam(textOf(form, "planId")), slug: textOf(form, "slug"), note: textOf(form, "note") };
      const outcome = await seePractical(ctx, personId, seen);
      if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
      throw redirect(page, { headers: { "Set-Cookie": await toast("done") } });
    }
    default:
      throw problem(400, "bad_request");
  }
}

export default function OverviewPage() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(probationMessages);
  const back = page.self
    ? { to: "/today", label: t("page.back_today") }
    : page.canSeePerson
      ? { to: `/people/${page.person.id}`, label: t("page.back_person", { name: page.person.name }) }
      : { to: "/inbox", label: t("page.back_inbox") };
  return (
    <>
      <PageHeader
        title={page.self ? t("page.title") : t("page.of", { name: page.person.name })}
        detail={
          page.attempts.of > 0 && page.state === "probation" && !page.passed && !page.second && page.attempts.left > 0
            ? t("overview.attempts", { attempt: page.attempts.used + 1, of: page.attempts.of })
            : undefined
        }
        back={back}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-5">
          <Standing page={page} refusals={refused?.refusals} />
          {page.plan && <RemedialPlan plan={page.plan} self={page.self} canSee={page.canGrade} />}
          <GradingList personId={page.person.id} gradings={page.gradings} />
        </div>
        <HowGraded title={page.checklist} areas={page.areas} marks={page.marks} />
      </div>
    </>
  );
}
