import { redirect } from "@remix-run/node";
import { inArray, sql } from "drizzle-orm";
import { person } from "@db/schema";
import { clock } from "~/platform/clock.server";
import { db, type Reader } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { orUnavailable, problem, submissionIdOf } from "~/platform/http.server";
import { isLocale } from "~/platform/locale";
import type { WriteContext } from "~/platform/write.server";
import type { Actor } from "./actor";
import { may, type Permission, rolesThatMay } from "./permissions";
import { digestOf, type Holder, holderOf, sessionTokenOf, validateSession } from "./session.server";

/** What Express hands to every loader and action of one HTTP request. */
export type RequestContext = {
  requestId: string;
  nonce: string;
  address: string;
  demo: boolean;
  memo: Map<string, unknown>;
  setCookies: string[];
  /** Set when the request failed because the database was away. */
  unavailable?: boolean;
};
declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends RequestContext {}
}

/** The part of a loader's or action's arguments that a guard needs. */
export type GuardArgs = { request: Request; context: RequestContext };

const DEFAULT_ZONE = "Asia/Shanghai";

/** The signed-in person or null. Looked up once per HTTP request, however many loaders ask. A database that is away answers 503. */
export async function currentActor({ request, context }: GuardArgs): Promise<Actor | null> {
  let found = context.memo.get("actor") as Promise<Actor | null> | undefined;
  if (!found) {
    found = findActor(request, context);
    context.memo.set("actor", found);
  }
  // A response can be read once: each loader throws its own.
  return orUnavailable(found);
}

async function findActor(request: Request, context: RequestContext): Promise<Actor | null> {
  const token = sessionTokenOf(request);
  if (!token) return null;
  const valid = await validateSession(token);
  if (!valid) return null;
  if (valid.setCookie) context.setCookies.push(valid.setCookie);
  return actorOf(valid.holder, valid.sessionId, clock.now());
}

/** Whoever holds a session still, as an actor of today; null: it has ended. For connections that stay open: they ask again and again. */
export async function actorOfSession(sessionId: string, now: Date): Promise<Actor | null> {
  const holder = await holderOf(sessionId, now);
  return holder && actorOf(holder, sessionId, now);
}

/** The holder of a session as an actor of today. */
function actorOf(holder: Holder, sessionId: string, now: Date): Actor {
  const { personId, name, locale, theme, state, clearance, memberships } = holder;
  const own = memberships.find((m) => {
    const today = plainDateIn(m.zone, now);
    return m.from <= today && (m.to === null || today < m.to);
  });
  return {
    ...{ personId, name, state, clearance, sessionId },
    locale: isLocale(locale) ? locale : null,
    theme: theme === "light" || theme === "dark" ? theme : null,
    roles: holder.roles.map(({ role, teamId }) => ({ role, teamId })),
    teamId: own?.teamId ?? null,
    zone: own?.zone ?? holder.roles.find((held) => held.zone)?.zone ?? DEFAULT_ZONE,
  };
}

/** The signed-in person. Sends others to the sign-in page (GET keeps where they were going); a write without session gets 401. */
export async function requireActor(args: GuardArgs): Promise<Actor> {
  const actor = await currentActor(args);
  if (actor) return actor;
  const reads = args.request.method === "GET" || args.request.method === "HEAD";
  const page = (reads ? null : pageOf(args.request)) ?? new URL(args.request.url);
  page.searchParams.delete("_routes");
  const next = encodeURIComponent(page.pathname.replace(/\.data$/, "") + page.search);
  throw redirect(`/sign-in?next=${next}${reads ? "" : "&kept=1"}`);
}

/** The page of ours that a form was sent from: what was typed there is kept, and many addresses that take forms have no page themselves. */
function pageOf(request: Request): URL | null {
  try {
    const page = new URL(request.headers.get("Referer") ?? "");
    return page.host === new URL(request.url).host ? page : null;
  } catch {
    return null;
  }
}

/**
 * The guard that begins every loader and action: the signed-in person, if they may do `permission` — to `target.personId` where it is about a person.
 * What concerns a person out of reach answers 404, so that nobody learns who exists; a page of a role one lacks answers 403 with a sentence.
 */
export async function requireCan(args: GuardArgs, permission: Permission, target?: { personId: string }): Promise<Actor> {
  const actor = await requireActor(args);
  if (!target) {
    if (!may(permission, actor, null)) throw problem(403, "forbidden");
    return actor;
  }
  const found = await teamsOf(args, target.personId);
  if (!found || !may(permission, actor, found)) throw problem(404, "not_found");
  return actor;
}

/** What a request claims, for a statement that asks in itself whether it holds (`claimHolds`), as `requireCan` would have asked before: digest of the session, and the roles of which its holder needs one. */
export type Claim = { session: string; roles: readonly string[] };

/** The claim to a permission that is about no single person; null: no session to claim it by. It says nothing until a statement has found that it holds. */
export function claimOf({ request }: GuardArgs, permission: Permission): Claim | null {
  const token = sessionTokenOf(request);
  return token === null ? null : { session: digestOf(token), roles: rolesThatMay(permission) };
}

/** The teams that a person belongs to now, as an agent or by a role; null when there is no such person. Once per request. */
function teamsOf({ context }: GuardArgs, personId: string): Promise<{ personId: string; teamIds: string[] } | null> {
  const key = `teams ${personId}`;
  let found = context.memo.get(key) as ReturnType<typeof teamsOf> | undefined;
  if (!found) {
    found = findTeams(db(), personId, clock.now());
    context.memo.set(key, found);
  }
  return found;
}

/** See `teamsOf`; for actions that check inside their transaction. */
export async function findTeams(reader: Reader, personId: string, now: Date): Promise<{ personId: string; teamIds: string[] } | null> {
  return (await findTeamsOf(reader, [personId], now))[0] ?? null;
}

/** The same of several people; those whom nobody knows are missing. */
export async function findTeamsOf(
  reader: Reader,
  personIds: readonly string[],
  now: Date,
): Promise<{ personId: string; teamIds: string[] }[]> {
  const at = now.toISOString();
  return reader
    .select({
      personId: person.id,
      // By hand: in a selection from one table drizzle leaves the tables' names away, and these columns would be ambiguous.
      teamIds: sql<string[]>`array(
        select m.team_id from team_membership m join team t on t.id = m.team_id
          where m.person_id = person.id and daterange(m.from_day, m.to_day) @> (${at}::timestamptz at time zone t.zone)::date
        union
        select g.team_id from role_grant g where g.person_id = person.id and g.team_id is not null
          and g.from_at <= ${at}::timestamptz and (g.to_at is null or g.to_at > ${at}::timestamptz))`,
    })
    .from(person)
    .where(inArray(person.id, [...personIds]));
}

/** Whether the actor may do `permission` to a person: what a page shows or hides. */
export async function canDo(args: GuardArgs, actor: Actor, permission: Permission, target?: { personId: string }): Promise<boolean> {
  if (!target) return may(permission, actor, null);
  const found = await teamsOf(args, target.personId);
  return found !== null && may(permission, actor, found);
}

/** Whether a form says that it was filled by somebody else than who is signed in now: it had waited in a browser for a connection. */
export function isOfAnother(form: FormData, actor: Actor): boolean {
  const person = form.get("person");
  return person !== null && person !== actor.personId;
}

/** What `write` needs to know of this request. `form` brings the submission id. */
export function writeContext(args: GuardArgs, actor: Actor | null, form?: FormData): WriteContext {
  return {
    db: db(),
    actorId: actor?.personId ?? null,
    now: clock.now(),
    requestId: args.context.requestId,
    submissionId: form ? submissionIdOf(form) : null,
  };
}
