import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { isPlainDate, plainDateIn } from "~/platform/dates";
import { db } from "~/platform/database.server";
import { formatDate, formatDay } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { refuse } from "~/platform/write.server";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { remedialMessages } from "../messages.remedial";
import { addToRemedial, cancelRemedial, extendRemedial } from "../remedial.server";
import { type RemedialPage, remedialPage } from "../remedial-page.server";
import { ChangeRemedial } from "../ui/remedial/ChangeRemedial";
import { OwnQuestions, RemedialPeople, RemedialQuestions } from "../ui/remedial/Progress";

export const meta: MetaFunction = () => [{ title: "补练 · Remedial drill — 上岗 Deskready" }];

/** A remedial drill: to whoever leads some of its people how far each is, to one of them what is left. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const page = await remedialPage(db(), actor, idParam(args.params.remedialId), await requestLocale(args), clock.now());
  if (!page) throw problem(404, "not_found");
  return page;
}

/** Give more time, add somebody, or cancel it. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "remedial:list");
  const remedialId = idParam(args.params.remedialId);
  const seen = await remedialPage(db(), actor, remedialId, await requestLocale(args), clock.now());
  if (!seen) throw problem(404, "not_found");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const outcome = await (() => {
    switch (intent) {
      case "extend": {
        const due = textOf(form, "due");
        return isPlainDate(due) ? extendRemedial(ctx, actor, { remedialId, due }) : refuse("due_missing", { field: "due" });
      }
      case "add":
        return addToRemedial(ctx, actor, { remedialId, people: form.getAll("people").filter(isId) });
      case "cancel":
        return cancelRemedial(ctx, actor, { remedialId, reason: textOf(form, "reason") });
      default:
        throw problem(400, "bad_request");
    }
  })();
  if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/remedial/${remedialId}`, { headers: { "Set-Cookie": await toast("saved") } });
}

export default function Remedial() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return page.own ? <Own page={page} own={page.own} /> : <Lead page={page} reply={reply ?? null} />;
}

type Reply = { intent: string; refusals: Parameters<typeof ChangeRemedial>[0]["refusals"] } | null;

function Lead({ page, reply }: { page: RemedialPage; reply: Reply }) {
  const t = useT(remedialMessages);
  const { locale, zone } = useReader();
  const cause = page.cause === "person" ? null : t(`page.cause_${page.cause}`);
  return (
    <>
      <PageHeader
        title={page.title}
        detail={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>
              {t("page.meta", { name: page.by, date: formatDate(plainDateIn(zone, page.assignedAt), locale) })}
              {cause && page.caseNumber === null && ` · ${cause}`}
            </span>
            <FromCase number={page.caseNumber} />
            <Due page={page} isOpen={page.parts.some(({ closedAt }) => closedAt === null)} />
          </span>
        }
        back={{ to: "/remedial", label: t("back") }}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-5">
          <Cancelled page={page} />
          <RemedialPeople parts={page.parts} />
          <RemedialQuestions items={page.items} />
        </div>
        <div className="grid gap-5">
          <Reason page={page} />
          <ChangeRemedial page={page} intent={reply?.intent ?? null} refusals={reply?.refusals ?? null} />
        </div>
      </div>
    </>
  );
}

function Own({ page, own }: { page: RemedialPage; own: NonNullable<RemedialPage["own"]> }) {
  const t = useT(remedialMessages);
  const { locale } = useReader();
  const isOpen = own.closedAt === null;
  const day = formatDay(page.due, locale);
  return (
    <div className="mx-auto grid max-w-2xl gap-4">
      <PageHeader
        title={page.title}
        detail={isOpen && t(own.late ? "own.late" : "own.open", { k: own.mended, n: own.of, day })}
        back={{ to: "/today", label: t("own.today") }}
        action={
          isOpen && (
            <LinkButton to={`/drill?remedial=${page.id}`} variant="primary" size="lg">
              {t(own.lastAt ? "own.go_on" : "own.go")}
            </LinkButton>
          )
        }
      />
      <Cancelled page={page} />
      {own.outcome === "done" && (
        <Notice tone="cleared" title={t("own.done_title")}>
          {t("own.done_body", { count: own.mended })}
        </Notice>
      )}
      <Reason page={page} />
      <OwnQuestions items={page.items} isOpen={isOpen} />
    </div>
  );
}

function Due({ page, isOpen }: { page: RemedialPage; isOpen: boolean }) {
  const t = useT(remedialMessages);
  const { locale } = useReader();
  const text = t("page.due", { day: formatDay(page.due, locale) });
  if (!isOpen || page.pressing === "open") return <span>{text}</span>;
  return <Badge tone={page.pressing === "late" ? "blocked" : "waiting"}>{text}</Badge>;
}

function Reason({ page }: { page: RemedialPage }) {
  const t = useT(remedialMessages);
  return (
    <Card title={t("page.reason")}>
      <p className="measure whitespace-pre-line">{page.reason}</p>
      {page.own && <p className="mt-2 text-sm text-muted">{page.by}</p>}
    </Card>
  );
}

function Cancelled({ page }: { page: RemedialPage }) {
  const t = useT(remedialMessages);
  const { locale, zone } = useReader();
  const { cancelled } = page;
  if (!cancelled) return null;
  return (
    <Notice title={t("page.cancelled", { name: cancelled.by, date: formatDate(plainDateIn(zone, cancelled.at), locale) })}>
      <p className="whitespace-pre-line">{cancelled.reason}</p>
    </Notice>
  );
}

/** The case that led to it, as a link. */
function FromCase({ number }: { number: number | null }) {
  const t = useT(remedialMessages);
  if (number === null) return null;
  return (
    <Link to={`/cases/${number}`} className="link">
      {t("page.from_case", { number })}
    </Link>
  );
}
