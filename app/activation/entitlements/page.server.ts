import { asc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { entitlement, person } from "@db/schema";
import { DEFAULT_ZONE } from "~/people/memberships.server";
import { peopleFacts } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import { isLate, possibleWords } from "./rules";

/** What was and is to be handed out to somebody: who owns it, by when, what came of it, and what may be said of it. Null: there is no such agent. Two statements. */
export async function entitlementsPage(reader: Reader, personId: string, locale: Locale, now: Date) {
  const owner = alias(person, "owner");
  const sayer = alias(person, "sayer");
  const [facts, rows] = await Promise.all([
    peopleFacts(reader, personId, now),
    reader
      .select({ row: entitlement, owner: owner.name, by: sayer.name })
      .from(entitlement)
      .leftJoin(owner, eq(owner.id, entitlement.ownerId))
      .leftJoin(sayer, eq(sayer.id, entitlement.saidBy))
      .where(eq(entitlement.personId, personId))
      .orderBy(asc(entitlement.createdAt), asc(entitlement.id)),
  ]);
  if (!facts || facts.state === null) return null;
  const today = plainDateIn(facts.team?.zone ?? DEFAULT_ZONE, now);
  const hasLeft = facts.state === "left";
  const lines = rows.map(({ row, owner: ownerName, by }) => ({
    id: row.id,
    name: pick(row.name, locale),
    ownerRole: row.ownerRole,
    ownerName,
    dueOn: row.dueOn,
    late: isLate(row, today),
    state: row.state,
    by,
    on: row.saidOn,
    at: row.saidAt,
    note: row.note,
    takenBack: row.takenBack,
    words: possibleWords(row.state, hasLeft),
  }));
  return {
    person: { id: personId, name: facts.name, state: facts.state },
    today,
    lines,
    open: lines.filter((line) => line.state === "open" || line.state === "to_return").length,
    mayComplete: facts.state === "active",
  };
}

export type EntitlementLine = NonNullable<Awaited<ReturnType<typeof entitlementsPage>>>["lines"][number];
