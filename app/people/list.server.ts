import { and, asc, count, desc, eq, exists, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { type clearanceLapse, person, roleGrant, team, teamMembership } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { isId } from "~/platform/ids";
import type { HeldRole, Role } from "./permissions";
import { roles } from "./permissions";
import { isGrantedAt, isMemberAt } from "./queries.server";

/** What the list can be narrowed to: a state, or `staff`, who are no agents. `here`: everybody who has not left. */
export const listStates = ["here", "invited", "signed_up", "training", "probation", "active", "suspended", "staff", "left"] as const;
export type ListState = (typeof listStates)[number];
export const listSorts = ["name", "team", "hired", "since"] as const;
export type ListSort = (typeof listSorts)[number];

export type ListFilter = { q: string; team: string | null; role: Role | null; state: ListState; sort: ListSort; page: number };

const PAGE_ROWS = 50;

/** The filter that an address asks for; what it does not understand falls back to the plain list. */
export function filterOf(url: URL): ListFilter {
  const get = (name: string) => url.searchParams.get(name) ?? "";
  const oneOf = <T extends string>(all: readonly T[], value: string, fallback: T): T => all.find((v) => v === value) ?? fallback;
  const page = Number(get("page"));
  return {
    q: get("q")
      .normalize("NFKC")
      .replace(/\p{Cc}/gu, "")
      .trim()
      .slice(0, 100),
    team: isId(get("team")) ? get("team") : null,
    role: roles.find((r) => r === get("role")) ?? null,
    state: oneOf(listStates, get("state"), "here"),
    sort: oneOf(listSorts, get("sort"), "name"),
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}

/** The teams whose people an actor finds in the list; "all" for whoever sees the whole shop. */
export function visibleTeams(actor: { roles: readonly HeldRole[] }): "all" | string[] {
  const seeing = actor.roles.filter((r) => r.role === "supervisor" || r.role === "manager" || r.role === "administrator");
  if (seeing.some((r) => r.teamId === null || r.role === "administrator")) return "all";
  return [...new Set(seeing.flatMap((r) => (r.teamId === null ? [] : [r.teamId])))];
}

/** Why the clearance has lapsed, the earliest reason; by its own index. */
export const liveLapse = sql<LapseReason | null>`(
  select l.reason from clearance_lapse l where l.person_id = person.id and l.ended_at is null order by l.at, l.id limit 1)`;
export type LapseReason = (typeof clearanceLapse.$inferSelect)["reason"];

/** A page of people, with the number that the filter finds in all. */
export async function listPeople(reader: Reader, teams: "all" | readonly string[], filter: ListFilter, now: Date) {
  const where = and(inTeams(reader, teams, now), matches(reader, filter, now), inState(filter.state));
  const rows = await reader
    .select({
      id: person.id,
      name: person.name,
      login: person.login,
      externalId: person.externalId,
      state: person.state,
      accepted: sql<boolean>`${person.passwordHash} is not null`,
      closed: sql<boolean>`${person.disabledAt} is not null`,
      clearance: person.clearance,
      lapse: liveLapse,
      hireDate: person.hireDate,
      stateSince: person.stateSince,
      team: sql<string | null>`coalesce(${team.name}, (
        select string_agg(distinct t.name, ', ') from ${roleGrant} join ${team} t on t.id = ${roleGrant.teamId}
        where ${roleGrant.personId} = ${person.id} and ${isGrantedAt(now)}))`,
      roles: sql<
        Role[]
      >`array(select distinct ${roleGrant.role} from ${roleGrant} where ${roleGrant.personId} = ${person.id} and ${isGrantedAt(now)})`,
    })
    .from(person)
    .leftJoin(teamMembership, and(eq(teamMembership.personId, person.id), isMemberAt(now)))
    .leftJoin(team, eq(team.id, teamMembership.teamId))
    .where(where)
    .orderBy(...order(filter.sort))
    .limit(PAGE_ROWS)
    .offset((filter.page - 1) * PAGE_ROWS);
  const [total] = await reader.select({ n: count() }).from(person).where(where);
  const found = total?.n ?? 0;
  return { rows, total: found, pages: Math.max(1, Math.ceil(found / PAGE_ROWS)) };
}

/** How many people the actor sees in each state. */
export async function countByState(reader: Reader, teams: "all" | readonly string[], now: Date): Promise<Record<ListState, number>> {
  const key = sql<ListState>`case
    when ${person.state} is null then 'staff'
    when ${person.state} = 'invited' and ${person.passwordHash} is not null then 'signed_up'
    else ${person.state} end`;
  const rows = await reader
    .select({ key, n: count() })
    .from(person)
    .where(inTeams(reader, teams, now))
    .groupBy(sql`1`);
  const counts = Object.fromEntries(listStates.map((s) => [s, 0])) as Record<ListState, number>;
  for (const row of rows) {
    counts[row.key] = row.n;
    if (row.key !== "left") counts.here += row.n;
  }
  return counts;
}

function inTeams(reader: Reader, teams: "all" | readonly string[], now: Date): SQL | undefined {
  if (teams === "all") return undefined;
  const ids = [...teams];
  const one = sql`1`.as("one");
  return or(
    exists(
      reader
        .select({ one })
        .from(teamMembership)
        .where(and(eq(teamMembership.personId, person.id), inArray(teamMembership.teamId, ids), isMemberAt(now))),
    ),
    exists(
      reader
        .select({ one })
        .from(roleGrant)
        .where(and(eq(roleGrant.personId, person.id), inArray(roleGrant.teamId, ids), isGrantedAt(now))),
    ),
  );
}

function matches(reader: Reader, { q, team: teamId, role }: ListFilter, now: Date): SQL | undefined {
  const one = sql`1`.as("one");
  const conditions: (SQL | undefined)[] = [];
  if (q !== "") {
    const text = q.replace(/[\\%_]/g, "\\$&");
    // Pinyin is kept without blanks: "li xiao mei" finds 李小梅.
    const sound = text.toLowerCase().replace(/\s+/g, "");
    conditions.push(
      sql`(${person.name} ilike ${`%${text}%`} or ${person.pinyin} like ${`${sound}%`} or ${person.pinyin} like ${`% ${sound}%`}
        or ${person.login} like ${`%${text.toLowerCase()}%`} or ${person.externalId} ilike ${`${text}%`})`,
    );
  }
  if (teamId !== null) conditions.push(inTeams(reader, [teamId], now));
  if (role !== null) {
    conditions.push(
      exists(
        reader
          .select({ one })
          .from(roleGrant)
          .where(and(eq(roleGrant.personId, person.id), eq(roleGrant.role, role), isGrantedAt(now))),
      ),
    );
  }
  return and(...conditions);
}

function inState(state: ListState): SQL | undefined {
  switch (state) {
    case "here":
      return or(isNull(person.state), ne(person.state, "left"));
    case "staff":
      return isNull(person.state);
    case "invited":
      return and(eq(person.state, "invited"), isNull(person.passwordHash));
    case "signed_up":
      return and(eq(person.state, "invited"), sql`${person.passwordHash} is not null`);
    default:
      return eq(person.state, state);
  }
}

function order(sort: ListSort): SQL[] {
  const byName = [asc(person.pinyin), asc(person.name), asc(person.id)];
  if (sort === "team") return [sql`${team.name} asc nulls last`, ...byName];
  if (sort === "hired") return [sql`${person.hireDate} desc nulls last`, ...byName];
  if (sort === "since") return [sql`${person.stateSince} desc nulls last`, desc(person.createdAt), ...byName];
  return byName;
}
