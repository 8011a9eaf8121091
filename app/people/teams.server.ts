import { and, asc, count, eq, isNull, ne, sql } from "drizzle-orm";
import { person, setting, team, teamMembership } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { orConflict } from "./conflicts.server";
import type { TeamValues } from "./forms";
import { isMemberAt } from "./queries.server";
import { readSetting } from "./settings.server";

/** All teams with the number of agents who are members now; archived ones last. */
export function teamsWithSizes(reader: Reader, now: Date) {
  return reader
    .select({
      id: team.id,
      name: team.name,
      zone: team.zone,
      workingWeek: team.workingWeek,
      archivedAt: team.archivedAt,
      // By hand: in a selection from one table drizzle leaves the tables' names away, and these columns would be ambiguous.
      agents: sql<number>`(select count(*) from team_membership m join person p on p.id = m.person_id
        where m.team_id = team.id and p.state <> 'left'
          and daterange(m.from_day, m.to_day) @> (${now.toISOString()}::timestamptz at time zone team.zone)::date)`.mapWith(Number),
    })
    .from(team)
    .orderBy(sql`${team.archivedAt} is not null`, asc(team.name));
}

/** Make a team. Refuses a name that is in use. */
export function addTeam(ctx: WriteContext, values: TeamValues): Promise<Outcome<{ id: string }>> {
  return orConflict(() =>
    write(ctx, async (tx) => {
      const id = newId();
      await tx.insert(team).values({ id, ...values, workingWeek: [...values.workingWeek].sort(), createdAt: ctx.now });
      await audit(tx, ctx, { action: "people.team_added", subject: { type: "team", id }, after: values });
      return accept({ id });
    }),
  );
}

/** Change a team. Refuses a form that was opened before somebody else's change, and a name that is in use. */
export function editTeam(ctx: WriteContext, teamId: string, revision: number, values: TeamValues): Promise<Outcome<{ id: string }>> {
  return orConflict(() =>
    write(ctx, async (tx) => {
      const [row] = await tx.select().from(team).where(eq(team.id, teamId)).for("update");
      if (!row) return refuse("team_unknown");
      if (row.revision !== revision) return refuse("settings_stale");
      const workingWeek = [...values.workingWeek].sort();
      await tx
        .update(team)
        .set({ ...values, workingWeek, revision: revision + 1 })
        .where(eq(team.id, teamId));
      const { name, zone } = row;
      await audit(tx, ctx, {
        action: "people.team_edited",
        subject: { type: "team", id: teamId },
        before: { name, zone, workingWeek: row.workingWeek },
        after: { ...values, workingWeek },
      });
      return accept({ id: teamId });
    }),
  );
}

/** Put a team away, or take it back. Refuses while agents are members. */
export function archiveTeam(ctx: WriteContext, teamId: string, archived: boolean): Promise<Outcome<{ id: string }>> {
  return write(ctx, async (tx) => {
    const [row] = await tx.select().from(team).where(eq(team.id, teamId)).for("update");
    if (!row) return refuse("team_unknown");
    if ((row.archivedAt !== null) === archived) return accept({ id: teamId });
    if (archived) {
      const [members] = await tx
        .select({ n: count() })
        .from(teamMembership)
        .innerJoin(person, eq(person.id, teamMembership.personId))
        .where(and(eq(teamMembership.teamId, teamId), ne(person.state, "left"), isMemberAt(ctx.now)));
      if (members && members.n > 0) return refuse("team_has_agents", { params: { count: members.n } });
    }
    await tx
      .update(team)
      .set({ archivedAt: archived ? ctx.now : null, revision: row.revision + 1 })
      .where(eq(team.id, teamId));
    await audit(tx, ctx, {
      action: archived ? "people.team_archived" : "people.team_restored",
      subject: { type: "team", id: teamId },
      after: { name: row.name },
    });
    return accept({ id: teamId });
  });
}

/** Whether all of a team see its closed months as a ranking with names: off until somebody switches it on. One statement. */
export async function isRanked(reader: Reader, teamId: string): Promise<boolean> {
  return (await readSetting(reader, "rankings")).includes(teamId);
}

/** Show a team's closed months to all of it as a ranking with names, or no longer. */
export function rankTeam(ctx: WriteContext, teamId: string, isShown: boolean): Promise<Outcome<{ id: string }>> {
  return write(ctx, async (tx) => {
    const [row] = await tx.select({ name: team.name }).from(team).where(eq(team.id, teamId));
    if (!row) return refuse("team_unknown");
    // The row is there before it is locked: of two teams switched at once none is forgotten.
    await tx.insert(setting).values({ key: "rankings", value: [], updatedAt: ctx.now }).onConflictDoNothing();
    await tx.select().from(setting).where(eq(setting.key, "rankings")).for("update");
    const ranked = await readSetting(tx, "rankings");
    if (ranked.includes(teamId) === isShown) return accept({ id: teamId });
    const value = isShown ? [...ranked, teamId] : ranked.filter((id) => id !== teamId);
    await tx.update(setting).set({ value, updatedAt: ctx.now }).where(eq(setting.key, "rankings"));
    const action = isShown ? "people.ranking_on" : "people.ranking_off";
    await audit(tx, ctx, {
      action,
      subject: { type: "team", id: teamId },
      before: { shown: !isShown },
      after: { name: row.name, shown: isShown },
    });
    return accept({ id: teamId });
  });
}

/** Teams in use, for a choice. */
export function teamChoice(reader: Reader) {
  return reader.select({ id: team.id, name: team.name }).from(team).where(isNull(team.archivedAt)).orderBy(asc(team.name));
}
