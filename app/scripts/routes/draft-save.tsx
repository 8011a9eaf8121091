import type { ActionFunctionArgs } from "@remix-run/node";
import { requireCan, writeContext } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { saveDraft } from "../draft-actions.server";
import { bodyOfForm } from "../draft-form";
import { draftById } from "../drafts.server";

/** What is typed in the editor, kept while it is typed. Where another window was quicker it gets what that one saved. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "scripts:write");
  if (args.request.method !== "POST") throw problem(405, "method");
  const draftId = idParam(args.params.draftId);
  const form = await readForm(args.request);
  const revision = Number(textOf(form, "revision"));
  if (!Number.isSafeInteger(revision) || revision < 0) throw problem(400, "bad_request");
  const outcome = await saveDraft(writeContext(args, actor), { draftId, authorId: actor.personId, revision, body: bodyOfForm(form) });
  if (outcome.ok) return Response.json({ ok: true, revision: outcome.value.revision });
  const [first] = outcome.refusals;
  if (first?.code === "not_found") throw problem(404, "not_found");
  const now = first?.code === "stale" ? await draftById(db(), draftId) : null;
  return Response.json(
    { ok: false, refusals: outcome.refusals, stored: now && { body: now.body, revision: now.revision } },
    { status: first?.code === "too_long" ? 422 : 409 },
  );
}
