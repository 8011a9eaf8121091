import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { orUnavailable, readForm, safeRedirect, textOf } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { TextField } from "~/ui/TextField";
import { signIn } from "../accounts.server";
import { letIn } from "../door.server";
import { currentActor, writeContext } from "../guard.server";
import { peopleMessages } from "../messages";
import { doorMessages } from "../messages.door";
import { DoorPage } from "~/ui/shell/DoorPage";

export const meta: MetaFunction = () => [{ title: "登录 · Sign in — 上岗 Deskready" }];

function nextOf(request: Request): string {
  return safeRedirect(new URL(request.url).searchParams.get("next"));
}

export async function loader(args: LoaderFunctionArgs) {
  const next = nextOf(args.request);
  if (await currentActor(args)) throw redirect(next);
  const kept = new URL(args.request.url).searchParams.get("kept") === "1";
  return { reason: kept ? ("kept" as const) : next === "/" ? null : ("next" as const) };
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  const password = form.get("password");
  const typed = { identifier: textOf(form, "identifier"), password: typeof password === "string" ? password : "" };
  const outcome = await orUnavailable(signIn(writeContext(args, null), typed, args.context.address));
  if (outcome.ok) return letIn(args, outcome.value.personId, nextOf(args.request));
  const waits = outcome.refusals.some((r) => r.code === "sign_in_wait");
  return data({ refusals: outcome.refusals }, { status: waits ? 429 : 400 });
}

export default function SignIn() {
  const { reason } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(doorMessages);
  return (
    <DoorPage title={t("sign_in.title")}>
      {reason && (
        <Notice tone={reason === "kept" ? "accent" : "neutral"} className="mb-6">
          {t(`sign_in.${reason}`)}
        </Notice>
      )}
      <Form refusals={refused?.refusals} messages={peopleMessages} className="grid gap-5">
        <TextField
          name="identifier"
          label={t("sign_in.identifier")}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={254}
          autoFocus
        />
        <TextField
          name="password"
          type="password"
          label={t("sign_in.password")}
          autoComplete="current-password"
          required
          maxLength={1000}
        />
        <Button type="submit" variant="primary" size="lg" block>
          {t("sign_in.button")}
        </Button>
      </Form>
      <div className="mt-8 grid gap-2 text-sm text-muted">
        <p>{t("sign_in.new")}</p>
        <p>{t("sign_in.forgotten")}</p>
      </div>
    </DoorPage>
  );
}
