import { and, eq, isNull } from "drizzle-orm";
import { contentItem, contentVersion, scriptDraft, type ScriptDraftBody } from "@db/schema";
import type { ItemBody } from "~/curriculum/pack";
import { platforms } from "~/curriculum/pack-basics";
import type { scriptBranches } from "~/curriculum/pack-wording";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { type Locale, pick } from "~/platform/locale";
import { audit, type WriteContext } from "~/platform/write.server";
import { emptyBody } from "./draft-rules";

/** What a case asks to be said: `slug` is the script of the library that is to be said better; null: a new one. */
export type FromCase = {
  authorId: string;
  slug: string | null;
  number: number;
  title: string;
  text: string;
  why: string;
  locale: Locale;
  platform: string;
  branch: (typeof scriptBranches)[number];
};

/** Begin a draft of somebody's from a case, in the caller's transaction: with what should have been said there in place of the wording. Null: the script is not in use. */
export async function beginFromCaseIn(tx: Tx, ctx: WriteContext, from: FromCase): Promise<string | null> {
  const { authorId, slug, number, title, text, locale } = from;
  const why = [`#${number}`, from.why].filter(Boolean).join(" ");
  const base = slug === null ? null : await inUse(tx, slug);
  if (slug !== null && !base) return null;
  const there = platforms.filter((platform) => platform === from.platform);
  const start = base
    ? { ...base, body: { ...base.body, text: { ...base.body.text, ...(text ? { [locale]: text } : {}) }, why } }
    : {
        ...{ itemId: null, baseVersionId: null, variant: null },
        body: { ...emptyBody(from.branch, there.length > 0 ? there : platforms), title, text: text ? { [locale]: text } : {}, why },
      };
  const draftId = newId();
  await tx.insert(scriptDraft).values({ id: draftId, authorId, prepared: null, ...start, createdAt: ctx.now, updatedAt: ctx.now });
  await audit(tx, ctx, {
    action: "scripts.begun_from_case",
    subject: { type: "script_draft", id: draftId },
    personId: authorId,
    after: { title: start.body.title, number },
  });
  return draftId;
}

/** A script in use by its first wording. */
async function inUse(tx: Tx, slug: string) {
  const [row] = await tx
    .select({ itemId: contentItem.id, baseVersionId: contentVersion.id, body: contentVersion.body })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(and(eq(contentItem.kind, "script"), eq(contentItem.slug, slug), isNull(contentItem.archivedAt)));
  const script = row?.body as ItemBody<"script"> | undefined;
  const wording = script?.variants[0];
  if (!row || !script || !wording) return null;
  const body: ScriptDraftBody = {
    ...{ branch: script.branch, platforms: [...script.platforms], picture: script.picture ?? null, text: { ...wording.text }, why: "" },
    ...{ title: pick(script.title, "zh-CN"), customer: pick(wording.customer, "zh-CN"), situation: pick(script.situation, "zh-CN") },
  };
  return { itemId: row.itemId, baseVersionId: row.baseVersionId, variant: wording.slug, body };
}
