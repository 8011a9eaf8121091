import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { peopleMessages } from "~/people/messages";
import { peopleFacts } from "~/people/queries.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { RadioCards } from "~/ui/RadioCards";
import { TextArea } from "~/ui/TextArea";
import { activationMessages } from "../messages";
import { gateMessages } from "../messages.gate";
import { changeState } from "../state.server";
import { possibleChanges, stateChanges } from "../state-rules";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** What a manager may do to somebody's state outside the gates. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  await requireCan(args, "person:state", { personId });
  const [locale, person] = await Promise.all([requestLocale(args), peopleFacts(db(), personId, clock.now())]);
  if (!person) throw problem(404, "not_found");
  const { name, state, stateSince, clearance } = person;
  const title = translate(gateMessages, locale)("state.title", { name });
  return { title, personId, name, state, stateSince, clearance, changes: possibleChanges(state) };
}

/** Suspend, reinstate, let go or take back, with a reason. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "person:state", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const change = stateChanges.find((c) => c === textOf(form, "change"));
  if (!change) throw problem(400, "bad_request");
  const outcome = await changeState(writeContext(args, actor, form), personId, change, textOf(form, "reason").slice(0, 500));
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/people/${personId}`, { headers: { "Set-Cookie": await toast("done") } });
}

export default function StatePage() {
  const { title, personId, name, state, stateSince, clearance, changes } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(gateMessages);
  const people = useT(peopleMessages);
  const { locale, zone } = useReader();
  const back = { to: `/people/${personId}`, label: name };
  if (state === null || changes.length === 0) {
    return (
      <>
        <PageHeader title={title} back={back} />
        <EmptyState title={t("state.none")}>{t("state.none_detail", { name })}</EmptyState>
      </>
    );
  }
  const since = stateSince ? t("state.since", { when: formatDateTime(stateSince, locale, zone) }) : "";
  const detail = `${t("state.now")}: ${people(`state.${state}`)} ${since} · ${people(`clearance.${clearance}`)}`;
  return (
    <>
      <PageHeader title={title} detail={detail} back={back} />
      <Card className="max-w-2xl">
        <Form messages={activationMessages} refusals={refused?.refusals} draftKey={`state:${personId}`} className="grid gap-5">
          <RadioCards
            name="change"
            legend={t("state.choose")}
            required
            defaultValue={changes.length === 1 ? changes[0] : undefined}
            options={changes.map((change) => ({ value: change, label: t(`state.${change}`), description: t(`state.${change}_detail`) }))}
          />
          <TextArea name="reason" label={t("state.reason")} hint={t("state.reason_hint")} rows={3} required minLength={5} maxLength={500} />
          <div>
            <ConfirmButton variant="primary" question={t("state.question", { name })}>
              {t("state.save")}
            </ConfirmButton>
          </div>
        </Form>
      </Card>
    </>
  );
}
