import { eq, inArray, or, sql } from "drizzle-orm";
import { person } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { orConflict } from "./conflicts.server";
import { type DetailField, detailFields } from "./edit.server";
import type { Details } from "./forms";
import { checkRows, IMPORT_ERRORS } from "./import-check";
import { type FoundTable, type ImportError, type ImportField, mergedDetails, type ReadyRow } from "./import-rules";
import { type Newcomer, insertNewcomers } from "./import-write.server";
import { type HeldRole, may } from "./permissions";
import { pinyinOf } from "./pinyin.server";
import { openTeams } from "./queries.server";
import { probationEditFault, probationFault, probationLimit } from "./probation-law";
import { teamsToStaff } from "./rules";

type Importer = { personId: string; roles: readonly HeldRole[] };
type Change = { personId: string; name: string; before: Details; after: Details; fields: DetailField[] };
export type ImportPlan = { newcomers: Newcomer[]; changes: Change[]; same: number; errors: ImportError[]; errorCount: number };

type Known = { id: string; details: Details; standing: Parameters<typeof probationEditFault>[0]; left: boolean; teamIds: string[] };

/** What an import would do, or every error by row, column, value and rule. Writes nothing. `teamId` is for rows without a team. */
export async function planImport(
  reader: Reader,
  actor: Importer,
  table: FoundTable,
  teamId: string | null,
  now: Date,
): Promise<ImportPlan> {
  const { rows, errors } = checkRows(table);
  const [known, teams, addresses] = await Promise.all([knownPeople(reader, rows, now), openTeams(reader), takenAddresses(reader, rows)]);
  const mine = teamsToStaff(actor);
  const plan: ImportPlan = { newcomers: [], changes: [], same: 0, errors: [], errorCount: 0 };

  for (const ready of rows) {
    const wrong = (field: ImportField, code: string, params?: ImportError["params"]) => {
      const value = field === "team" ? (ready.team ?? "") : String(ready.details[field] ?? "");
      errors.push({ row: ready.row, column: table.columns[field] ?? field, value, code, params });
    };
    const before = errors.length;
    const there = known.get(ready.externalId);
    const details = there ? mergedDetails(there.details, ready) : ready.details;
    const fault = probationFault(details) ?? (there ? probationEditFault(there.standing, details.probationEnd) : null);
    const limit = details.hireDate && details.contractTerm && probationLimit(details.hireDate, details.contractTerm);
    if (fault) wrong("probationEnd", fault, limit ? { limit } : {});
    const holder = details.email === null ? undefined : addresses.get(details.email);
    if (holder !== undefined && holder !== there?.id) wrong("email", "email_taken");

    if (there) {
      if (there.left) wrong("externalId", "import_left");
      else if (!may("person:edit", actor, { personId: there.id, teamIds: there.teamIds })) wrong("externalId", "import_not_yours");
      const fields = detailFields.filter((field) => there.details[field] !== details[field]);
      if (errors.length > before) continue;
      if (fields.length === 0) plan.same++;
      else plan.changes.push({ personId: there.id, name: details.name, before: there.details, after: details, fields });
      continue;
    }
    const place =
      ready.team === null ? teams.find((t) => t.id === teamId) : teams.find((t) => t.name.toLowerCase() === ready.team?.toLowerCase());
    if (!place) wrong("team", ready.team === null ? "team_missing" : "import_team");
    else if (mine !== "all" && !mine.includes(place.id)) wrong("team", "team_not_yours");
    if (errors.length === before && place) plan.newcomers.push({ details, teamId: place.id, team: place.name, zone: place.zone });
  }
  errors.sort((a, b) => a.row - b.row);
  return { ...plan, errors: errors.slice(0, IMPORT_ERRORS), errorCount: errors.length };
}

/** Who of these is known by staff number, with the teams that decide who may edit them. */
async function knownPeople(reader: Reader, rows: readonly ReadyRow[], now: Date): Promise<Map<string, Known>> {
  if (rows.length === 0) return new Map();
  const at = now.toISOString();
  const found = await reader
    .select({
      id: person.id,
      state: person.state,
      stateBefore: person.stateBefore,
      rehiredAt: person.rehiredAt,
      name: person.name,
      externalId: person.externalId,
      email: person.email,
      hireDate: person.hireDate,
      contractTerm: person.contractTerm,
      probationEnd: person.probationEnd,
      // By hand: in a selection from one table drizzle leaves the tables' names away, and these columns would be ambiguous.
      teamIds: sql<string[]>`array(
        select m.team_id from team_membership m join team t on t.id = m.team_id
          where m.person_id = person.id and daterange(m.from_day, m.to_day) @> (${at}::timestamptz at time zone t.zone)::date
        union
        select g.team_id from role_grant g where g.person_id = person.id and g.team_id is not null
          and g.from_at <= ${at}::timestamptz and (g.to_at is null or g.to_at > ${at}::timestamptz))`,
    })
    .from(person)
    .where(
      inArray(
        person.externalId,
        rows.map((r) => r.externalId),
      ),
    );
  return new Map(
    found.map(({ id, state, stateBefore, rehiredAt, teamIds, ...details }) => [
      details.externalId ?? "",
      { id, details, standing: { state, stateBefore, rehiredAt, probationEnd: details.probationEnd }, left: state === "left", teamIds },
    ]),
  );
}

async function takenAddresses(reader: Reader, rows: readonly ReadyRow[]): Promise<Map<string, string>> {
  const wanted = rows.flatMap((r) => (r.details.email === null ? [] : [r.details.email]));
  if (wanted.length === 0) return new Map();
  const found = await reader
    .select({ id: person.id, email: person.email })
    .from(person)
    .where(or(inArray(person.email, wanted)));
  return new Map(found.map((row) => [row.email ?? "", row.id]));
}

export type Imported = { created: number; changed: number; same: number };

/**
 * Import the table: everything or nothing. `tokenOf` makes the invitation token of a newcomer by staff number; the caller keeps them, since the
 * result of a write is stored and tokens must not be. Importing the same file again changes nothing.
 */
export function importPeople(
  ctx: WriteContext,
  actor: Importer,
  given: { table: FoundTable; teamId: string | null },
  tokenOf: (externalId: string) => string,
): Promise<Outcome<Imported>> {
  return orConflict(() =>
    write(ctx, async (tx) => {
      await lockKnown(tx, given.table);
      const plan = await planImport(tx, actor, given.table, given.teamId, ctx.now);
      if (plan.errorCount > 0) return refuse("import_changed");
      await insertNewcomers(tx, ctx, plan.newcomers, tokenOf);
      for (const change of plan.changes) await applyChange(tx, ctx, change);
      const result = { created: plan.newcomers.length, changed: plan.changes.length, same: plan.same };
      if (result.created + result.changed > 0) {
        await audit(tx, ctx, {
          action: "people.imported",
          subject: { type: "import", id: ctx.requestId },
          after: { ...result, rows: given.table.rows.length },
        });
      }
      return accept(result);
    }),
  );
}

/** Nobody edits these people between the check and the write. */
async function lockKnown(tx: Tx, table: FoundTable): Promise<void> {
  const ids = table.rows.flatMap((row) => (row.cells.externalId ? [row.cells.externalId] : []));
  if (ids.length > 0)
    await tx.select({ id: person.id }).from(person).where(inArray(person.externalId, ids)).orderBy(person.id).for("update");
}

async function applyChange(tx: Tx, ctx: WriteContext, { personId, before, after, fields }: Change): Promise<void> {
  await tx
    .update(person)
    .set({ ...after, pinyin: pinyinOf(after.name), revision: sql`${person.revision} + 1` })
    .where(eq(person.id, personId));
  await audit(tx, ctx, {
    action: "people.edited",
    subject: { type: "person", id: personId },
    personId,
    before: Object.fromEntries(fields.map((field) => [field, before[field]])),
    after: Object.fromEntries(fields.map((field) => [field, after[field]])),
  });
}
