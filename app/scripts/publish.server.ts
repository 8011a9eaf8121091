import { eq, inArray } from "drizzle-orm";
import { caseAction, chatCase, notice, scriptDraft, type ScriptDraftBody, scriptPublication } from "@db/schema";
import { editingOf, lockName } from "~/curriculum/drafts.server";
import { checkChanges, faultsWith, parseDraft } from "~/curriculum/library-check.server";
import type { ItemBody } from "~/curriculum/pack";
import { noteRefusal, publishVersionIn } from "~/curriculum/publish.server";
import { lockContent } from "~/curriculum/search.server";
import type { Reader, Tx } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { accept, audit, type Outcome, refuse, refuseAll, type Refusal, write, type WriteContext } from "~/platform/write.server";
import { stateAfter } from "./draft-rules";
import { allMarked, checkBody } from "./lint.server";
import { type Publishing, publishRefusals, variantOf, withDraft } from "./publish-rules";

type Row = typeof scriptDraft.$inferSelect;
/** `seen`: the version in force that the form was made from; null: there was no such script. */
type Asked = { draftId: string; publishing: Publishing; seen: string | null; locale: Locale };

/** The script with the draft in it, or why it cannot go in. */
async function ready(reader: Reader, row: Row, { publishing, seen }: Asked) {
  const key = { kind: "script" as const, slug: publishing.slug };
  const found = await editingOf(reader, key);
  if (publishing.target === "new" && found) return refuse("slug_taken", { field: "slug" });
  if ((found?.item?.versionId ?? null) !== seen) return refuse("base_moved");
  if (found?.item?.archived) return refuse("not_there");
  const made = withDraft(publishing, row, (found?.item?.body ?? null) as ItemBody<"script"> | null);
  if ("refused" in made) return refuse(made.refused);
  const parsed = parseDraft("script", publishing.slug, made.body);
  if ("faults" in parsed) return refuse("faults", { params: { rule: parsed.faults[0]?.rule ?? "", count: parsed.faults.length } });
  return accept({ ...key, itemId: found?.item?.id ?? null, body: parsed.body, variant: made.variant });
}

/** What the check says must not be sent, of the wordings as they would stand in the library. */
async function blockedIn(reader: Reader, { publishing, locale }: Asked, { branch, platforms }: ScriptDraftBody): Promise<Refusal[]> {
  const of = async (prefix: string, text: ScriptDraftBody["text"]) =>
    allMarked(await checkBody(reader, { title: "", customer: "", situation: "", why: "", picture: null, branch, platforms, text }, locale))
      .filter(({ severity }) => severity === "block")
      .map((one) => ({ code: "blocked", field: `${prefix}text.${one.locale}`, params: { found: one.found, reason: one.reason } }));
  const { wording, second } = publishing;
  return [...(await of("", wording.text)), ...(second ? await of("second.", second.text) : [])];
}

/** The case from which a draft was begun, as versions say what they were made from; null: none. */
async function caseBehind(tx: Tx, draftId: string): Promise<string | null> {
  const [row] = await tx
    .select({ number: chatCase.number })
    .from(caseAction)
    .innerJoin(chatCase, eq(chatCase.id, caseAction.caseId))
    .where(eq(caseAction.scriptDraftId, draftId))
    .limit(1);
  return row ? `case/${row.number}` : null;
}

/**
 * Take an approved draft into the library, as a minor version of a script: whoever is in the middle of something keeps what they began with. Refused where
 * the script changed since the form was made, or where the library would not be sound.
 */
export async function publishDraft(ctx: WriteContext, asked: Asked): Promise<Outcome<{ slug: string }>> {
  const { publishing, draftId } = asked;
  const second = publishing.second?.draftId ?? null;
  const ids = second ? [draftId, second] : [draftId];
  const rowsOf = async (reader: Reader) => reader.select().from(scriptDraft).where(inArray(scriptDraft.id, ids));
  const [before] = (await rowsOf(ctx.db)).filter(({ id }) => id === draftId);
  if (!before) return refuse("not_found");
  const note = noteRefusal(publishing.note.trim());
  const wrong = [...publishRefusals(publishing), ...(note ? [note] : [])];
  if (wrong.length > 0) return refuseAll(wrong);
  const blocked = await blockedIn(ctx.db, asked, before.body);
  if (blocked.length > 0) return refuseAll(blocked);
  const early = await ready(ctx.db, before, asked);
  const checked = early.ok ? await checkChanges(ctx.db, [early.value]) : null;
  return write(ctx, async (tx) => {
    await lockContent(tx);
    await lockName(tx, { kind: "script", slug: publishing.slug });
    const rows = await tx.select().from(scriptDraft).where(inArray(scriptDraft.id, ids)).orderBy(scriptDraft.id).for("update");
    const row = rows.find(({ id }) => id === draftId);
    if (!row || rows.length < ids.length || ctx.actorId === null) return refuse("not_found");
    const publishedBy = ctx.actorId;
    const shut = rows.find(({ state }) => stateAfter(state, "publish") === null);
    if (shut) return refuse(`not_now.${shut.state}`);
    const found = await ready(tx, row, asked);
    if (!found.ok) return found;
    const { variant, ...change } = found.value;
    const [fault] = await faultsWith(tx, [change], checked);
    if (fault) return refuse("faults", { params: { rule: fault.rule, count: 1 } });
    const { itemId, versionId, slug } = await publishVersionIn(tx, ctx, {
      ...change,
      ...{
        material: false,
        note: publishing.note.trim(),
        origin: "edit",
        packVersion: null,
        undoes: null,
        madeFrom: await caseBehind(tx, draftId),
        archived: "stays",
      },
    });
    for (const { id, authorId, body, revision } of rows) {
      const as = id === draftId ? variant : variantOf(id);
      await tx.insert(scriptPublication).values({ draftId: id, itemId, versionId, variant: as, publishedBy, at: ctx.now });
      await tx
        .update(scriptDraft)
        .set({ state: "published", revision: revision + 1, updatedAt: ctx.now })
        .where(inArray(scriptDraft.id, [id]));
      const data = { draftId: id, title: body.title, slug };
      if (authorId !== publishedBy)
        await tx.insert(notice).values({ personId: authorId, kind: "scripts.published", data, createdAt: ctx.now });
      await audit(tx, ctx, {
        action: "scripts.published",
        subject: { type: "script_draft", id },
        personId: authorId,
        after: { title: body.title, slug, variant: as },
      });
    }
    return accept({ slug });
  });
}
