import { and, desc, eq, gte, isNotNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { clearanceLapse, person } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { gatesOf, openedOf } from "./queries.server";
import { lapseLines } from "./lapse-lines";
import { lapsesAhead } from "./lapse-rules";

const SHOWN = 50;
const ender = alias(person, "ender");

/** How somebody's clearance stands: what keeps it away or soon will, and what did before in this employment. Null when they are no agent. Three statements. */
export async function clearancePage(reader: Reader, personId: string, to: { locale: Locale; zone: string }, now: Date) {
  const [views, past] = await Promise.all([
    gatesOf(reader, personId, now),
    reader
      .select({
        id: clearanceLapse.id,
        reason: clearanceLapse.reason,
        at: clearanceLapse.at,
        endedAt: clearanceLapse.endedAt,
        outcome: clearanceLapse.outcome,
        note: clearanceLapse.note,
        endNote: clearanceLapse.endNote,
        endedBy: ender.name,
      })
      .from(clearanceLapse)
      .innerJoin(person, eq(person.id, clearanceLapse.personId))
      .leftJoin(ender, eq(ender.id, clearanceLapse.endedBy))
      .where(
        and(eq(clearanceLapse.personId, personId), isNotNull(clearanceLapse.endedAt), gte(clearanceLapse.begunAt, person.employedSince)),
      )
      .orderBy(desc(clearanceLapse.begunAt), desc(clearanceLapse.id))
      .limit(SHOWN),
  ]);
  const facts = views?.desk.facts;
  if (!views || !facts || facts.state === null) return null;
  return {
    personId,
    name: facts.name,
    state: facts.state,
    lines: lapseLines(facts, lapsesAhead(facts, openedOf(views)), to, now),
    held: facts.lapses.some((l) => l.reason === "conduct"),
    mayHold: facts.state === "probation" || facts.state === "active",
    past: past.flatMap(({ endedAt, outcome, ...row }) => (endedAt && outcome ? [{ ...row, endedAt, outcome }] : [])),
  };
}
