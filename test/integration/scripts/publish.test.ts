import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { contentItem, contentVersion, scriptDraft, type ScriptDraftBody, scriptDraftVersion, scriptPublication } from "@db/schema";
import { currentVersion } from "~/curriculum/queries.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { beginDraft, handIn, moveDraft } from "~/scripts/draft-actions.server";
import { draftById } from "~/scripts/drafts.server";
import { addComment } from "~/scripts/comments.server";
import { historyOf } from "~/scripts/history.server";
import { publishDraft } from "~/scripts/publish.server";
import { publishPage } from "~/scripts/publish-page.server";
import type { Publishing } from "~/scripts/publish-rules";
import { decideDraft } from "~/scripts/review.server";
import { loader as history } from "~/scripts/routes/history";
import { action as publish, loader as page } from "~/scripts/routes/publish";
import { both } from "@test/factories/curriculum";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make, ctx, ownerSql } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const BODY: ScriptDraftBody = {
  title: "A value first",
  branch: "bargaining",
  platforms: ["taobao", "tmall", "jd"],
  customer: "compares prices",
  situation: "It is cheaper elsewhere.",
  text: { en: "Leather of 1.2 mm, {{price}} yuan. Do you carry a laptop?" },
  picture: null,
  why: "Value before price.",
};
const WORDING = {
  customer: { "zh-CN": "爱比价的", en: "compares prices" },
  text: { "zh-CN": "皮厚 1.2 毫米，{{price}} 元，您背电脑吗？", en: BODY.text.en ?? "" },
};

let author = { id: "", cookie: "" };
let lead = { id: "", cookie: "" };
let keeper = { id: "", cookie: "" };
let other = { id: "", cookie: "" };

beforeAll(async () => {
  await make.content("term", "best");
  const team = await make.team();
  const someone = async (role: "agent" | "supervisor" | "content_owner") => {
    const { id } = await make.person({
      roles: [role],
      teamId: role === "content_owner" ? null : team.id,
      state: role === "agent" ? "training" : null,
    });
    return { id, cookie: await make.signIn(id) };
  };
  [author, other] = [await someone("agent"), await someone("agent")];
  [lead, keeper] = [await someone("supervisor"), await someone("content_owner")];
});

const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusals: { code: string }[] }): T => {
  if (!outcome.ok) throw new Error(outcome.refusals.map(({ code }) => code).join());
  return outcome.value;
};
const codes = (outcome: { ok: boolean; refusals?: { code: string; field?: string }[] }) =>
  outcome.refusals?.map(({ code, field }) => (field ? `${code} ${field}` : code)) ?? [];
const status = async (run: () => Promise<unknown>): Promise<number> => {
  try {
    const result = await run();
    return (result as { init?: { status?: number } } | null)?.init?.status ?? 200;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    throw thrown;
  }
};

/** An approved draft; of a wording of `slug`, or a new one. */
async function approved(slug: string | null = null, approve = true): Promise<string> {
  const versionId = slug ? ((await currentVersion(db, "script", slug))?.id ?? "") : "";
  const begin = { prepared: null, better: slug ? { slug, versionId, variant: "new" } : null };
  const { draftId } = value(await beginDraft(ctx(MONDAY, author.id), author.id, begin, "en"));
  const own = { draftId, authorId: author.id };
  value(await handIn(ctx(MONDAY, author.id), { ...own, revision: 0, body: BODY }, { note: "please", teamId: null, locale: "en" }));
  if (!approve) return draftId;
  const [version] = await owner.select().from(scriptDraftVersion).where(eq(scriptDraftVersion.draftId, draftId));
  value(await addComment(ctx(MONDAY, lead.id), draftId, { locale: "en", from: null, to: null, quote: "1.2 mm", text: "good" }));
  value(await decideDraft(ctx(MONDAY, lead.id), { draftId, versionId: version?.id ?? "", decision: "approved", remark: "well said" }));
  return draftId;
}

async function asked(draftId: string, values: Partial<Publishing>) {
  const publishing: Publishing = {
    ...{ target: "variant", slug: "hello", wording: WORDING, qualities: [], second: null, note: "from a draft" },
    ...{ title: both("a"), situation: both("b"), why: both("c") },
    ...values,
  };
  const seen = (await currentVersion(db, "script", publishing.slug))?.id ?? null;
  return { draftId, publishing, seen, locale: "en" as const };
}
const publishes = async (draftId: string, values: Partial<Publishing>) => publishDraft(ctx(MONDAY, lead.id), await asked(draftId, values));
const variantsOf = async (slug: string) => (await currentVersion(db, "script", slug))?.body.variants ?? [];

describe("into the library", () => {
  it("as one more wording: a minor version, beside those that are there, and its author is told", async () => {
    await make.content("script", "hello");
    const draftId = await approved();
    expect(value(await publishes(draftId, {}))).toEqual({ slug: "hello" });
    const now = await currentVersion(db, "script", "hello");
    expect(now).toMatchObject({ version: 2 });
    expect(now?.body.variants.map(({ text }) => text.en)).toEqual(["hello {{customer}}", "welcome back {{customer}}", WORDING.text.en]);
    const [version] = await owner
      .select()
      .from(contentVersion)
      .where(eq(contentVersion.id, now?.id ?? ""));
    expect(version).toMatchObject({ material: false, origin: "edit", publishedBy: lead.id, note: "from a draft" });
    expect(await draftById(db, draftId)).toMatchObject({ state: "published" });
    expect(await owner.select().from(scriptPublication).where(eq(scriptPublication.draftId, draftId))).toMatchObject([
      { versionId: now?.id },
    ]);
    const told =
      await ownerSql`select data ->> 'slug' as slug from notice where kind = 'scripts.published' and data ->> 'draftId' = ${draftId}`;
    expect(told).toEqual([{ slug: "hello" }]);
    expect(codes(await publishes(draftId, {}))).toEqual(["not_now.published"]);
    expect(codes(await publishes(await approved(), {}))).toEqual(["variants_full"]);
  });

  it("in place of the wording that it makes better; the version before stays as it was", async () => {
    const first = await make.content("script", "better");
    const draftId = await approved("better");
    const form = await publishPage(db, (await draftById(db, draftId)) ?? ({} as never), { target: null, into: null, second: null }, "en");
    expect(form).toMatchObject({ target: "replace", into: { slug: "better", versionId: first.id } });
    // What the draft says in one language only begins with what stands there in the other.
    expect(form.filled.wording.text).toEqual({ "zh-CN": "中文 hello {{customer}}", en: BODY.text.en });
    value(await publishes(draftId, { target: "replace", slug: "better" }));
    expect((await variantsOf("better")).map(({ slug, text }) => [slug, text.en])).toEqual([
      ["new", WORDING.text.en],
      ["regular", "welcome back {{customer}}"],
    ]);
    const [before] = await owner.select().from(contentVersion).where(eq(contentVersion.id, first.id));
    expect((before?.body as { variants: { text: { en: string } }[] }).variants[0]?.text.en).toBe("hello {{customer}}");
  });

  it("as a script of its own with the wording of another approved draft: both are published", async () => {
    const [draftId, second] = [await approved(), await approved()];
    const own = { target: "new" as const, slug: "value-first", qualities: ["confidence"], second: { ...WORDING, draftId: second } };
    value(await publishes(draftId, own));
    expect(await variantsOf("value-first")).toHaveLength(2);
    const rows = await owner.select().from(scriptDraft);
    expect(rows.filter(({ id }) => id === draftId || id === second).map(({ state }) => state)).toEqual(["published", "published"]);
    expect(codes(await publishes(await approved(), { ...own, second: { ...WORDING, draftId: null } }))).toEqual(["slug_taken slug"]);
  });

  it("is refused with what is missing, by field", async () => {
    const draftId = await approved();
    const empty = { "zh-CN": "", en: "x" };
    expect(codes(await publishes(draftId, { wording: { customer: empty, text: WORDING.text }, note: "" }))).toEqual([
      "both customer.zh-CN",
      "note_missing note",
    ]);
    const other = { "zh-CN": "皮厚，您要吗？", en: WORDING.text.en };
    expect(codes(await publishes(draftId, { wording: { customer: WORDING.customer, text: other } }))).toEqual(["placeholders text.en"]);
    const forbidden = { "zh-CN": "最好的，{{price}} 元，您要吗？", en: WORDING.text.en };
    expect(codes(await publishes(draftId, { wording: { customer: WORDING.customer, text: forbidden } }))).toEqual(["blocked text.zh-CN"]);
    expect(codes(await publishes(draftId, { target: "new", slug: "No Slug", second: null }))).toEqual([
      "slug_form slug",
      "qualities qualities",
      "second second.text.zh-CN",
    ]);
    expect(codes(await publishes(draftId, { slug: "nowhere" }))).toEqual(["not_there"]);
    expect(codes(await publishes(draftId, { target: "replace" }))).toEqual(["not_there"]);
    expect(await draftById(db, draftId)).toMatchObject({ state: "approved" });
  });

  it("is refused where the script was changed since the form was made, and where it left the library", async () => {
    await make.content("script", "moving");
    const draftId = await approved();
    const form = await asked(draftId, { slug: "moving" });
    expect(codes(await publishDraft(ctx(MONDAY, lead.id), { ...form, seen: null }))).toEqual(["base_moved"]);
    await owner.update(contentItem).set({ archivedAt: MONDAY }).where(eq(contentItem.slug, "moving"));
    expect(codes(await publishDraft(ctx(MONDAY, lead.id), form))).toEqual(["not_there"]);
  });

  it("takes what was approved and nothing else, once of two at the same time", async () => {
    await make.content("script", "twice");
    expect(codes(await publishes(await approved(null, false), { slug: "twice" }))).toEqual(["not_now.submitted"]);
    const draftId = await approved();
    const form = await asked(draftId, { slug: "twice" });
    const outcomes = await Promise.all([publishDraft(ctx(MONDAY, lead.id), form), publishDraft(ctx(MONDAY, keeper.id), form)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(codes(await moveDraft(ctx(MONDAY, author.id), { draftId, authorId: author.id, move: "withdraw" }))).toEqual([
      "not_now.published",
    ]);
  });
});

describe("its pages", () => {
  it("are for whoever publishes; the history also for its author", async () => {
    await make.content("script", "shown");
    const draftId = await approved();
    const opens = (cookie: string) => status(() => page(routeArgs("/p", { cookie, params: { draftId } })));
    expect([await opens(lead.cookie), await opens(keeper.cookie), await opens(author.cookie)]).toEqual([200, 200, 403]);
    const reads = (cookie: string) => status(() => history(routeArgs("/h", { cookie, params: { draftId } })));
    expect([await reads(author.cookie), await reads(lead.cookie), await reads(keeper.cookie), await reads(other.cookie)]).toEqual([
      200, 200, 200, 404,
    ]);
    const waiting = await approved(null, false);
    expect(await status(() => page(routeArgs("/p", { cookie: lead.cookie, params: { draftId: waiting } })))).toBe(404);
    expect(await status(() => history(routeArgs("/h", { cookie: keeper.cookie, params: { draftId: waiting } })))).toBe(404);

    const seen = (await currentVersion(db, "script", "shown"))?.id ?? "";
    const texts = {
      "customer.zh-CN": "爱比价的",
      "customer.en": "compares",
      "text.zh-CN": "皮厚，您要吗？",
      "text.en": "Thick leather. Shall I?",
    };
    const form = { target: "variant", slug: "shown", seen, note: "one more", ...texts };
    const press = (values: Record<string, string>) =>
      status(() => publish(routeArgs("/p", { cookie: keeper.cookie, params: { draftId }, form: values })));
    expect(await press({ ...form, "text.en": "" })).toBe(409);
    expect(await press(form)).toBe(302);
    const kinds = (await historyOf(db, draftId)).map(({ kind }) => kind);
    expect(kinds).toEqual(["published", "approved", "commented", "handed_in", "begun"]);
  });
});
