import { and, eq, isNull, sql } from "drizzle-orm";
import { agentLevel, levelProposal, levelReview } from "@db/schema";
import type { Db, Tx } from "~/platform/database.server";
import type { LocalText } from "~/platform/locale";
import { newId } from "~/platform/ids";
import { accept, audit, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { type LevelFacts, levelFacts } from "./facts.server";
import { type HeldLadder, ladderOf } from "./ladder.server";
import { findLevel, type LevelFinding } from "./level-rules";

/** So many people a minute: fifty thousand are through within half an hour, and nobody else waits for it. */
const AT_ONCE = 2000;

/** The minute sweep: whoever has closed months that nobody looked at, or that were closed anew, is looked at. */
export async function sweepLevelReviews(db: Db, now: Date): Promise<void> {
  const rows = await db.execute<{ personId: string }>(sql`
    select distinct s.person_id as "personId" from kpi_score s join agent_level a on a.person_id = s.person_id join person p on p.id = s.person_id
    where s.state = 'closed' and s.month >= a.counts_from and a.track = 'agent' and p.state = 'active'
      and not exists (select from level_review r where r.person_id = s.person_id and r.month = s.month and r.version = s.version)
    limit ${AT_ONCE}`);
  if (rows.length === 0) return;
  const ladder = await ladderOf(db);
  if (!ladder) return;
  for (const { personId } of rows) await reviewLevel({ db, actorId: null, now, requestId: newId(), submissionId: null }, personId, ladder);
}

/** Look at the closed months of one person, each by what was known up to it; what the last one says is proposed. Twice changes nothing. */
async function reviewLevel(ctx: WriteContext, personId: string, ladder: HeldLadder): Promise<void> {
  await write(ctx, async (tx) => {
    await tx.select().from(agentLevel).where(eq(agentLevel.personId, personId)).for("update");
    const facts = await levelFacts(tx, personId, ladder.modules);
    if (!facts || facts.held.track !== "agent" || facts.state !== "active") return accept(null);
    let last: LevelFinding | null = null;
    let isNew = false;
    for (const [at, { month, version, reviewed }] of facts.months.entries()) {
      last = findLevel(ladder.body, facts.held.level, facts.months.slice(0, at + 1), facts.merits);
      if (reviewed === version) continue;
      isNew = true;
      const row = { version, level: facts.held.level, finding: last, at: ctx.now };
      await tx
        .insert(levelReview)
        .values({ personId, month, ...row })
        .onConflictDoUpdate({ target: [levelReview.personId, levelReview.month], set: row });
    }
    if (last && isNew) await settleProposal(tx, ctx, { personId, facts, finding: last, ladder });
    return accept(null);
  });
}

/** The words of the ladder for a level that it may not know any more. */
export function titleOf(ladder: HeldLadder["body"], slug: string): LocalText {
  return ladder.levels.find((level) => level.slug === slug)?.title ?? { "zh-CN": slug, en: slug };
}

/** One proposal is open at a time, and says what holds now: the same step goes on with newer evidence, another takes its place, a hold ends it. */
async function settleProposal(
  tx: Tx,
  ctx: WriteContext,
  { personId, facts, finding, ladder }: { personId: string; facts: LevelFacts; finding: LevelFinding; ladder: HeldLadder },
): Promise<void> {
  const month = facts.months.at(-1)?.month;
  const [open] = await tx
    .select()
    .from(levelProposal)
    .where(and(eq(levelProposal.personId, personId), isNull(levelProposal.closedAt)))
    .for("update");
  if (open && open.kind === finding.verdict && open.to === finding.to && month) {
    await tx.update(levelProposal).set({ month, finding }).where(eq(levelProposal.id, open.id));
    return;
  }
  if (open) await lapse(tx, ctx, open);
  if (finding.verdict === "hold" || finding.to === null || !month) return;
  const id = newId(ctx.now.getTime());
  const { verdict: kind, level: from, to } = finding;
  const { teamId, name } = facts;
  await tx
    .insert(levelProposal)
    .values({ ...{ id, personId, teamId, month, kind, from, to, finding }, rulesVersionId: ladder.versionId, openedAt: ctx.now });
  const title = titleOf(ladder.body, to);
  await openItem(tx, ctx, { kind: "level_proposal", subjectId: id, teamId, personId, data: { name, title, step: kind } });
  await audit(tx, ctx, {
    action: `kpi.level_proposed_${kind}`,
    subject: { type: "level_proposal", id },
    personId,
    after: { level: title["zh-CN"], month },
  });
}

/** A proposal that does not hold any more ends by itself. */
export async function lapse(tx: Tx, ctx: WriteContext, open: typeof levelProposal.$inferSelect): Promise<void> {
  await tx.update(levelProposal).set({ closedAt: ctx.now, outcome: "lapsed" }).where(eq(levelProposal.id, open.id));
  await closeItem(tx, ctx, "level_proposal", open.id, "lapsed");
  await audit(tx, ctx, { action: "kpi.level_proposal_lapsed", subject: { type: "level_proposal", id: open.id }, personId: open.personId });
}
