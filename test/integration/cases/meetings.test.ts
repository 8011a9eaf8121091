import { and, eq, isNull, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { chatCase, meeting, meetingAttendance, notice } from "@db/schema";
import {
  addToAgenda,
  closeMeeting,
  decideOn,
  leaveOut,
  moveCase,
  openMeeting,
  setMeetingTime,
  speakWith,
} from "~/cases/meeting-actions.server";
import * as listRoute from "~/cases/routes/meetings";
import * as meetingRoute from "~/cases/routes/meeting";
import * as minutesRoute from "~/cases/routes/minutes";
import { sweepMeetings } from "~/cases/sweep.server";
import { newId } from "~/platform/ids";
import { codes, DAY, got, meetingDesk } from "./meeting-desk";

const { db, owner, appSql, ids, team, reach, by, ask, lost, state, agenda, lead, act, items, met, hold, nextWeek } = await meetingDesk();

describe("an agenda", () => {
  it("is drawn from the open cases by their weight, once a week, and waits in the inbox", async () => {
    const [small, dear] = [await lost(59), await lost(399)];
    const { meetingId, now } = await met(small, dear);
    expect((await agenda(meetingId)).map(({ caseId }) => caseId)).toEqual([dear.caseId, small.caseId]);
    expect(await state(dear.caseId)).toBe("agenda");
    const again = await Promise.all([openMeeting(...lead(now), team.id), openMeeting(by("manager", now), reach("manager"), team.id)]);
    expect(again.map((one) => got(one).meetingId)).toEqual([meetingId, meetingId]);
    expect(await items("meeting", meetingId)).toHaveLength(1);
    expect(codes(await openMeeting(by("other", now), reach("other"), team.id))).toEqual(["not_found"]);
  });

  it("puts what is alike together, and lets it be spoken of by itself", async () => {
    const product = newId();
    const [a, b] = [await lost(100, product), await lost(300, product)];
    const { meetingId, now } = await met(a, b);
    expect((await agenda(meetingId)).map(({ caseId, withCase }) => [caseId, withCase])).toEqual([
      [b.caseId, null],
      [a.caseId, b.caseId],
    ]);
    got(await speakWith(...lead(now), meetingId, a.caseId, null));
    expect((await agenda(meetingId)).every(({ withCase }) => withCase === null)).toBe(true);
    got(await speakWith(...lead(now), meetingId, b.caseId, a.caseId));
    expect((await agenda(meetingId)).find(({ caseId }) => caseId === b.caseId)?.withCase).toBe(a.caseId);
    expect(codes(await speakWith(...lead(now), meetingId, a.caseId, b.caseId))).toEqual(["case_unknown"]);
  });

  it("can be put into another order, left out of and added to", async () => {
    const [a, b, c] = [await lost(300), await lost(200), await lost(100)];
    const { meetingId, now } = await met(a, b, c);
    got(await moveCase(...lead(now), meetingId, c.caseId, -1));
    got(await moveCase(...lead(now), meetingId, a.caseId, -1));
    expect((await agenda(meetingId)).map(({ caseId }) => caseId)).toEqual([a.caseId, c.caseId, b.caseId]);
    got(await leaveOut(...lead(now), meetingId, b.caseId));
    expect(await state(b.caseId)).toBe("open");
    got(await addToAgenda(...lead(now), meetingId, b.number));
    expect(codes(await addToAgenda(...lead(now), meetingId, b.number))).toEqual(["case_not_now.agenda"]);
    expect(codes(await addToAgenda(...lead(now), meetingId, 999_999))).toEqual(["case_unknown"]);
    got(await decideOn(...lead(now), meetingId, b.caseId, "改话术"));
    expect(codes(await leaveOut(...lead(now), meetingId, b.caseId))).toEqual(["decided_already"]);
  });

  it("draws itself two days before its time, at the hour that the team says", async () => {
    const one = await lost(50);
    const monday = nextWeek();
    await owner
      .update(chatCase)
      .set({ state: "dismissed" })
      .where(and(eq(chatCase.state, "open"), sql`${chatCase.id} <> ${one.caseId}`));
    expect(codes(await setMeetingTime(...lead(monday), { teamId: team.id, weekday: 8, hour: 9, cases: 5 }))).toEqual(["time_wrong"]);
    got(await setMeetingTime(...lead(monday), { teamId: team.id, weekday: 4, hour: 9, cases: 5 }));
    const planned = () =>
      owner
        .select()
        .from(meeting)
        .where(and(eq(meeting.teamId, team.id), isNull(meeting.openedBy)));
    await sweepMeetings(db, monday);
    expect(await planned()).toHaveLength(0);
    const tuesday = new Date(monday.getTime() + DAY);
    await sweepMeetings(db, tuesday);
    await sweepMeetings(db, tuesday);
    const [made] = await planned();
    expect(made?.plannedAt.toISOString()).toBe(new Date(monday.getTime() + 3 * DAY).toISOString().replace(/T.*/, "T01:00:00.000Z"));
    expect(await state(one.caseId)).toBe("agenda");
    got(await setMeetingTime(...lead(monday), { teamId: team.id, weekday: 5, hour: 16, cases: 8 }));
  });
});

describe("the end of a meeting", () => {
  it("settles what was decided by a word or an action, with what stood under it, and opens the rest again", async () => {
    const product = newId();
    const [word, under, acted, left] = [await lost(400, product), await lost(100, product), await lost(300), await lost(200)];
    const { meetingId, now } = await met(word, under, acted, left);
    got(await decideOn(...lead(now), meetingId, word.caseId, "先讲价值，再开口"));
    got(await act(meetingId, acted.caseId, { kind: "tell", toldTo: "仓库", note: "缺货提前说" }, now));
    expect(codes(await closeMeeting(...lead(now), meetingId))).toEqual(["attendance_missing"]);
    expect(await hold(meetingId, now)).toEqual({ decided: 3, left: 1 });
    expect(await Promise.all([word, under, acted, left].map(({ caseId }) => state(caseId)))).toEqual([
      "decided",
      "decided",
      "decided",
      "open",
    ]);
    expect((await items("meeting", meetingId))[0]?.outcome).toBe("held");
    const told = await owner
      .select()
      .from(notice)
      .where(and(eq(notice.personId, ids.ann), eq(notice.kind, "cases.decided")));
    expect(told.some(({ data }) => (data as { number: number }).number === word.number)).toBe(true);
    // Held is held.
    expect(codes(await decideOn(...lead(now), meetingId, left.caseId, "还有"))).toEqual(["meeting_closed"]);
    await expect(appSql`update meeting set remark = 'x' where id = ${meetingId}`).rejects.toMatchObject({ code: "DR035" });
    await expect(appSql`delete from meeting_case where meeting_id = ${meetingId}`).rejects.toMatchObject({ code: "DR035" });
    await expect(appSql`update meeting_attendance set present = false where meeting_id = ${meetingId}`).rejects.toMatchObject({
      code: "DR035",
    });
    // Again in the same week is the next week's.
    expect(got(await openMeeting(...lead(now), team.id)).meetingId).not.toBe(meetingId);
    nextWeek();
  });

  it("leaves minutes, with names to who leads and without to the agents of the team; to others none", async () => {
    const one = await lost(300);
    const { meetingId, now } = await met(one);
    got(await decideOn(...lead(now), meetingId, one.caseId, "一句话讲清为什么值"));
    expect((await ask(minutesRoute, "ann", { meetingId })).status).toBe(404);
    await hold(meetingId, now);
    const read = (who: Parameters<typeof ask>[1]) => ask(minutesRoute, who, { meetingId });
    expect((await read("supervisor")).body).toContain("一句话讲清为什么值");
    expect((await read("bob")).body).toContain("一句话讲清为什么值");
    const { lost: shown } = JSON.parse((await read("bob")).body) as { lost: { name: string }[] };
    expect(shown.map(({ name }) => name)).toEqual([""]);
    expect((await read("other")).status).toBe(404);
    expect((await ask(meetingRoute, "supervisor", { meetingId })).to).toBe(`/meetings/${meetingId}/minutes`);
    expect((await ask(listRoute, "bob")).body).toContain(meetingId);
    expect((await ask(listRoute, "other")).body).not.toContain(meetingId);
    expect(await owner.select().from(meetingAttendance).where(eq(meetingAttendance.meetingId, meetingId))).not.toHaveLength(0);
  });
});
