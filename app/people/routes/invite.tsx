import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { readForm } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { RadioCards } from "~/ui/RadioCards";
import { SelectField } from "~/ui/SelectField";
import { checkForm, invitationSchema } from "../forms";
import { requireCan, writeContext } from "../guard.server";
import { invite, rolesToOffer } from "../invite.server";
import { newToken } from "../links.server";
import { madeLink } from "../made-link.server";
import { peopleMessages } from "../messages";
import { formMessages } from "../messages.forms";
import type { Role } from "../permissions";
import { invitationOf } from "../read-form.server";
import { staffChoices } from "../staff-choices.server";
import { DetailsFields } from "../ui/DetailsFields";
import { LinkCard } from "../ui/LinkCard";
import { StoreShares } from "../ui/StoreShares";

export const meta: MetaFunction = () => [{ title: "邀请 · Invite — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "people:invite");
  return { ...(await staffChoices(db(), actor)), roles: rolesToOffer(actor), submissionId: newId() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "people:invite");
  const form = await readForm(args.request);
  const values = checkForm(invitationSchema, invitationOf(form));
  if (!values.ok) return data({ refusals: values.refusals, made: null }, { status: 400 });
  const token = newToken();
  const outcome = await invite(writeContext(args, actor, form), actor, values.value, token);
  if (!outcome.ok) return data({ refusals: outcome.refusals, made: null }, { status: 400 });
  const link = await madeLink("invitation", token, clock.now());
  return data({ refusals: null, made: { personId: outcome.value.personId, name: values.value.name, link } });
}

const blank = { name: "", externalId: "", email: "", hireDate: "", contractTerm: "" as const, probationEnd: "" };

export default function Invite() {
  const { teams, stores, roles, submissionId } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useT(formMessages);
  const people = useT(peopleMessages);
  const [chosen, setChosen] = useState<Role[]>(["agent"]);
  const [done, setDone] = useState<string | null>(null);
  const back = { to: "/people", label: t("invite.back") };
  const isAgent = chosen.includes("agent");

  if (result?.made && result.made.personId !== done)
    return <Invited made={result.made} onAgain={() => setDone(result.made?.personId ?? null)} back={back} />;
  return (
    <>
      <PageHeader title={t("invite.title")} back={back} />
      {teams.length === 0 && (
        <Notice tone="waiting" className="mb-5 max-w-3xl">
          {t("team.none")}
        </Notice>
      )}
      <Form
        refusals={result?.refusals}
        messages={peopleMessages}
        submissionId={submissionId}
        draftKey="invite"
        className="grid max-w-3xl gap-5"
        // A second invitation starts with empty fields.
        key={done ?? "first"}
      >
        <Card title={t("details.title")}>
          <DetailsFields values={blank} />
        </Card>
        <Card title={t("roles.title")}>
          {roles.length === 1 ? (
            <input type="hidden" name="roles" value="agent" />
          ) : (
            <RadioCards
              name="roles"
              legend={t("roles.title")}
              legendHidden
              multiple
              columns={2}
              value={chosen}
              onChange={(value, checked) => setChosen((now) => (checked ? [...now, value as Role] : now.filter((role) => role !== value)))}
              options={roles.map((role) => ({ value: role, label: people(`role.${role}`), description: t(`roles.${role}`) }))}
              className="mb-5"
            />
          )}
          <SelectField
            name="teamId"
            label={t("team.label")}
            hint={t(isAgent ? "team.hint_agent" : "team.hint_lead")}
            required={isAgent}
            placeholder={isAgent ? true : t("team.whole")}
            defaultValue={teams.length === 1 && isAgent ? teams[0]?.id : ""}
            options={teams.map((team) => ({ value: team.id, label: team.name }))}
          />
        </Card>
        {isAgent && (
          <Card title={t("stores.title")}>
            <StoreShares stores={stores} />
          </Card>
        )}
        <div>
          <Button type="submit" variant="primary" size="lg" className="max-sm:w-full">
            {t("invite.button")}
          </Button>
        </div>
      </Form>
    </>
  );
}

type Made = { personId: string; name: string; link: { path: string; base: string | null; expiresAt: Date } | null };

function Invited({ made, onAgain, back }: { made: Made; onAgain: () => void; back: { to: string; label: string } }) {
  const t = useT(formMessages);
  return (
    <>
      <PageHeader title={t(made.link ? "invite.done" : "invite.repeated", { name: made.name })} back={back} />
      <Card className="max-w-3xl">
        <p className="mb-5 text-base text-muted">{t(made.link ? "invite.done_body" : "invite.repeated_body")}</p>
        {made.link ? (
          <LinkCard link={made.link} />
        ) : (
          <LinkButton to={`/people/${made.personId}/access`} variant="primary">
            {t("invite.renew")}
          </LinkButton>
        )}
      </Card>
      <div className="mt-5 flex flex-wrap gap-2">
        <Button onClick={onAgain}>{t("invite.again")}</Button>
        <LinkButton to={`/people/${made.personId}`}>{t("invite.to_person", { name: made.name })}</LinkButton>
      </div>
    </>
  );
}
