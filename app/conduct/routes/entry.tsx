import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDate } from "~/platform/format";
import { problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { appealEntry, ruleAppeal } from "../appeals.server";
import { openEntry } from "../entry-door.server";
import { entryPage } from "../entry-page.server";
import { withdrawEntry } from "../entries.server";
import { conductMessages } from "../messages";
import { monthName } from "../months";
import { AppealPart } from "../ui/AppealPart";
import { EntryView, HoldNotice, Withdraw } from "../ui/EntryView";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** An entry of the ledger: to the agent, to who leads them, and to who may rule on the appeal against it. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "home:view");
  const { entryId, personId, actor } = await openEntry(args);
  const can = (permission: "conduct:rule" | "conduct:enter" | "conduct:settle") => canDo(args, actor, permission, { personId });
  const [mayRule, mayEnter, manages, locale] = await Promise.all([
    can("conduct:rule"),
    can("conduct:enter"),
    can("conduct:settle"),
    requestLocale(args),
  ]);
  const page = await entryPage(db(), entryId, { id: actor.personId, mayRule, mayEnter, manages, now: clock.now() }, locale);
  if (!page) throw problem(404, "not_found");
  return {
    title: translate(conductMessages, locale)("entry.title", { day: formatDate(page.day, locale) }),
    page,
    seesLedger: page.self || mayEnter,
  };
}

/** The agent appeals (`appeal`); somebody who did not make it rules (`rule`); who made it, or a manager, takes it back (`withdraw`). */
export async function action(args: ActionFunctionArgs) {
  await requireCan(args, "home:view");
  const { entryId, personId } = await openEntry(args);
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const intent = textOf(form, "intent");
  const reason = textOf(form, "reason");
  if (intent === "appeal") {
    const actor = await requireCan(args, "conduct:appeal", { personId });
    const outcome = await appealEntry(writeContext(args, actor, form), entryId, textOf(form, "said"));
    if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 422 });
  } else if (intent === "rule") {
    const actor = await requireCan(args, "conduct:rule", { personId });
    const asked = { ruling: textOf(form, "ruling"), rule: textOf(form, "rule"), reason };
    const outcome = await ruleAppeal(writeContext(args, actor, form), entryId, asked);
    if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 422 });
  } else if (intent === "withdraw") {
    const actor = await requireCan(args, "conduct:enter", { personId });
    const manages = await canDo(args, actor, "conduct:settle", { personId });
    const outcome = await withdrawEntry(writeContext(args, actor, form), entryId, { reason, manages });
    if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 422 });
  } else throw problem(400, "bad_request");
  throw redirect(`/conduct/entries/${entryId}`, { headers: { "Set-Cookie": await toast("done") } });
}

export default function EntryRoute() {
  const { title, page, seesLedger } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const t = useT(conductMessages);
  const ledger = {
    to: `/conduct/${page.person.id}?month=${monthName(page.month)}`,
    label: page.self ? t("entry.back_own") : t("entry.back", { name: page.person.name }),
  };
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={title} detail={page.self ? undefined : page.person.name} back={seesLedger ? ledger : undefined} />
      <div className="grid gap-5">
        <HoldNotice page={page} />
        <EntryView page={page} />
        <AppealPart page={page} refused={refused} />
        {page.mayWithdraw && <Withdraw page={page} refusals={refused?.intent === "withdraw" ? refused.refusals : null} />}
      </div>
    </div>
  );
}
