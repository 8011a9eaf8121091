import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { readForm, textOf } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { faultStatus, letIn } from "../door.server";
import { checkForm, setUpSchema } from "../forms";
import { writeContext } from "../guard.server";
import { findLink } from "../links.server";
import { peopleMessages } from "../messages";
import { doorMessages } from "../messages.door";
import { platforms } from "../platforms";
import { openShop } from "../set-up.server";
import { requestLocale } from "../request-locale.server";
import { DoorPage } from "~/ui/shell/DoorPage";
import { LinkFaultPage } from "../ui/LinkFaultPage";
import { WorkingWeek } from "../ui/WorkingWeek";
import { commonZones } from "../zones";

export const meta: MetaFunction = () => [{ title: "开通店铺 · Set up — 上岗 Deskready" }, { name: "robots", content: "noindex" }];

export async function loader({ params }: LoaderFunctionArgs) {
  const found = await findLink(db(), "set_up", params.token ?? "", clock.now());
  return data({ fault: found.ok ? null : found.fault }, { status: found.ok ? 200 : faultStatus(found.fault) });
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  const password = form.get("password");
  const values = checkForm(setUpSchema, {
    shopName: textOf(form, "shopName"),
    name: textOf(form, "name"),
    login: textOf(form, "login"),
    password: typeof password === "string" ? password : "",
    teamName: textOf(form, "teamName"),
    zone: textOf(form, "zone"),
    workingWeek: form.getAll("workingWeek").map(String),
    storeName: textOf(form, "storeName"),
    platform: textOf(form, "platform") as (typeof platforms)[number],
  });
  if (!values.ok) return data({ refusals: values.refusals }, { status: 400 });
  const locale = await requestLocale(args);
  const outcome = await openShop(writeContext(args, null, form), args.params.token ?? "", { ...values.value, locale });
  if (outcome.ok) return letIn(args, outcome.value.personId, "/", locale);
  return data({ refusals: outcome.refusals }, { status: 400 });
}

export default function SetUpPage() {
  const { fault } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(doorMessages);
  const people = useT(peopleMessages);
  if (fault) return <LinkFaultPage kind="set_up" fault={fault} />;
  return (
    <DoorPage wide title={t("set_up.title")} lead={t("set_up.lead")}>
      <Form refusals={refused?.refusals} messages={peopleMessages} draftKey="set-up" className="grid gap-5">
        <Card title={t("set_up.shop")}>
          <TextField name="shopName" label={t("set_up.shop_name")} autoComplete="organization" required maxLength={80} />
        </Card>
        <Card title={t("set_up.you")}>
          <p className="mb-4 text-sm text-muted">{t("set_up.you_hint")}</p>
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField name="name" label={t("set_up.name")} autoComplete="name" required maxLength={80} />
            <TextField
              name="login"
              label={t("invitation.login")}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              minLength={3}
              maxLength={32}
            />
            <TextField
              className="sm:col-span-2"
              name="password"
              type="password"
              label={t("invitation.password")}
              hint={t("invitation.password_hint")}
              autoComplete="new-password"
              required
              minLength={10}
              maxLength={200}
            />
          </div>
        </Card>
        <Card title={t("set_up.team")}>
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField name="teamName" label={t("set_up.team_name")} defaultValue={t("set_up.team_default")} required maxLength={80} />
            <SelectField
              name="zone"
              label={t("set_up.zone")}
              defaultValue="Asia/Shanghai"
              options={commonZones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
            />
          </div>
          <div className="mt-5">
            <WorkingWeek legend={t("set_up.week")} hint={t("set_up.week_hint")} chosen={[1, 2, 3, 4, 5]} />
          </div>
        </Card>
        <Card title={t("set_up.store")}>
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField name="storeName" label={t("set_up.store_name")} hint={t("set_up.store_hint")} optional maxLength={80} />
            <SelectField
              name="platform"
              label={t("set_up.platform")}
              className="sm:self-end"
              defaultValue="taobao"
              options={platforms.map((platform) => ({ value: platform, label: people(`platform.${platform}`) }))}
            />
          </div>
        </Card>
        <Button type="submit" variant="primary" size="lg" block>
          {t("set_up.button")}
        </Button>
      </Form>
    </DoorPage>
  );
}
