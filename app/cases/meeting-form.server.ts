import { problem, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import type { Outcome, WriteContext } from "~/platform/write.server";
import { cancelAction, tellDone } from "./case-actions.server";
import { numberIn } from "./edit-page.server";
import { addToAgenda, closeMeeting, decideOn, leaveOut, moveCase, saveAttendance, speakWith } from "./meeting-actions.server";
import type { Posted } from "./posted.server";
import type { Reach } from "./reach";

/** What a form about an action asks for: `tell` when it was told, `cancel` it. Null: it is no such form. */
export function takeActionForm(ctx: WriteContext, reach: Reach, form: FormData): Promise<Outcome<unknown>> | null {
  const [intent, actionId] = [textOf(form, "intent"), textOf(form, "actionId")];
  if ((intent !== "tell" && intent !== "cancel") || !isId(actionId)) return null;
  return intent === "tell"
    ? tellDone(ctx, reach, actionId, textOf(form, "toldOn"))
    : cancelAction(ctx, reach, actionId, textOf(form, "reason"));
}

/** What a form of a meeting's page asks for. Throws 400 on anything else. */
export function takeMeetingForm({ ctx, reach, meetingId, form }: Posted): Promise<Outcome<unknown>> {
  const intent = textOf(form, "intent");
  const about = takeActionForm(ctx, reach, form);
  if (about) return about;
  if (intent === "draw") return addToAgenda(ctx, reach, meetingId, null);
  // A number that is none names no case.
  if (intent === "add") return addToAgenda(ctx, reach, meetingId, numberIn(textOf(form, "number").replace(/^#/, "")) ?? 0);
  if (intent === "attendance")
    return saveAttendance(ctx, reach, meetingId, { present: form.getAll("present").filter(isId), remark: textOf(form, "remark") });
  if (intent === "close") return closeMeeting(ctx, reach, meetingId);
  const [caseId, other] = [textOf(form, "caseId"), textOf(form, "with")];
  if (!isId(caseId)) throw problem(400, "bad_request");
  if (intent === "decide") return decideOn(ctx, reach, meetingId, caseId, textOf(form, "decision"));
  if (intent === "out") return leaveOut(ctx, reach, meetingId, caseId);
  if (intent === "up" || intent === "down") return moveCase(ctx, reach, meetingId, caseId, intent === "up" ? -1 : 1);
  if (intent === "split") return speakWith(ctx, reach, meetingId, caseId, null);
  if (intent === "join") return speakWith(ctx, reach, meetingId, caseId, isId(other) ? other : caseId);
  throw problem(400, "bad_request");
}
