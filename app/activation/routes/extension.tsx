import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDate } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { dayOf, extendProbation, extensionPage } from "../extension.server";
import { extensionMessages } from "../messages.extension";
import { AgreedProbation } from "../ui/AgreedProbation";
import { ExtensionForm } from "../ui/ExtensionForm";
import { ExtensionHistory } from "../ui/ExtensionHistory";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** What was agreed of somebody's probation, and whether a later end may be. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "person:state", { personId });
  const [locale, page, mayEdit] = await Promise.all([
    requestLocale(args),
    extensionPage(db(), personId, clock.now()),
    canDo(args, actor, "person:edit", { personId }),
  ]);
  if (!page) throw problem(404, "not_found");
  return { title: translate(extensionMessages, locale)("title", { name: page.person.name }), page, mayEdit };
}

/** Agree a later end. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "person:state", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const outcome = await extendProbation(writeContext(args, actor, form), personId, {
    end: dayOf(textOf(form, "end")),
    reason: textOf(form, "reason").slice(0, 500),
    consent: textOf(form, "consent") !== "",
    consentOn: dayOf(textOf(form, "consentOn")),
  });
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/people/${personId}`, { headers: { "Set-Cookie": await toast("done") } });
}

export default function ExtensionPage() {
  const { title, page, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(extensionMessages);
  const { locale } = useReader();
  const { person, room, refusal } = page;
  const params = Object.fromEntries(
    Object.entries(refusal?.params ?? {}).map(([key, value]) => [key, typeof value === "string" ? formatDate(value, locale) : value]),
  );
  return (
    <>
      <PageHeader title={title} back={{ to: `/people/${person.id}`, label: person.name }} />
      <div className="grid max-w-2xl gap-5">
        {refusal && (
          <Notice
            tone={refusal.code === "extension_over" ? "blocked" : "waiting"}
            title={t("why_not.title")}
            action={
              refusal.code === "extension_needs_data" ? (
                mayEdit && (
                  <LinkButton to={`/people/${person.id}/edit`} size="sm" variant="primary">
                    {t("why_not.enter")}
                  </LinkButton>
                )
              ) : (
                <LinkButton to={`/gate/${person.id}/activation`} size="sm">
                  {t("why_not.gate")}
                </LinkButton>
              )
            }
          >
            {t(`refusal.${refusal.code}` as "refusal.extension_over", params)}
          </Notice>
        )}
        <AgreedProbation page={page} />
        {room && <ExtensionForm person={person} room={room} today={page.today} refusals={answer?.refusals ?? null} />}
        <ExtensionHistory history={page.history} />
      </div>
    </>
  );
}
