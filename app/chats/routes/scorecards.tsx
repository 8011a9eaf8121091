import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { readSetting } from "~/people/settings.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { pick } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { scorecardMessages } from "../messages.scorecards";
import { chooseCard, newCard, saveTerms, scorecardList, teamsWithCards } from "../scorecard-edit.server";
import { termsIn } from "../scorecard-form.server";
import { ScorecardList } from "../ui/ScorecardList";
import { TermsForm } from "../ui/TermsForm";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The scorecards, which team uses which, and the terms of the daily duty. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "chats:scorecards");
  const [cards, teams, terms, locale] = await Promise.all([
    scorecardList(db()),
    teamsWithCards(db(), actor.roles),
    readSetting(db(), "chat_checks"),
    requestLocale(args),
  ]);
  return {
    title: translate(scorecardMessages, locale)("title"),
    teams,
    terms,
    cards: cards.map(({ id, number, body, draft, isHouse }) => ({
      ...{ id, number, isHouse, isDraft: draft !== null, criteria: body.criteria.length },
      name: pick((number === 0 ? (draft ?? body) : body).name, locale),
    })),
  };
}

/** Begin a scorecard (`new`), choose one for a team (`choose`), or say the terms of the duty (`terms`). */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "chats:scorecards");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const [card, team] = [textOf(form, "card"), textOf(form, "team")];
  if (intent === "new" && isId(card)) {
    const outcome = await newCard(ctx, card);
    if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 422 });
    throw redirect(`/chats/scorecards/${outcome.value.cardId}`);
  }
  if (intent !== "terms" && !(intent === "choose" && isId(card) && isId(team))) throw problem(400, "bad_request");
  const outcome = intent === "terms" ? await saveTerms(ctx, termsIn(form)) : await chooseCard(ctx, actor.roles, team, card);
  if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 422 });
  throw redirect("/chats/scorecards", { headers: { "Set-Cookie": await toast("saved") } });
}

export default function Scorecards() {
  const { cards, teams, terms } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(scorecardMessages);
  const refusalsOf = (intent: string) => (refused?.intent === intent ? refused.refusals : undefined);
  return (
    <div className="mx-auto grid max-w-4xl gap-5">
      <PageHeader title={t("title")} detail={t("lead")} back={{ to: "/chats/checks", label: t("back") }} />
      <ScorecardList cards={cards} teams={teams} refusals={refusalsOf("choose") ?? refusalsOf("new")} />
      <TermsForm terms={terms} refusals={refusalsOf("terms")} />
    </div>
  );
}
