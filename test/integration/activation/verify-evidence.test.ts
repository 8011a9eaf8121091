import { copyFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { file, gateDecision } from "@db/schema";
import type { Dossier } from "~/activation/dossier";
import { sealOf } from "~/activation/dossier.server";
import { verifyDecision } from "~/activation/verify.server";
import type { Reader, Tx } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { tellEvidence } from "~/processes/verify-evidence";
import { everything, stories } from "./stories";

const { db, ownerSql, whole, scarred, behindTheBack } = await stories();

const told = async (reader: Reader, person?: string) => {
  const lines: string[] = [];
  const holds = await tellEvidence(reader, { person }, (line) => lines.push(line));
  return { holds, text: lines.join("\n") };
};

describe("files", () => {
  const digestOf = async (id: string) => (await db.select().from(file).where(eq(file.id, id)))[0]?.sha256 ?? "";
  const pathOf = (sha256: string) => join(env.DATA_DIR, "files", sha256.slice(0, 2), sha256);

  it("whose bytes were erased on request leave a chain that verifies and says so", async () => {
    const text = await behindTheBack(
      (tx) => tx.execute(sql`update file set erased_at = now() where id = ${whole.fileId}`),
      (tx) => told(tx, whole.person.id),
    );
    expect(text).toMatchObject({ holds: true, text: expect.stringContaining(`file ${whole.fileId}: erased`) });
  });

  it.each<[string, (path: string) => void, string]>([
    ["lost", (path) => renameSync(path, `${path}.kept`), "missing"],
    ["changed", (path) => (copyFileSync(path, `${path}.kept`), writeFileSync(path, "another picture")), "changed"],
  ])("whose bytes were %s on the disk are named", async (_, spoil, what) => {
    const path = pathOf(await digestOf(whole.fileId));
    spoil(path);
    try {
      expect(await everything(db, whole.person.id)).toEqual([{ table: "file", id: whole.fileId, what }]);
    } finally {
      renameSync(`${path}.kept`, path);
    }
    expect(await everything(db, whole.person.id)).toEqual([]);
  });
});

describe("a decision in the form of before", () => {
  const old = { personId: whole.person.id, gate: "desk", requirements: [{ id: "activities", evidence: [] }] };
  const restore = (tx: Tx, spoilt: object = {}) =>
    tx.execute(
      sql`update gate_decision set dossier = ${JSON.stringify({ ...old, ...spoilt })}::jsonb, seal = ${sealOf(old, null)} where id = ${whole.desk}`,
    );

  it("is verified by its seal, and said to be old", async () => {
    const verdict = await behindTheBack(
      (tx) => restore(tx),
      (tx) => verifyDecision(tx, whole.desk),
    );
    expect(verdict).toMatchObject({ state: "whole", old: true, rows: 0 });
  });

  it("is sealed together with the one before it", async () => {
    const second = { ...old, gate: "activation" };
    const seal = (previous: string | null) =>
      behindTheBack(
        async (tx) => {
          await restore(tx);
          await tx.execute(
            sql`update gate_decision set dossier = ${JSON.stringify(second)}::jsonb, seal = ${sealOf(second, previous)} where id = ${whole.activation}`,
          );
        },
        (tx) => verifyDecision(tx, whole.activation),
      );
    expect(await seal(sealOf(old, null))).toMatchObject({ state: "whole", old: true });
    expect(await seal(null)).toMatchObject({ state: "broken", findings: [{ what: "seal_wrong" }] });
  });

  it("is broken when its dossier was changed", async () => {
    const verdict = await behindTheBack(
      (tx) => restore(tx, { gate: "activation" }),
      (tx) => verifyDecision(tx, whole.desk),
    );
    expect(verdict).toMatchObject({ state: "broken", old: true, findings: [{ what: "seal_wrong" }] });
  });
});

describe("the command", () => {
  it("finds a person by external id or id, and says when there is nobody", async () => {
    await ownerSql`update person set external_id = 'KF-7' where id = ${scarred.person.id}`;
    expect((await told(db, "KF-7")).text).toBe((await told(db, scarred.person.id)).text);
    await expect(told(db, "KF-8")).rejects.toThrow('nobody has the external id or id "KF-8"');
  });

  it("names what is wrong, and says so at its end", async () => {
    const [row] = await db.select().from(gateDecision).where(eq(gateDecision.id, whole.desk));
    const id = (row?.dossier as Dossier).rows.find((r) => r.table === "signoff")?.id ?? "";
    const { holds, text } = await behindTheBack(
      (tx) => tx.execute(sql`update signoff set remark = 'perfect' where id = ${id}`),
      (tx) => told(tx),
    );
    expect(holds).toBe(false);
    expect(text).toContain(`signoff ${id}: changed`);
    expect(text).toMatch(/3 decisions with \d+ rows; 1 do not verify\. The evidence is not what it was\.$/);
  });

  it("writes a line of JSON a decision, and the sum", async () => {
    const lines: string[] = [];
    await tellEvidence(db, { json: true }, (line) => lines.push(line));
    const all = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(all).toHaveLength(4);
    expect(all.at(-1)).toMatchObject({ summary: { decisions: 3, broken: 0, missing: 0, holds: true } });
  });
});
