import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, meetingAttendance, meetingVote, notice } from "@db/schema";
import { castBallot } from "~/cases/live-actions.server";
import { addToAgenda, decideOn, leaveOut } from "~/cases/meeting-actions.server";
import * as liveRoute from "~/cases/routes/live";
import * as listRoute from "~/cases/routes/meetings";
import * as minutesRoute from "~/cases/routes/minutes";
import * as presentRoute from "~/cases/routes/present";
import * as streamRoute from "~/cases/routes/live-stream";
import { liveDesk } from "./live-desk";
import { codes, got } from "./meeting-desk";

const { owner, appSql, ids, by, reach, ask, lead, hold, begun } = await liveDesk();

const BETTER = "这款是头层牛皮，能用三年。今天拍吗？";
const PIECES = ["这款是头层牛皮，能用三年。", "今天拍吗？"];

describe("a meeting that is presented", () => {
  it("stands at the first case until somebody goes on, and begins once", async () => {
    const { first, second, meetingId, press, seen } = await begun();
    await press({ intent: "begin" });
    expect((await seen("ann")).slide).toMatchObject({ number: first.number, index: 0, count: 2, pieces: [], ofPieces: 2 });
    await Promise.all([1, 2].map(() => press({ intent: "next", from: first.caseId, shown: "0" })));
    const view = await seen("ann");
    expect(view).toMatchObject({ revision: 2, slide: { number: second.number, index: 1 } });
    const rows = await owner.select().from(audit).where(eq(audit.subjectId, meetingId));
    expect(rows.filter(({ action }) => action === "cases.meeting_presented")).toHaveLength(1);
  });

  it("is told to everybody who belongs to it but whoever presents, once, as long as it is held", async () => {
    const { first, meetingId, now, press } = await begun();
    const told = async () =>
      (
        await owner
          .select()
          .from(notice)
          .where(sql`${notice.data} ->> 'meetingId' = ${meetingId}`)
      ).map(({ personId, kind, seenAt }) => [personId, kind, seenAt !== null] as const);
    const people = [ids.manager, ids.ann, ids.bob].sort();
    const all = (isSeen: boolean) => people.map((id) => [id, "cases.meeting_begun", isSeen]);
    expect((await told()).sort()).toEqual(all(false));
    // Taken over and begun again it is the same meeting.
    await press({ intent: "begin" }, "manager");
    await press({ intent: "begin" });
    expect((await told()).sort()).toEqual(all(false));
    got(await decideOn(...lead(now), meetingId, first.caseId, "改"));
    await hold(meetingId, now);
    expect((await told()).sort()).toEqual(all(true));
  });

  it("is shown by one; another who leads the team takes over, and nobody else can", async () => {
    const { first, press, seen } = await begun();
    const next = { intent: "next", from: first.caseId };
    const refused = await press(next, "manager");
    expect([refused.status, refused.body]).toEqual([422, expect.stringContaining("not_presenter")]);
    await press({ intent: "begin" }, "manager");
    expect((await seen("manager", true)).presenter?.isMe).toBe(true);
    expect((await press(next, "supervisor")).status).toBe(422);
    expect((await press(next, "other")).body).toContain("not_found");
    expect((await press(next, "ann")).status).toBe(403);
  });

  it("goes to the first case when its own is left out, covered", async () => {
    const { first, second, meetingId, now, press, seen } = await begun();
    await press({ intent: "reveal", from: first.caseId, shown: "0" });
    got(await leaveOut(...lead(now), meetingId, first.caseId));
    expect((await seen("ann")).slide).toMatchObject({ number: second.number, pieces: [] });
    got(await addToAgenda(...lead(now), meetingId, first.number));
  });

  it("keeps a decision, which is seen at once", async () => {
    const { first, press, seen } = await begun();
    await press({ intent: "decide", from: first.caseId, decision: "先讲价值" });
    expect((await seen("bob")).slide?.decision).toBe("先讲价值");
  });

  it("notes who follows as there when somebody says so, and forgets nobody", async () => {
    const { meetingId, press, seen } = await begun();
    await appSql`insert into meeting_follower (meeting_id, person_id, seen_at) values (${meetingId}, ${ids.ann}, now()), (${meetingId}, ${ids.bob}, now() - interval '5 minutes')`;
    expect((await seen("supervisor", true)).lead?.followers).toEqual([{ id: ids.ann, name: "Ann Lee", isThere: false }]);
    expect((await seen("ann")).lead).toBeNull();
    const present = async () =>
      (await owner.select().from(meetingAttendance).where(eq(meetingAttendance.meetingId, meetingId)))
        .filter((row) => row.present)
        .map((row) => row.personId);
    expect(await present()).toEqual([]);
    await press({ intent: "there", person: [ids.ann, ids.other] });
    await press({ intent: "there", person: [ids.bob] });
    expect((await present()).sort()).toEqual([ids.ann, ids.bob].sort());
  });

  it("is over when it is closed: its votes are counted, and nothing moves any more", async () => {
    const { first, meetingId, now, press, seen, params } = await begun();
    await press({ intent: "vote_open", from: first.caseId });
    const { vote } = await seen("ann");
    await ask(liveRoute, "ann", params, { vote: vote?.id ?? "", choice: "a" });
    got(await decideOn(...lead(now), meetingId, first.caseId, "改"));
    await hold(meetingId, now);
    expect(await seen("ann")).toMatchObject({ phase: "over", slide: null, vote: null });
    expect((await press({ intent: "next", from: first.caseId })).body).toContain("meeting_closed");
    expect(await ask(presentRoute, "supervisor", params)).toMatchObject({ status: 302, to: `/meetings/${meetingId}/minutes` });
    const [kept] = await owner.select().from(meetingVote).where(eq(meetingVote.meetingId, meetingId));
    expect(kept?.counts).toEqual({ a: 1, b: 0 });
    expect((await ask(minutesRoute, "ann", params)).body).toContain('"counts":{"a":1,"b":0}');
    await expect(appSql`update meeting_live set shown = 1 where meeting_id = ${meetingId}`).rejects.toMatchObject({ code: "DR035" });
  });
});

describe("what should have been said", () => {
  it("leaves the server step by step, to nobody sooner", async () => {
    const { first, params, press, seen } = await begun();
    const pages = async () =>
      (
        await Promise.all([ask(liveRoute, "ann", params), ask(liveRoute, "supervisor", params), ask(presentRoute, "supervisor", params)])
      ).map(({ body }) => body);
    for (const [shown, hidden] of [
      [0, PIECES],
      [1, PIECES.slice(1)],
    ] as const) {
      if (shown > 0) await press({ intent: "reveal", from: first.caseId, shown: "0" });
      for (const body of await pages()) for (const piece of hidden) expect(body).not.toContain(piece);
    }
    expect((await seen("ann")).slide?.pieces).toEqual(PIECES.slice(0, 1));
    await press({ intent: "reveal", from: first.caseId, shown: "1" });
    expect((await seen("ann")).slide?.pieces).toEqual(PIECES);
    await press({ intent: "cover", from: first.caseId });
    for (const body of await pages()) expect(body).not.toContain(PIECES[0]);
  });

  it("says nobody's name, and is for the team alone", async () => {
    const { params } = await begun();
    expect((await ask(liveRoute, "bob", params)).body).not.toContain("Ann Lee");
    expect((await ask(liveRoute, "other", params)).status).toBe(404);
    expect((await ask(streamRoute, "other", params)).status).toBe(404);
    // The list of cases and who follows are the presenter's.
    expect((await ask(streamRoute, "ann", params, undefined, "/x?as=lead")).status).toBe(404);
    expect((await ask(presentRoute, "other", params)).status).toBe(404);
    expect((await ask(liveRoute, "editor", params)).status).toBe(403);
  });

  it("is found by the team in its list while it is on", async () => {
    const { meetingId } = await begun();
    expect((await ask(listRoute, "ann")).body).toContain(meetingId);
  });
});

describe("a vote", () => {
  it("takes one ballot of each, another one until it is closed, and tells counts only then", async () => {
    const { first, meetingId, params, press, seen } = await begun();
    await Promise.all([1, 2].map(() => press({ intent: "vote_open", from: first.caseId })));
    const open = (await seen("ann")).vote;
    expect(open).toMatchObject({ isOpen: true, voted: 0, mine: null });
    expect(open?.options.map(({ text }) => text).sort()).toEqual([BETTER, open?.options.find(({ text }) => text !== BETTER)?.text].sort());
    const choose = (who: "ann" | "bob" | "other", choice: string) => ask(liveRoute, who, params, { vote: open?.id ?? "", choice });
    await Promise.all([choose("ann", "a"), choose("bob", "a")]);
    expect((await choose("ann", "b")).status).toBe(302);
    expect((await choose("ann", "z")).body).toContain("choice_unknown");
    expect((await choose("other", "a")).body).toContain("not_found");
    const during = JSON.stringify([await seen("bob"), await seen("supervisor", true)]);
    expect(during).not.toContain('"from":"');
    expect(await seen("ann")).toMatchObject({ vote: { voted: 2, mine: "b" } });
    expect((await seen("bob")).vote?.options.every(({ count, from }) => count === null && from === null)).toBe(true);
    await press({ intent: "vote_close" });
    const closed = (await seen("bob")).vote;
    expect(closed).toMatchObject({ isOpen: false, voted: 2, mine: "a", options: [{ count: 1 }, { count: 1 }] });
    expect(closed?.options.map(({ from }) => from).sort()).toEqual(["better", "said"]);
    expect((await choose("ann", "a")).body).toContain("vote_closed");
    await expect(appSql`update meeting_vote set counts = '{}' where id = ${open?.id ?? ""}`).rejects.toMatchObject({ code: "DR035" });
    await expect(appSql`update meeting_ballot set choice = 'a' where vote_id = ${open?.id ?? ""}`).rejects.toMatchObject({ code: "DR035" });
    // Once more is a further round.
    await press({ intent: "vote_open", from: first.caseId });
    expect((await owner.select().from(meetingVote).where(eq(meetingVote.meetingId, meetingId))).map(({ round }) => round)).toEqual([1, 2]);
  });

  it("loses no ballot that comes while it is closed: it is counted, or refused", async () => {
    const { first, meetingId, now, press, seen } = await begun();
    await press({ intent: "vote_open", from: first.caseId });
    const voteId = (await seen("ann")).vote?.id ?? "";
    const voters = ["ann", "bob", "supervisor", "manager"] as const;
    const [, ...ballots] = await Promise.all([
      press({ intent: "vote_close" }),
      ...voters.map((who) => castBallot(by(who, now), reach(who), { meetingId, voteId, choice: "a" })),
    ]);
    const taken = ballots.filter(({ ok }) => ok).length;
    for (const ballot of ballots) if (!ballot.ok) expect(codes(ballot)).toEqual(["vote_closed"]);
    const [kept] = await owner.select().from(meetingVote).where(eq(meetingVote.id, voteId));
    expect(kept?.counts).toEqual({ a: taken, b: 0 });
  });

  it("is ended by going on, and needs two lines that differ", async () => {
    const { first, second, meetingId, press } = await begun("");
    expect((await press({ intent: "vote_open", from: first.caseId })).body).toContain("vote_lines");
    await press({ intent: "next", from: first.caseId });
    await press({ intent: "vote_open", from: second.caseId });
    await press({ intent: "previous", from: second.caseId });
    const votes = await owner.select().from(meetingVote).where(eq(meetingVote.meetingId, meetingId));
    expect(votes.map(({ closedAt, counts }) => [closedAt === null, counts])).toEqual([[false, { a: 0, b: 0 }]]);
  });
});
