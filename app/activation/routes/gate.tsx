import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Tabs } from "~/ui/Tabs";
import { peopleMessages } from "~/people/messages";
import { confirmGate, giveOverride } from "../actions.server";
import { gatePage } from "../gate-page.server";
import { activationMessages } from "../messages";
import { gateMessages } from "../messages.gate";
import { lapseMessages } from "../messages.lapse";
import { type Gate, gates, requirementIds } from "../gate-facts";
import { Confirm } from "../ui/Confirm";
import { Decision } from "../ui/Decision";
import { GateDrawing } from "../ui/GateDrawing";
import { Lapses } from "../ui/Lapses";
import { OverrideForm } from "../ui/OverrideForm";
import { ProbationLine } from "../ui/ProbationLine";
import { Requirements } from "../ui/Requirements";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

const confirmPermission = { desk: "gate:confirm_desk", activation: "gate:confirm_activation" } as const satisfies Record<Gate, string>;

function gateParam(value: string | undefined): Gate {
  const gate = gates.find((g) => g === value);
  if (!gate) throw problem(404, "not_found");
  return gate;
}

/** A gate of a person: to themselves, to who leads them, and to administrators. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const gate = gateParam(args.params.gate);
  const actor = await requireCan(args, "gate:view", { personId });
  const may = (permission: Parameters<typeof canDo>[2]) => canDo(args, actor, permission, { personId });
  const [locale, mayConfirm, mayOverride, mayExtend, seesTraining, seesProbation, seesPerson, mayHold, seesEntitlements] =
    await Promise.all([
      requestLocale(args),
      may(confirmPermission[gate]),
      may("gate:override"),
      may("person:state"),
      may("training:view"),
      may("probation:view"),
      may("person:view"),
      may("clearance:hold"),
      may("entitlement:view"),
    ]);
  const self = actor.personId === personId;
  const viewer = { personId: actor.personId, self, mayConfirm, mayOverride, mayExtend, zone: actor.zone, seesTraining, seesProbation };
  const page = await gatePage(db(), personId, gate, viewer, locale, clock.now());
  // Somebody who never was an agent has no gates.
  if (!page || page.person.state === null) throw problem(404, "not_found");
  const t = translate(gateMessages, locale);
  return {
    title: self ? t(`title_self.${gate}`) : t(`title.${gate}`, { name: page.person.name }),
    page,
    self,
    seesPerson,
    seesClearance: mayHold && page.decision !== null,
    seesEntitlements,
  };
}

/** `confirm` the gate, or give an `override` of one requirement. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const gate = gateParam(args.params.gate);
  const actor = await requireCan(args, "gate:confirm_desk", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  if (intent === "confirm") {
    await requireCan(args, confirmPermission[gate], { personId });
    const outcome = await confirmGate(ctx, personId, gate);
    if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 422 });
  } else if (intent === "override") {
    await requireCan(args, "gate:override", { personId });
    const requirement = requirementIds.find((id) => id === textOf(form, "requirement"));
    if (!requirement) throw problem(400, "bad_request");
    const days = /^\d{1,3}$/.test(textOf(form, "days")) ? Number(textOf(form, "days")) : Number.NaN;
    const outcome = await giveOverride(ctx, personId, gate, { requirement, days, reason: textOf(form, "reason").slice(0, 500) });
    if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 422 });
  } else throw problem(400, "bad_request");
  throw redirect(`/gate/${personId}/${gate}`, { headers: { "Set-Cookie": await toast("done") } });
}

export default function GateRoute() {
  const { title, page, self, seesPerson, seesClearance, seesEntitlements } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(gateMessages);
  const say = useT(activationMessages);
  const lapse = useT(lapseMessages);
  const state = useT(peopleMessages);
  const refusalsOf = (intent: string) => (refused?.intent === intent ? refused.refusals : null);
  return (
    <>
      <PageHeader
        title={title}
        detail={`${page.person.state ? state(`state.${page.person.state}`) : ""} · ${t("met", { met: page.met, of: page.of })}`}
        back={
          self
            ? { to: "/today", label: t("back.today") }
            : seesPerson
              ? { to: `/people/${page.person.id}`, label: page.person.name }
              : undefined
        }
      />
      <Tabs
        label={t("tabs")}
        className="mb-5"
        items={gates.map((gate) => ({ to: `/gate/${page.person.id}/${gate}`, label: say(`gate.${gate}`), current: gate === page.gate }))}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[22rem_minmax(0,1fr)] lg:gap-8">
        <div className="lg:sticky lg:top-4">
          <GateDrawing bar={page.bar} met={page.met} of={page.of} />
          <p className="mt-2 text-center text-sm text-muted">{t(`leads.${page.gate}`)}</p>
        </div>
        <div className="grid min-w-0 gap-5">
          <ProbationLine page={page} />
          <Lapses lines={page.lapses} self={self} />
          {seesClearance && (
            <LinkButton to={`/people/${page.person.id}/clearance`} className="justify-self-start">
              {lapse("manage")}
            </LinkButton>
          )}
          {page.decision && page.gate === "activation" && seesEntitlements && (
            <LinkButton to={`/people/${page.person.id}/entitlements`} className="justify-self-start">
              {t("entitlements")}
            </LinkButton>
          )}
          {page.decision && <Decision personId={page.person.id} gate={page.gate} decision={page.decision} />}
          <Requirements lines={page.requirements} self={self} />
          {!page.decision && <Confirm page={page} refusals={refusalsOf("confirm")} />}
          <OverrideForm page={page} refusals={refusalsOf("override")} />
        </div>
      </div>
    </>
  );
}
