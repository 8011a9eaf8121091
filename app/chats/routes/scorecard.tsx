import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { pick } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { scorecardMessages } from "../messages.scorecards";
import { archiveCard, publishCard, saveCard, scorecardList } from "../scorecard-edit.server";
import { cardIn, raised, without, withOneMore } from "../scorecard-form.server";
import { ScorecardForm } from "../ui/ScorecardForm";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** One scorecard as it is worked on: its draft, else its last version. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "chats:scorecards");
  const cardId = idParam(args.params.cardId);
  const [cards, locale] = await Promise.all([scorecardList(db()), requestLocale(args)]);
  const found = cards.find(({ id }) => id === cardId);
  if (!found) throw problem(404, "not_found");
  const card = found.draft ?? found.body;
  const title = translate(scorecardMessages, locale)("edit.title", { name: pick(card.name, locale) });
  return { title, card, revision: found.revision, number: found.number, isHouse: found.isHouse };
}

/** Keep the draft (`save`, with a criterion added, taken out or moved), publish it (`publish`), or put the card away (`archive`). */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "chats:scorecards");
  const cardId = idParam(args.params.cardId);
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const revision = Number(textOf(form, "revision"));
  if (intent === "archive") {
    const outcome = await archiveCard(ctx, cardId);
    if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
    throw redirect("/chats/scorecards", { headers: { "Set-Cookie": await toast("removed") } });
  }
  const card = cardIn(form);
  if (intent === "publish") {
    const outcome = await publishCard(ctx, cardId, revision, card);
    if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
    throw redirect("/chats/scorecards", { headers: { "Set-Cookie": await toast("done") } });
  }
  const [what, slug = ""] = intent.split(":");
  const changed =
    what === "add"
      ? withOneMore(card)
      : what === "remove"
        ? without(card, slug)
        : what === "up"
          ? raised(card, slug)
          : what === "save"
            ? card
            : null;
  if (!changed) throw problem(400, "bad_request");
  const outcome = await saveCard(ctx, cardId, revision, changed);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/chats/scorecards/${cardId}`, what === "save" ? { headers: { "Set-Cookie": await toast("saved") } } : undefined);
}

export default function ScorecardRoute() {
  const { title, card, revision, isHouse } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(scorecardMessages);
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={title} detail={t("edit.lead")} back={{ to: "/chats/scorecards", label: t("edit.back") }} />
      <ScorecardForm key={revision} card={card} revision={revision} isHouse={isHouse} refusals={refused?.refusals} />
    </div>
  );
}
