import { and, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { audit, person } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { isId } from "~/platform/ids";
import type { Locale } from "~/platform/locale";
import { auditAddress } from "./audit-address";
import { auditSentence } from "./audit-sentence";
import type { HeldRole } from "./permissions";

const subject = alias(person, "subject_person");

/** A line of a timeline or of the audit list, in the reader's words. */
export type AuditLine = {
  id: string;
  at: Date;
  actor: { id: string; name: string } | null;
  person: { id: string; name: string } | null;
  sentence: string;
  /** The page of what it speaks of. */
  to: string | null;
  changes: string[];
  reason: string | null;
};

/** `q`: part of the name of whoever did it or whom it concerns; `area`: the capability that an action's name begins with. */
export type AuditFilter = { personId?: string; q?: string; area?: string; from?: Date; until?: Date };

/** Where a page of the audit goes on: the product's instant of a row and its id, which tells apart what happened at once. */
export type AuditCursor = { at: string; id: string };

/** A cursor out of an address; null for anything else. */
export function cursorOf(text: string | null): AuditCursor | null {
  const [at = "", id = ""] = (text ?? "").split("_");
  return isId(id) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) && !Number.isNaN(Date.parse(at)) ? { at, id } : null;
}

/** A page of what happened, newest first, from before the row `before`; `older` is the address of the row to go on from, null at the end. `viewer`: whose links they are. */
export async function auditPage(
  reader: Reader,
  filter: AuditFilter,
  page: { before: AuditCursor | null; rows: number },
  locale: Locale,
  viewer: { personId: string; roles: readonly HeldRole[] },
): Promise<{ lines: AuditLine[]; older: string | null }> {
  const conditions: (SQL | undefined)[] = [
    filter.personId ? eq(audit.personId, filter.personId) : undefined,
    filter.q ? sql`(${person.name} ilike ${likely(filter.q)} or ${subject.name} ilike ${likely(filter.q)})` : undefined,
    filter.area ? sql`starts_with(${audit.action}, ${`${filter.area}.`})` : undefined,
    filter.from ? gte(audit.at, filter.from) : undefined,
    filter.until ? lt(audit.at, filter.until) : undefined,
    page.before ? sql`(${audit.at}, ${audit.id}) < (${page.before.at}::timestamptz, ${page.before.id}::uuid)` : undefined,
  ];
  const rows = await reader
    .select({
      id: audit.id,
      at: audit.at,
      action: audit.action,
      subjectType: audit.subjectType,
      subjectId: audit.subjectId,
      before: audit.before,
      after: audit.after,
      reason: audit.reason,
      actor: { id: person.id, name: person.name },
      person: { id: subject.id, name: subject.name },
    })
    .from(audit)
    .leftJoin(person, eq(person.id, audit.actorId))
    .leftJoin(subject, eq(subject.id, audit.personId))
    .where(and(...conditions))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(page.rows + 1);
  const shown = rows.slice(0, page.rows);
  const lines = shown.map((row) => ({
    id: row.id,
    at: row.at,
    actor: row.actor,
    person: row.person,
    reason: row.reason,
    to: auditAddress(row, viewer),
    ...auditSentence(row, locale),
  }));
  const last = shown.at(-1);
  return { lines, older: last && rows.length > page.rows ? `${last.at.toISOString()}_${last.id}` : null };
}

function likely(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
