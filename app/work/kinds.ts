import type { workItem } from "@db/schema";
import type { HeldRole, Role } from "~/people/permissions";

/** The roles that something can wait for. */
export type WaitingRole = (typeof workItem.$inferSelect)["role"];

/**
 * What can wait for somebody, and for which role. A kind's name is the key `kind.<kind>` of the work messages.
 * A kind that is not here cannot be opened.
 */
export const workKinds = {
  /** A practical was handed in: accept it or return it. Subject: the submission. */
  practical: "supervisor",
  /** A trainee may sit the desk exam: a one-time code starts it. Subject: the person. */
  exam_code: "supervisor",
  /** The attempts at a quiz or exam are used up. Subject: the last sitting. */
  attempts_used: "manager",
  /** Somebody signed up and has no plan. Subject: the person. */
  plan_missing: "manager",
  /** The desk gate is met and waits for a confirmation. Subject: the person. */
  desk_gate: "supervisor",
  /** Somebody in probation waits for the checklist. Subject: the person. */
  grading: "supervisor",
  /** Somebody was graded so near the line, or asked: a second person grades. Subject: the first grading. */
  second_grading: "supervisor",
  /** Two gradings lie apart in some items: somebody settles them. Subject: the second grading. */
  reconciliation: "manager",
  /** A manager asks for one's own grades of something that others grade too. Subject: that grading of the set. */
  calibration: "supervisor",
  /** An agent disputes items of a result: somebody who did not grade rules. Subject: the dispute. */
  dispute: "supervisor",
  /** A ruling on a dispute is late. Subject: the dispute. */
  dispute_overdue: "manager",
  /** The retakes of the checklist are used up. Subject: the person. */
  gradings_used: "manager",
  /** The activation gate is met and waits for a confirmation. Subject: the person. */
  activation_gate: "manager",
  /** The agreed end of a probation comes near or has passed. Subject: the person. */
  probation_end: "manager",
  /** A clearance lapsed by itself, as when an override ran out: a requirement is unmet again. Subject: the person. */
  clearance_lapsed: "manager",
  /** A clearance will lapse on a day unless something is done before. Subject: the person. */
  clearance_warning: "manager",
  /** Written answers that no machine can decide. Subject: the team, or who belongs to none; how many wait is counted when it is read. */
  answers: "supervisor",
  /** Somebody has not mended in time what was assigned to them. Subject: their part of the remedial drill. */
  remedial_overdue: "supervisor",
  /** A simulated chat is passed or not by sentences that no machine can judge. Subject: the run. */
  simulation: "supervisor",
  /** Somebody appeals against a grade: for the managers of the team, and for whoever looks after the content. Subject: the appeal. */
  appeal: "manager",
  appeal_content: "content_owner",
  /** A gate was opened on a result that was regraded since. Subject: the newer result. */
  regrade_after_decision: "manager",
  /** A decision at a gate does not verify any more, or is not there. Subject: the decision; the person where not even its id is known. */
  evidence_broken: "administrator",
  /** Somebody without clearance chatted with a customer. Subject: the chat. */
  chat_breach: "manager",
  /** An agent disputes what a check of a chat found: somebody who did not score it rules. Subject: the dispute. */
  chat_dispute: "supervisor",
  /** A manager asks for one's own marks of chats that others score too. Subject: the grader's row of the set. */
  chat_calibration: "supervisor",
  /** An agent appeals against an entry in their conduct ledger: somebody who did not make it rules. Subject: the entry. */
  conduct_appeal: "supervisor",
  /** A month's conduct points reached a threshold: a talk or a decision is due. Subject: the threshold as it was reached. */
  conduct_threshold: "manager",
  /** A month is over and was scored: it can be published. Subject: the team; the oldest month is named. */
  kpi_publish: "manager",
  /** The days to dispute a published month are over: it can be closed. Subject: the team. */
  kpi_close: "manager",
  /** An agent disputes their monthly score: somebody who leads the team and did not enter the figure answers. Subject: the dispute. */
  kpi_dispute: "supervisor",
  /** Nobody has answered such a dispute, and the month can be closed. Subject: the dispute. */
  kpi_dispute_late: "manager",
  /** A script was handed in: approve it or return it. Subject: the draft. */
  script: "supervisor",
  /** What was to be handed out after an activation is late; waits for the role that owns it. Subject: the entitlement. */
  entitlement_overdue: "manager",
  /** Somebody left, and what was handed out is to be returned. Subject: the person. */
  entitlement_return: "manager",
  /** Another system cannot be told of changes. Subject: the endpoint. */
  webhook_failing: "administrator",
  /** A group cannot be told through its robot. Subject: the robot. */
  robot_failing: "administrator",
  /** A weekly meeting comes near: its agenda is drawn. Subject: the meeting. */
  meeting: "supervisor",
  /** A case calls for something of somebody. Subject: the action. */
  case_action: "supervisor",
  /** What a case calls for is late. Subject: the action. */
  action_overdue: "manager",
  /** The closed months say that somebody should go up or down a level: confirm or decline. Subject: the proposal. */
  level_proposal: "manager",
  /** Net sales were below the quota for months running: somebody looks at it and says what follows. Subject: the review. */
  quota_review: "manager",
  /** Two weeks running an agent has too many, or too few, inquiries a day. Subject: the team. */
  workload: "manager",
  /** A material publication: until when is the re-test? Subject: the publication. */
  content_material: "manager",
} as const satisfies Record<string, WaitingRole>;

export type WorkKind = keyof typeof workKinds;

/** Whether `value` names a kind of work. */
export function isWorkKind(value: unknown): value is WorkKind {
  return typeof value === "string" && Object.hasOwn(workKinds, value);
}

/** Items of these roles, in these teams (`all`: in every team and in none), or only those of no team (`shop`). */
export type WorkScope = { roles: WaitingRole[]; teams: "all" | "shop" | string[] };

/**
 * What somebody with these roles sees. A supervisor sees what waits for supervisors of their team; a manager that and what waits for managers.
 * What belongs to no team is seen by all who hold the role it waits for, and what waits for managers there by administrators too.
 */
export function workScopes(held: readonly HeldRole[]): WorkScope[] {
  return held.flatMap(({ role, teamId }): WorkScope[] => {
    const sees = seenBy[role];
    if (sees.length === 0) return [];
    if (role === "administrator")
      return [
        { roles: ["administrator"], teams: "all" },
        { roles: ["manager"], teams: "shop" },
      ];
    if (teamId === null || role === "content_owner") return [{ roles: sees, teams: "all" }];
    return [
      { roles: sees, teams: [teamId] },
      { roles: sees, teams: "shop" },
    ];
  });
}

const seenBy: Record<Role, WaitingRole[]> = {
  agent: [],
  supervisor: ["supervisor"],
  manager: ["supervisor", "manager"],
  content_owner: ["content_owner"],
  administrator: ["administrator"],
};
