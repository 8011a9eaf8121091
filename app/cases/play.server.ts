import type { Reader } from "~/platform/database.server";
import { type Outcome, refuse, type WriteContext } from "~/platform/write.server";
import { startReplay } from "~/simulator/replay.server";
import { caseByNumber } from "./queries.server";
import type { Reach } from "./reach";
import { recordingOf } from "./recording";

/** Begin the chat of a case in the place of its agent. Refused where it is none of theirs, where it cannot be played (`recording`), and while another chat is open. */
export async function playCase(reader: Reader, ctx: WriteContext, reach: Reach, number: number): Promise<Outcome<{ runId: string }>> {
  const found = await caseByNumber(reader, reach, number);
  if (!found) return refuse("not_found");
  const started = await startReplay(ctx, reach.personId, recordingOf(found.one));
  if (started.ok || !started.refusals.some(({ code }) => code.startsWith("recording_"))) return started;
  return refuse("recording");
}
