import { and, desc, eq } from "drizzle-orm";
import { audit, person } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { Details } from "./forms";
import { type DetailField, detailFields } from "./edit.server";

/** Who saved a person's details last, and when; null when nobody did since they were taken on. */
export async function lastEdit(reader: Reader, personId: string): Promise<{ by: string | null; at: Date } | null> {
  const [row] = await reader
    .select({ by: person.name, at: audit.at })
    .from(audit)
    .leftJoin(person, eq(person.id, audit.actorId))
    .where(and(eq(audit.personId, personId), eq(audit.action, "people.edited")))
    .orderBy(desc(audit.id))
    .limit(1);
  return row ?? null;
}

/** Where what somebody typed into a stale form differs from what stands now. */
export function differences(
  now: Record<DetailField, string | null>,
  typed: Details,
): { field: DetailField; now: string | null; typed: string | null }[] {
  return detailFields.filter((field) => now[field] !== typed[field]).map((field) => ({ field, now: now[field], typed: typed[field] }));
}
