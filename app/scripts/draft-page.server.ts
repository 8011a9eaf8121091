import { and, desc, eq } from "drizzle-orm";
import { person, scriptDraftVersion, scriptPublication, scriptReview, contentItem } from "@db/schema";
import { platforms } from "~/curriculum/pack-basics";
import { placeholders, scriptBranches } from "~/curriculum/pack-wording";
import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { LONGEST } from "~/wording/lint";
import type { Asked } from "./address";
import { threadsOf } from "./comments.server";
import { pictures } from "./draft-form";
import type { Draft } from "./drafts.server";
import { checkBody } from "./lint.server";
import { productBeside } from "./product.server";

/** The last version that was handed in, and what was decided on it. */
export type LastVersion = {
  id: string;
  number: number;
  note: string;
  submittedAt: Date;
  decided: { decision: "approved" | "returned"; remark: string; by: string; at: Date } | null;
};

/** The last version of a draft; null: none was handed in. One statement. */
export async function lastVersion(reader: Reader, draftId: string): Promise<LastVersion | null> {
  const [row] = await reader
    .select({
      id: scriptDraftVersion.id,
      number: scriptDraftVersion.number,
      note: scriptDraftVersion.note,
      submittedAt: scriptDraftVersion.submittedAt,
      decision: scriptReview.decision,
      remark: scriptReview.remark,
      by: person.name,
      at: scriptReview.at,
    })
    .from(scriptDraftVersion)
    .leftJoin(scriptReview, eq(scriptReview.versionId, scriptDraftVersion.id))
    .leftJoin(person, eq(person.id, scriptReview.reviewerId))
    .where(eq(scriptDraftVersion.draftId, draftId))
    .orderBy(desc(scriptDraftVersion.number))
    .limit(1);
  if (!row) return null;
  const { decision, remark, by, at, ...version } = row;
  return { ...version, decided: decision && by && at ? { decision, remark: remark ?? "", by, at } : null };
}

/** The script of the library that an approved draft went into; null: into none yet. One statement. */
async function publishedIn(reader: Reader, draftId: string): Promise<string | null> {
  const [row] = await reader
    .select({ slug: contentItem.slug })
    .from(scriptPublication)
    .innerJoin(contentItem, eq(contentItem.id, scriptPublication.itemId))
    .where(and(eq(scriptPublication.draftId, draftId)));
  return row?.slug ?? null;
}

/** What is to be chosen in the form of a draft. */
const choices = { branches: scriptBranches, platforms, pictures, placeholders, longestMessage: LONGEST };

/** A draft as its author sees it: the text, what the check says of it, what fills it, what was decided. */
export async function draftPage(reader: Reader, draft: Draft, asked: Asked, by: { personId: string; locale: Locale }) {
  const [marked, beside, last, publishedAs, threads] = await Promise.all([
    checkBody(reader, draft.body, by.locale),
    productBeside(reader, asked, by),
    draft.versions > 0 ? lastVersion(reader, draft.id) : null,
    draft.state === "published" ? publishedIn(reader, draft.id) : null,
    draft.versions > 0 ? threadsOf(reader, draft.id, draft.body.text) : [],
  ]);
  return { draft, marked, beside, last, publishedAs, threads, choices };
}
