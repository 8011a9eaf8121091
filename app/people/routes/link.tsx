import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { readForm } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { signInByLink } from "../accounts.server";
import { linkPage } from "../door-queries.server";
import { faultStatus, letIn } from "../door.server";
import { writeContext } from "../guard.server";
import { peopleMessages } from "../messages";
import { doorMessages } from "../messages.door";
import { DoorPage } from "~/ui/shell/DoorPage";
import { LinkFaultPage } from "../ui/LinkFaultPage";

export const meta: MetaFunction = () => [{ title: "登录 · Sign in — 上岗 Deskready" }, { name: "robots", content: "noindex" }];

// Messengers fetch a link to draw its preview: only the press of the button uses it up.
export async function loader({ params }: LoaderFunctionArgs) {
  const page = await linkPage(db(), "sign_in", params.token ?? "", clock.now());
  return data({ page }, { status: page.ok ? 200 : faultStatus(page.fault) });
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  const outcome = await signInByLink(writeContext(args, null, form), args.params.token ?? "");
  if (outcome.ok) return letIn(args, outcome.value.personId, "/");
  return data({ refusals: outcome.refusals }, { status: 400 });
}

export default function LinkPage() {
  const { page } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(doorMessages);
  const people = useT(peopleMessages);
  if (!page.ok) return <LinkFaultPage kind="sign_in" fault={page.fault} />;
  const lead = [...new Set(page.roles.map((r) => people(`role.${r.role}`)))].join(people("list.join"));
  return (
    <DoorPage title={t("link.title", { name: page.name })} lead={lead}>
      <Form refusals={refused?.refusals} messages={peopleMessages}>
        <Button type="submit" variant="primary" size="lg" block>
          {t("link.button")}
        </Button>
      </Form>
      <p className="mt-4 text-sm text-muted">{t("link.lead")}</p>
    </DoorPage>
  );
}
