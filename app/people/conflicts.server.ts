import { and, eq, ne, or } from "drizzle-orm";
import { person } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { type Outcome, type Refusal, refuse } from "~/platform/refusal";

/** What the shop holds only once, by the name of its constraint. */
const unique: Record<string, Refusal> = {
  person_externalId_unique: { code: "external_id_in_use", field: "externalId" },
  person_email_unique: { code: "email_taken", field: "email" },
  person_login_unique: { code: "login_taken", field: "login" },
  team_name_unique: { code: "team_name_taken", field: "name" },
  store_name_unique: { code: "store_name_taken", field: "name" },
  team_membership_no_overlap: { code: "person_stale" },
  store_set_no_overlap: { code: "person_stale" },
  platform_account_no_overlap: { code: "account_overlaps", field: "from" },
};

/** Run a write; where the database found that somebody was quicker, say so as a refusal. */
export async function orConflict<T>(run: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await run();
  } catch (error) {
    const refusal = conflictOf(error);
    if (!refusal) throw error;
    return { ok: false, refusals: [refusal] };
  }
}

function conflictOf(error: unknown): Refusal | null {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { code, constraint_name: name } = (cause ?? {}) as { code?: string; constraint_name?: string };
  if (code !== "23505" && code !== "23P01") return null;
  return (name && unique[name]) || null;
}

/** Whether a staff number or an e-mail address belongs to somebody else (null: to anybody). Sign-in takes login or address, so the two share one space. */
export async function identityTaken(
  tx: Tx,
  personId: string | null,
  values: { externalId: string | null; email: string | null },
): Promise<Outcome<null>> {
  const others = personId === null ? undefined : ne(person.id, personId);
  if (values.externalId !== null) {
    const [held] = await tx
      .select({ name: person.name })
      .from(person)
      .where(and(eq(person.externalId, values.externalId), others));
    if (held) return refuse("external_id_taken", { field: "externalId", params: { name: held.name } });
  }
  if (values.email !== null) {
    const [held] = await tx
      .select({ id: person.id })
      .from(person)
      .where(and(or(eq(person.email, values.email), eq(person.login, values.email)), others));
    if (held) return refuse("email_taken", { field: "email" });
  }
  return { ok: true, value: null };
}
