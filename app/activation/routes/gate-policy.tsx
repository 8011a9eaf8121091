import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { PageHeader } from "~/ui/PageHeader";
import { type Gate, gates } from "../gate-facts";
import { activationMessages } from "../messages";
import { policyMessages } from "../messages.policy";
import { publishPolicy, restorePolicy } from "../policy-change.server";
import { policyOf } from "../policy-form.server";
import { decidesPolicy, gatePolicyPage } from "../policy-pages.server";
import { policyPreview } from "../policy-preview.server";
import { PolicyConflict } from "../ui/PolicyConflict";
import { PolicyForm } from "../ui/PolicyForm";
import { PolicyHistory } from "../ui/PolicyHistory";
import { PolicyLines } from "../ui/PolicyLines";
import { PolicyPreview } from "../ui/PolicyPreview";

export const meta: MetaFunction = () => [{ title: "关卡要求 · Gate — 上岗 Deskready" }];

/** The gate and the team (null: the shop) that the address names. */
function targetOf(params: { gate?: string; team?: string }): { gate: Gate; teamId: string | null } {
  const gate = gates.find((one) => one === params.gate);
  if (!gate) throw problem(404, "not_found");
  return { gate, teamId: params.team === "shop" ? null : idParam(params.team) };
}

/** What a gate asks for, of the shop or of one team. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "gate:policy");
  const { gate, teamId } = targetOf(args.params);
  const page = await gatePolicyPage(db(), gate, teamId);
  if (!page) throw problem(404, "not_found");
  return { page, mayDecide: decidesPolicy(actor.roles, teamId), isManager: actor.roles.some(({ role }) => role === "manager") };
}

/** `preview` who is concerned, `publish` a version, `restore` the one before. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "gate:set_policy");
  const { gate, teamId } = targetOf(args.params);
  if (args.request.method !== "POST") throw problem(405, "method");
  if (!decidesPolicy(actor.roles, teamId)) throw problem(403, "forbidden");
  const form = await readForm(args.request);
  const intent = textOf(form, "intent");
  const reason = textOf(form, "reason").slice(0, 500);
  const asked = policyOf(form, gate);
  const target = { gate, teamId, expected: Number(textOf(form, "version")) || 0 };
  const nothing = { asked: intent === "restore" ? null : asked, reason, refusals: null, preview: null, conflict: null, intent };
  if (intent === "preview") return { ...nothing, preview: await policyPreview(db(), { gate, teamId, asked }, clock.now()) };
  if (intent !== "publish" && intent !== "restore") throw problem(400, "bad_request");
  const ctx = writeContext(args, actor, form);
  const outcome = intent === "publish" ? await publishPolicy(ctx, target, asked, reason) : await restorePolicy(ctx, target, reason);
  if (!outcome.ok) {
    const stale = outcome.refusals.some(({ code }) => code === "policy_conflict");
    const now = stale ? await gatePolicyPage(db(), gate, teamId) : null;
    const conflict = now && { expected: now.expected, version: now.versions[0] ?? now.current };
    return data({ ...nothing, refusals: outcome.refusals, conflict }, { status: stale ? 409 : 422 });
  }
  throw redirect(`/settings/gates/${gate}/${teamId ?? "shop"}`, { headers: { "Set-Cookie": await toast("saved") } });
}

export default function GatePolicyRoute() {
  const { page, mayDecide, isManager } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(policyMessages);
  const name = useT(activationMessages);
  const { locale, zone } = useReader();
  const { gate, team, current } = page;
  const when = formatDateTime(current.publishedAt, locale, zone);
  return (
    <>
      <PageHeader
        title={t("page.title", { gate: name(`gate.${gate}`), whose: team ?? t("list.shop") })}
        detail={t("page.detail", { version: current.version, when, by: current.by ?? t("list.house") })}
        back={{ to: "/settings/gates", label: t("page.back") }}
      />
      <div className="grid max-w-3xl gap-5">
        {answer?.conflict && answer.asked && <PolicyConflict gate={gate} theirs={answer.conflict.version} yours={answer.asked} />}
        {answer?.preview && <PolicyPreview preview={answer.preview} />}
        {mayDecide ? (
          <PolicyForm key={answer?.conflict ? "conflict" : page.expected} page={page} answer={answer ?? null} />
        ) : (
          <>
            <p className="text-sm text-muted">{t(isManager ? "page.read_only_manager" : "page.read_only_administrator")}</p>
            <Card>
              {page.asked.follows && team !== null && <p className="mb-3 text-sm text-muted">{t("page.follows_now")}</p>}
              <PolicyLines gate={gate} policy={current} />
            </Card>
          </>
        )}
        <p className="max-w-prose text-sm text-muted">{t("page.moving")}</p>
        <PolicyHistory page={page} />
      </div>
    </>
  );
}
