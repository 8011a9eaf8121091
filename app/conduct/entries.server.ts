import { eq, sql } from "drizzle-orm";
import { conductAppeal, conductEntry, conductWithdrawal, dueDate, notice } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { isPlainDate } from "~/platform/dates";
import { storePicture } from "~/platform/files.server";
import { isId, newId } from "~/platform/ids";
import { addJob } from "~/platform/jobs.server";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { closeItem } from "~/work/actions.server";
import { entryRefusals, withdrawRefusals } from "./entry-rules";
import { lockLedger, monthEntries, renewMonth } from "./ledger.server";
import { monthOf } from "./months";
import { type LedgerOwner, ledgerOwner, teamOn } from "./person.server";
import { type RuleSet, ruleSetOf } from "./rule-set.server";

/** What is entered, as it was typed. `chat`: the address of a chat, or nothing. */
export type NewEntry = { rule: string; day: string; note: string; evidence: string; chat: string; picture: Blob | null; again: boolean };

/** The job that suspends the clearance of whom an entry is about, registered by the room that does it; and the kind of the date by which its sweep finds an entry whose job was lost. */
export const CONDUCT_HOLD = "conduct_hold";

/**
 * Enter something against a rule of conduct, with what shows it: the agent is told, the month is summed up anew, and where the rule suspends the clearance the job that does so is added to the
 * same transaction. Refuses what `entryRefusals` names, a picture that is none, and a chat of somebody else.
 */
export function enterConduct(ctx: WriteContext, personId: string, asked: NewEntry): Promise<Outcome<{ entryId: string }>> {
  return write(ctx, async (tx) => {
    await lockLedger(tx, personId);
    const owner = await ledgerOwner(tx, personId, ctx.now);
    if (!owner || ctx.actorId === null) return refuse("no_such_person");
    const day = isPlainDate(asked.day) ? asked.day : owner.today;
    const set = await ruleSetOf(tx, personId, monthOf(day), owner.zone);
    if (!set) return refuse("no_rules");
    const wrong = entryRefusals(await factsOf(tx, owner, set, { ...asked, day }), asked, ctx.actorId);
    if (wrong.length > 0) return refuseAll(wrong);
    const chatId = await chatIn(tx, asked.chat, personId);
    if (chatId === undefined) return refuse("chat_unknown", { field: "chat" });
    const stored = asked.picture && (await storePicture(tx, personId, asked.picture, ctx.now));
    if (stored && "refused" in stored) return refuse(stored.refused, { field: "picture" });

    const rule = set.rules.rules.find(({ slug }) => slug === asked.rule);
    const suspends = rule?.suspends ?? false;
    const entryId = newId(ctx.now.getTime());
    await tx.insert(conductEntry).values({
      ...{ id: entryId, personId, teamId: await teamOn(tx, personId, day), day, rule: asked.rule, versionId: set.versionId, suspends },
      ...{ note: asked.note.trim(), evidence: asked.evidence.trim(), fileId: stored?.id ?? null, chatId },
      ...{ enteredBy: ctx.actorId, at: ctx.now },
    });
    await renewMonth(tx, ctx, owner, monthOf(day), set.versionId);
    if (suspends) {
      await tx.insert(dueDate).values({ kind: CONDUCT_HOLD, subjectId: entryId, personId, at: ctx.now });
      await addJob(tx, CONDUCT_HOLD, { entryId }, { key: `${CONDUCT_HOLD} ${entryId}` });
    }
    await tx
      .insert(notice)
      .values({ personId, kind: "conduct.entered", data: { personId, entryId, day }, createdAt: ctx.now, important: true });
    await audit(tx, ctx, {
      action: "conduct.entered",
      subject: { type: "conduct_entry", id: entryId },
      personId,
      after: { rule: asked.rule, day },
    });
    return accept({ entryId });
  });
}

async function factsOf(tx: Tx, owner: LedgerOwner, { rules }: RuleSet, { rule, day }: { rule: string; day: string }) {
  const entries = await monthEntries(tx, owner.personId, monthOf(day));
  return {
    ...owner,
    entryDays: rules.entry_days,
    rules: rules.rules.map(({ slug }) => slug),
    twice: entries.some((entry) => entry.counts && entry.day === day && entry.rule === rule),
  };
}

/** The chat of an address (or its bare id); null when none was given, undefined when it is no chat of this person. */
async function chatIn(reader: Reader, typed: string, personId: string): Promise<string | null | undefined> {
  if (typed === "") return null;
  const id = typed
    .replace(/[?#].*$/, "")
    .split("/")
    .at(-1);
  if (!isId(id)) return undefined;
  const [row] = await reader.execute<{ id: string }>(sql`select c.id from chat c where c.id = ${id} and c.person_id = ${personId}`);
  return row?.id;
}

/** An entry with what became of it, its person locked: for whoever decides on it. Null when there is none. */
export async function lockEntry(tx: Tx, entryId: string) {
  const [of] = await tx.select({ personId: conductEntry.personId }).from(conductEntry).where(eq(conductEntry.id, entryId));
  if (!of) return null;
  await lockLedger(tx, of.personId);
  const [row] = await tx
    .select({ entry: conductEntry, withdrawnAt: conductWithdrawal.at, appeal: conductAppeal })
    .from(conductEntry)
    .leftJoin(conductWithdrawal, eq(conductWithdrawal.entryId, conductEntry.id))
    .leftJoin(conductAppeal, eq(conductAppeal.entryId, conductEntry.id))
    .where(eq(conductEntry.id, entryId));
  if (!row) return null;
  const { personId, enteredBy } = row.entry;
  const state = { personId, enteredBy, withdrawn: row.withdrawnAt !== null, takenAway: row.appeal?.outcome === "taken_away" };
  return { ...row, state };
}

/** Take back an entry that was a mistake: it counts no more, and stays to be seen. An appeal against it is settled by it. `manages`: the actor is a manager of the agent's team. */
export function withdrawEntry(
  ctx: WriteContext,
  entryId: string,
  asked: { reason: string; manages: boolean },
): Promise<Outcome<{ personId: string }>> {
  return write(ctx, async (tx) => {
    const found = await lockEntry(tx, entryId);
    const owner = found && (await ledgerOwner(tx, found.entry.personId, ctx.now));
    if (!found || !owner || ctx.actorId === null) return refuse("no_such_entry");
    const wrong = withdrawRefusals(found.state, asked, ctx.actorId);
    if (wrong.length > 0) return refuseAll(wrong);
    const { personId, day, versionId } = found.entry;
    await tx.insert(conductWithdrawal).values({ entryId, withdrawnBy: ctx.actorId, at: ctx.now, reason: asked.reason.trim() });
    if (found.appeal && found.appeal.closedAt === null) {
      const closed = { closedAt: ctx.now, closedBy: ctx.actorId, outcome: "entry_withdrawn" as const };
      await tx.update(conductAppeal).set(closed).where(eq(conductAppeal.entryId, entryId));
      await closeItem(tx, ctx, "conduct_appeal", entryId, "entry_withdrawn");
    }
    await renewMonth(tx, ctx, owner, monthOf(day), versionId);
    await tx
      .insert(notice)
      .values({ personId, kind: "conduct.withdrawn", data: { personId, entryId, day }, createdAt: ctx.now, important: true });
    await audit(tx, ctx, {
      action: "conduct.withdrawn",
      subject: { type: "conduct_entry", id: entryId },
      personId,
      after: { day },
      reason: asked.reason.trim(),
    });
    return accept({ personId });
  });
}
