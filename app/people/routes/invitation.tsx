import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { readForm, textOf } from "~/platform/http.server";
import { isLocale } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { RadioCards } from "~/ui/RadioCards";
import { TextField } from "~/ui/TextField";
import { acceptInvitation } from "../accounts.server";
import { linkPage } from "../door-queries.server";
import { faultStatus, letIn } from "../door.server";
import { writeContext } from "../guard.server";
import { peopleMessages } from "../messages";
import { doorMessages } from "../messages.door";
import { requestLocale } from "../request-locale.server";
import { DoorPage } from "~/ui/shell/DoorPage";
import { LinkFaultPage } from "../ui/LinkFaultPage";

export const meta: MetaFunction = () => [{ title: "邀请 · Invitation — 上岗 Deskready" }, { name: "robots", content: "noindex" }];

export async function loader({ params }: LoaderFunctionArgs) {
  const page = await linkPage(db(), "invitation", params.token ?? "", clock.now());
  return data({ page }, { status: page.ok ? 200 : faultStatus(page.fault) });
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  const chosen = form.get("locale");
  const locale = isLocale(chosen) ? chosen : await requestLocale(args);
  const password = form.get("password");
  const values = { login: textOf(form, "login"), password: typeof password === "string" ? password : "", locale };
  const outcome = await acceptInvitation(writeContext(args, null, form), args.params.token ?? "", values);
  if (outcome.ok) return letIn(args, outcome.value.personId, "/", locale);
  return data({ refusals: outcome.refusals }, { status: 400 });
}

export default function InvitationPage() {
  const { page } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { locale, zone } = useReader();
  const t = useT(doorMessages);
  const people = useT(peopleMessages);
  if (!page.ok) return <LinkFaultPage kind="invitation" fault={page.fault} askName={page.by} />;

  const shop = page.shop || t("invitation.shop");
  const by = page.by ?? t("invitation.somebody");
  const team = page.roles.find((r) => r.team)?.team;
  const lead = team ? t("invitation.from_team", { by, shop, team }) : t("invitation.from", { by, shop });
  return (
    <DoorPage title={t("invitation.title", { name: page.name })} lead={lead}>
      <p className="-mt-3 mb-6 flex flex-wrap gap-2">
        {page.roles.map((held) => (
          <Badge key={`${held.role} ${held.team ?? ""}`}>{people(`role.${held.role}`)}</Badge>
        ))}
      </p>
      <Form refusals={refused?.refusals} messages={peopleMessages} className="grid gap-5">
        <TextField
          name="login"
          label={t("invitation.login")}
          hint={t("invitation.login_hint")}
          defaultValue={page.suggestion}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          minLength={3}
          maxLength={32}
        />
        <TextField
          name="password"
          type="password"
          label={t("invitation.password")}
          hint={t("invitation.password_hint")}
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={200}
        />
        <RadioCards
          name="locale"
          legend={t("invitation.language")}
          columns={2}
          tight
          defaultValue={locale}
          options={[
            { value: "zh-CN", label: <span lang="zh-CN">中文</span> },
            { value: "en", label: <span lang="en">English</span> },
          ]}
        />
        <Button type="submit" variant="primary" size="lg" block>
          {t("invitation.button")}
        </Button>
      </Form>
      <p className="mt-6 text-sm text-muted">{t("invitation.expires", { when: formatDateTime(page.expiresAt, locale, zone) })}</p>
    </DoorPage>
  );
}
