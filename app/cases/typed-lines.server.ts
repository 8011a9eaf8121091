import { and, eq } from "drizzle-orm";
import { chatCase, meetingLine, meetingVote } from "@db/schema";
import { chatGround } from "~/chats/ground.server";
import { maskLine } from "~/chats/mask";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { foundBy, lockCase, noteChange } from "./case-row.server";
import { LINE_LENGTH, piecesOf, withTyped } from "./live";
import { openVoteOf, presented } from "./live-actions.server";
import { show } from "./live-rows.server";
import type { Reach } from "./reach";
import { stateAfter } from "./rules";

/**
 * Keep a better line of one's own while a vote is open, masked as chats are; another one takes its place, nothing typed takes it back. For everybody of the meeting's team. Like a ballot it is not
 * in the audit: nobody is to learn whose it is. Refused once it is voted on itself (`line_voted_on`), over 300 characters, and as `openVoteOf` names.
 */
export function typeLine(
  ctx: WriteContext,
  reach: Reach,
  { meetingId, voteId, typed }: { meetingId: string; voteId: string; typed: string },
): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await openVoteOf(tx, reach, meetingId, voteId);
    if (!found.ok) return found;
    const { personId } = reach;
    const mine = and(eq(meetingLine.voteId, voteId), eq(meetingLine.personId, personId));
    const [before] = await tx.select().from(meetingLine).where(mine).for("update");
    if (before?.key) return refuse("line_voted_on");
    const text = await maskedLine(tx, typed);
    if (text.length > LINE_LENGTH) return refuse("text_long", { field: "line", params: { max: LINE_LENGTH } });
    if (text === (before?.text ?? "")) return accept(null);
    if (before) await tx.update(meetingLine).set({ text, at: ctx.now }).where(mine);
    else await tx.insert(meetingLine).values({ id: newId(ctx.now.getTime()), voteId, personId, text, at: ctx.now });
    await show(tx, meetingId);
    return accept(null);
  });
}

async function maskedLine(tx: Tx, typed: string): Promise<string> {
  const text = typed.replaceAll("\r\n", "\n").trim();
  return text === "" ? "" : maskLine(text, { catalogue: (await chatGround(tx)).catalogue }).text;
}

type Line = { text: string; key: string | null; vote: typeof meetingVote.$inferSelect };

/** A line that somebody typed in a vote of a meeting, locked after its vote; null: there is none, or it was taken back. */
async function lockLine(tx: Tx, meetingId: string, lineId: string): Promise<Line | null> {
  const [of] = await tx.select({ voteId: meetingLine.voteId }).from(meetingLine).where(eq(meetingLine.id, lineId));
  if (!of) return null;
  const ofMeeting = and(eq(meetingVote.id, of.voteId), eq(meetingVote.meetingId, meetingId));
  const [vote] = await tx.select().from(meetingVote).where(ofMeeting).for("update");
  const [line] = await tx.select().from(meetingLine).where(eq(meetingLine.id, lineId)).for("update");
  return vote && line && line.text !== "" ? { text: line.text, key: line.key, vote } : null;
}

/** Put a line that somebody typed to the vote that is open: from here on it stays as it is, and nobody reads whose it was. One that is there already stays. Refused where eight lines are, or one says the same. */
export function putLine(ctx: WriteContext, reach: Reach, meetingId: string, lineId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await presented(tx, ctx, reach, meetingId);
    if (!found.ok) return found;
    const line = await lockLine(tx, meetingId, lineId);
    if (!line) return refuse("line_unknown");
    const { vote, text } = line;
    if (line.key) return accept(null);
    if (vote.closedAt) return refuse("vote_closed");
    const added = withTyped(vote.options, text);
    if (typeof added === "string") return refuse(added);
    await tx
      .update(meetingVote)
      .set({ options: [...vote.options, added] })
      .where(eq(meetingVote.id, vote.id));
    await tx.update(meetingLine).set({ key: added.key }).where(eq(meetingLine.id, lineId));
    await audit(tx, ctx, {
      action: "cases.line_put",
      subject: { type: "case", id: vote.caseId },
      after: { number: added.number, line: text },
    });
    await show(tx, meetingId);
    return accept(null);
  });
}

/**
 * Take a line that somebody typed as what should have been said in its case; what stood there before is kept in the case's history. All have it on their screens then: nothing of it stays
 * covered. During the vote and after it.
 */
export function takeLine(ctx: WriteContext, reach: Reach, meetingId: string, lineId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await presented(tx, ctx, reach, meetingId);
    if (!found.ok) return found;
    const line = await lockLine(tx, meetingId, lineId);
    const one = line && (await lockCase(tx, line.vote.caseId));
    if (!line || !one) return refuse("line_unknown");
    const { id: caseId, number, title, better: was } = one;
    if (!stateAfter(one.state, "edit") || one.kind !== "lost") return refuse("line_unknown");
    const better = line.text;
    if (better !== was) {
      const said = { ...one, better };
      await tx
        .update(chatCase)
        .set({ better, ...foundBy(said, one.lines), revision: one.revision + 1 })
        .where(eq(chatCase.id, caseId));
      await noteChange(tx, ctx, { caseId, what: "edited", before: { better: was } });
      await audit(tx, ctx, {
        action: "cases.line_taken",
        subject: { type: "case", id: caseId },
        personId: one.personId,
        before: { better: was },
        after: { number, title, better },
      });
    }
    await show(tx, meetingId, found.value.live.caseId === caseId ? { shown: piecesOf(better).length } : {});
    return accept(null);
  });
}
