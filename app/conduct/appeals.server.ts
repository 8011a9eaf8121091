import { eq } from "drizzle-orm";
import { conductAppeal, notice } from "@db/schema";
import { mayGrade, othersWhoGrade } from "~/people/graders.server";
import { readSetting } from "~/people/settings.server";
import type { Reader, Tx } from "~/platform/database.server";
import { addDays, plainDateIn } from "~/platform/dates";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { lockEntry } from "./entries.server";
import { appealRefusal, type Ruling, rulingRefusal, rulingRefusals, saidRefusals } from "./entry-rules";
import { renewMonth } from "./ledger.server";
import { monthOf } from "./months";
import { type LedgerOwner, ledgerOwner } from "./person.server";
import { rulesOfVersion } from "./rule-set.server";
import type { ConductRules } from "./rules";

/** The last day on which an entry can be appealed against: so many days after it was made, as the rules say. */
export const lastAppealDay = ({ appeal_days: days }: ConductRules, enteredAt: Date, zone: string) =>
  addDays(plainDateIn(zone, enteredAt), days);

/** The rules as which an entry may count after a ruling: none that suspends, since a ruling suspends nobody. */
export const otherRules = ({ rules }: ConductRules) => rules.filter((rule) => !rule.suspends);

/** Appeal against an entry in one's own ledger, in words: somebody who did not make it rules. Refuses what `appealRefusal` and `saidRefusals` name. */
export function appealEntry(ctx: WriteContext, entryId: string, said: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockEntry(tx, entryId);
    const owner = found && (await ledgerOwner(tx, found.entry.personId, ctx.now));
    if (!found || !owner) return refuse("no_such_entry");
    const { entry, appeal, state } = found;
    const lastDay = lastAppealDay(await rulesOfVersion(tx, entry.versionId), entry.at, owner.zone);
    const refusal = appealRefusal({ ...state, appealed: appeal !== null, lastDay, today: owner.today }, ctx.actorId);
    if (refusal) return refuse(refusal.code, refusal);
    const wrong = saidRefusals(said);
    if (wrong.length > 0) return refuseAll(wrong);
    const { personId, day } = entry;
    await tx.insert(conductAppeal).values({ entryId, personId, said: said.trim(), at: ctx.now });
    await waitForRuling(tx, ctx, owner, { entryId, enteredBy: entry.enteredBy });
    await audit(tx, ctx, { action: "conduct.appealed", subject: { type: "conduct_entry", id: entryId }, personId, after: { day } });
    return accept(null);
  });
}

/** The ruling waits for the team's supervisors and managers but who made the entry; where it has none for those of every team; where the shop has none as in `rulesAlone`, else for its managers. */
async function waitForRuling(
  tx: Tx,
  ctx: WriteContext,
  { personId, name, teamId }: LedgerOwner,
  { entryId, enteredBy }: { entryId: string; enteredBy: string },
): Promise<void> {
  const item = { kind: "conduct_appeal", personId, subjectId: entryId, data: { name } } as const;
  const others = await othersWhoGrade(tx, ctx.now, [personId, enteredBy], teamId);
  if (others.any) return openItem(tx, ctx, { ...item, teamId: others.inTeam ? teamId : null, notFor: [enteredBy] });
  if (await readSetting(tx, "single_examiner")) return openItem(tx, ctx, { ...item, teamId });
  return openItem(tx, ctx, { ...item, role: "manager", teamId: null, notFor: [enteredBy] });
}

/** Whether nobody but who made the entry could rule, and the shop has said that they do then. */
export async function rulesAlone(
  reader: Reader,
  now: Date,
  { personId, enteredBy, teamId }: { personId: string; enteredBy: string; teamId: string | null },
): Promise<boolean> {
  if (!(await readSetting(reader, "single_examiner"))) return false;
  return !(await othersWhoGrade(reader, now, [personId, enteredBy], teamId)).any;
}

/**
 * Rule on an appeal, once: the entry stands, is taken away, or counts as another rule; with a reason. The month is summed up anew and the agent is told. Refuses what `rulingRefusal` and
 * `rulingRefusals` name, and who leads nobody any more.
 */
export function ruleAppeal(
  ctx: WriteContext,
  entryId: string,
  asked: { ruling: string; rule: string; reason: string },
): Promise<Outcome<{ personId: string }>> {
  const { actorId } = ctx;
  return write(ctx, async (tx) => {
    const found = await lockEntry(tx, entryId);
    const owner = found && (await ledgerOwner(tx, found.entry.personId, ctx.now));
    if (!found?.appeal || !owner || actorId === null) return refuse("no_such_entry");
    const { personId, enteredBy, day, versionId, rule } = found.entry;
    const alone = actorId === enteredBy && (await rulesAlone(tx, ctx.now, { personId, enteredBy, teamId: owner.teamId }));
    const refusal = rulingRefusal({ personId, enteredBy, open: found.appeal.closedAt === null, alone }, actorId);
    if (refusal) return refuse(refusal.code);
    if (!(await mayGrade(tx, actorId, ctx.now))) return refuse("no_ruler");
    const rules = otherRules(await rulesOfVersion(tx, versionId)).map(({ slug }) => slug);
    const wrong = rulingRefusals(asked, { rule, rules });
    if (wrong.length > 0) return refuseAll(wrong);
    const outcome = asked.ruling as Ruling;
    await tx
      .update(conductAppeal)
      .set({
        ...{ closedAt: ctx.now, closedBy: actorId, outcome, ruling: asked.reason.trim(), singleExaminer: actorId === enteredBy },
        changedRule: outcome === "changed" ? asked.rule : null,
      })
      .where(eq(conductAppeal.entryId, entryId));
    await closeItem(tx, ctx, "conduct_appeal", entryId, outcome);
    await renewMonth(tx, ctx, owner, monthOf(day), versionId);
    await tx
      .insert(notice)
      .values({ personId, kind: `conduct.${outcome}`, data: { personId, entryId, day }, createdAt: ctx.now, important: true });
    await audit(tx, ctx, {
      action: `conduct.${outcome}`,
      subject: { type: "conduct_entry", id: entryId },
      personId,
      after: { day, rule: outcome === "changed" ? asked.rule : rule },
      reason: asked.reason.trim(),
    });
    return accept({ personId });
  });
}
