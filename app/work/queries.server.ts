import { and, asc, count, eq, inArray, isNull, min, ne, not, or, type SQL, sql } from "drizzle-orm";
import { person, team, workItem } from "@db/schema";
import type { HeldRole } from "~/people/permissions";
import type { Reader } from "~/platform/database.server";
import { isWorkKind, type WorkKind, workScopes } from "./kinds";

/** Whose inbox it is. */
type Holder = { personId: string; roles: readonly HeldRole[] };

/** An open item as a list shows it. */
export type OpenItem = {
  id: string;
  kind: WorkKind;
  subjectId: string;
  personId: string | null;
  personName: string | null;
  teamId: string | null;
  teamName: string | null;
  data: Record<string, unknown>;
  urgent: boolean;
  openedAt: Date;
  dueAt: Date | null;
};

/** Items of the holder's roles and teams, open or closed, never what is about themself or about their own work. Undefined: none. */
export function inScopeOf(holder: Holder): SQL | undefined {
  const scopes = workScopes(holder.roles);
  if (scopes.length === 0) return undefined;
  const each = scopes.map(({ roles, teams }) =>
    and(
      inArray(workItem.role, roles),
      teams === "all" ? undefined : teams === "shop" ? isNull(workItem.teamId) : inArray(workItem.teamId, teams),
    ),
  );
  const ownWork = sql`${holder.personId}::uuid = any(${workItem.notFor})`;
  return and(or(...each), or(isNull(workItem.personId), ne(workItem.personId, holder.personId)), not(ownWork));
}

/** What of it is open. */
function visibleTo(holder: Holder): SQL | undefined {
  const scope = inScopeOf(holder);
  return scope && and(isNull(workItem.closedAt), scope);
}

/** The open items that wait for the holder: urgent ones first, then the oldest. At most `limit`, after `offset`. One statement. */
export async function openItems(
  reader: Reader,
  holder: Holder,
  filter: { kind?: WorkKind; personId?: string; teamId?: string; limit?: number; offset?: number } = {},
): Promise<OpenItem[]> {
  const visible = visibleTo(holder);
  if (!visible) return [];
  const rows = await reader
    .select({
      id: workItem.id,
      kind: workItem.kind,
      subjectId: workItem.subjectId,
      personId: workItem.personId,
      personName: person.name,
      teamId: workItem.teamId,
      teamName: team.name,
      data: workItem.data,
      urgent: workItem.urgent,
      openedAt: workItem.openedAt,
      dueAt: workItem.dueAt,
    })
    .from(workItem)
    .leftJoin(person, eq(person.id, workItem.personId))
    .leftJoin(team, eq(team.id, workItem.teamId))
    .where(
      and(
        visible,
        filter.kind ? eq(workItem.kind, filter.kind) : undefined,
        filter.personId ? eq(workItem.personId, filter.personId) : undefined,
        filter.teamId ? eq(workItem.teamId, filter.teamId) : undefined,
      ),
    )
    .orderBy(sql`${workItem.urgent} desc`, asc(workItem.openedAt), asc(workItem.id))
    .limit(filter.limit ?? 50)
    .offset(filter.offset ?? 0);
  return rows.flatMap((row) => (isWorkKind(row.kind) ? [{ ...row, kind: row.kind, urgent: row.urgent === "yes" }] : []));
}

/** How many items of each kind wait for the holder, and since when the oldest. Kinds without any are missing. One statement. */
export async function openCounts(reader: Reader, holder: Holder): Promise<{ kind: WorkKind; count: number; oldest: Date }[]> {
  const visible = visibleTo(holder);
  if (!visible) return [];
  const rows = await reader
    .select({ kind: workItem.kind, count: count(), oldest: min(workItem.openedAt) })
    .from(workItem)
    .where(visible)
    .groupBy(workItem.kind)
    .orderBy(min(workItem.openedAt));
  return rows.flatMap((row) => (isWorkKind(row.kind) && row.oldest ? [{ kind: row.kind, count: row.count, oldest: row.oldest }] : []));
}

/** How many items wait for the holder, the number on the inbox, as part of a statement: 0 for those who have no inbox. */
export function openItemCount(holder: Holder): SQL<number> {
  const visible = visibleTo(holder);
  return visible ? sql<number>`(select count(*)::int from ${workItem} where ${visible})` : sql<number>`0`;
}
