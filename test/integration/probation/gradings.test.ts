import { readFileSync } from "node:fs";
import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { audit, extraAttempt, file, grading, gradingItem, gradingResult, notice, person, workItem } from "@db/schema";
import { abandonGrading, allowExtraGrading, startGrading, submitGrading } from "~/probation/actions.server";
import { addEvidence, removeEvidence, saveDraft } from "~/probation/drafts.server";
import { gradingsOf, isEvidenceFor } from "~/probation/queries.server";
import { gradingResultOf } from "~/probation/result.server";
import { gradingSheet } from "~/probation/sheet.server";
import { itemSchemas } from "~/curriculum/pack";
import { newId } from "~/platform/ids";
import type { Outcome } from "~/platform/refusal";
import { openItem } from "~/work/actions.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, appSql, ctx, make } = await freshDatabase();
const checklist = itemSchemas.checklist.parse(parse(readFileSync("content/taobao-cs/checklists/probation.yaml", "utf8")));
const items = checklist.areas.flatMap((a) => a.items);
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const picture = () => new Blob([PNG], { type: "image/png" });

beforeAll(async () => {
  const { slug, ...body } = checklist;
  await make.content("checklist", slug, body);
  for (let i = 0; i < 24; i++) await make.content("product", `bag-${i}`);
});

let agent: Awaited<ReturnType<typeof make.inProbation>>;
let grader: string;
beforeEach(async () => {
  agent = await make.inProbation();
  grader = (await make.supervisor(agent.teamId, { name: "Grader" })).id;
});

const viewer = (id: string) => ({ id, settles: false });
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((r) => r.code));
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};
const start = async (by = grader) => value(await startGrading(ctx(MONDAY, by), agent.person.id)).gradingId;
const grades = (grade: number, others: Record<string, number> = {}) =>
  Object.fromEntries(items.map((i) => [i.slug, { grade: others[i.slug] ?? grade }]));

/** A wholly graded sheet with the pictures it requires, and its revision. */
async function filled(gradingId: string, grade: number, others: Record<string, number> = {}, by = grader): Promise<number> {
  const draft = Object.fromEntries(
    items.map((i) => [i.slug, { grade: others[i.slug] ?? grade, ...(i.evidence === "required" ? { fileIds: [newId()] } : {}) }]),
  );
  await owner
    .update(grading)
    .set({ draft, draftRevision: 7 })
    .where(and(eq(grading.id, gradingId), eq(grading.graderId, by)));
  return 7;
}
async function graded(grade: number, by = grader) {
  const id = await start(by);
  return value(await submitGrading(ctx(MONDAY, by), agent.person.id, id, await filled(id, grade, {}, by)));
}
const openKinds = async () =>
  (
    await db
      .select({ kind: workItem.kind })
      .from(workItem)
      .where(and(eq(workItem.personId, agent.person.id), isNull(workItem.closedAt)))
  ).map((i) => i.kind);

describe("beginning", () => {
  it("pins the checklist, draws twenty products and ten puzzles, and tells the audit; a second start goes on with the first", async () => {
    const id = await start();
    expect(await start()).toBe(id);
    const [row] = await db.select().from(grading).where(eq(grading.id, id));
    expect(row).toMatchObject({ attempt: 1, personId: agent.person.id, graderId: grader });
    expect(Object.values(row?.drawn ?? {}).map((d) => d.length)).toEqual([10, 10, 10]);
    expect(new Set(Object.values(row?.drawn ?? {}).flat()).size).toBe(30);
    const said = await db
      .select()
      .from(audit)
      .where(and(eq(audit.action, "probation.grading_started"), eq(audit.personId, agent.person.id)));
    expect(said).toMatchObject([{ actorId: grader, subjectId: id }]);
  });

  it("opens one sheet when pressed many times at once", async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => start()));
    expect(new Set(ids).size).toBe(1);
  });

  it("shows what the agent handed in last for each of the ten messages, and where nothing was", async () => {
    const at = { personId: agent.person.id, gradingId: await start(), graderId: grader };
    const first = await make.wroteScript({ personId: agent.person.id, reviewerId: grader, at: MONDAY, prepared: 7 });
    await make.wroteScript({ personId: agent.person.id, reviewerId: null, at: MONDAY, prepared: 10 });
    await make.wroteScript({ personId: (await make.inProbation()).person.id, reviewerId: null, at: MONDAY, prepared: 1 });
    const sheet = await gradingSheet(db, at, "en");
    const written = Object.fromEntries((sheet?.areas ?? []).flatMap((area) => area.items.map((item) => [item.slug, item.written])));
    const text = "It left us on Monday. May I ask the courier today and write to you by four?";
    expect(written["message-delay"]).toEqual({ draftId: first.draftId, approved: true, texts: [{ locale: "en", text }] });
    expect(written["message-follow-up"]).toMatchObject({ approved: false, texts: [{ locale: "en", text }] });
    expect(written["message-greeting"]).toEqual({ draftId: null, approved: false, texts: [] });
    expect(Object.keys(written).filter((slug) => written[slug] !== null)).toHaveLength(10);
    expect(written["inside-handover"]).toBeNull();
  });

  it("lets several graders work apart, each on their own sheet", async () => {
    const other = (await make.supervisor((await make.team()).id)).id;
    const [mine, theirs] = [await start(), await start(other)];
    expect(mine).not.toBe(theirs);
    const found = await gradingsOf(db, agent.person.id);
    expect(found?.gradings.map((g) => g.attempt).sort()).toEqual([1, 2]);
    expect(await gradingSheet(db, { personId: agent.person.id, gradingId: theirs, graderId: grader }, "en")).toBeNull();
  });

  it.each([
    ["oneself", async () => startGrading(ctx(MONDAY, agent.person.id), agent.person.id), "grade_oneself"],
    ["nobody", async () => startGrading(ctx(MONDAY, grader), newId()), "no_such_person"],
    ["somebody in training", async () => startGrading(ctx(MONDAY, grader), (await make.trainee(agent.teamId)).id), "not_in_probation"],
    [
      "somebody active",
      async () => startGrading(ctx(MONDAY, grader), (await make.trainee(agent.teamId, { state: "active" })).id),
      "not_in_probation",
    ],
  ])("is refused for %s", async (_, run, code) => {
    expect(codes(await run())).toEqual([code]);
  });

  it("gives up what was left open in an earlier employment", async () => {
    const id = await start();
    await owner
      .update(person)
      .set({ employedSince: new Date(MONDAY.getTime() + 1000) })
      .where(eq(person.id, agent.person.id));
    expect(codes(await submitGrading(ctx(MONDAY, grader), agent.person.id, id, await filled(id, 4)))).toEqual(["not_in_probation"]);
    const later = new Date(MONDAY.getTime() + 5000);
    const fresh = value(await startGrading(ctx(later, grader), agent.person.id));
    expect(fresh.gradingId).not.toBe(id);
    const [old] = await db.select().from(grading).where(eq(grading.id, id));
    expect(old).toMatchObject({ abandonedAt: later });
  });
});

describe("the draft", () => {
  const save = (id: string, revision: number, changes: Parameters<typeof saveDraft>[4], by = grader) =>
    saveDraft(ctx(MONDAY, by), agent.person.id, id, revision, changes);

  it("keeps grades and remarks by revision", async () => {
    const id = await start();
    expect(value(await save(id, 0, { "message-price": { grade: 3, remark: "short" } }))).toMatchObject({ saved: true, revision: 1 });
    expect(value(await save(id, 1, { "message-price": { grade: 4 } }))).toEqual({
      saved: true,
      revision: 2,
      entries: { "message-price": { grade: 4, remark: "short" } },
    });
  });

  it("gives back the newer draft of another device instead of writing over it", async () => {
    const id = await start();
    value(await save(id, 0, { "message-price": { grade: 3 } }));
    expect(value(await save(id, 0, { "message-price": { grade: 1 } }))).toEqual({
      saved: false,
      revision: 1,
      entries: { "message-price": { grade: 3 } },
    });
  });

  it("takes one of two devices that save at the same moment", async () => {
    const id = await start();
    const both = await Promise.all([save(id, 0, { "message-price": { grade: 3 } }), save(id, 0, { "message-delay": { grade: 2 } })]);
    expect(both.map((o) => value(o).saved).sort()).toEqual([false, true]);
    expect(both.map((o) => value(o).revision)).toEqual([1, 1]);
  });

  it("refuses other people's sheets, unknown items, and what was submitted or given up", async () => {
    const id = await start();
    const other = (await make.supervisor(agent.teamId)).id;
    expect(codes(await save(id, 0, { "message-price": { grade: 3 } }, other))).toEqual(["no_such_grading"]);
    expect(codes(await save(newId(), 0, {}))).toEqual(["no_such_grading"]);
    expect(codes(await save(id, 0, { nonsense: { grade: 3 } }))).toEqual(["no_such_item"]);
    value(await abandonGrading(ctx(MONDAY, grader), agent.person.id, id, "fell ill"));
    expect(codes(await save(id, 0, { "message-price": { grade: 3 } }))).toEqual(["was_abandoned"]);
  });
});

describe("evidence", () => {
  const add = (id: string, slug: string, upload: Blob, submissionId: string | null = null) =>
    addEvidence({ ...ctx(MONDAY, grader), submissionId }, agent.person.id, id, slug, upload);

  it("is kept with the item, seen by its grader alone until the submission, and may be taken away", async () => {
    const id = await start();
    const { entries, revision } = value(await add(id, "process-stitch-by-hand", picture()));
    const [fileId = ""] = entries["process-stitch-by-hand"]?.fileIds ?? [];
    expect(revision).toBe(1);
    expect(await db.select().from(file).where(eq(file.id, fileId))).toMatchObject([{ ownerId: agent.person.id, mediaType: "image/png" }]);
    expect(await isEvidenceFor(db, agent.person.id, fileId, viewer(grader))).toBe(true);
    expect(await isEvidenceFor(db, agent.person.id, fileId, viewer(agent.person.id))).toBe(false);
    expect(await isEvidenceFor(db, newId(), fileId, viewer(grader))).toBe(false);
    const after = value(await removeEvidence(ctx(MONDAY, grader), agent.person.id, id, "process-stitch-by-hand", fileId));
    expect(after.entries["process-stitch-by-hand"]?.fileIds).toEqual([]);
  });

  it("is stored once when the network repeats the upload", async () => {
    const id = await start();
    const submissionId = newId(Date.now());
    const [first, again] = [
      await add(id, "process-stitch-by-hand", picture(), submissionId),
      await add(id, "process-stitch-by-hand", picture(), submissionId),
    ];
    expect(value(again).entries).toEqual(value(first).entries);
  });

  it.each([
    ["no picture", "process-stitch-by-hand", new Blob(["<svg/>"], { type: "image/png" }), "picture_unknown_format"],
    ["an empty file", "process-stitch-by-hand", new Blob([]), "picture_empty"],
    ["a file that is too large", "process-stitch-by-hand", new Blob([PNG, new Uint8Array(8_000_001)]), "picture_too_large"],
    ["an item that takes none", "prices-quote-ten", picture(), "no_such_item"],
    ["an item that does not exist", "nonsense", picture(), "no_such_item"],
  ])("refuses %s", async (_, slug, upload, code) => {
    expect(codes(await add(await start(), slug, upload))).toEqual([code]);
  });

  it("refuses a fifth picture", async () => {
    const id = await start();
    for (let i = 0; i < 4; i++) value(await add(id, "process-stitch-by-hand", picture()));
    expect(codes(await add(id, "process-stitch-by-hand", picture()))).toEqual(["too_many_pictures"]);
  });
});

describe("submitting", () => {
  const submit = (id: string, revision: number, by = grader) => submitGrading(ctx(MONDAY, by), agent.person.id, id, revision);

  it("needs every grade and every required picture", async () => {
    const id = await start();
    expect(await submit(id, 0)).toMatchObject({ refusals: [{ code: "incomplete", params: { count: items.length } }] });
    value(await saveDraft(ctx(MONDAY, grader), agent.person.id, id, 0, grades(3)));
    const pictures = items.filter((i) => i.evidence === "required").length;
    expect(await submit(id, 1)).toMatchObject({ refusals: [{ code: "incomplete", params: { count: pictures } }] });
    expect(await db.select().from(gradingItem).where(eq(gradingItem.gradingId, id))).toHaveLength(0);
  });

  it("writes items, an exact result and the audit, closes what waits, and locks", async () => {
    await db.transaction((tx) =>
      openItem(tx, ctx(), { kind: "grading", teamId: agent.teamId, personId: agent.person.id, subjectId: agent.person.id }),
    );
    const id = await start();
    const revision = await filled(id, 4, { "features-into-use": 3, "inside-handover": 3 });
    expect(value(await submit(id, revision))).toEqual({ gradingId: id, passed: true });
    const [result] = await db.select().from(gradingResult).where(eq(gradingResult.gradingId, id));
    // 20 × 95.833333333333 % + 10 × 91.666666666667 % + the other 70 whole.
    expect(result).toMatchObject({
      total: "98.333333333333",
      passed: true,
      singleExaminer: false,
      failed: { areas: [], critical: [] },
      gradedAt: MONDAY,
    });
    expect(result?.areas[0]).toEqual({ slug: "product-features", percent: "95.833333333333" });
    expect(await db.select().from(gradingItem).where(eq(gradingItem.gradingId, id))).toHaveLength(items.length);
    expect(await openKinds()).toEqual([]);
    const told = await db.select().from(notice).where(eq(notice.personId, agent.person.id));
    expect(told).toMatchObject([{ kind: "probation.graded_passed", data: { gradingId: id }, seenAt: null }]);
    const said = await db
      .select()
      .from(audit)
      .where(and(eq(audit.action, "probation.grading_submitted"), eq(audit.subjectId, id)));
    expect(said).toMatchObject([{ actorId: grader, personId: agent.person.id, after: { total: "98.333333333333", passed: true } }]);
    expect(codes(await submit(id, revision))).toEqual(["already_submitted"]);
    expect(codes(await saveDraft(ctx(MONDAY, grader), agent.person.id, id, revision, {}))).toEqual(["already_submitted"]);
    await expect(appSql`update grading set draft = '{}' where id = ${id}`).rejects.toMatchObject({ code: "DR020" });
    await expect(appSql`update grading_result set passed = false where grading_id = ${id}`).rejects.toMatchObject({ code: "42501" });
    await expect(appSql`delete from grading_item where grading_id = ${id}`).rejects.toMatchObject({ code: "42501" });
  });

  it("happens once when pressed ten times at once", async () => {
    const id = await start();
    const revision = await filled(id, 4);
    const all = await Promise.all(Array.from({ length: 10 }, () => submit(id, revision)));
    expect(all.filter((o) => o.ok)).toHaveLength(1);
    expect(new Set(all.flatMap(codes))).toEqual(new Set(["already_submitted"]));
    expect(await db.select().from(gradingResult).where(eq(gradingResult.gradingId, id))).toHaveLength(1);
    expect(
      await db
        .select()
        .from(audit)
        .where(and(eq(audit.action, "probation.grading_submitted"), eq(audit.subjectId, id))),
    ).toHaveLength(1);
  });

  it("refuses a draft that another device has changed since", async () => {
    const id = await start();
    const revision = await filled(id, 4);
    expect(codes(await submit(id, revision - 1))).toEqual(["draft_newer"]);
  });

  it("refuses another grader, the agent, and a person who was suspended meanwhile", async () => {
    const id = await start();
    const revision = await filled(id, 4);
    const other = (await make.supervisor(agent.teamId)).id;
    expect(codes(await submit(id, revision, other))).toEqual(["no_such_grading"]);
    expect(codes(await submit(id, revision, agent.person.id))).toEqual(["no_such_grading"]);
    await owner.update(person).set({ state: "suspended", stateBefore: "probation" }).where(eq(person.id, agent.person.id));
    expect(codes(await submit(id, revision))).toEqual(["not_in_probation"]);
  });

  it("shows the result with the steps reached and missed, and its pictures to the agent", async () => {
    const { gradingId } = await graded(2);
    const page = await gradingResultOf(db, agent.person.id, gradingId, "en");
    expect(page).toMatchObject({ total: "50", passed: false, graderName: "Grader", attempt: 1 });
    const first = page?.areas[0]?.items[0];
    expect(first).toMatchObject({
      slug: "features-describe-ten",
      grade: 2,
      failed: true,
      descriptors: items[0]?.descriptors.map((d) => d.en),
    });
    const shown = page?.areas.flatMap((a) => a.items).find((i) => i.given[0]?.fileIds.length);
    expect(await isEvidenceFor(db, agent.person.id, shown?.given[0]?.fileIds[0] ?? "", viewer(agent.person.id))).toBe(true);
    expect(await gradingResultOf(db, newId(), gradingId, "en")).toBeNull();
  });
});

describe("failing", () => {
  it("waits for the next grading twice, then for a manager, who may allow one more", async () => {
    expect((await graded(2)).passed).toBe(false);
    expect(await openKinds()).toEqual(["grading"]);
    await graded(2);
    expect(await openKinds()).toEqual(["grading"]);
    await graded(2);
    expect(await openKinds()).toEqual(["gradings_used"]);
    expect(codes(await startGrading(ctx(MONDAY, grader), agent.person.id))).toEqual(["gradings_used"]);

    const manager = (await make.manager(agent.teamId)).id;
    expect(codes(await allowExtraGrading(ctx(MONDAY, manager), agent.person.id, " "))).toEqual(["reason_missing"]);
    value(await allowExtraGrading(ctx(MONDAY, manager), agent.person.id, "ill on the day"));
    expect(codes(await allowExtraGrading(ctx(MONDAY, manager), agent.person.id, "and again"))).toEqual(["extra_not_needed"]);
    expect(await openKinds()).toEqual(["grading"]);
    expect(await db.select().from(extraAttempt).where(eq(extraAttempt.personId, agent.person.id))).toMatchObject([
      { grantedBy: manager, reason: "ill on the day" },
    ]);
    expect((await graded(4)).passed).toBe(true);
    expect(await openKinds()).toEqual([]);
    expect((await gradingsOf(db, agent.person.id))?.gradings.map((g) => g.attempt)).toEqual([4, 3, 2, 1]);
  });

  it("counts nothing that was given up", async () => {
    const id = await start();
    expect(codes(await abandonGrading(ctx(MONDAY, grader), agent.person.id, id, "no"))).toEqual(["reason_missing"]);
    value(await abandonGrading(ctx(MONDAY, grader), agent.person.id, id, "wrong person"));
    expect(codes(await abandonGrading(ctx(MONDAY, grader), agent.person.id, id, "wrong person"))).toEqual(["was_abandoned"]);
    const [next] = await db
      .select()
      .from(grading)
      .where(eq(grading.id, await start()));
    expect(next?.attempt).toBe(1);
  });

  it("opens nothing more once another grader let the person pass", async () => {
    const other = (await make.supervisor(agent.teamId)).id;
    const mine = await start();
    await graded(4, other);
    value(await submitGrading(ctx(MONDAY, grader), agent.person.id, mine, await filled(mine, 2)));
    expect(await openKinds()).toEqual([]);
    expect(codes(await startGrading(ctx(MONDAY, other), agent.person.id))).toEqual(["already_passed"]);
  });
});
