import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { enterConduct } from "../entries.server";
import { conductMessages } from "../messages";
import { ENTRY_FORM_BYTES, entryIn, newPage } from "../new-page.server";
import { EntryForm } from "../ui/EntryForm";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The form of an entry on somebody of one's team. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  await requireCan(args, "conduct:enter", { personId });
  const locale = await requestLocale(args);
  const page = await newPage(db(), personId, locale, clock.now());
  if (!page) throw problem(404, "not_found");
  const chat = new URL(args.request.url).searchParams.get("chat") ?? "";
  return { title: translate(conductMessages, locale)("new.title", { name: page.person.name }), page, chat: chat.slice(0, 100) };
}

export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "conduct:enter", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request, ENTRY_FORM_BYTES);
  const asked = entryIn(form);
  const outcome = await enterConduct(writeContext(args, actor, form), personId, asked);
  if (!outcome.ok) {
    const { rule, day, note, evidence, chat } = asked;
    return data({ refusals: outcome.refusals, typed: { rule, day, note, evidence, chat } }, { status: 422 });
  }
  throw redirect(`/conduct/entries/${outcome.value.entryId}`, { headers: { "Set-Cookie": await toast("done") } });
}

export default function NewEntryRoute() {
  const { title, page, chat } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(conductMessages);
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader
        title={title}
        detail={t("new.lead", { name: page.person.name })}
        back={{ to: `/conduct/${page.person.id}`, label: t("new.back") }}
      />
      {page.rules.length === 0 ? (
        <Notice>{t("ledger.no_rules")}</Notice>
      ) : (
        <EntryForm page={page} chat={chat} typed={refused?.typed ?? null} refusals={refused?.refusals ?? null} />
      )}
    </div>
  );
}
