import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { teamChoice } from "~/people/teams.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { env } from "~/platform/env.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { targetFault } from "~/platform/outgoing.server";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { endpointValues } from "../endpoint-rules";
import { addEndpoint, endpointsOf } from "../endpoints.server";
import { keyValues, prefixOf, standingOf } from "../key-rules";
import { addKey, keysOf, newKey, revokeKey } from "../keys.server";
import { tellingMessages } from "../messages";
import { webhookMessages } from "../messages.webhooks";
import { endpointFieldsOf, keyFieldsOf } from "../read-form.server";
import { secretOf } from "../signing.server";
import { AddKey } from "../ui/AddKey";
import { EndpointFields } from "../ui/EndpointFields";
import { Endpoints } from "../ui/Endpoints";
import { Keys } from "../ui/Keys";
import { MadeKey } from "../ui/MadeKey";
import { MadeSecret } from "../ui/MadeSecret";

export const meta: MetaFunction = () => [{ title: "对接其他系统 · Other systems — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "telling:manage");
  const now = clock.now();
  const [keys, endpoints, teams] = await Promise.all([keysOf(db()), endpointsOf(db()), teamChoice(db())]);
  const origin = env.PUBLIC_URL ?? new URL(args.request.url).origin;
  return {
    keys: keys.map((key) => ({ ...key, standing: standingOf(key, now) })),
    api: new URL("/api/v1", origin).href,
    ...{ endpoints, teams },
  };
}

type Answer = { at: "key" | "endpoint"; refusals: Refusal[] | null; key: string | null; secret: string | null };
const answer = (at: Answer["at"], more: Partial<Answer>) =>
  data<Answer>({ at, refusals: null, key: null, secret: null, ...more }, { status: more.refusals ? 400 : 200 });

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "telling:manage");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  switch (textOf(form, "step")) {
    case "add_key": {
      const values = keyValues(keyFieldsOf(form), plainDateIn(actor.zone, ctx.now));
      const key = newKey();
      const outcome = values.ok ? await addKey(ctx, key, values.value, actor.zone) : values;
      if (!outcome.ok) return answer("key", { refusals: outcome.refusals });
      // The same form sent again made nothing: the first key is the one, and it was shown then.
      return answer("key", { key: outcome.value.prefix === prefixOf(key) ? key : null });
    }
    case "revoke": {
      const outcome = await revokeKey(ctx, idParam(textOf(form, "keyId")));
      if (!outcome.ok) return answer("key", { refusals: outcome.refusals });
      throw redirect("/settings/telling", { headers: { "Set-Cookie": await toast("done") } });
    }
    case "add_endpoint": {
      const values = endpointValues(endpointFieldsOf(form), targetFault);
      const outcome = values.ok ? await addEndpoint(ctx, values.value) : values;
      return outcome.ok
        ? answer("endpoint", { secret: secretOf(outcome.value.secretId) })
        : answer("endpoint", { refusals: outcome.refusals });
    }
    default:
      throw problem(400, "bad_request");
  }
}

export default function TellingPage() {
  const { keys, endpoints, teams, api } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const t = useT(tellingMessages);
  const webhook = useT(webhookMessages);
  const refusalsOf = (at: Answer["at"]) => (answered?.at === at ? answered.refusals : null);
  return (
    <>
      <PageHeader title={t("title")} detail={t("detail")} back={{ to: "/settings", label: t("settings") }} />
      <div className="grid max-w-4xl gap-5">
        {answered?.at === "key" && !answered.refusals && <MadeKey made={answered.key} api={api} />}
        {answered?.secret && <MadeSecret secret={answered.secret} />}
        <Keys keys={keys} api={api} />
        <AddKey teams={teams} refusals={refusalsOf("key")} />
        <Endpoints endpoints={endpoints} />
        <Card title={webhook("add")}>
          <Form
            refusals={refusalsOf("endpoint")}
            messages={webhookMessages}
            draftKey="webhook:new"
            clears
            className="grid items-start gap-5 sm:grid-cols-2"
          >
            <EndpointFields teams={teams} />
            <div>
              <Button type="submit" name="step" value="add_endpoint" variant="primary">
                {webhook("add")}
              </Button>
            </div>
          </Form>
        </Card>
      </div>
    </>
  );
}
