import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, clearanceChange, clearanceLapse, notice, outbox, person, workItem } from "@db/schema";
import { confirmGate } from "~/activation/actions.server";
import { giveBackClearance, holdClearance } from "~/activation/hold.server";
import { gateSummaries } from "~/activation/queries.server";
import { changeState } from "~/activation/state.server";
import { sweepLapsedClearances, sweepReadyGates } from "~/activation/sweeps.server";
import { newId } from "~/platform/ids";
import type { Outcome } from "~/platform/refusal";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, appSql, ownerSql, ctx, make } = await freshDatabase();

const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((r) => r.code));
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};
const later = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);
const standing = async (id: string) => (await db.select().from(person).where(eq(person.id, id)))[0];
const lapses = (id: string) => db.select().from(clearanceLapse).where(eq(clearanceLapse.personId, id)).orderBy(clearanceLapse.begunAt);
const changes = (id: string) => db.select().from(clearanceChange).where(eq(clearanceChange.personId, id)).orderBy(clearanceChange.sequence);
const events = (id: string) =>
  db
    .select()
    .from(outbox)
    .where(and(eq(outbox.subjectId, id), eq(outbox.kind, "clearance.changed")));
const openKinds = async (id: string) =>
  (
    await db
      .select({ kind: workItem.kind })
      .from(workItem)
      .where(and(eq(workItem.personId, id), isNull(workItem.closedAt)))
  )
    .map((i) => i.kind)
    .sort();
const actions = async (id: string) => (await db.select().from(audit).where(eq(audit.personId, id)).orderBy(audit.id)).map((a) => a.action);
const asked = { reason: "shouted at a customer in chat 4711", evidence: "/inbox" };

describe("a clearance suspended at once", () => {
  it("closes the seat and not the state, tells whom it concerns, and comes back by a manager's decision", async () => {
    const { person: agent, supervisorId, teamId } = await make.inProbation();
    const manager = (await make.manager(teamId)).id;
    const { lapseId } = value(await holdClearance(ctx(MONDAY, supervisorId), agent.id, asked));
    expect(await standing(agent.id)).toMatchObject({ state: "probation", clearance: "none", clearanceSince: MONDAY });
    expect(await lapses(agent.id)).toMatchObject([
      { id: lapseId, reason: "conduct", causeId: lapseId, begunBy: supervisorId, note: asked.reason, evidence: "/inbox", endedAt: null },
    ]);
    expect(await changes(agent.id)).toMatchObject([
      { from: "supervised", to: "none", cause: "conduct", causeId: lapseId, changedBy: supervisorId },
    ]);
    expect(await events(agent.id)).toHaveLength(1);
    expect(await openKinds(agent.id)).toEqual(["clearance_lapsed"]);
    expect(await db.select().from(notice).where(eq(notice.personId, agent.id))).toMatchObject([
      { kind: "activation.lapsed_conduct", important: true },
    ]);
    await sweepLapsedClearances(db, later(1));
    expect(await standing(agent.id)).toMatchObject({ clearance: "none" });

    expect(codes(await giveBackClearance(ctx(later(1), agent.id), agent.id, "I did nothing wrong"))).toEqual(["hold_oneself"]);
    value(await giveBackClearance(ctx(later(2), manager), agent.id, "talked it over, will not happen again"));
    expect(await standing(agent.id)).toMatchObject({ state: "probation", clearance: "supervised", clearanceSince: later(2) });
    expect(await lapses(agent.id)).toMatchObject([{ endedBy: manager, endedAt: later(2), outcome: "given_back" }]);
    expect((await changes(agent.id)).map((c) => [c.to, c.cause])).toEqual([
      ["none", "conduct"],
      ["supervised", "conduct_given_back"],
    ]);
    expect(await events(agent.id)).toHaveLength(2);
    expect(await openKinds(agent.id)).toEqual([]);
    expect(await actions(agent.id)).toEqual([
      "activation.clearance_held",
      "activation.clearance_changed",
      "activation.clearance_given_back",
      "activation.clearance_changed",
    ]);
    expect(codes(await giveBackClearance(ctx(later(3), manager), agent.id, "and once more to be sure"))).toEqual(["hold_none"]);
  });

  it("happens once, by whoever of five presses first", async () => {
    const { person: agent, teamId } = await make.inProbation();
    const pressing = await Promise.all(Array.from({ length: 5 }, () => make.supervisor(teamId)));
    const outcomes = await Promise.all(pressing.map((s) => holdClearance(ctx(MONDAY, s.id), agent.id, asked)));
    expect(outcomes.filter((o) => o.ok)).toHaveLength(1);
    expect(new Set(outcomes.flatMap(codes))).toEqual(new Set(["hold_already"]));
    expect(await lapses(agent.id)).toHaveLength(1);
    expect(await events(agent.id)).toHaveLength(1);
  });

  it("keeps the activation gate shut", async () => {
    const { person: agent, teamId } = await make.activationReady();
    const manager = (await make.manager(teamId)).id;
    value(await holdClearance(ctx(MONDAY, manager), agent.id, asked));
    await sweepReadyGates(db, MONDAY);
    expect(await openKinds(agent.id)).toEqual(["clearance_lapsed"]);
    expect((await gateSummaries(db, [agent.id], MONDAY)).get(agent.id)).toMatchObject({ met: 4, of: 4, open: false });
    expect(codes(await confirmGate(ctx(MONDAY, manager), agent.id, "activation"))).toEqual(["lapsed"]);
    value(await giveBackClearance(ctx(MONDAY, manager), agent.id, "it was a misunderstanding"));
    value(await confirmGate(ctx(MONDAY, manager), agent.id, "activation"));
    expect(await standing(agent.id)).toMatchObject({ state: "active", clearance: "full" });
  });

  it("outlasts a suspension of the person, and ends when they leave", async () => {
    const { person: agent, teamId } = await make.inProbation();
    const manager = (await make.manager(teamId)).id;
    value(await holdClearance(ctx(MONDAY, manager), agent.id, asked));
    value(await changeState(ctx(later(1), manager), agent.id, "suspend", "until it is clear what happened"));
    value(await changeState(ctx(later(2), manager), agent.id, "reinstate", "may come back to work"));
    expect(await standing(agent.id)).toMatchObject({ state: "probation", clearance: "none" });
    value(await changeState(ctx(later(3), manager), agent.id, "leave", "moved to another town"));
    expect(await lapses(agent.id)).toMatchObject([{ outcome: "left", endedBy: null }]);
    expect(await events(agent.id)).toHaveLength(1);
  });
});

describe.each([
  ["the owner", ownerSql],
  ["the app's role", appSql],
] as const)("by hand, as %s", (_, sql) => {
  const lapse = (personId: string, more: { reason?: string; by?: string | null; note?: string } = {}) =>
    sql`insert into clearance_lapse (id, person_id, reason, cause_id, at, begun_at, begun_by, note)
      values (${newId()}, ${personId}, ${more.reason ?? "absence"}, ${newId()}, ${MONDAY}, ${MONDAY}, ${more.by ?? null}, ${more.note ?? ""})`;

  it("no clearance stays or comes while a lapse is live", async () => {
    const { person: agent } = await make.inProbation();
    await expect(lapse(agent.id)).rejects.toMatchObject({ code: "DR004" });
    await sql`update person set clearance = 'none' where id = ${agent.id}`;
    await lapse(agent.id);
    await expect(sql`update person set clearance = 'supervised' where id = ${agent.id}`).rejects.toMatchObject({ code: "DR004" });
    await sql`update clearance_lapse set ended_at = ${later(1)}, outcome = 'mended' where person_id = ${agent.id}`;
    await sql`update person set clearance = 'supervised' where id = ${agent.id}`;
    await expect(sql`update clearance_lapse set ended_at = null, outcome = null where person_id = ${agent.id}`).rejects.toMatchObject({
      code: "DR004",
    });
  });

  it("a suspension for conduct has somebody else behind it, with a reason", async () => {
    const { person: agent, supervisorId } = await make.inProbation();
    await sql`update person set clearance = 'none' where id = ${agent.id}`;
    const shape = { constraint_name: "clearance_lapse_shape" };
    await expect(lapse(agent.id, { reason: "conduct" })).rejects.toMatchObject(shape);
    await expect(lapse(agent.id, { reason: "conduct", by: agent.id, note: "me" })).rejects.toMatchObject(shape);
    await expect(lapse(agent.id, { reason: "conduct", by: supervisorId })).rejects.toMatchObject(shape);
    await expect(lapse(agent.id, { reason: "absence", by: supervisorId })).rejects.toMatchObject(shape);
  });
});

it("the app's role neither deletes lapses nor changes what was written of their beginning", async () => {
  await expect(appSql`delete from clearance_lapse`).rejects.toMatchObject({ code: "42501" });
  await expect(appSql`update clearance_lapse set note = 'nothing'`).rejects.toMatchObject({ code: "42501" });
});
