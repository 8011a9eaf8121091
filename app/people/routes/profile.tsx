import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import Bell from "lucide-react/icons/bell";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { problem, readForm, textOf } from "~/platform/http.server";
import type { Outcome } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { TextField } from "~/ui/TextField";
import { changePassword } from "../accounts.server";
import { requireCan, writeContext } from "../guard.server";
import { peopleMessages } from "../messages";
import { pageMessages } from "../messages.pages";
import { endSessions, ownProfile, saveOwnName } from "../profile.server";
import { Dossiers } from "../ui/Dossiers";
import { Facts } from "../ui/Facts";
import { Preferences } from "../ui/Preferences";

export const meta: MetaFunction = () => [{ title: "我的资料 · Your profile — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "profile:edit");
  const profile = await ownProfile(db(), actor.personId, actor.sessionId);
  if (!profile) throw problem(404, "not_found");
  return { ...profile, personId: actor.personId };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "profile:edit");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const outcome = await run();
  if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 400 });
  throw redirect("/profile", { headers: { "Set-Cookie": await toast(intent === "session" || intent === "sessions" ? "done" : "saved") } });

  function run(): Promise<Outcome<unknown>> {
    switch (intent) {
      case "name":
        return saveOwnName(ctx, actor.personId, textOf(form, "name"));
      case "password":
        return changePassword(ctx, {
          personId: actor.personId,
          sessionId: actor.sessionId,
          current: secretOf(form, "current"),
          password: secretOf(form, "password"),
          address: args.context.address,
        });
      case "session":
        return endSessions(ctx, actor.personId, { sessionId: textOf(form, "sessionId") });
      case "sessions":
        return endSessions(ctx, actor.personId, { allBut: actor.sessionId });
      default:
        throw problem(400, "bad_request");
    }
  }
}

/** A password as typed: blanks at its ends belong to it. */
function secretOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

export default function Profile() {
  const { own, sessions, personId } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { locale, zone } = useReader();
  const t = useT(pageMessages);
  const refusalsOf = (intent: string) => (refused?.intent === intent ? refused.refusals : null);
  return (
    <>
      <PageHeader
        title={t("profile.title")}
        detail={own.name}
        action={
          <LinkButton to="/profile/notifications" icon={<Bell aria-hidden className="size-4" />}>
            {t("profile.notifications")}
          </LinkButton>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="grid gap-5">
          <Card title={t("profile.name_card")}>
            <Form refusals={refusalsOf("name")} messages={peopleMessages} className="grid gap-5">
              <input type="hidden" name="intent" value="name" />
              <TextField
                name="name"
                label={t("profile.name")}
                defaultValue={own.name}
                autoComplete="name"
                required
                maxLength={80}
                key={own.name}
              />
              <div>
                <Button type="submit">{t("profile.save")}</Button>
              </div>
            </Form>
            <div className="mt-5 border-t border-line pt-4">
              <Facts
                facts={[
                  { key: "login", label: t("profile.login"), value: own.login ?? "—" },
                  { key: "email", label: t("person.email"), value: own.email ?? t("person.unset") },
                ]}
              />
            </div>
          </Card>
          <Card title={t("profile.password")}>
            <Form refusals={refusalsOf("password")} messages={peopleMessages} className="grid gap-5">
              <input type="hidden" name="intent" value="password" />
              <input type="text" name="username" autoComplete="username" defaultValue={own.login ?? ""} hidden readOnly />
              <TextField
                name="current"
                type="password"
                label={t("profile.password_current")}
                autoComplete="current-password"
                required
                maxLength={1000}
              />
              <TextField
                name="password"
                type="password"
                label={t("profile.password_new")}
                hint={t("profile.password_hint")}
                autoComplete="new-password"
                required
                minLength={10}
                maxLength={200}
              />
              <div>
                <Button type="submit">{t("profile.password_save")}</Button>
              </div>
            </Form>
          </Card>
        </div>
        <div className="grid gap-5">
          <Dossiers personId={personId} decisions={own.decisions} />
          <Card title={t("profile.display")}>
            <Preferences theme={own.theme === "light" || own.theme === "dark" ? own.theme : null} />
          </Card>
          <Card
            title={t("profile.sessions")}
            action={
              sessions.length > 1 && (
                <Form>
                  <input type="hidden" name="intent" value="sessions" />
                  <Button type="submit" size="sm">
                    {t("profile.session_end_all")}
                  </Button>
                </Form>
              )
            }
          >
            <p className="mb-3 text-sm text-muted">{t("profile.sessions_hint")}</p>
            <ul className="divide-y divide-line">
              {sessions.map((session) => (
                <li key={session.id} className="flex items-center justify-between gap-4 py-3">
                  <div className="min-w-0">
                    <p className="flex flex-wrap items-center gap-2 text-ui">
                      {session.device ? t("profile.on", session.device) : t("profile.device_unknown")}
                      {session.mine && <Badge tone="accent">{t("profile.session_this")}</Badge>}
                    </p>
                    <p className="text-sm text-muted">
                      {t("profile.session_seen", { when: formatDateTime(session.seen, locale, zone) })}
                      {session.address && ` · ${t("profile.session_from", { address: session.address })}`}
                    </p>
                  </div>
                  {!session.mine && (
                    <Form>
                      <input type="hidden" name="intent" value="session" />
                      <input type="hidden" name="sessionId" value={session.id} />
                      <Button type="submit" size="sm">
                        {t("profile.session_end")}
                      </Button>
                    </Form>
                  )}
                </li>
              ))}
            </ul>
          </Card>
        </div>
      </div>
    </>
  );
}
