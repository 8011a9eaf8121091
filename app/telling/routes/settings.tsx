import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { teamChoice } from "~/people/teams.server";
import { requireCan, writeContext } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { env } from "~/platform/env.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { keyValues, prefixOf, standingOf } from "../key-rules";
import { addKey, keysOf, newKey, revokeKey } from "../keys.server";
import { tellingMessages } from "../messages";
import { AddKey } from "../ui/AddKey";
import { Keys } from "../ui/Keys";
import { MadeKey } from "../ui/MadeKey";

export const meta: MetaFunction = () => [{ title: "对接其他系统 · Other systems — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "telling:manage");
  const now = clock.now();
  const [keys, teams] = await Promise.all([keysOf(db()), teamChoice(db())]);
  const origin = env.PUBLIC_URL ?? new URL(args.request.url).origin;
  return { keys: keys.map((key) => ({ ...key, standing: standingOf(key, now) })), teams, api: new URL("/api/v1", origin).href };
}

type Answer = { at: "key"; refusals: Refusal[] | null; key: string | null };

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "telling:manage");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  switch (textOf(form, "step")) {
    case "add_key": {
      const fields = {
        name: textOf(form, "name"),
        scopes: form.getAll("scopes").map(String),
        teamId: textOf(form, "teamId") && idParam(textOf(form, "teamId")),
        lastDay: textOf(form, "lastDay"),
      };
      const values = keyValues(fields, plainDateIn(actor.zone, ctx.now));
      const key = newKey();
      const outcome = values.ok ? await addKey(ctx, key, values.value, actor.zone) : values;
      if (!outcome.ok) return data<Answer>({ at: "key", refusals: outcome.refusals, key: null }, { status: 400 });
      // The same form sent again made nothing: the first key is the one, and it was shown then.
      return data<Answer>({ at: "key", refusals: null, key: outcome.value.prefix === prefixOf(key) ? key : null });
    }
    case "revoke": {
      const outcome = await revokeKey(ctx, idParam(textOf(form, "keyId")));
      if (!outcome.ok) return data<Answer>({ at: "key", refusals: outcome.refusals, key: null }, { status: 400 });
      throw redirect("/settings/telling", { headers: { "Set-Cookie": await toast("done") } });
    }
    default:
      throw problem(400, "bad_request");
  }
}

export default function TellingPage() {
  const { keys, teams, api } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(tellingMessages);
  return (
    <>
      <PageHeader title={t("title")} detail={t("detail")} back={{ to: "/settings", label: t("settings") }} />
      <div className="grid max-w-4xl gap-5">
        {answer?.at === "key" && !answer.refusals && <MadeKey made={answer.key} api={api} />}
        <Keys keys={keys} api={api} />
        <AddKey teams={teams} refusals={answer?.at === "key" ? answer.refusals : null} />
      </div>
    </>
  );
}
