import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossierPage } from "~/activation/dossier-page.server";
import * as route from "~/activation/routes/dossier";
import { clock } from "~/platform/clock.server";
import { type Reader, setDb } from "~/platform/database.server";
import { routeArgs } from "@test/factories/request";
import { MONDAY } from "@test/setup/database";
import { stories } from "./stories";

const { db, make, whole, scarred, behindTheBack } = await stories();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const reader = { locale: "en", self: false, seesTraining: true, seesProbation: true } as const;
const page = async (personId: string, decisionId: string, on: Reader = db) => {
  const found = await dossierPage(on, personId, decisionId, reader);
  if (!found) throw new Error("no dossier");
  return found;
};
const said = (found: Awaited<ReturnType<typeof page>>, requirement: string) =>
  found.requirements.find((r) => r.id === requirement)?.evidence.flatMap((e) => e.pieces.flatMap((p) => p.facts.map((f) => f.code)));

describe("the dossier of a decision", () => {
  it("expands each requirement of the desk gate to what a manager needs a year later", async () => {
    const found = await page(whole.person.id, whole.desk);
    expect(found).toMatchObject({
      person: { name: "Chen" },
      decision: { gate: "desk", number: 1, singleExaminer: false },
      seal: { state: "whole", old: false, findings: [], more: 0 },
    });
    expect(said(found, "activities")).toContain("done");
    expect(said(found, "signoffs")).toEqual(expect.arrayContaining(["handed_in", "photos", "accepted"]));
    expect(said(found, "rules_exam")).toEqual(["sat", "answers", "graded_by_hand", "passed", "appealed", "passed", "extra"]);
    expect(said(found, "desk_exam")).toEqual(["sat", "code", "passed"]);
    expect(said(found, "acknowledgement")).toEqual(["signed"]);
    expect(said(found, "bank_certificate")).toEqual(["fluent", "drills"]);
    expect(said(found, "simulations")).toEqual(["chatted", "machine", "passed", "chatted", "machine", "passed"]);
    const scripts = said(found, "scripts") ?? [];
    expect(scripts.filter((c) => c === "approved")).toHaveLength(5);
    expect(scripts.filter((c) => c === "prepared")).toHaveLength(10);
    for (const requirement of found.requirements)
      expect(
        requirement.evidence.every((e) => e.pieces.length > 0),
        requirement.id,
      ).toBe(true);
  });

  it("holds the sheet of the checklist with grades, what they mean, and remarks", async () => {
    const found = await page(whole.person.id, whole.activation);
    expect(said(found, "checklist")).toEqual(["passed", "reconciled", "ruled_kept", "ruled_alone", "graded", "passed", "graded", "passed"]);
    expect(said(found, "probation_days")).toEqual(["opened"]);
    expect(found.sheets).toHaveLength(2);
    expect(found.sheets[0]?.areas).toMatchObject([
      { title: "area", percent: "90", items: [{ title: "item", grade: 3, means: "3", remark: "knows the seams", photos: 1 }] },
    ]);
  });

  it("says who let what wait, until when and why", async () => {
    const found = await page(scarred.person.id, scarred.desk);
    expect(found.requirements.find((r) => r.id === "activities")).toMatchObject({
      evidence: [],
      override: [{ code: "override", text: "the lesson is rewritten this week", name: expect.any(String), until: expect.any(String) }],
    });
  });

  it("says what does not verify as it is opened, and what was erased", async () => {
    const broken = await behindTheBack(
      (tx) => tx.execute(sql`update signoff set remark = 'perfect' where person_id = ${whole.person.id}`),
      (tx) => page(whole.person.id, whole.desk, tx),
    );
    expect(broken.seal).toMatchObject({
      state: "broken",
      findings: [
        { table: "signoff", what: "changed" },
        { table: "signoff", what: "changed" },
      ],
    });
    const erased = await behindTheBack(
      (tx) => tx.execute(sql`update file set erased_at = now() where id = ${whole.fileId}`),
      (tx) => page(whole.person.id, whole.desk, tx),
    );
    expect(erased.seal).toMatchObject({ state: "erased" });
    expect(said(erased, "signoffs")).toContain("photos_erased");
  });

  it("of before rows were frozen says so, and what little it knows", async () => {
    const old = { requirements: [{ id: "signoffs", evidence: [{ kind: "signoff", id: whole.desk, at: MONDAY.toISOString() }] }] };
    const found = await behindTheBack(
      (tx) => tx.execute(sql`update gate_decision set dossier = ${JSON.stringify(old)}::jsonb where id = ${whole.desk}`),
      (tx) => page(whole.person.id, whole.desk, tx),
    );
    expect(found).toMatchObject({ seal: { old: true, state: "broken" }, requirements: [{ id: "signoffs", evidence: [{ pieces: [] }] }] });
  });

  it("opens to the agent and to who may see the gate, and is not found under another person", async () => {
    const see = async (personId: string, decisionId: string, cookie: string) => {
      const answer: unknown = await Promise.resolve(
        route.loader(routeArgs(`/gate/${personId}/dossier/${decisionId}`, { cookie, params: { personId, decisionId } })),
      ).catch((thrown: unknown) => thrown);
      return answer instanceof Response ? answer.status : (answer as { title: string }).title;
    };
    const agent = await make.signIn(whole.person.id);
    expect(await see(whole.person.id, whole.desk, agent)).toBe("Chen: dossier of the desk gate");
    expect(await see(whole.person.id, whole.activation, await make.signIn(whole.supervisorId))).toBe(
      "Chen: dossier of the activation gate",
    );
    expect(await see(whole.person.id, scarred.desk, agent)).toBe(404);
    expect(await see(scarred.person.id, scarred.desk, agent)).toBe(404);
  });
});
