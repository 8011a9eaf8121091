import { accept, type Outcome, type WriteContext } from "~/platform/write.server";
import { textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { addComment, takeBackComment } from "./comments.server";
import type { RunHead } from "./debrief-read.server";
import { markExample, unmarkExample } from "./examples.server";
import { gradeByPerson } from "./grade.server";
import { grantedIn } from "./grant-rules";
import { debriefAddress, runAddress } from "./address";
import { lineId } from "./shown";
import { startRun } from "./start.server";

/** `mayPlay`: whoever has a run of their own may still play. */
type Change = { run: RunHead; isOwn: boolean; mayPlay: boolean; intent: string; form: FormData };

/** What a form on the page of a run does; with where to go then. Null: it does nothing that this person may do. */
export async function changeRun(ctx: WriteContext, { run, isOwn, mayPlay, intent, form }: Change): Promise<Outcome<string> | null> {
  if (isOwn) return intent === "again" && mayPlay ? again(ctx, run, Number(textOf(form, "ms"))) : null;
  const here = debriefAddress(run.id);
  const line = Number(textOf(form, "line"));
  switch (intent) {
    case "grade":
      return goTo(
        here,
        await gradeByPerson(ctx, {
          runId: run.id,
          granted: grantedIn(form),
          remark: textOf(form, "remark"),
          seen: Number(textOf(form, "seen")),
        }),
      );
    case "comment": {
      const customer = textOf(form, "customer");
      const to = `${here}#${lineId(customer, line)}`;
      return goTo(to, await addComment(ctx, { runId: run.id, customer, line, text: textOf(form, "text") }));
    }
    case "uncomment":
      return isId(textOf(form, "commentId")) ? goTo(here, await takeBackComment(ctx, run.id, textOf(form, "commentId"))) : null;
    case "example":
      return goTo(here, await markExample(ctx, run.id, textOf(form, "reason")));
    case "unexample":
      return goTo(here, await unmarkExample(ctx, run.id));
    default:
      return null;
  }
}

/** Try it again from a line: what was sent before that is taken along. */
async function again(ctx: WriteContext, run: RunHead, ms: number): Promise<Outcome<string>> {
  const outcome = await startRun(ctx, run.personId, { from: { runId: run.id, ms } });
  return outcome.ok ? accept(runAddress(outcome.value.runId)) : outcome;
}

const goTo = (to: string, outcome: Outcome<unknown>): Outcome<string> => (outcome.ok ? accept(to) : outcome);
