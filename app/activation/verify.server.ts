import { eq, sql } from "drizzle-orm";
import { gateDecision, gateEvidence } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { storedState } from "~/platform/files.server";
import {
  compareEvidence,
  compareRows,
  type Dossier,
  type Finding,
  isDossier,
  missingDecisions,
  repeats,
  type StandingRow,
  stateOf,
  type Verdict,
} from "./dossier";
import { digestOf, type Previous, previousDecision, rowDigest, rowKey, sealOf } from "./dossier.server";
import { tablesByName } from "./dossier-tables";

/** A decision with what is needed to verify it. */
export type Sealed = typeof gateDecision.$inferSelect & { previous: Previous; evidence: string[]; decidedAtMs: number };

/** Read one decision to be verified; null when there is none. One statement. */
export async function sealedDecision(reader: Reader, decisionId: string): Promise<Sealed | null> {
  const [row] = await reader
    .select({
      decision: gateDecision,
      previous: previousDecision,
      decidedAtMs: sql<number>`(extract(epoch from ${gateDecision.decidedAt}) * 1000)::float8`,
      evidence: sql<
        string[]
      >`(select coalesce(array_agg(${gateEvidence.requirement} || '/' || ${gateEvidence.kind} || '/' || ${gateEvidence.evidenceId}), '{}')
        from ${gateEvidence} where ${gateEvidence.decisionId} = gate_decision.id)`,
    })
    .from(gateDecision)
    .where(eq(gateDecision.id, decisionId));
  return row ? { ...row.decision, previous: row.previous, evidence: row.evidence, decidedAtMs: row.decidedAtMs } : null;
}

/**
 * Recompute a decision from the rows as they stand: its seal, its place among the person's decisions, its evidence and every frozen row. `bytes`: also read the stored files
 * behind the rows. Null when there is no such decision. Two statements; one that was decided before rows were frozen has only its seal.
 */
export async function verifyDecision(reader: Reader, decisionId: string, { bytes = false } = {}): Promise<Verdict | null> {
  const decision = await sealedDecision(reader, decisionId);
  return decision && verifySealed(reader, decision, { bytes });
}

/** Verify a decision that was read already, see `verifyDecision`. One statement. */
export async function verifySealed(reader: Reader, decision: Sealed, { bytes = false } = {}): Promise<Verdict> {
  const { dossier, personId, number, gate, previous } = decision;
  const findings: Finding[] = [];
  const decided = (id: string, what: "changed" | "seal_wrong") => findings.push({ table: "gate_decision", id, what });
  if (sealOf(dossier, previous?.seal ?? null) !== decision.seal) decided(decision.id, "seal_wrong");
  const old = !isDossier(dossier);
  if (!old) {
    if (!repeats(dossier, decision)) decided(decision.id, "changed");
    // One that is not there is missed by its number; one whose seal is another is not the decision that this one followed.
    if (previous && previous.seal !== dossier.previous) decided(previous.id, "seal_wrong");
    findings.push(...compareEvidence(dossier, decision.evidence), ...(await compareStanding(reader, dossier)));
    if (bytes) findings.push(...(await compareBytes(reader, dossier, findings)));
  }
  return {
    decisionId: decision.id,
    personId,
    number,
    gate,
    old,
    rows: old ? 0 : dossier.rows.length,
    digest: digestOf(dossier),
    state: stateOf(findings),
    findings: [...new Map(findings.map((f) => [`${f.table} ${f.id} ${f.what}`, f])).values()],
  };
}

/** Compare the frozen rows of a dossier with those that stand, however many tables: one statement. */
async function compareStanding(reader: Reader, dossier: Dossier): Promise<Finding[]> {
  const idsOf = new Map<string, string[]>();
  for (const { table, id } of dossier.rows) idsOf.set(table, [...(idsOf.get(table) ?? []), id]);
  const parts = [...idsOf].flatMap(([name, ids]) => {
    const table = tablesByName.get(name);
    const columns = dossier.columns[name];
    // A table or a column that this release does not know: nothing can be compared, and its rows count as missing.
    if (!table || !Array.isArray(columns) || columns.some((column) => !table.columns.includes(column))) return [];
    const [first = "id"] = table.key;
    const heads = [...new Set(ids.map((id) => id.split("/")[0] ?? ""))];
    const erased = name === "file" ? sql.raw("t.erased_at is not null") : sql.raw("false");
    const mine = name === "attempt" ? sql` and t.person_id = ${dossier.personId}::uuid` : sql``;
    const whole = table.key.length > 1 ? sql` and ${sql.raw(rowKey(table.key))} = any(${sql.param(ids)}::text[])` : sql``;
    return [
      sql`select ${sql.raw(`'${name}'`)} as "table", ${sql.raw(rowKey(table.key))} as id, ${sql.raw(rowDigest(columns))} as sha256, ${erased} as erased
        from ${sql.raw(`"${name}"`)} t where t.${sql.raw(`"${first}"`)} = any(${sql.param(heads)}::uuid[])${whole}${mine}`,
    ];
  });
  if (parts.length === 0) return compareRows(dossier.rows, new Map());
  const found = await reader.execute<StandingRow & { table: string; id: string }>(sql.join(parts, sql` union all `));
  return compareRows(dossier.rows, new Map(found.map(({ table, id, sha256, erased }) => [`${table} ${id}`, { sha256, erased }])));
}

/** Read the bytes of the files that a dossier names and that were not erased. */
async function compareBytes(reader: Reader, dossier: Dossier, found: readonly Finding[]): Promise<Finding[]> {
  const known = new Set(found.filter((f) => f.table === "file").map((f) => f.id));
  const ids = dossier.rows.filter((row) => row.table === "file" && !known.has(row.id)).map((row) => row.id);
  if (ids.length === 0) return [];
  const rows = await reader.execute<{ id: string; sha256: string }>(
    sql`select f.id, f.sha256 from file f where f.id = any(${sql.param(ids)}::uuid[]) order by f.id`,
  );
  const findings: Finding[] = [];
  for (const { id, sha256 } of rows) {
    const state = await storedState(sha256);
    if (state !== "whole") findings.push({ table: "file", id, what: state });
  }
  return findings;
}

const BATCH = 200;

/** A verdict, or a decision that is not there. */
export type Verified = { personId: string; verdict: Verdict } | { personId: string; missing: Finding };

/**
 * Verify every decision of everybody, or of one person, one after the other: what is in memory is one dossier and a page of names. Of each person also whether a decision is
 * missing: one whose number was skipped, or of which clearance, state or audit speak although it is not there.
 */
export async function* verifyEvidence(reader: Reader, { personId = null }: { personId?: string | null } = {}): AsyncGenerator<Verified> {
  for (let last: string | null = null; ;) {
    const people: { id: string; decisions: { id: string; number: number }[] | null; told: string[] | null }[] = await reader.execute(sql`
      select p.id,
        (select json_agg(json_build_object('id', d.id, 'number', d.number) order by d.number) from gate_decision d where d.person_id = p.id) as decisions,
        (select json_agg(distinct told.id) from (
          select c.cause_id as id from clearance_change c where c.person_id = p.id and c.cause like 'gate.%'
          union select p.state_decision_id
          union select a.subject_id::uuid from audit a where a.person_id = p.id and a.subject_type = 'gate_decision'
        ) told where told.id is not null and not exists (select from gate_decision d where d.id = told.id)) as told
      from person p
      where ${personId === null ? sql`true` : sql`p.id = ${personId}::uuid`} and ${last === null ? sql`true` : sql`p.id > ${last}::uuid`}
      order by p.id limit ${BATCH}`);
    for (const { id, decisions, told } of people) {
      for (const missing of missingDecisions(
        (decisions ?? []).map((d) => d.number),
        told ?? [],
      ))
        yield { personId: id, missing };
      for (const decision of decisions ?? []) {
        const verdict = await verifyDecision(reader, decision.id, { bytes: true });
        if (verdict) yield { personId: id, verdict };
      }
    }
    last = people.at(-1)?.id ?? null;
    if (people.length < BATCH) return;
  }
}
