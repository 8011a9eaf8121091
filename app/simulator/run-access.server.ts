import type { Actor } from "~/people/actor";
import { type GuardArgs, requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { idParam, problem } from "~/platform/http.server";
import { type RunHead, runHead } from "./debrief-read.server";

/** A run that somebody may look at afterwards: their own, or one of somebody whom they lead. For anybody else there is none. */
export async function runToSee(args: GuardArgs, runId: string | undefined, actor: Actor): Promise<{ run: RunHead; isOwn: boolean }> {
  const run = await runHead(db(), idParam(runId));
  if (!run) throw problem(404, "not_found");
  const isOwn = run.personId === actor.personId;
  if (!isOwn) await requireCan(args, "simulator:review", { personId: run.personId });
  return { run, isOwn };
}
