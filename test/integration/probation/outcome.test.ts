import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { leave, notice, resultReading } from "@db/schema";
import { newId } from "~/platform/ids";
import { openDispute, withdrawDispute } from "~/probation/disputes.server";
import { sayRead, sweepReadByTime } from "~/probation/outcome.server";
import { MONDAY } from "@test/setup/database";
import { at, codes, DAY, gradingDesk, value } from "./grading-desk";

const { db, owner, ctx, desk, gradeFirst, gradeSecond } = await gradingDesk();

const readings = () => db.select().from(resultReading).where(eq(resultReading.personId, desk.agent.person.id));
const told = () =>
  db
    .select()
    .from(notice)
    .where(and(eq(notice.personId, desk.agent.person.id), eq(notice.kind, "probation.read_by_time")));

describe("reading a result", () => {
  it("is said by the agent, once", async () => {
    const { gradingId } = await gradeFirst(4, {});
    const say = (by: string) => sayRead(ctx(at(DAY), by), desk.agent.person.id, gradingId);
    expect(codes(await say(desk.first))).toEqual(["read_not_own"]);
    const both = await Promise.all([say(desk.agent.person.id), say(desk.agent.person.id)]);
    expect(both.flatMap(codes)).toEqual(["read_already"]);
    expect(await readings()).toMatchObject([{ how: "said", at: at(DAY) }]);
    expect(codes(await sayRead(ctx(MONDAY, desk.agent.person.id), desk.agent.person.id, newId()))).toEqual(["no_such_grading"]);
  });

  it("takes no right away: what was read may be disputed until the last day", async () => {
    const { gradingId } = await gradeFirst(4, {});
    const { id } = desk.agent.person;
    value(await sayRead(ctx(at(DAY), id), id, gradingId));
    const disputed = [{ item: "message-price", reason: "I gave the reason too", link: "", picture: null }];
    value(await openDispute(ctx(at(2 * DAY), id), { personId: id, gradingId }, disputed));
  });

  it("is not possible while a second grading is outstanding: nothing is shown yet", async () => {
    const { gradingId } = await gradeFirst();
    const { id } = desk.agent.person;
    expect(codes(await sayRead(ctx(MONDAY, id), id, gradingId))).toEqual(["no_such_grading"]);
    await sweepReadByTime(db, at(30 * DAY));
    expect(await readings()).toEqual([]);
    await gradeSecond(gradingId, 4, {}, desk.second, at(31 * DAY));
    // The days count from the result, not from the first sheet.
    await sweepReadByTime(db, at(32 * DAY));
    expect(await readings()).toEqual([]);
  });

  it("counts by time after five working days, once, and the agent is told", async () => {
    await gradeFirst(4, {});
    await sweepReadByTime(db, at(7 * DAY));
    expect(await readings()).toEqual([]);
    await Promise.all([sweepReadByTime(db, at(8 * DAY)), sweepReadByTime(db, at(8 * DAY))]);
    await sweepReadByTime(db, at(9 * DAY));
    expect(await readings()).toMatchObject([{ how: "time" }]);
    expect(await told()).toHaveLength(1);
  });

  it("waits for leave to end, and not at all where the agent said it or disputes", async () => {
    const { gradingId } = await gradeFirst(4, {});
    const { id } = desk.agent.person;
    const away = { personId: id, from: "2026-03-03", to: "2026-03-09", reason: "wedding", createdBy: desk.first, createdAt: MONDAY };
    await owner.insert(leave).values({ id: newId(), ...away });
    await sweepReadByTime(db, at(14 * DAY));
    expect(await readings()).toEqual([]);
    const disputed = [{ item: "message-price", reason: "I gave the reason too", link: "", picture: null }];
    const { disputeId } = value(await openDispute(ctx(at(14 * DAY), id), { personId: id, gradingId }, disputed));
    await sweepReadByTime(db, at(30 * DAY));
    expect(await readings()).toMatchObject([{ how: "said" }]);
    value(await withdrawDispute(ctx(at(30 * DAY), id), id, disputeId));
    await sweepReadByTime(db, at(31 * DAY));
    expect(await told()).toEqual([]);
  });
});
