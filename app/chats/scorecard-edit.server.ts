import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { scorecard, type ScorecardBody, scorecardVersion, team, teamScorecard } from "@db/schema";
import type { HeldRole } from "~/people/permissions";
import { writeSetting } from "~/people/settings.server";
import type { Reader, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import type { CheckTerms } from "./duty.server";
import { teamsLedBy } from "./overview.server";
import { HOUSE_CARD_ID, houseCard } from "./scorecard-default";
import { type Scorecard, scorecardRefusals } from "./scorecard-rules";
import { ensureHouseCard } from "./scorecards.server";

type Card = { id: string; number: number; body: Scorecard; draft: Scorecard | null; revision: number; isHouse: boolean };

/** Every scorecard that is not archived, the house's first, with its last version and what is worked on. */
export async function scorecardList(reader: Reader): Promise<Card[]> {
  const rows = await reader
    .selectDistinctOn([scorecard.id], {
      ...{
        id: scorecard.id,
        draft: scorecard.draft,
        revision: scorecard.revision,
        number: scorecardVersion.number,
        body: scorecardVersion.body,
      },
    })
    .from(scorecard)
    .leftJoin(scorecardVersion, eq(scorecardVersion.scorecardId, scorecard.id))
    .where(isNull(scorecard.archivedAt))
    .orderBy(scorecard.id, desc(scorecardVersion.number));
  const cards = rows.map(({ number, body, draft, ...row }): Card => ({
    ...row,
    number: number ?? 0,
    body: body ?? draft ?? houseCard,
    draft,
    isHouse: row.id === HOUSE_CARD_ID,
  }));
  const house = cards.find(({ isHouse }) => isHouse) ?? {
    id: HOUSE_CARD_ID,
    number: 1,
    body: houseCard,
    draft: null,
    revision: 1,
    isHouse: true,
  };
  return [house, ...cards.filter(({ isHouse }) => !isHouse)];
}

/** The teams whose scorecard this manager chooses, with the choice. */
export async function teamsWithCards(reader: Reader, roles: readonly HeldRole[]) {
  const teams = teamsLedBy(roles, ["manager"]);
  return reader
    .select({ id: team.id, name: team.name, cardId: teamScorecard.scorecardId })
    .from(team)
    .leftJoin(teamScorecard, eq(teamScorecard.teamId, team.id))
    .where(and(isNull(team.archivedAt), teams === null ? undefined : inArray(team.id, teams)))
    .orderBy(team.name);
}

/** A scorecard with its row locked; null: there is none, or it is archived. */
async function lockCard(tx: Tx, ctx: WriteContext, cardId: string) {
  if (cardId === HOUSE_CARD_ID) await ensureHouseCard(tx, ctx.now);
  const [row] = await tx
    .select()
    .from(scorecard)
    .where(and(eq(scorecard.id, cardId), isNull(scorecard.archivedAt)))
    .for("update");
  return row ?? null;
}

/** Begin a scorecard of one's own from another's last version, as a draft. */
export function newCard(ctx: WriteContext, fromId: string): Promise<Outcome<{ cardId: string }>> {
  return write(ctx, async (tx) => {
    const from = (await scorecardList(tx)).find(({ id }) => id === fromId);
    if (!from) return refuse("no_card");
    const cardId = newId();
    await tx.insert(scorecard).values({ id: cardId, draft: from.body as ScorecardBody, createdAt: ctx.now, createdBy: ctx.actorId });
    await audit(tx, ctx, {
      action: "chats.scorecard_begun",
      subject: { type: "scorecard", id: cardId },
      after: { name: from.body.name["zh-CN"] },
    });
    return accept({ cardId });
  });
}

/** Keep what is worked on. Refuses a form that somebody else's edit has overtaken. Checks are scored by the last version until this is published. */
export function saveCard(ctx: WriteContext, cardId: string, revision: number, body: Scorecard): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const row = await lockCard(tx, ctx, cardId);
    if (!row) return refuse("no_card");
    if (row.revision !== revision) return refuse("card_newer");
    await tx
      .update(scorecard)
      .set({ draft: body as ScorecardBody, revision: revision + 1 })
      .where(eq(scorecard.id, cardId));
    return accept(null);
  });
}

/** Publish what was worked on as the next version: it scores from now on, and what was scored keeps its version. Refuses what `scorecardRefusals` names. */
export function publishCard(ctx: WriteContext, cardId: string, revision: number, body: Scorecard): Promise<Outcome<{ number: number }>> {
  return write(ctx, async (tx) => {
    const row = await lockCard(tx, ctx, cardId);
    if (!row) return refuse("no_card");
    if (row.revision !== revision) return refuse("card_newer");
    const wrong = scorecardRefusals(body);
    if (wrong.length > 0) return refuseAll(wrong);
    const [last] = await tx
      .select({ number: sql<number>`coalesce(max(${scorecardVersion.number}), 0)::int` })
      .from(scorecardVersion)
      .where(eq(scorecardVersion.scorecardId, cardId));
    const number = (last?.number ?? 0) + 1;
    await tx
      .insert(scorecardVersion)
      .values({ scorecardId: cardId, number, body: body as ScorecardBody, publishedAt: ctx.now, publishedBy: ctx.actorId });
    await tx
      .update(scorecard)
      .set({ draft: null, revision: revision + 1 })
      .where(eq(scorecard.id, cardId));
    await audit(tx, ctx, {
      action: "chats.scorecard_published",
      subject: { type: "scorecard", id: cardId },
      after: { name: body.name["zh-CN"], version: number },
    });
    return accept({ number });
  });
}

/** Put a scorecard away: teams that used it use the house's again. Refuses the house's own. */
export function archiveCard(ctx: WriteContext, cardId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    if (cardId === HOUSE_CARD_ID) return refuse("card_house");
    const row = await lockCard(tx, ctx, cardId);
    if (!row) return refuse("no_card");
    await tx.update(scorecard).set({ archivedAt: ctx.now }).where(eq(scorecard.id, cardId));
    await audit(tx, ctx, { action: "chats.scorecard_archived", subject: { type: "scorecard", id: cardId } });
    return accept(null);
  });
}

/** By which scorecard a team's chats are scored from now on. Refuses teams that are not the manager's, and a scorecard that has no version yet. */
export function chooseCard(ctx: WriteContext, roles: readonly HeldRole[], teamId: string, cardId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const teams = teamsLedBy(roles, ["manager"]);
    const card = (await scorecardList(tx)).find(({ id }) => id === cardId);
    if (!card || card.number === 0 || (teams !== null && !teams.includes(teamId))) return refuse("no_card");
    if (cardId === HOUSE_CARD_ID) await tx.delete(teamScorecard).where(eq(teamScorecard.teamId, teamId));
    else
      await tx
        .insert(teamScorecard)
        .values({ teamId, scorecardId: cardId })
        .onConflictDoUpdate({ target: teamScorecard.teamId, set: { scorecardId: cardId } });
    await audit(tx, ctx, {
      action: "chats.scorecard_chosen",
      subject: { type: "team", id: teamId },
      after: { name: card.body.name["zh-CN"] },
    });
    return accept(null);
  });
}

/** Whose duty the daily checks are, how many, what is a risk, and how long a check may be disputed. Refuses what the setting does not take. */
export function saveTerms(ctx: WriteContext, terms: CheckTerms): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const inRange =
      terms.roles.length > 0 &&
      [
        [terms.quota, 1, 200],
        [terms.first_s, 5, 3600],
        [terms.gap_s, 10, 86_400],
        [terms.rating, 1, 4],
        [terms.dispute_days, 1, 30],
      ].every(([value = Number.NaN, least = 0, most = 0]) => Number.isInteger(value) && value >= least && value <= most);
    if (!inRange) return refuse("terms_range");
    await writeSetting(tx, ctx, "chat_checks", terms);
    return accept(null);
  });
}
