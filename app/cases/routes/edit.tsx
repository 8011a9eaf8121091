import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { problem, readForm, textOf } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Keys } from "~/ui/Keys";
import { PageHeader } from "~/ui/PageHeader";
import { editCase } from "../actions.server";
import { caseAddress } from "../address";
import { checkBetter } from "../better.server";
import { caseForm } from "../case-form.server";
import { editPage, numberIn } from "../edit-page.server";
import { caseMessages } from "../messages";
import { caseFormMessages } from "../messages.form";
import { reachOf } from "../reach";
import { CaseForm } from "../ui/CaseForm";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `案例 · Case #${page?.page.number ?? ""} — 上岗 Deskready` },
];

/** A case to be changed, with what the check says of what should have been said. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "cases:make");
  const number = numberIn(args.params.number);
  const page = number === null ? null : await editPage(db(), reachOf(actor), number);
  if (!page) throw problem(404, "not_found");
  const { better } = page.values;
  const findings = better ? await checkBetter(db(), { ...page, better }, await requestLocale(args)) : null;
  return { page, findings };
}

/** `save` what was typed; `check` only says what is to be said of the wording, and keeps nothing. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "cases:make");
  if (args.request.method !== "POST") throw problem(405, "method");
  const reach = reachOf(actor);
  const number = numberIn(args.params.number);
  const page = number === null ? null : await editPage(db(), reach, number);
  if (!page || number === null) throw problem(404, "not_found");
  const form = await readForm(args.request);
  const values = caseForm(form);
  const typed = { ...values, worth: textOf(form, "worth") };
  if (textOf(form, "intent") === "check") {
    const findings = await checkBetter(db(), { ...page, better: values.better }, await requestLocale(args));
    return data({ typed, findings, refusals: null });
  }
  const revision = Number(textOf(form, "revision"));
  if (!Number.isSafeInteger(revision)) throw problem(400, "bad_request");
  const outcome = await editCase(writeContext(args, actor, form), reach, { caseId: page.id, revision, values });
  if (!outcome.ok) return data({ typed, findings: null, refusals: outcome.refusals }, { status: 422 });
  throw redirect(caseAddress(number), { headers: { "Set-Cookie": await toast("saved") } });
}

export default function EditCase() {
  const { page, findings } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(caseFormMessages);
  const words = useT(caseMessages);
  return (
    <div className="mx-auto max-w-6xl">
      <PageHeader
        title={t("edit.title", { number: page.number })}
        back={{ to: caseAddress(page.number), label: words("back.case", { number: page.number }) }}
        action={<Keys title={t("edit.keys")} switchLabel={t("edit.keys_switch")} keys={[{ key: "S", does: t("edit.key_save") }]} />}
      />
      <CaseForm
        caseId={page.id}
        revision={page.revision}
        lines={page.lines}
        values={reply?.typed ?? page.values}
        findings={reply?.findings ?? findings}
        refusals={reply?.refusals ?? null}
      />
    </div>
  );
}
