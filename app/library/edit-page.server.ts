import { and, isNull, sql } from "drizzle-orm";
import { contentItem } from "@db/schema";
import { type Editing, editingOf } from "~/curriculum/drafts.server";
import { draftFaults, type ItemFault } from "~/curriculum/library-check.server";
import type { ItemBody, ItemKind } from "~/curriculum/pack";
import { originFaults } from "~/curriculum/lineage.server";
import { openOffers } from "~/curriculum/offers.server";
import { type ContentVersion, versionsById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import type { Locale, LocalText } from "~/platform/locale";
import { faultInEnglish } from "./faults-en";
import { faultInChinese } from "./faults-zh";
import type { Field, Fields } from "./field";
import { type EditableKind, fieldsOf } from "./fields";
import type { DraftBody } from "./form-body";
import { type ItemView, viewOf } from "./item.server";
import { summaryIn, summaryOf } from "./summary";
import { mergeBodies } from "./three-way";

/** What may be named in a field: items by kind, with their titles. */
export type Choices = Partial<Record<ItemKind, { slug: string; title: string }[]>>;

/** The kinds that the fields of an item may name. */
function kindsNamed(fields: Fields): ItemKind[] {
  const of = (field: Field): ItemKind[] => {
    if (field.type === "ref") return field.kind === "sibling" ? ["lesson", "quiz", "practical", "acknowledgement", "exam"] : [field.kind];
    if (field.type === "list") return of(field.item);
    return field.type === "group" ? kindsNamed(field.fields) : [];
  };
  return [...new Set(Object.values(fields).flatMap(of))];
}

const TITLE = 60;

/** All items of the kinds that a form names. One statement (a second for what was never read). */
async function choicesFor(reader: Reader, fields: Fields, locale: Locale): Promise<Choices> {
  const kinds = kindsNamed(fields);
  if (kinds.length === 0) return {};
  const rows = await reader
    .select({ versionId: contentItem.currentVersionId })
    .from(contentItem)
    .where(and(isNull(contentItem.archivedAt), sql`${contentItem.kind} = any(${sql.param(kinds)})`))
    .orderBy(contentItem.slug);
  const versions = await versionsById(
    reader,
    rows.map((r) => r.versionId),
  );
  const choices: Choices = {};
  for (const { versionId } of rows) {
    const version = versions.get(versionId);
    // What was made from a product may go with it: nothing else may rest on it.
    const comesAndGoes = version?.kind === "question" && (version as ContentVersion<"question">).body.made_from !== undefined;
    if (version && !comesAndGoes)
      (choices[version.kind] ??= []).push({ slug: version.slug, title: summaryIn(version, locale).title.slice(0, TITLE) });
  }
  return choices;
}

/** The faults of an item in the reader's language. */
export function faultsIn(faults: readonly ItemFault[], locale: Locale): ItemFault[] {
  const say = locale === "en" ? faultInEnglish : faultInChinese;
  return faults.map((fault) => ({ ...fault, rule: say(fault.rule) }));
}

/** A draft as readers would see it; null where so much is missing that it cannot be drawn. */
export async function previewOf(reader: Reader, kind: EditableKind, slug: string, body: DraftBody): Promise<ItemView | null> {
  if (kind === "topic") return null;
  try {
    return await viewOf(reader, { kind, slug, body: { ...drawable(body), slug } as unknown as ItemBody<ItemKind>, digest: "" });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Without what a page cannot say yet: a source that has no day. */
function drawable(body: DraftBody): DraftBody {
  const dated = (source: unknown) => /^\d{4}-\d{2}-\d{2}$/.test(String((source as { checked_on?: unknown } | null)?.checked_on));
  return {
    ...body,
    ...(Array.isArray(body.sources) ? { sources: body.sources.filter(dated) } : {}),
    ...("source" in body && !dated(body.source) ? { source: undefined } : {}),
  };
}

/** The title of a body that may not be sound; null while it has none. */
export function titleOf(kind: ItemKind, body: DraftBody): LocalText | null {
  try {
    const { title } = summaryOf({ kind, body: body as unknown as ItemBody<ItemKind> });
    return typeof title["zh-CN"] === "string" && (title["zh-CN"] || title.en)
      ? { "zh-CN": title["zh-CN"] || title.en, en: title.en || title["zh-CN"] }
      : null;
  } catch {
    return null;
  }
}

/** What an editor opens with: the draft where there is one, else what is in force. Null: there is no such item. At most three statements once read. */
export async function editPage(reader: Reader, kind: EditableKind, slug: string, locale: Locale, typed: DraftBody | null = null) {
  const editing = await editingOf(reader, { kind, slug });
  const body = typed ?? editing?.draft?.body ?? editing?.item?.body;
  const fields = body && fieldsOf(kind, body.type);
  if (!editing || !body || !fields) return null;
  const { item, draft } = editing;
  const [choices, preview, offer, origin] = await Promise.all([
    choicesFor(reader, fields, locale),
    previewOf(reader, kind, slug, body),
    draft?.offerId ? openOffers(reader, draft.offerId) : [],
    originFaults(reader, [{ kind, slug, madeFrom: draft?.madeFrom ?? null }]),
  ]);
  return {
    body,
    title: titleOf(kind, body),
    item: item && { versionId: item.versionId, version: item.version, archived: item.archived },
    draft: draft && {
      id: draft.id,
      revision: draft.revision,
      editorId: draft.editorId,
      editorName: draft.editorName,
      updatedAt: draft.updatedAt,
      madeFrom: draft.madeFrom,
      moved: (item?.versionId ?? null) !== draft.baseVersionId,
      offered: draft.offerId !== null,
      conflicts: offer[0] ? mergeBodies(offer[0].base, offer[0].theirs, offer[0].mine).conflicts : [],
    },
    choices,
    preview,
    faults: faultsIn([...draftFaults(kind, slug, body), ...origin], locale),
  };
}

/** What an item's draft was begun from, for a merge; null for a new item. */
export async function baseOf(reader: Reader, { draft }: Editing): Promise<DraftBody | null> {
  if (!draft?.baseVersionId) return null;
  return ((await versionsById(reader, [draft.baseVersionId])).get(draft.baseVersionId)?.body as DraftBody | undefined) ?? null;
}
