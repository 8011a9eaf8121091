import type { roleGrant } from "@db/schema";

export type Role = (typeof roleGrant.$inferSelect)["role"];
export const roles = ["agent", "supervisor", "manager", "content_owner", "administrator"] as const satisfies readonly Role[];

/** How the actor stands to the person concerned. `none`: the permission is about no single person. */
export type Relation = "self" | "own_team" | "other_team" | "none";
export const relations = ["self", "own_team", "other_team", "none"] as const satisfies readonly Relation[];

/** For whom a role may do something. Grading and deciding never include oneself. */
type Scope = "self" | "team" | "team_or_self" | "others" | "anyone" | "shop";
const covers: Record<Scope, readonly Relation[]> = {
  self: ["self"],
  team: ["own_team"],
  team_or_self: ["own_team", "self"],
  others: ["own_team", "other_team"],
  anyone: ["self", "own_team", "other_team", "none"],
  shop: ["none"],
};

type Rule = Partial<Record<Role, Scope>>;
const everybody = (scope: Scope): Record<Role, Scope> => ({
  agent: scope,
  supervisor: scope,
  manager: scope,
  content_owner: scope,
  administrator: scope,
});

/**
 * Who may do what. A permission that is not here does not exist; a role that is not named is refused.
 * Administrators never grade or confirm; nobody changes their own role; graders may come from any team.
 */
export const permissions = {
  "home:view": everybody("anyone"),
  "profile:edit": everybody("anyone"),

  "training:do": { agent: "shop" },
  "training:view": { agent: "self", supervisor: "team", manager: "team", administrator: "others" },
  "training:plan": { manager: "team" },
  "signoff:decide": { supervisor: "team", manager: "team" },
  "exam:code": { supervisor: "team", manager: "team" },
  "exam:extra": { manager: "team" },

  /** Chat with simulated customers. */
  "simulator:do": { agent: "shop" },

  /** Open the queue of written answers, and keep the remarks that are used there. */
  "answers:queue": { supervisor: "shop", manager: "shop" },
  /** Grade a written answer of somebody else; graders may come from any team. */
  "answers:grade": { supervisor: "others", manager: "others" },

  /** Open the list of the simulated chats of one's own teams. */
  "simulator:queue": { supervisor: "shop", manager: "shop" },
  /** See how somebody's simulated chats went; grade what no machine can, write beside the lines, hold one up as an example. */
  "simulator:review": { supervisor: "team", manager: "team" },

  /** Bring chats and orders in by file, say whose an account is and how long chats are kept. */
  "chats:import": { manager: "shop", administrator: "shop" },
  /** Find chats of one's own teams. */
  "chats:list": { supervisor: "shop", manager: "shop" },
  /** Read somebody's chats with what was found in them, and talk under it. */
  "chats:read": { agent: "self", supervisor: "team", manager: "team" },
  /** See what was found in one's own chats. */
  "chats:own": { agent: "shop" },
  /** Read and score the chats that were drawn for one today. */
  "chats:check": { supervisor: "shop", manager: "shop" },
  /** Rule on a dispute about a check: people who lead the agent's team may, who did not score it. */
  "chats:rule": { supervisor: "team", manager: "team" },
  /** Mark orders as irregular that one's own teams were paid. */
  "chats:orders": { supervisor: "shop", manager: "shop" },
  /** See who reads how much and what they find. */
  "chats:duty": { manager: "shop" },
  /** Edit scorecards, choose them for teams, and say whose duty the daily checks are. */
  "chats:scorecards": { manager: "shop" },
  /** Say what became of a chat by somebody without clearance. */
  "chats:breach": { manager: "team" },

  /** See the figures of one's own teams, with where they come from. */
  "results:view": { supervisor: "shop", manager: "shop", administrator: "shop" },
  /** Bring figures in by file, take a file back, enter and correct them. */
  "results:import": { manager: "shop", administrator: "shop" },

  /** See the remedial drills of one's own teams. */
  "remedial:list": { supervisor: "shop", manager: "shop" },
  /** Assign a remedial drill to somebody, give more time for it, cancel it. */
  "remedial:assign": { supervisor: "team", manager: "team" },

  /** Rule on an appeal of somebody else: the question may be of any team's concern. */
  "appeal:decide": { manager: "others", content_owner: "others" },

  /** Open the ledger of conduct: one's own, or that of the teams that one leads. */
  "conduct:open": { agent: "shop", supervisor: "shop", manager: "shop" },
  "conduct:view": { agent: "self", supervisor: "team", manager: "team" },
  /** Enter something against a rule of conduct; take back what one entered oneself. */
  "conduct:enter": { supervisor: "team", manager: "team" },
  /** Appeal against an entry about oneself. */
  "conduct:appeal": { agent: "self" },
  /** Rule on an appeal: people from any team may, who did not make the entry. */
  "conduct:rule": { supervisor: "others", manager: "others" },
  /** Write down what came of points that are low; take back entries of others. */
  "conduct:settle": { manager: "team" },
  /** See the ladder, and how one stands on it. */
  "levels:see": { agent: "shop", supervisor: "shop", manager: "shop" },
  /** See which level somebody holds, and what they lack for the next. */
  "levels:view": { agent: "self", supervisor: "team", manager: "team" },
  /** See what the closed months propose for the levels of one's own teams. */
  "levels:list": { manager: "shop" },
  /** Confirm or decline such a proposal, set a level by hand, name who brings a newcomer along. */
  "levels:decide": { manager: "team" },
  /** See whose net sales were below the quota for months running, in one's own teams. */
  "quota:list": { manager: "shop" },
  /** Say what comes of it. */
  "quota:decide": { manager: "team" },

  "inbox:view": { supervisor: "shop", manager: "shop", content_owner: "shop", administrator: "shop" },
  "team:view": { supervisor: "shop", manager: "shop" },
  "library:view": { supervisor: "shop", manager: "shop", content_owner: "shop", administrator: "shop" },

  /** Look scripts up and copy them; keep some at hand. */
  "scripts:use": { agent: "shop", supervisor: "shop", manager: "shop", content_owner: "shop" },
  /** See how often a script is copied. */
  "scripts:figures": { supervisor: "shop", manager: "shop", content_owner: "shop" },

  /** Write scripts of one's own and hand them in. */
  "scripts:write": { agent: "shop", supervisor: "shop", manager: "shop" },
  /** Decide on a script that somebody else handed in; reviewers may come from any team. */
  "scripts:review": { supervisor: "others", manager: "others" },
  /** See what waits to be reviewed, and take what was approved into the library. */
  "scripts:publish": { supervisor: "shop", manager: "shop", content_owner: "shop" },

  /** Take all content along as packs. */
  "library:export": { content_owner: "shop", administrator: "shop" },
  /** Draft, publish, undo and archive content. */
  "library:edit": { manager: "shop", content_owner: "shop", administrator: "shop" },
  /** Say until when people are tested again after a material change. */
  "library:retest": { manager: "shop" },
  /** Import, edit and archive products; their drills follow. */
  "catalogue:edit": { manager: "shop", content_owner: "shop", administrator: "shop" },

  /** See what is to be learned from chats: cases of one's own teams, of one's own chats, and of colleagues without their names. */
  "cases:view": everybody("shop"),
  /** Make a case of a chat of one's own, or of one's teams. */
  "cases:make": { agent: "shop", supervisor: "shop", manager: "shop" },
  /** Prepare and hold the weekly meetings of one's teams. */
  "meetings:lead": { supervisor: "shop", manager: "shop" },
  /** See the weekly meetings of one's team and what they decided. */
  "meetings:view": { agent: "shop", supervisor: "shop", manager: "shop" },
  /** See what the actions of the weekly meetings did to one's teams' lost orders. */
  "cases:effects": { supervisor: "shop", manager: "shop" },

  /** See by which rules and targets a month is scored, drafts apart. */
  "kpi:view": { agent: "shop", supervisor: "shop", manager: "shop" },
  /** See how the months of the teams that one leads are spread, and how they went. */
  "kpi:board": { supervisor: "shop", manager: "shop" },
  /** See the ranking of closed months, where the team shows it. */
  "kpi:ranking": { agent: "shop", supervisor: "shop", manager: "shop" },
  /** See whether training predicts results; names only of the teams that one manages. */
  "kpi:training": { manager: "shop" },
  /** Draft, look ahead and publish: as manager of the whole shop. */
  "kpi:rules": { manager: "shop" },
  /** See the months of the teams that one leads: scores, bonuses, what is missing. */
  "kpi:months": { supervisor: "shop", manager: "shop" },
  /** Publish, close and open the months of the teams that one manages; take the bonus list along. */
  "kpi:close": { manager: "shop" },
  /** Dispute one's own monthly score. */
  "kpi:dispute": { agent: "shop" },
  /** See somebody's month with everything that its score is made of. */
  "kpi:statement": { agent: "self", supervisor: "team_or_self", manager: "team_or_self" },

  "probation:view": { agent: "self", supervisor: "others", manager: "others" },
  "probation:grade": { supervisor: "others", manager: "others" },
  /** Answer one's own result: say that one has read it, dispute items of it, ask that a second person grades. */
  "probation:request": { agent: "self" },
  /** Grade oneself before one is graded. */
  "probation:assess_self": { agent: "self" },
  /** See what agents of the whole shop dispute; rule on it: people from any team may, who did not grade. */
  "probation:disputes": { supervisor: "shop", manager: "shop" },
  "probation:rule": { supervisor: "others", manager: "others" },
  /** Take a second grading from who has it, and settle where two gradings lie apart. */
  "probation:settle": { manager: "team" },
  /** See how far graders agree. */
  "probation:agreement": { manager: "shop" },

  /** Grade in calibration sets, and see how far graders lie apart in one's own. */
  "calibration:view": { supervisor: "shop", manager: "shop" },
  /** Ask supervisors to grade the same thing. */
  "calibration:make": { manager: "shop" },

  "gate:view": { agent: "self", supervisor: "team_or_self", manager: "team_or_self", administrator: "others" },
  "gate:confirm_desk": { supervisor: "team", manager: "team" },
  "gate:confirm_activation": { manager: "team" },
  /** Be told that a result was regraded after a gate was decided on it. */
  "gate:regrade": { manager: "team" },
  /** Say that a certificate holds no more, and issue another. */
  "certificate:revoke": { manager: "team" },
  /** Say what became of a decision whose evidence does not verify. */
  "gate:evidence": { administrator: "others" },
  "gate:override": { manager: "team" },
  /** See what the gates ask for. */
  "gate:policy": { manager: "shop", administrator: "shop" },
  /** Decide what the gates of one's own team, or as manager of the whole shop of every team, ask for. Administrators never do: they neither grade nor confirm. */
  "gate:set_policy": { manager: "shop" },
  "person:state": { manager: "team" },
  /** Suspend a clearance at once, as in open conflict with a customer. */
  "clearance:hold": { supervisor: "team", manager: "team" },
  /** Decide that a suspended clearance is given back. */
  "clearance:give_back": { manager: "team" },
  /** See what somebody is given after the activation. */
  "entitlement:view": { agent: "self", supervisor: "others", manager: "others", administrator: "others" },
  /** Say that it was handed over, is not needed, was returned; who owns it may lead another team. */
  "entitlement:settle": { supervisor: "others", manager: "others", administrator: "others" },
  /** Say what is handed out after an activation, and by whom. */
  "entitlement:list": { manager: "shop", administrator: "shop" },

  "people:list": { supervisor: "shop", manager: "shop", administrator: "shop" },
  "people:invite": { manager: "shop", administrator: "shop" },
  "people:import": { manager: "shop", administrator: "shop" },
  "person:view": { agent: "self", supervisor: "team_or_self", manager: "team_or_self", content_owner: "self", administrator: "anyone" },
  "person:edit": { manager: "team", administrator: "others" },
  "person:reset_link": { supervisor: "team", manager: "team", administrator: "others" },
  "role:grant": { administrator: "others" },

  "team:edit": { manager: "shop", administrator: "shop" },
  "store:edit": { manager: "shop", administrator: "shop" },
  "settings:view": { manager: "shop", administrator: "shop" },
  "settings:edit": { administrator: "shop" },
  /** Make keys for other systems, and say where they are told of changes. */
  "telling:manage": { administrator: "shop" },
  /** Say which groups are told of what waits, and see what was sent. */
  "notifying:manage": { administrator: "shop" },
  "audit:view": { administrator: "shop" },
  "demo:drive": everybody("anyone"),
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof permissions;

/** What whoever is signed in may do for themselves, even while they hold no role: read their first page, see to their account. */
const ownAccount: readonly Permission[] = ["home:view", "profile:edit"];

/** The roles that are allowed a permission that is about no single person: what a statement asks of who holds the session. */
export function rolesThatMay(permission: Permission): Role[] {
  return roles.filter((role) => allows(permission, [role], "none"));
}

/** A role as held: in a team, or (null) in the whole shop. */
export type HeldRole = { role: Role; teamId: string | null };

/**
 * Whether somebody with these roles may do `permission` to a person who stands in `relation`.
 * For `own_team` the caller has found that a *team* of one of the roles is the person's; `rolesInTeam` are those held there or shop-wide.
 */
export function allows(permission: Permission, held: readonly Role[], relation: Relation): boolean {
  const rule: Rule = permissions[permission];
  return held.some((role) => {
    const scope = rule[role];
    return scope !== undefined && covers[scope].includes(relation);
  });
}

/** Whether any role could ever be allowed `permission`: what the navigation shows. */
export function mayEver(permission: Permission, held: readonly Role[]): boolean {
  const rule: Rule = permissions[permission];
  return held.some((role) => rule[role] !== undefined);
}

/**
 * How the actor stands to a person, for one held role: a role in a team reaches that team; a shop-wide supervisor or manager reaches every team.
 */
function relationThrough(held: HeldRole, actorId: string, target: { personId: string; teamIds: readonly string[] }): Relation {
  if (actorId === target.personId) return "self";
  if (held.teamId === null) return "own_team";
  return target.teamIds.includes(held.teamId) ? "own_team" : "other_team";
}

/** Whether the actor may do `permission` to `target` (null: to no single person), trying each role with the relation it gives. */
export function may(
  permission: Permission,
  actor: { personId: string; roles: readonly HeldRole[] },
  target: { personId: string; teamIds: readonly string[] } | null,
): boolean {
  if (ownAccount.includes(permission)) return true;
  return actor.roles.some((held) => allows(permission, [held.role], target ? relationThrough(held, actor.personId, target) : "none"));
}

/** Ranks for "only downwards": a reset link goes to somebody of lower rank. */
export const rank: Record<Role, number> = { agent: 0, content_owner: 1, supervisor: 2, manager: 3, administrator: 4 };
