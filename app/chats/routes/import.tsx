import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { importPage } from "../import-page.server";
import { cancelChatImport, chooseChatColumns, orderChatImport, setImportDay, undoChatImport } from "../import.server";
import { importMessages } from "../messages.import";
import { ImportChecked } from "../ui/ImportChecked";
import { ImportDone } from "../ui/ImportDone";
import { ImportFaults } from "../ui/ImportFaults";
import { ImportGoing } from "../ui/ImportGoing";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

const MOST_COLUMNS = 60;

/** One import: what it would bring, how far it is, what it has brought. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "chats:import");
  const [page, locale] = await Promise.all([importPage(db(), idParam(args.params.importId), clock.now()), requestLocale(args)]);
  if (!page) throw problem(404, "not_found");
  const ids = { columns: newId(), day: newId(), order: newId(), cancel: newId(), undo: newId() };
  return { title: translate(importMessages, locale)("title"), page, ids };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "chats:import");
  const importId = idParam(args.params.importId);
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const outcome = await run();
  if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 409 });
  const saved = intent === "columns" || intent === "day";
  throw redirect(`/chats/imports/${importId}`, saved ? { headers: { "Set-Cookie": await toast("saved") } } : undefined);

  function run() {
    switch (intent) {
      case "columns":
        return chooseChatColumns(
          ctx,
          importId,
          Array.from({ length: MOST_COLUMNS }, (_, i) => textOf(form, `column-${i}`)),
        );
      case "day":
        return setImportDay(ctx, importId, textOf(form, "day"));
      case "order":
        return orderChatImport(ctx, importId);
      case "cancel":
        return cancelChatImport(ctx, importId);
      case "undo":
        return undoChatImport(ctx, importId);
      default:
        throw problem(400, "bad_request");
    }
  }
}

export default function Import() {
  const { page, ids } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(importMessages);
  const { kind, store, format, encoding, bytes } = page;
  const size = bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  const refused = answer ? { intent: answer.intent, refusals: answer.refusals } : null;
  return (
    <>
      <PageHeader
        title={page.fileName || t(`kind.${kind}`)}
        detail={t("one.about", { kind: t(`kind.${kind}`), store, format: format.toUpperCase(), encoding: encoding.toUpperCase(), size })}
        back={{ to: "/chats/imports", label: t("one.back") }}
      />
      <div className="grid max-w-5xl gap-5">
        {page.checked && <ImportChecked checked={page.checked} ids={ids} refused={refused} />}
        {page.isGoing && (
          <ImportGoing page={page} submissionId={ids.cancel} refusals={refused?.intent === "cancel" ? refused.refusals : null} />
        )}
        {!page.checked && !page.isGoing && (
          <ImportDone page={page} submissionId={ids.undo} refusals={refused?.intent === "undo" ? refused.refusals : null} />
        )}
        {page.faults.length > 0 && <ImportFaults faults={page.faults} count={page.faultCount} />}
      </div>
    </>
  );
}
