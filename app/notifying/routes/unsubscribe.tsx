import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { writeContext } from "~/people/guard.server";

import { db } from "~/platform/database.server";
import { readForm } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { stopByLink, findStop } from "../address.server";
import { notifyingMessages } from "../messages";
import { LinkPage } from "../ui/LinkPage";

export const meta: MetaFunction = () => [
  { title: "不再接收邮件 · No more e-mail — 上岗 Deskready" },
  { name: "robots", content: "noindex" },
];

/** Behind the link in every letter that ends them: nothing happens before the press, since mail servers open links too. */
export async function loader({ params }: LoaderFunctionArgs) {
  const token = params.token ?? "";
  const standing = await findStop(db(), token);
  return data({ standing }, { status: "fault" in standing ? 404 : 200 });
}

/** No more letters: from the page, or from a mail program that posts here by itself (RFC 8058). */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  const outcome = await stopByLink(writeContext(args, null, form), args.params.token ?? "");
  return outcome.ok ? data({ refusals: null }) : data({ refusals: outcome.refusals }, { status: 400 });
}

export default function UnsubscribePage() {
  const { standing } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const t = useT(notifyingMessages);
  const email = "email" in standing ? standing.email : "";
  return (
    <LinkPage title={t("stop.title")} standing={standing} done={t("stop.done", { email })}>
      <p className="mb-4 break-words">{t("stop.body", { email })}</p>
      <Form refusals={answered?.refusals} messages={notifyingMessages}>
        <Button type="submit" variant="primary" size="lg" block>
          {t("stop.button")}
        </Button>
      </Form>
    </LinkPage>
  );
}
