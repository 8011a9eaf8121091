import { parseArgs } from "node:util";
import { eq, or } from "drizzle-orm";
import { person } from "@db/schema";
import type { Verified } from "~/activation/verify.server";
import { verifyEvidence } from "~/activation/verify.server";
import { db, type Reader } from "~/platform/database.server";
import { isId } from "~/platform/ids";
import { hasKey } from "~/platform/keys.server";
import { openDatabase } from "./database";

/**
 * `npm run verify:evidence [-- --person <external id or id>] [-- --json]`: recompute every decision at a gate from the rows as they stand and name what is otherwise.
 * Exit code 1 when a decision does not verify; erased files are said and are no fault.
 */
export async function verifyEvidenceCommand(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false }, person: { type: "string" } } });
  const database = await openDatabase(1);
  try {
    const holds = await tellEvidence(db(), values, (line) => void process.stdout.write(`${line}\n`));
    if (!holds) process.exitCode = 1;
  } finally {
    await database.stop();
  }
}

/** Verify and tell, a line at a time; true when everything verifies. Throws a sentence when nobody is meant by `person`, or when the key is not there. */
export async function tellEvidence(
  reader: Reader,
  { json = false, person: whom }: { json?: boolean; person?: string },
  tell: (line: string) => void,
): Promise<boolean> {
  if (!hasKey())
    throw new Error("the key of this instance is not in DATA_DIR/keys: bring it back from a backup, without it no seal can be verified.");
  const personId = whom === undefined ? null : await personOf(reader, whom);
  const count = { decisions: 0, rows: 0, erased: 0, old: 0, broken: 0, missing: 0 };
  for await (const verified of verifyEvidence(reader, { personId })) {
    if ("missing" in verified) count.missing++;
    else {
      count.decisions++;
      count.rows += verified.verdict.rows;
      if (verified.verdict.old) count.old++;
      if (verified.verdict.state !== "whole") count[verified.verdict.state]++;
    }
    if (json) tell(JSON.stringify(asJson(verified)));
    else for (const line of asLines(verified)) tell(line);
  }
  const holds = count.broken + count.missing === 0;
  if (json) tell(JSON.stringify({ summary: { ...count, holds } }));
  else tell(summaryOf(count, holds));
  return holds;
}

async function personOf(reader: Reader, whom: string): Promise<string> {
  const [found] = await reader
    .select({ id: person.id })
    .from(person)
    .where(or(eq(person.externalId, whom), isId(whom) ? eq(person.id, whom) : undefined))
    .limit(1);
  if (!found) throw new Error(`nobody has the external id or id "${whom}".`);
  return found.id;
}

const words = {
  changed: "changed",
  missing: "missing",
  added: "added",
  erased: "erased",
  seal_wrong: "seal wrong",
  decision_missing: "decision missing",
};

function asLines(verified: Verified): string[] {
  if ("missing" in verified) {
    const { table, id, what } = verified.missing;
    return [`BROKEN  person ${verified.personId}`, `        ${table} ${id}: ${words[what]}`];
  }
  const { verdict } = verified;
  const state = { whole: "ok", erased: "erased", broken: "BROKEN" }[verdict.state].padEnd(7);
  const frozen = verdict.old ? "sealed before rows were frozen one by one" : `${verdict.rows} rows`;
  return [
    `${state} person ${verdict.personId} ${verdict.gate} gate, decision ${verdict.number} (${verdict.decisionId}): ${frozen}`,
    ...verdict.findings.map(({ table, id, what }) => `        ${table} ${id}: ${words[what]}`),
  ];
}

function asJson(verified: Verified) {
  if (!("missing" in verified)) return verified.verdict;
  return { personId: verified.personId, decisionId: null, state: "broken", findings: [verified.missing] };
}

function summaryOf(
  count: { decisions: number; rows: number; erased: number; old: number; broken: number; missing: number },
  holds: boolean,
): string {
  const parts = [
    `${count.decisions} decisions with ${count.rows} rows`,
    count.old > 0 && `${count.old} of them in the form of before, by their seal`,
    count.erased > 0 && `${count.erased} with bytes that were erased`,
    count.broken > 0 && `${count.broken} do not verify`,
    count.missing > 0 && `${count.missing} missing`,
  ].filter(Boolean);
  return `${parts.join("; ")}. ${holds ? "Everything verifies." : "The evidence is not what it was."}`;
}
