import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDate } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { type Outcome, type Refusal, refuse } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { editDetails } from "../edit.server";
import { differences, lastEdit } from "../edit-page.server";
import { checkForm, detailsSchema, shareRows } from "../forms";
import { requireCan, writeContext } from "../guard.server";
import { moveTeam, setStores } from "../memberships.server";
import { peopleMessages } from "../messages";
import { formMessages } from "../messages.forms";
import { personPage } from "../person-page.server";
import { detailsOf, sharesOf } from "../read-form.server";
import { staffChoices } from "../staff-choices.server";
import { DetailsFields } from "../ui/DetailsFields";
import { type Stale, StaleNotice } from "../ui/StaleNotice";
import { StoreShares } from "../ui/StoreShares";

export const meta: MetaFunction = () => [{ title: "编辑 · Edit — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "person:edit", { personId });
  const [person, choices] = await Promise.all([personPage(db(), personId, actor.zone, clock.now()), staffChoices(db(), actor)]);
  if (!person) throw problem(404, "not_found");
  return { person, ...choices, submissionIds: { details: newId(), team: newId(), stores: newId() } };
}

type Answer = { intent: string; refusals: Refusal[]; stale: Stale | null };

export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "person:edit", { personId });
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const outcome = await run();
  if (outcome.ok)
    throw redirect(intent === "details" ? `/people/${personId}` : `/people/${personId}/edit`, {
      headers: { "Set-Cookie": await toast("saved") },
    });
  const isStale = outcome.refusals.some((r) => r.code === "person_stale");
  const stale = isStale && intent === "details" ? await staleOf() : null;
  return data<Answer>({ intent, refusals: outcome.refusals, stale }, { status: isStale ? 409 : 400 });

  async function run(): Promise<Outcome<unknown>> {
    switch (intent) {
      case "details": {
        const values = checkForm(detailsSchema, detailsOf(form));
        if (!values.ok) return values;
        return editDetails(ctx, personId, { revision: Number(textOf(form, "revision")), values: values.value });
      }
      case "team":
        return moveTeam(ctx, actor, personId, { teamId: textOf(form, "teamId"), from: textOf(form, "teamFrom") });
      case "stores": {
        const shares = checkForm(shareRows, sharesOf(form));
        if (!shares.ok) return refuse("shares_range", { field: "shares" });
        return setStores(ctx, personId, { from: textOf(form, "sharesFrom"), shares: shares.value, reason: textOf(form, "sharesReason") });
      }
      default:
        throw problem(400, "bad_request");
    }
  }

  async function staleOf(): Promise<Stale | null> {
    const typed = checkForm(detailsSchema, detailsOf(form));
    const [now, last] = await Promise.all([personPage(db(), personId, actor.zone, clock.now()), lastEdit(db(), personId)]);
    if (!now || !typed.ok) return null;
    return { revision: now.revision, by: last?.by ?? null, at: last?.at ?? null, rows: differences(now, typed.value) };
  }
}

export default function Edit() {
  const { person, teams, stores, submissionIds } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { locale } = useReader();
  const t = useT(formMessages);
  const refusalsOf = (intent: string) => (answer?.intent === intent ? answer.refusals : null);
  const current = person.teams.find((m) => m.from <= person.today);
  const planned = person.teams.filter((m) => m.from > person.today);
  const employed = person.state !== null && person.state !== "left";
  const values = {
    name: person.name,
    externalId: person.externalId ?? "",
    email: person.email ?? "",
    hireDate: person.hireDate ?? "",
    contractTerm: person.contractTerm ?? ("" as const),
    probationEnd: person.probationEnd ?? "",
  };
  return (
    <>
      <PageHeader title={t("edit.title", { name: person.name })} back={{ to: `/people/${person.id}`, label: person.name }} />
      <div className="grid max-w-3xl gap-5">
        <Card title={t("edit.details")}>
          <Form
            refusals={refusalsOf("details")}
            messages={peopleMessages}
            submissionId={submissionIds.details}
            draftKey={`edit:${person.id}`}
            className="grid gap-5"
          >
            <input type="hidden" name="intent" value="details" />
            {/* Once the differences were shown, the next save is made in knowledge of them. */}
            <input type="hidden" name="revision" value={answer?.stale?.revision ?? person.revision} />
            {answer?.stale && <StaleNotice stale={answer.stale} />}
            <DetailsFields values={values} />
            <div>
              <Button type="submit" variant="primary">
                {t("edit.save")}
              </Button>
            </div>
          </Form>
        </Card>
        {employed && (
          <Card title={t("edit.team")}>
            <p className="mb-4 text-sm text-muted">
              {current ? t("edit.team_now", { team: current.name, day: formatDate(current.from, locale) }) : t("edit.team_none")}
              {planned.map((move) => ` ${t("edit.team_planned", { team: move.name, day: formatDate(move.from, locale) })}`)}
            </p>
            <Form
              refusals={refusalsOf("team")}
              messages={peopleMessages}
              submissionId={submissionIds.team}
              className="grid gap-5 sm:grid-cols-2"
            >
              <input type="hidden" name="intent" value="team" />
              <SelectField
                name="teamId"
                label={t("team.label")}
                placeholder
                required
                options={teams.map((team) => ({ value: team.id, label: team.name }))}
              />
              <TextField name="teamFrom" type="date" label={t("edit.team_from")} defaultValue={person.today} required />
              <div>
                <Button type="submit">{t("edit.team_save")}</Button>
              </div>
            </Form>
          </Card>
        )}
        {employed && (
          <Card title={t("stores.title")}>
            <Form
              refusals={refusalsOf("stores")}
              messages={peopleMessages}
              submissionId={submissionIds.stores}
              draftKey={`stores:${person.id}`}
              className="grid gap-5"
            >
              <input type="hidden" name="intent" value="stores" />
              <StoreShares stores={stores} held={person.stores} reason={person.stores[0]?.reason ?? ""} />
              {stores.length > 0 && (
                <div className="grid gap-5 sm:grid-cols-2">
                  <TextField name="sharesFrom" type="date" label={t("edit.stores_from")} defaultValue={person.today} required />
                  <div className="sm:col-span-2">
                    <Button type="submit">{t("edit.stores_save")}</Button>
                  </div>
                </div>
              )}
            </Form>
          </Card>
        )}
      </div>
    </>
  );
}
