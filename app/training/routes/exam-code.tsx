import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import KeyRound from "lucide-react/icons/key-round";
import { sittingMessages } from "~/drill/messages.sitting";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { PageHeader } from "~/ui/PageHeader";
import { codePage, spoken } from "../sitting-pages.server";
import { issueExamCode } from "../sitting.server";
import { CodeCard } from "../ui/sitting/CodeCard";

export const meta: MetaFunction = () => [{ title: "开考码 · Exam code — 上岗 Deskready" }];

/** The supervisor's one-time code that starts somebody's desk exam. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  await requireCan(args, "exam:code", { personId });
  return codePage(db(), personId, await requestLocale(args), clock.now());
}

export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "exam:code", { personId });
  const form = await readForm(args.request);
  const slug = textOf(form, "slug");
  const ctx = writeContext(args, actor);
  const issued = await issueExamCode(ctx, { personId, slug, issuedBy: actor.personId });
  if (issued.ok) return { slug, issued: { ...issued.value, now: ctx.now }, refusals: undefined };
  if (issued.refusals.some((r) => r.code === "no_such_activity")) throw problem(404, "not_found");
  const locale = await requestLocale(args);
  return data({ slug, issued: null, refusals: issued.refusals.map((r) => spoken(r, locale)) }, { status: 409 });
}

export default function ExamCode() {
  const { name: who, exams } = useLoaderData<typeof loader>();
  const { personId = "" } = useParams();
  const done = useActionData<typeof action>();
  const t = useT(sittingMessages);
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={t("code.title")} detail={t("code.for", { name: who })} back={{ to: `/training/${personId}`, label: who }} />
      {exams.length === 0 ? (
        <Card>
          <EmptyState title={t("code.nobody")} icon={<KeyRound />}>
            {t("code.nobody_body", { name: who })}
          </EmptyState>
        </Card>
      ) : (
        <div className="grid gap-4">
          {exams.map((exam) => (
            <CodeCard
              key={exam.slug}
              exam={exam}
              name={who}
              single={exams.length === 1}
              issued={done?.slug === exam.slug ? done.issued : null}
              refusals={done?.slug === exam.slug ? done.refusals : undefined}
            />
          ))}
        </div>
      )}
    </div>
  );
}
