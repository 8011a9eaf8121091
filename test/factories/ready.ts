import { and, desc, eq, isNull } from "drizzle-orm";
import type { Database } from "@db/client";
import {
  acknowledgementSignature,
  activityState,
  bankCertificate,
  checklistResult,
  contentItem,
  examCode,
  gateDecision,
  gateEvidence,
  gatePolicy,
  grading,
  gradingResult,
  person,
  practicalSubmission,
  signoff,
  sitting,
  sittingResult,
} from "@db/schema";
import { ensurePolicies } from "~/activation/policy.server";
import { newId } from "~/platform/ids";
import type { curriculumFactories } from "./curriculum";
import type { peopleFactories } from "./people";
import type { trainingFactories } from "./training";

type Others = ReturnType<typeof peopleFactories> & ReturnType<typeof curriculumFactories> & ReturnType<typeof trainingFactories>;

/** Friday, seven weeks after the factories' hire date: the evidence of the desk gate. */
const EVIDENCE = new Date("2026-01-23T08:00:00.000Z");
/** The Friday before MONDAY: bank and checklist. */
const LATELY = new Date("2026-02-27T02:00:00.000Z");
/** Monday, four working weeks before the tests' MONDAY: the desk gate. */
const DESK = new Date("2026-02-02T02:00:00.000Z");

/** Brings people to their gates, through the rows that training, exams and gradings leave behind. */
export function readyFactories(db: Database, others: Others) {
  /** The version in force of an item; written when there is none, so that a test may bring its own. */
  async function versionOf(kind: "plan" | "checklist", slug: string): Promise<string> {
    const [item] = await db
      .select({ id: contentItem.currentVersionId })
      .from(contentItem)
      .where(and(eq(contentItem.kind, kind), eq(contentItem.slug, slug)));
    return item?.id ?? (kind === "plan" ? await others.plan(slug) : await others.content("checklist", slug)).id;
  }

  /** Everything of a plan done, signed off, passed, signed and fluent: the six kinds of evidence of the desk gate. */
  async function deskEvidence(at: { personId: string; teamId: string; supervisorId: string; planVersionId: string; fluentAt: Date }) {
    const { personId, supervisorId } = at;
    const enrolment = await others.enrolment({ ...at, startDate: "2026-01-05", at: new Date("2026-01-05T02:00:00.000Z") });
    await db
      .update(activityState)
      .set({ status: "done", startedAt: EVIDENCE, submittedAt: EVIDENCE, doneAt: EVIDENCE, attempts: 1 })
      .where(eq(activityState.enrolmentId, enrolment.id));
    const activities = await db.select().from(activityState).where(eq(activityState.enrolmentId, enrolment.id));
    const evidence: { requirement: string; kind: (typeof gateEvidence.$inferInsert)["kind"]; evidenceId: string }[] = [
      { requirement: "activities", kind: "enrolment", evidenceId: enrolment.id },
    ];
    const certificateId = newId();
    await db
      .insert(bankCertificate)
      .values({ id: certificateId, personId, enrolmentId: enrolment.id, questions: 40, issuedAt: at.fluentAt });
    evidence.push({ requirement: "bank_certificate", kind: "bank_certificate", evidenceId: certificateId });
    for (const { kind, slug } of activities) {
      const id = newId();
      if (kind === "practical") {
        const submissionId = newId();
        await db.insert(practicalSubmission).values({
          id: submissionId,
          personId,
          enrolmentId: enrolment.id,
          slug,
          contentVersionId: at.planVersionId,
          attempt: 1,
          fileIds: [],
          submittedAt: EVIDENCE,
        });
        await db.insert(signoff).values({ id, submissionId, personId, decidedBy: supervisorId, decision: "accepted", decidedAt: EVIDENCE });
        evidence.push({ requirement: "signoffs", kind: "signoff", evidenceId: id });
      }
      if (kind === "acknowledgement") {
        await db.insert(acknowledgementSignature).values({
          id,
          personId,
          enrolmentId: enrolment.id,
          slug,
          contentVersionId: at.planVersionId,
          typedName: "Name",
          signedAt: EVIDENCE,
        });
        evidence.push({ requirement: "acknowledgement", kind: "acknowledgement", evidenceId: id });
      }
      if (kind === "exam") {
        const role = slug === "desk-exam" ? ("desk_exam" as const) : ("rules_exam" as const);
        const sittingId = newId();
        const codeId = role === "desk_exam" ? newId() : null;
        if (codeId) {
          await db.insert(examCode).values({
            id: codeId,
            personId,
            slug,
            codeHash: "hash",
            issuedBy: supervisorId,
            issuedAt: EVIDENCE,
            expiresAt: EVIDENCE,
            usedAt: EVIDENCE,
          });
        }
        await db.insert(sitting).values({
          id: sittingId,
          personId,
          enrolmentId: enrolment.id,
          slug,
          role,
          contentVersionId: at.planVersionId,
          attempt: 1,
          seed: "s",
          drawn: [],
          startedAt: EVIDENCE,
          submittedAt: EVIDENCE,
          examCodeId: codeId,
        });
        await db
          .insert(sittingResult)
          .values({ id, sittingId, personId, number: 1, score: "95", criticalWrong: 0, passed: true, gradedAt: EVIDENCE });
        evidence.push({ requirement: role, kind: "sitting_result", evidenceId: id });
      }
    }
    return { enrolment, evidence };
  }

  async function policyOf(gate: "desk" | "activation") {
    await ensurePolicies(db, new Date("2026-01-05T01:00:00.000Z"));
    const [policy] = await db
      .select()
      .from(gatePolicy)
      .where(and(eq(gatePolicy.gate, gate), isNull(gatePolicy.teamId)))
      .orderBy(desc(gatePolicy.version));
    if (!policy) throw new Error("there is no policy");
    return policy;
  }

  /** An agent in training whose desk gate lacks nothing but the confirmation, with team and supervisor. */
  async function deskReady(values: { teamId?: string; supervisorId?: string; name?: string; fluentAt?: Date } = {}) {
    const teamId = values.teamId ?? (await others.team()).id;
    const supervisorId = values.supervisorId ?? (await others.supervisor(teamId)).id;
    const agent = await others.trainee(teamId, values.name ? { name: values.name } : {});
    const planVersionId = await versionOf("plan", "plan");
    const policy = await policyOf("desk");
    return {
      person: agent,
      teamId,
      supervisorId,
      policy,
      ...(await deskEvidence({ personId: agent.id, teamId, supervisorId, planVersionId, fluentAt: values.fluentAt ?? LATELY })),
    };
  }

  /** An agent in probation, four working weeks after the desk gate, which the supervisor confirmed. No checklist yet. */
  async function inProbation(values: { teamId?: string; supervisorId?: string; name?: string; since?: Date } = {}) {
    const since = values.since ?? DESK;
    const ready = await deskReady({ ...values, fluentAt: new Date(since.getTime() - 3 * 86_400_000) });
    const decisionId = newId();
    await db.transaction(async (tx) => {
      await tx.insert(gateDecision).values({
        id: decisionId,
        personId: ready.person.id,
        gate: "desk",
        policyId: ready.policy.id,
        decidedBy: ready.supervisorId,
        dossier: { test: true },
        seal: "seal",
        decidedAt: since,
      });
      await tx.insert(gateEvidence).values(ready.evidence.map((e) => ({ decisionId, ...e })));
      await tx
        .update(person)
        .set({ state: "probation", stateSince: since, stateDecisionId: decisionId, clearance: "supervised", clearanceSince: since })
        .where(eq(person.id, ready.person.id));
    });
    return { ...ready, policy: await policyOf("activation"), deskDecisionId: decisionId };
  }

  /** A submitted grading of a person; passed with 90 unless said otherwise. */
  async function gradingResultOf(values: { personId: string; graderId: string; passed?: boolean; at?: Date; attempt?: number }) {
    const { personId, graderId, passed = true, at = LATELY, attempt = 1 } = values;
    const checklistVersionId = await versionOf("checklist", "probation");
    const gradingId = newId();
    const id = newId();
    const result = {
      total: passed ? "90" : "70",
      areas: [{ slug: "area", percent: passed ? "90" : "70" }],
      failed: { areas: [], critical: [] },
      passed,
    };
    await db
      .insert(grading)
      .values({ id: gradingId, personId, checklistVersionId, graderId, attempt, seed: "s", drawn: {}, startedAt: at, submittedAt: at });
    await db.insert(gradingResult).values({ gradingId, personId, graderId, ...result, gradedAt: at });
    await db
      .insert(checklistResult)
      .values({ id, personId, firstGradingId: gradingId, number: 1, graderId, grades: {}, ...result, decidedAt: at });
    return { gradingId, resultId: id };
  }

  /** An agent in probation whose activation gate lacks nothing but the confirmation; the supervisor graded the checklist unless another did. */
  async function activationReady(values: { teamId?: string; supervisorId?: string; name?: string; graderId?: string } = {}) {
    const ready = await inProbation(values);
    const graderId = values.graderId ?? ready.supervisorId;
    const result = await gradingResultOf({ personId: ready.person.id, graderId });
    const evidence: typeof ready.evidence = [
      { requirement: "checklist", kind: "checklist_result", evidenceId: result.resultId },
      { requirement: "no_open_dispute", kind: "checklist_result", evidenceId: result.resultId },
      { requirement: "conduct", kind: "gate_decision", evidenceId: ready.deskDecisionId },
      { requirement: "probation_days", kind: "gate_decision", evidenceId: ready.deskDecisionId },
    ];
    return { ...ready, graderId, ...result, evidence };
  }

  return { deskReady, inProbation, activationReady, gradedBy: gradingResultOf };
}
