import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { contentItem, contentMaterial, contentOffer, contentRetest, contentVersion } from "@db/schema";
import { beginItem, editingOf, saveDraft } from "~/curriculum/drafts.server";
import { offerIn, openOffers } from "~/curriculum/offers.server";
import type { ItemKind } from "~/curriculum/pack";
import { digestOfBody, historyOf, setArchived } from "~/curriculum/publish.server";
import { publish, takeOffer, undoPublication } from "~/library/publication.server";
import { standingOf } from "~/library/standing.server";
import { both } from "@test/factories/curriculum";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const TODAY = "2026-03-02";
const editor = (await make.person({ name: "Lin", roles: ["content_owner"] })).id;
const by = (minutes = 0) => ctx(new Date(MONDAY.getTime() + minutes * 60_000), editor);
const key = { kind: "term" as const, slug: "lonely" };
const said = (text: string) => ({ words: { "zh-CN": [text], en: [] } });
const refused = (outcome: { ok: boolean; refusals?: { code: string }[] }) => (outcome.ok ? null : outcome.refusals?.[0]?.code);

beforeAll(async () => {
  await make.plan();
  await make.content("term", "lonely", said("孤零零"));
});

/** Publish the term with other words. */
async function worded(words: string, minutes: number) {
  const item = (await editingOf(db, key))?.item;
  const body = { ...item?.body, ...said(words) };
  await saveDraft(by(minutes), key, { revision: 0, baseVersionId: item?.versionId ?? null, body, madeFrom: null });
  const done = await publish(by(minutes), { items: [{ ...key, revision: 1 }], note: "why it changed", material: false }, TODAY);
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return (await historyOf(db, key))[0]?.id ?? "";
}
const archive = (yes: boolean) => setArchived(by(), key, yes, "for the test");
const standing = () => standingOf(db, "term", "lonely");
const wordsNow = async () => ((await editingOf(db, key))?.item?.body.words as { "zh-CN": string[] })["zh-CN"];

describe("taking out of use", () => {
  it("is refused while others rest on it, and undone by bringing it back", async () => {
    expect(refused(await setArchived(by(), { kind: "lesson", slug: "lesson-1" }, true, "not needed"))).toBe("archive_breaks");
    expect(refused(await setArchived(by(), key, true, ""))).toBe("archive_reason");
    expect(await archive(true)).toMatchObject({ ok: true });
    expect(await standing()).toMatchObject({ archived: true });
    expect(await archive(false)).toMatchObject({ ok: true });
    expect(await standing()).toMatchObject({ archived: false });
  });
});

describe("an item out of use", () => {
  it("stays out of use when its last publication is taken back", async () => {
    const versionId = await worded("孤单单", 1);
    expect(await archive(true)).toMatchObject({ ok: true });
    expect(await undoPublication(by(2), key, versionId, "it was wrong", TODAY)).toMatchObject({ ok: true });
    expect([await wordsNow(), await standing()]).toMatchObject([["孤零零"], { archived: true }]);
    const [row] = await db.select().from(contentItem).where(eq(contentItem.slug, "lonely"));
    expect(row).toMatchObject({ archivedAt: MONDAY, archivedBy: editor });
    expect(await archive(false)).toMatchObject({ ok: true });
    expect(await standing()).toMatchObject({ archived: false });
  });

  it("stays out of use when the newer pack's text is taken", async () => {
    await worded("单单", 3);
    const item = (await editingOf(db, key))?.item;
    const body = { ...item?.body, ...said("包里的") };
    await db.transaction((tx) => offerIn(tx, 2, [{ itemId: item?.id ?? "", body, digest: digestOfBody(body) }], MONDAY));
    expect(await archive(true)).toMatchObject({ ok: true });
    const [offer] = await openOffers(db);
    expect(await takeOffer(by(4), offer?.id ?? "", { note: "as the pack says", material: false }, TODAY)).toMatchObject({ ok: true });
    expect([await wordsNow(), await standing()]).toMatchObject([["包里的"], { archived: true, origin: "pack" }]);
  });

  it("comes back when somebody publishes a draft of it", async () => {
    await worded("又来了", 5);
    expect(await standing()).toMatchObject({ archived: false });
  });

  it("is asked only when it comes back whether it fits the library", async () => {
    const quiz = { kind: "quiz" as const, slug: "spare" };
    const body = { slug: "spare", title: both("spare"), pass: 80, questions: ["lesson-1-q1", "lesson-1-q2", "lesson-1-q3"] };
    await make.content("quiz", "spare", { ...body, questions: ["gone-1", "gone-2", "gone-3"] });
    const base = (await editingOf(db, quiz))?.item?.versionId ?? null;
    await saveDraft(by(6), quiz, { revision: 0, baseVersionId: base, body, madeFrom: null });
    await publish(by(6), { items: [{ ...quiz, revision: 1 }], note: "whole again", material: false }, TODAY);
    const versionId = (await historyOf(db, quiz))[0]?.id ?? "";
    expect(refused(await undoPublication(by(7), quiz, versionId, "back", TODAY))).toBe("undo_breaks");
    await setArchived(by(7), quiz, true, "for the test");
    expect(await undoPublication(by(8), quiz, versionId, "back", TODAY)).toMatchObject({ ok: true });
    expect(refused(await setArchived(by(9), quiz, false, "used again"))).toBe("archive_breaks");
  });
});

describe("what is made in the app", () => {
  const packOf = async (kind: ItemKind, slug: string) =>
    (
      await db
        .select({ pack: contentItem.pack })
        .from(contentItem)
        .where(and(eq(contentItem.kind, kind), eq(contentItem.slug, slug)))
    )[0]?.pack;

  it("belongs to the shop's own pack, whatever it stands beside; an edited item stays its pack's", async () => {
    const term = { kind: "term" as const, slug: "of-the-shop" };
    const body = { ...(await editingOf(db, key))?.item?.body, slug: term.slug, ...said("本店自己的") };
    expect(await beginItem(by(), term, body)).toMatchObject({ ok: true });
    const items = [{ ...term, revision: 1 }];
    expect(await publish(by(), { items, note: "a new term", material: false }, TODAY)).toMatchObject({ ok: true });
    expect(await packOf("term", "of-the-shop")).toBe("shop");
    expect(await packOf("term", "lonely")).toBe(await packOf("lesson", "lesson-1"));
    expect(await packOf("lesson", "lesson-1")).not.toBe("shop");
  });
});

it("leaves published versions as they are, whoever tries", async () => {
  await expect(db.update(contentVersion).set({ note: "x" })).rejects.toThrow();
  await expect(db.update(contentMaterial).set({ proposedOn: "2030-01-01" })).rejects.toThrow();
  await expect(db.delete(contentRetest)).rejects.toThrow();
  await expect(db.update(contentOffer).set({ body: {} })).rejects.toThrow();
});
