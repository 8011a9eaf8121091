import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, lt, ne, sql } from "drizzle-orm";
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from "lucia";
import { session } from "@db/schema";
import { clock } from "~/platform/clock.server";
import { db, prepared, type Reader } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import type { HeldRole, Role } from "./permissions";
import { HOLDER, SESSION_DAYS } from "./session-sql";

/** The only file that knows Lucia. The database holds SHA-256 digests of session tokens, never the tokens. */
export function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

const toDatabaseSession = (row: typeof session.$inferSelect, token: string): DatabaseSession => ({
  id: token,
  userId: row.personId,
  expiresAt: row.expiresAt,
  attributes: {},
});

/** What the database knows of who holds a session: the person, their live roles, and their times in a team with its zone. */
export type Holder = {
  personId: string;
  name: string;
  locale: string | null;
  theme: string | null;
  state: "invited" | "training" | "probation" | "active" | "suspended" | "left" | null;
  clearance: "none" | "supervised" | "full";
  roles: (HeldRole & { role: Role; zone: string | null })[];
  memberships: { teamId: string; zone: string; from: string; to: string | null }[];
};
declare module "lucia" {
  interface Register {
    Lucia: typeof lucia;
    DatabaseUserAttributes: Holder;
  }
}

const adapter: Adapter = {
  async getSessionAndUser(token): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const values = [digestOf(token), clock.now().toISOString()];
    const [row] = await prepared<Holder & { expiresAt: string }>(db(), HOLDER, values);
    if (!row) return [null, null];
    const { expiresAt, ...holder } = row;
    const found = { id: token, userId: holder.personId, expiresAt: new Date(expiresAt), attributes: {} };
    return [found, { id: holder.personId, attributes: holder }];
  },
  async getUserSessions(userId): Promise<DatabaseSession[]> {
    const rows = await db().select().from(session).where(eq(session.personId, userId));
    return rows.map((row) => toDatabaseSession(row, row.id));
  },
  async setSession(value): Promise<void> {
    await db()
      .insert(session)
      .values({ id: digestOf(value.id), personId: value.userId, expiresAt: value.expiresAt });
  },
  async updateSessionExpiration(token, expiresAt): Promise<void> {
    await db()
      .update(session)
      .set({ expiresAt, lastSeenAt: sql`now()` })
      .where(eq(session.id, digestOf(token)));
  },
  async deleteSession(token): Promise<void> {
    await db()
      .delete(session)
      .where(eq(session.id, digestOf(token)));
  },
  async deleteUserSessions(userId): Promise<void> {
    await db().delete(session).where(eq(session.personId, userId));
  },
  async deleteExpiredSessions(): Promise<void> {
    await db()
      .delete(session)
      .where(lt(session.expiresAt, sql`now()`));
  },
};

/** Over https the cookie is `__Host-` and Secure; over plain http it has another name. */
const secure = env.PUBLIC_URL?.startsWith("https://") ?? false;
export const sessionCookieName = secure ? "__Host-deskready" : "deskready";

const lucia = new Lucia(adapter, {
  sessionExpiresIn: new TimeSpan(SESSION_DAYS, "d"),
  sessionCookie: { name: sessionCookieName, attributes: { secure, sameSite: "lax", path: "/" } },
  getUserAttributes: (holder) => ({ holder }),
});

/**
 * The token in the request's cookie, or null. Not by Lucia's reader, which throws on any cookie that is oddly encoded: other programs on
 * this host set cookies too.
 */
export function sessionTokenOf(request: Request): string | null {
  const cookies = (request.headers.get("Cookie") ?? "").split(";").map((pair) => pair.trim());
  const token = cookies.find((pair) => pair.startsWith(`${sessionCookieName}=`))?.slice(sessionCookieName.length + 1);
  return token !== undefined && /^[0-9a-f]{50}$/.test(token) ? token : null;
}

/**
 * Who holds the session of the token, or null when it is unknown, expired or its person is switched off.
 * `setCookie` is there when the session was prolonged.
 */
export async function validateSession(token: string): Promise<{ holder: Holder; sessionId: string; setCookie: string | null } | null> {
  const { session: found, user } = await lucia.validateSession(token);
  if (!found) return null;
  return {
    holder: user.holder,
    sessionId: digestOf(token),
    setCookie: found.fresh ? lucia.createSessionCookie(token).serialize() : null,
  };
}

/** Who holds the session with this digest, or null when it has ended. It is not prolonged: for a connection that stays open and can set no cookie. */
export async function holderOf(sessionId: string, now: Date): Promise<Holder | null> {
  const [row] = await prepared<Holder & { expiresAt: string }>(db(), HOLDER, [sessionId, now.toISOString()]);
  return row && new Date(row.expiresAt) > new Date(clock.machine()) ? row : null;
}

/** Open a session for a person. Returns the Set-Cookie value. */
export async function openSession(personId: string, about: { userAgent: string; address: string }): Promise<string> {
  const token = randomBytes(25).toString("hex");
  const created = await lucia.createSession(personId, {}, { sessionId: token });
  await db()
    .update(session)
    .set({ userAgent: about.userAgent.slice(0, 300), address: about.address })
    .where(eq(session.id, digestOf(token)));
  return lucia.createSessionCookie(created.id).serialize();
}

/** Close the session of the token. Returns the Set-Cookie value that clears the cookie. */
export async function closeSession(token: string): Promise<string> {
  await lucia.invalidateSession(token);
  return lucia.createBlankSessionCookie().serialize();
}

/** The open sessions of a person, newest first, by digest. */
export function sessionsOf(reader: Reader, personId: string) {
  return reader
    .select()
    .from(session)
    .where(and(eq(session.personId, personId), gt(session.expiresAt, sql`now()`)))
    .orderBy(sql`${session.lastSeenAt} desc`);
}

/** Revoke one session of a person by its digest; true when there was one. */
export async function revokeByHash(reader: Reader, personId: string, sessionId: string): Promise<boolean> {
  const rows = await reader
    .delete(session)
    .where(and(eq(session.id, sessionId), eq(session.personId, personId)))
    .returning({ id: session.id });
  return rows.length > 0;
}

/** Revoke all sessions of a person, but for the one given. */
export async function revokeOthers(reader: Reader, personId: string, keepSessionId: string | null): Promise<void> {
  await reader.delete(session).where(and(eq(session.personId, personId), keepSessionId ? ne(session.id, keepSessionId) : undefined));
}

/** Drop the sessions that have expired. */
export async function sweepSessions(): Promise<void> {
  await lucia.deleteExpiredSessions();
}
