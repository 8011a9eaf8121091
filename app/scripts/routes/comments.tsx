import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { requireCan, writeContext } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, safeRedirect, textOf } from "~/platform/http.server";
import { isLocale } from "~/platform/locale";
import { addComment, answerComment, settleComment } from "../comments.server";
import { draftById } from "../drafts.server";

/** What is said of a draft: a comment on a place by whoever reviews it; answers, and that it is settled, by its author too. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "scripts:write");
  if (args.request.method !== "POST") throw problem(405, "method");
  const draftId = idParam(args.params.draftId);
  const form = await readForm(args.request);
  const draft = await draftById(db(), draftId);
  if (!draft) throw problem(404, "not_found");
  const isOwn = draft.authorId === actor.personId;
  if (!isOwn) await requireCan(args, "scripts:review", { personId: draft.authorId });
  const ctx = writeContext(args, actor, form);
  const asked = textOf(form, "do");
  const id = () => idParam(textOf(form, "comment"));
  const write = () => {
    if (asked === "reply") return answerComment(ctx, draftId, id(), textOf(form, "text"));
    if (asked === "resolve" || asked === "reopen") return settleComment(ctx, draftId, id(), asked === "resolve");
    // One's own text is spoken of in answers.
    if (asked !== "add" || isOwn) throw problem(isOwn ? 404 : 400, isOwn ? "not_found" : "bad_request");
    const locale = textOf(form, "locale");
    if (!isLocale(locale)) throw problem(400, "bad_request");
    return addComment(ctx, draftId, {
      ...{ locale, from: placeOf(textOf(form, "from")), to: placeOf(textOf(form, "to")) },
      ...{ quote: textOf(form, "quote"), text: textOf(form, "text") },
    });
  };
  const outcome = await write();
  if (!outcome.ok && outcome.refusals[0]?.code === "not_found") throw problem(404, "not_found");
  // Sent in the background the page stays where it is; a plain form goes back to it.
  const isPlain = args.request.headers.get("Accept")?.includes("text/html") ?? false;
  if (!isPlain) return outcome.ok ? data({ refusals: [] }) : data({ refusals: outcome.refusals }, { status: 409 });
  if (!outcome.ok) throw problem(400, "bad_request");
  throw redirect(safeRedirect(textOf(form, "returnTo"), isOwn ? `/scripts/drafts/${draftId}` : `/scripts/review/${draftId}`));
}

const placeOf = (value: string): number | null => (/^\d{1,6}$/.test(value) ? Number(value) : null);
