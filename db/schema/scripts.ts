import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Locale } from "../../app/platform/locale";
import { id, instant } from "./columns";
import { contentItem, contentVersion } from "./curriculum";
import { person, store } from "./people";

/** What somebody writes in a draft. `text` in one language or both; `picture`: which one goes with it. */
export type ScriptDraftBody = {
  title: string;
  branch: string;
  platforms: string[];
  /** For which kind of customer, and what has happened before it is sent. */
  customer: string;
  situation: string;
  text: Partial<Record<Locale, string>>;
  picture: string | null;
  /** Why it is said so. */
  why: string;
};

/** A script that somebody keeps at hand, whatever its version. */
export const scriptFavourite = pgTable(
  "script_favourite",
  {
    personId: uuid()
      .notNull()
      .references(() => person.id),
    itemId: uuid()
      .notNull()
      .references(() => contentItem.id),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.itemId] })],
);

/** A script that holds only in some stores: a row for each of them; without any it holds in every store. Packs know no stores: a new version keeps it. */
export const scriptStore = pgTable(
  "script_store",
  {
    itemId: uuid()
      .notNull()
      .references(() => contentItem.id),
    storeId: uuid()
      .notNull()
      .references(() => store.id),
    setBy: uuid()
      .notNull()
      .references(() => person.id),
    setAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.itemId, t.storeId] })],
);

/** Somebody copied one of the ways to say it that a script offers, in that version. What came of it is joined from the chats. Append-only. */
export const scriptUse = pgTable(
  "script_use",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    itemId: uuid()
      .notNull()
      .references(() => contentItem.id),
    versionId: uuid()
      .notNull()
      .references(() => contentVersion.id),
    /** The slug of the variant. */
    variant: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [index("script_use_item").on(t.itemId, sql`${t.at} desc`), index("script_use_person").on(t.personId, sql`${t.at} desc`)],
);

/**
 * A script that somebody writes: the working copy, until it is handed in. What was handed in stands in `script_draft_version`. Approved, it is never changed again:
 * whoever knows better begins another one.
 */
export const scriptDraft = pgTable(
  "script_draft",
  {
    id: id(),
    authorId: uuid()
      .notNull()
      .references(() => person.id),
    /** The script of the library that it makes better, in that version, and which of its ways to say it; null: a new one. */
    itemId: uuid().references(() => contentItem.id),
    baseVersionId: uuid().references(() => contentVersion.id),
    variant: text(),
    /** 1–10: which of the ten prepared messages of the checklist it is. */
    prepared: integer(),
    state: text({ enum: ["draft", "submitted", "returned", "approved", "published", "withdrawn"] })
      .notNull()
      .default("draft"),
    body: jsonb().$type<ScriptDraftBody>().notNull(),
    /** Goes up with every save: of two tabs, the second is told. */
    revision: integer().notNull().default(0),
    /** The number of the last version handed in; 0: none. */
    versions: integer().notNull().default(0),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    index("script_draft_author").on(t.authorId, sql`${t.updatedAt} desc`),
    index("script_draft_waiting")
      .on(t.updatedAt)
      .where(sql`${t.state} in ('submitted', 'approved')`),
    check("script_draft_prepared", sql`${t.prepared} is null or ${t.prepared} between 1 and 10`),
    check("script_draft_base", sql`(${t.itemId} is null) = (${t.baseVersionId} is null)`),
  ],
);

/** A draft as it was handed in, with what the check found in it then. Append-only. */
export const scriptDraftVersion = pgTable(
  "script_draft_version",
  {
    id: id(),
    draftId: uuid()
      .notNull()
      .references(() => scriptDraft.id),
    number: integer().notNull(),
    body: jsonb().$type<ScriptDraftBody>().notNull(),
    /** What was left standing: rule and stretch of which wording, as the check said it. */
    findings: jsonb().$type<{ rule: string; locale: Locale; from: number; to: number; found: string }[]>().notNull(),
    /** The author's word to the supervisor. */
    note: text().notNull().default(""),
    submittedAt: instant().notNull(),
  },
  (t) => [uniqueIndex("script_draft_version_number").on(t.draftId, t.number)],
);

/** What a supervisor decided on a version: one each. An approval is evidence. Append-only. */
export const scriptReview = pgTable(
  "script_review",
  {
    id: id(),
    draftId: uuid()
      .notNull()
      .references(() => scriptDraft.id),
    versionId: uuid()
      .notNull()
      .unique()
      .references(() => scriptDraftVersion.id),
    /** Who wrote it. */
    personId: uuid()
      .notNull()
      .references(() => person.id),
    reviewerId: uuid()
      .notNull()
      .references(() => person.id),
    decision: text({ enum: ["approved", "returned"] }).notNull(),
    remark: text().notNull().default(""),
    at: instant().notNull(),
  },
  (t) => [
    index("script_review_person").on(t.personId, t.at),
    index("script_review_draft").on(t.draftId),
    check("script_review_not_self", sql`${t.reviewerId} <> ${t.personId}`),
  ],
);

/** What was said of a stretch of a version, and the answers to it. What was said stays; a thread is closed and opened again. */
export const scriptComment = pgTable(
  "script_comment",
  {
    id: id(),
    draftId: uuid()
      .notNull()
      .references(() => scriptDraft.id),
    versionId: uuid()
      .notNull()
      .references(() => scriptDraftVersion.id),
    /** The comment that it answers; only the first of a thread has a place. */
    parentId: uuid().references((): AnyPgColumn => scriptComment.id),
    authorId: uuid()
      .notNull()
      .references(() => person.id),
    /** In which wording, and from where to where in UTF-16 units; the words themselves stand beside it. */
    locale: text({ enum: ["zh-CN", "en"] }).notNull(),
    fromAt: integer(),
    toAt: integer(),
    quote: text().notNull().default(""),
    text: text().notNull(),
    at: instant().notNull(),
    resolvedAt: instant(),
    resolvedBy: uuid().references(() => person.id),
  },
  (t) => [
    index("script_comment_draft").on(t.draftId, t.at),
    check("script_comment_place", sql`(${t.parentId} is null) = (${t.fromAt} is not null and ${t.toAt} is not null)`),
  ],
);

/** An approved draft that went into the library, as which version of which script. Once. Append-only. */
export const scriptPublication = pgTable("script_publication", {
  draftId: uuid()
    .primaryKey()
    .references(() => scriptDraft.id),
  itemId: uuid()
    .notNull()
    .references(() => contentItem.id),
  versionId: uuid()
    .notNull()
    .references(() => contentVersion.id),
  variant: text().notNull(),
  publishedBy: uuid()
    .notNull()
    .references(() => person.id),
  at: instant().notNull(),
});
