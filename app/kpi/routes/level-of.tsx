import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { peopleFacts } from "~/people/queries.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { setLevel } from "../levels/change.server";
import { endMentorship, nameMentor } from "../levels/mentors.server";
import { levelMessages } from "../levels/messages";
import { levelPage } from "../levels/page.server";
import { LevelSince } from "../ui/LevelSince";
import { LevelView } from "../ui/LevelView";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** Somebody's level, to themselves and to whoever leads them. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "levels:view", { personId });
  const locale = await requestLocale(args);
  const [facts, page, mayDecide] = await Promise.all([
    peopleFacts(db(), personId, clock.now()),
    levelPage(db(), personId, locale),
    canDo(args, actor, "levels:decide", { personId }),
  ]);
  if (!facts) throw problem(404, "not_found");
  const title = translate(levelMessages, locale)("title_of", { name: facts.name });
  return { title, page, person: { id: personId, name: facts.name }, mayDecide, own: actor.personId === personId };
}

/** A manager sets the level (`level`), names a newcomer (`mentor`) or ends that (`mentor_end`). */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "levels:decide", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  if (intent !== "level" && intent !== "mentor" && intent !== "mentor_end") throw problem(400, "bad_request");
  const outcome =
    intent === "level"
      ? await setLevel(ctx, personId, { level: textOf(form, "level"), reason: textOf(form, "reason") })
      : intent === "mentor"
        ? await nameMentor(ctx, personId, textOf(form, "traineeId"))
        : await endMentorship(ctx, personId, idParam(textOf(form, "mentorshipId")));
  if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/levels/${personId}`, { headers: { "Set-Cookie": await toast("done") } });
}

export default function LevelOf() {
  const { title, page, person, mayDecide, own } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(levelMessages);
  return (
    <>
      <PageHeader
        title={title}
        detail={page.held ? <LevelSince held={page.held} /> : t("none")}
        back={{ to: `/people/${person.id}`, label: t("back_person", { name: person.name }) }}
      />
      <LevelView page={page} own={own} mayDecide={mayDecide && !own} refused={refused} />
    </>
  );
}
