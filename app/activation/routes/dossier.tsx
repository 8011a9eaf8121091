import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { toast } from "~/platform/cookies.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { dossierPage } from "../dossier-page.server";
import { brokenEvidence, noteBroken } from "../evidence-sweep.server";
import { dossierMessages } from "../messages.dossier";
import { BrokenNote } from "../ui/BrokenNote";
import { DossierPaper } from "../ui/DossierPaper";
import { MissingDecision } from "../ui/MissingDecision";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The dossier of one decision: to whoever may see the gate. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "gate:view", { personId });
  const [locale, seesTraining, seesProbation] = await Promise.all([
    requestLocale(args),
    canDo(args, actor, "training:view", { personId }),
    canDo(args, actor, "probation:view", { personId }),
  ]);
  const self = actor.personId === personId;
  const decisionId = idParam(args.params.decisionId);
  const page = await dossierPage(db(), personId, decisionId, { locale, self, seesTraining, seesProbation });
  const trouble = page?.seal.state === "broken" || !page ? await brokenEvidence(db(), personId, decisionId) : null;
  if (!page && !trouble) throw problem(404, "not_found");
  const mayNote = trouble?.isOpen === true && (await canDo(args, actor, "gate:evidence", { personId }));
  const t = translate(dossierMessages, locale);
  const title = page ? t(page.decision.gate === "desk" ? "title" : "title_activation", { name: page.person.name }) : t("missing.title");
  return { title, personId, page, trouble, mayNote };
}

/** An administrator says what became of evidence that does not verify. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "gate:evidence", { personId });
  const form = await readForm(args.request);
  const reason = textOf(form, "reason").slice(0, 1000);
  const outcome = await noteBroken(writeContext(args, actor, form), personId, idParam(args.params.decisionId), reason);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect("/inbox", { headers: { "Set-Cookie": await toast("done") } });
}

export default function DossierRoute() {
  const { title, personId, page, trouble, mayNote } = useLoaderData<typeof loader>();
  const refusals = useActionData<typeof action>()?.refusals ?? null;
  const note = trouble && <BrokenNote isOpen={trouble.isOpen} mayNote={mayNote} refusals={refusals} />;
  if (page) return <DossierPaper title={title} page={page} note={note} />;
  return <MissingDecision title={title} personId={personId} name={trouble?.name ?? ""} note={note} />;
}
