import { editingOf, rebaseDraft, saveDraft } from "~/curriculum/drafts.server";
import { tidyOrigin } from "~/curriculum/lineage-rules";
import type { Reader } from "~/platform/database.server";
import { isId } from "~/platform/ids";
import { problem, textOf } from "~/platform/http.server";
import { type Outcome, refuse, type WriteContext } from "~/platform/write.server";
import { diffBodies, type FieldDiff } from "./body-diff";
import { baseOf } from "./edit-page.server";
import { type EditableKind, fieldsOf } from "./fields";
import { applyMove, bodyOfForm, type DraftBody, parseMove } from "./form-body";
import { mergeBodies } from "./three-way";

/** A form of the editor holds a whole plan in both languages. */
export const EDIT_FORM_BYTES = 3_000_000;

/** Another was quicker: what is stored beside what was typed, and what the next save must have seen. */
export type Stale = { revision: number; baseVersionId: string | null; by: string | null; at: Date | null; rows: FieldDiff[] };

type Key = { kind: EditableKind; slug: string };

/** What a form says that the editor posted: the body, and what its window had seen. Null: the item is of no type that has an editor. */
async function formOf(reader: Reader, key: Key, form: FormData) {
  const editing = await editingOf(reader, key);
  const stored = editing?.draft?.body ?? editing?.item?.body;
  const fields = stored && fieldsOf(key.kind, stored.type);
  if (!editing || !fields) throw problem(404, "not_found");
  // A form without its own mark was cut short on the way: nothing of it may be kept.
  if (form.get("whole") !== "yes") throw problem(400, "bad_request");
  const base = textOf(form, "base");
  const revision = Number(textOf(form, "revision"));
  if (!Number.isSafeInteger(revision) || (base !== "" && !isId(base))) throw problem(400, "bad_request");
  // What no field of the form shows stays: the type, and which product a question was made from.
  const kept = (["type", "made_from"] as const).filter((name) => stored[name] !== undefined).map((name) => [name, stored[name]]);
  const head = { slug: key.slug, ...Object.fromEntries(kept) };
  const body: DraftBody = { ...head, ...bodyOfForm(fields, form) };
  return {
    editing,
    fields,
    body,
    revision,
    baseVersionId: base || null,
    madeFrom: tidyOrigin(textOf(form, "madeFrom").slice(0, 300)) || null,
  };
}

type FormAnswer = {
  outcome: Outcome<{ revision: number; updatedAt: Date | null }>;
  body: DraftBody;
  madeFrom: string | null;
  stale: Stale | null;
};

/** Keep what a form of the editor says, after the move that its button asks for. A stale one changes nothing and gets the differences. */
export async function takeForm(ctx: WriteContext, key: Key, form: FormData, asked: string): Promise<FormAnswer> {
  const posted = await formOf(ctx.db, key, form);
  const { editing, fields, revision, baseVersionId, madeFrom } = posted;
  const move = parseMove(asked);
  let body = move ? applyMove(fields, posted.body, move) : posted.body;
  if (asked === "merge") {
    const theirs = editing.draft?.body ?? editing.item?.body ?? {};
    body = mergeBodies((await baseOf(ctx.db, editing)) ?? editing.item?.body ?? null, theirs, posted.body).body;
  }
  const outcome = await saveDraft(ctx, key, { revision, baseVersionId, body, madeFrom });
  const isStale = !outcome.ok && outcome.refusals.some((r) => r.code === "draft_stale");
  return { outcome, body, madeFrom, stale: isStale ? await staleOf(ctx.db, key, body) : null };
}

async function staleOf(reader: Reader, key: Key, typed: DraftBody): Promise<Stale | null> {
  const now = await editingOf(reader, key);
  if (!now) return null;
  return {
    revision: now.draft?.revision ?? 0,
    baseVersionId: now.item?.versionId ?? null,
    by: now.draft?.editorName ?? null,
    at: now.draft?.updatedAt ?? null,
    rows: diffBodies(now.draft?.body ?? now.item?.body ?? {}, typed),
  };
}

/** Set the draft upon the version that came into force meanwhile. */
export async function rebaseForm(ctx: WriteContext, key: Key, revision: number): Promise<Outcome<unknown>> {
  const editing = await editingOf(ctx.db, key);
  if (!editing?.draft || !editing.item) return refuse("draft_gone");
  const { item, draft } = editing;
  const { body } = mergeBodies(await baseOf(ctx.db, editing), item.body, draft.body);
  return rebaseDraft(ctx, key, { revision, baseVersionId: item.versionId, body });
}
