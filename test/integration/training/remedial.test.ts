import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { attempt, bankCard, remedial, remedialPerson } from "@db/schema";
import { bankStanding, enterBank } from "~/drill/bank.server";
import { answersOfCard } from "~/drill/card-answers.server";
import { sweepRemedials } from "~/drill/mending.server";
import { standingOf } from "~/drill/remedial-rules";
import { addDays } from "~/platform/dates";
import { newId } from "~/platform/ids";
import type { WriteContext } from "~/platform/write.server";
import { openAppeal, decideAppeal } from "~/training/appeal.server";
import { gradeAnswer } from "~/training/grading.server";
import { assignRemedial } from "~/training/remedial.server";
import { MONDAY } from "@test/setup/database";
import {
  db,
  ctx,
  make,
  minutes,
  codes,
  TODAY,
  DUE,
  RIGHT,
  WRONG,
  HALF,
  items,
  teamId,
  agent,
  lead,
  idsOf,
  input,
  assigned,
  tickets,
  send,
  answer,
  part,
  questions,
  marks,
  actions,
} from "./remedial-desk";

describe("assigning", () => {
  it("gives a set to people, brings in what their plan does not have, and says who, why and until when", async () => {
    const id = await assigned();
    const [row] = await db.select().from(remedial).where(eq(remedial.id, id));
    expect(row).toMatchObject({ due: DUE, reason: "Promised a day of arrival", assignedBy: lead.personId, cause: "person", causeId: null });
    expect(row?.items).toEqual(idsOf("when-sent", "when-there").sort());
    expect([...(await questions(id)).values()].map((q) => [q.mendedAt, q.last])).toEqual(Array(2).fill([null, null]));
    expect((await marks()).sort()).toEqual(idsOf("when-sent", "when-there").sort());
    // What no lesson taught them yet is none of the bank that the desk asks for.
    expect(await bankStanding(db, agent, MONDAY)).toEqual({ required: 0, fluent: 0 });
    expect(await actions(id)).toEqual(["drill.remedial_assigned"]);
  });

  it("makes a question required once its lesson is done", async () => {
    await assigned();
    await enterBank(db, agent, ["dispatch"], minutes(5));
    expect((await bankStanding(db, agent, minutes(5))).required).toBe(4);
    const revisions = async () =>
      (await db.select().from(bankCard).where(eq(bankCard.personId, agent))).map((card) => card.revision).sort();
    const before = await revisions();
    await enterBank(db, agent, ["dispatch"], minutes(6));
    expect(await revisions()).toEqual(before);
  });

  it("happens once for a form that is sent twice, at once or later", async () => {
    const submissionId = newId();
    const at: WriteContext = { ...ctx(MONDAY, lead.personId), submissionId };
    const both2 = await Promise.all([assignRemedial(at, lead, input()), assignRemedial(at, lead, input())]);
    const again = await assignRemedial({ ...at, now: minutes(3) }, lead, input());
    expect(new Set([...both2, again].map((o) => (o.ok ? o.value.remedialId : codes(o)))).size).toBe(1);
    expect(await db.select().from(remedialPerson).where(eq(remedialPerson.personId, agent))).toHaveLength(1);
  });

  it.each<[string, () => Promise<Parameters<typeof input>[0]>, string]>([
    ["somebody of another team", async () => ({ people: [agent, (await make.trainee((await make.team()).id)).id] }), "people_out_of_reach"],
    ["oneself", () => Promise.resolve({ people: [lead.personId] }), "people_out_of_reach"],
    ["nobody known", () => Promise.resolve({ people: [newId()] }), "people_out_of_reach"],
    ["somebody who is only invited", async () => ({ people: [(await make.trainee(teamId, { state: "invited" })).id] }), "people_unfit"],
    ["a supervisor of the team", async () => ({ people: [(await make.supervisor(teamId)).id] }), "people_unfit"],
    ["a question that is none", () => Promise.resolve({ items: [newId()] }), "items_gone"],
    ["nothing", () => Promise.resolve({ items: [] }), "items_missing"],
    ["nobody", () => Promise.resolve({ people: [] }), "people_missing"],
    ["a day that is over", () => Promise.resolve({ due: addDays(TODAY, -1) }), "due_past"],
  ])("refuses %s", async (_, more, code) => {
    expect(codes(await assignRemedial(ctx(MONDAY, lead.personId), lead, input(await more())))).toBe(code);
    expect(await db.select().from(remedialPerson).where(eq(remedialPerson.personId, agent))).toHaveLength(0);
  });

  it("takes what is asked of two drills at once as one card, and gives nothing away by the day of the zone", async () => {
    const one = await assigned();
    const two = await assigned({ items: idsOf("when-there", "when-late") }, minutes(1));
    await answer("when-there", RIGHT, minutes(5));
    expect((await questions(one)).get(items["when-there"] ?? "")?.mendedAt).not.toBeNull();
    expect((await questions(two)).get(items["when-there"] ?? "")?.mendedAt).not.toBeNull();
  });
});

describe("mending", () => {
  it("is done with the last answer that was right and in time, in the transaction that keeps it", async () => {
    const id = await assigned();
    await answer("when-sent", WRONG, minutes(1));
    await answer("when-there", RIGHT, minutes(2));
    expect((await questions(id)).get(items["when-sent"] ?? "")).toMatchObject({ mendedAt: null, last: "wrong" });
    await answer("when-sent", RIGHT, minutes(3), { ms: 29_000 });
    expect(await part(id)).toMatchObject({ closedAt: null });
    expect((await questions(id)).get(items["when-sent"] ?? "")).toMatchObject({ mendedAt: null, last: "slow" });
    await answer("when-sent", RIGHT, minutes(4));
    expect(await part(id)).toMatchObject({ closedAt: minutes(4), outcome: "done" });
    expect(await actions(id)).toEqual(["drill.remedial_assigned", "drill.remedial_done"]);
    const evidence = [...(await questions(id)).values()].map(({ mendedBy }) => mendedBy);
    const kept = await db.select({ id: attempt.id }).from(attempt).where(eq(attempt.personId, agent));
    expect(kept.map((row) => row.id)).toEqual(expect.arrayContaining(evidence));
  });

  it("stays done when the same question goes wrong afterwards, and the cards are left alone again", async () => {
    const id = await assigned({ items: idsOf("when-sent") });
    await answer("when-sent", RIGHT, minutes(1));
    await answer("when-sent", WRONG, minutes(2));
    expect(await part(id)).toMatchObject({ outcome: "done", closedAt: minutes(1) });
    await sweepRemedials(db, minutes(3));
    expect(await marks()).toEqual([]);
  });

  it("counts what was asked before it was assigned, and answered after", async () => {
    await enterBank(db, agent, ["dispatch"], MONDAY);
    const asked = await tickets(["when-sent"], minutes(1));
    const id = await assigned({ items: idsOf("when-sent") }, minutes(2));
    await send(asked.get(items["when-sent"] ?? "") ?? "", RIGHT, minutes(3));
    // From asking to answering two minutes went by, but its own clock says four seconds.
    expect(await part(id)).toMatchObject({ outcome: "done" });
  });

  it("does not count what was given without a connection, or before", async () => {
    await answerFirst();
    const id = await assigned({ items: idsOf("when-sent") }, minutes(10));
    expect((await questions(id)).get(items["when-sent"] ?? "")?.last).toBeNull();
    const asked = await tickets(["when-sent"], minutes(11));
    await send(asked.get(items["when-sent"] ?? "") ?? "", RIGHT, minutes(60), { after: 5000 });
    expect((await questions(id)).get(items["when-sent"] ?? "")).toMatchObject({ last: "slow", mendedAt: null });
  });
  async function answerFirst() {
    await enterBank(db, agent, ["dispatch"], MONDAY);
    await answer("when-sent", RIGHT, minutes(1));
  }

  it("is done once when the two last answers come at the same time", async () => {
    const id = await assigned();
    const asked = await tickets(["when-sent", "when-there"], minutes(1));
    await Promise.all([...asked.values()].map((ticket) => send(ticket, RIGHT, minutes(2))));
    expect(await part(id)).toMatchObject({ outcome: "done" });
    expect((await actions(id)).filter((action) => action === "drill.remedial_done")).toHaveLength(1);
  });

  it("costs those whom nothing was assigned to no statement: their cards are not marked", async () => {
    const other = (await make.trainee(teamId, { state: "active" })).id;
    await enterBank(db, other, ["dispatch"], MONDAY);
    await assigned();
    expect(await marks(other)).toEqual([]);
    await answer("when-sent", RIGHT, minutes(1), { who: other });
    expect(await db.select().from(remedialPerson).where(eq(remedialPerson.personId, other))).toEqual([]);
  });
});

describe("written answers", () => {
  const grade = (attemptId: string, g: 0 | 4, at: Date) =>
    gradeAnswer(ctx(at, lead.personId), { attemptId, grade: g, remark: "", blind: false, seen: 0 });
  const lastAttempt = async () => {
    const rows = await db.select({ id: attempt.id }).from(attempt).where(eq(attempt.personId, agent)).orderBy(asc(attempt.storedAt));
    return rows.at(-1)?.id ?? "";
  };

  it("keep it open until they are graded: right, and it is done", async () => {
    const id = await assigned({ items: idsOf("written") });
    await answer("written", HALF, minutes(1));
    expect((await questions(id)).get(items.written ?? "")).toMatchObject({ last: "waiting", mendedAt: null });
    expect(await part(id)).toMatchObject({ closedAt: null });
    await grade(await lastAttempt(), 4, minutes(9));
    expect(await part(id)).toMatchObject({ outcome: "done", closedAt: minutes(9) });
    // It was mended when it was answered, not when somebody came to look at it.
    expect((await questions(id)).get(items.written ?? "")?.mendedAt).toEqual(minutes(1));
  });

  it("graded wrong, leave it open", async () => {
    const id = await assigned({ items: idsOf("written") });
    await answer("written", HALF, minutes(1));
    await grade(await lastAttempt(), 0, minutes(9));
    expect((await questions(id)).get(items.written ?? "")).toMatchObject({ last: "wrong", mendedAt: null });
  });

  it("mend by an accepted appeal", async () => {
    const id = await assigned({ items: idsOf("when-late") });
    await answer("when-late", WRONG, minutes(1));
    const opened = await openAppeal(ctx(minutes(2), agent), { personId: agent, attemptId: await lastAttempt(), reason: "It is right too" });
    if (!opened.ok) throw new Error(codes(opened));
    const manager = (await make.manager(teamId)).id;
    const ruled = { appealId: opened.value.appealId, ruling: "also_right" as const, reason: "So it is said in the lesson" };
    expect(codes(await decideAppeal(ctx(minutes(3), manager), ruled))).toBe("ok");
    expect(await part(id)).toMatchObject({ outcome: "done", closedAt: minutes(3) });
  });
});

describe("the summary", () => {
  it("is what the attempts say, counted anew", async () => {
    const id = await assigned({ items: idsOf("when-sent", "when-there", "when-late", "written") });
    const { assignedAt } = await part(id);
    for (const [n, [slug, given, ms]] of (
      [
        ["when-sent", RIGHT, 4000],
        ["when-there", WRONG, 4000],
        ["when-late", RIGHT, 29_000],
        ["when-there", RIGHT, 3000],
        ["when-sent", WRONG, 2000],
        ["written", HALF, 9000],
      ] as const
    ).entries())
      await answer(slug, given, minutes(n + 1), { ms });
    for (const [itemId, row] of await questions(id)) {
      const { mendedBy, mendedAt, last, lastAt } = row;
      expect({ mendedBy, mendedAt, last, lastAt }).toEqual(
        standingOf(await answersOfCard(db, agent, itemId, minutes(9)), assignedAt, null),
      );
    }
    expect((await questions(id)).get(items["when-there"] ?? "")?.mendedAt).not.toBeNull();
  });
});
