import { createHash } from "node:crypto";
import { canonicalJson } from "~/curriculum/canonical";
import { isId } from "~/platform/ids";
import type { Gate } from "./gate-facts";
import type { EvidenceKind } from "./requirement";

/** One frozen row: where it stands, what names it, and the SHA-256 of its frozen columns. */
export type FrozenRow = { table: string; id: string; sha256: string };

/** What a dossier says of its decision, apart from the rows. */
type DossierHead = {
  format: 2;
  decisionId: string;
  /** Which decision of the person, and the seal of the one before. */
  number: number;
  previous: string | null;
  personId: string;
  gate: Gate;
  policyId: string;
  policyVersion: number;
  decidedBy: string;
  decidedAt: string;
  singleExaminer: boolean;
  requirements: {
    id: string;
    progress: { done: number; of: number };
    evidence: { kind: EvidenceKind; id: string; at: string }[];
    override: { id: string; by: string; reason: string; expiresAt: string } | null;
  }[];
  /** The columns of each table that were frozen: later releases may have others. */
  columns: Record<string, string[]>;
};
/** All that a decision rests on, as it was when it was made. Its text is stored with the decision and sealed. */
export type Dossier = DossierHead & { rows: FrozenRow[] };

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/**
 * The end of a dossier's chain, in hex: it begins with the digest of the head, and each row's link includes the one before. Any change of head, row, number of rows or order
 * makes another.
 */
export function chainOf({ rows, ...head }: Dossier): string {
  return rows.reduce((link, row) => sha256(`${link}\n${row.table}\n${row.id}\n${row.sha256}`), sha256(canonicalJson(head)));
}

/** SHA-256 of a dossier of the first format in its canonical form, in hex. */
export function digestOfOld(dossier: unknown): string {
  return sha256(canonicalJson(dossier));
}

/** Whether what is stored as a dossier has the form of this format; the first one had none of its own. */
export function isDossier(stored: unknown): stored is Dossier {
  const { format, rows, columns, requirements } = (stored ?? {}) as Partial<Record<keyof Dossier, unknown>>;
  return (
    format === 2 &&
    isListOf(
      rows,
      ({ table, id, sha256 }) =>
        typeof table === "string" && typeof id === "string" && isId(id.split("/")[0]) && typeof sha256 === "string",
    ) &&
    isListOf(requirements, ({ evidence }) => Array.isArray(evidence)) &&
    isListOf(Object.values(columns ?? {}), Array.isArray)
  );
}

function isListOf(value: unknown, fits: (entry: Record<string, unknown>) => boolean): boolean {
  return (
    Array.isArray(value) && value.every((entry) => typeof entry === "object" && entry !== null && fits(entry as Record<string, unknown>))
  );
}

/**
 * What is wrong with a row or a decision: another content, not there, there although no dossier names it, a seal that does not fit, a decision that is not there any more.
 * `erased` is no fault: the bytes of a file were erased on request.
 */
export type Fault = "changed" | "missing" | "added" | "seal_wrong" | "decision_missing";
export type Finding = { table: string; id: string; what: Fault | "erased" };

/** A row as it stands now, null when it is not there. `erased`: of a file, that its bytes are gone on purpose. */
export type StandingRow = { sha256: string; erased: boolean };

/** Compare the rows of a dossier with those that stand now, by "table id". */
export function compareRows(rows: readonly FrozenRow[], standing: ReadonlyMap<string, StandingRow>): Finding[] {
  return rows.flatMap(({ table, id, sha256: frozen }): Finding[] => {
    const now = standing.get(`${table} ${id}`);
    if (!now) return [{ table, id, what: "missing" }];
    if (now.sha256 !== frozen) return [{ table, id, what: "changed" }];
    return now.erased ? [{ table, id, what: "erased" }] : [];
  });
}

/** Compare what the requirements of a dossier name with the rows of `gate_evidence`; both as "requirement/kind/id". */
export function compareEvidence(dossier: Dossier, rows: readonly string[]): Finding[] {
  const wanted = new Set(evidenceIds(dossier));
  const there = new Set(rows);
  const finding = (id: string, what: Fault): Finding => ({ table: "gate_evidence", id, what });
  return [
    ...[...wanted].filter((id) => !there.has(id)).map((id) => finding(id, "missing")),
    ...[...there].filter((id) => !wanted.has(id)).map((id) => finding(id, "added")),
  ];
}

function evidenceIds({ requirements }: Dossier): string[] {
  return requirements.flatMap((r) => [
    ...r.evidence.map((e) => `${r.id}/${e.kind}/${e.id}`),
    ...(r.override ? [`${r.id}/override/${r.override.id}`] : []),
  ]);
}

/** The decision's own row, as far as its dossier repeats it. */
export type DecisionRow = Pick<Dossier, "number" | "personId" | "gate" | "policyId" | "decidedBy" | "singleExaminer"> & {
  id: string;
  /** Milliseconds with what the database keeps beyond them. */
  decidedAtMs: number;
};

/** Whether the row of a decision says the same as its dossier: two that were swapped do not. */
export function repeats(dossier: Dossier, row: DecisionRow): boolean {
  return (
    dossier.decisionId === row.id &&
    dossier.number === row.number &&
    dossier.personId === row.personId &&
    dossier.gate === row.gate &&
    dossier.policyId === row.policyId &&
    dossier.decidedBy === row.decidedBy &&
    dossier.singleExaminer === row.singleExaminer &&
    Date.parse(dossier.decidedAt) === row.decidedAtMs
  );
}

/**
 * The decisions of a person that are not there: `numbers` are those that are, in order; `told` the ids of which the rest of the product speaks although there is no row.
 * One without an id is named by its number, one that was the last by its id.
 */
export function missingDecisions(numbers: readonly number[], told: readonly string[]): Finding[] {
  const last = numbers.at(-1) ?? 0;
  const gaps = Array.from({ length: last }, (_, i) => i + 1).filter((n) => !numbers.includes(n));
  const ids = [...told].sort();
  const count = Math.max(gaps.length, ids.length);
  return Array.from({ length: count }, (_, i): Finding => ({
    table: "gate_decision",
    id: ids[i] ?? `#${gaps[i]}`,
    what: "decision_missing",
  }));
}

/** How a decision stands: every row as it was; as it was but for bytes that were erased; or not. `old`: sealed before rows were frozen one by one. */
export type Verdict = {
  decisionId: string;
  personId: string;
  number: number;
  gate: Gate;
  old: boolean;
  rows: number;
  /** The end of the chain. */
  digest: string;
  state: "whole" | "erased" | "broken";
  findings: Finding[];
};

/** The state that follows from what was found. */
export function stateOf(findings: readonly Finding[]): Verdict["state"] {
  if (findings.some((f) => f.what !== "erased")) return "broken";
  return findings.length > 0 ? "erased" : "whole";
}
