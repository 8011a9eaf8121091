import { describe, expect, it } from "vitest";
import { newId } from "~/platform/ids";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { appSql, ownerSql, make } = await freshDatabase();

type Sql = typeof appSql;
type Evidence = { requirement: string; kind: string; evidenceId: string };
type Decision = { personId: string; gate: "desk" | "activation"; policyId: string; by: string; singleExaminer?: boolean; at?: Date };

/** Write a decision with its evidence straight into the tables; the database judges at commit. */
async function decide(sql: Sql, decision: Decision, evidence: Evidence[]): Promise<string> {
  const id = newId();
  const { personId, gate, policyId, by, singleExaminer = false, at = MONDAY } = decision;
  await sql.begin(async (tx) => {
    await tx`insert into gate_decision (id, person_id, gate, policy_id, decided_by, single_examiner, dossier, seal, decided_at)
      values (${id}, ${personId}, ${gate}, ${policyId}, ${by}, ${singleExaminer}, '{}', 'forged', ${at})`;
    for (const e of evidence)
      await tx`insert into gate_evidence (decision_id, requirement, kind, evidence_id) values (${id}, ${e.requirement}, ${e.kind}, ${e.evidenceId})`;
  });
  return id;
}

async function override(given: {
  personId: string;
  gate?: string;
  requirement: string;
  by: string;
  days?: number;
  at?: Date;
  reason?: string;
}): Promise<string> {
  const id = newId();
  const at = given.at ?? new Date(MONDAY.getTime() - 86_400_000);
  const until = new Date(at.getTime() + (given.days ?? 7) * 86_400_000);
  await ownerSql`insert into gate_override (id, person_id, gate, requirement, reason, given_by, given_at, expires_at)
    values (${id}, ${given.personId}, ${given.gate ?? "desk"}, ${given.requirement}, ${given.reason ?? "the camera is broken"}, ${given.by}, ${at}, ${until})`;
  return id;
}

const without = (evidence: Evidence[], requirement: string) => evidence.filter((e) => e.requirement !== requirement);
const unmet = (requirement: string) =>
  expect.objectContaining({ code: "DR001", message: expect.stringContaining(`requirement ${requirement} `) });

describe.each([
  ["the owner", ownerSql],
  ["the app's role", appSql],
] as const)("by hand, as %s", (_, sql) => {
  it("a desk decision with all its evidence is taken, and then the state", async () => {
    const { person, policy, supervisorId, evidence } = await make.deskReady();
    await decide(sql, { personId: person.id, gate: "desk", policyId: policy.id, by: supervisorId }, evidence);
    await sql`update person set state = 'probation', clearance = 'supervised' where id = ${person.id}`;
    await expect(sql`update person set clearance = 'full' where id = ${person.id}`).rejects.toMatchObject({ code: "DR003" });
    await expect(sql`update person set state = 'active' where id = ${person.id}`).rejects.toMatchObject({ code: "DR003" });
  });

  it("a clearance is that of the state: a decision gives none to who is suspended, has left, or stands before the next gate", async () => {
    const { person: agent } = await make.inProbation();
    await sql`update person set clearance = 'none' where id = ${agent.id}`;
    await sql`update person set state = 'suspended', state_before = 'probation' where id = ${agent.id}`;
    const give = (level: string) => sql`update person set clearance = ${level} where id = ${agent.id}`;
    for (const level of ["supervised", "full"]) await expect(give(level)).rejects.toMatchObject({ code: "DR003" });
    await sql`update person set state = 'probation', state_before = null where id = ${agent.id}`;
    await expect(give("full")).rejects.toMatchObject({ code: "DR003" });
    await give("supervised");
  });

  it.each(["activities", "signoffs", "rules_exam", "acknowledgement", "bank_certificate", "desk_exam"])(
    "a desk decision without evidence of %s is refused",
    async (requirement) => {
      const { person, policy, supervisorId, evidence } = await make.deskReady();
      const decision = { personId: person.id, gate: "desk" as const, policyId: policy.id, by: supervisorId };
      await expect(decide(sql, decision, without(evidence, requirement))).rejects.toEqual(unmet(requirement));
      await expect(sql`update person set state = 'probation' where id = ${person.id}`).rejects.toMatchObject({ code: "DR003" });
      expect(await sql`select from gate_decision where person_id = ${person.id}`).toHaveLength(0);
    },
  );

  it("another person's evidence is refused, for every requirement", async () => {
    const mine = await make.deskReady();
    const theirs = await make.deskReady({ teamId: mine.teamId });
    const decision = { personId: mine.person.id, gate: "desk" as const, policyId: mine.policy.id, by: mine.supervisorId };
    for (const requirement of new Set(mine.evidence.map((e) => e.requirement))) {
      const foreign = theirs.evidence.filter((e) => e.requirement === requirement);
      await expect(decide(sql, decision, [...without(mine.evidence, requirement), ...foreign])).rejects.toEqual(unmet(requirement));
    }
    await expect(decide(sql, decision, theirs.evidence)).rejects.toMatchObject({ code: "DR001" });
  });

  it("evidence under another requirement's or kind's name is refused", async () => {
    const { person, policy, supervisorId, evidence } = await make.deskReady();
    const decision = { personId: person.id, gate: "desk" as const, policyId: policy.id, by: supervisorId };
    const exam = evidence.find((e) => e.requirement === "rules_exam")?.evidenceId ?? "";
    await expect(
      decide(sql, decision, [...without(evidence, "desk_exam"), { requirement: "desk_exam", kind: "sitting_result", evidenceId: exam }]),
    ).rejects.toEqual(unmet("desk_exam"));
    await expect(
      decide(sql, decision, [...without(evidence, "desk_exam"), { requirement: "desk_exam", kind: "signoff", evidenceId: exam }]),
    ).rejects.toEqual(unmet("desk_exam"));
    await expect(
      decide(sql, decision, [...without(evidence, "desk_exam"), { requirement: "desk_exam", kind: "sitting_result", evidenceId: newId() }]),
    ).rejects.toEqual(unmet("desk_exam"));
  });

  it("a decision of oneself is refused", async () => {
    const { person, policy, evidence } = await make.deskReady();
    await expect(decide(sql, { personId: person.id, gate: "desk", policyId: policy.id, by: person.id }, evidence)).rejects.toMatchObject({
      constraint_name: "gate_decision_not_self",
    });
  });

  it("a policy of the other gate, or a decision before the employment, is refused", async () => {
    const ready = await make.activationReady();
    const decision = { personId: ready.person.id, gate: "desk" as const, policyId: ready.policy.id, by: ready.supervisorId };
    await expect(decide(sql, decision, ready.evidence)).rejects.toMatchObject({ code: "DR001" });
    const early = {
      ...decision,
      gate: "activation" as const,
      at: new Date("2025-12-01T00:00:00.000Z"),
      by: (await make.manager(ready.teamId)).id,
    };
    await expect(decide(sql, early, ready.evidence)).rejects.toMatchObject({
      code: "DR001",
      message: expect.stringContaining("older than the employment"),
    });
  });

  it("an activation needs the passed checklist and its days; not a failed one, not another person's", async () => {
    const ready = await make.activationReady();
    const manager = (await make.manager(ready.teamId)).id;
    const decision = { personId: ready.person.id, gate: "activation" as const, policyId: ready.policy.id, by: manager };
    const failed = await make.gradedBy({ personId: ready.person.id, graderId: ready.supervisorId, passed: false });
    const other = await make.activationReady({ teamId: ready.teamId });
    const checklist = (evidenceId: string) => [
      ...without(ready.evidence, "checklist"),
      { requirement: "checklist", kind: "checklist_result", evidenceId },
    ];
    await expect(decide(sql, decision, without(ready.evidence, "checklist"))).rejects.toEqual(unmet("checklist"));
    await expect(decide(sql, decision, checklist(failed.resultId))).rejects.toEqual(unmet("checklist"));
    await expect(decide(sql, decision, checklist(other.resultId))).rejects.toEqual(unmet("checklist"));
    await expect(decide(sql, decision, without(ready.evidence, "probation_days"))).rejects.toEqual(unmet("probation_days"));
    const soon = { ...decision, at: new Date("2026-02-06T00:00:00.000Z") };
    await expect(decide(sql, soon, ready.evidence)).rejects.toEqual(unmet("probation_days"));
    await decide(sql, decision, ready.evidence);
    await sql`update person set state = 'active', clearance = 'full' where id = ${ready.person.id}`;
  });

  it("the only grader is refused, unless the row says single examiner", async () => {
    const manager = await make.manager();
    const ready = await make.activationReady({ graderId: manager.id });
    const decision = { personId: ready.person.id, gate: "activation" as const, policyId: ready.policy.id, by: manager.id };
    await expect(decide(sql, decision, ready.evidence)).rejects.toMatchObject({ code: "DR002" });
    await decide(sql, { ...decision, singleExaminer: true }, ready.evidence);
  });

  it("an override carries one requirement: live, of this person and gate, given by another", async () => {
    const { person, policy, supervisorId, teamId, evidence } = await make.deskReady();
    const manager = (await make.manager(teamId)).id;
    const decision = { personId: person.id, gate: "desk" as const, policyId: policy.id, by: supervisorId };
    const resting = (evidenceId: string, requirement = "signoffs") => [
      ...without(evidence, requirement),
      { requirement, kind: "override", evidenceId },
    ];
    const other = await make.deskReady({ teamId });
    const refused: [string, string][] = [
      [
        "expired",
        await override({ personId: person.id, requirement: "signoffs", by: manager, at: new Date(MONDAY.getTime() - 8 * 86_400_000) }),
      ],
      [
        "not given yet",
        await override({ personId: person.id, requirement: "signoffs", by: manager, at: new Date(MONDAY.getTime() + 1000) }),
      ],
      ["another person's", await override({ personId: other.person.id, requirement: "signoffs", by: manager })],
      ["of the other gate", await override({ personId: person.id, requirement: "signoffs", by: manager, gate: "activation" })],
      ["of another requirement", await override({ personId: person.id, requirement: "rules_exam", by: manager })],
      ["by who confirms", await override({ personId: person.id, requirement: "signoffs", by: supervisorId })],
    ];
    for (const [why, id] of refused) await expect(decide(sql, decision, resting(id)), why).rejects.toEqual(unmet("signoffs"));
    const good = await override({ personId: person.id, requirement: "signoffs", by: manager });
    const second = await override({ personId: person.id, requirement: "rules_exam", by: manager });
    const two = [...without(resting(good), "rules_exam"), { requirement: "rules_exam", kind: "override", evidenceId: second }];
    await expect(decide(sql, decision, two)).rejects.toMatchObject({ code: "DR001", message: "more than one override" });
    await decide(sql, decision, resting(good));
  });

  it("a state or clearance set by hand is refused", async () => {
    const trainee = await make.trainee((await make.team()).id);
    for (const change of [
      "state = 'probation'",
      "state = 'active'",
      "clearance = 'supervised'",
      "clearance = 'full'",
      "state = 'active', clearance = 'full'",
    ]) {
      await expect(sql.unsafe(`update person set ${change} where id = '${trainee.id}'`), change).rejects.toMatchObject({ code: "DR003" });
    }
    const employed = "name, employed_since, created_at";
    await expect(
      sql.unsafe(`insert into person (id, ${employed}, state, clearance) values ('${newId()}', 'x', now(), now(), 'active', 'full')`),
    ).rejects.toMatchObject({ code: "DR003" });
    await expect(
      sql.unsafe(`insert into person (id, ${employed}, clearance) values ('${newId()}', 'x', now(), now(), 'full')`),
    ).rejects.toMatchObject({ code: "DR003" });
    // Not by way of a suspension that remembers a state which never was, either.
    await expect(
      sql.unsafe(`update person set state = 'suspended', state_before = 'active' where id = '${trainee.id}'`),
    ).rejects.toMatchObject({ code: "DR003" });
    await sql.unsafe(`update person set state = 'suspended', state_before = 'training' where id = '${trainee.id}'`);
    await expect(sql.unsafe(`update person set state_before = 'active' where id = '${trainee.id}'`)).rejects.toMatchObject({
      code: "DR003",
    });
    await expect(sql.unsafe(`update person set state = 'active' where id = '${trainee.id}'`)).rejects.toMatchObject({ code: "DR003" });
  });

  it("the decisions of an earlier employment count no more", async () => {
    const { person } = await make.inProbation();
    await sql`update person set state = 'left', clearance = 'none' where id = ${person.id}`;
    await sql`update person set state = 'invited', employed_since = ${MONDAY} where id = ${person.id}`;
    await sql`update person set state = 'training' where id = ${person.id}`;
    await expect(sql`update person set state = 'probation' where id = ${person.id}`).rejects.toMatchObject({ code: "DR003" });
    await expect(sql`update person set clearance = 'supervised' where id = ${person.id}`).rejects.toMatchObject({ code: "DR003" });
    // Nor by giving the employment an earlier beginning.
    const earlier = sql`update person set employed_since = employed_since - interval '1 year' where id = ${person.id}`;
    await expect(earlier).rejects.toMatchObject({ code: "DR003" });
  });
});

describe("evidence", () => {
  it.each([
    ["never overridden", { requirement: "checklist" }],
    ["never overridden", { requirement: "desk_exam" }],
    ["never overridden", { requirement: "acknowledgement" }],
    ["at most 30 days", { requirement: "signoffs", days: 31 }],
    ["not into the past", { requirement: "signoffs", days: -1 }],
    ["with a reason", { requirement: "signoffs", reason: "  " }],
  ])("an override is %s: %j", async (_, values) => {
    const person = await make.trainee((await make.team()).id);
    await expect(override({ personId: person.id, by: (await make.manager()).id, ...values })).rejects.toMatchObject({
      constraint_name: "gate_override_shape",
    });
  });

  it("is never changed or deleted by the app's role", async () => {
    const ready = await make.activationReady();
    await override({ personId: ready.person.id, requirement: "signoffs", by: (await make.manager()).id });
    const tables = [
      "gate_decision",
      "gate_evidence",
      "gate_override",
      "gate_policy",
      "clearance_change",
      "grading_result",
      "grading_item",
      "checklist_result",
      "second_request",
      "reconciled_item",
      "signoff",
      "sitting_result",
      "acknowledgement_signature",
      "practical_submission",
    ];
    for (const table of tables) {
      const [column] =
        await ownerSql`select column_name from information_schema.columns where table_name = ${table} order by ordinal_position limit 1`;
      const name = String(column?.column_name);
      await expect(appSql.unsafe(`update ${table} set ${name} = ${name}`), table).rejects.toMatchObject({ code: "42501" });
      await expect(appSql.unsafe(`delete from ${table}`), table).rejects.toMatchObject({ code: "42501" });
      await expect(appSql.unsafe(`truncate ${table} cascade`), table).rejects.toMatchObject({ code: "42501" });
    }
    await expect(appSql`alter table person disable trigger person_guard`).rejects.toMatchObject({ code: "42501" });
    await expect(appSql`set session_replication_role = replica`).rejects.toMatchObject({ code: "42501" });
  });
});
