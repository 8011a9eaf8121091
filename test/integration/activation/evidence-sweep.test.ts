import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, evidenceCheck, workItem } from "@db/schema";
import { brokenEvidence, noteBroken, sweepEvidence } from "~/activation/evidence-sweep.server";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { confirmGate } from "~/activation/actions.server";

const { db, ownerSql, ctx, make } = await freshDatabase();
const day = (n: number) => new Date(MONDAY.getTime() + n * 86_400_000);

async function decided() {
  const { person, supervisorId } = await make.deskReady({ name: "Chen" });
  const outcome = await confirmGate(ctx(MONDAY, supervisorId), person.id, "desk");
  if (!outcome.ok) throw new Error("not confirmed");
  return { personId: person.id, decisionId: outcome.value.decisionId };
}
const items = (personId: string) =>
  db
    .select()
    .from(workItem)
    .where(and(eq(workItem.personId, personId), eq(workItem.kind, "evidence_broken")));
const dueOf = async (personId: string) => (await db.select().from(evidenceCheck).where(eq(evidenceCheck.personId, personId)))[0]?.dueAt;

describe("the sweep of evidence", () => {
  it("verifies each person's decisions once a day and says nothing while they verify", async () => {
    const { personId } = await decided();
    expect(await dueOf(personId)).toEqual(day(1));
    await sweepEvidence(db, day(0.5));
    expect(await dueOf(personId)).toEqual(day(1));
    await sweepEvidence(db, day(1.3));
    expect(await dueOf(personId)).toEqual(day(2.3));
    expect(await items(personId)).toEqual([]);
  });

  it("opens one urgent item for administrators, and none again after somebody looked into it", async () => {
    const { personId, decisionId } = await decided();
    await ownerSql`update signoff set remark = 'perfect' where person_id = ${personId}`;
    await Promise.all([sweepEvidence(db, day(2)), sweepEvidence(db, day(2))]);
    await sweepEvidence(db, day(3.5));
    expect(await items(personId)).toMatchObject([
      { subjectId: decisionId, role: "administrator", teamId: null, urgent: "yes", data: { name: "Chen", gate: "desk" }, closedAt: null },
    ]);
    expect(await brokenEvidence(db, personId, decisionId)).toEqual({ name: "Chen", isOpen: true });

    const { id: admin } = await make.person({ roles: ["administrator"] });
    const note = (reason: string) => noteBroken(ctx(day(4), admin), personId, decisionId, reason);
    expect(await note("why?")).toEqual({ ok: false, refusals: [{ code: "broken_reason", field: "reason" }] });
    expect(await note("a script of ours wrote into the table")).toMatchObject({ ok: true });
    expect(await note("a script of ours wrote into the table")).toEqual({ ok: false, refusals: [{ code: "not_waiting" }] });
    const said = await db
      .select()
      .from(audit)
      .where(and(eq(audit.personId, personId), eq(audit.action, "activation.evidence_noted")));
    expect(said).toMatchObject([{ actorId: admin, reason: "a script of ours wrote into the table" }]);
    await sweepEvidence(db, day(6));
    expect(await items(personId)).toMatchObject([{ outcome: "noted" }]);
    expect(await brokenEvidence(db, personId, decisionId)).toEqual({ name: "Chen", isOpen: false });
  });

  it("misses a decision that was taken away", async () => {
    const { personId, decisionId } = await decided();
    await ownerSql`delete from gate_evidence where decision_id = ${decisionId}`;
    await ownerSql`delete from gate_decision where id = ${decisionId}`;
    await sweepEvidence(db, day(7));
    expect(await items(personId)).toMatchObject([{ subjectId: decisionId, urgent: "yes" }]);
  });

  it("takes a few people a run and gets round to everybody", async () => {
    const people: string[] = [];
    for (let n = 0; n < 7; n++) people.push((await decided()).personId);
    const waiting = async () =>
      (
        await db.execute<{ n: number }>(
          sql`select count(*)::int as n from evidence_check where due_at <= ${day(20).toISOString()}::timestamptz`,
        )
      )[0]?.n ?? 0;
    const all = await waiting();
    expect(all).toBeGreaterThan(people.length);
    await sweepEvidence(db, day(20));
    expect(await waiting()).toBe(all - 5);
    await sweepEvidence(db, day(20));
    expect(await waiting()).toBe(Math.max(0, all - 10));
  });
});
