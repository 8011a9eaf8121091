import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { appealById } from "~/drill/appeal.server";
import { parseRuling } from "~/drill/appeal-rules";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { decideAppeal } from "../appeal.server";
import { appealPage } from "../appeal-page.server";
import { appealMessages } from "../messages.appeal";
import { ChangedResults } from "../ui/appeal/ChangedResults";
import { GivenAnswers } from "../ui/appeal/GivenAnswers";
import { RulingForm } from "../ui/appeal/RulingForm";
import { Written } from "../ui/grading/WrittenAnswer";

export const meta: MetaFunction = () => [{ title: "申诉 · Appeal — 上岗 Deskready" }];

/** An appeal and what became of it: to whoever made it, to those who were regraded by it, and to those who decide. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const appealId = idParam(args.params.appealId);
  const about = await appealById(db(), appealId);
  if (!about) throw problem(404, "not_found");
  const page = await appealPage(
    db(),
    appealId,
    {
      personId: actor.personId,
      decides: await canDo(args, actor, "appeal:decide", { personId: about.personId }),
      seesResultsOf: (personId) => canDo(args, actor, "training:view", { personId }),
    },
    await requestLocale(args),
  );
  if (!page) throw problem(404, "not_found");
  return page;
}

/** The ruling. */
export async function action(args: ActionFunctionArgs) {
  await requireCan(args, "home:view");
  const appealId = idParam(args.params.appealId);
  const about = await appealById(db(), appealId);
  if (!about) throw problem(404, "not_found");
  const actor = await requireCan(args, "appeal:decide", { personId: about.personId });
  const form = await readForm(args.request);
  const ruling = parseRuling(textOf(form, "ruling"));
  if (!ruling) return data({ refusals: [{ code: "ruling_missing", field: "ruling" }] }, { status: 422 });
  const outcome = await decideAppeal(writeContext(args, actor, form), { appealId, ruling, reason: textOf(form, "reason") });
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 409 });
  throw redirect(`/appeals/${appealId}`, { headers: { "Set-Cookie": await toast("done") } });
}

export default function AppealPage() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(appealMessages);
  const { locale, zone } = useReader();
  const { review, ruling, previews } = page;
  const title = page.isOwn ? t("page.title_own") : page.name === null ? t("page.title_another") : t("page.title", { name: page.name });
  const leads = page.given.length > 0 || page.mayDecide;
  return (
    <div className="mx-auto grid max-w-3xl gap-4">
      <PageHeader
        title={title}
        detail={t("page.when", { when: formatDateTime(page.openedAt, locale, zone) })}
        back={leads ? { to: "/inbox", label: t("page.back") } : { to: "/today", label: t("page.today") }}
      />
      {ruling ? (
        <Notice tone={ruling.ruling === "rejected" ? "neutral" : "cleared"} title={t(`ruled.${ruling.ruling}`)}>
          <p className="whitespace-pre-line">{ruling.reason}</p>
          <p className="mt-1 text-muted">
            {t("ruled.by", { name: ruling.by, when: formatDateTime(ruling.at, locale, zone) })}
            {ruling.ruling !== "rejected" && ` · ${t("ruled.regraded", { count: page.regraded })}`}
          </p>
        </Notice>
      ) : (
        !page.mayDecide && <Notice tone="waiting">{t("page.waiting")}</Notice>
      )}
      <ChangedResults results={page.changed} />
      {page.reason !== null && (
        <Card title={t("page.reason")}>
          <p className="measure whitespace-pre-line">{page.reason}</p>
        </Card>
      )}
      <Card title={t(page.name === null ? "page.question" : "page.answer")}>
        <h3 className="mb-4 text-base font-medium whitespace-pre-line">{review.view.stem}</h3>
        <Written view={review.view} answer={review.answer} verdict={review.verdict} />
        <p className="mt-4 border-t border-line pt-3 whitespace-pre-line">{review.verdict.explanation}</p>
      </Card>
      {page.given.length > 0 && <GivenAnswers given={page.given} />}
      {previews && <RulingForm appealId={page.id} previews={previews} refusals={reply?.refusals} />}
    </div>
  );
}
