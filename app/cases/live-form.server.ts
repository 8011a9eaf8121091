import { problem, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import type { Outcome } from "~/platform/write.server";
import type { LiveMove } from "./live";
import { beginPresenting, castBallot, closeVote, confirmThere, moveScreen, openVote } from "./live-actions.server";
import { decideOn } from "./meeting-actions.server";
import type { Posted } from "./posted.server";
import { putLine, takeLine, typeLine } from "./typed-lines.server";

/** The move that a form asks for; null: none that there is. */
function moveOf(intent: string, form: FormData): LiveMove | null {
  const [from, number] = [textOf(form, "from"), (name: string) => Number(textOf(form, name) || NaN)];
  switch (intent) {
    case "next":
    case "previous":
    case "cover":
      return isId(from) ? { do: intent, from } : null;
    case "reveal":
      return isId(from) && Number.isInteger(number("shown")) ? { do: "reveal", from, shown: number("shown") } : null;
    case "go":
      return isId(textOf(form, "caseId")) ? { do: "go", caseId: textOf(form, "caseId") } : null;
    case "run":
    case "pause":
    case "more":
      return { do: intent };
    case "minutes":
      return { do: "minutes", minutes: number("minutes") };
    default:
      return null;
  }
}

/** What a form of the presenter asks for. Throws 400 on anything else. */
export function takePresentForm({ ctx, reach, meetingId, form }: Posted): Promise<Outcome<unknown>> {
  const [intent, from] = [textOf(form, "intent"), textOf(form, "from")];
  if (intent === "begin") return beginPresenting(ctx, reach, meetingId);
  if (intent === "there") return confirmThere(ctx, reach, meetingId, form.getAll("person").filter(isId));
  if (intent === "vote_close") return closeVote(ctx, reach, meetingId);
  if (intent === "vote_open" && isId(from)) return openVote(ctx, reach, meetingId, from);
  if (intent === "line_put" && isId(textOf(form, "line"))) return putLine(ctx, reach, meetingId, textOf(form, "line"));
  if (intent === "line_take" && isId(textOf(form, "line"))) return takeLine(ctx, reach, meetingId, textOf(form, "line"));
  if (intent === "decide" && isId(from)) return decideOn(ctx, reach, meetingId, from, textOf(form, "decision"));
  const move = moveOf(intent, form);
  if (!move) throw problem(400, "bad_request");
  return moveScreen(ctx, reach, meetingId, move);
}

/** What a form of somebody who follows asks for: a line of their own, or the choice of one. Throws 400 on anything else. */
export function takeFollowForm({ ctx, reach, meetingId, form }: Posted): Promise<Outcome<unknown>> {
  const voteId = textOf(form, "vote");
  if (!isId(voteId)) throw problem(400, "bad_request");
  return textOf(form, "intent") === "line"
    ? typeLine(ctx, reach, { meetingId, voteId, typed: textOf(form, "line") })
    : castBallot(ctx, reach, { meetingId, voteId, choice: textOf(form, "choice") });
}
