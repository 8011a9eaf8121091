import { discardDraft, editingOf, rebaseDraft, saveDraft, type Seen, seenNow } from "~/curriculum/drafts.server";
import { tidyOrigin } from "~/curriculum/lineage-rules";
import type { Reader } from "~/platform/database.server";
import { isId } from "~/platform/ids";
import { problem, textOf } from "~/platform/http.server";
import { accept, type Outcome, refuse, type WriteContext } from "~/platform/write.server";
import { baseOf } from "./edit-page.server";
import { type EditableKind, fieldsOf } from "./fields";
import { applyMove, bodyOfForm, type DraftBody, parseMove } from "./form-body";
import { type Picks, putTogether, type Stale } from "./stale.server";
import { mergeBodies } from "./three-way";

/** A form of the editor holds a whole plan in both languages. */
export const EDIT_FORM_BYTES = 3_000_000;

type Key = { kind: EditableKind; slug: string };

/** What the hidden fields of a form say that its window has seen; `at`: before their names. */
function seenIn(form: FormData, at = ""): Seen {
  const [draftId, base] = [textOf(form, `${at}draft`), textOf(form, `${at}base`)];
  const revision = Number(textOf(form, `${at}revision`));
  if (!Number.isSafeInteger(revision) || revision < 0 || [draftId, base].some((id) => id !== "" && !isId(id)))
    throw problem(400, "bad_request");
  return { draftId: draftId || null, revision, baseVersionId: base || null };
}

const sameSeen = (a: Seen, b: Seen) => a.draftId === b.draftId && a.revision === b.revision && a.baseVersionId === b.baseVersionId;

/** What a form says that the editor posted: the body, and what its window had seen. Null: the item is of no type that has an editor. */
async function formOf(reader: Reader, key: Key, form: FormData) {
  const editing = await editingOf(reader, key);
  const stored = editing?.draft?.body ?? editing?.item?.body;
  const fields = stored && fieldsOf(key.kind, stored.type);
  if (!editing || !fields) throw problem(404, "not_found");
  // A form without its own mark was cut short on the way: nothing of it may be kept.
  if (form.get("whole") !== "yes") throw problem(400, "bad_request");
  const seen = seenIn(form);
  // What no field of the form shows stays: the type, and which product a question was made from.
  const kept = (["type", "made_from"] as const).filter((name) => stored[name] !== undefined).map((name) => [name, stored[name]]);
  const head = { slug: key.slug, ...Object.fromEntries(kept) };
  const body: DraftBody = { ...head, ...bodyOfForm(fields, form) };
  return { editing, fields, body, seen, madeFrom: tidyOrigin(textOf(form, "madeFrom").slice(0, 300)) || null };
}

/** What a form of the editor came to: `seen` and `body` are what its window goes on with. */
export type FormAnswer = { outcome: Outcome<Seen>; seen: Seen; body: DraftBody; madeFrom: string | null; stale: Stale | null };

/**
 * Keep what a form of the editor says, after the move that its button asks for. A window that has not seen what is stored changes nothing and gets the
 * differences: only "keep" goes over what is stored, in knowledge of what the differences showed; "merge" puts both together.
 */
export async function takeForm(ctx: WriteContext, key: Key, form: FormData, asked: string): Promise<FormAnswer> {
  const posted = await formOf(ctx.db, key, form);
  if (asked === "merge") return mergeForm(ctx, key, form, posted);
  const move = parseMove(asked);
  const said = { body: move ? applyMove(posted.fields, posted.body, move) : posted.body, madeFrom: posted.madeFrom };
  const outcome = await saveDraft(ctx, key, { ...(asked === "keep" ? seenIn(form, "now.") : posted.seen), ...said });
  if (outcome.ok) return { outcome, ...said, seen: outcome.value, stale: null };
  // The move is made again once it is clear upon what.
  return { outcome, seen: posted.seen, body: posted.body, madeFrom: posted.madeFrom, stale: await staleOf(ctx.db, key, posted) };
}

type Posted = Awaited<ReturnType<typeof formOf>>;

async function mergeForm(ctx: WriteContext, key: Key, form: FormData, { editing, seen, ...mine }: Posted): Promise<FormAnswer> {
  const now = seenNow(editing);
  const chosen: Picks = (path) => {
    const side = form.get(`pick:${path.join(".")}`);
    return side === "theirs" || side === "mine" ? side : null;
  };
  // Choices were made about what was shown; what was stored since then is to be looked at first.
  const isShown = form.has("now.revision") && sameSeen(seenIn(form, "now."), now);
  const { said, open, stale } = await putTogether(ctx.db, editing, seen, mine, isShown ? chosen : undefined);
  const typed = { seen, body: mine.body, madeFrom: mine.madeFrom };
  if (open) return { outcome: refuse("draft_stale"), ...typed, stale: { ...stale, isOpen: true } };
  const outcome = await saveDraft(ctx, key, { ...now, ...said });
  if (outcome.ok) return { outcome, ...said, seen: outcome.value, stale: null };
  return { outcome, ...typed, stale: await staleOf(ctx.db, key, { seen, ...mine }) };
}

async function staleOf(reader: Reader, key: Key, typed: { seen: Seen; body: DraftBody; madeFrom: string | null }): Promise<Stale | null> {
  const editing = await editingOf(reader, key);
  return editing && (await putTogether(reader, editing, typed.seen, typed)).stale;
}

/** Give the draft up, unless somebody saved since: then the form gets the differences. */
export async function discardForm(ctx: WriteContext, key: Key, form: FormData): Promise<FormAnswer> {
  const { seen, body, madeFrom } = await formOf(ctx.db, key, form);
  const outcome = await discardDraft(ctx, key, seen.revision, seen.draftId);
  if (outcome.ok) return { outcome: accept(seen), seen, body, madeFrom, stale: null };
  return { outcome, seen, body, madeFrom, stale: await staleOf(ctx.db, key, { seen, body, madeFrom }) };
}

/** Set the draft upon the version that came into force meanwhile. */
export async function rebaseForm(ctx: WriteContext, key: Key, revision: number): Promise<Outcome<unknown>> {
  const editing = await editingOf(ctx.db, key);
  if (!editing?.draft || !editing.item) return refuse("draft_gone");
  const { item, draft } = editing;
  const { body } = mergeBodies(await baseOf(ctx.db, editing), item.body, draft.body);
  return rebaseDraft(ctx, key, { revision, baseVersionId: item.versionId, body });
}
