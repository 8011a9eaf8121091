import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { type Outcome, type Refusal, refuse } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { endRole, grantRole, issueReset, switchAccount } from "../access.server";
import { accessPage } from "../access-page.server";
import { requireCan, writeContext } from "../guard.server";
import { renewInvitation, withdrawInvitation } from "../invite.server";
import { newToken } from "../links.server";
import { madeLink } from "../made-link.server";
import { peopleMessages } from "../messages";
import { formMessages } from "../messages.forms";
import { roles } from "../permissions";
import { AccountCard } from "../ui/AccountCard";
import { LinkCard, type MadeLink } from "../ui/LinkCard";
import { RolesCard } from "../ui/RolesCard";

export const meta: MetaFunction = () => [{ title: "账号与角色 · Access — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "person:reset_link", { personId });
  const page = await accessPage(db(), actor, personId, clock.now());
  if (!page) throw problem(404, "not_found");
  return page;
}

type Answer = { intent: string; refusals: Refusal[] | null; link: MadeLink | null };

export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "person:reset_link", { personId });
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const token = newToken();
  const outcome = await run();
  if (!outcome.ok) return data<Answer>({ intent, refusals: outcome.refusals, link: null }, { status: 400 });
  if (intent === "renew" || intent === "reset") {
    const link = await madeLink(intent === "reset" ? "reset" : "invitation", token, ctx.now);
    if (link) return data<Answer>({ intent, refusals: null, link });
  }
  throw redirect(`/people/${personId}/access`, { headers: { "Set-Cookie": await toast("done") } });

  function run(): Promise<Outcome<unknown>> {
    switch (intent) {
      case "renew":
        return renewInvitation(ctx, actor, personId, token);
      case "withdraw":
        return withdrawInvitation(ctx, actor, personId);
      case "reset":
        return issueReset(ctx, actor, personId, token);
      case "grant": {
        const role = roles.find((r) => r === textOf(form, "role"));
        if (!role) return Promise.resolve(refuse("role_unknown", { field: "role" }));
        return grantRole(ctx, actor, personId, { role, teamId: textOf(form, "teamId") || null });
      }
      case "end":
        return endRole(ctx, actor, personId, textOf(form, "grantId"));
      case "close":
      case "reopen":
        return switchAccount(ctx, actor, personId, intent === "reopen", textOf(form, "reason"));
      default:
        throw problem(400, "bad_request");
    }
  }
}

export default function Access() {
  const { person, invitation, roles: held, teams, may } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { locale, zone } = useReader();
  const t = useT(formMessages);
  const refusalsOf = (...intents: string[]) => (answer && intents.includes(answer.intent) ? answer.refusals : null);
  return (
    <>
      <PageHeader title={t("access.title", { name: person.name })} back={{ to: `/people/${person.id}`, label: person.name }} />
      <div className="grid max-w-3xl gap-5">
        {answer?.link && (
          <Card raised title={t(answer.intent === "reset" ? "access.reset_done" : "invite.done", { name: person.name })}>
            <p className="mb-5 text-sm text-muted">{t("invite.done_body")}</p>
            <LinkCard link={answer.link} />
          </Card>
        )}
        {invitation && !person.closed && (
          <Card title={t("access.invitation")}>
            <Notice tone="waiting" className="mb-4">
              {invitation.expiresAt
                ? t("access.invitation_open", { when: formatDateTime(invitation.expiresAt, locale, zone) })
                : t("access.invitation_dead")}
            </Notice>
            {may.reinvite && (
              <div className="flex flex-wrap items-center gap-3">
                <Form refusals={refusalsOf("renew")} messages={peopleMessages}>
                  <Button type="submit" name="intent" value="renew" variant={answer?.link ? "secondary" : "primary"}>
                    {t("access.invitation_renew")}
                  </Button>
                </Form>
                {invitation.expiresAt && (
                  <Form refusals={refusalsOf("withdraw")} messages={peopleMessages}>
                    <ConfirmButton
                      name="intent"
                      value="withdraw"
                      question={t("access.invitation_withdraw_question")}
                      consequence={t("access.invitation_withdraw_body")}
                    >
                      {t("access.invitation_withdraw")}
                    </ConfirmButton>
                  </Form>
                )}
                <p className="text-sm text-muted">{t("access.invitation_renew_hint")}</p>
              </div>
            )}
          </Card>
        )}
        {person.accepted && !person.closed && (
          <Card title={t("access.reset")}>
            <p className="mb-4 text-sm text-muted">{t(may.reset ? "access.reset_hint" : "access.reset_not")}</p>
            {may.reset && (
              <Form refusals={refusalsOf("reset")} messages={peopleMessages}>
                <ConfirmButton
                  name="intent"
                  value="reset"
                  variant="secondary"
                  question={t("access.reset_question")}
                  consequence={t("access.reset_hint")}
                >
                  {t("access.reset_button")}
                </ConfirmButton>
              </Form>
            )}
          </Card>
        )}
        <RolesCard held={held} teams={teams} mayChange={may.roles && person.state !== "left"} refusals={refusalsOf("grant", "end")} />
        {may.roles && (person.accepted || person.closed) && <AccountCard person={person} refusals={refusalsOf("close", "reopen")} />}
      </div>
    </>
  );
}
