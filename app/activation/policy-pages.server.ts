import { inArray } from "drizzle-orm";
import { person } from "@db/schema";
import type { HeldRole } from "~/people/permissions";
import { openTeams } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";
import { askedOf, versionBefore } from "./policy-change.server";
import { policyBook, type PublishedPolicy } from "./policy.server";
import { type Gate, gates } from "./gate-facts";
import { changesBetween, inForceOf, newestOf, newSince } from "./policy-rules";

/** So many versions of a policy are listed. */
const SHOWN = 30;

/** Whether somebody with these roles decides what the gates of a team or (null) of the shop ask: who manages that team, or the whole shop. Administrators never do. */
export function decidesPolicy(roles: readonly HeldRole[], teamId: string | null): boolean {
  return roles.some(({ role, teamId: led }) => role === "manager" && (led === null || led === teamId));
}

async function namesOf(reader: Reader, versions: readonly PublishedPolicy[]): Promise<Map<string, string>> {
  const ids = [...new Set(versions.flatMap((v) => v.publishedBy ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await reader.select({ id: person.id, name: person.name }).from(person).where(inArray(person.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A version as pages show it; `by` null: the house. */
const shown = (version: PublishedPolicy, names: ReadonlyMap<string, string>) => ({
  version: version.version,
  follows: version.followsDefault,
  requirements: version.requirements,
  terms: version.terms,
  reason: version.reason,
  repeats: version.repeats,
  publishedAt: version.publishedAt,
  by: version.publishedBy && (names.get(version.publishedBy) ?? null),
});
export type ShownVersion = ReturnType<typeof shown>;

/** Every gate of the shop and of each team in use: the version in force, since when, by whom, and what is new to choose from. Three statements. */
export async function gatePolicyList(reader: Reader) {
  const [book, teams] = await Promise.all([policyBook(reader), openTeams(reader)]);
  const names = await namesOf(reader, book.versions);
  const whose = [{ id: null, name: "" }, ...teams];
  return gates.map((gate) => ({
    gate,
    rows: whose.flatMap(({ id, name }) => {
      const inForce = inForceOf(book.versions, gate, id);
      if (!inForce) return [];
      const own = newestOf(book.versions, gate, id);
      const follows = !own || own.followsDefault;
      return [{ ...shown(inForce, names), teamId: id, name, follows, fresh: own && !follows ? newSince(own).length : 0 }];
    }),
  }));
}

/** The policy of a gate of a team or (null) of the shop: what is in force, what could be chosen, and the versions. Null when there is no such team. Three statements. */
export async function gatePolicyPage(reader: Reader, gate: Gate, teamId: string | null) {
  const [book, teams] = await Promise.all([policyBook(reader), openTeams(reader)]);
  const team = teamId === null ? null : teams.find(({ id }) => id === teamId);
  const inForce = inForceOf(book.versions, gate, teamId);
  if (team === undefined || !inForce) return null;
  const own = book.versions.filter((v) => v.gate === gate && v.teamId === teamId);
  const newest = own[0];
  const listed = own.slice(0, SHOWN);
  const names = await namesOf(reader, [...listed, inForce]);
  const before = versionBefore(book, newest);
  return {
    gate,
    teamId,
    team: team?.name ?? null,
    expected: newest?.version ?? 0,
    current: shown(inForce, names),
    asked: askedOf(newest),
    fresh: newest ? newSince(newest) : [],
    /** The version that an undo repeats: 0, to keep to the shop as before the first of its own; null, there is nothing to undo. */
    undo: before ? before.version : newest && teamId !== null ? 0 : null,
    versions: listed.map((version) => {
      const earlier = versionBefore(book, version);
      return { ...shown(version, names), changes: earlier && !version.followsDefault ? changesBetween(earlier, version) : [] };
    }),
  };
}

export type GatePolicyPage = NonNullable<Awaited<ReturnType<typeof gatePolicyPage>>>;
