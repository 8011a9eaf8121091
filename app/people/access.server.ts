import { and, eq, isNull } from "drizzle-orm";
import { person, roleGrant, type team, teamMembership } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { tell } from "./accounts.server";
import { orConflict } from "./conflicts.server";
import { issueLink } from "./links.server";
import { openTeam } from "./memberships.server";
import { type HeldRole, may, type Role } from "./permissions";
import { isGrantedAt } from "./queries.server";
import { mayReset, roleIsOfTeam } from "./rules";
import { revokeOthers } from "./session.server";
import { lockTarget, type Target } from "./target.server";

type Giver = { personId: string; name: string; roles: readonly HeldRole[] };

/** Somebody whose roles this actor may change: an administrator, and never their own. */
async function roleTarget(tx: Tx, ctx: WriteContext, actor: Giver, personId: string): Promise<Outcome<Target>> {
  const target = await lockTarget(tx, personId, ctx.now);
  if (!target) return refuse("person_unknown");
  if (actor.personId === personId) return refuse("own_access");
  return may("role:grant", actor, target) ? accept(target) : refuse("role_not_yours");
}

/** Give a role, in a team or (null) in the whole shop. An agent's role makes them an agent of that team, invited anew to a plan. */
export function grantRole(
  ctx: WriteContext,
  actor: Giver,
  personId: string,
  given: { role: Role; teamId: string | null },
): Promise<Outcome<{ grantId: string }>> {
  const { role } = given;
  const teamId = roleIsOfTeam(role) ? given.teamId : null;
  return orConflict(() =>
    write(ctx, async (tx) => {
      const found = await roleTarget(tx, ctx, actor, personId);
      if (!found.ok) return found;
      const target = found.value;
      if (target.row.state === "left") return refuse("person_left");
      if (role === "agent" && teamId === null) return refuse("team_missing", { field: "teamId" });
      const place = teamId === null ? null : await openTeam(tx, teamId);
      if (teamId !== null && !place) return refuse("team_unknown", { field: "teamId" });
      if (target.roles.some((r) => r.role === role && (r.teamId === teamId || role === "agent")))
        return refuse("role_held", { field: "role" });
      const [row] = await tx
        .insert(roleGrant)
        .values({ personId, role, teamId, from: ctx.now, grantedBy: ctx.actorId })
        .returning({ id: roleGrant.id });
      if (!row) return refuse("person_unknown");
      if (role === "agent" && place) await makeAgent(tx, ctx, personId, place);
      await tell(tx, ctx, personId, "role_granted", { by: actor.name, role });
      await audit(tx, ctx, {
        action: "people.role_granted",
        subject: { type: "person", id: personId },
        personId,
        after: { role, teamId, team: place?.name ?? null },
      });
      return accept({ grantId: row.id });
    }),
  );
}

async function makeAgent(tx: Tx, ctx: WriteContext, personId: string, place: typeof team.$inferSelect): Promise<void> {
  await tx.update(person).set({ state: "invited", stateSince: ctx.now, employedSince: ctx.now }).where(eq(person.id, personId));
  await tx.insert(teamMembership).values({ personId, teamId: place.id, from: plainDateIn(place.zone, ctx.now) });
}

/** End a role that somebody holds. Not an agent's, which ends with the employment, and not the last administrator's. */
export function endRole(ctx: WriteContext, actor: Giver, personId: string, grantId: string): Promise<Outcome<{ ended: boolean }>> {
  return write(ctx, async (tx) => {
    const found = await roleTarget(tx, ctx, actor, personId);
    if (!found.ok) return found;
    const held = found.value.roles.find((r) => r.id === grantId);
    if (!held) return refuse("role_gone");
    if (held.role === "agent") return refuse("role_agent");
    if (held.role === "administrator" && (await isLastAdministrator(tx, ctx, personId))) return refuse("role_last_administrator");
    await tx.update(roleGrant).set({ to: ctx.now }).where(eq(roleGrant.id, grantId));
    await tell(tx, ctx, personId, "role_ended", { by: actor.name, role: held.role });
    await audit(tx, ctx, {
      action: "people.role_ended",
      subject: { type: "person", id: personId },
      personId,
      before: { role: held.role, teamId: held.teamId },
    });
    return accept({ ended: true });
  });
}

/** Whether nobody else could give roles after this. Locks the administrators' grants, so that two cannot end each other. */
async function isLastAdministrator(tx: Tx, ctx: WriteContext, personId: string): Promise<boolean> {
  const others = await tx
    .select({ personId: roleGrant.personId })
    .from(roleGrant)
    .innerJoin(person, eq(person.id, roleGrant.personId))
    .where(and(eq(roleGrant.role, "administrator"), isNull(roleGrant.teamId), isGrantedAt(ctx.now), isNull(person.disabledAt)))
    .for("update", { of: roleGrant });
  return others.every((row) => row.personId === personId);
}

/**
 * Make a password reset link: only downwards in rank and within the own team. Every session of the person ends, and they are told.
 * The token is the caller's (see `invite`).
 */
export function issueReset(
  ctx: WriteContext,
  actor: Giver,
  personId: string,
  token: string,
): Promise<Outcome<{ linkId: string; expiresAt: string }>> {
  return write(ctx, async (tx) => {
    const target = await lockTarget(tx, personId, ctx.now);
    if (!target) return refuse("person_unknown");
    if (!mayReset(actor, target)) return refuse("not_downwards");
    if (target.row.passwordHash === null) return refuse("not_accepted");
    if (target.row.disabledAt !== null) return refuse("account_closed");
    const link = await issueLink(tx, { kind: "reset", token, personId, createdBy: ctx.actorId, now: ctx.now });
    await revokeOthers(tx, personId, null);
    await tell(tx, ctx, personId, "reset_link_issued", { by: actor.name });
    await audit(tx, ctx, { action: "people.reset_link_issued", subject: { type: "person", id: personId }, personId });
    return accept({ linkId: link.id, expiresAt: link.expiresAt.toISOString() });
  });
}

/** Close or reopen an account: who is closed out cannot sign in, and every session ends. Somebody who left is reopened by a rehire only. */
export function switchAccount(
  ctx: WriteContext,
  actor: Giver,
  personId: string,
  open: boolean,
  reason: string,
): Promise<Outcome<{ open: boolean }>> {
  return write(ctx, async (tx) => {
    const found = await roleTarget(tx, ctx, actor, personId);
    if (!found.ok) return found;
    const { row, roles } = found.value;
    const why = reason.trim();
    if (why === "" || why.length > 500) return refuse("reason_missing", { field: "reason" });
    if (row.state === "left") return refuse("person_left");
    if ((row.disabledAt === null) === open) return accept({ open });
    if (!open && roles.some((r) => r.role === "administrator") && (await isLastAdministrator(tx, ctx, personId)))
      return refuse("role_last_administrator");
    await tx
      .update(person)
      .set({ disabledAt: open ? null : ctx.now })
      .where(eq(person.id, personId));
    if (!open) await revokeOthers(tx, personId, null);
    await audit(tx, ctx, {
      action: open ? "people.account_opened" : "people.account_closed",
      subject: { type: "person", id: personId },
      personId,
      reason: why,
    });
    return accept({ open });
  });
}
