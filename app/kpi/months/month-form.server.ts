import type { WriteContext } from "~/platform/write.server";
import type { Outcome } from "~/platform/refusal";
import { idParam, textOf } from "~/platform/http.server";
import type { Reach } from "../led-teams";
import { closeMonth, publishMonth, reopenMonth } from "./actions.server";
import { decideScore } from "./decide.server";
import type { TeamMonth } from "./month-row.server";

/** What a posted form of a month's page asks for, done; null: it asks for nothing that there is. */
export function doAsAsked(ctx: WriteContext, reach: Reach, of: TeamMonth, form: FormData): Promise<Outcome<unknown>> | null {
  const intent = textOf(form, "intent");
  if (intent === "publish") return publishMonth(ctx, reach, of);
  if (intent === "close") return closeMonth(ctx, reach, of);
  if (intent === "reopen") return reopenMonth(ctx, reach, of, textOf(form, "reason"));
  if (intent !== "decide") return null;
  const personId = idParam(textOf(form, "person"));
  return decideScore(ctx, reach, { personId, month: of.month }, { score: textOf(form, "score"), reason: textOf(form, "reason") });
}
