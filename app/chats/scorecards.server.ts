import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { scorecard, scorecardVersion, teamScorecard } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { HOUSE_CARD_ID, HOUSE_VERSION_ID, houseCard } from "./scorecard-default";
import type { Scorecard } from "./scorecard-rules";

export type CardVersion = { id: string; cardId: string; number: number; body: Scorecard };

/** That the house's scorecard is there: written when it is first needed, never again. */
export async function ensureHouseCard(tx: Tx, now: Date): Promise<void> {
  await tx.insert(scorecard).values({ id: HOUSE_CARD_ID, createdAt: now }).onConflictDoNothing();
  await tx
    .insert(scorecardVersion)
    .values({
      id: HOUSE_VERSION_ID,
      scorecardId: HOUSE_CARD_ID,
      number: 1,
      body: houseCard as (typeof scorecardVersion.$inferInsert)["body"],
      publishedAt: now,
    })
    .onConflictDoNothing();
}

/** By which version the chats of a team are scored now: its own choice while that is not archived, else the house's; the house's first version where nothing was ever written. */
export async function cardInForce(reader: Reader, teamId: string | null): Promise<CardVersion> {
  const [row] = await reader
    .select({ id: scorecardVersion.id, cardId: scorecardVersion.scorecardId, number: scorecardVersion.number, body: scorecardVersion.body })
    .from(scorecardVersion)
    .innerJoin(scorecard, eq(scorecard.id, scorecardVersion.scorecardId))
    .leftJoin(
      teamScorecard,
      and(eq(teamScorecard.scorecardId, scorecard.id), teamId === null ? sql`false` : eq(teamScorecard.teamId, teamId)),
    )
    .where(and(isNull(scorecard.archivedAt), sql`(${teamScorecard.teamId} is not null or ${scorecard.id} = ${HOUSE_CARD_ID})`))
    .orderBy(sql`${teamScorecard.teamId} is null`, desc(scorecardVersion.number))
    .limit(1);
  return row ?? { id: HOUSE_VERSION_ID, cardId: HOUSE_CARD_ID, number: 1, body: houseCard };
}

/** Versions by id. */
export async function cardVersions(reader: Reader, ids: readonly string[]): Promise<Map<string, CardVersion>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({ id: scorecardVersion.id, cardId: scorecardVersion.scorecardId, number: scorecardVersion.number, body: scorecardVersion.body })
    .from(scorecardVersion)
    .where(inArray(scorecardVersion.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, row]));
}
