import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { contentItem, contentMaterial, contentPack } from "@db/schema";
import { editingOf, saveDraft } from "~/curriculum/drafts.server";
import { publish } from "~/library/publication.server";
import { both } from "@test/factories/curriculum";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ctx, make } = await freshDatabase();
const by = ctx(MONDAY, (await make.person({ roles: ["content_owner"] })).id);
const key = { kind: "practical" as const, slug: "practical-1" };
await make.plan();

/** Each pack with its days, and the practical in one of them. */
async function packs(days: Record<string, number | null>, home: string) {
  await owner.delete(contentPack);
  for (const [slug, retestDays] of Object.entries(days))
    await owner.insert(contentPack).values({ slug, version: 1, name: both(slug), description: both(slug), retestDays, loadedAt: MONDAY });
  await owner.update(contentItem).set({ pack: home }).where(eq(contentItem.slug, key.slug));
}

let n = 0;
async function proposed(): Promise<string | null | undefined> {
  const item = (await editingOf(db, key))?.item;
  const body = { ...item?.body, title: both(`title ${++n}`) };
  await saveDraft(by, key, { revision: 0, baseVersionId: item?.versionId ?? null, body, madeFrom: null });
  const done = await publish(by, { items: [{ ...key, revision: 1 }], note: "why it changed", material: true }, "2026-03-02");
  const id = (done.ok && done.value.materialId) || "";
  return (await db.select().from(contentMaterial).where(eq(contentMaterial.id, id)))[0]?.proposedOn;
}
beforeEach(() => packs({}, "test"));

it.each([
  ["its own pack's days", { test: 10, other: 3 }, "test", "2026-03-12"],
  ["for what the shop made, the fewest days of any pack", { test: 10, other: 3 }, "shop", "2026-03-05"],
  ["where its pack says nothing, those of another", { test: null, other: 5 }, "test", "2026-03-07"],
  ["nothing where no pack says anything", { test: null }, "test", null],
] as const)("proposes %s", async (_, days, home, day) => {
  await packs(days, home);
  expect(await proposed()).toBe(day);
});
