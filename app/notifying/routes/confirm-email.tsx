import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { writeContext } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { readForm } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { confirmAddress, findConfirmation } from "../address.server";
import { notifyingMessages } from "../messages";
import { LinkPage } from "../ui/LinkPage";

export const meta: MetaFunction = () => [{ title: "确认邮箱 · Confirm address — 上岗 Deskready" }, { name: "robots", content: "noindex" }];

/** Behind the link of a letter that asks whether an address is somebody's: nothing happens before the press, since mail servers open links too. */
export async function loader({ params }: LoaderFunctionArgs) {
  const token = params.token ?? "";
  const standing = await findConfirmation(db(), token, clock.now());
  return data({ standing }, { status: "fault" in standing ? 404 : 200 });
}

/** It is theirs. */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  const outcome = await confirmAddress(writeContext(args, null, form), args.params.token ?? "");
  return outcome.ok ? data({ refusals: null }) : data({ refusals: outcome.refusals }, { status: 400 });
}

export default function ConfirmEmailPage() {
  const { standing } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const t = useT(notifyingMessages);
  const email = "email" in standing ? standing.email : "";
  return (
    <LinkPage title={t("confirm.title")} standing={standing} done={t("confirm.done", { email })}>
      <p className="mb-4 break-words">{t("confirm.body", { email })}</p>
      <Form refusals={answered?.refusals} messages={notifyingMessages}>
        <Button type="submit" variant="primary" size="lg" block>
          {t("confirm.button")}
        </Button>
      </Form>
    </LinkPage>
  );
}
