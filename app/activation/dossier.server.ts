import { createHash } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { gateDecision } from "@db/schema";
import { canonicalJson } from "~/curriculum/canonical";
import type { Reader } from "~/platform/database.server";
import { seal } from "~/platform/keys.server";

/** SHA-256 of a dossier in its canonical form, in hex: the same after a backup and a restore. */
function dossierDigest(dossier: unknown): string {
  return createHash("sha256").update(canonicalJson(dossier)).digest("hex");
}

/** The seal of a decision: over its dossier and the person's decision before it, under the key outside the database. */
export function dossierSeal(dossier: unknown, previous: string | null): string {
  return seal("gate_decision", `${previous ?? ""}\n${dossierDigest(dossier)}`);
}

/** A decision's dossier by its digest, and whether the seal still fits it. Null when there is no such decision. */
export async function dossierOf(reader: Reader, personId: string, decisionId: string): Promise<{ digest: string; intact: boolean } | null> {
  const rows = await reader
    .select({ id: gateDecision.id, dossier: gateDecision.dossier, seal: gateDecision.seal })
    .from(gateDecision)
    .where(eq(gateDecision.personId, personId))
    .orderBy(desc(gateDecision.decidedAt), desc(gateDecision.id));
  const index = rows.findIndex((r) => r.id === decisionId);
  const row = rows[index];
  if (!row) return null;
  return { digest: dossierDigest(row.dossier), intact: row.seal === dossierSeal(row.dossier, rows[index + 1]?.seal ?? null) };
}
