import { and, eq, sql } from "drizzle-orm";
import { meetingAttendance, meetingBallot, meetingLive, meetingVote } from "@db/schema";
import { teamById } from "~/people/queries.server";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { afterMove, caseOn, firstState, type LiveMove, optionsOf, piecesOf } from "./live";
import { headsOf, mayFollow, votablesOf } from "./live-facts.server";
import { closeVotes, type LiveRow, lockLive, show } from "./live-rows.server";
import { teaching } from "./live-view";
import { lockMeeting, type MeetingRow } from "./meeting-actions.server";
import { peopleOf } from "./people.server";
import { tellBegun } from "./begun.server";
import type { Reach } from "./reach";

async function agendaOf(tx: Tx, meetingId: string): Promise<string[]> {
  return (await tx.execute<{ case_id: string }>(headsOf(meetingId))).map((row) => row.case_id);
}

/** A meeting's screen, locked, of somebody who presents it; a refusal to anybody else. The meeting's row is locked before it, a vote's after it: always in this order. */
export async function presented(
  tx: Tx,
  ctx: WriteContext,
  reach: Reach,
  meetingId: string,
): Promise<Outcome<{ meeting: MeetingRow; live: LiveRow }>> {
  const found = await lockMeeting(tx, reach, meetingId);
  if (!found.ok) return found;
  const live = await lockLive(tx, meetingId);
  if (!live) return refuse("not_begun");
  return live.presenterId === ctx.actorId ? accept({ meeting: found.value, live }) : refuse("not_presenter");
}

/** Begin to present a meeting, of which its people are told once, or take over from whoever does. For who leads the team; audited, since votes are taken in their name. */
export function beginPresenting(ctx: WriteContext, reach: Reach, meetingId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockMeeting(tx, reach, meetingId);
    if (!found.ok) return found;
    const presenterId = reach.personId;
    const live = await lockLive(tx, meetingId);
    if (live?.presenterId === presenterId) return accept(null);
    const { teamId, week } = found.value;
    const team = (await teamById(tx, teamId))?.name ?? "";
    if (live) await show(tx, meetingId, { presenterId });
    else {
      await tx
        .insert(meetingLive)
        .values({ meetingId, presenterId, startedAt: ctx.now, ...firstState(await agendaOf(tx, meetingId), ctx.now) });
      await tellBegun(tx, ctx, { meetingId, teamId, team, presenterId });
    }
    await audit(tx, ctx, {
      action: "cases.meeting_presented",
      subject: { type: "meeting", id: meetingId },
      after: { team, week },
    });
    return accept(null);
  });
}

/** Go to a case, reveal, or set the clock. Going on ends the vote that is open. */
export function moveScreen(ctx: WriteContext, reach: Reach, meetingId: string, move: LiveMove): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await presented(tx, ctx, reach, meetingId);
    if (!found.ok) return found;
    const { live } = found.value;
    const agenda = await agendaOf(tx, meetingId);
    const here = caseOn(live, agenda);
    const [one] = move.do === "reveal" && here !== null ? await votablesOf(tx, meetingId, here) : [];
    const after = afterMove(live, move, { agenda, pieces: one ? piecesOf(teaching(one)).length : 0, now: ctx.now });
    if (!after) return refuse("move_unknown");
    if (after === live) return accept(null);
    if (after.caseId !== live.caseId) await closeVotes(tx, ctx, meetingId);
    const { caseId, shown, minutes, extra, runningSince, ranMs } = after;
    await show(tx, meetingId, { caseId, shown, minutes, extra, runningSince, ranMs });
    return accept(null);
  });
}

/** Put the lines of the case on the screen to the vote. An open one is gone on with; refused where there are no two lines that differ. */
export function openVote(ctx: WriteContext, reach: Reach, meetingId: string, caseId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await presented(tx, ctx, reach, meetingId);
    if (!found.ok) return found;
    const here = caseOn(found.value.live, await agendaOf(tx, meetingId));
    const [head, ...like] = here === caseId ? await votablesOf(tx, meetingId, caseId) : [];
    if (!head) return refuse("move_unknown");
    const before = await tx
      .select({ round: meetingVote.round, closedAt: meetingVote.closedAt })
      .from(meetingVote)
      .where(and(eq(meetingVote.meetingId, meetingId), eq(meetingVote.caseId, caseId)));
    if (before.some(({ closedAt }) => closedAt === null)) return accept(null);
    const id = newId();
    const options = head.kind === "lost" ? optionsOf(head, like, id) : null;
    if (!options) return refuse("vote_lines");
    const round = Math.max(0, ...before.map((vote) => vote.round)) + 1;
    await tx.insert(meetingVote).values({ id, meetingId, caseId, round, options, openedBy: reach.personId, openedAt: ctx.now });
    await show(tx, meetingId);
    return accept(null);
  });
}

/** End the vote that is open; from here on its counts are seen, and stay. */
export function closeVote(ctx: WriteContext, reach: Reach, meetingId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await presented(tx, ctx, reach, meetingId);
    if (!found.ok) return found;
    if (await closeVotes(tx, ctx, meetingId)) await show(tx, meetingId);
    return accept(null);
  });
}

/** The open vote of a meeting that somebody may follow; a refusal otherwise. Whoever closes it waits until the caller's transaction ends. */
export async function openVoteOf(
  tx: Tx,
  reach: Reach,
  meetingId: string,
  voteId: string,
): Promise<Outcome<typeof meetingVote.$inferSelect>> {
  const [of] = await tx.execute<{ teamId: string }>(sql`select team_id as "teamId" from meeting where id = ${meetingId}`);
  if (!of || !mayFollow(reach, of.teamId)) return refuse("not_found");
  // The screen before the vote, as whoever closes it does.
  if (!(await lockLive(tx, meetingId))) return refuse("not_begun");
  const [vote] = await tx
    .select()
    .from(meetingVote)
    .where(and(eq(meetingVote.id, voteId), eq(meetingVote.meetingId, meetingId)))
    .for("share");
  if (!vote) return refuse("not_found");
  return vote.closedAt ? refuse("vote_closed") : accept(vote);
}

/** Choose a line, or another one while the vote is open. For everybody of the meeting's team; one ballot a person. */
export function castBallot(
  ctx: WriteContext,
  reach: Reach,
  { meetingId, voteId, choice }: { meetingId: string; voteId: string; choice: string },
): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await openVoteOf(tx, reach, meetingId, voteId);
    if (!found.ok) return found;
    if (!found.value.options.some(({ key }) => key === choice)) return refuse("choice_unknown");
    const said = { choice, at: ctx.now };
    await tx
      .insert(meetingBallot)
      .values({ voteId, personId: reach.personId, ...said })
      .onConflictDoUpdate({ target: [meetingBallot.voteId, meetingBallot.personId], set: said });
    await show(tx, meetingId);
    return accept(null);
  });
}

/** Say of people of the team that they are there: those who follow offer themselves, who leads confirms. Whoever was said to be there stays so. */
export function confirmThere(ctx: WriteContext, reach: Reach, meetingId: string, personIds: readonly string[]): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockMeeting(tx, reach, meetingId);
    if (!found.ok) return found;
    const known = (await peopleOf(tx, found.value.teamId, ctx.now)).filter(({ belongs }) => belongs);
    if (known.length === 0) return accept(null);
    await tx
      .insert(meetingAttendance)
      .values(known.map(({ id }) => ({ meetingId, personId: id, present: personIds.includes(id) })))
      .onConflictDoUpdate({
        target: [meetingAttendance.meetingId, meetingAttendance.personId],
        set: { present: sql`${meetingAttendance.present} or excluded.present` },
      });
    return accept(null);
  });
}
