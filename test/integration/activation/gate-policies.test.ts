import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, clearanceChange, gateDecision, gatePolicy, notice } from "@db/schema";
import { confirmGate } from "~/activation/actions.server";
import type { Dossier } from "~/activation/dossier";
import type { Gate, RequirementId } from "~/activation/gate-facts";
import { publishPolicy, restorePolicy } from "~/activation/policy-change.server";
import { gatePolicyList, gatePolicyPage } from "~/activation/policy-pages.server";
import { policyPreview } from "~/activation/policy-preview.server";
import { ensurePolicies, policyBook } from "~/activation/policy.server";
import type { PolicyAsked } from "~/activation/policy-rules";
import { gatesOf } from "~/activation/queries.server";
import { moveTeam } from "~/people/memberships.server";
import type { Outcome } from "~/platform/refusal";
import { trainingOf } from "~/training/facts.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ownerSql, ctx, make } = await freshDatabase();
await ensurePolicies(db, MONDAY);

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};
const DAY = 86_400_000;
const later = (days: number) => new Date(MONDAY.getTime() + days * DAY);
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((r) => r.code));
const boss = (await make.manager()).id;
const reason = "agreed in Monday's meeting";

const shopAsks = async (gate: Gate) => (await policyBook(db)).inForce(gate, null);
/** What the shop asks of a gate, without these and with the numbers of those. */
async function asking(gate: Gate, { leave = [], set = {}, terms = {} }: Change = {}): Promise<PolicyAsked> {
  const { requirements } = await shopAsks(gate);
  const kept = requirements.filter((r) => !leave.includes(r.id)).map((r) => ({ ...r, ...set[r.id] }));
  return { follows: false, requirements: kept, terms };
}
type Change = { leave?: RequirementId[]; set?: Partial<Record<RequirementId, Record<string, number>>>; terms?: PolicyAsked["terms"] };
const publish = async (gate: Gate, teamId: string | null, expected: number, change: Change = {}, by = boss, at = MONDAY) =>
  publishPolicy(ctx(at, by), { gate, teamId, expected }, await asking(gate, change), reason);
const versionsOf = async (gate: Gate, teamId: string) =>
  (
    await db
      .select()
      .from(gatePolicy)
      .where(and(eq(gatePolicy.gate, gate), eq(gatePolicy.teamId, teamId)))
      .orderBy(gatePolicy.version)
  ).map((v) => [v.version, v.followsDefault, v.requirements.length, v.repeats]);
/** Somebody whose bank certificate ran out long ago. */
const staleBank = (teamId?: string) => make.deskReady({ teamId, fluentAt: new Date("2026-01-06T02:00:00.000Z") });

describe("publishing", () => {
  it("makes a version of the team's own: said in the record and to who manages there, not to others", async () => {
    const { id: teamId } = await make.team({ name: "Nights" });
    const theirs = await make.manager(teamId);
    const others = await make.manager((await make.team()).id);
    const made = value(await publish("desk", teamId, 0, { leave: ["signoffs"] }));
    expect(made.version).toBe(1);
    const [row] = await db.select().from(audit).where(eq(audit.subjectId, made.policyId));
    expect(row).toMatchObject({
      action: "activation.policy_desk_team",
      reason,
      actorId: boss,
      after: { version: 1, team: "Nights", teamId, removed: ["signoffs"], added: [], changed: [] },
    });
    const told = await db.select().from(notice).where(eq(notice.kind, "activation.policy_desk_team"));
    expect(told.map((n) => n.personId)).toContain(theirs.id);
    expect(told.map((n) => n.personId)).not.toContain(others.id);
    expect(told.map((n) => n.personId)).not.toContain(boss);
    expect(told[0]?.data).toEqual({ team: "Nights", place: teamId });
  });

  it("is one for each, undone by a version that repeats the one before, down to the shop's default", async () => {
    const { id: teamId } = await make.team();
    const target = { gate: "desk" as const, teamId };
    value(await publish("desk", teamId, 0, { leave: ["signoffs"] }));
    value(await publish("desk", teamId, 1, { leave: ["rules_exam", "signoffs"] }));
    value(await restorePolicy(ctx(MONDAY, boss), { ...target, expected: 2 }, reason));
    const [own, fewer] = [(await shopAsks("desk")).requirements.length - 1, (await shopAsks("desk")).requirements.length - 2];
    expect(await versionsOf("desk", teamId)).toEqual([
      [1, false, own, null],
      [2, false, fewer, null],
      [3, false, own, 1],
    ]);
    const { id: fresh } = await make.team();
    value(await publish("desk", fresh, 0, { leave: ["signoffs"] }));
    value(await restorePolicy(ctx(MONDAY, boss), { ...target, teamId: fresh, expected: 1 }, reason));
    expect(await versionsOf("desk", fresh)).toEqual([
      [1, false, own, null],
      [2, true, 0, null],
    ]);
    expect((await policyBook(db)).inForce("desk", fresh).id).toBe((await shopAsks("desk")).id);
  });

  it("is refused with the field, when nothing changes, when the version seen is not the newest, when there is no team or none before", async () => {
    const { id: teamId } = await make.team();
    const target = { gate: "activation" as const, teamId, expected: 0 };
    const none: PolicyAsked = { follows: true, requirements: [], terms: {} };
    expect(await publish("activation", teamId, 0, { set: { probation_days: { workingDays: 0 } } })).toMatchObject({
      refusals: [{ code: "policy_number", field: "probation_days.workingDays" }],
    });
    expect(codes(await publish("activation", teamId, 0, { leave: ["checklist"] }))).toEqual(["policy_locked"]);
    expect(codes(await publishPolicy(ctx(MONDAY, boss), target, none, reason))).toEqual(["policy_same"]);
    expect(codes(await publishPolicy(ctx(MONDAY, boss), target, none, "because"))).toEqual(["policy_reason"]);
    expect(codes(await publish("activation", teamId, 1))).toEqual(["policy_conflict"]);
    expect(codes(await publish("activation", "0198f5a0-0000-7000-8000-000000000000", 0))).toEqual(["policy_team"]);
    expect(
      codes(await restorePolicy(ctx(MONDAY, boss), { ...target, teamId: null, expected: (await shopAsks("activation")).version }, reason)),
    ).toEqual(["policy_first"]);
    expect(await versionsOf("activation", teamId)).toEqual([]);
  });

  it("of two editors at once the second is told of the first; of ten at the same instant one succeeds", async () => {
    const { id: teamId } = await make.team();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) => publish("activation", teamId, 0, { set: { probation_days: { workingDays: n + 11 } } })),
    );
    expect(outcomes.filter((o) => o.ok)).toHaveLength(1);
    expect(outcomes.flatMap(codes)).toEqual(Array.from({ length: 9 }, () => "policy_conflict"));
    expect(await versionsOf("activation", teamId)).toHaveLength(1);
  });
});

describe("one version for page, confirmation, API, record and unlocking", () => {
  it("is the team's: what it leaves out is not asked for, what it keeps is", async () => {
    const { person: agent, supervisorId, teamId } = await staleBank();
    expect((await gatesOf(db, agent.id, MONDAY))?.desk.requirements.filter((r) => !r.met).map((r) => r.id)).toEqual(["bank_certificate"]);
    expect(await confirmGate(ctx(MONDAY, supervisorId), agent.id, "desk")).toMatchObject({ refusals: [{ code: "unmet" }] });
    const { policyId, version } = value(await publish("desk", teamId, 0, { leave: ["bank_certificate"] }));
    const view = (await gatesOf(db, agent.id, MONDAY))?.desk;
    expect(view?.policy).toMatchObject({ id: policyId, version });
    expect(view?.requirements.map((r) => r.id)).not.toContain("bank_certificate");
    expect((await trainingOf(db, agent.id, MONDAY))?.deskWork).toEqual([]);
    const { decisionId } = value(await confirmGate(ctx(MONDAY, supervisorId), agent.id, "desk"));
    const [decision] = await db.select().from(gateDecision).where(eq(gateDecision.id, decisionId));
    expect(decision).toMatchObject({ policyId });
    expect(decision?.dossier as Dossier).toMatchObject({ policyId, policyVersion: version });
  });

  it("is the longer validity of the certificate too, where the team says so", async () => {
    const { person: agent, teamId } = await staleBank();
    expect((await trainingOf(db, agent.id, MONDAY))?.certified).toBe(false);
    value(await publish("desk", teamId, 0, { set: { bank_certificate: { trainingDays: 60 } } }));
    expect(await trainingOf(db, agent.id, MONDAY)).toMatchObject({ certified: true, certificate: { days: 60 } });
    expect((await gatesOf(db, agent.id, MONDAY))?.desk.requirements.every((r) => r.met)).toBe(true);
  });

  it("stays the one by which somebody passed, whatever is asked for later", async () => {
    const { person: agent, supervisorId, teamId, policy } = await make.inProbation();
    const desk = (await gatesOf(db, agent.id, MONDAY))?.desk.policy.id;
    value(await publish("desk", teamId, 0, { set: { bank_certificate: { trainingDays: 1 } } }));
    expect((await gatesOf(db, agent.id, MONDAY))?.desk.policy.id).toBe(desk);
    expect(await db.select().from(clearanceChange).where(eq(clearanceChange.personId, agent.id))).toEqual([]);
    value(await publish("activation", teamId, 0, { set: { probation_days: { workingDays: 60 } } }));
    expect((await gatesOf(db, agent.id, MONDAY))?.activation.policy.id).not.toBe(policy.id);
    await make.gradedBy({ personId: agent.id, graderId: supervisorId });
    const manager = (await make.manager(teamId)).id;
    expect(await confirmGate(ctx(MONDAY, manager), agent.id, "activation")).toMatchObject({ refusals: [{ code: "unmet" }] });
  });

  it("is the new team's from the first day there", async () => {
    const { person: agent, teamId } = await staleBank();
    const { id: next } = await make.team();
    value(await publish("desk", teamId, 0, { leave: ["bank_certificate", "signoffs"] }));
    value(await publish("desk", next, 0, { leave: ["bank_certificate"] }));
    const asked = async (at: Date) => (await gatesOf(db, agent.id, at))?.desk.requirements.map((r) => r.id) ?? [];
    expect(await asked(MONDAY)).not.toContain("signoffs");
    const staffing = { personId: boss, roles: [{ role: "manager" as const, teamId: null }] };
    value(await moveTeam(ctx(MONDAY, boss), staffing, agent.id, { teamId: next, from: "2026-03-04" }));
    expect(await asked(later(1))).not.toContain("signoffs");
    expect(await asked(later(2))).toContain("signoffs");
  });
});

describe("a preview", () => {
  it("names who would be held up and who no more, of those concerned and not yet decided on", async () => {
    const { id: teamId } = await make.team();
    const [stale, ready, signed] = [await staleBank(teamId), await make.deskReady({ teamId }), await make.inProbation({ teamId })];
    await ownerSql`update activity_state set status = 'open', done_at = null where enrolment_id = ${ready.enrolment.id} and slug = 'rules-exam'`;
    const asked = await asking("desk", { leave: ["bank_certificate"], set: {} });
    const freed = await policyPreview(db, { gate: "desk", teamId, asked }, MONDAY);
    expect(freed).toMatchObject({
      looked: 2,
      changes: [{ id: "bank_certificate", what: "removed" }],
      blocked: { people: [], more: 0 },
      freed: { people: [{ id: stale.person.id, requirements: ["bank_certificate"] }], more: 0 },
    });
    const strict = await asking("desk", { set: { bank_certificate: { trainingDays: 60 } } });
    value(await publishPolicy(ctx(MONDAY, boss), { gate: "desk", teamId, expected: 0 }, strict, reason));
    const back = await policyPreview(db, { gate: "desk", teamId, asked: { follows: true, requirements: [], terms: {} } }, MONDAY);
    expect(back.blocked.people).toEqual([{ id: stale.person.id, name: stale.person.name, requirements: ["bank_certificate"] }]);
    expect(back.freed.people).toEqual([]);
    expect(JSON.stringify([freed, back])).not.toContain(signed.person.id);
    const shops = await policyPreview(db, { gate: "desk", teamId: null, asked }, MONDAY);
    expect(JSON.stringify(shops)).not.toContain(stale.person.id);
  });
});

describe("the pages", () => {
  it("say of each team whose requirements are in force, and list the versions with their changes", async () => {
    const { id: teamId } = await make.team({ name: "Weekends" });
    const before = (await gatePolicyList(db))[0]?.rows.find((r) => r.teamId === teamId);
    expect(before).toMatchObject({ follows: true, version: (await shopAsks("desk")).version, fresh: 0 });
    expect(await gatePolicyPage(db, "desk", teamId)).toMatchObject({ expected: 0, undo: null, versions: [], asked: { follows: true } });
    value(await publish("desk", teamId, 0, {}, boss));
    value(await publish("desk", teamId, 1, { leave: ["signoffs"] }, boss));
    const page = await gatePolicyPage(db, "desk", teamId);
    expect(page).toMatchObject({ expected: 2, undo: 1, team: "Weekends", asked: { follows: false } });
    expect(page?.versions.map((v) => [v.version, v.changes])).toEqual([
      [2, [{ id: "signoffs", what: "removed" }]],
      [1, []],
    ]);
    expect(await gatePolicyPage(db, "desk", "0198f5a0-0000-7000-8000-000000000000")).toBeNull();
  });
});

describe("the house's policies, after somebody chose", () => {
  it("overwrite nothing that is the shop's or a team's own, and are followed again by whoever says so", async () => {
    const { version } = await shopAsks("activation");
    const { id: teamId } = await make.team();
    value(await publish("activation", null, version, { set: { probation_days: { workingDays: 20 } } }));
    value(await publish("activation", teamId, 0, { set: { probation_days: { workingDays: 30 } } }));
    await ensurePolicies(db, later(1));
    expect((await shopAsks("activation")).requirements).toContainEqual({ id: "probation_days", workingDays: 20 });
    value(
      await publishPolicy(
        ctx(MONDAY, boss),
        { gate: "activation", teamId: null, expected: version + 1 },
        { follows: true, requirements: [], terms: {} },
        reason,
      ),
    );
    expect((await shopAsks("activation")).requirements).toContainEqual({ id: "probation_days", workingDays: 10 });
    expect((await policyBook(db)).inForce("activation", teamId).requirements).toContainEqual({ id: "probation_days", workingDays: 30 });
  });

  it("propose what a release adds to whoever chose before, and change it for whoever follows", async () => {
    const { version, requirements } = await shopAsks("desk");
    expect(requirements.map((r) => r.id)).not.toContain("scripts");
    const { id: teamId } = await make.team();
    const { policyId } = value(await publish("desk", teamId, 0, { leave: ["signoffs"] }));
    await ownerSql`update gate_policy set vocabulary = array_remove(vocabulary, 'scripts') where id = ${policyId}`;
    await make.content("script", "greeting");
    await ensurePolicies(owner, later(1));
    expect(await shopAsks("desk")).toMatchObject({ version: version + 1, followsDefault: true });
    expect((await shopAsks("desk")).requirements.map((r) => r.id)).toContain("scripts");
    expect((await gatePolicyPage(db, "desk", teamId))?.fresh).toEqual(["scripts"]);
    expect((await policyBook(db)).inForce("desk", teamId).id).toBe(policyId);
  });
});
