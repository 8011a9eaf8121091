import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { may } from "~/people/permissions";
import { requestLocale } from "~/people/request-locale.server";
import { peopleMessages } from "~/people/messages";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDay } from "~/platform/format";
import { problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { dismissCase, mergeCase, reopenCase } from "../actions.server";
import { caseAddress } from "../address";
import { casePage } from "../case-page.server";
import { numberIn } from "../edit-page.server";
import { takeActionForm } from "../meeting-form.server";
import { caseMessages } from "../messages";
import { playCase } from "../play.server";
import { caseByNumber } from "../queries.server";
import { reachOf } from "../reach";
import { StateBadge } from "../ui/Badges";
import { CaseView } from "../ui/CaseView";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `#${page?.number ?? ""} ${page?.title ?? ""} — 上岗 Deskready` },
];

/** A case, as far as it is somebody's to see. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "cases:view");
  const number = numberIn(args.params.number);
  const page = number === null ? null : await casePage(db(), actor, reachOf(actor), number, await requestLocale(args), clock.now());
  if (!page) throw problem(404, "not_found");
  return page;
}

/** Who leads its team may `dismiss`, `reopen` and `merge` it; an agent may `play` it. Whoever owns an action says when somebody was told (`tell`). */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "cases:view");
  if (args.request.method !== "POST") throw problem(405, "method");
  const reach = reachOf(actor);
  const number = numberIn(args.params.number);
  const found = number === null ? null : await caseByNumber(db(), reach, number);
  if (!found || number === null) throw problem(404, "not_found");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const { id } = found.one;
  const intent = textOf(form, "intent");
  if (intent === "play") {
    if (!may("simulator:do", actor, null)) throw problem(403, "forbidden");
    const played = await playCase(db(), ctx, reach, number);
    if (played.ok) throw redirect(`/simulator/runs/${played.value.runId}`);
    return data({ refusals: played.refusals }, { status: 409 });
  }
  const about = takeActionForm(ctx, reach, form);
  if (about) {
    const settled = await about;
    if (!settled.ok) return data({ refusals: settled.refusals }, { status: 422 });
    throw redirect(caseAddress(number));
  }
  const done = { headers: { "Set-Cookie": await toast("done") } };
  if (intent === "merge") {
    const into = textOf(form, "into");
    const merged = await mergeCase(ctx, reach, id, isId(into) ? into : id);
    if (merged.ok) throw redirect(caseAddress(merged.value.number), done);
    return data({ refusals: merged.refusals }, { status: 422 });
  }
  if (intent !== "dismiss" && intent !== "reopen") throw problem(400, "bad_request");
  const outcome = intent === "dismiss" ? await dismissCase(ctx, reach, id, textOf(form, "reason")) : await reopenCase(ctx, reach, id);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(caseAddress(number), done);
}

export default function CaseRoute() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(caseMessages);
  const platform: (key: string) => string = useT<string>(peopleMessages);
  const { locale } = useReader();
  const of = { kind: t(`kind.${page.kind}`), day: formatDay(page.day, locale), platform: platform(`platform.${page.platform}`) };
  return (
    <div className="mx-auto max-w-6xl">
      <PageHeader
        title={
          <>
            <span className="text-muted tabular-nums">{t("number", { number: page.number })}</span> {page.title}
          </>
        }
        detail={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StateBadge state={page.state} />
            <span>{t("case.of", of)}</span>
            {page.name && <span>{t("case.agent", { name: page.name })}</span>}
          </span>
        }
        back={{ to: "/cases", label: t("back.list") }}
        action={
          <>
            {page.may.reopen && (
              <Form messages={caseMessages} refusals={reply?.refusals.filter(({ code }) => code.startsWith("not_now"))}>
                <Button type="submit" name="intent" value="reopen" block>
                  {t("case.reopen")}
                </Button>
              </Form>
            )}
            {page.may.edit && (
              <LinkButton variant="primary" to={`${caseAddress(page.number)}/edit`}>
                {t("case.edit")}
              </LinkButton>
            )}
          </>
        }
      />
      <CaseView page={page} refusals={reply?.refusals ?? null} />
    </div>
  );
}
