import { and, eq, sql } from "drizzle-orm";
import { chat, chatCase, chatText } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { type CaseRow, foundBy, lockCase, lockCases, nextNumber, noteChange } from "./case-row.server";
import { proposalFor } from "./propose";
import { leads, mayEdit, mayMakeOf, type Reach } from "./reach";
import { type CaseMove, caseRefusals, type CaseState, type CaseValues, dismissRefusal, mergeRefusal, stateAfter } from "./rules";

export type CaseSource = CaseRow["source"];
type Made = { caseId: string; number: number; isNew: boolean };

/**
 * Make a case of a chat, with what its counts speak for: a human goes on from there. A chat makes one case: the one that is there is opened instead. Refused where the chat is none of
 * theirs, nobody knows whose it was, or its text was deleted already.
 */
export function makeCase(
  ctx: WriteContext,
  reach: Reach,
  { chatId, source, kind }: { chatId: string; source: CaseSource; kind: CaseValues["kind"] },
): Promise<Outcome<Made>> {
  return write<Made>(ctx, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`case of chat ${chatId}`}))`);
    const [found] = await tx
      .select({ chat, lines: chatText.lines })
      .from(chat)
      .leftJoin(chatText, eq(chatText.chatId, chat.id))
      .where(eq(chat.id, chatId));
    if (!found || !mayMakeOf(reach, found.chat)) return refuse("chat_unknown");
    const [there] = await tx.select({ id: chatCase.id, number: chatCase.number }).from(chatCase).where(eq(chatCase.chatId, chatId));
    if (there) return accept({ caseId: there.id, number: there.number, isNew: false });
    const { personId, teamId, platform, day, products, worthFen } = found.chat;
    if (personId === null || teamId === null) return refuse("chat_unmapped");
    if (!found.lines) return refuse("text_gone");

    const proposal = proposalFor(found.chat, found.lines);
    const isLost = kind === "lost";
    const marked = isLost ? proposal.marked : [];
    const title = proposal.title || `${platform} ${day}`;
    const values = { title, marked, better: "", why: "" };
    const row = {
      ...{ id: newId(), number: await nextNumber(tx), kind, chatId, personId, teamId, platform, day, source, products },
      ...{ ...values, ...foundBy(values, found.lines), reasons: isLost ? proposal.reasons : [], lines: found.lines },
      ...{ worthFen: isLost ? worthFen : null, madeBy: reach.personId, madeAt: ctx.now },
    };
    await tx.insert(chatCase).values(row);
    await noteChange(tx, ctx, { caseId: row.id, what: "made" });
    await audit(tx, ctx, { action: "cases.made", subject: { type: "case", id: row.id }, personId, after: { number: row.number, title } });
    return accept({ caseId: row.id, number: row.number, isNew: true });
  });
}

/** Change what a case says. `revision`: the one that the window shows; where another saved since, nothing is written. Refused where the case is not theirs to change, or its state is final. */
export function editCase(
  ctx: WriteContext,
  reach: Reach,
  { caseId, revision, values }: { caseId: string; revision: number; values: CaseValues },
): Promise<Outcome<{ number: number }>> {
  return write(ctx, async (tx) => {
    const row = await lockCase(tx, caseId);
    if (!row || !mayEdit(reach, row)) return refuse("not_found");
    if (!stateAfter(row.state, "edit")) return refuse(`not_now.${row.state}`);
    const said = tidied(values);
    const before = changedIn(row, said);
    if (Object.keys(before).length === 0) return accept({ number: row.number });
    if (row.revision !== revision) return refuse("stale");
    const refusals = caseRefusals(said, { lines: row.lines.length });
    if (refusals.length > 0) return refuseAll(refusals);
    await tx
      .update(chatCase)
      .set({ ...said, ...foundBy(said, row.lines), revision: row.revision + 1 })
      .where(eq(chatCase.id, caseId));
    await noteChange(tx, ctx, { caseId, what: "edited", before });
    await auditCase(tx, ctx, "edited", row, { title: said.title });
    return accept({ number: row.number });
  });
}

type Said = CaseValues & { reasons: string[]; marked: number[] };

/** What was typed, as it is kept: an excellent case has no reasons and has lost nothing. */
function tidied(values: CaseValues): Said {
  const isLost = values.kind === "lost";
  return {
    ...values,
    title: values.title.trim(),
    better: values.better.trim(),
    why: values.why.trim(),
    reasons: isLost ? [...new Set(values.reasons)] : [],
    worthFen: isLost ? values.worthFen : null,
    marked: [...new Set(values.marked)].sort((a, b) => a - b),
  };
}

/** The fields that differ, as they were. */
function changedIn(row: CaseRow, said: Said): Record<string, unknown> {
  const fields = ["kind", "title", "reasons", "worthFen", "marked", "better", "why"] as const;
  return Object.fromEntries(
    fields.filter((name) => JSON.stringify(row[name]) !== JSON.stringify(said[name])).map((name) => [name, row[name]]),
  );
}

/** Lock a case that somebody leads, for a move that its state allows. */
async function lockFor(tx: Tx, reach: Reach, caseId: string, move: CaseMove): Promise<Outcome<{ row: CaseRow; state: CaseState }>> {
  const row = await lockCase(tx, caseId);
  if (!row || !leads(reach, row.teamId)) return refuse("not_found");
  const state = stateAfter(row.state, move);
  return state ? accept({ row, state }) : refuse(`not_now.${row.state}`);
}

/** Dismiss a case, with a reason of 4 to 300 characters; it can be opened again. Refused on an agenda and after a decision. */
export function dismissCase(ctx: WriteContext, reach: Reach, caseId: string, reason: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockFor(tx, reach, caseId, "dismiss");
    if (!found.ok) return found;
    const refusal = dismissRefusal(reason);
    if (refusal) return refuseAll([refusal]);
    await tx.update(chatCase).set({ state: found.value.state }).where(eq(chatCase.id, caseId));
    await noteChange(tx, ctx, { caseId, what: "dismissed", reason: reason.trim() });
    await auditCase(tx, ctx, "dismissed", found.value.row, {}, reason.trim());
    return accept(null);
  });
}

/** Open a case again that was dismissed, taken into another, or decided: the next agenda may have it. */
export function reopenCase(ctx: WriteContext, reach: Reach, caseId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockFor(tx, reach, caseId, "reopen");
    if (!found.ok) return found;
    const { row, state } = found.value;
    await tx.update(chatCase).set({ state, mergedInto: null, decidedAt: null }).where(eq(chatCase.id, caseId));
    await noteChange(tx, ctx, { caseId, what: "reopened", before: { state: row.state } });
    await auditCase(tx, ctx, "reopened", row, {});
    return accept(null);
  });
}

/** Say that a case is the same loss as another, which stands for both from now on; what was taken into this one goes along. Refused as `mergeRefusal` names. */
export function mergeCase(ctx: WriteContext, reach: Reach, caseId: string, into: string): Promise<Outcome<{ number: number }>> {
  return write(ctx, async (tx) => {
    const rows = await lockCases(tx, [caseId, into]);
    const [row, other] = [rows.get(caseId), rows.get(into) ?? null];
    if (!row || !leads(reach, row.teamId)) return refuse("not_found");
    const refusal = mergeRefusal(row, other);
    if (refusal || !other) return refuseAll([refusal ?? { code: "merge_unknown", field: "into" }]);
    await tx.update(chatCase).set({ state: "merged", mergedInto: other.id }).where(eq(chatCase.id, caseId));
    await tx
      .update(chatCase)
      .set({ mergedInto: other.id })
      .where(and(eq(chatCase.mergedInto, caseId)));
    await noteChange(tx, ctx, { caseId, what: "merged", before: { into: other.number } });
    await auditCase(tx, ctx, "merged", row, { into: other.number });
    return accept({ number: other.number });
  });
}

async function auditCase(
  tx: Tx,
  ctx: WriteContext,
  what: "edited" | "dismissed" | "reopened" | "merged",
  { id, number, personId, title }: CaseRow,
  after: Record<string, string | number>,
  reason: string | null = null,
): Promise<void> {
  await audit(tx, ctx, { action: `cases.${what}`, subject: { type: "case", id }, personId, after: { number, title, ...after }, reason });
}
