import { type Outcome, type Refusal, refuseAll, type WriteContext } from "~/platform/write.server";
import { type Recording, simulationOf } from "./replay";
import { startRun } from "./start.server";

/**
 * Begin a chat that was really had, in the place of its agent; it counts for nothing. A recording that cannot be played is refused with its faults: each the code
 * `recording_<fault>`, with the number of the message where there is one.
 */
export async function startReplay(ctx: WriteContext, personId: string, recording: Recording): Promise<Outcome<{ runId: string }>> {
  const made = simulationOf(recording);
  if (made.ok) return startRun(ctx, personId, { recording: made.simulation, locale: recording.locale });
  return refuseAll(
    made.faults.map((fault): Refusal => {
      const code = `recording_${fault.code}`;
      return "message" in fault ? { code, params: { message: fault.message } } : { code };
    }),
  );
}
