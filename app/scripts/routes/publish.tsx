import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { useReader, useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { draftById } from "../drafts.server";
import { publishMessages } from "../messages.publish";
import { publishingOf } from "../publish-form";
import { publishPage } from "../publish-page.server";
import { publishDraft } from "../publish.server";
import { PublishForm } from "../ui/publish/PublishForm";
import { Ways } from "../ui/publish/Ways";

export const meta: MetaFunction = () => [{ title: "话术入库 · Into the library — 上岗 Deskready" }];

/** An approved script on its way into the library; in which form, and with what besides, the address says. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "scripts:publish");
  const draft = await draftById(db(), idParam(args.params.draftId));
  if (draft?.state !== "approved" && draft?.state !== "published") throw problem(404, "not_found");
  const query = new URL(args.request.url).searchParams;
  const second = query.get("second");
  const ask = { target: query.get("target"), into: query.get("into"), second: isId(second) ? second : null };
  return publishPage(db(), draft, ask, await requestLocale(args));
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "scripts:publish");
  const draftId = idParam(args.params.draftId);
  const form = await readForm(args.request);
  const publishing = publishingOf(form);
  const seen = textOf(form, "seen");
  const outcome = await publishDraft(writeContext(args, actor, form), {
    ...{ draftId, publishing, locale: await requestLocale(args) },
    seen: isId(seen) ? seen : null,
  });
  if (outcome.ok) throw redirect(`/scripts/${outcome.value.slug}`, { headers: { "Set-Cookie": await toast("done") } });
  if (outcome.refusals[0]?.code === "not_found") throw problem(404, "not_found");
  return data({ refusals: outcome.refusals, publishing }, { status: 409 });
}

export default function Publish() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(publishMessages);
  const { locale, zone } = useReader();
  const { draft, last } = page;
  const decided = last?.decided;
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={t("title", { title: draft.body.title })}
        detail={decided ? t("by", { author: draft.authorName, name: decided.by, when: formatDateTime(decided.at, locale, zone) }) : null}
        back={{ to: "/scripts/review", label: t("back") }}
        action={<LinkButton to={`/scripts/drafts/${draft.id}/history`}>{t("history")}</LinkButton>}
      />
      {draft.state === "published" ? (
        <Notice tone="cleared">{t("done")}</Notice>
      ) : (
        <>
          <p className="measure mb-4 text-sm text-muted">{t("lead")}</p>
          <Ways page={page} />
          {/* Another way in is another form. */}
          <PublishForm
            key={`${page.target} ${page.into?.slug} ${page.secondId}`}
            page={page}
            refusals={reply?.refusals ?? null}
            typed={reply?.publishing ?? null}
          />
        </>
      )}
    </div>
  );
}
