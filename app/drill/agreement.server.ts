import { sql } from "drizzle-orm";
import { questionAgreement } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { type Agreement, cellOf } from "./agreement";

/** Count a person's word on an answer beside the machine's guess; `was`: what the same person had said of it before, counted until now. */
export async function countAgreementIn(
  tx: Tx,
  question: { questionVersionId: string; itemId: string },
  { guess, was, is }: { guess: boolean; was: boolean | null; is: boolean },
): Promise<void> {
  if (was === is) return;
  const change: Agreement = { bothRight: 0, machineRight: 0, personRight: 0, bothWrong: 0 };
  change[cellOf(guess, is)] += 1;
  if (was !== null) change[cellOf(guess, was)] -= 1;
  const { bothRight, machineRight, personRight, bothWrong } = questionAgreement;
  await tx
    .insert(questionAgreement)
    .values({ ...question, ...change })
    .onConflictDoUpdate({
      target: questionAgreement.questionVersionId,
      set: {
        bothRight: sql`${bothRight} + ${change.bothRight}`,
        machineRight: sql`${machineRight} + ${change.machineRight}`,
        personRight: sql`${personRight} + ${change.personRight}`,
        bothWrong: sql`${bothWrong} + ${change.bothWrong}`,
      },
    });
}
