import { and, eq } from "drizzle-orm";
import { bankCard } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import type { WriteContext } from "~/platform/write.server";
import type { CardRow } from "./card";
import { answersOfCard } from "./card-answers.server";
import { settleMendingIn } from "./mending.server";
import { replay } from "./replay";
import type { Road } from "./schedule";

/**
 * Make a card anew after something was said of one of its answers, under its lock. Says whether it is fluent by that and was not before. Nothing happens to a card that
 * is not there.
 */
export async function rebuildCardIn(
  tx: Tx,
  ctx: WriteContext,
  personId: string,
  itemId: string,
  road: Road,
): Promise<{ turnedFluent: boolean }> {
  const isCard = and(eq(bankCard.personId, personId), eq(bankCard.itemId, itemId));
  const [card]: CardRow[] = await tx.select().from(bankCard).where(isCard).for("update");
  if (!card) return { turnedFluent: false };
  const rebuilt = replay(card, await answersOfCard(tx, personId, itemId, ctx.now), road);
  await tx.update(bankCard).set(rebuilt).where(isCard);
  if (card.mending) await settleMendingIn(tx, ctx, personId, itemId);
  const isFluent = ({ fluentUntil }: CardRow) => fluentUntil !== null && fluentUntil > ctx.now;
  return { turnedFluent: !isFluent(card) && isFluent(rebuilt) };
}
