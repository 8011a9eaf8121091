import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { activityState, contentVersion, enrolment, person, team } from "@db/schema";
import type { ItemBody } from "~/curriculum/pack";
import type { Reader, Tx } from "~/platform/database.server";
import { isActivity } from "./open-activity.server";
import { replan, statusesWith } from "./pin-rules";
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

/**
 * A material version of a plan takes effect for everybody who is on it: days and activities as the new plan says, what was begun is kept. Returns how many
 * people's plans changed.
 */
export async function replacePlan(tx: Tx, planItemId: string, versionId: string, plan: ItemBody<"plan">): Promise<number> {
  const running = await tx
    .select({ id: enrolment.id, personId: enrolment.personId })
    .from(enrolment)
    .innerJoin(contentVersion, eq(contentVersion.id, enrolment.planVersionId))
    .where(and(isNull(enrolment.endedAt), eq(contentVersion.itemId, planItemId)))
    // Not "update": who hands something in meanwhile holds a reference to the enrolment, and both would wait for each other.
    .for("no key update", { of: enrolment });
  const planned = plan.days.flatMap((day) => day.activities.map((a, position) => ({ ...a, day: day.day, position })));
  for (const { id, personId } of running) {
    const rows = await tx
      .select({ slug: activityState.slug, kind: activityState.kind, ref: activityState.ref, status: activityState.status })
      .from(activityState)
      .where(eq(activityState.enrolmentId, id))
      .for("update");
    const change = replan(rows, planned);
    const statusOf = new Map(rows.map((r) => [r.slug, r.status]));
    for (const { slug, kind, ref, minutes, mandatory, day, position } of planned) {
      if (change.added.includes(slug))
        await tx.insert(activityState).values({ enrolmentId: id, personId, slug, day, position, kind, ref, minutes, mandatory });
      else {
        const begun = statusOf.get(slug) !== "open";
        await tx
          .update(activityState)
          .set({ day, position, minutes, mandatory, ...(begun ? {} : { kind, ref }) })
          .where(isActivity(id, slug));
      }
    }
    if (change.removed.length > 0)
      await tx.delete(activityState).where(and(eq(activityState.enrolmentId, id), inArray(activityState.slug, change.removed)));
    if (change.released.length > 0)
      await tx
        .update(activityState)
        .set({ mandatory: false, day: sql`least(${activityState.day}, ${plan.days.length})` })
        .where(and(eq(activityState.enrolmentId, id), inArray(activityState.slug, change.released)));
    await tx.update(enrolment).set({ planVersionId: versionId }).where(eq(enrolment.id, id));
  }
  return running.length;
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
