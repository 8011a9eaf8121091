import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { marksIn } from "../check-form.server";
import { agentOf, chatPage } from "../check-page.server";
import { checkMessages } from "../messages.checks";
import { disputeCheck, replyTo, ruleDispute, settleBreach, withdrawDispute } from "../talk.server";
import { ChatView } from "../ui/ChatView";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** One chat with its check and what was said of it: to its agent, and to who leads them. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "home:view");
  const chatId = idParam(args.params.chatId);
  const personId = await agentOf(db(), chatId);
  if (personId === undefined) throw problem(404, "not_found");
  const actor = personId === null ? await requireCan(args, "chats:list") : await requireCan(args, "chats:read", { personId });
  const about = personId === null ? undefined : { personId };
  const [mayRule, mayBreach, mayCheck, locale] = await Promise.all([
    about ? canDo(args, actor, "chats:rule", about) : false,
    about ? canDo(args, actor, "chats:breach", about) : false,
    about ? canDo(args, actor, "chats:check") : false,
    requestLocale(args),
  ]);
  const page = await chatPage(db(), chatId, { id: actor.personId, mayRule, mayBreach, now: clock.now() }, locale);
  if (!page) throw problem(404, "not_found");
  const name = page.chat.agent?.name;
  const t = translate(checkMessages, locale);
  return { title: name ? t("chat.title", { name }) : t("chat.title_unknown"), page, mayCheck: mayCheck && !page.isOwn };
}

/** Talk under the check (`reply`), dispute it (`dispute`, `withdraw`), rule on that (`rule`), or settle a breach (`breach`). */
export async function action(args: ActionFunctionArgs) {
  await requireCan(args, "home:view");
  const chatId = idParam(args.params.chatId);
  const personId = await agentOf(db(), chatId);
  if (!personId) throw problem(404, "not_found");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const intent = textOf(form, "intent");
  const actor = await requireCan(args, intent === "rule" ? "chats:rule" : intent === "breach" ? "chats:breach" : "chats:read", {
    personId,
  });
  const ctx = writeContext(args, actor, form);
  const outcome = await (async () => {
    if (intent === "reply") return replyTo(ctx, chatId, textOf(form, "reply"));
    if (intent === "dispute") {
      const criteria = form.getAll("criterion").filter((value): value is string => typeof value === "string");
      return disputeCheck(ctx, chatId, { criteria, reason: textOf(form, "reason") });
    }
    if (intent === "withdraw") return withdrawDispute(ctx, chatId);
    if (intent === "rule") return ruleDispute(ctx, chatId, { marks: marksIn(form), reason: textOf(form, "reason") });
    if (intent === "breach") return settleBreach(ctx, chatId, textOf(form, "note"));
    throw problem(400, "bad_request");
  })();
  if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/chats/${chatId}`, { headers: { "Set-Cookie": await toast(intent === "withdraw" ? "done" : "sent") } });
}

export default function ChatRoute() {
  const { page, title, mayCheck } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <ChatView page={page} title={title} mayCheck={mayCheck} refused={refused ?? null} />;
}
