import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useRef } from "react";
import type { Seen } from "~/curriculum/drafts.server";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { problem, readForm, slugParam, textOf } from "~/platform/http.server";
import { pick } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { discardForm, EDIT_FORM_BYTES, type FormAnswer, rebaseForm, takeForm } from "../edit-form.server";
import { editPage } from "../edit-page.server";
import { fieldsOf, isEditable } from "../fields";
import { editMessages } from "../messages.edit";
import { libraryMessages } from "../messages";
import { refusalMessages } from "../messages.refusals";
import { usePlace } from "../ui/Diff";
import { Editor } from "../ui/Editor";
import type { Pressed } from "../ui/move-focus";

export const meta: MetaFunction = () => [{ title: "编辑内容 · Edit content — 上岗 Deskready" }];

/** The editor of an item: its draft, or what is in force where nobody has begun one. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "library:edit");
  const { kind } = args.params;
  const slug = slugParam(args.params.slug);
  const page = isEditable(kind) ? await editPage(db(), kind, slug, await requestLocale(args)) : null;
  if (!page || !isEditable(kind)) throw problem(404, "not_found");
  return { kind, slug, me: actor.personId, ...page };
}

/** What of a form was refused, and the form as it was typed. */
type Answer = { refusals: Refusal[]; form: Omit<FormAnswer, "outcome"> | null };

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "library:edit");
  const { kind } = args.params;
  const slug = slugParam(args.params.slug);
  if (!isEditable(kind)) throw problem(404, "not_found");
  const key = { kind, slug };
  const form = await readForm(args.request, EDIT_FORM_BYTES);
  const asked = textOf(form, "do") || "save";
  const ctx = writeContext(args, actor, form);
  const here = `/library/${kind}/${slug}`;
  if (asked === "rebase") {
    const outcome = await rebaseForm(ctx, key, Number(textOf(form, "revision")));
    if (outcome.ok) throw redirect(`${here}/edit`);
    return data<Answer>({ refusals: outcome.refusals, form: null }, { status: 409 });
  }
  const { outcome, ...typed } = await (asked === "discard" ? discardForm(ctx, key, form) : takeForm(ctx, key, form, asked));
  if (!outcome.ok) return data<Answer>({ refusals: outcome.refusals, form: typed }, { status: 409 });
  if (asked === "discard")
    throw redirect(kind === "topic" ? "/library/drafts" : here, { headers: { "Set-Cookie": await toast("removed") } });
  throw redirect(
    asked === "publish" ? `${here}/publish` : `${here}/edit`,
    ["save", "keep", "merge"].includes(asked) ? { headers: { "Set-Cookie": await toast("saved") } } : undefined,
  );
}

export default function Edit() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { kind, slug, item, draft, title } = page;
  const t = useT(editMessages);
  const words = useT(libraryMessages);
  const place = usePlace();
  const { locale, zone } = useReader();
  const typed = answer?.form ?? null;
  const body = typed?.body ?? page.body;
  const onScreen: Seen = { draftId: draft?.id ?? null, revision: draft?.revision ?? 0, baseVersionId: item?.versionId ?? null };
  // What a button asked for before the form was taken anew.
  const pressedRef = useRef<Pressed | null>(null);
  const fields = fieldsOf(kind, body.type);
  const address = `/library/${kind}/${slug}`;
  const when = draft ? formatDateTime(draft.updatedAt, locale, zone) : "";
  const back =
    item && kind !== "topic" ? { to: address, label: words(`one.${kind}`) } : { to: "/library/drafts", label: t("progress.title") };
  return (
    <>
      <PageHeader
        title={title ? t("edit.title", { title: pick(title, locale) }) : t("edit.untitled", { slug })}
        detail={
          draft
            ? t("edit.draft_by", { name: draft.editorName ?? "", when })
            : item
              ? t("edit.no_draft", { version: item.version })
              : t("edit.new")
        }
        back={back}
      />
      {draft && draft.editorId !== page.me && !typed?.stale && (
        <Notice tone="waiting" title={t("edit.other", { name: draft.editorName ?? "" })} className="mb-4">
          {t("edit.other_body", { when })}
        </Notice>
      )}
      {draft?.offered && (
        <Notice title={t("edit.from_offer")} className="mb-4">
          {draft.conflicts.length > 0 && (
            <>
              {t("edit.from_offer_conflicts", { count: draft.conflicts.length })}
              <ul className="mt-1 list-disc ps-5">
                {draft.conflicts.map((path) => (
                  <li key={path.join(".")}>{place(path)}</li>
                ))}
              </ul>
            </>
          )}
        </Notice>
      )}
      {draft?.moved && item && (
        <Notice
          tone="waiting"
          title={t("moved.title")}
          className="mb-4"
          action={
            <Form messages={refusalMessages} refusals={typed ? null : answer?.refusals}>
              <input type="hidden" name="do" value="rebase" />
              <input type="hidden" name="revision" value={draft.revision} />
              <Button type="submit" size="sm" variant="primary">
                {t("moved.do", { version: item.version })}
              </Button>
            </Form>
          }
        >
          {t("moved.body")}
        </Notice>
      )}
      {fields && (
        <Editor
          // Fields are taken anew when the page was: after a move in a list, after a refusal.
          key={`${slug} ${draft?.revision ?? 0} ${typed?.stale ? "stale" : ""}`}
          address={address}
          fields={fields}
          body={body}
          // A window that has not seen what is stored goes on not having seen it, however often the page is made.
          seen={typed?.seen ?? onScreen}
          madeFrom={typed ? typed.madeFrom : (draft?.madeFrom ?? null)}
          choices={page.choices}
          preview={page.preview}
          faults={page.faults}
          stale={typed?.stale ?? null}
          pressedRef={pressedRef}
        />
      )}
    </>
  );
}
