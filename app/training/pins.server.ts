import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { activityState, enrolment, person, team } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { statusesWith } from "./pin-rules";
import type { ActivityKind, ActivityStatus } from "./unlocking";

const activityKinds: readonly string[] = ["lesson", "quiz", "practical", "acknowledgement", "exam"] satisfies ActivityKind[];

/**
 * A material version takes the place of the one that people in the middle began: from now on they work with the new one. A test that runs at this moment
 * ends as it was drawn; the next attempt is of the new version. Returns how many activities were replaced.
 */
export async function replacePins(tx: Tx, item: { kind: string; slug: string }, versionId: string): Promise<number> {
  if (!activityKinds.includes(item.kind)) return 0;
  const rows = await tx
    .update(activityState)
    .set({ contentVersionId: versionId })
    .where(
      and(
        eq(activityState.kind, item.kind as ActivityKind),
        eq(activityState.ref, item.slug),
        inArray(activityState.status, statusesWith("replaced", true)),
        inArray(activityState.enrolmentId, tx.select({ id: enrolment.id }).from(enrolment).where(isNull(enrolment.endedAt))),
      ),
    )
    .returning({ slug: activityState.slug });
  return rows.length;
}

/** Somebody whom a change concerns: what of it they began or have done. */
export type Concerned = {
  personId: string;
  name: string;
  team: string;
  activities: { kind: string; ref: string; status: ActivityStatus }[];
};

/** The people who began or have done activities about any of `names`, those in the middle first; at most `limit`, and how many there are. One statement. */
export async function concernedBy(
  reader: Reader,
  names: readonly { kind: string; slug: string }[],
  limit: number,
): Promise<{ people: Concerned[]; total: number }> {
  const keys = names.filter((n) => activityKinds.includes(n.kind)).map((n) => `${n.kind} ${n.slug}`);
  if (keys.length === 0) return { people: [], total: 0 };
  const inMiddle = sql`bool_or(${activityState.status} <> 'done')`;
  const rows = await reader
    .select({
      personId: person.id,
      name: person.name,
      team: team.name,
      activities: sql<
        Concerned["activities"]
      >`json_agg(json_build_object('kind', ${activityState.kind}, 'ref', ${activityState.ref}, 'status', ${activityState.status}) order by ${activityState.day}, ${activityState.position})`,
      total: sql<number>`(count(*) over ())::int`,
    })
    .from(activityState)
    .innerJoin(enrolment, eq(enrolment.id, activityState.enrolmentId))
    .innerJoin(person, eq(person.id, activityState.personId))
    .innerJoin(team, eq(team.id, enrolment.teamId))
    .where(
      and(
        isNull(enrolment.endedAt),
        sql`${activityState.status} <> 'open'`,
        sql`${person.state} <> 'left'`,
        sql`${activityState.kind} || ' ' || ${activityState.ref} = any(${sql.param(keys)})`,
      ),
    )
    .groupBy(person.id, person.name, team.name)
    .orderBy(sql`${inMiddle} desc`, person.name)
    .limit(limit);
  return { people: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}
