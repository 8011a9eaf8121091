import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { gateDecision } from "@db/schema";
import type { Dossier } from "~/activation/dossier";
import { rowDigest } from "~/activation/dossier.server";
import { tablesByName } from "~/activation/dossier-tables";
import { verifyDecision } from "~/activation/verify.server";
import type { Reader, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { MONDAY } from "@test/setup/database";
import { everything, stories } from "./stories";

const { db, ownerSql, whole, scarred, behindTheBack } = await stories();
const dossier = async (decisionId: string) => {
  const [row] = await db.select().from(gateDecision).where(eq(gateDecision.id, decisionId));
  return row?.dossier as Dossier;
};
const dossiers = await Promise.all([whole.desk, whole.activation, scarred.desk].map(async (id) => ({ id, ...(await dossier(id)) })));

/** The decision whose dossier froze a row of a table, and the last such row. */
function rowOf(table: string) {
  for (const { id: decisionId, rows } of dossiers) {
    const row = rows.findLast((r) => r.table === table);
    if (row) return { decisionId, id: row.id };
  }
  throw new Error(`no dossier has a row of ${table}`);
}

const found = async (reader: Reader, decisionId: string) => (await verifyDecision(reader, decisionId))?.findings;
type Column = { column: string; type: string };
const columnsOf = (table: string) =>
  ownerSql<
    Column[]
  >`select column_name as column, udt_name as type from information_schema.columns where table_schema = 'public' and table_name = ${table} order by 1`;

/** Another value of a type, as SQL over the old one. */
function another(column: string, type: string): string {
  const c = `"${column}"`;
  if (type === "uuid") return "gen_random_uuid()";
  if (type === "bool") return `not ${c}`;
  if (type === "int4") return `coalesce(${c}, 0) + 1000`;
  if (type === "numeric") return `coalesce(${c}, 0) + 0.000000000001`;
  if (type === "timestamptz") return `coalesce(${c}, now()) + interval '1 microsecond'`;
  if (type === "date") return `${c} + 1`;
  if (type === "jsonb") return `jsonb_build_array(${c})`;
  if (type === "_uuid") return `coalesce(${c}, '{}') || gen_random_uuid()`;
  if (type === "_text") return `coalesce(${c}, '{}') || 'another'::text`;
  if (type === "_timestamptz") return `coalesce(${c}, '{}') || now()`;
  if (type === "text") return `coalesce(${c}, '') || ' '`;
  throw new Error(`no other value of ${type}`);
}

/** Every check of a table is taken off: who changes rows as the superuser may do that too. */
async function withoutChecks(tx: Tx, table: string) {
  const checks = await tx.execute<{ name: string }>(
    sql`select conname as name from pg_constraint where conrelid = ${table}::regclass and contype = 'c'`,
  );
  for (const { name } of checks) await tx.execute(sql.raw(`alter table "${table}" drop constraint "${name}"`));
}

const whereOf = (table: string, id: string) => {
  const key = tablesByName.get(table)?.key ?? [];
  return key.map((column, at) => `"${column}"::text = '${id.split("/")[at]}'`).join(" and ");
};

describe("a dossier", () => {
  it("freezes rows of every table, who, when and under which policy, and verifies", async () => {
    const tables = new Set(dossiers.flatMap((d) => d.rows.map((row) => row.table)));
    expect([...tablesByName.keys()].filter((name) => !tables.has(name))).toEqual([]);
    expect(await dossier(whole.activation)).toMatchObject({
      format: 2,
      number: 2,
      personId: whole.person.id,
      gate: "activation",
      policyVersion: expect.any(Number),
      decidedAt: MONDAY.toISOString(),
    });
    for (const { id } of dossiers)
      expect(await verifyDecision(db, id, { bytes: true })).toMatchObject({ state: "whole", old: false, findings: [] });
  });

  it("names the two drills on which fluency rests, not the one between them, and all answers of the exam", async () => {
    const { rows } = await dossier(whole.desk);
    const ids = rows.filter((r) => r.table === "attempt").map((r) => r.id);
    const attempts = await ownerSql<
      { context: string; at: Date }[]
    >`select context, at from attempt where id = any(${ids}::uuid[]) order by at`;
    expect(attempts.map((a) => [a.context, a.at.toISOString().slice(11, 16)])).toEqual([
      ["sitting", "09:00"],
      ["drill", "09:00"],
      ["drill", "09:12"],
    ]);
  });

  it("is chained: the second decision holds the seal of the first, whose row it froze", async () => {
    const [first] = await db.select().from(gateDecision).where(eq(gateDecision.id, whole.desk));
    const second = await dossier(whole.activation);
    expect(second.previous).toBe(first?.seal);
    expect(second.rows).toContainEqual(expect.objectContaining({ table: "gate_decision", id: whole.desk }));
  });
});

describe("behind the product's back", () => {
  describe.each([...tablesByName.values()].map((t) => t.name))("a row of %s", (name) => {
    const table = tablesByName.get(name);

    it("that is changed in any frozen column is named, and no other", async () => {
      const { decisionId, id } = rowOf(name);
      const columns = await columnsOf(name);
      expect(columns.length).toBe(table?.columns.length);
      for (const { column, type } of columns.filter((c) => table?.frozen.includes(c.column))) {
        const findings = await behindTheBack(
          async (tx) => {
            await withoutChecks(tx, name);
            const changed = await tx.execute(
              sql.raw(`update "${name}" set "${column}" = ${another(column, type)} where ${whereOf(name, id)} returning 1 as one`),
            );
            expect(changed.length, column).toBe(1);
          },
          (tx) => found(tx, decisionId),
        );
        const what = table?.key.includes(column) || (name === "attempt" && column === "person_id") ? "missing" : "changed";
        // A seal of another decision is missed by the one that followed too.
        const rows = findings?.filter((f) => column !== "seal" || f.what !== "seal_wrong");
        expect(rows, column).toEqual([{ table: name, id, what }]);
      }
    });

    it("that is taken away is named", async () => {
      const { decisionId, id } = rowOf(name);
      const findings = await behindTheBack(
        (tx) => tx.execute(sql.raw(`delete from "${name}" where ${whereOf(name, id)}`)),
        (tx) => found(tx, decisionId),
      );
      expect(findings).toContainEqual({ table: name, id, what: "missing" });
    });

    it("may change where work goes on", async () => {
      for (const column of table?.mutable?.filter((c) => !(name === "gate_decision" && c === "dossier")) ?? []) {
        const { decisionId, id } = rowOf(name);
        const type = (await columnsOf(name)).find((c) => c.column === column)?.type ?? "";
        const verdict = await behindTheBack(
          async (tx) => {
            await withoutChecks(tx, name);
            await tx.execute(sql.raw(`update "${name}" set "${column}" = ${another(column, type)} where ${whereOf(name, id)}`));
          },
          (tx) => verifyDecision(tx, decisionId),
        );
        expect(verdict?.state, column).toBe(column === "erased_at" ? "erased" : "whole");
      }
    });
  });

  it.each<[string, ReturnType<typeof sql>]>([
    [
      "changed",
      sql`update gate_evidence set evidence_id = gen_random_uuid() where decision_id = ${whole.desk} and kind = 'bank_certificate'`,
    ],
    ["taken away", sql`delete from gate_evidence where decision_id = ${whole.desk} and kind = 'bank_certificate'`],
  ])("a row of gate_evidence that is %s is named", async (_, statement) => {
    const findings = await behindTheBack(
      (tx) => tx.execute(statement),
      (tx) => found(tx, whole.desk),
    );
    expect(findings).toContainEqual({
      table: "gate_evidence",
      id: expect.stringMatching(/^bank_certificate\/bank_certificate\//),
      what: "missing",
    });
  });

  it("a row of gate_evidence that was slipped in is named", async () => {
    const id = newId();
    const findings = await behindTheBack(
      (tx) =>
        tx.execute(
          sql`insert into gate_evidence (decision_id, requirement, kind, evidence_id) values (${whole.desk}, 'signoffs', 'signoff', ${id})`,
        ),
      (tx) => found(tx, whole.desk),
    );
    expect(findings).toEqual([{ table: "gate_evidence", id: `signoffs/signoff/${id}`, what: "added" }]);
  });

  it.each(["person_id", "gate", "policy_id", "number", "decided_by", "single_examiner", "decided_at", "seal"])(
    "a decision whose %s is changed is named",
    async (column) => {
      const type = (await columnsOf("gate_decision")).find((c) => c.column === column)?.type ?? "";
      const other = column === "gate" ? "'activation'" : another(column, type);
      const findings = await behindTheBack(
        (tx) => tx.execute(sql.raw(`update gate_decision set "${column}" = ${other} where id = '${whole.desk}'`)),
        (tx) => found(tx, whole.desk),
      );
      expect(findings).toEqual([{ table: "gate_decision", id: whole.desk, what: column === "seal" ? "seal_wrong" : "changed" }]);
    },
  );

  const first = sql`dossier #> '{rows,0}'`;
  it.each<[string, ReturnType<typeof sql>]>([
    ["says that somebody else decided", sql`jsonb_set(dossier, '{decidedBy}', to_jsonb(${newId()}::text))`],
    ["names a row less", sql`dossier #- '{rows,3}'`],
    ["names one row twice", sql`jsonb_set(dossier, '{rows}', (dossier -> 'rows') || (dossier #> '{rows,0}'))`],
    ["names its rows in another order", sql`jsonb_set(jsonb_set(dossier, '{rows,0}', dossier #> '{rows,1}'), '{rows,1}', ${first})`],
    ["freezes fewer columns", sql`dossier #- '{columns,signoff,0}'`],
    ["claims the form of before", sql`dossier - 'format'`],
    ["names rows that are none", sql`jsonb_set(dossier, '{rows,0}', '{"table": "person", "id": "no id"}')`],
    ["freezes columns that are none", sql`jsonb_set(dossier, '{columns}', '{"signoff": ["id\\" from person; --"]}')`],
    ["is empty", sql`'{}'::jsonb`],
  ])("a dossier that %s breaks the seal", async (_, other) => {
    const findings = await behindTheBack(
      (tx) => tx.execute(sql`update gate_decision set dossier = ${other} where id = ${whole.desk}`),
      (tx) => found(tx, whole.desk),
    );
    expect(findings).toContainEqual({ table: "gate_decision", id: whole.desk, what: "seal_wrong" });
  });

  it("a row that is changed together with what the dossier says of it still breaks the seal", async () => {
    const { id, decisionId } = rowOf("grading_item");
    const findings = await behindTheBack(
      async (tx) => {
        await tx.execute(sql.raw(`update grading_item set remark = 'faultless' where ${whereOf("grading_item", id)}`));
        const at = (await dossier(decisionId)).rows.findIndex((r) => r.table === "grading_item" && r.id === id);
        const columns = tablesByName.get("grading_item")?.frozen ?? [];
        await tx.execute(sql`update gate_decision set dossier = jsonb_set(dossier, ${`{rows,${at}}`}::text[], (
          select jsonb_build_object('table', 'grading_item', 'id', ${id}::text, 'sha256', ${sql.raw(rowDigest(columns))})
          from grading_item t where ${sql.raw(whereOf("grading_item", id))})) where id = ${decisionId}`);
      },
      (tx) => found(tx, decisionId),
    );
    expect(findings).toEqual([{ table: "gate_decision", id: decisionId, what: "seal_wrong" }]);
  });

  it("a first decision that was sealed anew is not the one that the second followed", async () => {
    const findings = await behindTheBack(
      (tx) => tx.execute(sql`update gate_decision set seal = 'another' where id = ${whole.desk}`),
      (tx) => found(tx, whole.activation),
    );
    expect(findings).toContainEqual({ table: "gate_decision", id: whole.desk, what: "seal_wrong" });
  });

  it("two decisions that were swapped are both named", async () => {
    const findings = await behindTheBack(
      (tx) =>
        tx.execute(sql`update gate_decision d set dossier = o.dossier, seal = o.seal from gate_decision o
        where (d.id, o.id) in ((${whole.desk}::uuid, ${scarred.desk}::uuid), (${scarred.desk}::uuid, ${whole.desk}::uuid))`),
      async (tx) => [await found(tx, whole.desk), await found(tx, scarred.desk)],
    );
    expect(findings[0]).toContainEqual({ table: "gate_decision", id: whole.desk, what: "changed" });
    expect(findings[1]).toContainEqual({ table: "gate_decision", id: scarred.desk, what: "changed" });
  });

  it.each<[string, () => string[]]>([
    ["the first", () => [whole.desk]],
    ["the last", () => [whole.activation]],
    ["every one", () => [whole.desk, whole.activation]],
  ])("a decision that is taken away is missed: %s of a person", async (_, gone) => {
    const findings = await behindTheBack(
      async (tx) => {
        for (const table of ["gate_evidence", "gate_decision"])
          await tx.execute(
            sql`delete from ${sql.raw(table)} where ${sql.raw(table === "gate_decision" ? "id" : "decision_id")} = any(${sql.param(gone())}::uuid[])`,
          );
      },
      (tx) => everything(tx, whole.person.id),
    );
    const missing = findings.filter((f) => f.what === "decision_missing");
    expect(missing).toEqual(gone().map((id) => ({ table: "gate_decision", id, what: "decision_missing" })));
    expect(findings.filter((f) => f.what !== "decision_missing" && f.id !== whole.desk)).toEqual([]);
  });

  it("a missing decision is known by its number when all that spoke of it is gone too", async () => {
    const findings = await behindTheBack(
      async (tx) => {
        for (const statement of ["gate_evidence where decision_id", "gate_decision where id", "clearance_change where cause_id"])
          await tx.execute(sql.raw(`delete from ${statement} = '${whole.desk}'`));
        await tx.execute(sql`delete from audit where subject_id = ${whole.desk}`);
      },
      (tx) => everything(tx, whole.person.id),
    );
    expect(findings).toContainEqual({ table: "gate_decision", id: "#1", what: "decision_missing" });
  });
});
