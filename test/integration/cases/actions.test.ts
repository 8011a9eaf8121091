import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { caseAction, contentDraft, contentItem, contentVersion, notice, scriptDraft } from "@db/schema";
import { cancelAction, tellDone } from "~/cases/case-actions.server";
import { addToAgenda } from "~/cases/meeting-actions.server";
import * as actionRoute from "~/cases/routes/action-new";
import * as caseRoute from "~/cases/routes/case";
import * as meetingRoute from "~/cases/routes/meeting";
import { sweepCaseActions } from "~/cases/sweep.server";
import { newId } from "~/platform/ids";
import * as remedialRoute from "~/training/routes/remedial-new";
import { codes, DAY, got, meetingDesk } from "./meeting-desk";

const { db, owner, appSql, make, ids, reach, by, ask, lost, lead, act, items, met, hold } = await meetingDesk();
const action = async (id: string) => (await owner.select().from(caseAction).where(eq(caseAction.id, id)))[0];

/** Put a body of an item into force, as publishing does. */
async function publish(kind: string, slug: string, now: Date, madeFrom: string | null, body: object) {
  const [item] = await owner
    .select()
    .from(contentItem)
    .where(and(eq(contentItem.kind, kind), eq(contentItem.slug, slug)));
  const [itemId, versionId] = [item?.id ?? newId(), newId()];
  if (!item) await owner.insert(contentItem).values({ id: itemId, kind, slug, pack: "shop", currentVersionId: versionId, createdAt: now });
  const version = sql`(select coalesce(max(version), 0) + 1 from content_version where item_id = ${itemId})`;
  const row = { id: versionId, itemId, body, digest: newId(), origin: "edit" as const, publishedAt: now, madeFrom };
  await owner.insert(contentVersion).values({ ...row, version: version as unknown as number });
  return { itemId, versionId };
}

describe("an action stays open until the thing exists", () => {
  it("question: a draft with the wrong line and the right one; done when it is published", async () => {
    const one = await lost(300);
    const { meetingId, now } = await met(one);
    const { actionId } = got(await act(meetingId, one.caseId, { kind: "question" }, now));
    const [draft] = await owner
      .select()
      .from(contentDraft)
      .where(eq(contentDraft.slug, `case-${one.number}`));
    expect(draft).toMatchObject({ kind: "question", madeFrom: `case/${one.number}`, itemId: null });
    expect(JSON.stringify(draft?.body)).toContain("这款是头层牛皮");
    await sweepCaseActions(db, now);
    expect((await action(actionId))?.closedAt).toBeNull();
    const { versionId } = await publish("question", `case-${one.number}`, now, draft?.madeFrom ?? null, {
      ...draft?.body,
      lesson: "l",
      topic: "t",
    });
    expect((await ask(caseRoute, "supervisor", { number: String(one.number) })).body).toContain('"standing":"done"');
    await sweepCaseActions(db, now);
    expect(await action(actionId)).toMatchObject({ outcome: "done", evidence: { kind: "version", id: versionId } });
    expect((await items("case_action", actionId))[0]?.outcome).toBe("done");
    await expect(
      appSql`update case_action set closed_at = null, outcome = null, evidence = null where id = ${actionId}`,
    ).rejects.toMatchObject({ code: "DR035" });
  });

  it("a second question of the same case has a name of its own; without what should have been said there is none", async () => {
    const [one, mute] = [await lost(300), await lost(200, newId(), "")];
    const { meetingId, now } = await met(one, mute);
    for (let n = 0; n < 2; n++) got(await act(meetingId, one.caseId, { kind: "question" }, now));
    const drafts = await owner
      .select()
      .from(contentDraft)
      .where(eq(contentDraft.madeFrom, `case/${one.number}`));
    expect(drafts.map(({ slug }) => slug).sort()).toEqual([`case-${one.number}`, `case-${one.number}-2`]);
    expect(codes(await act(meetingId, mute.caseId, { kind: "question" }, now))).toEqual(["better_missing"]);
  });

  it("lesson: only a version that says it was made from the case counts, and one that was taken back does not", async () => {
    const one = await lost(300);
    const { meetingId, now } = await met(one);
    const asked = { kind: "lesson" as const, target: "from-price-to-value" };
    const { actionId } = got(await act(meetingId, one.caseId, asked, now));
    const other = await lost(10);
    got(await addToAgenda(...lead(now), meetingId, other.number));
    expect(codes(await act(meetingId, other.caseId, asked, now))).toEqual(["lesson_busy"]);
    const [current] = await owner
      .select()
      .from(contentVersion)
      .where(sql`body ->> 'slug' = 'from-price-to-value'`);
    const body = current?.body as object;
    await publish("lesson", "from-price-to-value", now, null, body);
    await sweepCaseActions(db, now);
    expect((await action(actionId))?.closedAt).toBeNull();
    const { versionId } = await publish("lesson", "from-price-to-value", now, `case/${one.number}`, body);
    await sweepCaseActions(db, now);
    expect((await action(actionId))?.evidence).toMatchObject({ kind: "version", id: versionId });
  });

  it("script: a draft of its owner with what should have been said", async () => {
    const one = await lost(300);
    const { meetingId, now } = await met(one);
    const { actionId } = got(await act(meetingId, one.caseId, { kind: "script", ownerId: ids.ann }, now));
    const draftId = (await action(actionId))?.scriptDraftId ?? "";
    const [draft] = await owner.select().from(scriptDraft).where(eq(scriptDraft.id, draftId));
    expect(draft).toMatchObject({ authorId: ids.ann, state: "draft", itemId: null });
    expect(draft?.body.text["zh-CN"]).toContain("头层牛皮");
    const better = got(await act(meetingId, one.caseId, { kind: "script", target: "hello", ownerId: ids.ann }, now));
    const [revision] = await owner
      .select()
      .from(scriptDraft)
      .where(eq(scriptDraft.id, (await action(better.actionId))?.scriptDraftId ?? ""));
    expect(revision?.itemId).not.toBeNull();
    expect(codes(await act(meetingId, one.caseId, { kind: "script", target: "gone", ownerId: ids.ann }, now))).toEqual(["script_missing"]);
    // An agent has no inbox, but reads of it.
    expect(await items("case_action", actionId)).toHaveLength(0);
    expect(
      await owner
        .select()
        .from(notice)
        .where(and(eq(notice.personId, ids.ann), eq(notice.kind, "cases.action"))),
    ).not.toHaveLength(0);
  });

  it("drill: done when it is assigned to everybody named, because of the case", async () => {
    const one = await lost(300);
    const { meetingId, now } = await met(one);
    const { actionId } = got(await act(meetingId, one.caseId, { kind: "drill", people: [ids.ann, ids.bob] }, now));
    const question = await make.content("question", `made-from-${one.number}`);
    const assign = (people: string[]) =>
      ask(
        remedialRoute,
        "supervisor",
        {},
        { title: "嫌贵", reason: "案例", due: "2026-03-20", items: question.itemId, people, case: one.caseId },
      );
    const given = (at: Date) => owner.execute(sql`update remedial set assigned_at = ${at.toISOString()} where cause_id = ${one.caseId}`);
    expect((await assign([ids.ann])).to).toMatch(/^\/remedial\//);
    await given(now);
    await sweepCaseActions(db, now);
    expect((await action(actionId))?.closedAt).toBeNull();
    expect((await assign([ids.ann, ids.bob])).to).toMatch(/^\/remedial\//);
    await given(now);
    await sweepCaseActions(db, now);
    expect((await action(actionId))?.evidence?.kind).toBe("remedial");
    const page = await ask(remedialRoute, "supervisor", {}, undefined, `/remedial/new?case=${one.caseId}`);
    expect(page.body).toContain(`"number":${one.number}`);
  });

  it("replay: done when everybody named has played it to its end", async () => {
    const one = await lost(300, "dawn-backpack");
    const { meetingId, now } = await met(one);
    const { actionId } = got(await act(meetingId, one.caseId, { kind: "replay", people: [ids.bob] }, now));
    /** Bob plays it, and it ends so. */
    const played = async (endedAs: "given_up" | "over") => {
      const begun = await ask(caseRoute, "bob", { number: String(one.number) }, { intent: "play" });
      const runId = begun.to?.split("/").at(-1) ?? "";
      await owner.execute(sql`update simulation_run set started_at = ${now.toISOString()} where id = ${runId}`);
      await sweepCaseActions(db, now);
      expect((await action(actionId))?.closedAt).toBeNull();
      await owner.execute(sql`update simulation_run set ended_at = ${now.toISOString()}, ended_as = ${endedAs} where id = ${runId}`);
      await sweepCaseActions(db, now);
      return runId;
    };
    await played("given_up");
    expect((await action(actionId))?.closedAt).toBeNull();
    const runId = await played("over");
    expect((await action(actionId))?.evidence).toMatchObject({ kind: "run", id: runId });
  });

  it("another department: told on a day, to whom; nothing else is closed by a word", async () => {
    const one = await lost(300);
    const { meetingId, now } = await met(one);
    const told = got(await act(meetingId, one.caseId, { kind: "tell", toldTo: "仓库", note: "黑色断码提前两天说" }, now)).actionId;
    const other = got(await act(meetingId, one.caseId, { kind: "question" }, now)).actionId;
    const today = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(codes(await tellDone(...lead(now), told, "2020-01-01"))).toEqual(["told_on"]);
    expect(codes(await tellDone(...lead(now), other, today))).toEqual(["action_shows_itself"]);
    expect(codes(await tellDone(by("bob", now), reach("bob"), told, today))).toEqual(["not_found"]);
    got(await tellDone(by("manager", now), reach("manager"), told, today));
    expect(await action(told)).toMatchObject({ outcome: "done", toldOn: today, evidence: { kind: "note", label: "仓库" } });
    expect(codes(await cancelAction(...lead(now), other, "不"))).toEqual(["cancel_reason"]);
    got(await cancelAction(...lead(now), other, "已有相同的题"));
    expect(await action(other)).toMatchObject({ outcome: "cancelled", evidence: null });
  });

  it("is in its owner's inbox alone, goes up when it is late, and stands before the next agenda", async () => {
    const one = await lost(300);
    const { meetingId, now } = await met(one);
    const due = new Date(now.getTime() + 2 * DAY).toISOString().slice(0, 10);
    const { actionId } = got(await act(meetingId, one.caseId, { kind: "question", due }, now));
    const [item] = await items("case_action", actionId);
    expect(item?.notFor).toContain(ids.supervisor);
    expect(item?.notFor).not.toContain(ids.manager);
    await hold(meetingId, now);
    await sweepCaseActions(db, new Date(now.getTime() + 2 * DAY));
    expect(await items("action_overdue", actionId)).toHaveLength(0);
    const late = new Date(now.getTime() + 4 * DAY);
    await sweepCaseActions(db, late);
    await sweepCaseActions(db, late);
    expect(await items("action_overdue", actionId)).toHaveLength(1);
    expect(
      await owner
        .select()
        .from(notice)
        .where(and(eq(notice.personId, ids.manager), eq(notice.kind, "cases.action_late"))),
    ).not.toHaveLength(0);
    const next = await met();
    const page = JSON.parse((await ask(meetingRoute, "supervisor", { meetingId: next.meetingId })).body) as { before: { id: string }[] };
    expect(page.before.map(({ id }) => id)).toContain(actionId);
  });

  it("is refused by its form with the reason beside the field, and belongs to an open agenda", async () => {
    const one = await lost(300);
    const { meetingId, now } = await met(one);
    const params = { meetingId, number: String(one.number) };
    expect((await ask(actionRoute, "supervisor", params)).status).toBe(200);
    expect((await ask(actionRoute, "other", params)).status).toBe(404);
    const refused = await ask(actionRoute, "supervisor", params, { kind: "tell", owner: ids.supervisor, due: "2027-01-01" });
    expect(refused.body).toContain("told_missing");
    await hold(meetingId, now);
    expect((await ask(actionRoute, "supervisor", params)).status).toBe(404);
  });
});
