import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { problem, readForm, textOf } from "~/platform/http.server";
import { mailIsSet } from "~/platform/mail.server";
import type { Outcome } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { askForAddress, switchMail } from "../address.server";
import { notifyingMessages } from "../messages";
import { goesOut } from "../outgoing.server";
import { modeOf } from "../preference-rules";
import { ownPreferences, savePreferences } from "../preferences.server";
import { preferenceFieldsOf } from "../read-form.server";
import { groupOf, groups, modesOf, topicsFor } from "../topics";
import { Choices } from "../ui/Choices";
import { MailCard } from "../ui/MailCard";

export const meta: MetaFunction = () => [{ title: "通知设置 · Notifications — 上岗 Deskready" }];

/** How the signed-in person is told of what. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "profile:edit");
  const { preferences, address, accountEmail } = await ownPreferences(db(), actor.personId);
  const shown = topicsFor(actor.roles);
  const { digestAt, quietFrom, quietTo, urgentBreaks } = preferences;
  return {
    groups: groups.flatMap((group) => {
      const own = shown.filter((topic) => groupOf(topic) === group);
      return own.length === 0
        ? []
        : [{ group, topics: own.map((topic) => ({ topic, mode: modeOf(preferences, topic), modes: modesOf(topic) })) }];
    }),
    times: { digestAt, quietFrom, quietTo, urgentBreaks },
    unset: goesOut() ? (mailIsSet() ? null : ("mail" as const)) : ("public" as const),
    ...{ address, accountEmail, zone: actor.zone },
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "profile:edit");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const step = textOf(form, "step");
  const outcome = await run();
  if (!outcome.ok) return data({ step, refusals: outcome.refusals }, { status: 400 });
  throw redirect("/profile/notifications", { headers: { "Set-Cookie": await toast(step === "address" ? "sent" : "saved") } });

  function run(): Promise<Outcome<unknown>> {
    switch (step) {
      case "address":
        return askForAddress(ctx, textOf(form, "email"));
      case "on":
      case "off":
        return switchMail(ctx, step);
      case "save":
        return savePreferences(ctx, actor.roles, preferenceFieldsOf(form));
      default:
        throw problem(400, "bad_request");
    }
  }
}

export default function PreferencesPage() {
  const { groups, times, unset, address, accountEmail, zone } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(notifyingMessages);
  const refusalsOf = (...steps: string[]) => (refused && steps.includes(refused.step) ? refused.refusals : null);
  return (
    <>
      <PageHeader title={t("title")} detail={t("detail")} back={{ to: "/profile", label: t("profile") }} />
      <div className="grid max-w-3xl gap-5">
        {unset && <Notice tone="waiting">{t(`unset.${unset}`)}</Notice>}
        <MailCard address={address} accountEmail={accountEmail} canSend={unset === null} refusals={refusalsOf("address", "on", "off")} />
        <Choices groups={groups} times={times} zone={zone} refusals={refusalsOf("save")} />
      </div>
    </>
  );
}
