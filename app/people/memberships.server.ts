import { and, asc, desc, eq, gte, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { person, roleGrant, store, storeSet, storeShare, team, teamMembership } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { isPlainDate, type PlainDate, plainDateIn, startOfDay } from "~/platform/dates";
import { isId, newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { orConflict } from "./conflicts.server";
import type { HeldRole } from "./permissions";
import { peopleFacts } from "./queries.server";
import { shareFault, type StoreShare, teamsToStaff } from "./rules";
import { lockTarget } from "./target.server";

export const DEFAULT_ZONE = "Asia/Shanghai";

type Staffing = { personId: string; roles: readonly HeldRole[] };

/** A team that is in use; null for anything else. */
export async function openTeam(tx: Tx, teamId: string): Promise<typeof team.$inferSelect | null> {
  if (!isId(teamId)) return null;
  const [row] = await tx
    .select()
    .from(team)
    .where(and(eq(team.id, teamId), isNull(team.archivedAt)));
  return row ?? null;
}

/** A team that is in use, if the actor may take people on for it. */
export async function staffableTeam(tx: Tx, actor: Staffing, teamId: string, field = "teamId"): Promise<Outcome<typeof team.$inferSelect>> {
  const row = await openTeam(tx, teamId);
  if (!row) return refuse("team_unknown", { field });
  const mine = teamsToStaff(actor);
  if (mine !== "all" && !mine.includes(teamId)) return refuse("team_not_yours", { field });
  return accept(row);
}

/**
 * Move an agent to another team from a day on. What was planned from that day on is replaced; what lies before stays as it was.
 * The agent's role moves with them.
 */
export function moveTeam(
  ctx: WriteContext,
  actor: Staffing,
  personId: string,
  values: { teamId: string; from: PlainDate },
): Promise<Outcome<{ personId: string }>> {
  const { teamId, from } = values;
  return orConflict(() =>
    write(ctx, async (tx) => {
      if (!isPlainDate(from)) return refuse("date_malformed", { field: "teamFrom" });
      const target = await lockTarget(tx, personId, ctx.now);
      if (!target) return refuse("person_unknown");
      if (target.row.state === null || target.row.state === "left") return refuse("not_an_agent");
      const next = await staffableTeam(tx, actor, teamId);
      if (!next.ok) return next;
      const rows = await tx.select().from(teamMembership).where(eq(teamMembership.personId, personId)).orderBy(asc(teamMembership.from));
      const today = plainDateIn(next.value.zone, ctx.now);
      const current = rows.find((r) => r.from <= today && (r.to === null || today < r.to)) ?? null;
      if (current && from < current.from) return refuse("team_date_early", { field: "teamFrom", params: { from: current.from } });
      const staying = rows.filter((r) => r.from < from).at(-1);
      const planned = rows.some((r) => r.from >= from);
      // Adjoining: the stay before reaches up to that day, without a gap.
      const adjoins = staying !== undefined && (staying.to === null || staying.to >= from);
      const stays = adjoins && staying.teamId === teamId;
      if (stays && !planned) return refuse("team_same", { field: "teamId" });
      await tx.delete(teamMembership).where(and(eq(teamMembership.personId, personId), gte(teamMembership.from, from)));
      // To stay where one is takes back a move that was planned.
      if (adjoins)
        await tx
          .update(teamMembership)
          .set({ to: stays ? null : from })
          .where(eq(teamMembership.id, staying.id));
      if (!stays) await tx.insert(teamMembership).values({ personId, teamId, from });
      await moveAgentRole(tx, ctx, personId, teamId, startOfDay(from, next.value.zone));
      await tx
        .update(person)
        .set({ revision: sql`${person.revision} + 1` })
        .where(eq(person.id, personId));
      await audit(tx, ctx, {
        action: "people.team_changed",
        subject: { type: "person", id: personId },
        personId,
        before: { teamId: current?.teamId ?? null },
        after: { teamId, team: next.value.name, from },
      });
      return accept({ personId });
    }),
  );
}

/** The agent's role follows the team at the same instant; a move in the past takes effect now. */
async function moveAgentRole(tx: Tx, ctx: WriteContext, personId: string, teamId: string, begins: Date): Promise<void> {
  const at = begins > ctx.now ? begins : ctx.now;
  const own = and(eq(roleGrant.personId, personId), eq(roleGrant.role, "agent"));
  await tx.delete(roleGrant).where(and(own, gte(roleGrant.from, at)));
  await tx
    .update(roleGrant)
    .set({ to: at })
    .where(and(own, or(isNull(roleGrant.to), sql`${roleGrant.to} > ${at.toISOString()}::timestamptz`)));
  await tx.insert(roleGrant).values({ personId, role: "agent", teamId, from: at, grantedBy: ctx.actorId });
}

/** Why a set of stores cannot be taken: its shares, or a store that is not in use. */
export async function storesFault(tx: Tx, shares: readonly StoreShare[], reason: string): Promise<Outcome<null>> {
  const fault = shareFault(shares, reason);
  if (fault)
    return refuse(fault, {
      field: fault === "shares_reason" ? "sharesReason" : "shares",
      params: { sum: shares.reduce((sum, s) => sum + s.share, 0) },
    });
  if (shares.length === 0) return accept(null);
  if (!shares.every((s) => isId(s.storeId))) return refuse("store_unknown", { field: "shares" });
  const found = await tx
    .select({ id: store.id })
    .from(store)
    .where(
      and(
        inArray(
          store.id,
          shares.map((s) => s.storeId),
        ),
        isNull(store.archivedAt),
      ),
    );
  return found.length === shares.length ? accept(null) : refuse("store_unknown", { field: "shares" });
}

/** Write one dated set of stores. The caller has checked it. */
export async function insertStoreSet(
  tx: Tx,
  ctx: WriteContext,
  personId: string,
  from: PlainDate,
  shares: readonly StoreShare[],
  reason: string,
): Promise<void> {
  if (shares.length === 0) return;
  const id = newId();
  await tx.insert(storeSet).values({ id, personId, from, reason: reason.trim() || null, createdBy: ctx.actorId });
  await tx.insert(storeShare).values(shares.map((s) => ({ storeSetId: id, ...s })));
}

/** Give an agent other stores or shares from a day on; an empty set ends what they had. What was planned from that day on is replaced. */
export function setStores(
  ctx: WriteContext,
  personId: string,
  values: { from: PlainDate; shares: readonly StoreShare[]; reason: string },
): Promise<Outcome<{ personId: string }>> {
  const { from, shares, reason } = values;
  return orConflict(() =>
    write(ctx, async (tx) => {
      if (!isPlainDate(from)) return refuse("date_malformed", { field: "sharesFrom" });
      if (reason.length > 500) return refuse("reason_missing", { field: "sharesReason" });
      const target = await lockTarget(tx, personId, ctx.now);
      if (!target) return refuse("person_unknown");
      if (target.row.state === null || target.row.state === "left") return refuse("not_an_agent");
      const fault = await storesFault(tx, shares, reason);
      if (!fault.ok) return fault;
      const zone = (await peopleFacts(tx, personId, ctx.now))?.team?.zone ?? DEFAULT_ZONE;
      const before = await storesAt(tx, personId, from);
      const [latest] = await tx
        .select({ from: storeSet.from })
        .from(storeSet)
        .where(and(eq(storeSet.personId, personId), sql`${storeSet.from} <= ${plainDateIn(zone, ctx.now)}`))
        .orderBy(desc(storeSet.from))
        .limit(1);
      if (latest && from < latest.from) return refuse("shares_date_early", { field: "sharesFrom", params: { from: latest.from } });
      const replaced = await tx
        .select({ id: storeSet.id })
        .from(storeSet)
        .where(and(eq(storeSet.personId, personId), gte(storeSet.from, from)));
      if (replaced.length > 0) {
        const ids = replaced.map((r) => r.id);
        await tx.delete(storeShare).where(inArray(storeShare.storeSetId, ids));
        await tx.delete(storeSet).where(inArray(storeSet.id, ids));
      }
      await tx
        .update(storeSet)
        .set({ to: from })
        .where(and(eq(storeSet.personId, personId), lt(storeSet.from, from), or(isNull(storeSet.to), sql`${storeSet.to} > ${from}`)));
      await insertStoreSet(tx, ctx, personId, from, shares, reason);
      await audit(tx, ctx, {
        action: "people.stores_changed",
        subject: { type: "person", id: personId },
        personId,
        before: before.map(({ storeId, share }) => ({ storeId, share })),
        after: { from, shares },
        reason: reason.trim() || null,
      });
      return accept({ personId });
    }),
  );
}

/** The stores that an agent serves on a day, the largest share first. */
export function storesAt(reader: Reader, personId: string, day: PlainDate) {
  return reader
    .select({
      storeId: store.id,
      name: store.name,
      platform: store.platform,
      share: storeShare.share,
      from: storeSet.from,
      to: storeSet.to,
      reason: storeSet.reason,
    })
    .from(storeSet)
    .innerJoin(storeShare, eq(storeShare.storeSetId, storeSet.id))
    .innerJoin(store, eq(store.id, storeShare.storeId))
    .where(and(eq(storeSet.personId, personId), sql`daterange(${storeSet.from}, ${storeSet.to}) @> ${day}::date`))
    .orderBy(desc(storeShare.share), asc(store.name));
}
