import { and, desc, eq, isNull } from "drizzle-orm";
import { simulationComment, simulationResult } from "@db/schema";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { lockEnded } from "./grade.server";
import { tellAboutRun } from "./tell.server";

export type NewComment = { runId: string; customer: string; line: number; text: string };

const LONGEST = 1000;

/** Write beside a line of somebody else's run; they are told. */
export function addComment(ctx: WriteContext, { runId, customer, line, text }: NewComment): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const run = await lockEnded(tx, runId);
    if (!run || ctx.actorId === null) return refuse("not_found");
    if (run.personId === ctx.actorId) return refuse("own_run");
    const written = text.trim();
    if (written === "") return refuse("comment_missing", { field: "text" });
    if (written.length > LONGEST) return refuse("comment_too_long", { field: "text" });
    const [last] = await tx
      .select({ chats: simulationResult.chats })
      .from(simulationResult)
      .where(eq(simulationResult.runId, runId))
      .orderBy(desc(simulationResult.number))
      .limit(1);
    if (!last?.chats.find(({ slug }) => slug === customer)?.lines[line]) return refuse("line_unknown");
    await tx.insert(simulationComment).values({ runId, customer, line, authorId: ctx.actorId, text: written, at: ctx.now });
    await tellAboutRun(tx, ctx, run.personId, "commented", runId);
    await audit(tx, ctx, { action: "simulator.commented", subject: { type: "simulation_run", id: runId }, personId: run.personId });
    return accept(null);
  });
}

/** Take back what one wrote oneself. Twice is once; somebody else's stays. */
export function takeBackComment(ctx: WriteContext, runId: string, commentId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const run = await lockEnded(tx, runId);
    if (!run || ctx.actorId === null) return refuse("not_found");
    const own = and(eq(simulationComment.id, commentId), eq(simulationComment.runId, runId), eq(simulationComment.authorId, ctx.actorId));
    const [comment] = await tx.select({ removedAt: simulationComment.removedAt }).from(simulationComment).where(own);
    if (!comment) return refuse("comment_of_others");
    if (comment.removedAt) return accept(null);
    await tx
      .update(simulationComment)
      .set({ removedAt: ctx.now })
      .where(and(eq(simulationComment.id, commentId), isNull(simulationComment.removedAt)));
    await audit(tx, ctx, { action: "simulator.comment_removed", subject: { type: "simulation_run", id: runId }, personId: run.personId });
    return accept(null);
  });
}
