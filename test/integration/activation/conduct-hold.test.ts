import { readFileSync } from "node:fs";
import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { clearanceLapse, notice, person, workItem } from "@db/schema";
import { suspendForConduct, sweepConductHolds } from "~/activation/conduct-hold.server";
import { giveBackClearance } from "~/activation/hold.server";
import { entryPage } from "~/conduct/entry-page.server";
import { appealEntry, ruleAppeal } from "~/conduct/appeals.server";
import { enterConduct, withdrawEntry } from "~/conduct/entries.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, make, ctx } = await freshDatabase();
await make.content("conduct_rules", "conduct-points", parse(readFileSync("content/taobao-cs/conduct.yaml", "utf8")) as object);
const team = await make.team();
const wang = await make.supervisor(team.id);
const manager = await make.manager(team.id);
const MINUTE = new Date(MONDAY.getTime() + 60_000);

const asked = { rule: "open-conflict", day: "2026-03-02", note: "shouted at a customer", evidence: "the whole chat, line 1 to 40" };
const as = (id: string) => ctx(MONDAY, id);
async function enter(personId: string, rule = "open-conflict") {
  const made = await enterConduct(as(wang.id), personId, { ...asked, rule, chat: "", picture: null, again: true });
  if (!made.ok) throw new Error(JSON.stringify(made.refusals));
  return made.value.entryId;
}
const inProbation = async () => (await make.inProbation({ teamId: team.id, supervisorId: wang.id })).person.id;
const clearanceOf = async (id: string) => (await db.select().from(person).where(eq(person.id, id)))[0]?.clearance;
const lapsesOf = (id: string) => db.select().from(clearanceLapse).where(eq(clearanceLapse.personId, id));
const open = async (id: string) =>
  (
    await db
      .select({ kind: workItem.kind })
      .from(workItem)
      .where(and(eq(workItem.personId, id), isNull(workItem.closedAt)))
  ).map(({ kind }) => kind);

describe("an entry by a rule that suspends", () => {
  it("suspends the clearance once, with the entry as evidence, whoever comes first", async () => {
    const id = await inProbation();
    const entryId = await enter(id);
    await Promise.all([suspendForConduct(db, entryId, MINUTE), suspendForConduct(db, entryId, MINUTE), sweepConductHolds(db, MINUTE)]);
    expect(await lapsesOf(id)).toMatchObject([
      { reason: "conduct", causeId: entryId, begunBy: wang.id, note: asked.note, evidence: `/conduct/entries/${entryId}`, endedAt: null },
    ]);
    expect(await clearanceOf(id)).toBe("none");
    expect(await open(id)).toContain("clearance_lapsed");
    const told = await db.select({ kind: notice.kind }).from(notice).where(eq(notice.personId, id));
    expect(told.filter(({ kind }) => kind === "activation.lapsed_conduct")).toHaveLength(1);
  });

  it("is found by the sweep when its job was lost, and not again once it was given back", async () => {
    const id = await inProbation();
    const entryId = await enter(id);
    await sweepConductHolds(db, MINUTE);
    expect(await clearanceOf(id)).toBe("none");
    const given = await giveBackClearance(ctx(MINUTE, manager.id), id, "read the whole chat: the customer began");
    expect(given.ok).toBe(true);
    await suspendForConduct(db, entryId, MINUTE);
    await sweepConductHolds(db, MINUTE);
    expect(await clearanceOf(id)).toBe("supervised");
    expect(await lapsesOf(id)).toHaveLength(1);
  });

  it("is one of two, and both are given back together", async () => {
    const id = await inProbation();
    for (const rule of ["open-conflict", "red-line"]) await enter(id, rule);
    await sweepConductHolds(db, MINUTE);
    expect(await lapsesOf(id)).toHaveLength(2);
    await giveBackClearance(ctx(MINUTE, manager.id), id, "read the whole chat: the customer began");
    expect((await lapsesOf(id)).every(({ outcome }) => outcome === "given_back")).toBe(true);
    expect(await clearanceOf(id)).toBe("supervised");
  });

  it("suspends nobody once it was taken back, nobody without a seat, and not by points alone", async () => {
    const [early, plain] = [await inProbation(), await inProbation()];
    const trainee = (await make.trainee(team.id)).id;
    await withdrawEntry(as(wang.id), await enter(early), { reason: "it was another person", manages: false });
    await enter(trainee);
    await enter(plain, "absent-without-leave");
    await sweepConductHolds(db, MINUTE);
    for (const id of [early, trainee, plain]) expect(await lapsesOf(id)).toEqual([]);
    expect(await clearanceOf(plain)).toBe("supervised");
  });

  it("that is taken away leads the manager to the clearance, which stays suspended until they decide", async () => {
    const id = await inProbation();
    const entryId = await enter(id);
    await sweepConductHolds(db, MINUTE);
    await appealEntry(as(id), entryId, "it was a colleague at my desk");
    const ruled = await ruleAppeal(as(manager.id), entryId, { ruling: "taken_away", rule: "", reason: "the rota says the same" });
    expect(ruled).toEqual({ ok: true, value: { personId: id } });
    expect(await clearanceOf(id)).toBe("none");
    expect(await open(id)).toContain("clearance_lapsed");
    const page = await entryPage(db, entryId, { id: manager.id, mayRule: true, mayEnter: true, manages: true, now: MINUTE }, "en");
    expect(page).toMatchObject({ hold: { over: false }, gone: true, manages: true });
  });
});
