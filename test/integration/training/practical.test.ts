import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { activityState, audit, file, notice, practicalSubmission, signoff, workItem } from "@db/schema";
import { newId } from "~/platform/ids";
import type { Outcome, WriteContext } from "~/platform/write.server";
import { type Photo, decideSignoff, submitPractical } from "~/training/practical.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const plan = await make.plan();
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? "ok" : outcome.refusals.map((r) => r.code).join());
const TUESDAY = new Date("2026-03-03T02:00:00.000Z");
const day1 = { "lesson-1": "done", "practical-1": "submitted", "quiz-1": "done" } as const;

/** A JPEG by its first bytes. */
function jpeg(name = "photo.jpg", text: string = newId()): Photo {
  return new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), text], name, { type: "image/jpeg" });
}

let teamId = "";
let supervisor = { id: "", name: "" };
let personId = "";
let enrolmentId = "";
beforeEach(async () => {
  teamId = (await make.team()).id;
  supervisor = await make.supervisor(teamId);
  personId = (await make.trainee(teamId)).id;
  enrolmentId = (await make.enrolment({ personId, teamId, planVersionId: plan.id, statuses: day1 })).id;
});

const by = (actorId: string, now = TUESDAY, submissionId: string | null = null): WriteContext => ({ ...ctx(now, actorId), submissionId });
const handIn = (photos: Photo[], more: { note?: string; slug?: string; submissionId?: string; now?: Date } = {}) =>
  submitPractical(by(personId, more.now, more.submissionId ?? null), personId, more.slug ?? "practical-2", {
    photos,
    note: more.note ?? "done",
  });
const state = async (slug = "practical-2") =>
  (
    await db
      .select()
      .from(activityState)
      .where(and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, slug)))
  )[0];
const submissions = () => db.select().from(practicalSubmission).where(eq(practicalSubmission.personId, personId));
async function submitted() {
  const outcome = await handIn([jpeg()]);
  if (!outcome.ok) throw new Error(codes(outcome));
  return outcome.value.submissionId;
}

describe("submitPractical", () => {
  it("keeps the photos, waits for the team's supervisors, and audits", async () => {
    const submissionId = await submitted();
    expect(await state()).toMatchObject({ status: "submitted", submittedAt: TUESDAY, attempts: 1 });
    const [row] = await submissions();
    expect(row).toMatchObject({ id: submissionId, attempt: 1, note: "done" });
    expect(await db.select().from(file).where(eq(file.ownerId, personId))).toMatchObject([
      { id: row?.fileIds[0], mediaType: "image/jpeg" },
    ]);
    expect(await db.select().from(workItem).where(eq(workItem.subjectId, submissionId))).toMatchObject([
      {
        kind: "practical",
        role: "supervisor",
        teamId,
        personId,
        closedAt: null,
        data: { slug: "practical-2", day: 2, attempt: 1, photos: 1 },
      },
    ]);
    expect(await db.select().from(audit).where(eq(audit.subjectId, submissionId))).toMatchObject([
      { action: "training.practical_submitted", actorId: personId },
    ]);
  });

  it("does one thing for a double click", async () => {
    const submissionId = newId();
    const photo = jpeg();
    const outcomes = await Promise.all([handIn([photo], { submissionId }), handIn([photo], { submissionId })]);
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(await submissions()).toHaveLength(1);
  });

  it("of two windows the second is refused", async () => {
    const outcomes = await Promise.all([handIn([jpeg()]), handIn([jpeg()])]);
    expect(outcomes.map(codes).sort()).toEqual(["already_submitted", "ok"]);
    expect(await submissions()).toHaveLength(1);
  });

  it.each([
    ["no photo where one is asked for", () => handIn([]), "too_few_photos"],
    ["more photos than asked for", () => handIn([jpeg(), jpeg(), jpeg()]), "too_many_photos"],
    ["a file that is no picture", () => handIn([new File(["MZ hello"], "photo.jpg", { type: "image/jpeg" })]), "picture_unknown_format"],
    ["an SVG", () => handIn([new File(["<svg onload=alert(1)>"], "x.png", { type: "image/png" })]), "picture_unknown_format"],
    ["an empty file", () => handIn([new File([], "nothing.jpg")]), "picture_empty"],
    [
      "a picture over 8 MB",
      () => handIn([new File([new Uint8Array([0xff, 0xd8, 0xff]), new Uint8Array(8_000_000)], "big.jpg")]),
      "picture_too_large",
    ],
    ["a note without end", () => handIn([jpeg()], { note: "x".repeat(2001) }), "note_too_long"],
    ["what is done", () => handIn([jpeg()], { slug: "lesson-1" }), "wrong_kind"],
    ["what waits already", () => handIn([jpeg()], { slug: "practical-1" }), "already_submitted"],
    ["before its day", () => handIn([jpeg()], { now: MONDAY }), "locked"],
    ["an activity of no plan", () => handIn([jpeg()], { slug: "nothing" }), "no_such_activity"],
  ])("refuses %s and leaves nothing behind", async (_, post, code) => {
    expect(codes(await post())).toBe(code);
    expect(await submissions()).toEqual([]);
    expect(await db.select().from(file).where(eq(file.ownerId, personId))).toEqual([]);
  });

  it("names the file that is refused", async () => {
    expect(await handIn([jpeg(), new File(["text"], "notes.jpg")])).toEqual({
      ok: false,
      refusals: [{ code: "picture_unknown_format", field: "photos", params: { name: "notes.jpg" } }],
    });
  });
});

describe("decideSignoff", () => {
  it("accepts: done, the item closed, audited", async () => {
    const submissionId = await submitted();
    expect(await decideSignoff(by(supervisor.id), submissionId, { decision: "accepted", remark: "" })).toMatchObject({
      ok: true,
      value: { personId, slug: "practical-2" },
    });
    expect(await state()).toMatchObject({ status: "done", doneAt: TUESDAY });
    expect(await db.select().from(workItem).where(eq(workItem.subjectId, submissionId))).toMatchObject([
      { outcome: "accepted", closedBy: supervisor.id },
    ]);
    expect(await db.select().from(notice).where(eq(notice.personId, personId))).toEqual([]);
    expect(
      await db
        .select()
        .from(audit)
        .where(and(eq(audit.personId, personId), eq(audit.action, "training.practical_accepted"))),
    ).toHaveLength(1);
  });

  it("returns with a remark: the trainee is told and may hand in again", async () => {
    const submissionId = await submitted();
    expect(codes(await decideSignoff(by(supervisor.id), submissionId, { decision: "returned", remark: " The map is upside down. " }))).toBe(
      "ok",
    );
    expect((await state())?.status).toBe("returned");
    expect(await db.select().from(notice).where(eq(notice.personId, personId))).toMatchObject([
      { kind: "training.practical_returned", data: { slug: "practical-2", remark: "The map is upside down." } },
    ]);
    expect(codes(await handIn([jpeg()]))).toBe("ok");
    expect((await submissions()).map((s) => s.attempt).sort()).toEqual([1, 2]);
    expect(await state()).toMatchObject({ status: "submitted", attempts: 2 });
    // What it asked for is done: the notice does not wait to be closed by hand.
    expect(await db.select({ seenAt: notice.seenAt }).from(notice).where(eq(notice.personId, personId))).toEqual([
      { seenAt: expect.any(Date) as Date },
    ]);
  });

  it("of two supervisors at once the second is told who decided", async () => {
    const other = await make.supervisor(teamId);
    const submissionId = await submitted();
    const outcomes = await Promise.all([
      decideSignoff(by(supervisor.id), submissionId, { decision: "accepted", remark: "" }),
      decideSignoff(by(other.id), submissionId, { decision: "returned", remark: "not like this" }),
    ]);
    const refused = outcomes.find((o) => !o.ok);
    const [row] = await db.select().from(signoff).where(eq(signoff.submissionId, submissionId));
    const winner = row?.decidedBy === supervisor.id ? supervisor.name : other.name;
    expect(refused).toMatchObject({
      refusals: [{ code: row?.decision === "accepted" ? "already_accepted" : "already_returned", params: { name: winner } }],
    });
    expect(outcomes.filter((o) => o.ok)).toHaveLength(1);
  });

  it("does one thing for a double click", async () => {
    const submissionId = await submitted();
    const form = newId();
    const decide = () => decideSignoff(by(supervisor.id, TUESDAY, form), submissionId, { decision: "accepted", remark: "" });
    const outcomes = await Promise.all([decide(), decide()]);
    expect(outcomes.map(codes)).toEqual(["ok", "ok"]);
    expect(await db.select().from(signoff).where(eq(signoff.submissionId, submissionId))).toHaveLength(1);
  });

  it.each([
    ["one's own work", () => personId, { decision: "accepted", remark: "" }, "own_work"],
    ["a return without a remark", () => supervisor.id, { decision: "returned", remark: "  " }, "remark_missing"],
    ["an endless remark", () => supervisor.id, { decision: "returned", remark: "x".repeat(1001) }, "remark_too_long"],
  ] as const)("refuses %s", async (_, actor, values, code) => {
    const submissionId = await submitted();
    expect(codes(await decideSignoff(by(actor()), submissionId, values))).toBe(code);
    expect((await state())?.status).toBe("submitted");
  });

  it("refuses what does not exist", async () => {
    expect(codes(await decideSignoff(by(supervisor.id), newId(), { decision: "accepted", remark: "" }))).toBe("no_such_submission");
  });
});
