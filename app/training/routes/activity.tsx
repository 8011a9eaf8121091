import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useFetcher, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { curriculumMessages } from "~/curriculum/messages";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatMinutes } from "~/platform/format";
import { problem, readForm, slugParam, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { signAcknowledgement, startActivity } from "../actions.server";
import { activityContent } from "../activity-page.server";
import { trainingOf } from "../facts.server";
import { givenAnswer } from "../lesson.server";
import { trainingMessages } from "../messages";
import { lineOf, locksOf, nextUp } from "../next";
import { PRACTICAL_BYTES, photosOf } from "../practical-form.server";
import { submitPractical } from "../practical.server";
import { Acknowledgement } from "../ui/Acknowledgement";
import { Lesson } from "../ui/Lesson";
import { Locked } from "../ui/Locked";
import { NextUp } from "../ui/NextUp";
import { Practical } from "../ui/Practical";
import { BESIDE_PLAN } from "../unlocking";
import { StatusBadge } from "../StatusBadge";
import { TestStanding } from "../ui/TestStanding";

/** One activity of one's own plan. What is not open yet answers 403, with the way to it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  const now = clock.now();
  const [training, locale] = await Promise.all([trainingOf(db(), actor.personId, now), requestLocale(args)]);
  const activity = training?.activities.find((a) => a.slug === args.params.slug);
  if (!training || !activity) throw problem(404, "not_found");
  const day = training.days.find((d) => d.day === activity.day);
  const head = {
    ...lineOf(activity, locale),
    step: training.plan.step,
    dayTitle: day ? pick(day.title, locale) : "",
    enrolmentId: training.enrolmentId,
    ended: training.endedAt !== null,
  };
  const locks = locksOf(training, activity.slug, locale);
  if (locks.length > 0)
    return data(
      { ...head, locks, supervisors: training.supervisors.map((s) => s.name), content: null, answered: null, next: null },
      { status: 403 },
    );
  const content = await activityContent(db(), training, activity, locale, now);
  if (!content) throw problem(404, "not_found");
  if (content.kind === "test" && content.startable && !head.ended) throw redirect(`/learn/${activity.slug}/sitting`);
  const answered = new URL(args.request.url).searchParams.get("answered");
  return {
    ...head,
    locks,
    supervisors: [],
    content,
    answered:
      answered === "none" ? { refused: true as const } : isId(answered) ? await givenAnswer(db(), actor.personId, answered, locale) : null,
    next: nextUp(training, activity.slug, locale),
  };
}

/** `start`, `practical` (photos and a note) or `acknowledge` (a typed name). */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request, PRACTICAL_BYTES);
  const ctx = writeContext(args, actor, form);
  const slug = slugParam(args.params.slug);
  switch (textOf(form, "intent")) {
    case "start": {
      const outcome = await startActivity(ctx, actor.personId, slug);
      return outcome.ok ? { started: outcome.value.started } : { refusals: outcome.refusals };
    }
    case "practical": {
      const outcome = await submitPractical(ctx, actor.personId, slug, { photos: photosOf(form), note: textOf(form, "note") });
      if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
      throw redirect(`/learn/${slug}`, { headers: { "Set-Cookie": await toast("sent") } });
    }
    case "acknowledge": {
      const values = {
        typedName: textOf(form, "typedName"),
        versionId: textOf(form, "versionId"),
        confirmed: form.get("confirmed") !== null,
      };
      const outcome = await signAcknowledgement(ctx, actor.personId, slug, values);
      if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
      throw redirect(`/learn/${slug}`, { headers: { "Set-Cookie": await toast("done") } });
    }
    default:
      throw problem(400, "bad_request");
  }
}

/** Noting the beginning changes nothing that is shown; an answer only when it was the last one. */
export function shouldRevalidate({ formData, formAction, actionResult, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  if (formData?.get("intent") === "start") return false;
  if (formAction?.endsWith("/check") && !(actionResult as { done?: boolean } | undefined)?.done) return false;
  return defaultShouldRevalidate;
}

export default function Activity() {
  const page = useLoaderData<typeof loader>();
  const t = useT(trainingMessages);
  const quality = useT(curriculumMessages);
  const { locale } = useReader();
  const { slug, status, content, ended } = page;
  useStart(slug, status === "open" && content !== null && content.kind !== "test" && !ended);

  const locked = page.locks.length > 0;
  const qualities = content?.kind === "lesson" || content?.kind === "practical" ? content.qualities : [];
  return (
    <>
      <PageHeader
        title={locked ? t("lock.title", { title: page.title }) : page.title}
        back={page.day === BESIDE_PLAN ? { to: "/levels", label: t("page.back_levels") } : { to: "/today", label: t("page.back_today") }}
        detail={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>{page.day === BESIDE_PLAN ? t("page.module") : t(`page.${page.step}`, { day: page.day, title: page.dayTitle })}</span>
            <span className="tabular-nums">{formatMinutes(page.minutes, locale)}</span>
            {qualities.length > 0 && (
              <span>
                {t("lesson.trains")} {qualities.map((q) => quality(`quality.${q}`)).join(t("page.and"))}
              </span>
            )}
            {status !== "open" && <StatusBadge status={status} kind={page.kind} />}
          </span>
        }
      />
      {ended && <Notice className="mb-6 max-w-2xl">{t("page.ended")}</Notice>}
      {locked && <Locked day={page.day} step={page.step} locks={page.locks} supervisors={page.supervisors} />}
      {content?.kind === "lesson" && (
        <Lesson key={slug} slug={slug} done={status === "done" || ended} content={content} answered={page.answered} />
      )}
      {content?.kind === "practical" && (
        <Practical
          key={slug}
          enrolmentId={page.enrolmentId}
          slug={slug}
          title={page.title}
          status={status}
          editable={!ended}
          content={content}
        />
      )}
      {content?.kind === "acknowledgement" && (
        <Acknowledgement key={slug} enrolmentId={page.enrolmentId} editable={!ended} content={content} />
      )}
      {content?.kind === "test" && <TestStanding slug={slug} content={content} />}
      {!locked && !ended && (status === "done" || status === "submitted" || content?.kind === "test") && (
        <div className="mt-8 max-w-2xl">
          <NextUp next={page.next} />
        </div>
      )}
    </>
  );
}

/** Note once that the activity was begun: its version is pinned, and the supervisor sees it. */
function useStart(slug: string, due: boolean) {
  const { submit } = useFetcher({ key: `start ${slug}` });
  useEffect(() => {
    if (due) submit({ intent: "start" }, { method: "post", action: `/learn/${slug}` });
  }, [due, slug, submit]);
}
