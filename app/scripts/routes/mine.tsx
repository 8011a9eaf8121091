import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import Plus from "lucide-react/icons/plus";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { beginDraft } from "../draft-actions.server";
import { preparedOf } from "../draft-form";
import { draftStates } from "../draft-rules";
import { draftMessages } from "../messages.drafts";
import { minePage } from "../mine-page.server";
import { OwnList } from "../ui/mine/OwnList";
import { Progress } from "../ui/mine/Progress";
import { Slots } from "../ui/mine/Slots";

export const meta: MetaFunction = () => [{ title: "我的话术 · My scripts — 上岗 Deskready" }];

/** One's own scripts: how far one is, the ten prepared messages, all others. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "scripts:write");
  const query = new URL(args.request.url).searchParams;
  const state = draftStates.find((one) => one === query.get("state")) ?? null;
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(query.get("page"))) || 1));
  return { ...(await minePage(db(), actor.personId, { state, page })), state, page };
}

/** Begin a script: a new one, one of the prepared messages, or a better wording of one in the library. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "scripts:write");
  const form = await readForm(args.request);
  const better = { slug: textOf(form, "slug"), versionId: textOf(form, "version"), variant: textOf(form, "variant") };
  if (better.slug && !isId(better.versionId)) throw problem(400, "bad_request");
  const prepared = preparedOf(textOf(form, "prepared"));
  const outcome = await beginDraft(
    writeContext(args, actor, form),
    actor.personId,
    { prepared, better: better.slug ? better : null },
    await requestLocale(args),
  );
  if (!outcome.ok) {
    if (outcome.refusals[0]?.code === "not_found") throw problem(404, "not_found");
    return data({ refusals: outcome.refusals }, { status: 409 });
  }
  throw redirect(`/scripts/drafts/${outcome.value.draftId}`);
}

export default function Mine() {
  const { progress, slots, counts, total, rows, pages, state, page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(draftMessages);
  return (
    <div className="mx-auto max-w-5xl">
      <PageHeader
        title={t("mine.title")}
        detail={<span className="measure block">{t("mine.detail")}</span>}
        back={{ to: "/scripts", label: t("mine.back") }}
        action={
          <Form action="/scripts/mine" messages={draftMessages} refusals={reply?.refusals}>
            <Button type="submit" variant="primary" block icon={<Plus aria-hidden className="size-4" />}>
              {t("mine.new")}
            </Button>
          </Form>
        }
      />
      <div className="space-y-6">
        <Progress progress={progress} />
        <Slots slots={slots} />
        <OwnList {...{ counts, total, rows, pages, state, page }} />
      </div>
    </div>
  );
}
