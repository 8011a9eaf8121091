import { and, eq, ne, or, sql } from "drizzle-orm";
import { notice, person } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { accept, audit, type Outcome, type Refusal, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { orConflict } from "./conflicts.server";
import { findLink, type LinkKind, takeLink } from "./links.server";
import { passwordFault } from "./password";
import { checkPassword, hashPassword } from "./password.server";
import { loginFault, normalisedLogin } from "./rules";
import { revokeOthers } from "./session.server";
import { beginTry, succeeded } from "./throttle.server";

/** The browser that asks: kept with the session, so that its owner can tell it from others. */
export type Browser = { userAgent: string; address: string };

/** Whose account an action concerns, before anybody is signed in. */
const as = (ctx: WriteContext, personId: string): WriteContext => ({ ...ctx, actorId: personId });

/**
 * Sign in by login name or e-mail and password. Unknown accounts, switched-off ones and wrong passwords get one answer, after the same work;
 * too many failures get a wait. Returns the person; the caller opens the session.
 */
export async function signIn(
  ctx: WriteContext,
  typed: { identifier: string; password: string },
  address: string,
): Promise<Outcome<{ personId: string }>> {
  const identifier = normalisedLogin(typed.identifier);
  const attempt = await beginTry(ctx.db, identifier, address);
  if ("waitSeconds" in attempt) return refuse("sign_in_wait", { params: { count: attempt.waitSeconds } });
  const [found] = await ctx.db
    .select({ id: person.id, passwordHash: person.passwordHash, disabledAt: person.disabledAt })
    .from(person)
    .where(or(eq(person.login, identifier), eq(person.email, identifier)));
  const right = await checkPassword(found?.passwordHash ?? null, typed.password.slice(0, 1000));
  if (!found || !right || found.disabledAt) {
    if (attempt.failures === 5) await noteFailures(ctx, attempt.account, found?.id ?? null, address);
    return refuse("sign_in_wrong", { field: "password" });
  }
  await succeeded(ctx.db, attempt);
  return accept({ personId: found.id });
}

/** Five failures in a row are worth a line, on a known account and on an unknown one alike. */
function noteFailures(ctx: WriteContext, account: string, personId: string | null, address: string): Promise<void> {
  return ctx.db.transaction((tx) =>
    audit(tx, ctx, {
      action: "people.sign_in_failed",
      subject: { type: "sign_in", id: account.slice(-32) },
      personId,
      after: { failures: 5, address },
    }),
  );
}

/** Use up a sign-in link. Returns the person; the caller opens the session. */
export async function signInByLink(ctx: WriteContext, token: string): Promise<Outcome<{ personId: string }>> {
  const owner = await ownerOf(ctx, "sign_in", token);
  if (!owner.ok) return owner;
  const personId = owner.value.id;
  const own = as(ctx, personId);
  return write(own, async (tx) => {
    const taken = await takeLink(tx, "sign_in", token, ctx.now);
    if (!taken.ok) return refuse(taken.fault);
    if (!(await mayEnter(tx, personId))) return refuse("link_revoked");
    await audit(tx, own, { action: "people.signed_in_by_link", subject: { type: "person", id: personId }, personId });
    return accept({ personId });
  });
}

async function mayEnter(tx: Tx, personId: string): Promise<boolean> {
  const [row] = await tx.select({ disabledAt: person.disabledAt }).from(person).where(eq(person.id, personId));
  return row !== undefined && row.disabledAt === null;
}

/**
 * Whom a link was made for, before its transaction. A used link passes here when a submission id came along: the first result of
 * a double click is in the database, and only the transaction can tell.
 */
async function ownerOf(ctx: WriteContext, kind: LinkKind, token: string): Promise<Outcome<typeof person.$inferSelect>> {
  const found = await findLink(ctx.db, kind, token, ctx.now);
  if (!found.ok && (found.fault !== "link_used" || ctx.submissionId === null)) return refuse(found.fault);
  if (!found.link?.personId) return refuse("link_unknown");
  const [who] = await ctx.db.select().from(person).where(eq(person.id, found.link.personId));
  return who ? accept(who) : refuse("link_unknown");
}

export type Acceptance = { login: string; password: string; locale: Locale };

/**
 * Accept an invitation: the person gets a login name, a password and a language, and the link is used up. The state stays `invited`
 * until a plan begins. Returns the person; the caller opens the session.
 */
export async function acceptInvitation(ctx: WriteContext, token: string, values: Acceptance): Promise<Outcome<{ personId: string }>> {
  const owner = await ownerOf(ctx, "invitation", token);
  if (!owner.ok) return owner;
  const who = owner.value;
  const login = normalisedLogin(values.login);
  const faults = credentialFaults({ login, password: values.password, name: who.name, email: who.email });
  if (faults.length > 0) return refuseAll(faults);
  const passwordHash = await hashPassword(values.password);
  const own = as(ctx, who.id);
  return orConflict(() => accepting(own, token, who.id, { login, passwordHash, locale: values.locale }));
}

function accepting(
  ctx: WriteContext,
  token: string,
  personId: string,
  values: { login: string; passwordHash: string; locale: Locale },
): Promise<Outcome<{ personId: string }>> {
  const { login, passwordHash, locale } = values;
  return write(ctx, async (tx) => {
    const taken = await takeLink(tx, "invitation", token, ctx.now);
    if (!taken.ok) return refuse(taken.fault);
    await tx.select({ id: person.id }).from(person).where(eq(person.id, personId)).for("update");
    if (!(await mayEnter(tx, personId))) return refuse("link_revoked");
    if (await isTaken(tx, login, personId)) return refuse("login_taken", { field: "login" });
    await tx.update(person).set({ login, passwordHash, locale: locale }).where(eq(person.id, personId));
    await audit(tx, ctx, {
      action: "people.invitation_accepted",
      subject: { type: "person", id: personId },
      personId: personId,
      after: { login, locale: locale },
    });
    return accept({ personId: personId });
  });
}

/** What is wrong with a login name and a password, next to their fields. */
export function credentialFaults(values: { login: string; password: string; name: string; email?: string | null }): Refusal[] {
  const login = loginFault(values.login);
  const password = passwordFault(values.password, values);
  return [...(login ? [{ code: login, field: "login" }] : []), ...(password ? [{ code: password, field: "password" }] : [])];
}

/** Whether a login name belongs to somebody else. Names and addresses share one door, so an e-mail address counts too. */
async function isTaken(tx: Tx, login: string, personId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: person.id })
    .from(person)
    .where(and(ne(person.id, personId), or(eq(person.login, login), eq(person.email, login))));
  return rows.length > 0;
}

/** Set a new password by a reset link: revokes every session and tells the person. Returns the person; the caller opens the session. */
export async function resetPassword(ctx: WriteContext, token: string, password: string): Promise<Outcome<{ personId: string }>> {
  const owner = await ownerOf(ctx, "reset", token);
  if (!owner.ok) return owner;
  const who = owner.value;
  const fault = passwordFault(password, { login: who.login ?? "", name: who.name, email: who.email });
  if (fault) return refuse(fault, { field: "password" });
  const passwordHash = await hashPassword(password);
  const own = as(ctx, who.id);
  return write(own, async (tx) => {
    const taken = await takeLink(tx, "reset", token, ctx.now);
    if (!taken.ok) return refuse(taken.fault);
    if (!(await mayEnter(tx, who.id))) return refuse("link_revoked");
    await tx.update(person).set({ passwordHash }).where(eq(person.id, who.id));
    await revokeOthers(tx, who.id, null);
    await tell(tx, ctx, who.id, "password_changed", {});
    await audit(tx, own, { action: "people.password_reset", subject: { type: "person", id: who.id }, personId: who.id });
    return accept({ personId: who.id });
  });
}

/** Change one's own password, knowing the old one; the other sessions end. */
export async function changePassword(
  ctx: WriteContext,
  values: { personId: string; sessionId: string; current: string; password: string; address: string },
): Promise<Outcome<{ personId: string }>> {
  const [who] = await ctx.db.select().from(person).where(eq(person.id, values.personId));
  if (!who) return refuse("person_unknown");
  const attempt = await beginTry(ctx.db, `change ${who.id}`, values.address);
  if ("waitSeconds" in attempt) return refuse("sign_in_wait", { field: "current", params: { count: attempt.waitSeconds } });
  if (!(await checkPassword(who.passwordHash, values.current.slice(0, 1000)))) return refuse("password_wrong", { field: "current" });
  await succeeded(ctx.db, attempt);
  const fault = passwordFault(values.password, { login: who.login ?? "", name: who.name, email: who.email });
  if (fault) return refuse(fault, { field: "password" });
  if (values.password === values.current) return refuse("password_same", { field: "password" });
  const passwordHash = await hashPassword(values.password);
  return write(ctx, async (tx) => {
    const changed = await tx
      .update(person)
      .set({ passwordHash })
      // Of two changes at once the second no longer knows the old password.
      .where(and(eq(person.id, who.id), sql`${person.passwordHash} is not distinct from ${who.passwordHash}`))
      .returning({ id: person.id });
    if (changed.length === 0) return refuse("password_wrong", { field: "current" });
    await revokeOthers(tx, who.id, values.sessionId);
    await tell(tx, ctx, who.id, "password_changed", {});
    await audit(tx, ctx, { action: "people.password_changed", subject: { type: "person", id: who.id }, personId: who.id });
    return accept({ personId: who.id });
  });
}

export type NoticeKind = "password_changed" | "reset_link_issued" | "role_granted" | "role_ended";

/** Leave word for a person: shown once on their next page, as `notice.<kind>` of the people messages. */
export async function tell(
  tx: Tx,
  ctx: WriteContext,
  personId: string,
  kind: NoticeKind,
  data: Record<string, string | number>,
): Promise<void> {
  await tx.insert(notice).values({ personId, kind: `people.${kind}`, data, createdAt: ctx.now, important: true });
}
