import { teamOf } from "~/drill/waiting.server";
import type { Tx } from "~/platform/database.server";
import type { LocalText } from "~/platform/locale";
import type { WriteContext } from "~/platform/write.server";
import { openItem } from "~/work/actions.server";

/** A run that somebody has to read: whose it is, and the title of its simulation. */
export type RunToRead = { runId: string; personId: string; title: LocalText };

/** Ask a supervisor of the person's team about a run whose passing hangs on sentences that no machine can judge, in the transaction that grades it. */
export async function askSupervisor(tx: Tx, ctx: WriteContext, { runId, personId, title }: RunToRead): Promise<void> {
  const teamId = await teamOf(tx, personId, ctx.now);
  await openItem(tx, ctx, { kind: "simulation", subjectId: runId, personId, teamId, data: { title } });
}
