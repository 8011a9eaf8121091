import type { ActionFunctionArgs } from "@remix-run/node";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { problem, readForm, slugParam, textOf } from "~/platform/http.server";
import { EDIT_FORM_BYTES, takeForm } from "../edit-form.server";
import { faultsIn, previewOf } from "../edit-page.server";
import { draftFaults } from "~/curriculum/library-check.server";
import { originFaults } from "~/curriculum/lineage.server";
import { isEditable } from "../fields";

/** The draft of an item, between its editor and the server: keeps what was typed and answers with the preview and what is wrong. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "library:edit");
  const { kind } = args.params;
  const slug = slugParam(args.params.slug);
  if (!isEditable(kind)) throw problem(404, "not_found");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request, EDIT_FORM_BYTES);
  const asked = ["merge", "keep", "restore"].find((what) => what === textOf(form, "do")) ?? "save";
  const { outcome, seen, body, madeFrom, stale } = await takeForm(writeContext(args, actor), { kind, slug }, form, asked);
  if (!outcome.ok) return Response.json({ ok: false, seen, body, madeFrom, stale }, { status: 409 });
  const faults = [...draftFaults(kind, slug, body), ...(await originFaults(db(), [{ kind, slug, madeFrom }]))];
  return Response.json({
    ok: true,
    seen,
    // A window has what it saved; what came of both, or was typed before it was opened, it has not.
    ...(asked === "save" ? {} : { body, madeFrom }),
    faults: faultsIn(faults, await requestLocale(args)),
    preview: await previewOf(db(), kind, slug, body),
  });
}
