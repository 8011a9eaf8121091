import { and, eq, isNull } from "drizzle-orm";
import { mentorship, person } from "@db/schema";
import { isId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";

/** Say that somebody brings a newcomer along. Refused: oneself as either of the two, a newcomer who is activated or has a mentor, a mentor who is not activated. */
export function nameMentor(ctx: WriteContext, mentorId: string, traineeId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    if (!isId(traineeId)) return refuse("mentor_trainee", { field: "traineeId" });
    if (mentorId === traineeId || mentorId === ctx.actorId) return refuse("mentor_self", { field: "traineeId" });
    const [trainee] = await tx.select().from(person).where(eq(person.id, traineeId)).for("update");
    const isNewcomer = trainee && (trainee.state === "invited" || trainee.state === "training" || trainee.state === "probation");
    if (!isNewcomer) return refuse("mentor_trainee", { field: "traineeId" });
    const [mentor] = await tx.select({ state: person.state }).from(person).where(eq(person.id, mentorId));
    if (mentor?.state !== "active") return refuse("mentor_not_active", { field: "traineeId" });
    const [running] = await tx
      .select({ id: mentorship.id })
      .from(mentorship)
      .where(and(eq(mentorship.traineeId, traineeId), isNull(mentorship.endedAt)));
    if (running) return refuse("mentor_taken", { field: "traineeId" });
    await tx.insert(mentorship).values({ traineeId, mentorId, namedBy: ctx.actorId ?? "", at: ctx.now });
    await audit(tx, ctx, {
      action: "kpi.mentor_named",
      subject: { type: "person", id: traineeId },
      personId: mentorId,
      after: { name: trainee.name },
    });
    return accept(null);
  });
}

/** End it before the activation: then it counts for nothing. Refused: one that is over. */
export function endMentorship(ctx: WriteContext, mentorId: string, mentorshipId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const [row] = await tx
      .update(mentorship)
      .set({ endedAt: ctx.now })
      .where(and(eq(mentorship.id, mentorshipId), eq(mentorship.mentorId, mentorId), isNull(mentorship.endedAt)))
      .returning({ traineeId: mentorship.traineeId });
    if (!row) return refuse("mentor_over");
    const [trainee] = await tx.select({ name: person.name }).from(person).where(eq(person.id, row.traineeId));
    await audit(tx, ctx, {
      action: "kpi.mentor_ended",
      subject: { type: "person", id: row.traineeId },
      personId: mentorId,
      after: { name: trainee?.name ?? "" },
    });
    return accept(null);
  });
}
