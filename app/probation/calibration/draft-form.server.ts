import { problem, textOf } from "~/platform/http.server";
import type { Outcome, WriteContext } from "~/platform/write.server";
import { changesIn } from "../draft-form.server";
import type { DraftState } from "../drafts.server";
import { saveCalibration } from "./actions.server";

/** Keep what a form of one's grades in a set carries, with script or without. Throws 400 on anything else. */
export async function takeCalibration(ctx: WriteContext, setId: string, form: FormData): Promise<Outcome<DraftState>> {
  const changes = changesIn(form);
  const revision = Number(textOf(form, "revision"));
  if (textOf(form, "intent") !== "save" || !changes || !Number.isSafeInteger(revision)) throw problem(400, "bad_request");
  return saveCalibration(ctx, setId, revision, changes);
}
