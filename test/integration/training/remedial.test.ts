import { and, asc, eq, isNull } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attempt, audit, bankCard, contentItem, person, remedial, remedialPerson, remedialQuestion, workItem } from "@db/schema";
import { changeState } from "~/activation/state.server";
import { bankStanding, enterBank } from "~/drill/bank.server";
import { answersOfCard } from "~/drill/card-answers.server";
import { sweepRemedials } from "~/drill/mending.server";
import { remedialCounts, remedialList } from "~/drill/remedial-queries.server";
import { standingOf } from "~/drill/remedial-rules";
import { planGo } from "~/drill/session.server";
import type { Actor } from "~/people/actor";
import { addDays, plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import type { Outcome, WriteContext } from "~/platform/write.server";
import { openAppeal, decideAppeal } from "~/training/appeal.server";
import { answerDrills } from "~/training/bank.server";
import { gradeAnswer } from "~/training/grading.server";
import { remedialPage } from "~/training/remedial-page.server";
import { addToRemedial, assignRemedial, cancelRemedial, extendRemedial } from "~/training/remedial.server";
import { both } from "@test/factories/curriculum";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ownerSql, appSql, ctx, make } = await freshDatabase();
const minutes = (n: number) => new Date(MONDAY.getTime() + n * 60_000);
const days = (n: number) => minutes(n * 24 * 60);
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? "ok" : outcome.refusals.map((r) => r.code).join());
const TODAY = plainDateIn("Asia/Shanghai", MONDAY);
const DUE = addDays(TODAY, 3);
const RIGHT = { option: "a" };
const WRONG = { option: "b" };
const HALF = { text: "亲，我们支持七天无理由退换，请您放心收货。" };

const items: Record<string, string> = {};
let teamId = "";
let agent = "";
let lead: Pick<Actor, "personId" | "roles">;

beforeAll(async () => {
  await make.content("topic", "topic");
  await make.content("lesson", "dispatch");
  for (const slug of ["when-sent", "when-there", "when-late"])
    items[slug] = (await make.content("question", slug, { lesson: "dispatch" })).itemId;
  items.written = (
    await make.content("question", "written", {
      lesson: "dispatch",
      type: "free_reply",
      options: undefined,
      must_say: [
        { point: both("seven days"), any_of: { "zh-CN": ["七天无理由"], en: ["seven days"] } },
        { point: both("freight"), any_of: { "zh-CN": ["运费由我们承担"], en: ["we pay the freight"] } },
      ],
      model_answers: { "zh-CN": ["亲，支持七天无理由，运费由我们承担。"], en: ["You have seven days, and we pay the freight."] },
    } as object)
  ).itemId;
});

beforeEach(async () => {
  teamId = (await make.team()).id;
  agent = (await make.trainee(teamId, { state: "active" })).id;
  lead = { personId: (await make.supervisor(teamId)).id, roles: [{ role: "supervisor", teamId }] };
});

const idsOf = (...slugs: string[]) => slugs.map((slug) => items[slug] ?? "");
const input = (more: { items?: string[]; people?: string[]; due?: string } = {}) => ({
  ...{ title: both("when it arrives"), reason: "Promised a day of arrival", cause: { type: "person" as const } },
  ...{ items: idsOf("when-sent", "when-there"), people: [agent], due: DUE, ...more },
});
async function assigned(more: Parameters<typeof input>[0] = {}, at = MONDAY, by = lead): Promise<string> {
  const outcome = await assignRemedial(ctx(at, by.personId), by, input(more));
  if (!outcome.ok) throw new Error(codes(outcome));
  return outcome.value.remedialId;
}

/** Ask somebody these questions at `at`: their tickets. */
async function tickets(slugs: string[], at: Date, who = agent): Promise<Map<string, string>> {
  const more = { road: null, dayBegan: MONDAY, held: new Set<string>(), count: 40, locale: "zh-CN" as const };
  const { questions } = await planGo(db, { personId: who, now: at, only: { by: "set", items: new Set(idsOf(...slugs)) }, ...more });
  return new Map(questions.map(({ itemId, ticket }) => [itemId, ticket]));
}
const send = (ticket: string, answer: unknown, at: Date, more: { ms?: number; after?: number; who?: string } = {}) =>
  answerDrills(ctx(at, more.who ?? agent), more.who ?? agent, [{ ticket, answer, ms: more.ms ?? 4000, after: more.after }], {
    ...{ held: new Set<string>(), want: 0, locale: "zh-CN" as const, line: null },
  });
/** Answer one question at `at`, asked half a minute before. */
async function answer(slug: string, given: unknown, at: Date, more: { ms?: number; after?: number; who?: string } = {}) {
  const asked = await tickets([slug], new Date(at.getTime() - 30_000), more.who);
  const { results } = await send(asked.get(items[slug] ?? "") ?? "", given, at, more);
  expect(results[0]).toMatchObject({ ok: true });
}
const part = async (remedialId: string, who = agent) => {
  const [row] = await db
    .select()
    .from(remedialPerson)
    .where(and(eq(remedialPerson.remedialId, remedialId), eq(remedialPerson.personId, who)));
  if (!row) throw new Error("nothing was assigned to them");
  return row;
};
const questions = async (remedialId: string, who = agent) => {
  const { id } = await part(remedialId, who);
  const rows = await db.select().from(remedialQuestion).where(eq(remedialQuestion.remedialPersonId, id));
  return new Map(rows.map((row) => [row.itemId, row]));
};
const marks = async (who = agent) => {
  const rows = await db.select().from(bankCard).where(eq(bankCard.personId, who));
  return rows.filter(({ mending }) => mending).map(({ itemId }) => itemId);
};
const actions = async (remedialId: string) =>
  (await db.select().from(audit).where(eq(audit.subjectId, remedialId)).orderBy(asc(audit.id))).map((row) => row.action);
const overdue = () =>
  db
    .select()
    .from(workItem)
    .where(and(eq(workItem.kind, "remedial_overdue"), isNull(workItem.closedAt), eq(workItem.personId, agent)));

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

describe("the day by which", () => {
  const late = days(4);

  it("over, puts one item into the inbox of the person's team, and the last answer takes it out", async () => {
    await assigned({ items: idsOf("when-sent") });
    await sweepRemedials(db, days(3));
    expect(await overdue()).toEqual([]);
    await sweepRemedials(db, late);
    await sweepRemedials(db, late);
    expect((await overdue()).map(({ role, teamId: team }) => [role, team])).toEqual([["supervisor", teamId]]);
    await answer("when-sent", RIGHT, new Date(late.getTime() + 60_000));
    expect(await overdue()).toEqual([]);
  });

  it("moved, takes it out; only later days, by whoever reaches all of them", async () => {
    const id = await assigned({ items: idsOf("when-sent") });
    await sweepRemedials(db, late);
    const extend = (due: string, by = lead) => extendRemedial(ctx(late, by.personId), by, { remedialId: id, due });
    const stranger = {
      personId: (await make.supervisor((await make.team()).id)).id,
      roles: [{ role: "supervisor" as const, teamId: newId() }],
    };
    expect(codes(await extend(addDays(TODAY, 9), stranger))).toBe("others_too");
    expect(codes(await extend(addDays(TODAY, 1)))).toBe("due_past");
    expect(codes(await extend(addDays(TODAY, 9)))).toBe("ok");
    expect(await overdue()).toEqual([]);
    await sweepRemedials(db, late);
    expect(await overdue()).toEqual([]);
    expect(codes(await extend(addDays(TODAY, 9)))).toBe("due_not_later");
    expect(await actions(id)).toEqual(["drill.remedial_assigned", "drill.remedial_extended"]);
  });

  it("follows somebody into another team", async () => {
    await assigned({ items: idsOf("when-sent") });
    await sweepRemedials(db, late);
    const next = (await make.team()).id;
    await ownerSql`update team_membership set to_day = ${TODAY} where person_id = ${agent}`;
    await make.membership(agent, next, TODAY);
    await sweepRemedials(db, late);
    expect((await overdue()).map((item) => item.teamId)).toEqual([next]);
  });
});

describe("its end", () => {
  it("cancelled with a reason, it is asked of nobody, once", async () => {
    const id = await assigned();
    const cancel = (reason: string) => cancelRemedial(ctx(minutes(5), lead.personId), lead, { remedialId: id, reason });
    await sweepRemedials(db, days(4));
    expect(codes(await cancel(" "))).toBe("reason_missing");
    expect(codes(await cancel("The rule changed"))).toBe("ok");
    expect(codes(await cancel("Again"))).toBe("remedial_closed");
    expect(await part(id)).toMatchObject({ outcome: "cancelled" });
    expect(await overdue()).toEqual([]);
    await answer("when-sent", RIGHT, minutes(6));
    expect((await questions(id)).get(items["when-sent"] ?? "")?.last).toBeNull();
    await sweepRemedials(db, minutes(7));
    expect(await marks()).toEqual([]);
  });

  it("closes for one who leaves, and not for the others", async () => {
    const other = (await make.trainee(teamId, { state: "active" })).id;
    const id = await assigned({ people: [agent, other] });
    const manager = (await make.manager(teamId)).id;
    expect(codes(await changeState(ctx(minutes(5), manager), agent, "leave", "Has moved to another city"))).toBe("ok");
    expect(await part(id)).toMatchObject({ outcome: "left" });
    expect(await part(id, other)).toMatchObject({ closedAt: null });
    const [row] = await db.select({ state: person.state }).from(person).where(eq(person.id, agent));
    expect(row?.state).toBe("left");
  });

  it("drops a question that goes out of use, keeps that it did, and is done when it was the last", async () => {
    const gone = (await make.content("question", `gone-${newId().slice(-6)}`, { lesson: "dispatch" })).itemId;
    const id = await assigned({ items: [...idsOf("when-sent"), gone] });
    await answer("when-sent", RIGHT, minutes(1));
    await owner
      .update(contentItem)
      .set({ archivedAt: minutes(2) })
      .where(eq(contentItem.id, gone));
    await sweepRemedials(db, minutes(3));
    expect((await questions(id)).get(gone)).toMatchObject({ mendedAt: null, droppedAt: minutes(3) });
    expect(await part(id)).toMatchObject({ outcome: "done" });
  });

  it("takes in more people while it lasts, and nobody twice", async () => {
    const other = (await make.trainee(teamId, { state: "probation" })).id;
    const id = await assigned();
    const add = (people: string[], at = minutes(5)) => addToRemedial(ctx(at, lead.personId), lead, { remedialId: id, people });
    expect(codes(await add([other]))).toBe("ok");
    expect(await part(id, other)).toMatchObject({ assignedAt: minutes(5) });
    expect(codes(await add([other]))).toBe("people_twice");
    expect(codes(await add([]))).toBe("people_missing");
    expect(codes(await add([(await make.trainee((await make.team()).id)).id]))).toBe("people_out_of_reach");
    expect(codes(await add([(await make.trainee(teamId)).id], days(4)))).toBe("due_past_for_new");
  });

  it("is kept by the database: a closed part, its questions and a cancelled drill no longer change", async () => {
    const id = await assigned({ items: idsOf("when-sent") });
    await answer("when-sent", RIGHT, minutes(1));
    const { id: partId } = await part(id);
    await expect(appSql`update remedial_person set outcome = 'left' where id = ${partId}`).rejects.toMatchObject({ code: "DR030" });
    await expect(
      appSql`update remedial_question set mended_at = null, mended_by = null where remedial_person_id = ${partId}`,
    ).rejects.toMatchObject({
      code: "DR030",
    });
    await expect(appSql`update remedial set items = '{}' where id = ${id}`).rejects.toMatchObject({ code: "42501" });
    await expect(appSql`delete from remedial_question where remedial_person_id = ${partId}`).rejects.toMatchObject({ code: "42501" });
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

describe("the list", () => {
  const listed = async (show: "open" | "late" | "closed", more: { q?: string; team?: string; at?: Date; by?: typeof lead } = {}) => {
    const { q = "", team = null, at = minutes(9), by = lead } = more;
    const scope = { personId: by.personId, teams: by.roles.flatMap((held) => held.teamId ?? []) };
    const { rows } = await remedialList(db, scope, { show, team, q, page: 1 }, at);
    return rows.map((row) => [row.id, row.people, row.done, row.open, row.late, row.names.length]);
  };

  it("shows each drill by itself, to those who lead its people, by its state and by words", async () => {
    const other = (await make.trainee(teamId, { state: "active", name: "秦岚" })).id;
    const one = await assigned({ items: idsOf("when-sent") });
    const two = await assigned({ people: [agent, other] }, minutes(1));
    await answer("when-sent", RIGHT, minutes(2));
    expect(await listed("open")).toEqual([[two, 2, 0, 2, 0, 2]]);
    expect(await listed("closed")).toEqual([[one, 1, 1, 0, 0, 1]]);
    expect(await listed("late")).toEqual([]);
    expect(await listed("late", { at: days(5) })).toEqual([[two, 2, 0, 2, 2, 2]]);
    expect(await listed("open", { q: "秦岚" })).toEqual([[two, 2, 0, 2, 0, 2]]);
    expect(await listed("open", { q: "100%" })).toEqual([]);
    expect(await listed("closed", { q: "秦岚" })).toEqual([]);
    expect(await listed("open", { team: newId() })).toEqual([]);
    const elsewhere = (await make.team()).id;
    const stranger = { personId: (await make.supervisor(elsewhere)).id, roles: [{ role: "supervisor" as const, teamId: elsewhere }] };
    expect(await listed("open", { by: stranger })).toEqual([]);
    expect(await remedialCounts(db, { personId: lead.personId, teams: [teamId] }, days(5))).toEqual({ open: 1, late: 1 });
  });

  it("shows its page to its people and to those who lead them, and nobody else", async () => {
    const other = (await make.trainee(teamId, { state: "active" })).id;
    const id = await assigned({ people: [agent, other] });
    await answer("when-sent", RIGHT, minutes(2));
    const actor = (personId: string, roles: Actor["roles"]) => ({ personId, roles, zone: "Asia/Shanghai" }) as Actor;
    const own = await remedialPage(db, actor(agent, [{ role: "agent", teamId }]), id, "en", minutes(9));
    expect(own).toMatchObject({ own: { mended: 1, of: 2, late: false }, parts: [], candidates: [], mayChange: false });
    const led = await remedialPage(db, actor(lead.personId, [...lead.roles]), id, "en", minutes(9));
    expect(led).toMatchObject({ own: null, mayChange: true });
    expect(led?.parts.map(({ personId, mended }) => [personId, mended])).toEqual(
      expect.arrayContaining([
        [agent, 1],
        [other, 0],
      ]),
    );
    const colleague = (await make.trainee(teamId, { state: "active" })).id;
    expect(await remedialPage(db, actor(colleague, [{ role: "agent", teamId }]), id, "en", minutes(9))).toBeNull();
    expect(await remedialPage(db, actor(newId(), [{ role: "supervisor", teamId: newId() }]), id, "en", minutes(9))).toBeNull();
  });
});
