import { and, eq, inArray } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, clearanceChange, gateDecision, outbox, person } from "@db/schema";
import { confirmGate } from "~/activation/actions.server";
import type { Dossier } from "~/activation/dossier";
import { verifyDecision } from "~/activation/verify.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();

const MANY = 50;

describe("fifty confirmations at the same instant", () => {
  it("of one activation: one succeeds, the rest hear that it is open; one decision, one audit row, one event", async () => {
    const { person: agent, teamId } = await make.activationReady();
    const managers = await Promise.all(Array.from({ length: MANY }, () => make.manager(teamId)));
    const outcomes = await Promise.all(managers.map((m) => confirmGate(ctx(MONDAY, m.id), agent.id, "activation")));
    expect(outcomes.filter((o) => o.ok)).toHaveLength(1);
    expect(outcomes.flatMap((o) => (o.ok ? [] : o.refusals.map((r) => r.code)))).toEqual(
      Array.from({ length: MANY - 1 }, () => "already_open"),
    );

    const decisions = await db.select().from(gateDecision).where(eq(gateDecision.personId, agent.id)).orderBy(gateDecision.number);
    expect(decisions.map((d) => [d.number, d.gate])).toEqual([
      [1, "desk"],
      [2, "activation"],
    ]);
    expect(await verifyDecision(db, decisions[1]?.id ?? "")).toMatchObject({ number: 2 });
    const about = and(eq(audit.personId, agent.id), eq(audit.action, "activation.activation_confirmed"));
    expect(await db.select().from(audit).where(about)).toHaveLength(1);
    expect(await db.select().from(outbox).where(eq(outbox.subjectId, agent.id))).toMatchObject([
      { kind: "clearance.changed", sequence: 1, payload: { to: "full" } },
    ]);
    expect(await db.select().from(clearanceChange).where(eq(clearanceChange.personId, agent.id))).toHaveLength(1);
    const [now] = await db.select().from(person).where(eq(person.id, agent.id));
    expect(now).toMatchObject({ state: "active", clearance: "full", stateDecisionId: decisions[1]?.id });
  });

  it("of fifty people: all succeed, each with a dossier that verifies", { timeout: 60_000 }, async () => {
    const { id: teamId } = await make.team();
    const { id: supervisorId } = await make.supervisor(teamId);
    const managers = await Promise.all(Array.from({ length: MANY }, () => make.manager(teamId)));
    const agents: string[] = [];
    for (let n = 0; n < MANY; n++) agents.push((await make.activationReady({ teamId, supervisorId })).person.id);
    const outcomes = await Promise.all(agents.map((id, n) => confirmGate(ctx(MONDAY, managers[n]?.id ?? ""), id, "activation")));
    expect(outcomes.flatMap((o) => (o.ok ? [] : o.refusals))).toEqual([]);

    const events = await db.select().from(outbox).where(inArray(outbox.subjectId, agents));
    expect(events.map((e) => e.subjectId).sort()).toEqual([...agents].sort());
    for (const outcome of outcomes) {
      const verdict = outcome.ok ? await verifyDecision(db, outcome.value.decisionId) : null;
      expect(verdict).toMatchObject({ state: "whole", number: 2 });
    }
    const made = await db
      .select({ dossier: gateDecision.dossier })
      .from(gateDecision)
      .where(and(inArray(gateDecision.personId, agents), eq(gateDecision.gate, "activation")));
    expect(new Set(made.map((d) => (d.dossier as Dossier).personId)).size).toBe(MANY);
  });
});
