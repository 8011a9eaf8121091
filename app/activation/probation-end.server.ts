import { and, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { enrolment, notice, person, probationWarning, team, workItem } from "@db/schema";
import { probationRuns } from "~/people/probation-law";
import { type Db, type Reader, type Tx } from "~/platform/database.server";
import { addDays, plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, write, type WriteContext } from "~/platform/write.server";
import { openItem } from "~/work/actions.server";
import { warningDays, type WarningStage, warningStage } from "./extension-rules";

/**
 * The minute sweep: the agreed end of a probation draws near (14 days, 7 days) or has passed undecided. For each end and stage once: the person
 * and their managers are told, the item for the managers opens, and is urgent in the end.
 */
export async function sweepProbationEnds(db: Db, now: Date): Promise<void> {
  const rows = await db
    .select({
      id: person.id,
      end: person.probationEnd,
      teamId: enrolment.teamId,
      zone: team.zone,
      warned: sql<
        WarningStage[]
      >`array(select w.stage from ${probationWarning} w where w.person_id = ${person.id} and w.probation_end = ${person.probationEnd})`,
    })
    .from(person)
    .innerJoin(enrolment, and(eq(enrolment.personId, person.id), isNull(enrolment.endedAt)))
    .innerJoin(team, eq(team.id, enrolment.teamId))
    .where(
      and(
        or(
          inArray(person.state, ["training", "probation"]),
          and(eq(person.state, "suspended"), inArray(person.stateBefore, ["training", "probation"])),
        ),
        lte(person.probationEnd, addDays(plainDateIn("UTC", now), warningDays.two_weeks + 1)),
      ),
    );
  for (const { id, end, teamId, zone, warned } of rows) {
    const stage = end && warningStage(end, plainDateIn(zone, now));
    if (!end || !stage || warned.includes(stage)) continue;
    const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
    await write(ctx, async (tx) => accept(await warn(tx, ctx, { personId: id, end, stage, teamId })));
  }
}

async function warn(
  tx: Tx,
  ctx: WriteContext,
  { personId, end, stage, teamId }: { personId: string; end: string; stage: WarningStage; teamId: string },
): Promise<void> {
  const [locked] = await tx.select().from(person).where(eq(person.id, personId)).for("update");
  // Decided or agreed anew since the list was read.
  if (!locked || locked.probationEnd !== end || !probationRuns(locked.state, locked.stateBefore)) return;
  const fresh = await tx
    .insert(probationWarning)
    .values({ personId, probationEnd: end, stage, at: ctx.now })
    .onConflictDoNothing()
    .returning({ stage: probationWarning.stage });
  if (fresh.length === 0) return;
  const over = stage === "over";
  await openItem(tx, ctx, {
    kind: "probation_end",
    teamId,
    personId,
    subjectId: personId,
    data: { name: locked.name, end },
    urgent: over,
  });
  if (over)
    await tx
      .update(workItem)
      .set({ urgent: "yes" })
      .where(and(eq(workItem.kind, "probation_end"), eq(workItem.subjectId, personId), isNull(workItem.closedAt)));
  const what = over ? "probation_over" : "probation_ends";
  const data = { personId, name: locked.name, end };
  const managers = await managersOf(tx, teamId, personId, ctx.now);
  await settleProbationNotices(tx, [personId, ...managers], personId, ctx.now);
  await tx
    .insert(notice)
    .values([
      { personId, kind: `activation.${what}`, data, createdAt: ctx.now, important: over },
      ...managers.map((id) => ({ personId: id, kind: `activation.${what}_of`, data, createdAt: ctx.now, important: over })),
    ]);
}

/** Who manages this team now and can sign in, without the person themself. */
export async function managersOf(reader: Reader, teamId: string | null, personId: string, now: Date): Promise<string[]> {
  const at = now.toISOString();
  const rows = await reader.execute<{ id: string }>(sql`
    select distinct p.id from role_grant g join person p on p.id = g.person_id
    where g.role = 'manager' and (g.team_id is null or g.team_id = ${teamId}) and g.person_id <> ${personId}
      and g.from_at <= ${at}::timestamptz and (g.to_at is null or g.to_at > ${at}::timestamptz) and p.disabled_at is null
    order by p.id`);
  return rows.map((row) => row.id);
}

/** What these people were told of somebody's end of probation is no longer so: the notices need not be closed by hand. */
export async function settleProbationNotices(tx: Tx, toldIds: readonly string[], personId: string, now: Date): Promise<void> {
  await tx
    .update(notice)
    .set({ seenAt: now })
    .where(
      and(
        inArray(notice.personId, [...toldIds]),
        isNull(notice.seenAt),
        sql`${notice.kind} like 'activation.probation\\_%' and ${notice.data} ->> 'personId' = ${personId}`,
      ),
    );
}
