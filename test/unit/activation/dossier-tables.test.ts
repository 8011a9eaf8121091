import { readFileSync } from "node:fs";
import { getTableName, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import * as schema from "@db/schema";
import { dossierTables, tablesByName } from "~/activation/dossier-tables";

/**
 * Tables beside the evidence, and why nothing of them is frozen. A table that keeps what a gate rests on belongs into `dossier-tables.ts`, not here.
 */
const besides: Record<string, string> = {
  gate_evidence: "the dossier repeats it row by row",
  entitlement: "comes after the decision",
  activation_certificate: "tells of a decision",
  result_reading: "that the agent has read a result; nothing rests on it",
  level_proposal: "what somebody may rise to; no gate rests on it",
  remedial_plan: "work that follows from evidence",
  remedial_practical: "work that follows from evidence",
  clearance_lapse: "comes after the decision",
  clearance_change: "comes after the decision",
  self_assessment: "what somebody thought of themselves; no decision rests on it",
  calibration_set: "graders compared; nobody is judged by it",
  calibration_grading: "graders compared; nobody is judged by it",
  calibration_reference: "graders compared; nobody is judged by it",
  case_change: "what was done to a case",
  renewal: "what is to be done again; the sittings and signatures of a decision stay",
  outbox: "tells others what was decided",
  audit: "says what was done; the decision stands without it",
  bank_day: "a summary of the bank for the forecast",
  bank_card: "the present state of the bank; the answers on which the certificate rests are frozen",
  memory_fit: "how the schedule is tuned",
  content_material: "what a publication replaced, after the decision",
  content_retest: "the manager's word on a re-test",
  content_draft: "work on content",
  content_offer: "work on content",
  content_search: "a summary of content",
  script_use: "who copied what",
  script_favourite: "what somebody keeps at hand",
  script_store: "where a script holds",
  script_comment: "talk about a draft",
  script_publication: "comes after the approval",
  simulation_comment: "talk about a chat",
  simulation_example: "which chats are shown to others",
  question_health: "a summary of answers",
  attempt_waiting: "which answers wait for a supervisor; the grading is frozen",
  question_agreement: "a summary of gradings",
  remedial: "work that follows from evidence",
  remedial_person: "work that follows from evidence",
  remedial_question: "work that follows from evidence",
  probation_extension: "how long a probation is, no evidence of a gate",
  probation_warning: "who was told that a probation ends",
  chat: "what an entry on conduct says of it is frozen; its text is deleted after a time",
  person: "named by id, so that what is personal can be erased",
  kpi_dispute: "about a monthly score; no gate asks for it",
  team: "named by id",
};

const all = Object.values(schema).filter((value) => is(value, PgTable)) as PgTable[];
const targets = (table: PgTable) => getTableConfig(table).foreignKeys.map((key) => getTableName(key.reference().foreignTable));

/** The tables of which the app's role may delete nothing, as `db/privileges.sql` says it. */
function appendOnly(): string[] {
  const text = readFileSync("db/privileges.sql", "utf8");
  const quoted = [...(/c\.relname IN \(([^)]*)\)/.exec(text)?.[1] ?? "").matchAll(/'(\w+)'/g)].map((m) => m[1] ?? "");
  const revoked = /REVOKE UPDATE, DELETE ON ([^;]*) FROM/.exec(text)?.[1]?.split(",") ?? [];
  return ["audit", "attempt", ...quoted, ...revoked.map((name) => name.trim())];
}

describe("the tables of a dossier", () => {
  it("are reached from every kind of evidence", () => {
    for (const kind of schema.gateEvidence.kind.enumValues)
      expect(
        dossierTables.some(({ of }) => of.includes(`e.kind = '${kind}'`)),
        kind,
      ).toBe(true);
  });

  it("look only at those above them", () => {
    dossierTables.forEach(({ of }, at) => {
      const above = [...tablesByName.keys()].slice(0, at);
      for (const [, name = ""] of of.matchAll(/found_(\w+)/g)) expect(above, of).toContain(name);
    });
  });

  it("leave out no neighbour and nothing that is append-only without a reason", () => {
    const neighbours = new Set(appendOnly());
    expect(neighbours.size).toBeGreaterThan(30);
    for (const table of all) {
      const name = getTableName(table);
      const others = targets(table);
      if (tablesByName.has(name)) for (const other of others) neighbours.add(other);
      else if (others.some((other) => tablesByName.has(other))) neighbours.add(name);
    }
    // A line in `dossier-tables.ts`, or one above that says why nothing of it is evidence.
    expect([...neighbours].filter((name) => !tablesByName.has(name) && !Object.hasOwn(besides, name))).toEqual([]);
    expect(Object.keys(besides).filter((name) => !neighbours.has(name))).toEqual([]);
  });
});
