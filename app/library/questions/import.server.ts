import { and, eq, lt, ne, or, sql } from "drizzle-orm";
import { questionImport, setting } from "@db/schema";
import { discardUntouched, insertDrafts } from "~/curriculum/drafts.server";
import type { Db, Reader, Tx } from "~/platform/database.server";
import { isId, newId } from "~/platform/ids";
import type { Locale } from "~/platform/locale";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { libraryNow, meansFor } from "./known.server";
import { plainLabel, planImport, type Places, type Planned } from "./plan";
import { readFile } from "./read-file.server";

/** A file of questions on its way: looked at, left out of, made into drafts, taken back. Nothing of it is published here. */
export type QuestionImport = typeof questionImport.$inferSelect;

const PLACES_KEY = "question_places";
const MOST_PLACES = 400;
const KEPT_DAYS = { checked: 7, made: 30 };

/** Read an uploaded file and keep what it says until somebody makes drafts of it. Nothing of the library is written. */
export async function stageQuestions(ctx: WriteContext, file: File | null, language: Locale): Promise<Outcome<{ importId: string }>> {
  const read = await readFile(file);
  if (!read.ok) return read;
  const { format, rows, faults, examples } = read.value;
  const importId = newId();
  return write(ctx, async (tx) => {
    await tx.insert(questionImport).values({
      ...{ id: importId, format, language, rows, faults, examples },
      fileName: (file?.name ?? "").slice(0, 200),
      places: await rememberedPlaces(tx),
      leftOut: [],
      state: "checked",
      drafts: [],
      createdBy: ctx.actorId ?? importId,
      createdAt: ctx.now,
    });
    return accept({ importId });
  });
}

/** An import that was kept, or null when there is none (any more). */
export async function questionImportOf(reader: Reader, importId: string, lock = false): Promise<QuestionImport | null> {
  if (!isId(importId)) return null;
  const query = reader.select().from(questionImport).where(eq(questionImport.id, importId));
  const [row] = lock ? await query.for("update") : await query;
  return row ?? null;
}

/** What the import of a kept file would do to the library as it stands. */
export async function planOf(reader: Reader, { rows, places, language }: QuestionImport): Promise<Planned[]> {
  return planImport(rows, await libraryNow(reader), meansFor(places, language));
}

async function rememberedPlaces(reader: Reader): Promise<Places> {
  const [row] = await reader.select({ value: setting.value }).from(setting).where(eq(setting.key, PLACES_KEY));
  const value = (row?.value ?? {}) as Partial<Places>;
  const pairs = (list: unknown): [string, string][] =>
    (Array.isArray(list) ? list : []).filter(
      (pair): pair is [string, string] => Array.isArray(pair) && pair.every((p) => typeof p === "string"),
    );
  return { topic: pairs(value.topic), lesson: pairs(value.lesson) };
}

/** Do something to an import that nobody has made drafts of yet. */
function change(
  ctx: WriteContext,
  importId: string,
  make: (tx: Tx, row: QuestionImport) => Promise<Partial<typeof questionImport.$inferInsert>>,
): Promise<Outcome<{ importId: string }>> {
  return write(ctx, async (tx) => {
    const row = await questionImportOf(tx, importId, true);
    if (row?.state !== "checked") return refuse("import_gone");
    await tx
      .update(questionImport)
      .set(await make(tx, row))
      .where(eq(questionImport.id, importId));
    return accept({ importId });
  });
}

/** Say where words of the file for topics and lessons lead. It is remembered for the next file, but for questions that name none. */
export function choosePlaces(ctx: WriteContext, importId: string, chosen: Places): Promise<Outcome<{ importId: string }>> {
  return change(ctx, importId, async (tx, row) => {
    const merged = (before: [string, string][], now: [string, string][]) => [
      ...before.filter(([label]) => !now.some(([other]) => other === label)),
      ...now.filter(([, slug]) => slug !== ""),
    ];
    const plain = (pairs: [string, string][]) => pairs.map(([label, slug]): [string, string] => [plainLabel(label), slug]);
    const [topic, lesson] = [plain(chosen.topic), plain(chosen.lesson)];
    const known = await rememberedPlaces(tx);
    const named = (pairs: [string, string][]) => pairs.filter(([label]) => label !== "" && label.length <= 200);
    const value = {
      topic: merged(known.topic, named(topic)).slice(-MOST_PLACES),
      lesson: merged(known.lesson, named(lesson)).slice(-MOST_PLACES),
    };
    await tx
      .insert(setting)
      .values({ key: PLACES_KEY, value, updatedAt: ctx.now })
      .onConflictDoUpdate({ target: setting.key, set: { value, updatedAt: ctx.now } });
    return { places: { topic: merged(row.places.topic, topic), lesson: merged(row.places.lesson, lesson) } };
  });
}

/** Leave questions out of an import, or take them in again. */
export function leaveOut(
  ctx: WriteContext,
  importId: string,
  places: readonly number[],
  isOut: boolean,
): Promise<Outcome<{ importId: string }>> {
  return change(ctx, importId, (_, { leftOut, rows }) => {
    const asked = new Set(places.filter((n) => n < rows.length));
    const rest = leftOut.filter((n) => !asked.has(n));
    return Promise.resolve({ leftOut: isOut ? [...rest, ...asked] : rest });
  });
}

/** The questions of a plan that become drafts. */
export function toDraft(plan: readonly Planned[], leftOut: readonly number[]): Planned[] {
  const out = new Set(leftOut);
  return plan.filter(({ n, status }) => (status === "new" || status === "changed") && !out.has(n));
}

/** Make drafts of all that is new or changed and not left out: all of them, or none. */
export function makeDrafts(ctx: WriteContext, importId: string): Promise<Outcome<{ importId: string }>> {
  return write(ctx, async (tx) => {
    const row = await questionImportOf(tx, importId, true);
    if (row?.state !== "checked") return refuse("import_gone");
    const taken = toDraft(await planOf(tx, row), row.leftOut);
    if (taken.length === 0) return refuse("import_nothing");
    const made = await insertDrafts(
      tx,
      ctx,
      "question",
      taken.map(({ slug, body, known }) => ({
        ...{ slug, body },
        itemId: known?.itemId ?? null,
        baseVersionId: known?.versionId ?? null,
        madeFrom: row.fileName || null,
      })),
    );
    if (!made) return refuse("import_moved");
    const isNew = new Set(taken.flatMap(({ known, slug }) => (known ? [] : [slug])));
    const drafts = made.map((draft) => ({ ...draft, isNew: isNew.has(draft.slug) }));
    await tx.update(questionImport).set({ state: "drafted", drafts, draftedAt: ctx.now }).where(eq(questionImport.id, importId));
    const counts = { created: isNew.size, changed: made.length - isNew.size };
    await audit(tx, ctx, {
      action: "curriculum.questions_imported",
      subject: { type: "import", id: importId },
      after: { fileName: row.fileName, ...counts, slugs: made.map(({ slug }) => slug) },
    });
    return accept({ importId });
  });
}

/** Give up the drafts that an import made; what somebody has worked on since, or published, stays. */
export function discardDrafts(ctx: WriteContext, importId: string): Promise<Outcome<{ importId: string }>> {
  return write(ctx, async (tx) => {
    const row = await questionImportOf(tx, importId, true);
    if (row?.state !== "drafted") return refuse("import_gone");
    const gone = await discardUntouched(
      tx,
      row.drafts.map(({ draftId }) => draftId),
    );
    await tx.update(questionImport).set({ state: "discarded" }).where(eq(questionImport.id, importId));
    await audit(tx, ctx, {
      action: "curriculum.questions_import_discarded",
      subject: { type: "import", id: importId },
      after: { fileName: row.fileName, count: gone.length, slugs: gone },
    });
    return accept({ importId });
  });
}

/** Forget files that nobody made drafts of within a week, and others after a month; once an hour. */
export async function sweepQuestionImports(db: Db, now: Date): Promise<void> {
  if (now.getUTCMinutes() !== 50) return;
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await db
    .delete(questionImport)
    .where(
      or(
        and(eq(questionImport.state, "checked"), lt(questionImport.createdAt, before(KEPT_DAYS.checked))),
        and(ne(questionImport.state, "checked"), lt(questionImport.createdAt, before(KEPT_DAYS.made))),
      ),
    );
}

/** What became of the drafts of an import: untouched, edited since, or gone (published or given up). One statement. */
export async function draftsSince(reader: Reader, drafts: QuestionImport["drafts"]): Promise<Map<string, "untouched" | "edited">> {
  const ids = drafts.map(({ draftId }) => draftId);
  const rows = await reader.execute<{ id: string; revision: number }>(
    sql`select id, revision from content_draft where id = any(${sql.param(ids)}::uuid[])`,
  );
  return new Map(rows.map(({ id, revision }) => [id, revision === 1 ? "untouched" : "edited"]));
}
