import { and, desc, eq, isNull, min, sql } from "drizzle-orm";
import { contentPack, gatePolicy } from "@db/schema";
import { canonicalJson } from "~/curriculum/canonical";
import type { Reader } from "~/platform/database.server";
import { CERTIFICATE_DAYS } from "~/training/certificate";
import { housePolicies } from "./house-policies";
import { type Gate, type GateFacts, gates } from "./gate-facts";
import type { Policy } from "./requirement";
import { evaluateGate } from "./requirements";

/** All policies that could apply to these teams and decisions, newest first. */
export type PolicyBook = { inForce(gate: Gate, teamId: string | null): Policy; byId(id: string): Policy | undefined };

/** The gate policies of the shop and of the teams, by one statement. A team's own policy goes before the shop's. */
export async function policyBook(reader: Reader): Promise<PolicyBook> {
  const rows = await reader.select().from(gatePolicy).orderBy(desc(gatePolicy.version));
  const asPolicy = (row: (typeof rows)[number]): Policy => ({
    id: row.id,
    gate: row.gate,
    version: row.version,
    requirements: row.requirements as Policy["requirements"],
  });
  return {
    inForce(gate, teamId) {
      const row =
        rows.find((r) => r.gate === gate && r.teamId !== null && r.teamId === teamId) ??
        rows.find((r) => r.gate === gate && r.teamId === null);
      if (!row) throw new Error(`there is no policy of the ${gate} gate`);
      return asPolicy(row);
    },
    byId(id) {
      const row = rows.find((r) => r.id === id);
      return row && asPolicy(row);
    },
  };
}

/** The gates that were opened for a person, each with its requirements under the policy by which it was. */
export function openedGates(facts: GateFacts, book: PolicyBook, now: Date) {
  return gates.flatMap((gate) => {
    const decision = facts.decisions.find((d) => d.gate === gate);
    const policy = decision && book.byId(decision.policyId);
    return policy ? [{ gate, requirements: evaluateGate(policy, facts, now) }] : [];
  });
}

/**
 * Publish the house's policies where the shop has none, or an earlier one of the house: the next decisions use it. Called at every start, after the content
 * was loaded; changes nothing the second time. A policy that somebody published by hand stays.
 */
export async function ensurePolicies(reader: Reader, now: Date): Promise<void> {
  const [content] = await reader
    .select({
      days: min(contentPack.bankCertificateDays),
      simulations: sql<boolean>`exists (select from content_item i join content_version v on v.id = i.current_version_id
        where i.kind = 'simulation' and i.archived_at is null and (v.body ->> 'required')::boolean)`,
      scripts: sql<boolean>`exists (select from content_item i where i.kind = 'script' and i.archived_at is null)`,
    })
    .from(contentPack);
  for (const gate of gates) {
    const [newest] = await reader
      .select()
      .from(gatePolicy)
      .where(and(eq(gatePolicy.gate, gate), isNull(gatePolicy.teamId)))
      .orderBy(desc(gatePolicy.version))
      .limit(1);
    // What was once asked for is not let go because its content was put away.
    const asked = new Set((newest?.requirements as Policy["requirements"] | undefined)?.map(({ id }) => id));
    const { version, requirements } = housePolicies({
      certificateDays: content?.days ?? CERTIFICATE_DAYS,
      simulations: (content?.simulations ?? false) || asked.has("simulations"),
      scripts: (content?.scripts ?? false) || asked.has("scripts"),
    })[gate];
    if (newest && (newest.publishedBy !== null || canonicalJson(newest.requirements) === canonicalJson(requirements))) continue;
    await reader
      .insert(gatePolicy)
      .values({ gate, version: Math.max(version, (newest?.version ?? 0) + 1), requirements, publishedAt: now })
      .onConflictDoNothing();
  }
}
