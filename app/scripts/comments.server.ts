import { and, asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { person, scriptComment, scriptDraft, type ScriptDraftBody, scriptDraftVersion } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import type { Locale } from "~/platform/locale";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { commentRefusal } from "./review-rules";
import { findAgain, type Span, spanOf } from "./span-rules";

/** What was said of a stretch, with the answers. `place`: where the stretch stands in the text that is shown; null: its words are gone. */
export type Thread = {
  id: string;
  locale: Locale;
  /** Of which version it was said. */
  number: number;
  quote: string;
  place: Span | null;
  authorId: string;
  author: string;
  text: string;
  at: Date;
  resolved: { by: string; at: Date } | null;
  replies: { id: string; author: string; text: string; at: Date }[];
};

const resolver = alias(person, "resolver");

/** The comments on a draft, in the order of the text that is shown; those whose words are gone come last. One statement. */
export async function threadsOf(reader: Reader, draftId: string, shown: ScriptDraftBody["text"]): Promise<Thread[]> {
  const rows = await reader
    .select({
      comment: scriptComment,
      author: person.name,
      number: scriptDraftVersion.number,
      resolver: resolver.name,
    })
    .from(scriptComment)
    .innerJoin(person, eq(person.id, scriptComment.authorId))
    .innerJoin(scriptDraftVersion, eq(scriptDraftVersion.id, scriptComment.versionId))
    .leftJoin(resolver, eq(resolver.id, scriptComment.resolvedBy))
    .where(eq(scriptComment.draftId, draftId))
    .orderBy(asc(scriptComment.at), asc(scriptComment.id));
  const threads = rows.flatMap(({ comment, author, number, resolver: by }): Thread[] => {
    const { id, parentId, locale, quote, authorId, text, at, fromAt, toAt, resolvedAt } = comment;
    if (parentId !== null) return [];
    const replies = rows
      .filter((row) => row.comment.parentId === id)
      .map((row) => ({ id: row.comment.id, author: row.author, text: row.comment.text, at: row.comment.at }));
    const place = findAgain(shown[locale] ?? "", { from: fromAt ?? 0, to: toAt ?? 0, quote });
    return [
      { id, locale, number, quote, place, authorId, author, text, at, resolved: resolvedAt && { by: by ?? "", at: resolvedAt }, replies },
    ];
  });
  const rank = ({ place, locale }: Thread) => (place ? (locale === "zh-CN" ? 0 : 1e6) + place.from : Infinity);
  return threads.sort((a, b) => rank(a) - rank(b) || a.at.getTime() - b.at.getTime());
}

type Marking = { locale: Locale; from: number | null; to: number | null; quote: string; text: string };

/** Say something of a stretch of the version that was handed in last. */
export function addComment(ctx: WriteContext, draftId: string, { text, ...marking }: Marking): Promise<Outcome<{ id: string }>> {
  const said = text.trim();
  return write(ctx, async (tx) => {
    const draft = await lockDraft(tx, draftId);
    if (!draft || ctx.actorId === null) return refuse("not_found");
    if (draft.state !== "submitted" && draft.state !== "returned") return refuse(`not_now.${draft.state}`);
    const [version] = await tx
      .select()
      .from(scriptDraftVersion)
      .where(and(eq(scriptDraftVersion.draftId, draftId), eq(scriptDraftVersion.number, draft.versions)));
    if (!version) return refuse("not_found");
    const wrong = commentRefusal(said);
    if (wrong) return refuseAll([wrong]);
    const span = spanOf(version.body.text[marking.locale] ?? "", marking);
    if (!span) return refuse("quote_missing", { field: "quote" });
    const id = newId();
    const { from, to, quote } = span;
    await tx.insert(scriptComment).values({
      ...{ id, draftId, versionId: version.id, authorId: ctx.actorId, locale: marking.locale },
      ...{ fromAt: from, toAt: to, quote, text: said, at: ctx.now },
    });
    await audit(tx, ctx, {
      action: "scripts.commented",
      subject: { type: "script_draft", id: draftId },
      personId: draft.authorId,
      after: { title: draft.body.title, number: version.number },
    });
    return accept({ id });
  });
}

/** Answer a comment. */
export function answerComment(ctx: WriteContext, draftId: string, parentId: string, text: string): Promise<Outcome<{ id: string }>> {
  const said = text.trim();
  return write(ctx, async (tx) => {
    const thread = await lockThread(tx, draftId, parentId);
    if (!thread || ctx.actorId === null) return refuse("not_found");
    const wrong = commentRefusal(said);
    if (wrong) return refuseAll([wrong]);
    const id = newId();
    const { versionId, locale } = thread;
    await tx.insert(scriptComment).values({ id, draftId, versionId, parentId, authorId: ctx.actorId, locale, text: said, at: ctx.now });
    return accept({ id });
  });
}

/** Close a thread, or open it again. Twice is once. */
export function settleComment(ctx: WriteContext, draftId: string, id: string, resolved: boolean): Promise<Outcome<{ id: string }>> {
  return write(ctx, async (tx) => {
    const thread = await lockThread(tx, draftId, id);
    if (!thread || ctx.actorId === null) return refuse("not_found");
    if ((thread.resolvedAt !== null) !== resolved)
      await tx
        .update(scriptComment)
        .set({ resolvedAt: resolved ? ctx.now : null, resolvedBy: resolved ? ctx.actorId : null })
        .where(eq(scriptComment.id, id));
    return accept({ id });
  });
}

async function lockDraft(tx: Tx, draftId: string) {
  const [draft] = await tx.select().from(scriptDraft).where(eq(scriptDraft.id, draftId)).for("update");
  return draft ?? null;
}

async function lockThread(tx: Tx, draftId: string, id: string) {
  const [thread] = await tx
    .select()
    .from(scriptComment)
    .where(and(eq(scriptComment.id, id), eq(scriptComment.draftId, draftId), sql`${scriptComment.parentId} is null`))
    .for("update");
  return thread ?? null;
}
