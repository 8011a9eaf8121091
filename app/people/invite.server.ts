import { person, roleGrant, teamMembership } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { type PlainDate, plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { identityTaken, orConflict } from "./conflicts.server";
import type { Invitation } from "./forms";
import { issueLink, revokeLinks } from "./links.server";
import { DEFAULT_ZONE, insertStoreSet, staffableTeam, storesFault } from "./memberships.server";
import type { HeldRole, Role } from "./permissions";
import { pinyinOf } from "./pinyin.server";
import { mayInviteAs, mayReinvite, roleIsOfTeam } from "./rules";
import { lockTarget } from "./target.server";

type Inviter = { personId: string; roles: readonly HeldRole[] };

/**
 * Take somebody on: person, roles, team, stores and the invitation link, all at once. The token is the caller's, made outside, because what
 * a write returns is kept for repetitions and a token must not be.
 */
export function invite(
  ctx: WriteContext,
  actor: Inviter,
  values: Invitation,
  token: string,
): Promise<Outcome<{ personId: string; linkId: string }>> {
  return orConflict(() =>
    write(ctx, async (tx) => {
      const checked = await checkInvitation(tx, actor, values);
      if (!checked.ok) return checked;
      const personId = await insertInvited(tx, ctx, values, checked.value.zone);
      const { id: linkId } = await issueLink(tx, { kind: "invitation", token, personId, createdBy: ctx.actorId, now: ctx.now });
      return accept({ personId, linkId });
    }),
  );
}

/** Whether this invitation may be given, by this actor, and stands as a whole. */
async function checkInvitation(tx: Tx, actor: Inviter, values: Invitation): Promise<Outcome<{ zone: string }>> {
  const isAgent = values.roles.includes("agent");
  if (isAgent && values.teamId === null) return refuse("team_missing", { field: "teamId" });
  for (const role of values.roles) {
    const teamId = roleIsOfTeam(role) ? values.teamId : null;
    if (mayInviteAs(actor, role, teamId)) continue;
    const elsewhere = mayInviteAs({ roles: actor.roles.map((r) => ({ ...r, teamId: null })) }, role, teamId);
    return elsewhere ? refuse("team_not_yours", { field: "teamId" }) : refuse("role_not_yours", { field: "roles" });
  }
  let zone: string = DEFAULT_ZONE;
  if (values.teamId !== null) {
    const found = await staffableTeam(tx, actor, values.teamId);
    if (!found.ok) return found;
    zone = found.value.zone;
  }
  const identity = await identityTaken(tx, null, values);
  if (!identity.ok) return identity;
  if (isAgent) {
    const stores = await storesFault(tx, values.shares, values.sharesReason);
    if (!stores.ok) return stores;
  }
  return accept({ zone });
}

/** Write an invited person with roles, team and stores. The caller has checked everything and holds the transaction. */
async function insertInvited(tx: Tx, ctx: WriteContext, values: Invitation, zone: string): Promise<string> {
  const isAgent = values.roles.includes("agent");
  const personId = newId();
  const { name, externalId, email, hireDate, contractTerm, probationEnd } = values;
  await tx.insert(person).values({
    id: personId,
    name,
    pinyin: pinyinOf(name),
    externalId,
    email,
    hireDate,
    contractTerm,
    probationEnd,
    state: isAgent ? "invited" : null,
    stateSince: isAgent ? ctx.now : null,
    employedSince: ctx.now,
    createdAt: ctx.now,
  });
  await tx.insert(roleGrant).values(
    values.roles.map((role) => ({
      personId,
      role,
      teamId: roleIsOfTeam(role) ? values.teamId : null,
      from: ctx.now,
      grantedBy: ctx.actorId,
    })),
  );
  if (isAgent && values.teamId !== null) {
    const from = firstDay(hireDate, plainDateIn(zone, ctx.now));
    await tx.insert(teamMembership).values({ personId, teamId: values.teamId, from });
    await insertStoreSet(tx, ctx, personId, from, values.shares, values.sharesReason);
  }
  await audit(tx, ctx, {
    action: "people.invited",
    subject: { type: "person", id: personId },
    personId,
    after: {
      name,
      externalId,
      email,
      hireDate,
      contractTerm,
      probationEnd,
      roles: values.roles,
      teamId: values.teamId,
      shares: isAgent ? values.shares : [],
    },
    reason: (isAgent && values.sharesReason) || null,
  });
  return personId;
}

/** Somebody belongs to the team from the hire date, at the latest from today: a colleague of tomorrow is already prepared for. */
export function firstDay(hireDate: PlainDate | null, today: PlainDate): PlainDate {
  return hireDate !== null && hireDate < today ? hireDate : today;
}

/** Make a new invitation link for somebody who has not accepted yet; the earlier one is withdrawn. */
export function renewInvitation(
  ctx: WriteContext,
  actor: Inviter,
  personId: string,
  token: string,
): Promise<Outcome<{ linkId: string; expiresAt: string }>> {
  return write(ctx, async (tx) => {
    const open = await openInvitation(tx, ctx, actor, personId);
    if (!open.ok) return open;
    const link = await issueLink(tx, { kind: "invitation", token, personId, createdBy: ctx.actorId, now: ctx.now });
    await audit(tx, ctx, { action: "people.invitation_renewed", subject: { type: "person", id: personId }, personId });
    return accept({ linkId: link.id, expiresAt: link.expiresAt.toISOString() });
  });
}

/** Withdraw an invitation: its link opens nothing any more. The person stays in the list and can be invited again. */
export function withdrawInvitation(ctx: WriteContext, actor: Inviter, personId: string): Promise<Outcome<{ revoked: number }>> {
  return write(ctx, async (tx) => {
    const open = await openInvitation(tx, ctx, actor, personId);
    if (!open.ok) return open;
    const revoked = await revokeLinks(tx, "invitation", personId, ctx.now);
    if (revoked > 0) await audit(tx, ctx, { action: "people.invitation_withdrawn", subject: { type: "person", id: personId }, personId });
    return accept({ revoked });
  });
}

async function openInvitation(tx: Tx, ctx: WriteContext, actor: Inviter, personId: string): Promise<Outcome<null>> {
  const target = await lockTarget(tx, personId, ctx.now);
  if (!target) return refuse("person_unknown");
  if (target.row.passwordHash !== null) return refuse("invitation_accepted");
  if (target.row.state === "left") return refuse("person_left");
  return mayReinvite(actor, target) ? accept(null) : refuse("invitation_not_yours");
}

/** The roles among these that this actor may give somewhere: what the invitation form offers. */
export function rolesToOffer(actor: { roles: readonly HeldRole[] }): Role[] {
  const all: Role[] = ["agent", "supervisor", "manager", "content_owner", "administrator"];
  return actor.roles.some((r) => r.role === "administrator") ? all : ["agent"];
}
