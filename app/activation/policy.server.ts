import { and, desc, eq, isNull } from "drizzle-orm";
import { gatePolicy } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { firstPolicies, type Gate, gates, type Policy } from "./requirements";

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

/** Publish version 1 of both gates where the shop has none yet. Called at every start; changes nothing the second time. */
export async function ensureFirstPolicies(reader: Reader, now: Date): Promise<void> {
  for (const gate of gates) {
    const [existing] = await reader
      .select({ id: gatePolicy.id })
      .from(gatePolicy)
      .where(and(eq(gatePolicy.gate, gate), isNull(gatePolicy.teamId)))
      .limit(1);
    if (!existing)
      await reader
        .insert(gatePolicy)
        .values({ gate, version: 1, requirements: firstPolicies[gate], publishedAt: now })
        .onConflictDoNothing();
  }
}
