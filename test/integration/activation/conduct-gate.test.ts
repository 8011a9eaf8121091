import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { conductEntry, conductMonth, gateEvidence } from "@db/schema";
import { confirmGate } from "~/activation/actions.server";
import { gateOf } from "~/activation/queries.server";
import { verifyEvidence } from "~/activation/verify.server";
import { appealEntry, ruleAppeal } from "~/conduct/appeals.server";
import { enterConduct, withdrawEntry } from "~/conduct/entries.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, appSql, owner, make, ctx } = await freshDatabase();
await make.content("conduct_rules", "conduct-points", parse(readFileSync("content/taobao-cs/conduct.yaml", "utf8")) as object);
const team = await make.team();
const wang = await make.supervisor(team.id);
const li = await make.supervisor(team.id);
const manager = await make.manager(team.id);

const ready = () => make.activationReady({ teamId: team.id, supervisorId: wang.id });
const sound = { note: "did not come, nobody knew", evidence: "the rota and the leave records", chat: "", picture: null, again: true };
async function enter(personId: string, rule: string, day = "2026-03-02", now = MONDAY) {
  const made = await enterConduct(ctx(now, li.id), personId, { ...sound, rule, day });
  if (!made.ok) throw new Error(JSON.stringify(made.refusals));
  return made.value.entryId;
}
const conductOf = async (personId: string) =>
  (await gateOf(db, personId, "activation", MONDAY))?.requirements.find(({ id }) => id === "conduct");
const holds = async (personId: string, deskId: string, at = MONDAY) =>
  (
    await appSql<
      { holds: boolean }[]
    >`select gate_evidence_holds('conduct', 'gate_decision', ${deskId}, ${personId}, ${at}, '{"id":"conduct","above":5}') as holds`
  )[0]?.holds;
const confirm = async (personId: string) => {
  const outcome = await confirmGate(ctx(MONDAY, manager.id), personId, "activation");
  return outcome.ok ? [] : outcome.refusals.map(({ code }) => code);
};

describe("the conduct of the probation", () => {
  it("is met by months without an entry and by more than 5 points, in the product as in the database", async () => {
    const { person, deskDecisionId } = await ready();
    expect(await conductOf(person.id)).toMatchObject({ met: true, evidence: [{ kind: "gate_decision", id: deskDecisionId }] });
    await enter(person.id, "late");
    await enter(person.id, "leave-beyond-four");
    const [month] = await db.select().from(conductMonth).where(eq(conductMonth.personId, person.id));
    expect(await conductOf(person.id)).toMatchObject({
      met: true,
      evidence: [{ id: deskDecisionId }, { kind: "conduct_month", id: month?.id }],
    });
    expect(await holds(person.id, deskDecisionId)).toBe(true);
    expect(await confirm(person.id)).toEqual([]);
    const kept = await db.select().from(gateEvidence).where(eq(gateEvidence.requirement, "conduct"));
    expect(kept.map(({ kind }) => kind).sort()).toEqual(["conduct_month", "gate_decision"]);
  });

  it("shuts the gate at 5 points in any of its months, by hand too", async () => {
    const { person, deskDecisionId, evidence, policy } = await ready();
    await enter(person.id, "absent-without-leave", "2026-02-16");
    expect(await conductOf(person.id)).toMatchObject({
      met: false,
      blocker: { code: "conduct_low", params: { count: 1, left: "5" } },
      whereToMend: { to: `/conduct/${person.id}?month=2026-02` },
    });
    expect(await holds(person.id, deskDecisionId)).toBe(false);
    expect(await confirm(person.id)).toContain("unmet");
    const id = "0196f000-0000-7000-8000-00000000c0de";
    const byHand = appSql.begin(async (sql) => {
      await sql`insert into gate_decision (id, person_id, gate, policy_id, decided_by, dossier, seal, decided_at)
        values (${id}, ${person.id}, 'activation', ${policy.id}, ${manager.id}, '{}', 'x', ${MONDAY})`;
      for (const e of evidence)
        await sql`insert into gate_evidence (decision_id, requirement, kind, evidence_id) values (${id}, ${e.requirement}, ${e.kind}, ${e.evidenceId})`;
    });
    await expect(byHand).rejects.toMatchObject({ code: "DR001", message: expect.stringContaining("conduct") });
  });

  it("opens again by a ruling, and counts no month before the desk gate", async () => {
    const { person, deskDecisionId } = await ready();
    await enter(person.id, "absent-without-leave", "2026-01-30", new Date(MONDAY.getTime() - 86_400_000));
    expect(await conductOf(person.id)).toMatchObject({ met: true });
    const entryId = await enter(person.id, "absent-without-leave");
    expect(await conductOf(person.id)).toMatchObject({ met: false });
    await appealEntry(ctx(MONDAY, person.id), entryId, "I was at the hospital, here is the slip");
    await ruleAppeal(ctx(MONDAY, wang.id), entryId, { ruling: "taken_away", rule: "", reason: "the slip is sound" });
    expect(await conductOf(person.id)).toMatchObject({ met: true });
    expect(await holds(person.id, deskDecisionId)).toBe(true);
  });

  it("of somebody who passed stays in the dossier as it was, whatever comes after", async () => {
    const { person } = await ready();
    const entryId = await enter(person.id, "late");
    expect(await confirm(person.id)).toEqual([]);
    const states = async () => {
      const found = [];
      for await (const one of verifyEvidence(db, { personId: person.id })) if ("verdict" in one) found.push(one.verdict.state);
      return found;
    };
    const before = await states();
    await enter(person.id, "absent-without-leave");
    await withdrawEntry(ctx(MONDAY, li.id), entryId, { reason: "it was another person", manages: false });
    expect(await states()).toEqual(before);
    expect((await gateOf(db, person.id, "activation", MONDAY))?.requirements.every(({ met }) => met)).toBe(true);
    await owner.update(conductEntry).set({ rule: "rude-service" }).where(eq(conductEntry.id, entryId));
    expect((await states()).at(-1)).toBe("broken");
  });
});
