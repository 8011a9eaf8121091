import { eq, sql } from "drizzle-orm";
import { caseAction, chatCase, team } from "@db/schema";
import { openTeams } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import type { EffectFilter } from "./address";
import { actionEffect, effectsByReason, LOOKED_AT, type MeasuredAction, type Week } from "./effect-view";
import { doneActions, doneIn, type Drilled, drilledAndNot, foundByDay, paidByDay, scopeAround, scopeUntil } from "./effects.server";
import { leads, type Reach } from "./reach";
import { isLossReason } from "./reasons";

/** The teams of which somebody may measure, the one that is asked for or else the first, and the half-year of it by reason. Four statements. */
export async function effectsPage(reader: Reader, reach: Reach, filter: EffectFilter, now: Date) {
  const teams = reach.leads !== "all" && reach.leads.length === 0 ? [] : await openTeams(reader, reach.leads);
  const chosen = teams.find(({ id }) => id === filter.teamId) ?? teams[0];
  const named = teams.map(({ id, name }) => ({ value: id, label: name }));
  if (!chosen) return { teams: named, teamId: null, to: null, isNewest: true, reasons: [] };
  const today = plainDateIn(chosen.zone, now);
  const to = filter.to !== null && filter.to < today ? filter.to : today;
  const scope = scopeUntil(chosen.id, filter.product, to);
  const [paid, found, actions] = await Promise.all([
    paidByDay(reader, scope),
    foundByDay(reader, scope),
    doneActions(reader, doneIn(scope)),
  ]);
  const reasons = effectsByReason([...paid, ...found], actions, { today: to, weeks: LOOKED_AT });
  return { teams: named, teamId: chosen.id, to, isNewest: to === today, reasons };
}

/** What one action did to a reason of its case. */
export type OneEffect = { action: MeasuredAction; weeks: Week[]; drilled: Drilled | null };

/** An action that is done, with what it did to each reason of its case; null: there is none, or it is of a team that the reader does not lead. */
export async function effectPage(
  reader: Reader,
  reach: Reach,
  actionId: string,
  now: Date,
): Promise<{ action: { kind: string }; effects: OneEffect[] } | null> {
  const [where] = await reader
    .select({ teamId: chatCase.teamId, zone: team.zone })
    .from(caseAction)
    .innerJoin(chatCase, eq(chatCase.id, caseAction.caseId))
    .innerJoin(team, eq(team.id, chatCase.teamId))
    .where(eq(caseAction.id, actionId));
  if (!where || !leads(reach, where.teamId)) return null;
  const [action] = await doneActions(reader, sql`a.id = ${actionId}::uuid`);
  if (!action) return null;
  const today = plainDateIn(where.zone, now);
  const reasons = action.reasons.filter(isLossReason);
  const scope = scopeAround(where.teamId, action.done);
  const [paid, found, others] = await Promise.all([
    paidByDay(reader, scope, reasons),
    foundByDay(reader, scope, reasons),
    doneActions(
      reader,
      sql`c.team_id = ${where.teamId}::uuid and a.id <> ${actionId}::uuid and (a.closed_at at time zone t.zone)::date between ${scope.from}::date and ${scope.to}::date`,
    ),
  ]);
  const effects = await Promise.all(
    reasons.map(async (reason): Promise<OneEffect> => {
      const counts = [...paid, ...found].filter((count) => count.reason === reason);
      const { effect, weeks } = actionEffect(counts, reason, action.done, today);
      const also = others.filter((other) => other.reasons.includes(reason)).length;
      return {
        action: { ...withoutReasons(action), reason, effect, with: also },
        weeks,
        drilled: action.kind === "drill" ? await drilledAndNot(reader, actionId, reason) : null,
      };
    }),
  );
  return { action: { kind: action.kind }, effects };
}

function withoutReasons<T extends { reasons: readonly string[] }>({ reasons: _reasons, ...rest }: T): Omit<T, "reasons"> {
  return rest;
}
