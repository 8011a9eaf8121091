import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { readForm } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { TextField } from "~/ui/TextField";
import { resetPassword } from "../accounts.server";
import { linkPage } from "../door-queries.server";
import { faultStatus, letIn } from "../door.server";
import { writeContext } from "../guard.server";
import { peopleMessages } from "../messages";
import { doorMessages } from "../messages.door";
import { DoorPage } from "~/ui/shell/DoorPage";
import { LinkFaultPage } from "../ui/LinkFaultPage";

export const meta: MetaFunction = () => [{ title: "设置新密码 · New password — 上岗 Deskready" }, { name: "robots", content: "noindex" }];

export async function loader({ params }: LoaderFunctionArgs) {
  const page = await linkPage(db(), "reset", params.token ?? "", clock.now());
  return data({ page }, { status: page.ok ? 200 : faultStatus(page.fault) });
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  const password = form.get("password");
  const outcome = await resetPassword(
    writeContext(args, null, form),
    args.params.token ?? "",
    typeof password === "string" ? password : "",
  );
  if (outcome.ok) return letIn(args, outcome.value.personId, "/");
  return data({ refusals: outcome.refusals }, { status: 400 });
}

export default function ResetPage() {
  const { page } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(doorMessages);
  if (!page.ok) return <LinkFaultPage kind="reset" fault={page.fault} />;
  return (
    <DoorPage title={t("reset.title")} lead={t("reset.for", { name: page.name, login: page.login ?? "—" })}>
      <Form refusals={refused?.refusals} messages={peopleMessages} className="grid gap-5">
        {/* Lets a password manager know whose password this is. */}
        <input type="text" name="username" autoComplete="username" defaultValue={page.login ?? ""} hidden readOnly />
        <TextField
          name="password"
          type="password"
          label={t("reset.password")}
          hint={t("invitation.password_hint")}
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={200}
          autoFocus
        />
        <Button type="submit" variant="primary" size="lg" block>
          {t("reset.button")}
        </Button>
      </Form>
      <p className="mt-6 text-sm text-muted">{t("reset.effect")}</p>
    </DoorPage>
  );
}
