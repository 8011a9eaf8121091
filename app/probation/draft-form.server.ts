import { idParam, problem, textOf } from "~/platform/http.server";
import type { Outcome, WriteContext } from "~/platform/write.server";
import type { Changes } from "./draft";
import { addEvidence, type DraftState, readChanges, removeEvidence, saveDraft } from "./drafts.server";

/** A sheet's forms with one picture of eight megabytes. */
export const DRAFT_FORM_BYTES = 9_000_000;

/** What a page without script posts of one item: its grade and its remark, in the shape of `changes`. */
function changesOfItem(form: FormData): Changes | null {
  const grade = textOf(form, "grade");
  const change = { ...(grade === "" ? {} : { grade: Number(grade) }), ...(form.has("remark") ? { remark: textOf(form, "remark") } : {}) };
  return readChanges(JSON.stringify({ [textOf(form, "item")]: change }));
}

/** The changes that a form carries: as JSON from a script, or of one item from a page without. Null when they are none. */
export function changesIn(form: FormData): Changes | null {
  return form.has("changes") ? readChanges(textOf(form, "changes")) : changesOfItem(form);
}

/** Do what a form of the draft asks for: `save`, `add_picture` or `remove_picture`. Throws 400 on anything else. */
export async function takeDraftForm(ctx: WriteContext, personId: string, gradingId: string, form: FormData): Promise<Outcome<DraftState>> {
  const item = textOf(form, "item");
  switch (textOf(form, "intent")) {
    case "save": {
      const changes = changesIn(form);
      const revision = Number(textOf(form, "revision"));
      if (!changes || !Number.isSafeInteger(revision)) throw problem(400, "bad_request");
      return saveDraft(ctx, personId, gradingId, revision, changes);
    }
    case "add_picture": {
      const picture = form.get("picture");
      if (!(picture instanceof Blob)) throw problem(400, "bad_request");
      return addEvidence(ctx, personId, gradingId, item, picture);
    }
    case "remove_picture":
      return removeEvidence(ctx, personId, gradingId, item, idParam(textOf(form, "fileId")));
    default:
      throw problem(400, "bad_request");
  }
}
