import { asc, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { audit, scriptComment, scriptDraft, type ScriptDraftBody, scriptDraftVersion, scriptReview } from "@db/schema";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { addComment, answerComment, settleComment, threadsOf } from "~/scripts/comments.server";
import { beginDraft, handIn, moveDraft, saveDraft } from "~/scripts/draft-actions.server";
import { draftById, ownDrafts, scriptStanding } from "~/scripts/drafts.server";
import { checkText } from "~/scripts/lint.server";
import { decideDraft } from "~/scripts/review.server";
import { waitingScripts } from "~/scripts/review-page.server";
import { action as save } from "~/scripts/routes/draft-save";
import { action as draftAction, loader as draftPage } from "~/scripts/routes/draft";
import { action as comment } from "~/scripts/routes/comments";
import { action as check } from "~/scripts/routes/lint";
import { action as mine } from "~/scripts/routes/mine";
import { action as decide, loader as reviewPage } from "~/scripts/routes/review";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make, ctx, appSql, ownerSql } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const SOUND: ScriptDraftBody = {
  title: "还价",
  branch: "bargaining",
  platforms: ["taobao"],
  customer: "爱比价的",
  situation: "客户说别家便宜。",
  text: { "zh-CN": "这款皮厚 1.2 毫米，{{price}} 元用得久，您平时背电脑吗？" },
  picture: null,
  why: "先说值，再问需要。",
};

type Somebody = { id: string; cookie: string; roles: { role: "agent" | "supervisor"; teamId: string }[] };
let team = "";
let author: Somebody;
let other: Somebody;
let lead: Somebody;
let versionId = "";

beforeAll(async () => {
  await make.content("term", "best");
  await make.content("product", "bag", { stock: undefined });
  versionId = (await make.content("script", "hello")).id;
  team = (await make.team()).id;
  const someone = async (role: "agent" | "supervisor"): Promise<Somebody> => {
    const { id } = await make.person({ roles: [role], teamId: team, state: role === "agent" ? "training" : null });
    return { id, cookie: await make.signIn(id), roles: [{ role, teamId: team }] };
  };
  [author, other, lead] = [await someone("agent"), await someone("agent"), await someone("supervisor")];
});

const by = (who: Somebody, minute = 0) => ctx(new Date(MONDAY.getTime() + minute * 60_000), who.id);
const own = (draftId: string, who = author) => ({ draftId, authorId: who.id });
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusals: { code: string }[] }): T => {
  if (!outcome.ok) throw new Error(outcome.refusals.map(({ code }) => code).join());
  return outcome.value;
};
const codes = (outcome: { ok: boolean; refusals?: { code: string }[] }) => outcome.refusals?.map(({ code }) => code) ?? [];
const begun = async (prepared: number | null = null, who = author) =>
  value(
    await beginDraft(
      by(who),
      who.id,
      { prepared, better: prepared === null ? { slug: "hello", versionId, variant: "new" } : null },
      "zh-CN",
    ),
  ).draftId;
const handed = async (draftId: string, body = SOUND, note = "") => {
  const { revision } = (await draftById(db, draftId)) ?? { revision: 0 };
  return handIn(by(author), { ...own(draftId), revision, body }, { note, teamId: team, locale: "en" });
};
const lastOf = async (draftId: string) => {
  const rows = await owner.select().from(scriptDraftVersion).where(eq(scriptDraftVersion.draftId, draftId));
  return rows.sort((a, b) => b.number - a.number)[0]?.id ?? "";
};
const decided = async (draftId: string, decision: "approved" | "returned", remark = "", who = lead) =>
  decideDraft(by(who), { draftId, versionId: await lastOf(draftId), decision, remark });
const audited = async (draftId: string) => {
  const rows = await owner.select({ action: audit.action }).from(audit).where(eq(audit.subjectId, draftId)).orderBy(asc(audit.id));
  return rows.map(({ action }) => action);
};
const state = async (draftId: string) => (await draftById(db, draftId))?.state;
/** The answer, thrown or not. */
const status = async (run: () => Promise<unknown>): Promise<number> => {
  try {
    const result = await run();
    if (result instanceof Response) return result.status;
    return (result as { init?: { status?: number } } | null)?.init?.status ?? 200;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    throw thrown;
  }
};

describe("beginning", () => {
  it("opens a prepared message that is being written instead of beginning it twice, and calls it by its name", async () => {
    const first = await begun(4);
    expect(await begun(4)).toBe(first);
    expect((await draftById(db, first))?.body).toMatchObject({ title: "议价", branch: "bargaining" });
    expect(await begun(4, other)).not.toBe(first);
  });

  it("takes a wording of the library along, and refuses one that is not there", async () => {
    const draft = await draftById(db, await begun());
    expect(draft).toMatchObject({ slug: "hello", baseVersionId: versionId, variant: "new" });
    expect(draft?.body.text).toEqual({ "zh-CN": "中文 hello {{customer}}", en: "hello {{customer}}" });
    const wrong = await beginDraft(by(author), author.id, { prepared: null, better: { slug: "hello", versionId, variant: "none" } }, "en");
    expect(codes(wrong)).toEqual(["not_found"]);
  });

  it("makes one draft of a form that is sent twice", async () => {
    const twice = { ...by(author), submissionId: newId() };
    const begin = () => beginDraft(twice, author.id, { prepared: null, better: { slug: "hello", versionId, variant: "new" } }, "en");
    expect(await begin()).toEqual(await begin());
  });
});

describe("saving", () => {
  it("goes on from what was seen; of two windows the second is told and may go over it", async () => {
    const draftId = await begun();
    const typed = (title: string, revision: number) => saveDraft(by(author), { ...own(draftId), revision, body: { ...SOUND, title } });
    expect(value(await typed("one", 0)).revision).toBe(1);
    // The answer got lost: the same again is no conflict.
    expect(value(await typed("one", 0)).revision).toBe(1);
    expect(codes(await typed("two", 0))).toEqual(["stale"]);
    const answer = await save(
      routeArgs(`/scripts/drafts/${draftId}/save`, {
        cookie: author.cookie,
        params: { draftId },
        form: { revision: "0", title: "two", branch: "greeting", platforms: ["taobao"] },
      }),
    );
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ ok: false, stored: { revision: 1, body: { title: "one" } } });
    expect(value(await typed("two", 1)).revision).toBe(2);
  });

  it("refuses 200 kB with a sentence, and the check does not even begin to read it", async () => {
    const draftId = await begun();
    const long = "很".repeat(70_000);
    const fields = { branch: "greeting", platforms: ["taobao"], "text.zh-CN": long };
    const form = { ...fields, revision: "0", title: "long" };
    const answer = await save(routeArgs("/save", { cookie: author.cookie, params: { draftId }, form }));
    expect([answer.status, (await answer.json()) as unknown]).toMatchObject([
      422,
      { refusals: [{ code: "too_long", params: { max: 10_000 } }] },
    ]);
    const began = performance.now();
    const checked = await check(routeArgs("/scripts/lint", { cookie: author.cookie, form: { ...fields, locale: "zh-CN" } }));
    expect(await checked.json()).toMatchObject({ findings: [{ rule: "length", severity: "block", from: 0, to: 70_000 }] });
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(await state(draftId)).toBe("draft");
  });

  it("is for one's own drafts alone", async () => {
    const draftId = await begun();
    const form = { revision: "0", title: "mine now" };
    for (const who of [other, lead])
      expect(await status(() => save(routeArgs("/save", { cookie: who.cookie, params: { draftId }, form })))).toBe(404);
    for (const who of [other, lead])
      expect(await status(() => draftPage(routeArgs("/d", { cookie: who.cookie, params: { draftId } })))).toBe(404);
    expect(await status(() => draftPage(routeArgs("/d", { cookie: author.cookie, params: { draftId } })))).toBe(200);
    expect(codes(await moveDraft(by(other), { ...own(draftId, other), move: "withdraw" }))).toEqual(["not_found"]);
  });
});

describe("the check", () => {
  const at = (text: string, platforms = ["taobao"]) => checkText(db, { text, locale: "en", branch: "dispatch", platforms }, "en");
  it("says why, what to say instead and what mends it", async () => {
    const [term] = await at("This is the best bag. Shall I keep one?");
    expect(term).toMatchObject({ rule: "prohibited", severity: "block", reason: "the law forbids it", instead: "many customers like it" });
    expect(term?.fix).toEqual({ from: 0, to: 21, insert: "many customers like it" });
    expect((await at("Only {{prise}} yuan."))[0]).toMatchObject({ rule: "placeholder", fix: { insert: "{{price}}" } });
    expect((await at("We have {{stock}}."))[0]).toMatchObject({ rule: "placeholder", severity: "warn", fix: null });
  });
});

describe("handing in", () => {
  it("names what is missing, and what must not be sent", async () => {
    const draftId = await begun();
    expect(codes(await handed(draftId, { ...SOUND, title: "", why: " ", platforms: [] }))).toEqual([
      "missing.title",
      "missing.why",
      "missing.platforms",
    ]);
    expect(codes(await handed(draftId, { ...SOUND, text: { en: " " } }))).toEqual(["missing.text"]);
    expect(codes(await handed(draftId, { ...SOUND, text: { "zh-CN": "这是最好的包，您要吗？" } }))).toEqual(["blocked"]);
    expect(await state(draftId)).toBe("draft");
  });

  it("lets stand what is to be thought about, with the author's word", async () => {
    const draftId = await begun();
    const shouting = { ...SOUND, text: { "zh-CN": "来啦！！！您看看这款吗？" } };
    expect(codes(await handed(draftId, shouting))).toEqual(["note_missing"]);
    expect(value(await handed(draftId, shouting, "节日里就这样说")).number).toBe(1);
    const [version] = await owner.select().from(scriptDraftVersion).where(eq(scriptDraftVersion.draftId, draftId));
    expect(version).toMatchObject({ number: 1, note: "节日里就这样说", findings: [{ rule: "style", locale: "zh-CN", found: "！！！" }] });
  });

  it("waits for the supervisors of the team, and comes back as long as nobody decided", async () => {
    const draftId = await begun();
    await handed(draftId);
    const waits = async () => (await waitingScripts(db, { personId: lead.id, roles: lead.roles })).some((line) => line.draftId === draftId);
    expect(await waits()).toBe(true);
    expect(codes(await saveDraft(by(author), { ...own(draftId), revision: 1, body: { ...SOUND, title: "x" } }))).toEqual([
      "not_now.submitted",
    ]);
    value(await moveDraft(by(author), { ...own(draftId), move: "take_back" }));
    expect(await waits()).toBe(false);
    value(await handed(draftId));
    value(await decided(draftId, "approved"));
    expect(codes(await moveDraft(by(author), { ...own(draftId), move: "take_back" }))).toEqual(["not_now.approved"]);
  });

  it("works by a plain form, and keeps what was typed when it is refused", async () => {
    const draftId = await begun();
    const form = { do: "hand_in", revision: "0", title: "", branch: "greeting", "text.zh-CN": "您好" };
    const answer = await draftAction(routeArgs("/d", { cookie: author.cookie, params: { draftId }, form }));
    expect(answer.data).toMatchObject({ body: { text: { "zh-CN": "您好" } } });
    const sent = {
      ...form,
      title: "问候",
      customer: "新客",
      situation: "进店",
      why: "亲切",
      platforms: "taobao",
      "text.zh-CN": "您好，想看哪款？",
    };
    expect(await status(() => draftAction(routeArgs("/d", { cookie: author.cookie, params: { draftId }, form: sent })))).toBe(302);
    expect(await state(draftId)).toBe("submitted");
  });

  it("is given up and taken up again", async () => {
    const draftId = await begun();
    value(await moveDraft(by(author), { ...own(draftId), move: "withdraw" }));
    expect(codes(await handed(draftId))).toEqual(["not_now.withdrawn"]);
    value(await moveDraft(by(author), { ...own(draftId), move: "restore" }));
    expect(await state(draftId)).toBe("draft");
  });
});

describe("deciding", () => {
  it("returns with a word or an open comment, is made once, and never on one's own", async () => {
    const draftId = await begun();
    await handed(draftId);
    expect(codes(await decided(draftId, "returned"))).toEqual(["say_why"]);
    expect(codes(await decided(draftId, "approved", "", author))).toEqual(["own"]);
    value(await addComment(by(lead), draftId, { locale: "zh-CN", from: 0, to: 2, quote: "", text: "哪一款？" }));
    value(await decided(draftId, "returned"));
    expect(codes(await decided(draftId, "approved"))).toEqual(["already.returned"]);
    value(await handed(draftId));
    const [first] = await owner
      .select()
      .from(scriptDraftVersion)
      .where(eq(scriptDraftVersion.draftId, draftId))
      .orderBy(scriptDraftVersion.number);
    const stale = await decideDraft(by(lead), { draftId, versionId: first?.id ?? "", decision: "approved", remark: "" });
    expect(codes(stale)).toEqual(["newer_version"]);
    value(await decided(draftId, "approved", "好"));
    expect(await state(draftId)).toBe("approved");
    expect(await audited(draftId)).toEqual([
      "scripts.handed_in",
      "scripts.commented",
      "scripts.returned",
      "scripts.handed_in",
      "scripts.approved",
    ]);
    const told = await ownerSql`select kind from notice where data ->> 'draftId' = ${draftId} order by id`;
    expect(told.map((row) => row.kind as string)).toEqual(["scripts.returned", "scripts.approved"]);
  });

  it("is for supervisors and managers who did not write it", async () => {
    const draftId = await begun();
    await handed(draftId);
    const page = (who: Somebody) => status(() => reviewPage(routeArgs("/r", { cookie: who.cookie, params: { draftId } })));
    expect([await page(lead), await page(author), await page(other)]).toEqual([200, 403, 403]);
    const form = { decision: "approved", versionId: await lastOf(draftId) };
    const press = (who: Somebody) => status(() => decide(routeArgs("/r", { cookie: who.cookie, params: { draftId }, form })));
    expect([await press(other), await press(author)]).toEqual([403, 403]);
    const written = value(await beginDraft(by(lead), lead.id, { prepared: 1, better: null }, "en")).draftId;
    value(await handIn(by(lead), { ...own(written, lead), revision: 0, body: SOUND }, { note: "", teamId: team, locale: "en" }));
    expect(await status(() => reviewPage(routeArgs("/r", { cookie: lead.cookie, params: { draftId: written } })))).toBe(404);
  });

  it("of two supervisors at once makes one decision", async () => {
    const draftId = await begun();
    await handed(draftId);
    const both = await Promise.all([decided(draftId, "approved"), decided(draftId, "returned", "再改改")]);
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await owner.select().from(scriptReview).where(eq(scriptReview.draftId, draftId))).toHaveLength(1);
  });
});

describe("comments", () => {
  it("stand at their words, are answered and settled, and are found again when the text moved", async () => {
    const draftId = await begun();
    await handed(draftId);
    const text = SOUND.text["zh-CN"] ?? "";
    const from = text.indexOf("用得久");
    const said = value(await addComment(by(lead), draftId, { locale: "zh-CN", from, to: from + 3, quote: "", text: "多久？" }));
    expect(codes(await addComment(by(lead), draftId, { locale: "zh-CN", from: null, to: null, quote: "没有的字", text: "？" }))).toEqual([
      "quote_missing",
    ]);
    expect(codes(await addComment(by(lead), draftId, { locale: "zh-CN", from: 0, to: 2, quote: "", text: " " }))).toEqual([
      "comment_missing",
    ]);
    value(await answerComment(by(author, 1), draftId, said.id, "三年"));
    value(await settleComment(by(author, 2), draftId, said.id, true));
    const [moved] = await threadsOf(db, draftId, { "zh-CN": `您好，${text}` });
    expect(moved).toMatchObject({ quote: "用得久", place: { from: from + 3, to: from + 6 }, replies: [{ text: "三年" }] });
    expect(moved?.resolved).not.toBeNull();
    value(await settleComment(by(lead, 3), draftId, said.id, false));
    expect((await threadsOf(db, draftId, { "zh-CN": "别的" }))[0]).toMatchObject({ place: null, resolved: null });
  });

  it("are for the reviewers and the author", async () => {
    const draftId = await begun();
    await handed(draftId);
    const send = (who: Somebody, form: Record<string, string>) =>
      status(() => comment(routeArgs("/c", { cookie: who.cookie, params: { draftId }, form })));
    const add = { do: "add", locale: "zh-CN", quote: "用得久", text: "多久？" };
    expect([await send(lead, add), await send(author, add), await send(other, add)]).toEqual([200, 404, 404]);
    const [row] = await owner.select().from(scriptComment).where(eq(scriptComment.draftId, draftId));
    const answer = { do: "reply", comment: row?.id ?? "", text: "三年" };
    expect([await send(author, answer), await send(other, answer)]).toEqual([200, 404]);
  });
});

describe("how far somebody is", () => {
  it("counts what was approved, and the prepared messages that were handed in", async () => {
    const agent = await make.person({ roles: ["agent"], teamId: team, state: "training" });
    const me: Somebody = { id: agent.id, cookie: "", roles: [] };
    for (const [prepared, approve] of [
      [2, true],
      [3, false],
    ] as const) {
      const draftId = await begun(prepared, me);
      value(await handIn(by(me), { ...own(draftId, me), revision: 0, body: SOUND }, { note: "", teamId: team, locale: "en" }));
      if (approve) value(await decided(draftId, "approved"));
    }
    const standing = await scriptStanding(db, [me.id, other.id]);
    expect(standing.get(me.id)).toEqual({ approved: 1, prepared: [2, 3] });
    expect(standing.get(other.id)).toEqual({ approved: 0, prepared: [] });
    const list = await ownDrafts(db, me.id, { state: null, limit: 20, offset: 0 });
    expect(list.slots.map(({ prepared, state: of }) => [prepared, of])).toEqual([
      [2, "approved"],
      [3, "submitted"],
    ]);
    expect(list.rows).toEqual([]);
  });
});

describe("the database", () => {
  it("refuses what nobody decided, and to change what was handed in", async () => {
    const draftId = await begun();
    const set = (values: Partial<typeof scriptDraft.$inferInsert>) => db.update(scriptDraft).set(values).where(eq(scriptDraft.id, draftId));
    const cause = (run: Promise<unknown>) =>
      run.then(
        () => "nothing",
        (error: { cause?: { code?: string } }) => error.cause?.code,
      );
    expect(await cause(set({ state: "approved" }))).toBe("DR032");
    await handed(draftId);
    expect(await cause(set({ state: "approved" }))).toBe("DR032");
    expect(await cause(set({ body: { ...SOUND, title: "other" } }))).toBe("DR032");
    await decided(draftId, "approved");
    expect(await cause(set({ state: "published" }))).toBe("DR032");
    expect(
      await cause(
        db
          .update(scriptDraftVersion)
          .set({ note: "x" })
          .where(sql`true`),
      ),
    ).toBe("42501");
    expect(await cause(db.delete(scriptReview).where(sql`true`))).toBe("42501");
    const insert = appSql`insert into script_draft (id, author_id, state, body, created_at, updated_at)
      values (${newId()}, ${author.id}, 'approved', '{}', now(), now())`;
    await expect(insert).rejects.toMatchObject({ code: "DR032" });
  });
});

describe("beginning by the page", () => {
  it("leads to the editor; what is no script is not found", async () => {
    const begin = (form: Record<string, string>) => status(() => mine(routeArgs("/scripts/mine", { cookie: author.cookie, form })));
    expect(await begin({ prepared: "7" })).toBe(302);
    expect(await begin({ slug: "hello", version: versionId, variant: "none" })).toBe(404);
    expect(await begin({ slug: "hello", version: "no id", variant: "new" })).toBe(400);
  });
});
