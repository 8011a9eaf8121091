import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  activityState,
  audit,
  clearanceChange,
  dueDate,
  gateDecision,
  gateEvidence,
  gateOverride,
  notice,
  outbox,
  person,
  setting,
  workItem,
} from "@db/schema";
import { confirmGate, giveOverride } from "~/activation/actions.server";
import { dossierOf } from "~/activation/dossier.server";
import { gateOf, gateSummaries } from "~/activation/queries.server";
import type { Gate } from "~/activation/gate-facts";
import { changeState } from "~/activation/state.server";
import { sweepLapsedClearances, sweepOverrides, sweepReadyGates } from "~/activation/sweeps.server";
import type { Outcome } from "~/platform/refusal";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ownerSql, ctx, make } = await freshDatabase();

const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((r) => r.code));
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};
const later = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);
const standing = async (id: string) => (await db.select().from(person).where(eq(person.id, id)))[0];
const decisions = (id: string, gate: Gate) =>
  db
    .select()
    .from(gateDecision)
    .where(and(eq(gateDecision.personId, id), eq(gateDecision.gate, gate)));
const events = (id: string) =>
  db
    .select()
    .from(outbox)
    .where(and(eq(outbox.subjectId, id), eq(outbox.kind, "clearance.changed")))
    .orderBy(outbox.sequence);
const changes = (id: string) => db.select().from(clearanceChange).where(eq(clearanceChange.personId, id)).orderBy(clearanceChange.sequence);
const audited = (id: string, action: string) =>
  db
    .select()
    .from(audit)
    .where(and(eq(audit.personId, id), eq(audit.action, action)));
const openKinds = async (id: string) =>
  (
    await db
      .select({ kind: workItem.kind })
      .from(workItem)
      .where(and(eq(workItem.personId, id), isNull(workItem.closedAt)))
  )
    .map((i) => i.kind)
    .sort();
const reopen = (enrolmentId: string, slug = "lesson-1") =>
  owner
    .update(activityState)
    .set({ status: "open", doneAt: null })
    .where(and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, slug)));
const redo = (enrolmentId: string, slug = "lesson-1") =>
  owner
    .update(activityState)
    .set({ status: "done", doneAt: MONDAY })
    .where(and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, slug)));

describe("the desk gate", () => {
  it("opens on its evidence: decision, rows, state, clearance, audit, event, and the checklist waits", async () => {
    const { person: agent, supervisorId, evidence } = await make.deskReady({ name: "Chen" });
    await sweepReadyGates(db, MONDAY);
    expect(await openKinds(agent.id)).toEqual(["desk_gate"]);
    const { decisionId } = value(await confirmGate(ctx(MONDAY, supervisorId), agent.id, "desk"));
    expect(await standing(agent.id)).toMatchObject({
      state: "probation",
      clearance: "supervised",
      stateDecisionId: decisionId,
      stateSince: MONDAY,
      clearanceSince: MONDAY,
    });
    const rows = await db.select().from(gateEvidence).where(eq(gateEvidence.decisionId, decisionId));
    expect(rows.map((r) => r.evidenceId).sort()).toEqual(evidence.map((e) => e.evidenceId).sort());
    expect(await audited(agent.id, "activation.desk_confirmed")).toMatchObject([
      { actorId: supervisorId, before: { state: "training" }, after: { state: "probation", clearance: "supervised" } },
    ]);
    expect(await events(agent.id)).toMatchObject([{ sequence: 1, payload: { from: "none", to: "supervised", cause: "gate.desk" } }]);
    expect(await changes(agent.id)).toMatchObject([
      { sequence: 1, from: "none", to: "supervised", changedBy: supervisorId, causeId: decisionId },
    ]);
    expect(await openKinds(agent.id)).toEqual(["grading"]);
    expect(await db.select().from(notice).where(eq(notice.personId, agent.id))).toMatchObject([{ kind: "activation.desk_opened" }]);
    expect(await dossierOf(db, agent.id, decisionId)).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/), intact: true });
  });

  it("has a seal that a changed dossier breaks", async () => {
    const { person: agent, supervisorId } = await make.deskReady();
    const { decisionId } = value(await confirmGate(ctx(MONDAY, supervisorId), agent.id, "desk"));
    await ownerSql`update gate_decision set dossier = jsonb_set(dossier, '{decidedBy}', '"somebody else"') where id = ${decisionId}`;
    expect(await dossierOf(db, agent.id, decisionId)).toMatchObject({ intact: false });
  });

  it("is opened once by ten who press at the same moment", async () => {
    const { person: agent, teamId } = await make.deskReady();
    const pressing = await Promise.all(Array.from({ length: 10 }, () => make.supervisor(teamId)));
    const outcomes = await Promise.all(pressing.map((s) => confirmGate(ctx(MONDAY, s.id), agent.id, "desk")));
    expect(outcomes.filter((o) => o.ok)).toHaveLength(1);
    expect(new Set(outcomes.flatMap(codes))).toEqual(new Set(["already_open"]));
    expect(await decisions(agent.id, "desk")).toHaveLength(1);
    expect(await audited(agent.id, "activation.desk_confirmed")).toHaveLength(1);
    expect(await events(agent.id)).toHaveLength(1);
    expect(await changes(agent.id)).toHaveLength(1);
  });

  it("is refused to oneself", async () => {
    const { person: agent, teamId } = await make.deskReady();
    await make.grant(agent.id, "supervisor", teamId);
    expect(codes(await confirmGate(ctx(MONDAY, agent.id), agent.id, "desk"))).toEqual(["confirm_oneself"]);
    expect(await standing(agent.id)).toMatchObject({ state: "training", clearance: "none" });
  });

  it("is refused when the page that was pressed has grown old", async () => {
    const { person: agent, supervisorId, enrolment } = await make.deskReady();
    expect((await gateOf(db, agent.id, "desk", MONDAY))?.requirements.every((r) => r.met)).toBe(true);
    await reopen(enrolment.id);
    expect(codes(await confirmGate(ctx(MONDAY, supervisorId), agent.id, "desk"))).toEqual(["unmet"]);
    await redo(enrolment.id);
    await owner.update(person).set({ state: "suspended", stateBefore: "training" }).where(eq(person.id, agent.id));
    expect(codes(await confirmGate(ctx(MONDAY, supervisorId), agent.id, "desk"))).toEqual(["wrong_state"]);
    expect(await decisions(agent.id, "desk")).toHaveLength(0);
    expect(await audited(agent.id, "activation.desk_confirmed")).toHaveLength(0);
  });

  it("waits for nobody while a requirement is unmet", async () => {
    const { person: agent, enrolment } = await make.deskReady();
    await reopen(enrolment.id);
    await sweepReadyGates(db, MONDAY);
    expect(await openKinds(agent.id)).toEqual([]);
    expect((await gateSummaries(db, [agent.id], MONDAY)).get(agent.id)).toMatchObject({
      gate: "desk",
      met: 5,
      of: 6,
      open: false,
      nearest: { id: "activities" },
    });
  });
});

describe("the activation gate", () => {
  it("opens for a manager who did not grade", async () => {
    const { person: agent, teamId } = await make.activationReady();
    const manager = (await make.manager(teamId)).id;
    await sweepReadyGates(db, MONDAY);
    expect(await openKinds(agent.id)).toEqual(["activation_gate"]);
    const { decisionId } = value(await confirmGate(ctx(MONDAY, manager), agent.id, "activation"));
    expect(await standing(agent.id)).toMatchObject({ state: "active", clearance: "full" });
    expect(await decisions(agent.id, "activation")).toMatchObject([{ id: decisionId, singleExaminer: false, decidedBy: manager }]);
    expect(await openKinds(agent.id)).toEqual([]);
    expect(codes(await confirmGate(ctx(MONDAY, manager), agent.id, "activation"))).toEqual(["already_open"]);
  });

  it("is refused to the only grader, opens in single-examiner mode, and every paper says so", async () => {
    const manager = (await make.manager()).id;
    const { person: agent } = await make.activationReady({ graderId: manager });
    expect(codes(await confirmGate(ctx(MONDAY, manager), agent.id, "activation"))).toEqual(["only_grader"]);
    await owner.insert(setting).values({ key: "single_examiner", value: true, updatedAt: MONDAY });
    const { decisionId } = value(await confirmGate(ctx(MONDAY, manager), agent.id, "activation"));
    const [row] = await db.select().from(gateDecision).where(eq(gateDecision.id, decisionId));
    expect(row).toMatchObject({ singleExaminer: true, dossier: { singleExaminer: true } });
    await owner.delete(setting);
  });

  it("is open to a grader when somebody else graded too", async () => {
    const { person: agent, teamId } = await make.activationReady();
    const manager = (await make.manager(teamId)).id;
    await make.gradedBy({ personId: agent.id, graderId: manager, attempt: 2, at: MONDAY });
    const { decisionId } = value(await confirmGate(ctx(MONDAY, manager), agent.id, "activation"));
    expect(await decisions(agent.id, "activation")).toMatchObject([{ id: decisionId, singleExaminer: false }]);
  });

  it("is refused before its days, on a failed checklist, and to oneself", async () => {
    const early = await make.inProbation({ since: new Date("2026-02-20T01:00:00.000Z") });
    await make.gradedBy({ personId: early.person.id, graderId: early.supervisorId });
    const manager = (await make.manager()).id;
    expect(codes(await confirmGate(ctx(MONDAY, manager), early.person.id, "activation"))).toEqual(["unmet"]);
    const failed = await make.inProbation();
    await make.gradedBy({ personId: failed.person.id, graderId: failed.supervisorId, passed: false });
    expect(codes(await confirmGate(ctx(MONDAY, manager), failed.person.id, "activation"))).toEqual(["unmet"]);
    const ready = await make.activationReady();
    expect(codes(await confirmGate(ctx(MONDAY, ready.person.id), ready.person.id, "activation"))).toEqual(["confirm_oneself"]);
  });

  it("counts working days, not days", async () => {
    // Desk gate on Monday 2 February: the tenth working day after it is Monday 16 February.
    const { person: agent } = await make.inProbation();
    const daysOn = async (day: string) =>
      (await gateOf(db, agent.id, "activation", new Date(`${day}T01:00:00.000Z`)))?.requirements.find((r) => r.id === "probation_days");
    expect(await daysOn("2026-02-02")).toMatchObject({ progress: { done: 0, of: 10 } });
    expect(await daysOn("2026-02-13")).toMatchObject({
      met: false,
      progress: { done: 9 },
      blocker: { code: "days_left", params: { count: 1 } },
    });
    expect(await daysOn("2026-02-15")).toMatchObject({ met: false, progress: { done: 9 } });
    expect(await daysOn("2026-02-16")).toMatchObject({ met: true, progress: { done: 10 } });
  });
});

describe("an override", () => {
  const asked = { requirement: "activities" as const, reason: "the lesson is broken on her phone", days: 7 };
  async function blocked() {
    const ready = await make.deskReady();
    await reopen(ready.enrolment.id);
    return { ...ready, manager: (await make.manager(ready.teamId)).id };
  }

  it("lets one requirement wait: another confirms, and it stays in the record", async () => {
    const { person: agent, manager, supervisorId } = await blocked();
    const { overrideId } = value(await giveOverride(ctx(MONDAY, manager), agent.id, "desk", asked));
    expect(await db.select().from(dueDate).where(eq(dueDate.subjectId, overrideId))).toMatchObject([
      { kind: "override_expires", at: later(7), handledAt: null },
    ]);
    expect(await audited(agent.id, "activation.override_given")).toMatchObject([{ actorId: manager, reason: asked.reason }]);
    await sweepReadyGates(db, MONDAY);
    expect(await openKinds(agent.id)).toEqual(["desk_gate"]);
    expect(codes(await confirmGate(ctx(MONDAY, manager), agent.id, "desk"))).toEqual(["gave_override"]);
    const { decisionId } = value(await confirmGate(ctx(MONDAY, supervisorId), agent.id, "desk"));
    const rows = await db
      .select()
      .from(gateEvidence)
      .where(and(eq(gateEvidence.decisionId, decisionId), eq(gateEvidence.requirement, "activities")));
    expect(rows).toMatchObject([{ kind: "override", evidenceId: overrideId }]);
    expect((await decisions(agent.id, "desk"))[0]?.dossier).toMatchObject({
      requirements: [{ id: "activities", override: { id: overrideId, reason: asked.reason } }, {}, {}, {}, {}, {}],
    });
  });

  it("lapses the clearance at its expiry, exactly once, and gives it back when the requirement is met", async () => {
    const { person: agent, manager, supervisorId, enrolment } = await blocked();
    value(await giveOverride(ctx(MONDAY, manager), agent.id, "desk", asked));
    value(await confirmGate(ctx(MONDAY, supervisorId), agent.id, "desk"));
    await sweepOverrides(db, new Date(later(7).getTime() - 1));
    expect(await standing(agent.id)).toMatchObject({ clearance: "supervised" });

    await Promise.all(Array.from({ length: 5 }, () => sweepOverrides(db, later(7))));
    await sweepOverrides(db, later(8));
    await sweepLapsedClearances(db, later(8));
    expect(await standing(agent.id)).toMatchObject({ state: "probation", clearance: "none", clearanceSince: later(7) });
    expect(await changes(agent.id)).toMatchObject([
      { to: "supervised" },
      { from: "supervised", to: "none", cause: "override_expired", changedBy: null },
    ]);
    expect(await events(agent.id)).toHaveLength(2);
    expect(await audited(agent.id, "activation.clearance_changed")).toHaveLength(1);
    expect(await openKinds(agent.id)).toEqual(["clearance_lapsed", "grading"]);

    await redo(enrolment.id);
    await sweepLapsedClearances(db, later(9));
    await sweepLapsedClearances(db, later(9));
    expect(await standing(agent.id)).toMatchObject({ clearance: "supervised", clearanceSince: later(9) });
    expect((await changes(agent.id)).map((c) => [c.sequence, c.to])).toEqual([
      [1, "supervised"],
      [2, "none"],
      [3, "supervised"],
    ]);
    expect(await openKinds(agent.id)).toEqual(["grading"]);
  });

  it("takes the gate out of the inbox when it runs out unused", async () => {
    const { person: agent, manager } = await blocked();
    value(await giveOverride(ctx(MONDAY, manager), agent.id, "desk", asked));
    await sweepReadyGates(db, MONDAY);
    await sweepOverrides(db, later(7));
    expect(await openKinds(agent.id)).toEqual([]);
    expect(await changes(agent.id)).toEqual([]);
  });

  it("is given once by two managers at the same moment", async () => {
    const { person: agent, teamId, manager } = await blocked();
    const other = (await make.manager(teamId)).id;
    const outcomes = await Promise.all([manager, other].map((m) => giveOverride(ctx(MONDAY, m), agent.id, "desk", asked)));
    expect(outcomes.filter((o) => o.ok)).toHaveLength(1);
    expect(outcomes.flatMap(codes)).toEqual(expect.arrayContaining(["override_second"]));
    expect(await db.select().from(gateOverride).where(eq(gateOverride.personId, agent.id))).toHaveLength(1);
  });

  it("is refused beyond its limits, to oneself, and for what may never wait", async () => {
    const { person: agent, manager } = await blocked();
    const give = async (more: object, by = manager) => codes(await giveOverride(ctx(MONDAY, by), agent.id, "desk", { ...asked, ...more }));
    expect(await give({ days: 31 })).toEqual(["override_days"]);
    expect(await give({ reason: "so" })).toEqual(["override_reason"]);
    expect(await give({ requirement: "desk_exam" })).toEqual(["override_never", "override_not_needed"]);
    expect(await give({}, agent.id)).toEqual(["override_oneself"]);
    expect(await db.select().from(gateOverride).where(eq(gateOverride.personId, agent.id))).toHaveLength(0);
  });
});

describe("changes of state", () => {
  it("a suspension takes the clearance at once, a reinstatement gives it back, each with one event", async () => {
    const { person: agent, teamId } = await make.activationReady();
    const manager = (await make.manager(teamId)).id;
    value(await confirmGate(ctx(MONDAY, manager), agent.id, "activation"));
    value(await changeState(ctx(later(1), manager), agent.id, "suspend", "quarrelled with a customer"));
    expect(await standing(agent.id)).toMatchObject({ state: "suspended", stateBefore: "active", clearance: "none" });
    expect(codes(await changeState(ctx(later(1), manager), agent.id, "suspend", "and again"))).toEqual(["state_not_possible"]);
    value(await changeState(ctx(later(2), manager), agent.id, "reinstate", "it was a misunderstanding"));
    expect(await standing(agent.id)).toMatchObject({ state: "active", stateBefore: null, clearance: "full" });
    expect((await changes(agent.id)).map((c) => [c.to, c.cause])).toEqual([
      ["full", "gate.activation"],
      ["none", "state.suspend"],
      ["full", "state.reinstate"],
    ]);
    expect(await events(agent.id)).toHaveLength(3);
    expect(await audited(agent.id, "people.suspend")).toMatchObject([{ reason: "quarrelled with a customer", actorId: manager }]);
  });

  it("who left cannot sign in, waits for nobody, and begins anew when taken back", async () => {
    const { person: agent, teamId } = await make.activationReady();
    const manager = (await make.manager(teamId)).id;
    await sweepReadyGates(db, MONDAY);
    value(await changeState(ctx(later(1), manager), agent.id, "leave", "moved to another town"));
    expect(await standing(agent.id)).toMatchObject({ state: "left", clearance: "none", disabledAt: later(1) });
    expect(await openKinds(agent.id)).toEqual([]);
    value(await changeState(ctx(later(30), manager), agent.id, "rehire", "came back"));
    expect(await standing(agent.id)).toMatchObject({ state: "invited", clearance: "none", disabledAt: null, employedSince: later(30) });
    const view = await gateOf(db, agent.id, "desk", later(31));
    expect(view?.facts).toMatchObject({ decisions: [], gradings: [], enrolmentId: null });
    expect(view?.requirements.every((r) => !r.met)).toBe(true);
  });

  it("nobody changes their own, and not without a reason", async () => {
    const { person: agent, teamId } = await make.deskReady();
    const manager = (await make.manager(teamId)).id;
    expect(codes(await changeState(ctx(MONDAY, agent.id), agent.id, "suspend", "a good reason"))).toEqual(["state_of_oneself"]);
    expect(codes(await changeState(ctx(MONDAY, manager), agent.id, "suspend", "no"))).toEqual(["state_reason"]);
    expect(codes(await changeState(ctx(MONDAY, manager), agent.id, "reinstate", "a good reason"))).toEqual(["state_not_possible"]);
  });

  it("two at the same moment: one happens", async () => {
    const { person: agent, teamId } = await make.deskReady();
    const managers = [await make.manager(teamId), await make.manager(teamId)];
    const outcomes = await Promise.all(managers.map((m) => changeState(ctx(MONDAY, m.id), agent.id, "suspend", "a good reason")));
    expect(outcomes.map((o) => o.ok).sort()).toEqual([false, true]);
    expect(await audited(agent.id, "people.suspend")).toHaveLength(1);
  });
});
