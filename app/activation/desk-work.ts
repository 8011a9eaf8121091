import { SCRIPTS_NEEDED } from "~/scripts/progress-rules";
import { CERTIFICATE_DAYS, certificateLack } from "~/training/certificate";
import type { ActivityFact, GateFacts } from "./gate-facts";
import type { Evidence, Found, PolicyEntry } from "./requirement";

/** What the desk gate asks beside the activities of the plan: the bank, the simulated chats, the scripts. Pure. */

/** About two answers of twenty seconds each. */
export const MINUTES_TO_FLUENCY = 2 / 3;

/** The page on which an activity is done, and how long it takes. */
export const learn = (a: ActivityFact) => ({ to: `/learn/${a.slug}`, minutes: a.minutes });

/** A certificate that still counts? Otherwise what is not fluent is the blocker, or the lessons that bring the rest. */
export function bankCertificate(
  { personId, bank, certificates, activities, enrolmentId }: GateFacts,
  { trainingDays = CERTIFICATE_DAYS }: PolicyEntry,
): Found {
  const valid = certificates.find((c) => c.age <= trainingDays);
  if (valid) {
    const evidence: Evidence[] = [
      { kind: "bank_certificate", id: valid.id, label: null, by: null, at: valid.issuedAt, to: `/mastery/${personId}` },
    ];
    return { done: valid.questions, of: valid.questions, evidence, blocker: null, whereToMend: null };
  }
  const { required, fluent } = bank;
  const open = required - fluent;
  const lesson = activities.find((a) => a.kind === "lesson" && a.mandatory && a.status !== "done");
  const found = { done: fluent, of: required, evidence: [] };
  const lack = certificateLack(bank, lesson !== undefined);
  if (lack === "open") {
    const code = certificates.length > 0 ? "bank_ran_out" : "bank_open";
    const minutes = Math.ceil(open * MINUTES_TO_FLUENCY);
    return { ...found, blocker: { code, params: { count: open } }, whereToMend: { to: "/drill", minutes } };
  }
  if (lesson) return { ...found, blocker: { code: "bank_lessons", params: {}, title: lesson.title }, whereToMend: learn(lesson) };
  if (lack === "renew") return { ...found, blocker: { code: "bank_renew", params: {} }, whereToMend: { to: "/drill", minutes: 1 } };
  return { ...found, blocker: { code: enrolmentId ? "plan_lacks" : "no_plan", params: {} }, whereToMend: null };
}

/** About a quarter of an hour for a chat with its debrief, and as long for a script. */
const MINUTES_TO_PASS_ONE = 15;

/** Every required chat passed? Otherwise the easiest that is not is the blocker. */
export function requiredSimulations({ simulations, enrolmentId }: GateFacts): Found {
  const open = simulations.filter(({ passed }) => passed === null);
  const [first] = open;
  const found = { done: simulations.length - open.length, of: simulations.length };
  if (!first && simulations.length === 0)
    return { ...found, evidence: [], blocker: { code: enrolmentId ? "simulations_none" : "no_plan", params: {} }, whereToMend: null };
  if (first)
    return {
      ...found,
      evidence: [],
      blocker: { code: "simulations_open", params: { count: open.length }, title: first.title },
      whereToMend: { to: `/simulator/${first.slug}`, minutes: open.length * MINUTES_TO_PASS_ONE },
    };
  const evidence = simulations.flatMap(({ title, passed }): Evidence[] =>
    passed
      ? [
          {
            kind: "simulation_result",
            id: passed.id,
            label: title,
            by: null,
            at: passed.gradedAt,
            to: `/simulator/runs/${passed.runId}/debrief`,
          },
        ]
      : [],
  );
  return { ...found, evidence, blocker: null, whereToMend: null };
}

/** Five scripts approved and the ten prepared messages handed in, unless the policy counts otherwise? */
export function writtenScripts(
  { scripts, enrolmentId }: GateFacts,
  { approved: toApprove = SCRIPTS_NEEDED.approved, prepared: toPrepare = SCRIPTS_NEEDED.prepared }: PolicyEntry,
): Found {
  const approved = Math.min(scripts.approved.length, toApprove);
  const prepared = Math.min(scripts.prepared.length, toPrepare);
  const found = { done: approved + prepared, of: toApprove + toPrepare };
  const params = { approved, toApprove, prepared, toPrepare };
  if (approved < toApprove || prepared < toPrepare) {
    const code = !enrolmentId
      ? "no_plan"
      : approved < toApprove && prepared < toPrepare
        ? "scripts_open"
        : approved < toApprove
          ? "scripts_approved"
          : "scripts_prepared";
    const minutes = (found.of - found.done) * MINUTES_TO_PASS_ONE;
    return { ...found, evidence: [], blocker: { code, params }, whereToMend: enrolmentId ? { to: "/scripts/mine", minutes } : null };
  }
  const evidence = scripts.approved.map(({ id, draftId, title, byName, at }): Evidence => ({
    kind: "script_review",
    id,
    label: { "zh-CN": title, en: title },
    by: byName,
    at,
    to: `/scripts/review/${draftId}`,
  }));
  return { ...found, evidence, blocker: null, whereToMend: null };
}
