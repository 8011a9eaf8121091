import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { waitingAnswerOf } from "~/drill/grade.server";
import { waitingQuestions } from "~/drill/grading-queue.server";
import { parseGrade } from "~/drill/judged";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { gradingAddress } from "../grading-address";
import { gradeAnswer } from "../grading.server";
import { blindFrom, graderOf, gradingPage, isBlind, justGraded } from "../grading-page.server";
import { gradingMessages } from "../messages.grading";
import { BlindSwitch } from "../ui/grading/BlindSwitch";
import { GradeForm } from "../ui/grading/GradeForm";
import { GradingKeys } from "../ui/grading/GradingKeys";
import { JustGraded } from "../ui/grading/JustGraded";
import { WrittenAnswer } from "../ui/grading/WrittenAnswer";

export const meta: MetaFunction = () => [{ title: "评分 · Grade — 上岗 Deskready" }];

/** One answer to a question, ready to be graded; when none waits any more, the list. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "answers:queue");
  const itemId = idParam(args.params.itemId);
  const query = new URL(args.request.url).searchParams;
  const everybody = query.get("teams") === "all";
  const grader = graderOf(actor, everybody);
  const [at, graded] = [query.get("at"), query.get("graded")];
  const [locale, blind] = await Promise.all([requestLocale(args), isBlind(args.request, actor.personId)]);
  const [page, just] = await Promise.all([
    gradingPage(db(), grader, { itemId, at: at === null ? null : idParam(at), blind, locale }),
    justGraded(db(), grader, isId(graded) ? graded : null, locale),
  ]);
  if (!page) throw problem(404, "not_found");
  if (!page.answer) throw redirect(gradingAddress(null, { graded: graded ?? undefined, everybody }));
  return { ...page, answer: page.answer, itemId, just, blind, everybody };
}

/** A grade; or from now on with or without names. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "answers:queue");
  const itemId = idParam(args.params.itemId);
  const form = await readForm(args.request);
  const everybody = new URL(args.request.url).searchParams.get("teams") === "all";
  if (textOf(form, "intent") === "blind") {
    const on = textOf(form, "blind") === "on";
    throw redirect(gradingAddress(itemId, { everybody }), { headers: { "Set-Cookie": await blindFrom(actor.personId, on) } });
  }
  const attemptId = idParam(textOf(form, "attemptId"));
  const about = await waitingAnswerOf(db(), attemptId);
  if (about?.itemId !== itemId) throw problem(404, "not_found");
  await requireCan(args, "answers:grade", { personId: about.personId });
  const grade = parseGrade(textOf(form, "grade"));
  if (grade === null) return data({ attemptId, refusals: [{ code: "grade_missing" }] }, { status: 422 });
  const outcome = await gradeAnswer(writeContext(args, actor, form), {
    attemptId,
    grade,
    remark: textOf(form, "remark"),
    blind: await isBlind(args.request, actor.personId),
    seen: Number(textOf(form, "seen")) || 0,
  });
  // Somebody was faster: the sentence says who, and the next one is a key away.
  if (!outcome.ok) return data({ attemptId, refusals: outcome.refusals }, { status: 409 });
  const grader = graderOf(actor, everybody);
  const questions = await waitingQuestions(db(), grader, await requestLocale(args));
  const to = questions.find((q) => q.itemId === itemId) ?? questions[0];
  throw redirect(gradingAddress(to?.itemId ?? null, { graded: attemptId, everybody }));
}

export default function GradeOne() {
  const { answer, next, left, remarks, just, blind, everybody, itemId } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(gradingMessages);
  return (
    <div className="mx-auto max-w-6xl">
      <PageHeader
        title={answer.view.stem}
        detail={t("left", { count: left })}
        back={{ to: gradingAddress(null, { everybody }), label: t("title") }}
        action={
          <>
            <GradingKeys />
            <BlindSwitch on={blind} />
            {next && (
              <LinkButton to={gradingAddress(itemId, { at: next, everybody })} aria-keyshortcuts="S" className="max-sm:w-full">
                {t("skip")}
              </LinkButton>
            )}
          </>
        }
      />
      <JustGraded just={just} everybody={everybody} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <WrittenAnswer answer={answer} />
        <GradeForm
          key={`${answer.attemptId} ${answer.graded?.number ?? 0}`}
          answer={answer}
          remarks={remarks}
          refusals={reply?.attemptId === answer.attemptId ? reply.refusals : null}
        />
      </div>
    </div>
  );
}
