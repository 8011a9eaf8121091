import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { contentItem, person } from "@db/schema";
import { changeState } from "~/activation/state.server";
import { sweepRemedials } from "~/drill/mending.server";
import { remedialCounts, remedialList } from "~/drill/remedial-queries.server";
import type { Actor } from "~/people/actor";
import { addDays } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { remedialPage } from "~/training/remedial-page.server";
import { addToRemedial, cancelRemedial, extendRemedial } from "~/training/remedial.server";
import {
  db,
  owner,
  ownerSql,
  appSql,
  ctx,
  make,
  minutes,
  days,
  codes,
  TODAY,
  RIGHT,
  items,
  teamId,
  agent,
  lead,
  idsOf,
  assigned,
  answer,
  part,
  questions,
  marks,
  actions,
  overdue,
} from "./remedial-desk";

describe("the day by which", () => {
  const late = days(4);

  it("over, puts one item into the inbox of the person's team, and the last answer takes it out", async () => {
    await assigned({ items: idsOf("when-sent") });
    await sweepRemedials(db, days(3));
    expect(await overdue()).toEqual([]);
    await sweepRemedials(db, late);
    await sweepRemedials(db, late);
    expect((await overdue()).map(({ role, teamId: team }) => [role, team])).toEqual([["supervisor", teamId]]);
    await answer("when-sent", RIGHT, new Date(late.getTime() + 60_000));
    expect(await overdue()).toEqual([]);
  });

  it("moved, takes it out; only later days, by whoever reaches all of them", async () => {
    const id = await assigned({ items: idsOf("when-sent") });
    await sweepRemedials(db, late);
    const extend = (due: string, by = lead) => extendRemedial(ctx(late, by.personId), by, { remedialId: id, due });
    const stranger = {
      personId: (await make.supervisor((await make.team()).id)).id,
      roles: [{ role: "supervisor" as const, teamId: newId() }],
    };
    expect(codes(await extend(addDays(TODAY, 9), stranger))).toBe("others_too");
    expect(codes(await extend(addDays(TODAY, 1)))).toBe("due_past");
    expect(codes(await extend(addDays(TODAY, 9)))).toBe("ok");
    expect(await overdue()).toEqual([]);
    await sweepRemedials(db, late);
    expect(await overdue()).toEqual([]);
    expect(codes(await extend(addDays(TODAY, 9)))).toBe("due_not_later");
    expect(await actions(id)).toEqual(["drill.remedial_assigned", "drill.remedial_extended"]);
  });

  it("follows somebody into another team", async () => {
    await assigned({ items: idsOf("when-sent") });
    await sweepRemedials(db, late);
    const next = (await make.team()).id;
    await ownerSql`update team_membership set to_day = ${TODAY} where person_id = ${agent}`;
    await make.membership(agent, next, TODAY);
    await sweepRemedials(db, late);
    expect((await overdue()).map((item) => item.teamId)).toEqual([next]);
  });
});

describe("its end", () => {
  it("cancelled with a reason, it is asked of nobody, once", async () => {
    const id = await assigned();
    const cancel = (reason: string) => cancelRemedial(ctx(minutes(5), lead.personId), lead, { remedialId: id, reason });
    await sweepRemedials(db, days(4));
    expect(codes(await cancel(" "))).toBe("reason_missing");
    expect(codes(await cancel("The rule changed"))).toBe("ok");
    expect(codes(await cancel("Again"))).toBe("remedial_closed");
    expect(await part(id)).toMatchObject({ outcome: "cancelled" });
    expect(await overdue()).toEqual([]);
    await answer("when-sent", RIGHT, minutes(6));
    expect((await questions(id)).get(items["when-sent"] ?? "")?.last).toBeNull();
    await sweepRemedials(db, minutes(7));
    expect(await marks()).toEqual([]);
  });

  it("closes for one who leaves, and not for the others", async () => {
    const other = (await make.trainee(teamId, { state: "active" })).id;
    const id = await assigned({ people: [agent, other] });
    const manager = (await make.manager(teamId)).id;
    expect(codes(await changeState(ctx(minutes(5), manager), agent, "leave", "Has moved to another city"))).toBe("ok");
    expect(await part(id)).toMatchObject({ outcome: "left" });
    expect(await part(id, other)).toMatchObject({ closedAt: null });
    const [row] = await db.select({ state: person.state }).from(person).where(eq(person.id, agent));
    expect(row?.state).toBe("left");
  });

  it("drops a question that goes out of use, keeps that it did, and is done when it was the last", async () => {
    const gone = (await make.content("question", `gone-${newId().slice(-6)}`, { lesson: "dispatch" })).itemId;
    const id = await assigned({ items: [...idsOf("when-sent"), gone] });
    await answer("when-sent", RIGHT, minutes(1));
    await owner
      .update(contentItem)
      .set({ archivedAt: minutes(2) })
      .where(eq(contentItem.id, gone));
    await sweepRemedials(db, minutes(3));
    expect((await questions(id)).get(gone)).toMatchObject({ mendedAt: null, droppedAt: minutes(3) });
    expect(await part(id)).toMatchObject({ outcome: "done" });
  });

  it("takes in more people while it lasts, and nobody twice", async () => {
    const other = (await make.trainee(teamId, { state: "probation" })).id;
    const id = await assigned();
    const add = (people: string[], at = minutes(5)) => addToRemedial(ctx(at, lead.personId), lead, { remedialId: id, people });
    expect(codes(await add([other]))).toBe("ok");
    expect(await part(id, other)).toMatchObject({ assignedAt: minutes(5) });
    expect(codes(await add([other]))).toBe("people_twice");
    expect(codes(await add([]))).toBe("people_missing");
    expect(codes(await add([(await make.trainee((await make.team()).id)).id]))).toBe("people_out_of_reach");
    expect(codes(await add([(await make.trainee(teamId)).id], days(4)))).toBe("due_past_for_new");
  });

  it("is kept by the database: a closed part, its questions and a cancelled drill no longer change", async () => {
    const id = await assigned({ items: idsOf("when-sent") });
    await answer("when-sent", RIGHT, minutes(1));
    const { id: partId } = await part(id);
    await expect(appSql`update remedial_person set outcome = 'left' where id = ${partId}`).rejects.toMatchObject({ code: "DR030" });
    await expect(
      appSql`update remedial_question set mended_at = null, mended_by = null where remedial_person_id = ${partId}`,
    ).rejects.toMatchObject({
      code: "DR030",
    });
    await expect(appSql`update remedial set items = '{}' where id = ${id}`).rejects.toMatchObject({ code: "42501" });
    await expect(appSql`delete from remedial_question where remedial_person_id = ${partId}`).rejects.toMatchObject({ code: "42501" });
  });
});

describe("the list", () => {
  const listed = async (show: "open" | "late" | "closed", more: { q?: string; team?: string; at?: Date; by?: typeof lead } = {}) => {
    const { q = "", team = null, at = minutes(9), by = lead } = more;
    const scope = { personId: by.personId, teams: by.roles.flatMap((held) => held.teamId ?? []) };
    const { rows } = await remedialList(db, scope, { show, team, q, page: 1 }, at);
    return rows.map((row) => [row.id, row.people, row.done, row.open, row.late, row.names.length]);
  };

  it("shows each drill by itself, to those who lead its people, by its state and by words", async () => {
    const other = (await make.trainee(teamId, { state: "active", name: "秦岚" })).id;
    const one = await assigned({ items: idsOf("when-sent") });
    const two = await assigned({ people: [agent, other] }, minutes(1));
    await answer("when-sent", RIGHT, minutes(2));
    expect(await listed("open")).toEqual([[two, 2, 0, 2, 0, 2]]);
    expect(await listed("closed")).toEqual([[one, 1, 1, 0, 0, 1]]);
    expect(await listed("late")).toEqual([]);
    expect(await listed("late", { at: days(5) })).toEqual([[two, 2, 0, 2, 2, 2]]);
    expect(await listed("open", { q: "秦岚" })).toEqual([[two, 2, 0, 2, 0, 2]]);
    expect(await listed("open", { q: "100%" })).toEqual([]);
    expect(await listed("closed", { q: "秦岚" })).toEqual([]);
    expect(await listed("open", { team: newId() })).toEqual([]);
    const elsewhere = (await make.team()).id;
    const stranger = { personId: (await make.supervisor(elsewhere)).id, roles: [{ role: "supervisor" as const, teamId: elsewhere }] };
    expect(await listed("open", { by: stranger })).toEqual([]);
    expect(await remedialCounts(db, { personId: lead.personId, teams: [teamId] }, days(5))).toEqual({ open: 1, late: 1 });
  });

  it("shows its page to its people and to those who lead them, and nobody else", async () => {
    const other = (await make.trainee(teamId, { state: "active" })).id;
    const id = await assigned({ people: [agent, other] });
    await answer("when-sent", RIGHT, minutes(2));
    const actor = (personId: string, roles: Actor["roles"]) => ({ personId, roles, zone: "Asia/Shanghai" }) as Actor;
    const own = await remedialPage(db, actor(agent, [{ role: "agent", teamId }]), id, "en", minutes(9));
    expect(own).toMatchObject({ own: { mended: 1, of: 2, late: false }, parts: [], candidates: [], mayChange: false });
    const led = await remedialPage(db, actor(lead.personId, [...lead.roles]), id, "en", minutes(9));
    expect(led).toMatchObject({ own: null, mayChange: true });
    expect(led?.parts.map(({ personId, mended }) => [personId, mended])).toEqual(
      expect.arrayContaining([
        [agent, 1],
        [other, 0],
      ]),
    );
    const colleague = (await make.trainee(teamId, { state: "active" })).id;
    expect(await remedialPage(db, actor(colleague, [{ role: "agent", teamId }]), id, "en", minutes(9))).toBeNull();
    expect(await remedialPage(db, actor(newId(), [{ role: "supervisor", teamId: newId() }]), id, "en", minutes(9))).toBeNull();
  });
});
