import { and, eq, isNull } from "drizzle-orm";
import { activityState, bankCertificate, enrolment, grading, person, sitting, sittingResult } from "@db/schema";
import { confirmGate, giveOverride } from "~/activation/actions.server";
import { extendProbation } from "~/activation/extension.server";
import { type Gate, gates, type RequirementId, requirementIds } from "~/activation/gate-facts";
import { giveBackClearance, holdClearance } from "~/activation/hold.server";
import { sweepLapses } from "~/activation/lapse-sweep.server";
import { publishPolicy, restorePolicy } from "~/activation/policy-change.server";
import { decidesPolicy } from "~/activation/policy-pages.server";
import { policyBook } from "~/activation/policy.server";
import { newestOf, type PolicyAsked } from "~/activation/policy-rules";
import { gatesOf } from "~/activation/queries.server";
import { stateChanges } from "~/activation/state-rules";
import { changeState } from "~/activation/state.server";
import { sweepLapsedClearances, sweepOverrides, sweepReadyGates, sweepUnreadyGates } from "~/activation/sweeps.server";
import { isLocked, vocabulary, wordsOf } from "~/activation/vocabulary";
import { findTeams } from "~/people/guard.server";
import { addLeave, cancelLeave } from "~/people/leaves.server";
import { moveTeam } from "~/people/memberships.server";
import { may, type Permission, type Role } from "~/people/permissions";
import { addDays, plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import type { Outcome } from "~/platform/refusal";
import { startGrading, submitGrading } from "~/probation/actions.server";
import { gradingsOf } from "~/probation/queries.server";
import { requestSecond, startSecondGrading } from "~/probation/second.server";
import type { freshDatabase } from "@test/setup/database";
import type { Chance } from "./chance";

export type Actor = { personId: string; roles: { role: Role; teamId: string | null }[] };
/** What somebody did: `outcome` null where they may not, or where there was nothing to do. */
export type Done = { what: string; who: Actor; whom: string; gate?: Gate; at: Date; outcome: Outcome<unknown> | null };

const ZONE = "Asia/Shanghai";
const HOUR = 3_600_000;
/** So many people stand before a gate at least; whoever gets through or leaves is followed by somebody new. */
const BEFORE_A_GATE = 8;
const reason = "for a reason that is long enough";

/** A small shop of two teams whose people do at random what the product lets them try, each through the permission that its route asks for. */
export async function randomShop({ db, owner, ctx, make }: Awaited<ReturnType<typeof freshDatabase>>, chance: Chance, begin: Date) {
  await make.content("checklist", "probation");
  const teams = [await make.team({ name: "Red" }), await make.team({ name: "Blue" })];
  const staff: Actor[] = [];
  const add = async (role: Role, teamId: string | null) =>
    staff.push({ personId: (await make.person({ roles: [role], teamId })).id, roles: [{ role, teamId }] });
  for (const { id } of teams) {
    await add("supervisor", id);
    await add("supervisor", id);
    await add("manager", id);
  }
  await add("manager", null);
  await add("administrator", null);
  await add("content_owner", null);
  const managers = staff.filter(({ roles }) => roles.some(({ role }) => role === "manager"));
  const agents: string[] = [];
  let at = begin;

  /** Somebody new with the desk gate's evidence, or with something of it missing. */
  async function join() {
    const { id: teamId } = chance.one(teams);
    const supervisorId = staff.find((s) => s.roles.some((r) => r.role === "supervisor" && r.teamId === teamId))?.personId;
    const ready = await make.deskReady({ teamId, supervisorId, fluentAt: new Date(at.getTime() - chance.whole(0, 20) * 24 * HOUR) });
    agents.push(ready.person.id);
    if (chance.isTrue(0.4)) await spoil(ready.person.id);
  }

  const openEnrolment = async (personId: string) =>
    (
      await owner
        .select()
        .from(enrolment)
        .where(and(eq(enrolment.personId, personId), isNull(enrolment.endedAt)))
    )[0];

  /** Something of somebody's evidence goes or comes: a lesson, or the result of an exam that is graded anew. */
  async function spoil(personId: string) {
    const open = await openEnrolment(personId);
    if (!open) return;
    if (chance.isTrue()) {
      const status = chance.one(["open", "done", "done"] as const);
      await owner
        .update(activityState)
        .set({ status, doneAt: status === "done" ? at : null })
        .where(and(eq(activityState.enrolmentId, open.id), eq(activityState.slug, "lesson-1")));
      return;
    }
    const [sat] = await owner
      .select()
      .from(sitting)
      .where(and(eq(sitting.enrolmentId, open.id), eq(sitting.role, chance.one(["rules_exam", "desk_exam"] as const))));
    if (!sat) return;
    const results = await owner.select().from(sittingResult).where(eq(sittingResult.sittingId, sat.id));
    const passed = chance.isTrue(0.7);
    await owner.insert(sittingResult).values({
      ...{ sittingId: sat.id, personId, number: results.length + 1, score: passed ? "95" : "50", criticalWrong: 0, passed, gradedAt: at },
    });
  }

  async function allowed(who: Actor, permission: Permission, whom: string): Promise<boolean> {
    const target = await findTeams(db, whom, at);
    return target !== null && may(permission, who, target);
  }

  /** Whom to try something on: mostly somebody in one of these states. */
  async function whomIn(...states: string[]): Promise<string> {
    const rows = await owner.select({ id: person.id, state: person.state }).from(person);
    const now = new Map(rows.map((r) => [r.id, r.state ?? ""]));
    const found = agents.filter((id) => states.includes(now.get(id) ?? ""));
    return found.length > 0 && chance.isTrue(0.8) ? chance.one(found) : chance.one(agents);
  }

  async function grade(who: Actor, whom: string, gradingId: string) {
    const [sheet] = await owner.select().from(grading).where(eq(grading.id, gradingId));
    if (!sheet) throw new Error("there is no sheet");
    const draft = { item: { grade: chance.one([1, 3, 4, 4, 4]) } };
    await owner
      .update(grading)
      .set({ draft, draftRevision: sheet.draftRevision + 1 })
      .where(eq(grading.id, gradingId));
    return submitGrading(ctx(at, who.personId), whom, gradingId, sheet.draftRevision + 1);
  }

  /** A policy as somebody might choose it, now and then with something that cannot be. */
  async function anyPolicy(gate: Gate): Promise<PolicyAsked> {
    const words = wordsOf(gate).filter((id) => {
      if (id === "simulations" || id === "scripts") return chance.isTrue(0.06);
      return isLocked(id) ? chance.isTrue(0.97) : chance.isTrue(0.75);
    });
    const number = ({ min, max, usual }: { min: number; max: number; usual: number }) =>
      chance.isTrue(0.1) ? chance.one([min - 1, max + 1, 0.5]) : chance.one([min, usual, usual, Math.min(max, usual + 5)]);
    const requirements = words.map((id) => ({ id, ...Object.fromEntries(vocabulary[id].parameters.map((p) => [p.name, number(p)])) }));
    const exam = chance.one(["rules_exam", "desk_exam"] as const);
    const terms = {
      ...(gate === "activation" && chance.isTrue(0.3) ? { recertification: { months: chance.whole(1, 12), exam } } : {}),
      ...(chance.isTrue(0.3) ? { absence: { days: chance.whole(7, 30), exam } } : {}),
    };
    return { follows: chance.isTrue(0.25), requirements, terms };
  }

  const acts = {
    async confirm(who: Actor): Promise<Done> {
      const gate = chance.one(gates);
      const whom = await whomIn(gate === "desk" ? "training" : "probation");
      const permission = gate === "desk" ? "gate:confirm_desk" : "gate:confirm_activation";
      const outcome = (await allowed(who, permission, whom)) ? await confirmGate(ctx(at, who.personId), whom, gate) : null;
      return { what: "confirm", who, whom, gate, at, outcome };
    },
    async override(who: Actor): Promise<Done> {
      const gate = chance.one(gates);
      const whom = await whomIn(gate === "desk" ? "training" : "probation");
      const open = (await gatesOf(db, whom, at))?.[gate].requirements.flatMap((r) => (r.met ? [] : [r.id])) ?? [];
      const requirement = chance.one<RequirementId>(open.length > 0 && chance.isTrue(0.7) ? open : requirementIds);
      const asked = { requirement, reason, days: chance.whole(0, 33) };
      const outcome = (await allowed(who, "gate:override", whom)) ? await giveOverride(ctx(at, who.personId), whom, gate, asked) : null;
      return { what: "override", who, whom, at, outcome };
    },
    async extend(who: Actor): Promise<Done> {
      const whom = await whomIn("probation");
      const today = plainDateIn(ZONE, at);
      const asked = { end: addDays(today, chance.whole(1, 60)), consent: true, consentOn: today, reason };
      const outcome = (await allowed(who, "person:state", whom)) ? await extendProbation(ctx(at, who.personId), whom, asked) : null;
      return { what: "extend", who, whom, at, outcome };
    },
    async state(who: Actor): Promise<Done> {
      const change = chance.one([...stateChanges, "reinstate", "reinstate"] as const);
      const whom = await whomIn(
        ...(change === "reinstate" ? ["suspended"] : change === "rehire" ? ["left"] : ["active", "probation", "training"]),
      );
      const outcome = (await allowed(who, "person:state", whom)) ? await changeState(ctx(at, who.personId), whom, change, reason) : null;
      return { what: change, who, whom, at, outcome };
    },
    async hold(who: Actor): Promise<Done> {
      const whom = await whomIn("probation", "active");
      const back = chance.isTrue(0.6);
      const permission = back ? "clearance:give_back" : "clearance:hold";
      const act = () =>
        back
          ? giveBackClearance(ctx(at, who.personId), whom, reason)
          : holdClearance(ctx(at, who.personId), whom, { reason, evidence: "" });
      return { what: back ? "give back" : "hold", who, whom, at, outcome: (await allowed(who, permission, whom)) ? await act() : null };
    },
    async policy(who: Actor): Promise<Done> {
      const [gate, teamId] = [chance.one(gates), chance.one([...teams.map((t) => t.id), null])];
      const isTheirs = who.roles.some((r) => r.role === "manager") && decidesPolicy(who.roles, teamId);
      const newest = newestOf((await policyBook(db)).versions, gate, teamId)?.version ?? 0;
      const target = { gate, teamId, expected: chance.isTrue(0.9) ? newest : newest + 1 };
      const act = async () =>
        chance.isTrue(0.3)
          ? restorePolicy(ctx(at, who.personId), target, reason)
          : publishPolicy(ctx(at, who.personId), target, await anyPolicy(gate), reason);
      return { what: "policy", who, whom: "", at, outcome: isTheirs ? await act() : null };
    },
    async grade(who: Actor): Promise<Done> {
      const whom = await whomIn("probation");
      if (!(await allowed(who, "probation:grade", whom))) return { what: "grade", who, whom, at, outcome: null };
      const found = await gradingsOf(db, whom);
      const first = found?.gradings.find((g) => g.submittedAt && !g.firstGradingId);
      const begun =
        first && chance.isTrue(0.3)
          ? await startSecondGrading(ctx(at, who.personId), whom, first.id)
          : await startGrading(ctx(at, who.personId), whom);
      return { what: "grade", who, whom, at, outcome: begun.ok ? await grade(who, whom, begun.value.gradingId) : begun };
    },
    async ask(): Promise<Done> {
      const whom = await whomIn("probation");
      const who: Actor = { personId: whom, roles: [{ role: "agent", teamId: null }] };
      const first = (await gradingsOf(db, whom))?.gradings.find((g) => g.submittedAt && !g.firstGradingId);
      const mine = first && (await allowed(who, "probation:request", whom));
      return { what: "ask for a second", who, whom, at, outcome: mine ? await requestSecond(ctx(at, whom), whom, first.id, reason) : null };
    },
    async move(who: Actor): Promise<Done> {
      const whom = chance.one(agents);
      const to = { teamId: chance.one(teams).id, from: addDays(plainDateIn(ZONE, at), chance.whole(0, 3)) };
      const isTheirs = await allowed(who, "person:edit", whom);
      return { what: "move", who, whom, at, outcome: isTheirs ? await moveTeam(ctx(at, who.personId), who, whom, to) : null };
    },
    async leave(who: Actor): Promise<Done> {
      const whom = chance.one(agents);
      const from = addDays(plainDateIn(ZONE, at), chance.whole(-3, 5));
      if (!(await allowed(who, "person:edit", whom))) return { what: "leave days", who, whom, at, outcome: null };
      const outcome = await addLeave(ctx(at, who.personId), whom, { from, to: addDays(from, chance.whole(0, 25)), reason });
      if (outcome.ok && chance.isTrue(0.3)) await cancelLeave(ctx(at, who.personId), whom, outcome.value.id);
      return { what: "leave days", who, whom, at, outcome };
    },
    /** Somebody learns or forgets; the world and not a person does this. */
    async world(who: Actor): Promise<Done> {
      const whom = await whomIn("training");
      const open = await openEnrolment(whom);
      if (open && chance.isTrue(0.7))
        await owner.insert(bankCertificate).values({ id: newId(), personId: whom, enrolmentId: open.id, questions: 40, issuedAt: at });
      else await spoil(whom);
      return { what: "world", who, whom, at, outcome: null };
    },
    async sweep(who: Actor): Promise<Done> {
      for (const sweep of [sweepOverrides, sweepLapses, sweepLapsedClearances, sweepUnreadyGates, sweepReadyGates]) await sweep(db, at);
      return { what: "sweep", who, whom: "", at, outcome: null };
    },
  };
  const weights: Record<keyof typeof acts, number> = {
    ...{ confirm: 26, override: 8, extend: 2, state: 7, hold: 5, policy: 5, grade: 16, ask: 2, move: 2, leave: 3, world: 14, sweep: 10 },
  };

  return {
    teams,
    agents,
    now: () => at,
    /** Somebody does something, some hours later. */
    async step(): Promise<Done> {
      at = new Date(at.getTime() + chance.whole(0, 14) * HOUR);
      const waiting = await owner.select({ id: person.id, state: person.state }).from(person);
      if (waiting.filter((p) => p.state === "training" || p.state === "probation").length < BEFORE_A_GATE) await join();
      const who: Actor = chance.isTrue(0.1)
        ? { personId: chance.one(agents), roles: [{ role: "agent", teamId: chance.one(teams).id }] }
        : chance.one(chance.isTrue() ? managers : staff);
      return acts[chance.weighed(weights)](who);
    },
  };
}
export type RandomShop = Awaited<ReturnType<typeof randomShop>>;
