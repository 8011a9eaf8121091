import { and, eq, isNull, sql } from "drizzle-orm";
import { notice } from "@db/schema";
import { gradeAttemptIn, type GradedAnswer, type GradeInput } from "~/drill/grade.server";
import { rebuildCardIn } from "~/drill/rebuild.server";
import { countRemarksIn } from "~/drill/remarks.server";
import type { Tx } from "~/platform/database.server";
import { type Outcome, write, type WriteContext } from "~/platform/write.server";
import { certifyBankIn, roadOf } from "./bank.server";
import { trainingOf } from "./facts.server";
import { settleSittingIn } from "./settle.server";

/**
 * Grade a written answer: the grading, and in the same transaction all that rests on it: the card, the bank's certificate where it was the last question that was not
 * fluent, the result of the sitting that waited for it; and the learner is told.
 */
export function gradeAnswer(ctx: WriteContext, input: GradeInput): Promise<Outcome<GradedAnswer>> {
  return write(ctx, async (tx) => {
    const graded = await gradeAttemptIn(tx, ctx, input);
    if (!graded.ok) return graded;
    const { personId, itemId, context, contextId, first } = graded.value;
    if (context === "drill") await moveCardIn(tx, ctx, personId, itemId);
    else await settleSittingIn(tx, ctx, contextId);
    await countRemarksIn(tx, input.remark);
    if (first) await tellIn(tx, ctx, personId);
    return graded;
  });
}

/** A card made anew, and the certificate that may follow from it. */
async function moveCardIn(tx: Tx, ctx: WriteContext, personId: string, itemId: string): Promise<void> {
  const training = await trainingOf(tx, personId, ctx.now);
  const { turnedFluent } = await rebuildCardIn(tx, ctx, personId, itemId, training && roadOf(training));
  if (turnedFluent) await certifyBankIn(tx, ctx, personId);
}

/** Tell somebody that answers of theirs were graded: one notice until it is read, however many there are. */
async function tellIn(tx: Tx, ctx: WriteContext, personId: string): Promise<void> {
  const unread = and(eq(notice.personId, personId), eq(notice.kind, "training.answers_graded"), isNull(notice.seenAt));
  const told = await tx
    .update(notice)
    .set({ data: sql`jsonb_set(${notice.data}, '{count}', to_jsonb((${notice.data} ->> 'count')::int + 1))`, createdAt: ctx.now })
    .where(unread)
    .returning({ id: notice.id });
  if (told.length === 0)
    await tx.insert(notice).values({ personId, kind: "training.answers_graded", data: { count: 1 }, createdAt: ctx.now });
}
