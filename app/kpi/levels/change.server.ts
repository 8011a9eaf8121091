import { and, eq, isNull, sql } from "drizzle-orm";
import { agentLevel, levelChange, levelProposal, notice, person } from "@db/schema";
import type { Db, Tx } from "~/platform/database.server";
import { addMonths, type PlainDate, plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { closeItem } from "~/work/actions.server";
import { levelFacts } from "./facts.server";
import { ladderOf } from "./ladder.server";
import { findLevel } from "./level-rules";
import { lapse, titleOf } from "./review.server";

/** Where a manager's own hand may lead, beside the ladder. */
const MANAGEMENT = "management";
const REASON_MAX = 500;
const AT_ONCE = 500;

type Change = Omit<typeof levelChange.$inferInsert, "at" | "by">;

/** Write a change with the level that it leads to, and tell the agent. */
async function change(tx: Tx, ctx: WriteContext, row: Change, title: { "zh-CN": string; en: string }): Promise<void> {
  const { personId, to: level, track, countsFrom } = row;
  await tx.insert(levelChange).values({ ...row, by: ctx.actorId, at: ctx.now });
  const held = { level, track, countsFrom, since: ctx.now };
  await tx
    .insert(agentLevel)
    .values({ personId, ...held })
    .onConflictDoUpdate({ target: agentLevel.personId, set: held });
  await tx.insert(notice).values({
    ...{
      personId,
      kind: track === MANAGEMENT ? "kpi.level_management" : `kpi.level_${row.cause}`,
      createdAt: ctx.now,
      important: row.cause !== "first",
    },
    data: { levelZh: title["zh-CN"], levelEn: title.en },
  });
  await audit(tx, ctx, {
    action: track === MANAGEMENT ? "kpi.level_management" : `kpi.level_${row.cause}`,
    subject: { type: "person", id: personId },
    personId,
    before: { level: row.from ?? null },
    after: { level: title["zh-CN"], countsFrom },
    reason: row.reason || null,
  });
}

/** The minute sweep: everybody who is activated begins on the first level, with the month of the activation; after an earlier employment anew. */
export async function sweepFirstLevels(db: Db, now: Date): Promise<void> {
  const rows = await db.execute<{ personId: string; month: PlainDate }>(sql`
    select p.id as "personId", date_trunc('month', coalesce(p.state_since, p.created_at) at time zone coalesce(t.zone, 'Asia/Shanghai'))::date::text as month
    from person p left join agent_level a on a.person_id = p.id
      left join team_membership m on m.person_id = p.id and m.to_day is null left join team t on t.id = m.team_id
    where p.state = 'active' and (a.person_id is null or a.since < p.employed_since) order by p.id limit ${AT_ONCE}`);
  if (rows.length === 0) return;
  const ladder = await ladderOf(db);
  const [first] = ladder?.body.levels ?? [];
  if (!first) return;
  for (const { personId, month } of rows) {
    const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
    await write(ctx, async (tx) => {
      const [locked] = await tx.select().from(person).where(eq(person.id, personId)).for("update");
      const [held] = await tx.select().from(agentLevel).where(eq(agentLevel.personId, personId));
      if (locked?.state !== "active" || (held && held.since >= locked.employedSince)) return accept(null);
      const row = {
        personId,
        cause: "first" as const,
        from: held?.level ?? null,
        to: first.slug,
        track: "agent" as const,
        countsFrom: month,
      };
      await change(tx, ctx, row, first.title);
      return accept(null);
    });
  }
}

/** The minute sweep: proposals about people who are not active any more end. */
export async function sweepLevelProposals(db: Db, now: Date): Promise<void> {
  const rows = await db.execute<{ id: string }>(sql`
    select l.id from level_proposal l join person p on p.id = l.person_id
    where l.closed_at is null and p.state is distinct from 'active' and p.state is distinct from 'suspended' limit ${AT_ONCE}`);
  for (const { id } of rows) {
    const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
    await write(ctx, async (tx) => {
      const [open] = await tx
        .select()
        .from(levelProposal)
        .where(and(eq(levelProposal.id, id), isNull(levelProposal.closedAt)))
        .for("update");
      if (open) await lapse(tx, ctx, open);
      return accept(null);
    });
  }
}

export type Decision = { decision: string; reason: string };

/**
 * A manager confirms a proposal or declines it with a reason. Refused: one that is decided, about oneself, of a level that changed since, without a reason to decline; and one that the closed
 * months do not bear any more.
 */
export function decideProposal(
  ctx: WriteContext,
  proposalId: string,
  { decision, reason: said }: Decision,
): Promise<Outcome<{ personId: string }>> {
  return write(ctx, async (tx) => {
    const reason = said.trim();
    if (decision !== "confirm" && decision !== "decline") return refuse("level_decision", { field: "decision" });
    if (decision === "decline" && reason.length < 3) return refuse("reason_missing", { field: "reason" });
    if (reason.length > REASON_MAX) return refuse("reason_long", { field: "reason" });
    const [about] = await tx.select({ personId: levelProposal.personId }).from(levelProposal).where(eq(levelProposal.id, proposalId));
    if (!about) return refuse("proposal_gone");
    const { personId } = about;
    if (personId === ctx.actorId) return refuse("level_of_oneself");
    // The level first, as the review does: nobody waits for the other.
    const [held] = await tx.select().from(agentLevel).where(eq(agentLevel.personId, personId)).for("update");
    const [open] = await tx.select().from(levelProposal).where(eq(levelProposal.id, proposalId)).for("update");
    if (!held || !open || open.closedAt) return refuse("proposal_decided");
    const ladder = await ladderOf(tx);
    const facts = ladder && (await levelFacts(tx, personId, ladder.modules));
    if (!ladder || !facts) return refuse("proposal_gone");
    if (decision === "confirm") {
      const upTo = facts.months.filter(({ month }) => month <= open.month);
      const finding = findLevel(ladder.body, held.level, upTo, facts.merits);
      if (held.level !== open.from || finding.verdict !== open.kind || finding.to !== open.to) return refuse("proposal_stale");
    }
    const outcome = decision === "confirm" ? ("confirmed" as const) : ("declined" as const);
    await tx
      .update(levelProposal)
      .set({ closedAt: ctx.now, closedBy: ctx.actorId, outcome, reason })
      .where(eq(levelProposal.id, proposalId));
    await closeItem(tx, ctx, "level_proposal", proposalId, outcome);
    const title = titleOf(ladder.body, open.to);
    if (outcome === "confirmed") {
      const row = { personId, cause: "proposal" as const, from: open.from, to: open.to, track: "agent" as const, proposalId, reason };
      await change(tx, ctx, { ...row, countsFrom: addMonths(open.month, 1) }, title);
    } else {
      await tx.insert(notice).values({
        ...{ personId, kind: `kpi.level_declined_${open.kind}`, createdAt: ctx.now },
        data: { levelZh: title["zh-CN"], levelEn: title.en },
      });
      await audit(tx, ctx, {
        action: "kpi.level_declined",
        subject: { type: "level_proposal", id: proposalId },
        personId,
        after: { level: title["zh-CN"] },
        reason,
      });
    }
    return accept({ personId });
  });
}

/** A manager sets somebody's level, or takes them over to the management track, with a reason. An open proposal ends by it. Refused: oneself, no reason, who holds no level, the level that is held. */
export function setLevel(ctx: WriteContext, personId: string, values: { level: string; reason: string }): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const reason = values.reason.trim();
    if (reason.length < 3) return refuse("reason_missing", { field: "reason" });
    if (reason.length > REASON_MAX) return refuse("reason_long", { field: "reason" });
    if (personId === ctx.actorId) return refuse("level_of_oneself");
    const [held] = await tx.select().from(agentLevel).where(eq(agentLevel.personId, personId)).for("update");
    const ladder = await ladderOf(tx);
    if (!held || !ladder) return refuse("level_none");
    const toManagement = values.level === MANAGEMENT;
    const level = toManagement ? held.level : values.level;
    if (!ladder.body.levels.some(({ slug }) => slug === level) && !toManagement) return refuse("level_unknown", { field: "level" });
    const track = toManagement ? ("management" as const) : ("agent" as const);
    if (held.level === level && held.track === track) return refuse("level_same", { field: "level" });
    const [open] = await tx
      .select()
      .from(levelProposal)
      .where(and(eq(levelProposal.personId, personId), isNull(levelProposal.closedAt)))
      .for("update");
    if (open) await lapse(tx, ctx, open);
    const facts = await levelFacts(tx, personId, ladder.modules);
    const zone = facts?.zone ?? "Asia/Shanghai";
    const countsFrom = `${plainDateIn(zone, ctx.now).slice(0, 7)}-01`;
    await change(
      tx,
      ctx,
      { personId, cause: "manual", from: held.level, to: level, track, countsFrom, reason },
      titleOf(ladder.body, level),
    );
    return accept(null);
  });
}
