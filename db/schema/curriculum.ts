import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";

/** A piece of content with a stable identity: a plan, a lesson, a question, a product, … */
export const contentItem = pgTable(
  "content_item",
  {
    id: id(),
    kind: text().notNull(),
    slug: text().notNull(),
    pack: text().notNull(),
    /** The version in force. */
    currentVersionId: uuid().notNull(),
    createdAt: instant().notNull(),
    archivedAt: instant(),
    /**
     * Who took it out of use in the app (nil: somebody of the shop from which it was exported); null: it left its pack. A load brings back only what left
     * by a load.
     */
    archivedBy: uuid(),
    /** Archived: what takes its place, "kind/slug". */
    supersededBy: text(),
  },
  (t) => [uniqueIndex("content_item_slug").on(t.kind, t.slug)],
);

/** One row that counts the changes of what is in force (a trigger on `content_item`): who knows the number knows whether what they remember still holds. */
export const contentRevision = pgTable(
  "content_revision",
  { only: boolean().primaryKey().default(true), number: integer().notNull() },
  (t) => [check("content_revision_only", sql`${t.only}`)],
);

/** A published version. Never changes: the app's role may only insert and read. */
export const contentVersion = pgTable(
  "content_version",
  {
    id: id(),
    itemId: uuid()
      .notNull()
      .references(() => contentItem.id),
    version: integer().notNull(),
    /** As `app/curriculum/pack.ts` says for the kind. */
    body: jsonb().notNull(),
    /** SHA-256 of the canonical body, and of the picture where it has one. */
    digest: text().notNull(),
    origin: text({ enum: ["pack", "edit"] }).notNull(),
    packVersion: integer(),
    material: boolean().notNull().default(false),
    note: text(),
    publishedBy: uuid(),
    publishedAt: instant().notNull(),
    /** The version whose publication this one takes back. */
    undoes: uuid(),
    /** What it was made from: a reference ("kind/slug"), or a note in words. See `app/curriculum/lineage-rules.ts`. */
    madeFrom: text(),
  },
  (t) => [
    uniqueIndex("content_version_number").on(t.itemId, t.version),
    index("content_version_digest").on(t.digest),
    index("content_version_made_from").on(t.madeFrom),
  ],
);

/** What somebody is changing about an item, one draft an item. `itemId` is null while the item is new. */
export const contentDraft = pgTable(
  "content_draft",
  {
    id: id(),
    kind: text().notNull(),
    slug: text().notNull(),
    itemId: uuid().references(() => contentItem.id),
    /** The version that it was begun from; null for a new item. */
    baseVersionId: uuid().references(() => contentVersion.id),
    /** The offer of a newer pack that it merges. */
    offerId: uuid(),
    /** As the form left it: it need not be sound before it is published. */
    body: jsonb().$type<Record<string, unknown>>().notNull(),
    madeFrom: text(),
    /** Who saved last. */
    editorId: uuid().notNull(),
    revision: integer().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [uniqueIndex("content_draft_slug").on(t.kind, t.slug)],
);

/**
 * What each draft said at each of its saves: whoever still has that state before them is told their own changes from another's by it. Kept for a week,
 * also when the draft itself was published or discarded.
 */
export const contentDraftPast = pgTable(
  "content_draft_past",
  {
    draftId: uuid().notNull(),
    revision: integer().notNull(),
    body: jsonb().$type<Record<string, unknown>>().notNull(),
    madeFrom: text(),
    savedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.draftId, t.revision] }), index("content_draft_past_saved").on(t.savedAt)],
);

/** What a newer pack says about an item that was edited in the app. Kept until somebody takes it, keeps their own or merges both. */
export const contentOffer = pgTable(
  "content_offer",
  {
    id: id(),
    itemId: uuid()
      .notNull()
      .references(() => contentItem.id),
    packVersion: integer().notNull(),
    body: jsonb().notNull(),
    digest: text().notNull(),
    offeredAt: instant().notNull(),
    decidedAt: instant(),
    decidedBy: uuid(),
    /** `passed`: a later pack offered something else before anybody decided. */
    decision: text({ enum: ["taken", "kept", "merged", "passed"] }),
  },
  (t) => [
    uniqueIndex("content_offer_open")
      .on(t.itemId)
      .where(sql`${t.decidedAt} is null`),
    index("content_offer_item").on(t.itemId),
  ],
);

/** A material publication: what it replaced for everybody and what rests on it. Append-only. */
export const contentMaterial = pgTable(
  "content_material",
  {
    id: id(),
    versionIds: uuid().array().notNull(),
    /** What rests on the changed items at that time. */
    rests: jsonb().$type<{ kind: string; slug: string }[]>().notNull(),
    /** The day that is proposed for the re-test; null: no pack says how long people have. */
    proposedOn: date(),
    publishedAt: instant().notNull(),
    publishedBy: uuid().notNull(),
  },
  (t) => [index("content_material_versions").using("gin", t.versionIds), index("content_material_rests").using("gin", t.rests)],
);

/** A manager's word on the re-test after a material publication; the last one counts. Append-only. */
export const contentRetest = pgTable(
  "content_retest",
  {
    id: id(),
    materialId: uuid()
      .notNull()
      .references(() => contentMaterial.id),
    /** The last day of the re-test; null: none is needed. */
    dueOn: date(),
    reason: text().notNull().default(""),
    /** Whether the clearance lapses at the end of that day; words from before re-tests could be taken do not. */
    lapses: boolean().notNull().default(false),
    decidedBy: uuid().notNull(),
    decidedAt: instant().notNull(),
  },
  (t) => [index("content_retest_material").on(t.materialId)],
);

/** What a loaded pack says of itself; its items name it by its slug. */
export const contentPack = pgTable("content_pack", {
  slug: text().primaryKey(),
  version: integer().notNull(),
  name: jsonb().notNull(),
  description: jsonb().notNull(),
  /** How many days people have for a re-test, unless a manager says otherwise; null: the pack does not say. */
  retestDays: integer(),
  /** For how many training days a bank certificate counts at the desk gate; null: the pack does not say. */
  bankCertificateDays: integer(),
  loadedAt: instant().notNull(),
});

/**
 * The searchable text of every item, as of its version in force. Derived: `app/curriculum/search.server.ts` writes it in the transaction that puts a
 * version into force, and can make all of it again.
 */
export const contentSearch = pgTable(
  "content_search",
  {
    itemId: uuid()
      .primaryKey()
      .references(() => contentItem.id),
    versionId: uuid().notNull(),
    /** By which rules the texts below were made. */
    format: integer().notNull(),
    kind: text().notNull(),
    /** What it stands under: a question's lesson, a script's branch. */
    parent: text(),
    topics: text().array().notNull(),
    /** Where it holds: the platforms of a script. */
    platforms: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    title: text().notNull(),
    titlePinyin: text().notNull(),
    words: text().notNull(),
    pinyin: text().notNull(),
  },
  (t) => [
    index("content_search_words").using("gin", t.words.op("gin_trgm_ops")),
    index("content_search_pinyin").using("gin", t.pinyin.op("gin_trgm_ops")),
    index("content_search_parent").on(t.kind, t.parent),
  ],
);

/**
 * The words that the items are written in: English as it stands, Chinese as it is spelled. Only added to (`indexItems`); what nothing holds any more stays
 * until the summary is made anew. From it a search that finds nothing takes what was probably meant.
 */
export const contentWord = pgTable("content_word", { word: text().primaryKey() });

/** Pictures of packs that were loaded from elsewhere than CONTENT_DIR, where pictures lie beside their packs otherwise. The bytes are in `file`. */
export const contentPicture = pgTable(
  "content_picture",
  {
    pack: text().notNull(),
    name: text().notNull(),
    sha256: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.pack, t.name] })],
);
