import { type Editing, pastDraft, type Seen, seenNow } from "~/curriculum/drafts.server";
import { versionsById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { diffBodies, type FieldDiff } from "./body-diff";
import type { DraftBody } from "./form-body";
import { mergeBodies, type Merge, type Side } from "./three-way";

/** A place that both changed, as a choice: what is stored against what was typed. */
export type Choice = { path: string[]; rows: FieldDiff[]; pick: Side | null };

/** Another was quicker. What stands now, what each side changed, and where somebody must choose before both can be put together. */
export type Stale = {
  now: Seen;
  by: string | null;
  at: Date | null;
  /** What each changed since this window was loaded. Null: that state is forgotten, and every difference is a choice. */
  changes: { theirs: FieldDiff[]; mine: FieldDiff[] } | null;
  choices: Choice[];
  /** Putting together was asked for, and these choices were not all made. */
  isOpen: boolean;
};

/** A form as it is compared: what it says, and what it was made from. */
export type Said = { body: DraftBody; madeFrom: string | null };

const asOne = ({ body, madeFrom }: Said): DraftBody => trimmed({ ...body, madeFrom: madeFrom ?? "" }) as DraftBody;

/** Texts as forms keep them: without blank ends. */
function trimmed(value: unknown): unknown {
  if (typeof value === "string") return value.trim();
  if (Array.isArray(value)) return value.map(trimmed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, trimmed(inner)]));
}

/** What a window showed when it was loaded, or when it last saved. Null: nobody knows any more. */
async function ancestorOf(reader: Reader, seen: Seen): Promise<DraftBody | null> {
  if (seen.draftId && seen.revision > 0) {
    const past = await pastDraft(reader, seen.draftId, seen.revision);
    return past && asOne(past);
  }
  if (!seen.baseVersionId) return null;
  const version = (await versionsById(reader, [seen.baseVersionId])).get(seen.baseVersionId);
  return version ? asOne({ body: version.body as DraftBody, madeFrom: null }) : null;
}

/** What stands of an item: its draft, else what is in force. */
function storedOf({ item, draft }: Editing): DraftBody {
  return asOne(draft ?? { body: item?.body ?? {}, madeFrom: null });
}

export type Picks = (path: readonly string[]) => Side | null;
export type Together = { said: Said; open: boolean; stale: Stale };

/**
 * What is stored and what was typed, put together against the state from which the typing began. Open while something that both changed has no choice: then
 * nothing of it may be saved.
 */
export async function putTogether(reader: Reader, editing: Editing, seen: Seen, mine: Said, picks: Picks = () => null): Promise<Together> {
  const [ancestor, theirs, own] = [await ancestorOf(reader, seen), storedOf(editing), asOne(mine)];
  const merge = mergeBodies(ancestor, theirs, own, picks);
  const choices = merge.clashes.map(choiceOf(picks));
  const open = choices.some((choice) => choice.pick === null);
  const { madeFrom, ...body } = merge.body;
  const rows = (after: DraftBody) => (ancestor ? diffBodies(ancestor, after).filter((row) => row.path[0] !== "slug") : []);
  return {
    said: { body, madeFrom: typeof madeFrom === "string" && madeFrom ? madeFrom : null },
    open,
    stale: {
      now: seenNow(editing),
      by: editing.draft?.editorName ?? null,
      at: editing.draft?.updatedAt ?? null,
      changes: ancestor && { theirs: rows(theirs), mine: rows(own) },
      choices,
      isOpen: false,
    },
  };
}

function choiceOf(picks: Picks) {
  return ({ path, theirs, mine }: Merge["clashes"][number]): Choice => {
    const [last = "", before] = [path.at(-1), path.slice(0, -1)];
    const rows = diffBodies({ [last]: theirs }, { [last]: mine }).map((row) => ({ ...row, path: [...before, ...row.path] }));
    return { path, rows, pick: picks(path) };
  };
}
