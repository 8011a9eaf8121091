import { and, desc, eq, sql } from "drizzle-orm";
import { gateDecision } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { seal } from "~/platform/keys.server";
import { chainOf, digestOfOld, type FrozenRow, isDossier } from "./dossier";
import { tablesByName } from "./dossier-tables";

/** The seal of a decision, under the key outside the database. A dossier names the seal before it; one of the first format is sealed together with it. */
export function sealOf(dossier: unknown, previous: string | null): string {
  if (isDossier(dossier)) return seal("gate_decision", `dossier 2\n${chainOf(dossier)}`);
  return seal("gate_decision", `${previous ?? ""}\n${digestOfOld(dossier)}`);
}

/** SHA-256 over the given columns of the row `t`: PostgreSQL's own canonical JSON (jsonb) of them, in UTC. The names come from `dossier-tables.ts`. */
export function rowDigest(columns: readonly string[]): string {
  const fields = columns.map((column) => `'${column}', t."${column}"`).join(", ");
  return `encode(sha256(convert_to(jsonb_build_object(${fields})::text, 'UTF8')), 'hex')`;
}

/** What names the row `t`, as text. */
export function rowKey(key: readonly string[]): string {
  return key.map((column) => `t."${column}"::text`).join(" || '/' || ");
}

/** Freeze every row that stands behind a decision which is about to be made on this evidence. One statement; the caller holds the person's lock. */
export async function frozenRows(
  tx: Tx,
  decision: { personId: string; policyId: string; evidence: { kind: string; id: string }[] },
): Promise<{ columns: Record<string, string[]>; rows: FrozenRow[] }> {
  const tables = [...tablesByName.values()];
  const found = tables.map(({ name, of }) => `found_${name} as materialized (select t.* from "${name}" t where ${of})`);
  const rows = tables.map(
    ({ name, key, frozen }, at) =>
      `select ${at} as place, '${name}' as "table", ${rowKey(key)} as id, ${rowDigest(frozen)} as sha256 from found_${name} t`,
  );
  const result = await tx.execute<FrozenRow & { place: number }>(sql`
    with decided as (select ${decision.personId}::uuid as person_id, ${decision.policyId}::uuid as policy_id),
      evidence as (select e.kind, e.id from jsonb_to_recordset(${JSON.stringify(decision.evidence)}::jsonb) as e(kind text, id uuid)),
      ${sql.raw(found.join(",\n"))}
    select "table", id, sha256 from (${sql.raw(rows.join("\nunion all\n"))}) r order by place, id collate "C"`);
  const frozen = result.map(({ table, id, sha256 }) => ({ table, id, sha256 }));
  const used = new Set(frozen.map((row) => row.table));
  return { columns: Object.fromEntries(tables.filter((t) => used.has(t.name)).map((t) => [t.name, t.frozen])), rows: frozen };
}

/** The number that the next decision of a person has, and the seal before it. The caller holds the person's lock. */
export async function beforeNext(reader: Reader, personId: string): Promise<{ number: number; previous: string | null }> {
  const [last] = await reader
    .select({ number: gateDecision.number, seal: gateDecision.seal })
    .from(gateDecision)
    .where(eq(gateDecision.personId, personId))
    .orderBy(desc(gateDecision.number))
    .limit(1);
  return { number: (last?.number ?? 0) + 1, previous: last?.seal ?? null };
}

/** The decision before another one of the same person; null: it was the first, or the one before is not there. */
export type Previous = { id: string; seal: string } | null;
// By hand: in a selection from one table drizzle leaves the tables' names away, and these columns would be those of the inner one.
export const previousDecision = sql<Previous>`(select json_build_object('id', p.id, 'seal', p.seal) from gate_decision p
  where p.person_id = gate_decision.person_id and p.number = gate_decision.number - 1)`;

/** A decision's dossier by the end of its chain, and whether the seal still fits it; the rows are not looked at. Null when there is no such decision. */
export async function dossierOf(reader: Reader, personId: string, decisionId: string): Promise<{ digest: string; intact: boolean } | null> {
  const [row] = await reader
    .select({ dossier: gateDecision.dossier, seal: gateDecision.seal, previous: previousDecision })
    .from(gateDecision)
    .where(and(eq(gateDecision.personId, personId), eq(gateDecision.id, decisionId)));
  if (!row) return null;
  return { digest: digestOf(row.dossier), intact: row.seal === sealOf(row.dossier, row.previous?.seal ?? null) };
}

/** The end of the chain of a dossier; of one of the first format its digest. */
export function digestOf(dossier: unknown): string {
  return isDossier(dossier) ? chainOf(dossier) : digestOfOld(dossier);
}
