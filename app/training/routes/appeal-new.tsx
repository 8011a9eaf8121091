import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { appealedAnswer } from "~/drill/appeal.server";
import { appealRefusal } from "~/drill/appeal-rules";
import { readTicket } from "~/drill/ticket.server";
import { QuestionPlayer } from "~/drill/types/players";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { TextArea } from "~/ui/TextArea";
import { openAppeal } from "../appeal.server";
import { reviewOf } from "../appeal-page.server";
import { appealMessages } from "../messages.appeal";

export const meta: MetaFunction = () => [{ title: "申诉 · Appeal — 上岗 Deskready" }];

/** The answer that the address names: by its attempt, or by the ticket with which a drill asked for it. */
function attemptOf(query: URLSearchParams): string {
  const ticket = readTicket(query.get("ticket"));
  return ticket?.attemptId ?? idParam(query.get("attempt") ?? "");
}

/** One of one's own answers, and whether there can be an appeal on it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  const attemptId = attemptOf(new URL(args.request.url).searchParams);
  const [found, review] = await Promise.all([
    appealedAnswer(db(), actor.personId, attemptId),
    reviewOf(db(), actor.personId, attemptId, await requestLocale(args)),
  ]);
  if (!found || !review) throw problem(404, "not_found");
  const { view, answer, verdict } = review;
  return { attemptId, view, answer, verdict, refusal: appealRefusal(found, clock.now()) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  const form = await readForm(args.request);
  const input = { personId: actor.personId, attemptId: idParam(textOf(form, "attemptId")), reason: textOf(form, "reason") };
  const outcome = await openAppeal(writeContext(args, actor, form), input);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/appeals/${outcome.value.appealId}`);
}

export default function NewAppeal() {
  const { attemptId, view, answer, verdict, refusal } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(appealMessages);
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={t("new.title")} detail={t("new.lead")} back={{ to: "/today", label: t("page.today") }} />
      <Card>
        <h2 className="mb-4 text-base font-medium whitespace-pre-line">{view.stem}</h2>
        <QuestionPlayer view={view} answer={answer} verdict={verdict} />
        <p className="mt-4 border-t border-line pt-3 whitespace-pre-line">{verdict.explanation}</p>
      </Card>
      {refusal ? (
        <Notice tone="neutral" title={t("new.shut")} className="mt-4">
          {t(`refusal.${refusal.code}` as "refusal.appeal_full", refusal.params)}
        </Notice>
      ) : (
        <Card className="mt-4">
          <Form refusals={reply?.refusals} messages={appealMessages} draftKey={`appeal:${attemptId}`} className="grid gap-4">
            <input type="hidden" name="attemptId" value={attemptId} />
            <TextArea name="reason" label={t("new.reason")} hint={t("new.reason_hint")} rows={4} maxLength={1000} required />
            <div>
              <Button type="submit" variant="primary">
                {t("new.send")}
              </Button>
            </div>
          </Form>
        </Card>
      )}
    </div>
  );
}
