import { type SQL, sql } from "drizzle-orm";
import type { MaskedMeasures, Measures } from "@db/schema";
import { agentsOfTeams } from "~/people/queries.server";
import type { HeldRole } from "~/people/permissions";
import { storeChoice } from "~/people/stores.server";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { isId } from "~/platform/ids";
import type { Part } from "./measures";

/** Which figures are asked for. `before`: those that come after this one in the list, the latest days first. */
export type FigureFilter = {
  agent: string | null;
  store: string | null;
  part: Part | null;
  from: PlainDate | null;
  to: PlainDate | null;
  importId: string | null;
  before: { day: PlainDate; id: string } | null;
};

export type ListedFigure = {
  id: string;
  agent: string;
  store: string;
  part: Part;
  from: PlainDate;
  to: PlainDate;
  measures: Measures | MaskedMeasures;
  source: "reported" | "chats";
  fileName: string | null;
  importId: string | null;
  importRow: number | null;
  enteredBy: string | null;
};

const SHOWN = 50;
const MOST_EXPORTED = 50_000;

/** The teams whose figures somebody with these roles may see; null: all. Administrators of the shop enter for everybody. */
function teamsSeen(roles: readonly HeldRole[]): string[] | null {
  const held = roles.filter(({ role }) => role === "supervisor" || role === "manager" || role === "administrator");
  return held.some(({ teamId }) => teamId === null) ? null : [...new Set(held.flatMap(({ teamId }) => teamId ?? []))];
}

/** Whose figures these roles reach: who was in one of the teams when the figure's days began. */
function reached(roles: readonly HeldRole[]): SQL {
  const teams = teamsSeen(roles);
  if (teams === null) return sql`true`;
  return sql`exists (select from team_membership m where m.person_id = f.person_id and m.team_id = any(${sql.param(teams)}::uuid[]) and m.from_day <= f.to_day and (m.to_day is null or m.to_day > f.from_day))`;
}

function rowsOf(roles: readonly HeldRole[], filter: FigureFilter, limit: number): SQL {
  const { agent, store, part, from, to, importId, before } = filter;
  const all = [
    reached(roles),
    agent && sql`f.person_id = ${agent}`,
    store && sql`f.store_id = ${store}`,
    part && sql`f.part = ${part}`,
    from && sql`f.to_day >= ${from}`,
    to && sql`f.from_day <= ${to}`,
    importId && sql`f.import_id = ${importId}`,
    before && sql`(f.from_day, f.id) < (${before.day}, ${before.id}::uuid)`,
  ].flatMap((one) => one || []);
  return sql`
    select f.id, p.name as agent, s.name as store, f.part, f.from_day as "from", f.to_day as "to", f.measures, f.source, i.file_name as "fileName", f.import_id as "importId",
      f.import_row as "importRow", b.name as "enteredBy"
    from figure f join person p on p.id = f.person_id join store s on s.id = f.store_id left join figure_import i on i.id = f.import_id left join person b on b.id = f.entered_by
    where ${sql.join(all, sql` and `)} order by f.from_day desc, f.id desc limit ${limit}`;
}

/** A page of figures, the latest days first. One statement. */
export async function figureList(reader: Reader, roles: readonly HeldRole[], filter: FigureFilter) {
  const rows = await reader.execute<ListedFigure>(rowsOf(roles, filter, SHOWN + 1));
  const shown = rows.slice(0, SHOWN);
  const last = shown.at(-1);
  return { rows: shown, more: rows.length > SHOWN && last ? { day: last.from, id: last.id } : null };
}

/** All figures that a filter finds, for a file. */
export async function exportedFigures(reader: Reader, roles: readonly HeldRole[], filter: FigureFilter): Promise<ListedFigure[]> {
  return [...(await reader.execute<ListedFigure>(rowsOf(roles, { ...filter, before: null }, MOST_EXPORTED)))];
}

/** What the filters offer: the agents in reach and the stores. Two statements. */
export async function figureChoices(reader: Reader, roles: readonly HeldRole[], now: Date) {
  const [agents, stores] = await Promise.all([agentsOfTeams(reader, teamsSeen(roles) ?? "all", now), storeChoice(reader)]);
  return { agents: agents.map(({ personId, name }) => ({ id: personId, name })), stores };
}

type Past = {
  id: string;
  measures: Measures | MaskedMeasures;
  ending: "corrected" | "removed" | "taken_back";
  endedAt: string;
  endedBy: string | null;
  fileName: string | null;
  reason: string | null;
};

/** One figure with all that it said before, or null where it is out of reach. Two statements. */
export async function figureHistory(reader: Reader, roles: readonly HeldRole[], figureId: string) {
  if (!isId(figureId)) return null;
  const [found] = await reader.execute<ListedFigure & { at: string; isClosed: boolean }>(sql`
    select f.id, p.name as agent, s.name as store, f.part, f.from_day as "from", f.to_day as "to", f.measures, f.source, i.file_name as "fileName", f.import_id as "importId",
      f.import_row as "importRow", b.name as "enteredBy", f.at,
      exists (select from figure_lock l where l.person_id = f.person_id and l.month = date_trunc('month', f.from_day::timestamp)::date) as "isClosed"
    from figure f join person p on p.id = f.person_id join store s on s.id = f.store_id left join figure_import i on i.id = f.import_id left join person b on b.id = f.entered_by
    where f.id = ${figureId} and ${reached(roles)}`);
  if (!found) return null;
  const past = await reader.execute<Past>(sql`
    select h.id, h.measures, h.ending, h.ended_at as "endedAt", b.name as "endedBy", i.file_name as "fileName", h.reason
    from figure_past h left join person b on b.id = h.ended_by left join figure_import i on i.id = h.ended_by_import
    where h.figure_id = ${figureId} order by h.ended_at desc, h.id desc`);
  return { ...found, at: new Date(found.at), past: past.map((one) => ({ ...one, endedAt: new Date(one.endedAt) })) };
}
