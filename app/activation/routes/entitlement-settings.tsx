import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import PackageOpen from "lucide-react/icons/package-open";
import { requireCan, writeContext } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import type { Outcome } from "~/platform/write.server";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { kindOf } from "../entitlements/kind-form.server";
import { entitlementMessages } from "../entitlements/messages";
import { addUsualKinds, archiveKind, entitlementSettings, saveKind } from "../entitlements/settings.server";
import { EntitlementKind } from "../ui/EntitlementKind";
import { EntitlementKindForm } from "../ui/EntitlementKindForm";

export const meta: MetaFunction = () => [{ title: "转正待遇 · Entitlements — 上岗 Deskready" }];

/** What is handed out after an activation, by shop and team. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "entitlement:list");
  return entitlementSettings(db(), clock.now());
}

/** `save` an entry, `archive` or `restore` one, or begin with the `usual` ones. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "entitlement:list");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const kindId = textOf(form, "kindId") === "" ? null : idParam(textOf(form, "kindId"));
  const outcome = await run();
  if (!outcome.ok) return data({ kindId, refusals: outcome.refusals }, { status: 422 });
  throw redirect("/settings/entitlements", { headers: { "Set-Cookie": await toast("saved") } });

  async function run(): Promise<Outcome<unknown>> {
    if (intent === "usual") return addUsualKinds(ctx);
    if (intent === "save") return saveKind(ctx, kindOf(form), kindId ? { kindId, revision: Number(textOf(form, "revision")) || 0 } : null);
    if ((intent === "archive" || intent === "restore") && kindId) return archiveKind(ctx, kindId, intent === "archive");
    throw problem(400, "bad_request");
  }
}

export default function EntitlementSettingsPage() {
  const { kinds, teams, owners } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(entitlementMessages);
  const refusedOf = (kindId: string | null) => (answer && answer.kindId === kindId ? answer.refusals : null);
  return (
    <>
      <PageHeader title={t("settings.title")} detail={t("settings.detail")} back={{ to: "/settings", label: t("settings.back") }} />
      <div className="grid max-w-3xl gap-5">
        {kinds.length === 0 ? (
          <EmptyState
            icon={<PackageOpen />}
            title={t("settings.empty.title")}
            action={
              <Form>
                <Button type="submit" name="intent" value="usual" variant="primary">
                  {t("settings.usual")}
                </Button>
              </Form>
            }
          >
            {t("settings.empty.body")}
          </EmptyState>
        ) : (
          <Card flush>
            <ul className="divide-y divide-line">
              {kinds.map((kind) => (
                <EntitlementKind key={kind.id} kind={kind} teams={teams} owners={owners} refusals={refusedOf(kind.id)} />
              ))}
            </ul>
          </Card>
        )}
        <Fold boxed open={refusedOf(null) !== null} summaryClass="font-medium" summary={t("settings.add")}>
          <div className="px-4 pb-5 sm:px-5">
            <EntitlementKindForm kind={null} teams={teams} owners={owners} refusals={refusedOf(null)} />
          </div>
        </Fold>
      </div>
    </>
  );
}
