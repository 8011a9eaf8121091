import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { bankCertificate, contentPack, gateDecision, gateEvidence, gatePolicy, holiday, leave, person, workItem } from "@db/schema";
import { confirmGate } from "~/activation/actions.server";
import { ensurePolicies } from "~/activation/policy.server";
import { gateOf } from "~/activation/queries.server";
import { sweepReadyGates, sweepUnreadyGates } from "~/activation/sweeps.server";
import { newId } from "~/platform/ids";
import { addDays } from "~/platform/dates";
import { certificateAge } from "~/training/certificate";
import { trainingOf } from "~/training/facts.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ownerSql, ctx, make } = await freshDatabase();

/** Noon in Shanghai, `days` before MONDAY's day. */
const noon = (days: number) => new Date(`${addDays("2026-03-02", -days)}T04:00:00.000Z`);
const bank = async (personId: string, at: Date) =>
  (await gateOf(db, personId, "desk", at))?.requirements.find((r) => r.id === "bank_certificate");

describe("the bank certificate at the desk gate", () => {
  it("counts for ten training days, by page and action and by the database", async () => {
    const fresh = await make.deskReady({ fluentAt: noon(14) });
    expect(await bank(fresh.person.id, MONDAY)).toMatchObject({ met: true, evidence: [{ kind: "bank_certificate" }] });
    const old = await make.deskReady({ fluentAt: noon(17) });
    expect(await bank(old.person.id, MONDAY)).toMatchObject({ met: false, evidence: [] });
    expect(await confirmGate(ctx(MONDAY, old.supervisorId), old.person.id, "desk")).toMatchObject({
      ok: false,
      refusals: [{ code: "unmet" }],
    });

    /** Decided in the tables, past the product. */
    const decide = (ready: typeof old) =>
      owner.transaction(async (tx) => {
        const id = newId();
        const { person, policy, supervisorId } = ready;
        await tx.insert(gateDecision).values({
          id,
          personId: person.id,
          gate: "desk",
          policyId: policy.id,
          decidedBy: supervisorId,
          dossier: {},
          seal: "x",
          decidedAt: MONDAY,
        });
        await tx.insert(gateEvidence).values(ready.evidence.map((e) => ({ decisionId: id, ...e })));
      });
    await expect(decide(old)).rejects.toMatchObject({ code: "DR001", message: expect.stringContaining("bank_certificate") });
    await decide(fresh);
  });

  it("is one of this very enrolment and not issued after the decision", async () => {
    const ready = await make.deskReady();
    const holds = async (change: { enrolmentId?: string; issuedAt?: Date }) => {
      const id = newId();
      await owner
        .insert(bankCertificate)
        .values({ id, personId: ready.person.id, enrolmentId: ready.enrolment.id, questions: 1, issuedAt: noon(3), ...change });
      const [row] = await ownerSql`
        select gate_evidence_holds('bank_certificate', 'bank_certificate', ${id}, ${ready.person.id}, ${MONDAY}, '{"trainingDays": 10}') as holds`;
      return row?.holds as boolean;
    };
    expect([await holds({}), await holds({ enrolmentId: newId() }), await holds({ issuedAt: noon(-1) })]).toEqual([true, false, false]);
  });

  it("is evidence that stays: neither the decision nor the clearance ends when it runs out", async () => {
    const { person: agent } = await make.inProbation();
    expect(await bank(agent.id, new Date(MONDAY.getTime() + 90 * 86_400_000))).toMatchObject({ met: true });
  });

  it("takes the gate out of the inbox when it runs out", async () => {
    const { person: agent } = await make.deskReady({ fluentAt: noon(14) });
    const items = async () => (await db.select().from(workItem).where(eq(workItem.subjectId, agent.id))).map((i) => [i.kind, i.outcome]);
    await sweepReadyGates(db, MONDAY);
    await sweepUnreadyGates(db, MONDAY);
    expect(await items()).toEqual([["desk_gate", null]]);
    await sweepUnreadyGates(db, noon(-1));
    expect(await items()).toEqual([["desk_gate", "unmet"]]);
  });

  it("ages by the same days in the database as in the rules: week, holidays, leave", async () => {
    const { person: agent, enrolment, teamId } = await make.deskReady({ fluentAt: noon(30) });
    const name = { "zh-CN": "休", en: "off" };
    await owner.insert(holiday).values([
      { day: "2026-02-16", kind: "off", name, teamId: null },
      { day: "2026-02-16", kind: "working", name, teamId },
      { day: "2026-02-14", kind: "working", name, teamId: null },
      { day: "2026-02-24", kind: "off", name, teamId: null },
    ]);
    await owner.insert(leave).values([
      { personId: agent.id, from: "2026-02-09", to: "2026-02-11", reason: "x", createdBy: agent.id, createdAt: noon(40) },
      {
        personId: agent.id,
        from: "2026-02-17",
        to: "2026-02-18",
        reason: "x",
        createdBy: agent.id,
        createdAt: noon(40),
        cancelledAt: noon(39),
      },
    ]);
    const training = await trainingOf(db, agent.id, MONDAY);
    const calendar = { ...(training?.calendar ?? { workingWeek: [], holidays: [], leaves: [] }), zone: "Asia/Shanghai" };
    for (let days = 0; days <= 30; days += 3) {
      const [row] = await ownerSql`select training_days_between(${enrolment.id}, ${noon(days)}, ${MONDAY}) as n`;
      expect(row?.n, `${days} days`).toBe(certificateAge(calendar, noon(days), MONDAY));
    }
  });
});

describe("the house's policies", () => {
  const desk = async () =>
    (await db.select().from(gatePolicy).where(eq(gatePolicy.gate, "desk"))).map(({ version, requirements }) => [version, requirements]);

  it("follow the content: a shop of the first version gets the second, another number of days the next", async () => {
    const least = ["activities", "acknowledgement", "desk_exam"].map((id) => ({ id }));
    const certificate = (trainingDays: number) => expect.arrayContaining([{ id: "bank_certificate", trainingDays }]);
    await ownerSql`truncate gate_policy cascade`;
    await owner.insert(gatePolicy).values({ gate: "desk", version: 1, requirements: least, followsDefault: true, publishedAt: MONDAY });
    await ensurePolicies(db, MONDAY);
    await ensurePolicies(db, MONDAY);
    expect(await desk()).toEqual([
      [1, least],
      [2, certificate(10)],
    ]);
    const words = { "zh-CN": "包", en: "pack" };
    await owner
      .insert(contentPack)
      .values({ slug: "pack", version: 1, name: words, description: words, bankCertificateDays: 8, loadedAt: MONDAY });
    await ensurePolicies(db, MONDAY);
    expect((await desk())[2]).toEqual([3, certificate(8)]);
    const { id: by } = (await db.select({ id: person.id }).from(person).limit(1))[0] ?? { id: newId() };
    await owner.insert(gatePolicy).values({ gate: "desk", version: 4, requirements: least, publishedAt: MONDAY, publishedBy: by });
    await ensurePolicies(db, MONDAY);
    expect((await desk()).length).toBe(4);
  });
});
